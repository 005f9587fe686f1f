//! Writes the Markdown library's events as HTML with holes. What is opened is closed: a stack holds every open element,
//! those of raw HTML among them, and no element outlives the one around it.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::block::{Anchors, Outline, Table};
use super::footnote::{Draft, Footnotes, Insert};
use super::link::OpenLink;
use super::quote::Quotes;
use super::raw::{Element, Kind};
use super::{Options, Spanned, escape};
use crate::content::{Body, Filling, Heading, Hole};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};

/// An element that is open.
#[derive(Debug)]
pub(super) enum Frame {
    /// Of Markdown: what is written when it ends.
    Markdown(&'static str),
    /// Of raw HTML.
    Raw(&'static Element),
}

/// What is written so far, and what is open.
pub(super) struct Writer<'a> {
    pub(super) file: &'a SitePath,
    pub(super) text: &'a str,
    pub(super) offset: usize,
    pub(super) options: &'a Options,
    pub(super) draft: Draft,
    pub(super) open: Vec<Frame>,
    pub(super) links: Vec<Option<OpenLink>>,
    /// Links that are open, those of raw HTML among them: a link holds no other.
    pub(super) link_depth: usize,
    /// Marks that wait for the end of the link that they stand in.
    pub(super) pending: Vec<Insert>,
    pub(super) footnotes: Footnotes,
    /// What was being written before a footnote's text began, and the footnote.
    pub(super) set_aside: Vec<(Draft, usize)>,
    pub(super) table: Table,
    pub(super) outline: Outline,
    pub(super) anchors: Anchors,
    pub(super) headings: Vec<Heading>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) has_warned_of_html: bool,
    quotes: Quotes,
    /// Lists and quotes that are open.
    depth: usize,
    has_warned_of_depth: bool,
}

pub(super) type Events<'e, 'a> = dyn Iterator<Item = Spanned<'a>> + 'e;

impl<'a> Writer<'a> {
    pub(super) fn new(
        file: &'a SitePath,
        text: &'a str,
        offset: usize,
        options: &'a Options,
    ) -> Self {
        Self {
            file,
            text,
            offset,
            options,
            draft: Draft {
                html: String::with_capacity(text.len() + text.len() / 4),
                inserts: Vec::new(),
            },
            open: Vec::new(),
            links: Vec::new(),
            link_depth: 0,
            pending: Vec::new(),
            footnotes: Footnotes::default(),
            set_aside: Vec::new(),
            table: Table::default(),
            outline: Outline::default(),
            anchors: Anchors::default(),
            headings: Vec::new(),
            diagnostics: Vec::new(),
            has_warned_of_html: false,
            quotes: Quotes::default(),
            depth: 0,
            has_warned_of_depth: false,
        }
    }

