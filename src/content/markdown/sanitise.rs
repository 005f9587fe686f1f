//! Raw HTML in a text, as the settings want it: shown as text, or its harmless elements kept. Comments are left out.

use std::ops::Range;

use pulldown_cmark::Event;

use super::raw::{Element, Piece, Pieces, Tag, resolved};
use super::writer::{Frame, Writer};
use super::{Spanned, escape};
use crate::diagnostic::Code;
use crate::settings::RawHtml;

impl<'a> Writer<'a> {
    /// One tag, comment or declaration in a paragraph.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        for piece in Pieces::new(html) {
            match piece {
                Piece::Comment => {}
                Piece::Tag(tag) if !tag.element.is_block() && self.is_kept(&tag) => {
                    self.raw_tag(&tag, &range);
                }
                Piece::Tag(Tag { source, .. }) | Piece::Text(source) => {
                    self.warn_of_html(&range);
                    escape::push_text(&mut self.draft.html, source);
                }
            }
        }
    }

    /// Lines of HTML between paragraphs.
    pub(super) fn html_block(&mut self, inner: &[Spanned<'a>], range: Range<usize>) {
        let mut html = String::with_capacity(range.len());
        for (event, _) in inner {
            if let Event::Html(line) | Event::Text(line) = event {
                html.push_str(line);
            }
        }
        let end = range.start + self.text[range.clone()].trim_end().len();
        let range = range.start..end;
        match self.options.raw_html {
            RawHtml::Text => self.html_block_as_text(&html, &range),
            RawHtml::Sanitised => {
                for piece in Pieces::new(&html) {
                    self.html_block_piece(&piece, &range);
                }
            }
        }
    }

    fn html_block_as_text(&mut self, html: &str, range: &Range<usize>) {
        let mut shown = String::with_capacity(html.len());
        for piece in Pieces::new(html) {
            match piece {
                Piece::Comment => {}
                Piece::Tag(Tag { source, .. }) | Piece::Text(source) => shown.push_str(source),
            }
        }
        let shown = shown.trim();
        if shown.is_empty() {
            return;
        }
        self.warn_of_html(range);
        self.open_block("<p>", "</p>\n");
        escape::push_text(&mut self.draft.html, shown);
        self.close();
    }

    fn html_block_piece(&mut self, piece: &Piece, range: &Range<usize>) {
        match piece {
            Piece::Comment => {}
            Piece::Tag(tag) if self.is_kept(tag) => {
                if tag.element.is_block() && !tag.is_end {
                    self.close_phrasing();
                }
                self.raw_tag(tag, range);
            }
            Piece::Tag(Tag { source, .. }) => {
                self.warn_of_html(range);
                escape::push_text(&mut self.draft.html, source);
            }
            Piece::Text(text) => {
                if text.starts_with('<') {
                    self.warn_of_html(range);
                }
                push_text_with_entities(&mut self.draft.html, text);
            }
        }
    }

    /// Whether a tag is written as a tag here: an end needs its start, within the same element of Markdown.
    fn is_kept(&self, tag: &Tag) -> bool {
        if self.options.raw_html == RawHtml::Text {
            return false;
        }
        let mut depth = 0;
        for frame in self.open.iter().rev() {
            match frame {
                Frame::Raw(element) if tag.is_end && *element == tag.element => return true,
                Frame::Raw(_) => depth += 1,
                Frame::Markdown(_) => break,
            }
        }
        let is_nested_link = tag.element.name == "a" && self.link_depth > 0;
        !tag.is_end && depth < self.options.nesting && !is_nested_link
    }

    fn raw_tag(&mut self, tag: &Tag, range: &Range<usize>) {
        if tag.is_end {
            while let Some(Frame::Raw(element)) = self.open.pop() {
                self.write_raw_end(element);
                if element == tag.element {
                    return;
                }
            }
            return;
        }
        match tag.element.name {
            "img" => return self.raw_image(tag, range),
            "a" => self.raw_link(tag, range),
            name => {
                self.push("<");
                self.push(name);
                self.raw_attributes(tag);
            }
        }
        self.push(">");
        if !tag.element.is_empty() {
            self.open.push(Frame::Raw(tag.element));
        }
    }

    fn raw_attributes(&mut self, tag: &Tag) {
        let mut written: Vec<&str> = Vec::new();
        for (name, value) in &tag.attributes {
            // The first of two namesakes counts, as in HTML.
            let Some(name) = tag
                .element
                .keeps(name)
                .filter(|name| !written.contains(name))
            else {
                continue;
            };
            written.push(name);
            self.push(" ");
            self.push(name);
            self.push("=\"");
            escape::push_attribute(&mut self.draft.html, &resolved(value));
            self.push("\"");
        }
    }

    fn raw_link(&mut self, tag: &Tag, range: &Range<usize>) {
        self.link_depth += 1;
        let opened = attribute(tag, "href").is_some_and(|address| {
            let title = attribute(tag, "title").unwrap_or_default();
            self.push_link_start(&address, &title, range)
        });
        if !opened {
            self.push("<a");
        }
    }

    fn raw_image(&mut self, tag: &Tag, range: &Range<usize>) {
        let alt = attribute(tag, "alt").unwrap_or_default();
        let title = attribute(tag, "title").unwrap_or_default();
        let address = attribute(tag, "src").unwrap_or_default();
        self.picture(&address, alt, &title, range);
    }

    pub(super) fn write_raw_end(&mut self, element: &Element) {
        self.push("</");
        self.push(element.name);
        self.push(">");
        if element.name == "a" {
            self.leave_link();
        }
    }

    /// Once for each file: where there is one tag there are many.
    fn warn_of_html(&mut self, range: &Range<usize>) {
        if std::mem::replace(&mut self.has_warned_of_html, true) {
            return;
        }
        let (message, help) = match self.options.raw_html {
            RawHtml::Text => (
                "raw HTML is shown as text",
                "write it in Markdown; `markdown: {raw_html: sanitised}` in the settings keeps harmless elements",
            ),
            RawHtml::Sanitised => (
                "HTML that is not known to be harmless is shown as text",
                "write it in Markdown, or leave it out",
            ),
        };
        self.report(
            Code::RawHtml,
            message.to_owned(),
            range,
            "shown as text",
            help,
        );
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attributes
        .iter()
        .find(|(written, _)| written.eq_ignore_ascii_case(name))
        .map(|(_, value)| resolved(value))
}

/// Text of a block of HTML has entities of its own; everything else in it is escaped.
fn push_text_with_entities(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        escape::push_text(html, &rest[..at]);
        rest = &rest[at..];
        let length = entity_length(rest);
        if length == 0 {
            html.push_str("&amp;");
            rest = &rest[1..];
        } else {
            html.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    escape::push_text(html, rest);
}

/// The length of `&name;` or `&#number;` at the start of a text; 0 when there is none.
fn entity_length(text: &str) -> usize {
    let name = text[1..].strip_prefix('#').unwrap_or(&text[1..]);
    let length = name
        .bytes()
        .take(32)
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(0);
    let start = text.len() - name.len();
    if length > 0 && name.as_bytes()[length] == b';' {
        start + length + 1
    } else {
        0
    }
}
