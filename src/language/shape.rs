//! One date, exact or not, in words: a day, a season, "in a year between 1560 and 1569".

use super::Language;
use super::phrases::fill;
use super::range::Join;
use crate::edtf::{Day, Shape, YearlyDay};

/// The form of a date in a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// By itself.
    Plain,
    /// After a preposition. A language's file has phrases ending in `_oblique` where the words change.
    Oblique,
}

impl Language {
    /// A phrase around a date: `{date}` by itself or `{oblique}` after a preposition. A day may have a phrase of its own.
    pub(super) fn around(
        &self,
        key: &str,
        is_day: bool,
        plain: &str,
        oblique: impl Fn() -> String,
    ) -> String {
        let of_day = is_day
            .then(|| self.phrases.find("dates", &format!("{key}_day")))
            .flatten();
        let template = of_day.unwrap_or_else(|| self.date_phrase(key));
        if template.contains("{oblique}") {
            fill(template, &[("oblique", &oblique())])
        } else {
            fill(template, &[("date", plain)])
        }
    }

    pub(super) fn shape(&self, shape: Shape, case: Case) -> String {
        match shape {
            Shape::Day { year, month, day } => {
                let text = self.day_text(year, month, day);
                match case {
                    Case::Plain => text,
                    Case::Oblique => self.after_preposition(text),
                }
            }
            Shape::Month { year, month } => self.month_in(year, month, case),
            Shape::Season { year, code } => {
                let key = self.key(&format!("seasons.{code}"), case);
                fill(self.date_phrase(&key), &[("year", &self.bare_year(year))])
            }
            Shape::Year(year) => self.year_in(year, case),
            Shape::HugeYear {
                significand,
                exponent,
            } => self.huge_year(significand, exponent),
            Shape::SomeYear {
                first,
                last,
                estimate,
            } => self.some_year(first, last, estimate, case),
            Shape::SomeMonth { first, last } => self.some_month(first, last),
            Shape::SomeDay { first, last } => self.some_day(first, last),
            Shape::DayOfSomeMonth { year, day } => {
                let day = self.numbers.plain(day.into());
                let values = [("day", &*day), ("year", &*self.bare_year(year))];
                fill(self.date_phrase("day_of_some_month"), &values)
            }
            Shape::Yearly { month, day, years } => self.yearly(month, day, years),
        }
    }

    /// A day after a preposition: "le 21 janvier" where others leave out the article.
    pub(super) fn after_preposition(&self, day: String) -> String {
        match self.phrases.find("dates", "day_oblique") {
            Some(template) => fill(template, &[("date", &day)]),
            None => day,
        }
    }

    /// A day, month or year between two of its kind.
    pub(super) fn one(&self, from: Shape, to: Shape) -> String {
        let key = match from {
            Shape::Day { .. } => "one_day",
            Shape::Month { .. } => "one_month",
            _ => "one_year",
        };
        let template = self.date_phrase(key);
        let (name, join) = if template.contains("{range}") {
            ("range", Join::Range)
        } else {
            ("between", Join::Between)
        };
        let joined = self.joined_shapes(from, to, join).unwrap_or_else(|| {
            let (from, to) = (self.shape(from, Case::Plain), self.shape(to, Case::Plain));
            self.join(join, "far_months", &from, &to)
        });
        fill(template, &[(name, &joined)])
    }

    /// The key of a phrase, in the oblique case if there is one and it is wanted.
    fn key(&self, key: &str, case: Case) -> String {
        let oblique = format!("{key}_oblique");
        if case == Case::Oblique && self.phrases.find("dates", &oblique).is_some() {
            oblique
        } else {
            key.to_owned()
        }
    }

    fn month_in(&self, year: i64, month: u8, case: Case) -> String {
        match self.phrases.find("dates", "month_oblique") {
            Some(template) if case == Case::Oblique => {
                // Within a whole date ICU has the month in the case that a preposition wants, too.
                let month = self.calendar.month_in_date(month);
                let values = [("month", &*month), ("year", &*self.bare_year(year))];
                fill(template, &values)
            }
            _ => self.month(year, month),
        }
    }

