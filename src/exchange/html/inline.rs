//! The words of one paragraph while they are collected: text, emphasis, links, code.

use std::fmt::Write;

use crate::exchange::address::is_address;
use crate::exchange::plain;

/// A paragraph that is done.
pub(super) struct Paragraph {
    pub(super) markdown: String,
    /// Its words, where it has no markup.
    pub(super) words: Option<String>,
}

/// A paragraph while it is written.
#[derive(Default)]
pub(super) struct Inline {
    markdown: String,
    words: String,
    open: Vec<Open>,
    /// Code as it is collected.
    code: Option<String>,
    /// The mark that was written last, with the bytes that it encloses, marks included.
    closed: Option<(&'static str, usize, usize)>,
}

/// An element that is not closed yet.
struct Open {
    kind: Kind,
    /// Where its words begin.
    start: usize,
}

#[derive(PartialEq, Eq)]
enum Kind {
    Mark(&'static str),
    /// With the address, where it is one of the web.
    Link(Option<String>),
}

fn mark(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" => Some("**"),
        "i" | "em" | "cite" => Some("*"),
        "s" | "del" | "strike" => Some("~~"),
        _ => None,
    }
}

impl Inline {
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let clean = plain::clean(text);
        let mut words = clean.split_whitespace().peekable();
        let is_spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if is_spaced(clean.chars().next()) {
            self.space();
        }
        if let Some(first) = words.peek().and_then(|word| word.chars().next()) {
            self.unmark_before(first);
        }
        let line = words.collect::<Vec<_>>().join(" ");
        self.markdown.push_str(&plain::piece(&line));
        self.words.push_str(&line);
        if !line.is_empty() && is_spaced(clean.chars().last()) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.markdown.is_empty() && !self.markdown.ends_with([' ', '\n']) {
            self.markdown.push(' ');
            self.words.push(' ');
        }
    }

    /// Takes back a mark that would not close before a letter: `**“a”**b` is no emphasis (`CommonMark` 0.31, 6.2).
    fn unmark_before(&mut self, next: char) {
        let Some((mark, start, end)) = self.closed.take() else {
            return;
        };
        let is_after = end == self.markdown.len();
        let inner = &self.markdown[start + mark.len()..end - mark.len()];
        if is_after && next.is_alphanumeric() && !inner.ends_with(char::is_alphanumeric) {
            let inner = inner.to_owned();
            self.markdown.truncate(start);
            self.markdown.push_str(&inner);
        }
    }

    /// A cell of a table begins.
    pub(super) fn cell(&mut self) {
        if !self.markdown.trim_end().is_empty() {
            self.space();
            self.text("· ");
        }
    }

    pub(super) fn start(&mut self, name: &str, value: &dyn Fn(&str) -> Option<String>) {
        if self.code.is_some() {
            return;
        }
        match name {
            "br" => self.line_break(),
            "a" => {
                let is_open = self
                    .open
                    .iter()
                    .any(|open| matches!(open.kind, Kind::Link(_)));
                if !is_open {
                    let address = value("href").and_then(|address| web(&address));
                    self.push(Kind::Link(address));
                }
            }
            "code" | "tt" | "kbd" | "samp" => self.code = Some(String::new()),
            "img" | "iframe" | "video" | "audio" | "embed" | "source" => {
                if let Some(address) = value("src").and_then(|address| web(&address)) {
                    let words = value("alt")
                        .or_else(|| value("title"))
                        .map(|words| plain::line(&words));
                    self.link_to(
                        &words
                            .filter(|words| !words.is_empty())
                            .unwrap_or(address.clone()),
                        &address,
                    );
                }
            }
            _ => {
                if let Some(mark) = mark(name).filter(|mark| !self.is_open(mark)) {
                    self.push(Kind::Mark(mark));
                }
            }
        }
    }

    fn is_open(&self, mark: &'static str) -> bool {
        self.open.iter().any(|open| open.kind == Kind::Mark(mark))
    }

    fn push(&mut self, kind: Kind) {
        self.open.push(Open {
            kind,
            start: self.markdown.len(),
        });
    }

    fn line_break(&mut self) {
        self.markdown
            .truncate(self.markdown.trim_end_matches(' ').len());
        if !self.markdown.is_empty() && !self.markdown.ends_with("\\\n") {
            self.markdown.push_str("\\\n");
        }
    }

    fn link_to(&mut self, words: &str, address: &str) {
        self.space();
        let _ = write!(self.markdown, "[{}]({address})", plain::inline(words));
    }

