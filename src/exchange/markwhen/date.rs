//! The dates of Markwhen: EDTF, numbers with slashes, names of months, years before our era, and dates that hang on
//! another entry.

use std::collections::HashMap;

use super::point::{before_our_era, checked, edtf, era, hour, iso, named, whole};
use super::span::{Span, amounts};
use crate::exchange::date::{Parts, clock};

/// What dates are read with: the order of day and month, and the entries before.
pub(super) struct Dates {
    pub(super) is_day_first: bool,
    pub(super) by_id: HashMap<String, Span>,
    pub(super) last: Option<Span>,
}

/// The date, the recurrence and the headline of a line that is an entry. What is a date by its form is one here, whether
/// or not the calendar has it.
pub(super) fn split(line: &str) -> Option<(String, String, String)> {
    let line = line.trim_start();
    let is_start = |c: char| c.is_ascii_alphanumeric() || matches!(c, '!' | '-');
    if !line.starts_with(is_start) {
        return None;
    }
    // A time has colons of its own; no date has more of them than this.
    for (at, _) in line.match_indices(':').take(10) {
        let head = line[..at].trim();
        if head.len() > 160 {
            return None;
        }
        let lower = head.to_ascii_lowercase();
        let (date, recurrence) = match lower.find(" every ") {
            Some(every) => (&head[..every], &head[every..]),
            None => (head, ""),
        };
        let is_whole =
            !line[at + 1..].starts_with(|c: char| c.is_ascii_digit()) || !ends_in_hour(date);
        let probe = Dates {
            is_day_first: false,
            by_id: HashMap::new(),
            last: None,
        };
        if is_whole && probe.read(date).is_some() {
            return Some((
                date.to_owned(),
                recurrence.to_owned(),
                line[at + 1..].trim().to_owned(),
            ));
        }
    }
    None
}

/// Whether a text ends in what may be the hour of a time that goes on: ` 11`.
fn ends_in_hour(text: &str) -> bool {
    let last = text.rsplit([' ', ',', 'T', ':']).next().unwrap_or_default();
    last.len() < text.len()
        && (1..=2).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_digit())
}

impl Dates {
    /// The span that a text says: `None` where it is no date by its form, an error where it is one that cannot be.
    pub(super) fn read(&self, text: &str) -> Option<Result<Span, String>> {
        let text = text.trim();
        if let Some(one) = self.point(text) {
            return Some(one.map(|start| Span { start, end: None }));
        }
        if let Some(relative) = self.relative(text, self.last.as_ref()) {
            return Some(relative);
        }
        for separator in [
            "/",
            " - ",
            " to ",
            " until ",
            " til ",
            " \u{2013} ",
            "\u{2013}",
            "-",
        ] {
            for (at, _) in text.match_indices(separator) {
                let (left, right) = (text[..at].trim(), text[at + separator.len()..].trim());
                if let Some(span) = self.range(left, right) {
                    return Some(span);
                }
            }
        }
        None
    }

    fn range(&self, left: &str, right: &str) -> Option<Result<Span, String>> {
        let start = match self.point(left) {
            Some(start) => start.map(|start| Span { start, end: None }),
            None => self.relative(left, self.last.as_ref())?,
        };
        if right.eq_ignore_ascii_case("now") {
            return Some(start.map(|start| Span {
                end: Some(None),
                ..start
            }));
        }
        if let Some(end) = self.point(right) {
            // `300-200 BCE` says the era once.
            let start = match era(right)
                .filter(|_| era(left).is_none() && left.bytes().all(|b| b.is_ascii_digit()))
            {
                Some(era) => self
                    .point(&format!("{left} {era}"))?
                    .map(|start| Span { start, end: None }),
                None => start,
            };
            return Some(start.and_then(|start| {
                Ok(Span {
                    end: Some(Some(end?)),
                    ..start
                })
            }));
        }
        let length = amounts(right)?;
        Some(start.and_then(|start| {
            let end = length
                .iter()
                .try_fold(start.clone(), |span, (amount, unit)| {
                    span.moved(*amount, *unit)
                });
            let end = end
                .ok_or_else(|| format!("`{right}` leads too far, or counts hours from no hour"))?;
            // Whole days: the last is the day before the one that the length leads to.
            let end = match end.start.time {
                Some(_) => end.start,
                None => Parts::of_day(end.first_day().plus(-1)),
            };
            Ok(Span {
                end: Some(Some(end)),
                ..start
            })
        }))
    }

