//! Headings, tables, lists, alerts, code and footnotes' texts: what stands between paragraphs.

use std::collections::HashMap;
use std::fmt::Write;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event};

use super::escape::expect_written;
use super::footnote::Insert;
use super::writer::{Frame, Writer};
use super::{Spanned, escape, plain};
use crate::content::{Heading, Slug};

/// How headings end, from the second level on.
const HEADING_ENDS: [&str; 5] = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

/// The table that is being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_in_head: bool,
    /// Where the cell's tag begins, where its words begin, and how many inserts stood before it.
    cell: (usize, usize, usize),
}

/// The levels of the headings that the next one may belong under, as written.
#[derive(Debug, Default)]
pub(super) struct Outline(Vec<u8>);

impl Outline {
    /// The level that a heading gets: one below the heading it belongs under, 2 at the top (the page's title is the
    /// one `h1`). No level is skipped.
    fn place(&mut self, written: u8) -> u8 {
        while self.0.last().is_some_and(|above| *above >= written) {
            self.0.pop();
        }
        self.0.push(written);
        // There are six levels as written, so that no more than six are held.
        let level = 1 + u8::try_from(self.0.len()).unwrap_or(5);
        level.min(6)
    }
}

/// Fragments that are taken, each with the number that its next namesake tries first.
#[derive(Debug, Default)]
pub(super) struct Anchors(HashMap<String, usize>);

impl Anchors {
    fn unique(&mut self, wanted: &str) -> String {
        // Footnotes and their marks have ids of their own.
        let wanted = if wanted.starts_with("fn-") || wanted.starts_with("fnref-") {
            format!("section-{wanted}")
        } else {
            wanted.to_owned()
        };
        let mut number = self.0.get(&wanted).copied().unwrap_or(1);
        let mut id = wanted.clone();
        while self.0.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.0.insert(id.clone(), 1);
        self.0.insert(wanted, number);
        id
    }
}

impl<'a> Writer<'a> {
    pub(super) fn heading(&mut self, level: u8, id: Option<&str>, inner: Vec<Spanned<'a>>) {
        if !self.set_aside.is_empty() {
            // A footnote stands outside the order of the headings.
            self.open_block("<p><strong>", "</strong></p>\n");
            self.run(&mut inner.into_iter());
            self.close();
            return;
        }
        let text = plain::inline(&inner, self.text, self.options);
        let slug = Slug::from_name(&text);
        let of_text = slug.as_ref().map_or("section", Slug::as_str);
        let id = self
            .anchors
            .unique(id.filter(|id| !id.is_empty()).unwrap_or(of_text));
        let level = self.outline.place(level);
        self.open_block("", HEADING_ENDS[usize::from(level) - 2]);
        expect_written(write!(self.draft.html, "<h{level} id=\""));
        escape::push_attribute(&mut self.draft.html, &id);
        self.push("\">");
        self.run(&mut inner.into_iter());
        self.close();
        self.headings.push(Heading { level, id, text });
    }

    pub(super) fn code(&mut self, code: &str) {
        self.push("<code>");
        escape::push_text(&mut self.draft.html, code);
        self.push("</code>");
    }

    /// A block of code can be reached by the keyboard, since it may have to be scrolled.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind, inner: &[Spanned<'a>]) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | '{'))
                .next()
                .unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.open_block("<pre tabindex=\"0\"><code", "</code></pre>\n");
        if !language.is_empty() {
            self.push(" class=\"language-");
            escape::push_attribute(&mut self.draft.html, language);
            self.push("\"");
        }
        self.push(">");
        for (event, _) in inner {
            if let Event::Text(code) = event {
                escape::push_text(&mut self.draft.html, code);
            }
        }
        self.close();
    }

    pub(super) fn ordered_list(&mut self, first: u64) {
        if first == 1 {
            self.open_block("<ol>\n", "</ol>\n");
        } else {
            self.open_block(&format!("<ol start=\"{first}\">\n"), "</ol>\n");
        }
    }

    pub(super) fn task_box(&mut self, is_done: bool) {
        let words = &self.options.words;
        let (checked, name) = if is_done {
            (" checked", &words.done)
        } else {
            ("", &words.open)
        };
        self.push("<input type=\"checkbox\" disabled");
        self.push(checked);
        self.push(" aria-label=\"");
        escape::push_attribute(&mut self.draft.html, name);
        self.push("\"> ");
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
        let words = &self.options.words;
        let (name, title) = match kind {
            BlockQuoteKind::Note => ("note", &words.note),
            BlockQuoteKind::Tip => ("tip", &words.tip),
            BlockQuoteKind::Important => ("important", &words.important),
            BlockQuoteKind::Warning => ("warning", &words.warning),
            BlockQuoteKind::Caution => ("caution", &words.caution),
        };
        self.open_block("", "</div>\n");
        expect_written(write!(
            self.draft.html,
            "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">"
        ));
        escape::push_text(&mut self.draft.html, title);
        self.push("</p>\n");
    }

    /// A table can be reached by the keyboard, since it may have to be scrolled.
    pub(super) fn table(&mut self, alignments: Vec<Alignment>) {
        self.table.alignments = alignments;
        self.open_block(
            "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"",
            "</tbody>\n</table></div>\n",
        );
        escape::push_attribute(&mut self.draft.html, &self.options.words.table);
        self.push("\"><table>\n");
    }

    pub(super) fn table_head(&mut self) {
        self.table.is_in_head = true;
        self.table.column = 0;
        self.open_inline("<thead>\n<tr>", "</tr>\n</thead>\n<tbody>\n");
    }

    pub(super) fn table_row(&mut self) {
        self.table.is_in_head = false;
        self.table.column = 0;
        self.open_inline("<tr>", "</tr>\n");
    }

    pub(super) fn table_cell(&mut self) {
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        let start = self.draft.html.len();
        let (tag, end) = if self.table.is_in_head {
            ("<th scope=\"col\"", "</th>")
        } else {
            ("<td", "</td>")
        };
        self.open_block(tag, end);
        self.push(class);
        self.push(">");
        self.table.cell = (start, self.draft.html.len(), self.draft.inserts.len());
    }

    pub(super) fn end_table_cell(&mut self) {
        let (start, words, inserts) = self.table.cell;
        let is_empty = self.draft.html.len() == words && self.draft.inserts.len() == inserts;
        self.table.column += 1;
        if self.table.is_in_head && is_empty {
            // A heading without words names nothing.
            self.draft.html.truncate(start);
            self.open.pop();
            self.push("<td></td>");
        } else {
            self.close();
        }
    }

    pub(super) fn footnote_mark(&mut self, label: &str) {
        let note = self.footnotes.note(label);
        let at = self.draft.html.len();
        self.insert(Insert::Mark(at, note), true);
    }

    /// A footnote's text is written aside, wherever it stands, and listed at the end.
    pub(super) fn start_footnote(&mut self, label: &str) {
        let note = self.footnotes.note(label);
        self.open.push(Frame::Markdown(""));
        let page = std::mem::take(&mut self.draft);
        self.set_aside.push((page, note));
    }

    pub(super) fn end_footnote(&mut self) {
        self.close();
        if let Some((page, note)) = self.set_aside.pop() {
            let text = std::mem::replace(&mut self.draft, page);
            self.footnotes.define(note, text);
        }
    }
}