    pub(super) fn end(&mut self, name: &str) {
        if matches!(name, "code" | "tt" | "kbd" | "samp") {
            if let Some(code) = self.code.take() {
                self.push_code(&plain::line(&code));
            }
            return;
        }
        if self.code.is_some() {
            return;
        }
        let wanted = mark(name);
        let is_wanted = |open: &Open| match &open.kind {
            Kind::Mark(mark) => wanted == Some(*mark),
            Kind::Link(_) => name == "a",
        };
        // What is open within it ends with it.
        if let Some(at) = self.open.iter().rposition(is_wanted) {
            while self.open.len() > at {
                self.close_last();
            }
        }
    }

    fn push_code(&mut self, code: &str) {
        if code.is_empty() {
            return;
        }
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        // Code right after code would be one code.
        if self.markdown.ends_with('`') {
            self.space();
        }
        let _ = write!(self.markdown, "{fence}{pad}{code}{pad}{fence}");
    }

    fn close_last(&mut self) {
        let Some(Open { kind, start }) = self.open.pop() else {
            return;
        };
        let inner = self.markdown.split_off(start.min(self.markdown.len()));
        let (lead, words, tail) = without_breaks(&inner);
        self.markdown.push_str(lead);
        let begins = self.markdown.len();
        match kind {
            _ if words.is_empty() => {}
            Kind::Link(Some(address)) => {
                let _ = write!(self.markdown, "[{words}]({address})");
            }
            Kind::Mark(mark) if self.may_mark(mark, words) => {
                let _ = write!(self.markdown, "{mark}{words}{mark}");
                self.closed = Some((mark, begins, self.markdown.len()));
            }
            _ => self.markdown.push_str(words),
        }
        self.markdown.push_str(tail);
    }

    /// Whether a mark here would be one: not right after another mark, nor between a letter and a bracket.
    fn may_mark(&self, mark: &str, words: &str) -> bool {
        let before = self.markdown.chars().next_back().unwrap_or(' ');
        let is_spaced = !before.is_alphanumeric() || words.starts_with(char::is_alphanumeric);
        is_spaced && !mark.starts_with(before) && before != '*' && !words.ends_with('\\')
    }

    /// The paragraph so far; a new one begins.
    pub(super) fn take(&mut self) -> Paragraph {
        if let Some(code) = self.code.take() {
            self.push_code(&plain::line(&code));
        }
        while !self.open.is_empty() {
            self.close_last();
        }
        let mut markdown = std::mem::take(&mut self.markdown);
        loop {
            let trimmed = markdown.trim_end();
            let trimmed = if markdown.ends_with("\\\n") {
                trimmed.trim_end_matches('\\')
            } else {
                trimmed
            };
            if trimmed.len() == markdown.len() {
                break;
            }
            markdown.truncate(trimmed.len());
        }
        let words = std::mem::take(&mut self.words).trim().to_owned();
        let is_plain = !words.is_empty() && unescaped(&markdown) == words;
        self.closed = None;
        Paragraph {
            markdown,
            words: is_plain.then_some(words),
        }
    }
}

/// Words with the spaces and line breaks before and after them: a mark or a bracket right after a break would be
/// escaped by it.
fn without_breaks(inner: &str) -> (&str, &str, &str) {
    const BREAK: &str = "\\\n";
    let mut words = inner.trim_start();
    while let Some(rest) = words.strip_prefix(BREAK) {
        words = rest.trim_start();
    }
    let lead = &inner[..inner.len() - words.len()];
    loop {
        let spaceless = words.trim_end_matches(' ');
        let shorter = spaceless.strip_suffix(BREAK).unwrap_or(spaceless);
        if shorter.len() == words.len() {
            break;
        }
        words = shorter;
    }
    (lead, words, &inner[lead.len() + words.len()..])
}

/// Markdown without its escapes: the words themselves where there is no markup.
fn unescaped(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// An address of the web or of a mailbox, fit for a link in Markdown.
fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let address = if address.starts_with("//") {
        format!("https:{address}")
    } else {
        address.to_owned()
    };
    let mut clean = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '*' | '_'
            | '[' | ']' | '~' => {
                clean.push_str(&percent(c));
            }
            c if c.is_control() => return None,
            c => clean.push(c),
        }
    }
    let is_mail = clean
        .strip_prefix("mailto:")
        .is_some_and(|rest| rest.contains('@'));
    (is_mail || is_address(&clean)).then_some(clean)
}

/// A character of an address that would be markup; an underscore is none within one.
fn percent(c: char) -> String {
    match c {
        '_' | '~' => c.to_string(),
        c => format!("%{:02X}", u32::from(c)),
    }
}
