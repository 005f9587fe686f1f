//! The dates of Markwhen: one of them ([`super::point`]), a range of two, or one that hangs on another entry
//! ([`super::relative`]). What is a date by its form and cannot be one is told from what is none.

use std::collections::HashMap;

use super::point::{before_our_era, checked, edtf, era, hour, iso, named, undated, week, whole};
use super::relative::Relative;
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
    let is_start = |c: char| c.is_ascii_alphanumeric() || matches!(c, '!' | '.' | '-');
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

/// Whether a text is or ends in what may be the hour of a time that goes on: `11`.
fn ends_in_hour(text: &str) -> bool {
    let last = text.rsplit([' ', ',', 'T', ':']).next().unwrap_or_default();
    (1..=2).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_digit())
}

impl Dates {
    /// The span that a text says: `None` where it is no date by its form, an error where it is one that cannot be.
    pub(super) fn read(&self, text: &str) -> Option<Result<Span, String>> {
        let text = text.trim();
        if let Some(one) = self.one(text) {
            return Some(one);
        }
        if let Some(relative) = self.relative(text) {
            return Some(relative.and_then(Relative::lasting));
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

    /// What needs no other entry but the one before: a date, a week, a time of the day before.
    fn one(&self, text: &str) -> Option<Result<Span, String>> {
        let point = |start: Result<Parts, String>| start.map(Span::at);
        self.point(text)
            .map(point)
            .or_else(|| week(text))
            .or_else(|| self.time_alone(text).map(point))
    }

    fn range(&self, left: &str, right: &str) -> Option<Result<Span, String>> {
        let Some(start) = self.one(left) else {
            let relative = self.relative(left)?;
            return match amounts(right) {
                Some(length) => Some(relative.and_then(|relative| relative.of_length(&length))),
                None => self.until(relative.and_then(Relative::start), left, right),
            };
        };
        match amounts(right) {
            Some(length) => Some(start.and_then(|start| start.lasting(&length))),
            None => self.until(start, left, right),
        }
    }

    /// A span from a start to an end that says its own date.
    fn until(
        &self,
        start: Result<Span, String>,
        left: &str,
        right: &str,
    ) -> Option<Result<Span, String>> {
        if right.eq_ignore_ascii_case("now") {
            return Some(start.map(|start| Span {
                end: Some(None),
                ..start
            }));
        }
        // `300-200 BCE` says the era once.
        let start = match era(right)
            .filter(|_| era(left).is_none() && left.bytes().all(|byte| byte.is_ascii_digit()))
        {
            Some(era) => self.point(&format!("{left} {era}"))?.map(Span::at),
            None => start,
        };
        if let Some(end) = self.point(right) {
            return Some(start.and_then(|start| Ok(start.until(end?))));
        }
        if let Some(week) = week(right) {
            return Some(start.and_then(|start| Ok(start.until(week?.last()))));
        }
        if let Some(time) = time_of_day(right) {
            return Some(start.and_then(|start| start.until_time(time)));
        }
        let end = self.moment_of(right)?;
        Some(start.and_then(|start| Ok(start.until(end?))))
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
            .or_else(|| before_our_era(date));
        let Some(parts) = parts else {
            return undated(text).map(Err);
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

/// A time of day that is told from a year: by its colon, or by `am` and `pm`.
pub(super) fn time_of_day(text: &str) -> Option<(u8, u8, Option<u8>)> {
    let is_told = text.contains(':') || text.to_ascii_lowercase().ends_with('m');
    clock(text).filter(|_| is_told)
}
