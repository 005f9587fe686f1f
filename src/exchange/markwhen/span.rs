//! Spans of time that can be moved: by minutes, days and months.

use crate::edtf::Day;
use crate::exchange::date::Parts;

/// From a start to an end. Without an end it is one date; an end without a date is open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::option_option,
    reason = "no end is not the same as an open one"
)]
pub(super) struct Span {
    pub(super) start: Parts,
    pub(super) end: Option<Option<Parts>>,
}

/// Hour, minute, second.
pub(super) type Clock = (u8, u8, Option<u8>);

/// A unit of time that dates are moved by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minutes,
    Days,
    Months,
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

    /// One date.
    pub(super) fn at(start: Parts) -> Self {
        Self { start, end: None }
    }

    /// From here to an end.
    pub(super) fn until(self, end: Parts) -> Self {
        Self {
            end: Some(Some(end)),
            ..self
        }
    }

    /// From here to the next such time of day.
    pub(super) fn until_time(self, time: Clock) -> Result<Self, String> {
        let end = at_next(self.start, time)?;
        Ok(self.until(end))
    }

    /// From here for so long. Of whole days the last is the one before that to which the length leads.
    pub(super) fn lasting(self, length: &[(i64, Unit)]) -> Result<Self, String> {
        if length.is_empty() {
            return Ok(self);
        }
        let end = Self::at(self.start).by(length, 1)?;
        let end = match end.start.time {
            Some(_) => end.start,
            None => Parts::of_day(end.first_day().plus(-1)),
        };
        Ok(self.until(end))
    }

    /// The same, later by several amounts, or earlier where the sign is negative.
    pub(super) fn by(self, length: &[(i64, Unit)], sign: i64) -> Result<Self, String> {
        let moved = length.iter().try_fold(self, |span, (amount, unit)| {
            span.moved(amount.checked_mul(sign)?, *unit)
        });
        moved.ok_or_else(|| "the span leads too far, or counts hours from no hour".to_owned())
    }

    /// The last date that it names.
    pub(super) fn last(&self) -> Parts {
        self.end.flatten().unwrap_or(self.start)
    }

    /// The first day that it can mean.
    pub(super) fn first_day(&self) -> Day {
        Day::from_ymd(
            self.start.year,
            self.start.month.unwrap_or(1),
            self.start.day.unwrap_or(1),
        )
    }

    pub(super) fn beginning(&self) -> Self {
        let start = if self.start.time.is_some() {
            self.start
        } else {
            Parts::of_day(self.first_day())
        };
        Self { start, end: None }
    }

    /// Where what comes after it begins: at its time, else on the day after its last.
    pub(super) fn ending(&self) -> Result<Self, String> {
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

/// The next moment of that time, on this day or the day after.
pub(super) fn at_next(parts: Parts, time: Clock) -> Result<Parts, String> {
    let (Some(month), Some(day)) = (parts.month, parts.day) else {
        return Err("a time of day needs a whole day before it".to_owned());
    };
    let is_past = parts.time.is_some_and(|own| own > time);
    let day = Day::from_ymd(parts.year, month, day).plus(i64::from(is_past));
    Ok(Parts {
        time: Some(time),
        offset: parts.offset,
        ..Parts::of_day(day)
    })
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
