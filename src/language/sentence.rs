//! An [`EventDate`] in words that claim no more than it does: `about 2014`, `on a day between 13 and 20 January 2022`.

use super::Language;
use super::phrases::fill;
use super::range::Join;
use super::shape::Case;
use crate::edtf::{Day, Doubt, Doubts, End, EventDate, Expression, Member, Point, Shape};

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

    /// From the start of one date to the end of another, without times: `8–21 January 2022`, `2014 – 3 May 2015`.
    #[must_use]
    pub fn span(&self, first: &EventDate, last: &EventDate) -> String {
        match (start_of(first), end_of(last)) {
            (Some(End::At(a)), Some(End::At(b))) if (a.shape, a.doubts) == (b.shape, b.doubts) => {
                self.point(&a, Case::Plain)
            }
            (Some(start), Some(end)) => self.interval(&start, &end),
            _ if first == last => self.date(first),
            _ => self.join(Join::Range, "dates", &self.date(first), &self.date(last)),
        }
    }

    /// The date without the year, which a heading above it says: `21 Jan`, `13–20 Jan`, `about 9 Jan`, `Jan`; the whole
    /// sentence where there is no short form that is as honest.
    #[must_use]
    pub fn short(&self, date: &EventDate) -> String {
        match date.expression() {
            Expression::Single(point) => self.short_point(point),
            Expression::Interval {
                start: End::At(from),
                end: End::At(to),
            } if from.doubts.is_none() && to.doubts.is_none() => self
                .short_range(from.shape, to.shape)
                .unwrap_or_else(|| self.date(date)),
            _ => self.date(date),
        }
    }

    fn short_point(&self, point: &Point) -> String {
        let (short, is_day) = match point.shape {
            Shape::Day { year, month, day } => {
                (self.short_day(Day::from_ymd(year, month, day)), true)
            }
            Shape::Month { month, .. } => (self.short_month_name(month), false),
            _ => return self.point(point, Case::Plain),
        };
        match point.doubts.of_whole() {
            Some(doubt) if is_day => {
                let oblique = || self.after_preposition(short.clone());
                self.doubted(doubt, is_day, &short, oblique)
            }
            Some(doubt) => self.doubted(doubt, is_day, &short, || short.clone()),
            None => self.point(point, Case::Plain),
        }
    }

    /// Two days of one year.
    fn short_range(&self, from: Shape, to: Shape) -> Option<String> {
        let (
            Shape::Day { year, month, day },
            Shape::Day {
                year: y,
                month: m,
                day: d,
            },
        ) = (from, to)
        else {
            return None;
        };
        if (year, month, day) == (y, m, d) {
            return Some(self.short_day(Day::from_ymd(year, month, day)));
        }
        (year == y).then(|| self.joined_short_days((month, day), (m, d)))
    }

    fn point(&self, point: &Point, case: Case) -> String {
        let is_day = matches!(point.shape, Shape::Day { .. });
        match point.doubts.of_whole() {
            Some(doubt) if doubt == Doubt::default() => {
                let date = self.shape(point.shape, case);
                match point.time {
                    Some(time) => self.with_time(&date, &self.clock_time(time)),
                    None => date,
                }
            }
            Some(doubt) => {
                let plain = self.shape(point.shape, Case::Plain);
                let oblique = || self.shape(point.shape, Case::Oblique);
                self.doubted(doubt, is_day, &plain, oblique)
            }
            None => self.partly_doubted(&self.shape(point.shape, case), point.doubts),
        }
    }

    /// "about", "possibly", or both.
    fn doubted(
        &self,
        doubt: Doubt,
        is_day: bool,
        plain: &str,
        oblique: impl Fn() -> String,
    ) -> String {
        let key = match (doubt.uncertain, doubt.approximate) {
            (false, false) => return plain.to_owned(),
            (true, false) => "possibly",
            (false, true) => "about",
            (true, true) => "possibly_about",
        };
        self.around(key, is_day, plain, oblique)
    }

    /// A date of which only some components are in doubt: `11 June 2004 (approximate: year, month)`.
    fn partly_doubted(&self, date: &str, doubts: Doubts) -> String {
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
            let parts = parts.join(self.word("punctuation.comma"));
            (!parts.is_empty()).then(|| fill(self.date_phrase(key), &[("parts", &parts)]))
        };
        let notes = [
            note("uncertain_parts", |doubt| doubt.uncertain),
            note("approximate_parts", |doubt| doubt.approximate),
        ];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        format!(
            "{date} ({})",
            notes.join(self.word("punctuation.semicolon"))
        )
    }

    fn interval(&self, start: &End, end: &End) -> String {
        let one_end = |key: &str, point: &Point| {
            let is_day = matches!(point.shape, Shape::Day { .. });
            let oblique = || self.point(point, Case::Oblique);
            self.around(key, is_day, &self.point(point, Case::Plain), oblique)
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
            let (a, b) = (self.clock_time(a), self.clock_time(b));
            let times = self.join(Join::Range, "times", &a, &b);
            return self.with_time(&self.shape(from.shape, Case::Plain), &times);
        }
        let apart = |case| {
            let (start, end) = (self.point(from, case), self.point(to, case));
            self.join(Join::Range, "dates", &start, &end)
        };
        let joined = self.joined_shapes(from.shape, to.shape, Join::Range);
        match (joined, from.doubts.of_whole(), to.doubts.of_whole()) {
            (Some(range), Some(a), Some(b)) if a == b && from.time.or(to.time).is_none() => self
                .doubted(a, false, &range, || {
                    let shape = |point: &Point| self.shape(point.shape, Case::Oblique);
                    match from.shape {
                        Shape::Day { .. } => range.clone(),
                        _ => self.join(Join::Range, "dates", &shape(from), &shape(to)),
                    }
                }),
            _ => apart(Case::Plain),
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
        let date = self.point(point, Case::Plain);
        fill(self.date_phrase(key), &[("date", &date)])
    }
}

/// Where a date begins; none for one of several.
fn start_of(date: &EventDate) -> Option<End> {
    match date.expression() {
        Expression::Single(point) => Some(End::At(without_time(point))),
        Expression::Interval { start, .. } => Some(end_without_time(start)),
        Expression::Set { .. } => None,
    }
}

/// Where a date ends; none for one of several.
fn end_of(date: &EventDate) -> Option<End> {
    match date.expression() {
        Expression::Single(point) => Some(End::At(without_time(point))),
        Expression::Interval { end, .. } => Some(end_without_time(end)),
        Expression::Set { .. } => None,
    }
}

fn end_without_time(end: &End) -> End {
    match end {
        End::At(point) => End::At(without_time(point)),
        End::Beyond(point) => End::Beyond(without_time(point)),
        End::Open => End::Open,
        End::Unknown => End::Unknown,
    }
}

fn without_time(point: &Point) -> Point {
    let mut point = *point;
    point.time = None;
    point
}
