//! An [`EventDate`] in words that claim no more than it does: `about 2014`, `on a day between 13 and 20 January 2022`.

use super::Language;
use super::phrases::fill;
use super::range::Join;
use crate::edtf::{
    Day, Doubt, Doubts, End, EventDate, Expression, Member, Point, Shape, YearlyDay,
};

/// The form of a date in a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// By itself.
    Plain,
    /// After a preposition. A language's file has phrases ending in `_oblique` where the words change.
    Oblique,
}

impl Language {
    /// The date as a sentence, or the part of one. A time shows as the local clock had it (see
    /// [`Language::date_in_zone`]).
    #[must_use]
    pub fn date(&self, date: &EventDate) -> String {
        match date.expression() {
            Expression::Single(point) => self.point(point, Case::Plain),
            Expression::Interval { start, end } => self.interval(start, end),
            Expression::Set {
                all: false,
                members,
            } => self.one_of(members),
            Expression::Set { all: true, members } => {
                let members: Vec<String> = members.iter().map(|m| self.member(m, true)).collect();
                let members: Vec<&str> = members.iter().map(String::as_str).collect();
                self.list(&members)
            }
        }
    }

    /// The date without what a heading above it says already: `21 Jan`, `13–20 Jan`, `about 9 Jan`; the whole sentence
    /// where there is no short form that is as honest.
    #[must_use]
    pub fn short(&self, date: &EventDate) -> String {
        match date.expression() {
            Expression::Single(point) => self.short_point(point),
            Expression::Interval {
                start: End::At(from),
                end: End::At(to),
            } if from.doubts.is_none() && to.doubts.is_none() => match (from.shape, to.shape) {
                (
                    Shape::Day { year, month, day },
                    Shape::Day {
                        year: y,
                        month: m,
                        day: d,
                    },
                ) if year == y && (month, day) != (m, d) => {
                    self.joined_short_days((month, day), (m, d))
                }
                (Shape::Day { year, month, day }, to) if from.shape == to => {
                    self.short_day(Day::from_ymd(year, month, day))
                }
                _ => self.date(date),
            },
            _ => self.date(date),
        }
    }

    fn short_point(&self, point: &Point) -> String {
        let short = match point.shape {
            Shape::Day { year, month, day } => self.short_day(Day::from_ymd(year, month, day)),
            Shape::Month { month, .. } => self.short_month_name(month),
            _ => return self.point(point, Case::Plain),
        };
        match point.doubts.of_whole() {
            Some(doubt) => self.doubted(doubt, &short, || short.clone()),
            None => self.point(point, Case::Plain),
        }
    }

    fn point(&self, point: &Point, case: Case) -> String {
        let (shape, time) = (point.shape, point.time);
        let timed = |text: String| match time {
            Some(time) => {
                let time = self.clock(time.hour, time.minute, time.second);
                fill(
                    self.date_phrase("with_time"),
                    &[("date", &text), ("time", &time)],
                )
            }
            None => text,
        };
        match point.doubts.of_whole() {
            Some(doubt) if doubt == Doubt::default() => timed(self.shape(shape, case)),
            Some(doubt) => {
                let plain = self.shape(shape, Case::Plain);
                self.doubted(doubt, &plain, || self.shape(shape, Case::Oblique))
            }
            None => self.partly_doubted(&self.shape(shape, case), &point.doubts),
        }
    }

    /// "about", "possibly", or both. `oblique` is asked for when the phrase wants it.
    fn doubted(&self, doubt: Doubt, plain: &str, oblique: impl Fn() -> String) -> String {
        let key = match (doubt.uncertain, doubt.approximate) {
            (false, false) => return plain.to_owned(),
            (true, false) => "possibly",
            (false, true) => "about",
            (true, true) => "possibly_about",
        };
        self.around(key, plain, oblique)
    }

    /// A phrase around a date: `{date}` by itself or `{oblique}` after a preposition.
    fn around(&self, key: &str, plain: &str, oblique: impl Fn() -> String) -> String {
        let template = self.date_phrase(key);
        if template.contains("{oblique}") {
            fill(template, &[("oblique", &oblique())])
        } else {
            fill(template, &[("date", plain)])
        }
    }

