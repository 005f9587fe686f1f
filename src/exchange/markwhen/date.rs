//! The dates of Markwhen: EDTF, numbers with slashes, names of months, years before our era, and dates that hang on
//! another entry.

use std::collections::HashMap;

use crate::edtf::Day;
use crate::exchange::date::{Parts, clock};

/// From a start to an end. Without an end it is one date; an end without a date is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: Parts,
    pub(super) end: Option<Option<Parts>>,
}

/// A unit of time that dates are moved by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minutes,
    Days,
    Months,
}

/// What dates are read with: the order of day and month, and the entries before.
pub(super) struct Dates {
    pub(super) is_day_first: bool,
    pub(super) by_id: HashMap<String, Span>,
    pub(super) last: Option<Span>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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

/// The date and the time of `2022-01-21T11:00:00Z` or `… 11:00`, with the offset that `Z` means.
fn iso(text: &str) -> Option<(&str, (&str, Option<i32>))> {
    if let Some((date, time)) = text.split_once('T')
        && let Some(time) = time.strip_suffix('Z')
    {
        return Some((date, (time, Some(0))));
    }
    let (date, time) = text.trim_end().rsplit_once([' ', ','])?;
    let is_time = clock(time).is_some()
        || hour(time).is_some_and(|_| edtf(date.trim()).is_some_and(|date| date.day.is_some()));
    is_time.then(|| (date.trim_end_matches([' ', ',']), (time, None)))
}

/// An hour alone: `11`.
fn hour(text: &str) -> Option<(u8, u8, Option<u8>)> {
    let hour = text
        .parse()
        .ok()
        .filter(|hour| *hour < 24 && text.len() <= 2)?;
    Some((hour, 0, None))
}

fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let is_number =
        !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// `2022`, `2022-01`, `2022-01-21`.
fn edtf(text: &str) -> Option<Parts> {
    let numbers: Vec<&str> = text.split('-').collect();
    let fits = |number: &&str, digits: usize| {
        number.len() == digits && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let small = |number: &str| number.parse::<u8>().ok();
    match numbers.as_slice() {
        [year] if fits(year, 4) => Some(Parts {
            year: year.parse().ok()?,
            ..Parts::default()
        }),
        [year, month] if fits(year, 4) && fits(month, 2) => Some(Parts {
            year: year.parse().ok()?,
            month: small(month),
            ..Parts::default()
        }),
        [year, month, day] if fits(year, 4) && fits(month, 2) && fits(day, 2) => Some(Parts {
            year: year.parse().ok()?,
            month: small(month),
            day: small(day),
            ..Parts::default()
        }),
        _ => None,
    }
}

/// `January 2022`, `21 Jan 2022`, `January 21, 2022`.
fn named(text: &str) -> Option<Parts> {
    let text = text.replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let month = |word: &str| {
        let word = word.to_lowercase();
        let fits = |name: &&str| *name == word || (word.len() == 3 && name.starts_with(&word));
        MONTHS
            .iter()
            .position(|name| fits(&name))
            .and_then(|index| u8::try_from(index + 1).ok())
    };
    let day = |word: &str| whole(word).and_then(|day| u8::try_from(day).ok());
    match words.as_slice() {
        [name, year] => Some(Parts {
            year: whole(year)?,
            month: Some(month(name)?),
            ..Parts::default()
        }),
        [a, b, year] => {
            let (name, of_month) = if month(a).is_some() { (a, b) } else { (b, a) };
            Some(Parts {
                year: whole(year)?,
                month: Some(month(name)?),
                day: Some(day(of_month)?),
                ..Parts::default()
            })
        }
        _ => None,
    }
}

fn era(text: &str) -> Option<&str> {
    let era = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
    ["bce", "bc", "ce", "ad"]
        .iter()
        .any(|known| era.eq_ignore_ascii_case(known))
        .then_some(era)
}

/// `500 BCE`, `50 CE`.
fn before_our_era(text: &str) -> Option<Parts> {
    let era = era(text)?;
    let year = whole(text[..text.len() - era.len()].trim())?;
    let is_before = era.to_ascii_lowercase().starts_with('b');
    Some(Parts {
        year: if is_before { 1 - year } else { year },
        ..Parts::default()
    })
}

fn checked(parts: Parts, text: &str) -> Result<Parts, String> {
    let is_month = parts.month.is_none_or(|month| (1..=12).contains(&month));
    let exists = |(month, day)| (1..=Day::days_in_month(parts.year, month)).contains(&day);
    if is_month && parts.month.zip(parts.day).is_none_or(exists) {
        Ok(parts)
    } else {
        Err(format!("`{text}` is not in the calendar"))
    }
}

/// Amounts of time: `3 weeks`, `1 year, 2 days`.
pub(super) fn amounts(text: &str) -> Option<Vec<(i64, Unit)>> {
    let text = text.replace([',', '+'], " ");
    let mut amounts = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let count: i64 = word
            .get(..digits)?
            .parse()
            .ok()
            .filter(|count| *count < 100_000)?;
        let unit = if digits < word.len() {
            &word[digits..]
        } else {
            words.next()?
        };
        amounts.push(match unit.to_ascii_lowercase().as_str() {
            "minute" | "minutes" | "min" | "mins" => (count, Unit::Minutes),
            "hour" | "hours" | "h" => (count * 60, Unit::Minutes),
            "day" | "days" | "d" => (count, Unit::Days),
            "week" | "weeks" | "w" => (count * 7, Unit::Days),
            "month" | "months" => (count, Unit::Months),
            "year" | "years" | "y" => (count * 12, Unit::Months),
            _ => return None,
        });
    }
    (!amounts.is_empty()).then_some(amounts)
}

impl Span {
    /// As content files have it.
    pub(super) fn text(&self) -> Result<String, String> {
        super::text_of(self)
    }

