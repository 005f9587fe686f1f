//! How dates are written, as plain strings with holes: for a script that names the ticks of an axis at any scale, and so
//! cannot be given the names themselves. The language goes in; serialisable forms come out.

use serde::Serialize;

use super::Language;
use crate::edtf::Day;

/// A year that no language writes with an era or a separator.
const YEAR: i64 = 2001;
/// A day of the month that is found in no year, and that every month but one has; February has the one before.
const DAY: u8 = 29;

/// The forms of dates. Holes: `{y}` a year's digits, `{d}` the day of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateForms {
    /// The digits 0 to 9.
    digits: Vec<String>,
    /// The names of the hours 0 to 23.
    hours: Vec<String>,
    /// The names of the months, abbreviated.
    short_months: Vec<String>,
    /// Each month with its year.
    months: Vec<String>,
    /// A day of each month, with its year.
    days: Vec<String>,
    /// A year before 1, counted backwards.
    before: String,
    /// What stands between a label and what is said of it.
    colon: String,
}

impl Language {
    /// The forms of this language.
    #[must_use]
    pub fn date_forms(&self) -> DateForms {
        let digits = |number: i64| self.year_digits(number);
        let with_hole = |text: &str, filled: &str, hole: &str| text.replacen(filled, hole, 1);
        let year = |text: &str| with_hole(text, &digits(YEAR), "{y}");
        let day = |month: u8| {
            let of_month = DAY - u8::from(month == 2);
            let text = self.day(Day::from_ymd(YEAR, month, of_month));
            with_hole(&year(&text), &digits(of_month.into()), "{d}")
        };
        DateForms {
            digits: (0..10).map(|digit| self.number(digit)).collect(),
            hours: (0..24).map(|hour| self.clock(hour, 0, None)).collect(),
            short_months: (1..=12).map(|month| self.short_month_name(month)).collect(),
            months: (1..=12)
                .map(|month| year(&self.month(YEAR, month)))
                .collect(),
            days: (1..=12).map(day).collect(),
            before: with_hole(&self.year(1 - YEAR), &digits(YEAR), "{y}"),
            colon: self.word("punctuation.colon").to_owned(),
        }
    }
}
