//! Dates and times as calendars have them (RFC 5545, 3.3.4, 3.3.5 and 3.3.6).

use chrono_tz::Tz;

use crate::edtf::zone::{self, ZoneFault};
use crate::edtf::{ClockTime, Day};
use crate::exchange::date::Parts;

/// A day, or a moment of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: Day,
    /// Seconds since midnight on the local clock.
    pub(super) time: Option<i64>,
    /// Minutes ahead of UTC, where they are known without a zone.
    pub(super) offset: Option<i32>,
    pub(super) zone: Option<Tz>,
}

const SECONDS: i64 = 86_400;

impl Moment {
    /// `20220121`, `20220121T110000` or `20220121T110000Z`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let number = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| text.parse::<i64>().ok())?
        };
        if date.len() != 8 || !date.is_ascii() {
            return None;
        }
        let (year, month, day) = (
            number(&date[..4])?,
            number(&date[4..6])?,
            number(&date[6..])?,
        );
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let exists =
            (1..=12).contains(&month) && (1..=Day::days_in_month(year, month)).contains(&day);
        let day = exists.then(|| Day::from_ymd(year, month, day))?;
        let Some(time) = time else {
            return Some(Self {
                day,
                time: None,
                offset: None,
                zone: None,
            });
        };
        let (time, offset) = match time.strip_suffix('Z') {
            Some(time) => (time, Some(0)),
            None => (time, None),
        };
        if !matches!(time.len(), 4 | 6) || !time.is_ascii() {
            return None;
        }
        let second = time
            .get(4..)
            .filter(|second| !second.is_empty())
            .map_or(Some(0), number)?;
        let (hour, minute) = (number(&time[..2])?, number(&time[2..4])?);
        let exists = hour < 24 && minute < 60 && second <= 60;
        exists.then(|| Self {
            day,
            time: Some(hour * 3_600 + minute * 60 + second.min(59)),
            offset,
            zone: None,
        })
    }

    /// As content files have it; seconds only where there are some.
    pub(super) fn text(self) -> String {
        Parts {
            time: (self.clock()).map(|clock| (clock.hour, clock.minute, clock.second)),
            offset: self.offset,
            ..Parts::of_day(self.day)
        }
        .text()
    }

    fn clock(self) -> Option<ClockTime> {
        let small = |value: i64| u8::try_from(value).expect("a part of a day's 86,400 seconds");
        let time = self.time?;
        Some(ClockTime {
            hour: small(time / 3_600),
            minute: small(time / 60 % 60),
            second: Some(small(time % 60)).filter(|second| *second > 0),
            offset_minutes: self.offset,
        })
    }

    /// The same moment as a time that stood once in its zone: of two the first is meant, and one that was skipped is told
    /// by the clock before the change (RFC 5545, 3.3.5).
    pub(super) fn stood_once(self) -> Self {
        let (Some(zone), Some(clock)) = (self.zone, self.clock()) else {
            return self;
        };
        match zone::resolve(self.day, clock, zone) {
            Err(ZoneFault::StoodTwice { first, .. }) => Self {
                offset: Some(first),
                ..self
            },
            Err(ZoneFault::Skipped { before, after }) => self.plus(60 * i64::from(after - before)),
            Ok(_) | Err(ZoneFault::OutOfRange) => self,
        }
    }

    /// Seconds on the local clock since 1970.
    pub(super) fn seconds(self) -> i64 {
        self.day
            .0
            .saturating_mul(SECONDS)
            .saturating_add(self.time.unwrap_or(0))
    }

    /// The same clock, so many seconds later.
    pub(super) fn plus(self, seconds: i64) -> Self {
        let total = self.seconds().saturating_add(seconds);
        Self {
            day: Day(total.div_euclid(SECONDS)),
            time: self.time.map(|_| total.rem_euclid(SECONDS)),
            ..self
        }
    }

    /// An end that moves along when the beginning does.
    pub(super) fn moved(self, from: Self, to: Self) -> Self {
        self.plus(to.seconds().saturating_sub(from.seconds()))
    }

    /// The last day of whole days, of which the end is the day after. An end at or before the start is none.
    pub(super) fn last_included(self, start: Self) -> Self {
        match self.time {
            None if self.day > start.day => Self {
                day: self.day.plus(-1),
                ..self
            },
            None => start,
            Some(_) => self,
        }
    }
}

/// The moment at the end of a duration (RFC 5545, 3.3.6): `P1W`, `P1DT2H30M`.
pub(super) fn after(start: Moment, duration: &str) -> Option<Moment> {
    let rest = duration
        .strip_prefix('+')
        .unwrap_or(duration)
        .strip_prefix('P')?;
    let (mut seconds, mut digits, mut is_time) = (0_i64, String::new(), false);
    for c in rest.chars() {
        let unit = match c {
            'T' if digits.is_empty() => {
                is_time = true;
                continue;
            }
            '0'..='9' if digits.len() < 9 => {
                digits.push(c);
                continue;
            }
            'W' => 7 * SECONDS,
            'D' => SECONDS,
            'H' if is_time => 3_600,
            'M' if is_time => 60,
            'S' if is_time => 1,
            _ => return None,
        };
        let count: i64 = digits.parse().ok()?;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        digits.clear();
    }
    digits.is_empty().then(|| start.plus(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_moved() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                Moment::parse(text).map(Moment::text).as_deref(),
                expected,
                "{text}"
            );
        };
        check("20220121", Some("2022-01-21"));
        check("20220121T110000", Some("2022-01-21T11:00"));
        check("20220121T110005Z", Some("2022-01-21T11:00:05Z"));
        check("20220230", None);
        check("2022-01-21", None);
        check("20220121T250000", None);
        check("2022012é", None);
        let start = Moment::parse("20220121T233000").unwrap_or_else(|| panic!("a moment"));
        assert_eq!(
            after(start, "PT1H").map(Moment::text).as_deref(),
            Some("2022-01-22T00:30")
        );
        assert_eq!(
            after(start, "P1W").map(Moment::text).as_deref(),
            Some("2022-01-28T23:30")
        );
        assert_eq!(after(start, "1H"), None);
        assert_eq!(after(start, "P99999999999999999999D"), None);
    }
}