    /// The first day that it can mean.
    pub(super) fn first_day(&self) -> Day {
        Day::from_ymd(
            self.start.year,
            self.start.month.unwrap_or(1),
            self.start.day.unwrap_or(1),
        )
    }

    fn beginning(&self) -> Self {
        let start = if self.start.time.is_some() {
            self.start
        } else {
            Parts::of_day(self.first_day())
        };
        Self { start, end: None }
    }

    /// Where what comes after it begins: at its time, else on the day after its last.
    fn ending(&self) -> Result<Self, String> {
        let last = match self.end {
            Some(None) => return Err("the entry that this hangs on has no end".to_owned()),
            Some(Some(end)) => end,
            None => self.start,
        };
        if last.time.is_some() {
            return Ok(Self {
                start: last,
                end: None,
            });
        }
        let month = last.month.unwrap_or(12);
        let day = last
            .day
            .unwrap_or_else(|| Day::days_in_month(last.year, month));
        Ok(Self {
            start: Parts::of_day(Day::from_ymd(last.year, month, day).plus(1)),
            end: None,
        })
    }

    /// The same, later or earlier. `None` where that leads too far, or counts minutes of what has no time.
    pub(super) fn moved(self, amount: i64, unit: Unit) -> Option<Self> {
        let end = match self.end {
            Some(Some(end)) => Some(Some(moved(end, amount, unit)?)),
            other => other,
        };
        Some(Self {
            start: moved(self.start, amount, unit)?,
            end,
        })
    }
}

fn moved(parts: Parts, amount: i64, unit: Unit) -> Option<Parts> {
    let is_near = |parts: &Parts| parts.year.abs() < 100_000;
    let day = || Some(Day::from_ymd(parts.year, parts.month?, parts.day?));
    let moved = match unit {
        Unit::Months => {
            let months = parts
                .year
                .checked_mul(12)?
                .checked_add(i64::from(parts.month.unwrap_or(1)) - 1)?
                .checked_add(amount)?;
            let (year, month) = (
                months.div_euclid(12),
                u8::try_from(months.rem_euclid(12) + 1).ok()?,
            );
            let day = parts
                .day
                .map(|day| day.min(Day::days_in_month(year, month)));
            Parts {
                year,
                month: parts.month.map(|_| month),
                day,
                ..parts
            }
        }
        Unit::Days => {
            let whole = Parts::of_day(
                day()
                    .unwrap_or_else(|| Day::from_ymd(parts.year, parts.month.unwrap_or(1), 1))
                    .plus(amount),
            );
            Parts {
                time: parts.time,
                offset: parts.offset,
                ..whole
            }
        }
        Unit::Minutes => {
            let (hour, minute, second) = parts.time?;
            let minutes = (i64::from(hour) * 60 + i64::from(minute)).checked_add(amount)?;
            let of_day = minutes.rem_euclid(1_440);
            let time = (
                u8::try_from(of_day / 60).ok()?,
                u8::try_from(of_day % 60).ok()?,
                second,
            );
            Parts {
                time: Some(time),
                offset: parts.offset,
                ..Parts::of_day(day()?.plus(minutes.div_euclid(1_440)))
            }
        }
    };
    is_near(&moved).then_some(moved)
}