    pub(super) fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        while !self.open.is_empty() {
            self.close();
        }
        let (html, holes) = self.footnotes.into_page(self.draft, &self.options.words);
        // Texts are most of what a large site keeps; shrunk in place they would keep the room that they grew into.
        let mut exact = Vec::with_capacity(holes.len());
        exact.extend(holes);
        let body = Body {
            html: html.as_str().to_owned(),
            holes: exact,
            headings: self.headings,
        };
        (body, self.diagnostics)
    }

    /// Writes events to their end.
    pub(super) fn run(&mut self, events: &mut Events<'_, 'a>) {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => self.start(tag, range, events),
                Event::End(end) => self.end(end),
                Event::Text(piece) => {
                    let piece = self.localised(&piece, range.start);
                    escape::push_text(&mut self.draft.html, &piece);
                }
                Event::Code(code) => self.code(&code),
                Event::Html(html) | Event::InlineHtml(html) => self.inline_html(&html, range),
                Event::SoftBreak => self.push("\n"),
                Event::HardBreak => self.push("<br>\n"),
                Event::Rule => {
                    self.close_phrasing();
                    self.push("<hr>\n");
                }
                Event::FootnoteReference(label) => self.footnote_mark(&label),
                Event::TaskListMarker(is_done) => self.task_box(is_done),
                // The extension for formulas is off.
                Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut Events<'_, 'a>) {
        if is_container(&tag) {
            if self.depth >= self.options.nesting {
                self.too_deep(range);
                gather(events);
                return;
            }
            self.depth += 1;
        }
        match tag {
            Tag::Paragraph => self.open_block("<p>", "</p>\n"),
            Tag::Item => self.open_block("<li>", "</li>\n"),
            Tag::List(None) => self.open_block("<ul>\n", "</ul>\n"),
            Tag::List(Some(first)) => self.ordered_list(first),
            Tag::BlockQuote(None) => self.open_block("<blockquote>\n", "</blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::DefinitionList => self.open_block("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => self.open_block("<dd>", "</dd>\n"),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.open_inline("<em>", "</em>"),
            Tag::Strong => self.open_inline("<strong>", "</strong>"),
            Tag::Strikethrough => self.open_inline("<del>", "</del>"),
            Tag::Superscript => self.open_inline("<sup>", "</sup>"),
            Tag::Subscript => self.open_inline("<sub>", "</sub>"),
            Tag::Heading { level, id, .. } => {
                let inner = gather(events);
                self.heading(level as u8, id.as_deref(), inner);
            }
            Tag::CodeBlock(kind) => {
                let inner = gather(events);
                self.code_block(&kind, &inner);
            }
            Tag::HtmlBlock => {
                let inner = gather(events);
                self.html_block(&inner, range);
            }
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, range, events),
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let inner = gather(events);
                self.image(link_type, &dest_url, &title, range, inner);
            }
            Tag::MetadataBlock(_) => {
                gather(events);
            }
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link => self.end_link(),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::DefinitionList => {
                self.depth -= 1;
                self.close();
            }
            _ => self.close(),
        }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.draft.html.push_str(html);
    }

    /// Opens an element that stands between paragraphs or is one.
    pub(super) fn open_block(&mut self, start: &str, end: &'static str) {
        self.close_phrasing();
        self.quotes = Quotes::default();
        self.open_inline(start, end);
    }

    pub(super) fn open_inline(&mut self, start: &str, end: &'static str) {
        self.push(start);
        self.open.push(Frame::Markdown(end));
    }

    /// Closes the innermost element of Markdown, and what raw HTML left open in it.
    pub(super) fn close(&mut self) {
        while let Some(frame) = self.open.pop() {
            match frame {
                Frame::Raw(element) => self.write_raw_end(element),
                Frame::Markdown(end) => return self.push(end),
            }
        }
    }

    /// Closes what raw HTML left open and what cannot hold a paragraph.
    pub(super) fn close_phrasing(&mut self) {
        while let Some(Frame::Raw(element)) = self.open.last()
            && element.kind != Kind::Flow
        {
            let element = *element;
            self.open.pop();
            self.write_raw_end(element);
        }
    }

    /// Leaves a hole here, or behind the link that is open where the filling would be a link in it.
    pub(super) fn hole(&mut self, filling: Filling, range: &Range<usize>) {
        let is_link = matches!(filling, Filling::Wikilink { .. } | Filling::Citation { .. });
        let insert = Insert::Hole(Hole {
            at: self.draft.html.len(),
            range: self.shifted(range),
            filling,
        });
        self.insert(insert, is_link);
    }

    pub(super) fn insert(&mut self, insert: Insert, is_link: bool) {
        if is_link && self.link_depth > 0 {
            self.pending.push(insert);
        } else {
            self.draft.inserts.push(insert);
        }
    }

    /// The text with the language's quotation marks; `start` is its first byte in the source.
    fn localised<'p>(&mut self, piece: &'p str, start: usize) -> Cow<'p, str>
    where
        'a: 'p,
    {
        self.quotes
            .localise(piece, self.text, start, &self.options.quotes)
    }

    fn shifted(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        message: String,
        range: &Range<usize>,
        label: &str,
        help: &str,
    ) {
        let place = Place::bytes(self.file, self.shifted(range));
        self.diagnostics
            .push(Diagnostic::new(code, message).at(place, label).help(help));
    }

    fn too_deep(&mut self, range: Range<usize>) {
        if self.has_warned_of_depth {
            return;
        }
        self.has_warned_of_depth = true;
        let first_line = self.text[range.clone()].find('\n').unwrap_or(range.len());
        self.report(
            Code::TextTooDeep,
            format!(
                "lists and quotes are nested more than {} levels deep",
                self.options.nesting
            ),
            &(range.start..range.start + first_line),
            "one level too many",
            "take some levels out",
        );
    }

    /// The part of the text before the first line that opens so many lists and quotes that reading it would cost more
    /// than its length.
    pub(super) fn without_abysses(&mut self, text: &'a str) -> &'a str {
        let limit = self.options.nesting.saturating_mul(4).max(256);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if opened_containers(line) > limit {
                self.too_deep(start..start + line.len());
                return &text[..start];
            }
            start += line.len();
        }
        text
    }
}

fn is_container(tag: &Tag) -> bool {
    matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::DefinitionList)
}

/// How many quotes and items a line opens or goes on with. A rule of hyphens or asterisks opens none.
fn opened_containers(line: &str) -> usize {
    let mut rest = line.trim_start();
    let first = rest.chars().next();
    let mut is_rule = matches!(first, Some('-' | '*'));
    let mut count = 0;
    while let Some(length) = marker_length(rest) {
        is_rule &= rest.chars().next() == first;
        count += 1;
        rest = rest[length..].trim_start();
    }
    if is_rule && rest.is_empty() { 0 } else { count }
}

/// The length of the mark of a quote or of an item at the start of a line. Only a quote's may touch what follows.
fn marker_length(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let digits = bytes
        .iter()
        .take(9)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let length = match bytes.get(digits)? {
        b'>' if digits == 0 => return Some(1),
        b'-' | b'*' | b'+' | b':' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    bytes
        .get(length)
        .is_none_or(u8::is_ascii_whitespace)
        .then_some(length)
}

/// The events up to the end of the element that has just begun; its end is taken, too.
pub(super) fn gather<'a>(events: &mut Events<'_, 'a>) -> Vec<Spanned<'a>> {
    let mut inner = Vec::new();
    let mut depth = 0_usize;
    for spanned in events {
        match spanned.0 {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        inner.push(spanned);
    }
    inner
}
