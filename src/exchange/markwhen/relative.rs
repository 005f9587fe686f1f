//! Dates that hang on another entry, as Markwhen's own parser means them: `after !id 3 weeks` is the three weeks after it,
//! `after !id 3 weeks - 5 days` five days that begin three weeks after it, `11:00` the next such time.

use super::date::{Dates, time_of_day};
use super::span::{Span, Unit, amounts, at_next};
use crate::exchange::date::Parts;

/// A distance from another entry.
pub(super) struct Relative {
    is_before: bool,
    /// The moment or the day that it is counted from: with `before`, the first of the other entry; else what follows it.
    base: Span,
    length: Vec<(i64, Unit)>,
}

impl Relative {
    /// The span that lies between the other entry and the end of the distance.
    pub(super) fn lasting(self) -> Result<Span, String> {
        if self.is_before {
            let start = self.base.by(&self.length, -1)?;
            return start.lasting(&self.length);
        }
        self.base.lasting(&self.length)
    }

    /// A span of that length which begins, or with `before` ends, at that distance.
    pub(super) fn of_length(self, length: &[(i64, Unit)]) -> Result<Span, String> {
        let is_before = self.is_before;
        let start = self.start()?;
        let start = if is_before {
            start.by(length, -1)?
        } else {
            start
        };
        start.lasting(length)
    }

    /// Where the distance leads.
    pub(super) fn start(self) -> Result<Span, String> {
        let sign = if self.is_before { -1 } else { 1 };
        self.base.by(&self.length, sign)
    }
}

impl Dates {
    /// `after !id 3 weeks`, `before !id.end 2 days`, `by !id 1 day`, `!id`, `.start`, `3 days`.
    pub(super) fn relative(&self, text: &str) -> Option<Result<Relative, String>> {
        let word = text.split_whitespace().next()?.to_ascii_lowercase();
        let (is_before, rest) = match word.as_str() {
            "before" | "by" => (true, &text[word.len()..]),
            "after" => (false, &text[word.len()..]),
            _ => (false, text),
        };
        let (reference, rest) = reference(rest.trim());
        let rest = rest.trim().trim_start_matches('+').trim();
        let rest = rest.strip_prefix("plus ").unwrap_or(rest);
        let length = if rest.is_empty() {
            Vec::new()
        } else {
            amounts(rest)?
        };
        let is_bare = rest.len() == text.len();
        // `by`, `after` and a number alone are words like any other.
        if length.is_empty() && reference.is_empty() || (is_bare && length.is_empty()) {
            return None;
        }
        let base = self.base(&reference, is_before);
        Some(base.map(|base| Relative {
            is_before,
            base,
            length,
        }))
    }

    /// The moment that `!id.start`, `!id`, `.end` names as the end of a range; Markwhen takes the start where nothing is said.
    pub(super) fn moment_of(&self, text: &str) -> Option<Result<Parts, String>> {
        let (reference, rest) = reference(text);
        if reference.is_empty() || !rest.trim().is_empty() {
            return None;
        }
        Some(self.entry(&reference).map(|entry| match reference.is_end {
            Some(true) => entry.last(),
            _ => entry.start,
        }))
    }

    /// A time of day alone: the next one after the entry before.
    pub(super) fn time_alone(&self, text: &str) -> Option<Result<Parts, String>> {
        let time = time_of_day(text)?;
        let last = self.entry(&Reference::default());
        Some(last.and_then(|last| at_next(last.ending()?.start, time)))
    }

    fn base(&self, reference: &Reference, is_before: bool) -> Result<Span, String> {
        let entry = self.entry(reference)?;
        match reference.is_end {
            Some(false) => Ok(entry.beginning()),
            None if is_before => Ok(entry.beginning()),
            Some(true) | None => entry.ending(),
        }
    }

    fn entry(&self, reference: &Reference) -> Result<&Span, String> {
        match reference.id {
            Some(id) => self
                .by_id
                .get(id)
                .ok_or_else(|| format!("no entry before this line has the id `{id}`")),
            None => self
                .last
                .as_ref()
                .ok_or_else(|| "there is no entry before this one".to_owned()),
        }
    }
}

/// Which entry is meant, and which end of it.
#[derive(Default)]
struct Reference<'a> {
    id: Option<&'a str>,
    is_end: Option<bool>,
}

impl Reference<'_> {
    fn is_empty(&self) -> bool {
        self.id.is_none() && self.is_end.is_none()
    }
}

/// `!id`, `!id.start` or `.end` at the start of a text, and what follows.
fn reference(text: &str) -> (Reference<'_>, &str) {
    let (id, rest) = match text.strip_prefix('!') {
        Some(rest) => {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
                .unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, text),
    };
    for (word, is_end) in [(".start", false), (".end", true)] {
        if let Some(rest) = rest.strip_prefix(word) {
            let is_end = Some(is_end);
            return (Reference { id, is_end }, rest);
        }
    }
    (Reference { id, is_end: None }, rest)
}
