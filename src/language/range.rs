//! Two dates joined, each part said once: `13–20 January 2022`, `October–December 1984`, `between 13 and 20 January`.
//!
//! ICU has no range formatter that could be used here: the joins are the language file's, the order of words is ICU's.

use super::Language;
use super::phrases::fill;
use super::pieces::{Kind, Pieces};
use crate::edtf::Shape;

/// How two dates are joined: the group of phrases that says so.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// From the one to the other: `range` in the language's file.
    Range,
    /// Somewhere between the two: `between` in the language's file.
    Between,
}

impl Join {
    fn group(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Between => "between",
        }
    }
}

impl Language {
    /// Two shapes that are joined; `None` where they are not of one kind, and have to be told one by one.
    pub(super) fn joined_shapes(&self, from: Shape, to: Shape, join: Join) -> Option<String> {
        match (from, to) {
            (
                Shape::Day { year, month, day },
                Shape::Day {
                    year: last_year,
                    month: last_month,
                    day: last_day,
                },
            ) => {
                let (from, to) = ((year, month, day), (last_year, last_month, last_day));
                Some(self.joined_days(from, to, join))
            }
            (
                Shape::Month { year, month },
                Shape::Month {
                    year: last_year,
                    month: last_month,
                },
            ) => Some(self.joined_months((year, month), (last_year, last_month), join)),
            (Shape::Year(from), Shape::Year(to)) => Some(self.joined_years(from, to, join)),
            _ => None,
        }
    }

    /// Two days: what they share is said once.
    pub(super) fn joined_days(&self, from: (i64, u8, u8), to: (i64, u8, u8), join: Join) -> String {
        let last = self.day_pieces(to.0, to.1, to.2);
        if from == to {
            return last.text();
        }
        if (from.0, from.1) == (to.0, to.1) {
            let first = self.day_pieces(from.0, from.1, from.2);
            return self.days_of_one_month(&first, last, join);
        }
        let whole = |(year, month, day)| self.day_pieces(year, month, day).text();
        let yearless = |(_, month, day)| self.day_of_year_pieces(month, day).text();
        let (first, last) = match (from.0 == to.0, last.year_first()) {
            (true, true) => (whole(from), yearless(to)),
            (true, false) => (yearless(from), last.text()),
            (false, _) => (whole(from), last.text()),
        };
        self.join(join, "dates", &first, &last)
    }

    /// Two days of one year, abbreviated and without it.
    pub(super) fn joined_short_days(&self, from: (u8, u8), to: (u8, u8)) -> String {
        let first = self.short_day_pieces(from.0, from.1);
        let last = self.short_day_pieces(to.0, to.1);
        if from.0 == to.0 {
            self.days_of_one_month(&first, last, Join::Range)
        } else {
            self.join(Join::Range, "dates", &first.text(), &last.text())
        }
    }

    /// The last day with both days in the place of its own.
    fn days_of_one_month(&self, first: &Pieces, last: Pieces, join: Join) -> String {
        let days = self.join(join, "days", first.get(Kind::Day), last.get(Kind::Day));
        last.with(Kind::Day, &days).text()
    }

    /// Two months.
    pub(super) fn joined_months(&self, from: (i64, u8), to: (i64, u8), join: Join) -> String {
        if from == to {
            return self.month(to.0, to.1);
        }
        if from.0 == to.0 {
            let months = (self.month_name(from.1), self.month_name(to.1));
            let year = self.bare_year(to.0);
            let values = [("start", &*months.0), ("end", &*months.1), ("year", &*year)];
            let key = format!("{}.months", join.group());
            return fill(self.date_phrase(&key), &values);
        }
        let (first, last) = (self.month(from.0, from.1), self.month(to.0, to.1));
        self.join(join, "far_months", &first, &last)
    }

    /// Two years. Where both are before year 1, the era is said once.
    pub(super) fn joined_years(&self, from: i64, to: i64, join: Join) -> String {
        if from == to {
            return self.year(to);
        }
        if from >= 100 {
            let (from, to) = (self.bare_year(from), self.bare_year(to));
            return self.join(join, "years", &from, &to);
        }
        if to < 1 && join == Join::Range {
            let (from, to) = (self.year_digits(from), self.year_digits(to));
            let years = format!("{from}–{to}");
            return fill(self.date_phrase("year_bce"), &[("year", &years)]);
        }
        let (from, to) = (self.year(from), self.year(to));
        self.join(join, "far_months", &from, &to)
    }

    /// Years from the one to the other.
    pub(super) fn year_range(&self, from: i64, to: i64) -> String {
        self.joined_years(from, to, Join::Range)
    }

    pub(super) fn join(&self, join: Join, key: &str, start: &str, end: &str) -> String {
        let key = format!("{}.{key}", join.group());
        fill(self.date_phrase(&key), &[("start", start), ("end", end)])
    }
}