    /// A date of which only some components are in doubt: `11 June 2004 (approximate: year, month)`.
    fn partly_doubted(&self, date: &str, doubts: &Doubts) -> String {
        let named = [
            ("parts.year", Some(doubts.year)),
            ("parts.month", doubts.month),
            ("parts.day", doubts.day),
        ];
        let note = |key: &str, test: fn(Doubt) -> bool| {
            let parts: Vec<&str> = named
                .iter()
                .filter(|(_, doubt)| doubt.is_some_and(test))
                .map(|(part, _)| self.date_phrase(part))
                .collect();
            let parts = parts.join(self.date_phrase("list.comma"));
            (!parts.is_empty()).then(|| fill(self.date_phrase(key), &[("parts", &parts)]))
        };
        let notes = [
            note("uncertain_parts", |doubt| doubt.uncertain),
            note("approximate_parts", |doubt| doubt.approximate),
        ];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        format!("{date} ({})", notes.join("; "))
    }

    fn shape(&self, shape: Shape, case: Case) -> String {
        match shape {
            Shape::Day { year, month, day } => self.day_text(year, month, day),
            Shape::Month { year, month } => self.month_in(year, month, case),
            Shape::Season { year, code } => {
                let year = self.bare_year(year);
                let key = self.key(&format!("seasons.{code}"), case);
                fill(self.date_phrase(&key), &[("year", &year)])
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
                let pieces = self.calendar.day(2001, month, 2);
                let month = pieces.get(super::pieces::Kind::Month);
                fill(
                    template,
                    &[("month", month), ("year", &self.bare_year(year))],
                )
            }
            _ => self.month(year, month),
        }
    }

    fn year_in(&self, year: i64, case: Case) -> String {
        match self.phrases.find("dates", "year_oblique") {
            Some(template) if case == Case::Oblique && year >= 1 => {
                fill(template, &[("year", &self.bare_year(year))])
            }
            _ => self.year(year),
        }
    }

    fn some_year(&self, first: i64, last: i64, estimate: Option<i64>, case: Case) -> String {
        let years = match last.saturating_sub(first) {
            0 => return self.year_in(first, case),
            9_999 if first == 0 && estimate.is_none() => {
                return self.date_phrase("unknown_year").to_owned();
            }
            9 if first >= 10 && first % 10 == 0 && estimate.is_none() => {
                return self.years_text(&self.key("decade", case), first);
            }
            99 if first >= 100 && first % 100 == 0 && estimate.is_none() => {
                return self.years_text(&self.key("century", case), first);
            }
            _ => self.one(Shape::Year(first), Shape::Year(last)),
        };
        match estimate {
            Some(estimate) => {
                let estimate = self.bare_year(estimate);
                let values = [("date", &*years), ("estimate", &*estimate)];
                fill(self.date_phrase("estimated"), &values)
            }
            None => years,
        }
    }

    fn some_month(&self, first: (i64, u8), last: (i64, u8)) -> String {
        if first.0 == last.0 && (first.1, last.1) == (1, 12) {
            return fill(
                self.date_phrase("month_in_year"),
                &[("year", &self.bare_year(first.0))],
            );
        }
        let month = |(year, month)| Shape::Month { year, month };
        self.one(month(first), month(last))
    }

    fn some_day(&self, first: (i64, u8, u8), last: (i64, u8, u8)) -> String {
        if (first.0, first.1) == (last.0, last.1) {
            let days = Day::days_in_month(last.0, last.1);
            if (first.2, last.2) == (1, days) {
                let oblique = || self.month_in(last.0, last.1, Case::Oblique);
                return self.around("day_in_month", &self.month(last.0, last.1), oblique);
            }
        }
        if first.0 == last.0 && (first.1, first.2, last.1, last.2) == (1, 1, 12, 31) {
            return fill(
                self.date_phrase("day_in_year"),
                &[("year", &self.bare_year(last.0))],
            );
        }
        let day = |(year, month, day)| Shape::Day { year, month, day };
        self.one(day(first), day(last))
    }

    /// A day, month or year between two of its kind.
    fn one(&self, from: Shape, to: Shape) -> String {
        let key = match from {
            Shape::Day { .. } => "one_day",
            Shape::Month { .. } => "one_month",
            _ => "one_year",
        };
        let joined = |join| self.joined_shapes(from, to, join).unwrap_or_default();
        let template = self.date_phrase(key);
        if template.contains("{range}") {
            fill(template, &[("range", &joined(Join::Range))])
        } else {
            fill(template, &[("between", &joined(Join::Between))])
        }
    }

