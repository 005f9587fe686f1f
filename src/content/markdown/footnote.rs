//! Footnotes: collected while a text is written, numbered by their first marks, and listed at its end.

use std::collections::HashMap;
use std::fmt::Write;

use super::escape::{expect_written, push_attribute, push_text};
use super::words::Words;
use crate::content::Hole;

/// Marks of one note that it links back to; a page must not grow by hundreds of bytes for each mark of four.
const LINKS_BACK: usize = 20;

/// HTML that is being written, with what is still to be put into it, in order.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) html: String,
    pub(super) inserts: Vec<Insert>,
}

/// What is still to be put into a draft.
#[derive(Debug)]
pub(super) enum Insert {
    /// A hole of the body.
    Hole(Hole),
    /// The mark of a footnote: the byte before which it goes, and the note.
    Mark(usize, usize),
}

/// The footnotes of one text, by the order in which their labels were met.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    by_label: HashMap<String, usize>,
    notes: Vec<Note>,
}

#[derive(Debug, Default)]
struct Note {
    label: String,
    text: Option<Draft>,
    /// From 1; 0 while no mark was met, and where there is no text.
    number: usize,
    marks: usize,
    marks_written: usize,
}

impl Footnotes {
    /// The note of a label, in capitals or not.
    pub(super) fn note(&mut self, label: &str) -> usize {
        let key = label.to_lowercase();
        if let Some(note) = self.by_label.get(&key) {
            return *note;
        }
        self.by_label.insert(key, self.notes.len());
        self.notes.push(Note {
            label: label.to_owned(),
            ..Note::default()
        });
        self.notes.len() - 1
    }

    /// Keeps the text of a note; the first one of a label counts.
    pub(super) fn define(&mut self, note: usize, text: Draft) {
        self.notes[note].text.get_or_insert(text);
    }

    /// The page with its marks and the list of the notes that it needs.
    pub(super) fn into_page(mut self, page: Draft, words: &Words) -> (String, Vec<Hole>) {
        if self.notes.is_empty() {
            let holes = page.inserts.into_iter().filter_map(|insert| match insert {
                Insert::Hole(hole) => Some(hole),
                Insert::Mark(..) => None,
            });
            return (page.html, holes.collect());
        }
        let listed = self.number(&page);
        let mut out = Pages::default();
        self.write(&mut out, &page);
        if !listed.is_empty() {
            self.write_list(&mut out, &listed, words);
        }
        (out.html, out.holes)
    }

    /// Numbers the notes that the page, or a note that it needs, has a mark for.
    fn number(&mut self, page: &Draft) -> Vec<usize> {
        let mut listed = Vec::new();
        self.count_marks(page, &mut listed);
        let mut next = 0;
        while let Some(note) = listed.get(next).copied() {
            if let Some(text) = self.notes[note].text.take() {
                self.count_marks(&text, &mut listed);
                self.notes[note].text = Some(text);
            }
            next += 1;
        }
        listed
    }

    fn count_marks(&mut self, draft: &Draft, listed: &mut Vec<usize>) {
        for insert in &draft.inserts {
            if let Insert::Mark(_, index) = insert {
                let note = &mut self.notes[*index];
                note.marks += 1;
                if note.number == 0 && note.text.is_some() {
                    listed.push(*index);
                    note.number = listed.len();
                }
            }
        }
    }

    fn write(&mut self, out: &mut Pages, draft: &Draft) {
        let mut from = 0;
        for insert in &draft.inserts {
            match insert {
                Insert::Hole(hole) => {
                    out.html.push_str(&draft.html[from..hole.at]);
                    from = hole.at;
                    out.holes.push(Hole {
                        at: out.html.len(),
                        ..hole.clone()
                    });
                }
                Insert::Mark(at, note) => {
                    out.html.push_str(&draft.html[from..*at]);
                    from = *at;
                    self.write_mark(&mut out.html, *note);
                }
            }
        }
        out.html.push_str(&draft.html[from..]);
    }

    fn write_mark(&mut self, html: &mut String, note: usize) {
        let note = &mut self.notes[note];
        if note.number == 0 {
            html.push_str("[^");
            push_text(html, &note.label);
            html.push(']');
            return;
        }
        note.marks_written += 1;
        let (number, mark) = (note.number, note.marks_written);
        expect_written(write!(
            html,
            "<sup class=\"footnote-mark\"><a href=\"#fn-{number}\" id=\"fnref-{number}-{mark}\" role=\"doc-noteref\">\
             {number}</a></sup>"
        ));
    }

    fn write_list(&mut self, out: &mut Pages, listed: &[usize], words: &Words) {
        out.html
            .push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        push_attribute(&mut out.html, &words.footnotes);
        out.html.push_str("\">\n<ol>\n");
        for index in listed {
            let note = &mut self.notes[*index];
            let (number, marks) = (note.number, note.marks);
            let mut text = note.text.take().unwrap_or_default();
            let tail = if text.html.ends_with("</p>\n") {
                text.html.truncate(text.html.len() - "</p>\n".len());
                "</p>\n"
            } else {
                ""
            };
            expect_written(write!(out.html, "<li id=\"fn-{number}\">"));
            self.write(out, &text);
            write_links_back(&mut out.html, number, marks, words);
            out.html.push_str(tail);
            out.html.push_str("</li>\n");
        }
        out.html.push_str("</ol>\n</section>\n");
    }
}

fn write_links_back(html: &mut String, number: usize, marks: usize, words: &Words) {
    for mark in 1..=marks.min(LINKS_BACK) {
        expect_written(write!(
            html,
            " <a href=\"#fnref-{number}-{mark}\" role=\"doc-backlink\" aria-label=\""
        ));
        push_attribute(html, &words.back);
        if marks == 1 {
            expect_written(write!(html, " {number}\">↩</a>"));
        } else {
            expect_written(write!(html, " {number}-{mark}\">↩<sup>{mark}</sup></a>"));
        }
    }
}

/// The finished HTML and its holes.
#[derive(Default)]
struct Pages {
    html: String,
    holes: Vec<Hole>,
}
