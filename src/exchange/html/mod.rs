//! HTML as Markdown: paragraphs, headings, lists, quotes, code, emphasis and links are kept, everything else leaves its
//! words. What comes out holds no raw HTML.

mod inline;
mod token;

use super::plain;
use inline::Inline;
use token::{Token, tokens};

/// Levels of lists and quotes that are kept; deeper ones lie in the last.
const MOST_LEVELS: usize = 12;

/// HTML as Markdown, paragraph by paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Blocks {
    /// The Markdown of all blocks.
    pub(super) markdown: String,
    /// The words of the first paragraph, where they are words alone and something that stands by itself.
    pub(super) opening: Option<String>,
    /// The Markdown after the first paragraph.
    pub(super) rest: String,
}

/// HTML as Markdown.
pub(super) fn blocks(html: &str) -> Blocks {
    let mut writer = Writer::default();
    for token in tokens(html) {
        match token {
            Token::Text(text) => writer.text(&text),
            Token::Start(name, attributes) => writer.start(&name, &|key| attributes.value(key)),
            Token::End(name) => writer.end(&name),
        }
    }
    writer.flush();
    let markdown = writer.out;
    let rest = markdown[writer.first_end.min(markdown.len())..]
        .trim_start_matches('\n')
        .to_owned();
    Blocks {
        opening: writer.opening,
        rest,
        markdown,
    }
}

/// The words of HTML on one line.
pub(super) fn words(html: &str) -> String {
    let mut words = String::new();
    for token in tokens(html) {
        match token {
            Token::Text(text) => words.push_str(&text),
            Token::Start(name, _) | Token::End(name) if is_block(&name) || name == "br" => {
                words.push(' ');
            }
            _ => {}
        }
    }
    plain::line(&words)
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 33] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
        "caption",
    ];
    BLOCKS.contains(&name) || level(name).is_some()
}

/// The level of a heading.
fn level(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(usize::from(digit - b'0')),
        _ => None,
    }
}

/// What lines stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Container {
    Quote,
    /// A list with the number of its next item; `None` for bullets, which `-` and `*` take turns in being.
    List(Option<usize>, char),
    /// An item with its marker, and whether that is written.
    Item(String, bool),
}

