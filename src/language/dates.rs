//! Days, months, years and longer periods by themselves, as headings and rows need them.

use super::Language;
use super::numbers::{roman, superscript};
use super::phrases::fill;
use super::pieces::{Kind, Pieces};
use crate::edtf::{Day, Period};

impl Language {
    /// A day: `21 January 2022`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        let (year, month, of_month) = day.ymd();
        self.day_text(year, month, of_month)
    }

    /// A day with its weekday: `Friday 21 January 2022`.
    #[must_use]
    pub fn weekday_day(&self, day: Day) -> String {
        let (year, month, of_month) = day.ymd();
        if far(year) {
            return self.year(year);
        }
        let ymd = (year, month, of_month);
        let pieces = self.with_era(year, |era| self.calendar.weekday_day(ymd, era));
        self.with_first(pieces, of_month).text()
    }

    /// The weekday of a day.
    #[must_use]
    pub fn weekday(&self, day: Day) -> String {
        self.calendar.weekday(day.weekday())
    }

    /// A day without its year, abbreviated: `21 Jan`.
    #[must_use]
    pub fn short_day(&self, day: Day) -> String {
        let (_, month, of_month) = day.ymd();
        self.short_day_pieces(month, of_month).text()
    }

    /// A month of a year: `January 2022`.
    #[must_use]
    pub fn month(&self, year: i64, month: u8) -> String {
        if far(year) {
            return self.year(year);
        }
        self.with_era(year, |era| self.calendar.month(year, month, era))
            .text()
    }

    /// The name of a month by itself: `January`.
    #[must_use]
    pub fn month_name(&self, month: u8) -> String {
        self.calendar.month_name(month)
    }

    /// The name of a month, abbreviated: `Jan`.
    #[must_use]
    pub fn short_month_name(&self, month: u8) -> String {
        self.calendar.short_month_name(month)
    }

    /// A year (astronomical): `2022`, `500 BCE`.
    #[must_use]
    pub fn year(&self, year: i64) -> String {
        let bare = self.bare_year(year);
        if year >= ERA_NEEDED_BELOW {
            fill(self.date_phrase("year"), &[("year", &bare)])
        } else {
            bare
        }
    }

    /// Ten years by their first: `1990s`.
    #[must_use]
    pub fn decade(&self, first: i64) -> String {
        self.years_title("decade_title", first, 9)
    }

    /// A hundred years by their first: `20th century` for 1900.
    #[must_use]
    pub fn century(&self, first: i64) -> String {
        self.years_title("century_title", first, 99)
    }

    /// The title of a period. It stands by itself, so it begins with a capital letter: `Janvier 2022`.
    #[must_use]
    pub fn period(&self, period: &Period) -> String {
        let title = || {
            capitalised(&match *period {
                Period::Day(day) => self.day(day),
                Period::Month(year, month) => self.month(year, month),
                Period::Year(year) => self.year(year),
                Period::Decade(first) => self.decade(first),
                Period::Century(first) => self.century(first),
            })
        };
        self.periods.of(*period, title)
    }

    /// A year as digits, with its era where it needs one, and separators where it has five digits or more.
    pub(super) fn bare_year(&self, year: i64) -> String {
        let digits = self.year_digits(year);
        match year {
            ..1 => fill(self.date_phrase("year_bce"), &[("year", &digits)]),
            1..ERA_NEEDED_BELOW => fill(self.date_phrase("year_ce"), &[("year", &digits)]),
            _ => digits,
        }
    }

    /// The digits of a year, counted in its era: 0 is year 1 before it.
    pub(super) fn year_digits(&self, year: i64) -> String {
        let before = u64::from(year < 1);
        let count = year.unsigned_abs().saturating_add(before);
        if count > 9_999 {
            self.numbers.grouped(count)
        } else {
            self.numbers.plain(count)
        }
    }

    /// A year too large for a number: `17 × 10²⁰`.
    pub(super) fn huge_year(&self, significand: i64, exponent: u32) -> String {
        let digits = self.numbers.grouped(significand.unsigned_abs());
        let year = format!("{digits}\u{a0}×\u{a0}10{}", superscript(exponent));
        let key = if significand < 0 { "year_bce" } else { "year" };
        fill(self.date_phrase(key), &[("year", &year)])
    }

    /// A whole day. Years that no day is written for stand alone.
    pub(super) fn day_text(&self, year: i64, month: u8, day: u8) -> String {
        if far(year) {
            return self.year(year);
        }
        let text = || self.day_pieces(year, month, day).text();
        self.days.of((year, month, day), text)
    }

    /// A whole day in pieces.
    pub(super) fn day_pieces(&self, year: i64, month: u8, day: u8) -> Pieces {
        let pieces = self.with_era(year, |era| self.calendar.day((year, month, day), era));
        self.with_first(pieces, day)
    }

    /// A day without its year, in pieces.
    pub(super) fn day_of_year_pieces(&self, month: u8, day: u8) -> Pieces {
        self.with_first(self.calendar.day_of_year(month, day), day)
    }

    pub(super) fn short_day_pieces(&self, month: u8, day: u8) -> Pieces {
        self.with_first(self.calendar.short_day(month, day), day)
    }

    /// A decade or century by a phrase that may use its first and last year and its number.
    pub(super) fn years_text(&self, key: &str, first: i64, more: i64) -> String {
        let plain = |year: i64| self.numbers.plain(year.unsigned_abs());
        let number = first.unsigned_abs() / 100 + 1;
        let digits = self.numbers.plain(number);
        let ordinal_key = format!("ordinals.{}", self.numbers.ordinal_category(number));
        let ordinal = fill(self.date_phrase(&ordinal_key), &[("n", &digits)]);
        let values = [
            ("first", plain(first)),
            ("last", plain(first.saturating_add(more))),
            ("number", digits),
            ("roman", roman(number)),
            ("ordinal", ordinal),
        ];
        fill(
            self.date_phrase(key),
            &values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str())),
        )
    }

    /// The phrase for years from 10 or 100 on; before that the first and the last year.
    fn years_title(&self, key: &str, first: i64, more: i64) -> String {
        if (more + 1..=9_999).contains(&first) {
            self.years_text(key, first, more)
        } else {
            self.year_range(first, first.saturating_add(more))
        }
    }

    /// The first of a month as the language's file has it, where it is not the number one.
    fn with_first(&self, pieces: Pieces, day: u8) -> Pieces {
        match self.phrases.find("dates", "first_day") {
            Some(first) if day == 1 => pieces.with(Kind::Day, first),
            _ => pieces,
        }
    }

    /// A date with the era that its year needs. `format` formats it with ICU's era or without.
    fn with_era(&self, year: i64, format: impl Fn(bool) -> Pieces) -> Pieces {
        let key = match year {
            ..1 => "era_bce",
            1..ERA_NEEDED_BELOW => "era_ce",
            _ => return format(false),
        };
        let era = self.date_phrase(key);
        if self.phrases.find("dates", "era_last").is_some() {
            return format(false).push(Kind::Era, &format!(" {era}"));
        }
        format(true).with(Kind::Era, era)
    }
}

/// Years from 1 to this one could be taken for something else without their era.
const ERA_NEEDED_BELOW: i64 = 100;

/// A text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// Whether a year has more than four digits.
fn far(year: i64) -> bool {
    !(-9_999..=9_999).contains(&year)
}
