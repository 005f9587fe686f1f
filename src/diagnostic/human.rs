//! Diagnostics for people: messages with the lines of the file that they are about, in the look of rustc.
//!
//! The one home of `annotate-snippets`.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Snippet};

use super::located::{Located, Position, Span, Spotted, Texts, locate_all};
use super::summary::grouped;
use super::{Code, Diagnostic, Severity, summary};

/// How diagnostics look. What the terminal can show is for the caller to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether ANSI colours are used.
    pub colour: bool,
    /// Columns of the terminal; longer lines are cut around what matters.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: false,
            width: 120,
        }
    }
}

/// How many diagnostics that say the same are shown one by one before they become one with a count.
const SHOWN_ALONE: usize = 3;

/// How many are shown; thousands more help nobody, and each takes a look at its file.
const SHOWN: usize = 1_000;

/// Bytes of the lines around a place that are shown. Longer ones are no text that people wrote, and are slow to lay out.
const EXCERPT: usize = 8 << 10;

/// All diagnostics, in the order of the files, with a line that counts them at the end; empty when there are none.
///
/// More than three that have one code and one message are shown once, with the first three places and the number of
/// the others. Of more than a thousand different ones the rest is counted.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], texts: &Texts, look: Look) -> String {
    let located = locate_all(diagnostics, texts);
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(look.width.max(40));
    let mut output = String::new();
    let alike = alike(&located);
    for (first, others) in alike.iter().take(SHOWN) {
        output.push_str(&renderer.render(&report(first, others, texts)));
        output.push_str("\n\n");
    }
    if let Some(more) = alike.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        output.push_str(&grouped(more));
        output.push_str(" more are not shown; `--format json` lists them all\n\n");
    }
    if let Some(line) = summary(diagnostics) {
        output.push_str(&line);
        output.push('\n');
    }
    output
}

type Alike<'l, 'a> = Vec<(&'l Located<'a>, Vec<&'l Located<'a>>)>;

/// Each diagnostic with those that repeat it, where there are too many to show one by one.
fn alike<'l, 'a>(located: &'l [Located<'a>]) -> Alike<'l, 'a> {
    let mut groups: Vec<Vec<&Located>> = Vec::new();
    let mut index: HashMap<(Code, &str), usize> = HashMap::new();
    for item in located {
        let key = (item.diagnostic.code, item.diagnostic.message.as_str());
        let group = *index.entry(key).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(item);
    }
    let mut shown = Vec::new();
    for item in located {
        let group = &groups[index[&(item.diagnostic.code, item.diagnostic.message.as_str())]];
        if group.len() <= SHOWN_ALONE {
            shown.push((item, Vec::new()));
        } else if std::ptr::eq(group[0], item) {
            shown.push((item, group[1..].to_vec()));
        }
    }
    shown
}

fn report<'a>(item: &'a Located, others: &[&Located], texts: &Texts) -> Vec<Group<'a>> {
    let diagnostic = item.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for excerpt in excerpts(item) {
        group = show(group, &excerpt, texts);
    }
    if !others.is_empty() {
        group = group.element(Level::NOTE.message(repetition(item, others)));
    }
    let patch = patch(item, texts);
    match (&diagnostic.help, patch) {
        (Some(help), None) => vec![group.element(Level::HELP.message(help.as_str()))],
        (help, Some(patch)) => {
            let title = help.as_deref().unwrap_or("write this instead");
            vec![group, Level::HELP.secondary_title(title).element(patch)]
        }
        (None, None) => vec![group],
    }
}

/// "the same in a.md:3:1, b.md:4:1, c.md:2:1 and 1,997 more like this".
fn repetition(item: &Located, others: &[&Located]) -> String {
    let places: Vec<String> = std::iter::once(item)
        .chain(others.iter().copied())
        .filter_map(|item| item.place.as_ref())
        .take(SHOWN_ALONE)
        .map(Spotted::to_text)
        .collect();
    let more = others.len() + 1 - places.len();
    format!(
        "first in {}, and {} more like this; `--format json` lists them all",
        places.join(", "),
        grouped(more)
    )
}