    fn year_in(&self, year: i64, case: Case) -> String {
        match self.phrases.find("dates", "year_oblique") {
            Some(template) if case == Case::Oblique && year >= 100 => {
                fill(template, &[("year", &self.bare_year(year))])
            }
            _ => self.year(year),
        }
    }

    fn some_year(&self, first: i64, last: i64, estimate: Option<i64>, case: Case) -> String {
        let more = last.saturating_sub(first);
        if let Some(estimate) = estimate {
            if first == i64::MIN || last == i64::MAX {
                // The other end is beyond what a number holds, and no year to be named.
                let plain = self.year(estimate);
                return self.around("about", false, &plain, || {
                    self.year_in(estimate, Case::Oblique)
                });
            }
            let years = self.one(Shape::Year(first), Shape::Year(last));
            let values = [("date", &*years), ("estimate", &*self.bare_year(estimate))];
            return fill(self.date_phrase("estimated"), &values);
        }
        match more {
            9_999 if first == 0 => self.date_phrase("unknown_year").to_owned(),
            9 if first >= 10 && first % 10 == 0 => {
                self.years_text(&self.key("decade", case), first, more)
            }
            99 if first >= 100 && first % 100 == 0 => {
                self.years_text(&self.key("century", case), first, more)
            }
            _ => self.one(Shape::Year(first), Shape::Year(last)),
        }
    }

    fn some_month(&self, first: (i64, u8), last: (i64, u8)) -> String {
        if first.0 == last.0 && (first.1, last.1) == (1, 12) {
            let year = self.bare_year(first.0);
            return fill(self.date_phrase("month_in_year"), &[("year", &year)]);
        }
        let month = |(year, month)| Shape::Month { year, month };
        self.one(month(first), month(last))
    }

    fn some_day(&self, first: (i64, u8, u8), last: (i64, u8, u8)) -> String {
        let (year, month, _) = last;
        let whole_month = (first.2, last.2) == (1, Day::days_in_month(year, month));
        if (first.0, first.1) == (year, month) && whole_month {
            let oblique = || self.month_in(year, month, Case::Oblique);
            return self.around("day_in_month", false, &self.month(year, month), oblique);
        }
        if first.0 == year && (first.1, first.2, last.1, last.2) == (1, 1, 12, 31) {
            let year = self.bare_year(year);
            return fill(self.date_phrase("day_in_year"), &[("year", &year)]);
        }
        let day = |(year, month, day)| Shape::Day { year, month, day };
        self.one(day(first), day(last))
    }

    /// A month, season or day of a year that is not known.
    fn yearly(&self, month: u8, day: YearlyDay, years: (i64, i64)) -> String {
        if month > 12 {
            let years = self.year_range(years.0, years.1);
            let key = format!("seasons.{month}");
            return fill(self.date_phrase(&key), &[("year", &years)]);
        }
        match day {
            YearlyDay::Of(day) => {
                self.of_some_year(&self.day_of_year_pieces(month, day).text(), years)
            }
            YearlyDay::None => self.of_some_year(&self.month_name(month), years),
            YearlyDay::Unknown => {
                let plain = self.of_some_year(&self.month_name(month), years);
                let oblique = || self.of_some_year(&self.calendar.month_in_date(month), years);
                self.around("day_in_month", false, &plain, oblique)
            }
        }
    }

    fn of_some_year(&self, date: &str, (first, last): (i64, i64)) -> String {
        // Four unknown digits, or three of them: nothing is known of the year but that it has four.
        if last - first > 9_900 {
            return fill(self.date_phrase("of_unknown_year"), &[("date", date)]);
        }
        let (start, end) = (self.bare_year(first), self.bare_year(last));
        let values = [("date", date), ("start", &*start), ("end", &*end)];
        fill(self.date_phrase("of_some_year"), &values)
    }
}