#[derive(Default)]
struct Writer {
    out: String,
    containers: Vec<Container>,
    /// Containers that were not opened because they lie too deep.
    too_deep: usize,
    inline: Inline,
    heading: Option<usize>,
    /// Code as it is collected, within `pre`.
    code: Option<String>,
    opening: Option<String>,
    /// Where the first block ends.
    first_end: usize,
    /// The bullet of a list that has just ended, which a list right after it must not have.
    last_bullet: Option<char>,
    /// Whether the last block was the beginning of an item, after which the next item needs no empty line.
    is_tight: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.inline.text(text),
        }
    }

    fn start(&mut self, name: &str, value: &dyn Fn(&str) -> Option<String>) {
        if self.code.is_some() {
            if name == "br" {
                self.text("\n");
            }
            return;
        }
        if is_block(name) {
            self.flush();
        }
        match name {
            "blockquote" => self.open(Container::Quote),
            "ul" | "ol" => self.open_list(name == "ol"),
            "li" => self.open_item(),
            "pre" => self.code = Some(String::new()),
            "hr" => self.push_block("* * *", false),
            "td" | "th" => self.inline.cell(),
            _ => match level(name) {
                Some(level) => self.heading = Some(level.max(2)),
                None => self.inline.start(name, value),
            },
        }
    }

    fn end(&mut self, name: &str) {
        if self.code.is_some() && name != "pre" {
            return;
        }
        if is_block(name) {
            self.flush();
        }
        match name {
            "blockquote" => self.close(|container| *container == Container::Quote),
            "li" => self.close(|container| matches!(container, Container::Item(..))),
            "ul" | "ol" => {
                let list = self
                    .containers
                    .iter()
                    .rev()
                    .find_map(|container| match container {
                        Container::List(_, bullet) => Some(*bullet),
                        _ => None,
                    });
                self.close(|container| matches!(container, Container::List(..)));
                self.last_bullet = list;
            }
            _ => self.inline.end(name),
        }
    }

    fn open(&mut self, container: Container) {
        if self.containers.len() < MOST_LEVELS {
            self.containers.push(container);
        } else {
            self.too_deep += 1;
        }
    }

    fn open_list(&mut self, is_ordered: bool) {
        let bullet = if is_ordered { ['.', ')'] } else { ['-', '*'] };
        let bullet = if self.last_bullet == Some(bullet[0]) {
            bullet[1]
        } else {
            bullet[0]
        };
        self.is_tight &= self.last_bullet.is_none();
        self.open(Container::List(is_ordered.then_some(1), bullet));
    }

    fn open_item(&mut self) {
        // An item that was not closed ends where the next begins.
        if matches!(self.containers.last(), Some(Container::Item(..))) {
            self.containers.pop();
        }
        let marker = match self.containers.last_mut() {
            Some(Container::List(Some(number), bullet)) => {
                *number += 1;
                format!("{}{bullet} ", *number - 1)
            }
            Some(Container::List(None, bullet)) => format!("{bullet} "),
            _ => "- ".to_owned(),
        };
        self.open(Container::Item(marker, false));
    }

    /// Closes the innermost container of a kind, and what is open within it.
    fn close(&mut self, is_kind: impl Fn(&Container) -> bool) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(at) = self.containers.iter().rposition(is_kind) {
            self.containers.truncate(at);
        }
    }

    /// Ends the block that is being written.
    fn flush(&mut self) {
        if let Some(code) = self.code.take() {
            self.push_code(&code);
            return;
        }
        let heading = self.heading.take();
        let paragraph = self.inline.take();
        if paragraph.markdown.is_empty() {
            return;
        }
        if let Some(level) = heading {
            // A heading is one line, and braces at its end would be attributes.
            let line = paragraph.markdown.replace("\\\n", " ").replace('{', "\\{");
            self.push_block(
                &format!("{} {}", "#".repeat(level), line.trim_end_matches('#')),
                false,
            );
            return;
        }
        let is_first = self.out.is_empty() && self.containers.is_empty();
        let lines: Vec<String> = paragraph
            .markdown
            .split('\n')
            .map(plain::line_start)
            .collect();
        self.push_block(&lines.join("\n"), true);
        if is_first {
            self.opening = paragraph.words;
            self.first_end = self.out.len();
        }
    }

    fn push_code(&mut self, code: &str) {
        let code = plain::clean(code);
        let code = code.trim_matches('\n');
        if code.trim().is_empty() {
            return;
        }
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push_block(&format!("{fence}\n{code}\n{fence}"), false);
    }

    /// Appends a block with the marks of the containers that it stands in.
    fn push_block(&mut self, block: &str, is_paragraph: bool) {
        let starts_item = matches!(self.containers.last(), Some(Container::Item(_, false)));
        if !self.out.is_empty() {
            self.out.push('\n');
            if !(starts_item && self.is_tight) {
                let prefix = self.prefix(false);
                self.out.push_str(prefix.trim_end());
                self.out.push('\n');
            }
        }
        self.last_bullet = None;
        self.is_tight = starts_item && is_paragraph;
        for (index, line) in block.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            let prefix = self.prefix(true);
            self.out.push_str(format!("{prefix}{line}").trim_end());
        }
    }

    /// What stands before a line in its containers. `writes` says that the line is written, so that markers of items
    /// are used up.
    fn prefix(&mut self, writes: bool) -> String {
        let mut prefix = String::new();
        for container in &mut self.containers {
            match container {
                Container::Quote => prefix.push_str("> "),
                Container::List(..) => {}
                Container::Item(marker, written) if *written => {
                    prefix.push_str(&" ".repeat(marker.len()));
                }
                // The line before an item stands outside of it.
                Container::Item(..) if !writes => break,
                Container::Item(marker, written) => {
                    prefix.push_str(marker);
                    *written = true;
                }
            }
        }
        prefix
    }
}

#[cfg(test)]
mod tests;