    /// `after !id 3 weeks`, `before !id 2 days`, `!id`, `after 5 days`.
    fn relative(&self, text: &str, last: Option<&Span>) -> Option<Result<Span, String>> {
        let lower = text.to_ascii_lowercase();
        let (is_before, rest) = match (lower.strip_prefix("before "), lower.strip_prefix("after "))
        {
            (Some(rest), _) => (true, &text[text.len() - rest.len()..]),
            (_, Some(rest)) => (false, &text[text.len() - rest.len()..]),
            _ if text.starts_with('!') => (false, text),
            _ => return None,
        };
        let (id, rest) = match rest.trim().strip_prefix('!') {
            Some(rest) => {
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
                    .unwrap_or(rest.len());
                (Some(&rest[..end]), &rest[end..])
            }
            None => (None, rest),
        };
        let rest = rest.trim().trim_start_matches('+').trim();
        let rest = rest.strip_prefix("plus ").unwrap_or(rest);
        let length = if rest.is_empty() {
            Vec::new()
        } else {
            amounts(rest)?
        };
        let base = match id {
            Some(id) => self
                .by_id
                .get(id)
                .ok_or_else(|| format!("no entry before this line has the id `{id}`")),
            None => last.ok_or_else(|| "there is no entry before this one".to_owned()),
        };
        Some(base.and_then(|base| {
            let sign = if is_before { -1 } else { 1 };
            let from = if is_before {
                base.beginning()
            } else {
                base.ending()?
            };
            let moved = length.iter().try_fold(from, |span, (amount, unit)| {
                span.moved(amount * sign, *unit)
            });
            moved.ok_or_else(|| format!("`{rest}` leads too far, or counts hours from no hour"))
        }))
    }

    /// Remembers an entry for those that hang on it.
    pub(super) fn remember(&mut self, id: &str, span: &Span) {
        if !id.is_empty() {
            self.by_id.insert(id.to_owned(), span.clone());
        }
        self.last = Some(span.clone());
    }

    /// One date.
    fn point(&self, text: &str) -> Option<Result<Parts, String>> {
        let (date, time) = match iso(text) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let parts = edtf(date)
            .or_else(|| self.slashes(date))
            .or_else(|| named(date))
            .or_else(|| before_our_era(date))?;
        let (parts, time) = match time {
            Some(time) => (parts, Some(time)),
            None => (parts, None),
        };
        let Some((time, offset)) = time else {
            return Some(checked(parts, text));
        };
        let time = clock(time).or_else(|| hour(time))?;
        parts.day?;
        Some(checked(
            Parts {
                time: Some(time),
                offset,
                ..parts
            },
            text,
        ))
    }

    /// `1/21/2022`, `21/1/2022` by the header, `1/2022`.
    fn slashes(&self, text: &str) -> Option<Parts> {
        let (front, _) = text.rsplit_once('/').unwrap_or(("", text));
        // `1850/1852` is a range of years.
        if front.split('/').any(|number| number.trim().len() > 2) {
            return None;
        }
        let numbers: Vec<i64> = text.split('/').map(whole).collect::<Option<_>>()?;
        let small = |number: i64| u8::try_from(number).ok();
        match numbers.as_slice() {
            [year] if text.len() <= 5 => Some(Parts {
                year: *year,
                ..Parts::default()
            }),
            [month, year] => Some(Parts {
                year: *year,
                month: Some(small(*month)?),
                ..Parts::default()
            }),
            [a, b, year] => {
                let (day, month) = if self.is_day_first {
                    (*a, *b)
                } else {
                    (*b, *a)
                };
                Some(Parts {
                    year: *year,
                    month: Some(small(month)?),
                    day: Some(small(day)?),
                    ..Parts::default()
                })
            }
            _ => None,
        }
    }
}