/// The places of one file that are shown in one frame.
struct Excerpt<'a> {
    file: &'a str,
    marks: Vec<(&'a Span, &'a str, bool)>,
}

fn excerpts<'a>(item: &'a Located) -> Vec<Excerpt<'a>> {
    let mut excerpts: Vec<Excerpt> = Vec::new();
    let primary = item
        .place
        .iter()
        .map(|place| (place, item.diagnostic.label.as_str(), true));
    let related = item
        .related
        .iter()
        .map(|(place, label)| (place, *label, false));
    for (place, label, is_primary) in primary.chain(related) {
        let mark = place.span.as_ref().map(|span| (span, label, is_primary));
        match excerpts
            .iter_mut()
            .find(|excerpt| *excerpt.file == *place.file)
        {
            Some(excerpt) => excerpt.marks.extend(mark),
            None => excerpts.push(Excerpt {
                file: &place.file,
                marks: mark.into_iter().collect(),
            }),
        }
    }
    excerpts
}

fn show<'a>(group: Group<'a>, excerpt: &Excerpt<'a>, texts: &Texts) -> Group<'a> {
    let text = (!excerpt.marks.is_empty()).then(|| texts(excerpt.file));
    let Some(text) = text.flatten() else {
        return group.element(Origin::path(excerpt.file));
    };
    let window = window(&text, excerpt.marks.iter().map(|(span, ..)| &span.bytes));
    if window.len() > EXCERPT {
        let first = excerpt.marks.iter().map(|(span, ..)| span.start).min();
        let origin = Origin::path(excerpt.file);
        return group.element(match first {
            Some(Position { line, column }) => origin.line(line).char_column(column),
            None => origin,
        });
    }
    let annotations = excerpt.marks.iter().map(|(span, label, is_primary)| {
        let kind = if *is_primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let annotation = kind.span(one_line(&text, &span.bytes, window.start));
        if label.is_empty() {
            annotation
        } else {
            annotation.label(one_line_of(label))
        }
    });
    let first_line = excerpt.marks.iter().map(|(span, ..)| span.start.line).min();
    group.element(
        Snippet::source(text[window.clone()].to_owned())
            .path(excerpt.file)
            .line_start(first_line.unwrap_or(1))
            .annotations(annotations.collect::<Vec<_>>()),
    )
}

/// What is put in the place of the primary excerpt, as a patch of its line.
fn patch<'a>(item: &'a Located, texts: &Texts) -> Option<Snippet<'a, Patch<'a>>> {
    let replacement = item.diagnostic.replacement.as_deref()?;
    let place = item.place.as_ref()?;
    let span = place.span.as_ref()?;
    let text = texts(&place.file)?;
    let window = window(&text, [&span.bytes]);
    let bytes = one_line(&text, &span.bytes, window.start);
    // A patch of many lines would be shown wrongly by its first line alone.
    if bytes.len() != span.bytes.len() || window.len() > EXCERPT {
        return None;
    }
    Some(
        Snippet::source(text[window].to_owned())
            .path(&*place.file)
            .line_start(span.start.line)
            .patch(Patch::new(bytes, replacement)),
    )
}

/// A label may quote what a file holds; a line feed in it would tear the frame.
fn one_line_of(label: &str) -> String {
    label.replace(char::is_control, " ")
}

/// The whole lines from the first mark's to the last mark's first line.
fn window<'r>(text: &str, marks: impl IntoIterator<Item = &'r Range<usize>>) -> Range<usize> {
    let (mut first, mut last) = (text.len(), 0);
    for mark in marks {
        first = first.min(mark.start);
        last = last.max(mark.start);
    }
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    start..end
}

/// The part of a range that lies on its first line, counted from `window`.
fn one_line(text: &str, range: &Range<usize>, window: usize) -> Range<usize> {
    let slice = &text[range.clone()];
    let length = slice.find('\n').unwrap_or(slice.len());
    range.start - window..range.start - window + length
}