    /// A month, season or day of a year that is not known.
    fn yearly(&self, month: u8, day: YearlyDay, (first, last): (i64, i64)) -> String {
        if month > 12 {
            let years = self.year_range(first, last);
            let key = format!("seasons.{month}");
            return fill(self.date_phrase(&key), &[("year", &years)]);
        }
        let date = match day {
            YearlyDay::Of(day) => self.day_of_year_pieces(month, day).text(),
            YearlyDay::None | YearlyDay::Unknown => self.month_name(month),
        };
        let within = |date: &str| {
            if (first, last) == (0, 9_999) || last - first > 9_900 {
                return fill(self.date_phrase("of_unknown_year"), &[("date", date)]);
            }
            let (start, end) = (self.bare_year(first), self.bare_year(last));
            let values = [("date", date), ("start", &start), ("end", &end)];
            fill(self.date_phrase("of_some_year"), &values)
        };
        if day == YearlyDay::Unknown {
            let pieces = self.calendar.day(2001, month, 2);
            let oblique = || within(pieces.get(super::pieces::Kind::Month));
            return self.around("day_in_month", &within(&date), oblique);
        }
        within(&date)
    }

    fn interval(&self, start: &End, end: &End) -> String {
        let one_end = |key: &str, point: &Point| {
            let oblique = || self.point(point, Case::Oblique);
            self.around(key, &self.point(point, Case::Plain), oblique)
        };
        match (start, end) {
            (End::At(from), End::At(to)) => self.range(from, to),
            (End::At(from), End::Open) => one_end("since", from),
            (End::At(from), End::Unknown) => one_end("from", from),
            (End::Open, End::At(to)) => one_end("until", to),
            (End::Unknown, End::At(to)) => one_end("to", to),
            _ => {
                let side = |end: &End, key| match end {
                    End::At(point) => self.point(point, Case::Plain),
                    End::Beyond(point) => self.or(key, point),
                    End::Open => self.date_phrase("open").to_owned(),
                    End::Unknown => self.date_phrase("unknown").to_owned(),
                };
                let (start, end) = (side(start, "or_earlier"), side(end, "or_later"));
                self.join(Join::Range, "dates", &start, &end)
            }
        }
    }

    fn range(&self, from: &Point, to: &Point) -> String {
        if let (Some(a), Some(b)) = (from.time, to.time)
            && from.shape == to.shape
        {
            let time =
                |time: crate::edtf::ClockTime| self.clock(time.hour, time.minute, time.second);
            let times = self.join(Join::Range, "times", &time(a), &time(b));
            let date = self.shape(from.shape, Case::Plain);
            return fill(
                self.date_phrase("with_time"),
                &[("date", &date), ("time", &times)],
            );
        }
        let joined = self.joined_shapes(from.shape, to.shape, Join::Range);
        let untimed = from.time.is_none() && to.time.is_none();
        match (joined, from.doubts.of_whole(), to.doubts.of_whole()) {
            (Some(range), Some(a), Some(b)) if a == b && untimed => {
                self.doubted(a, &range, || range.clone())
            }
            _ => {
                let (start, end) = (self.point(from, Case::Plain), self.point(to, Case::Plain));
                self.join(Join::Range, "dates", &start, &end)
            }
        }
    }

    fn one_of(&self, members: &[Member]) -> String {
        if let [Member::Range(from, to)] = members {
            return self.one(from.shape, to.shape);
        }
        let members: Vec<String> = members.iter().map(|m| self.member(m, false)).collect();
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        self.alternatives(&members)
    }

    /// A member of a set of which all are meant, or of which one is.
    fn member(&self, member: &Member, all: bool) -> String {
        match member {
            Member::One(point) => self.point(point, Case::Plain),
            Member::Before(point) => self.or(if all { "and_earlier" } else { "or_earlier" }, point),
            Member::After(point) => self.or(if all { "and_later" } else { "or_later" }, point),
            Member::Range(from, to) => self.range(from, to),
        }
    }

    fn or(&self, key: &str, point: &Point) -> String {
        fill(
            self.date_phrase(key),
            &[("date", &self.point(point, Case::Plain))],
        )
    }
}
