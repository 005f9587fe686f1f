//! Dates as historians know them: EDTF (ISO 8601-2:2019, Annex A, levels 0 to 2), local times and ranges of them.
//!
//! Text goes in; an [`EventDate`] comes out, with bounds in whole days, a precision, qualifiers and the periods that it
//! stands in. Sentences about dates are made in [`crate::language`].

mod advice;
mod bounds;
mod clock;
mod day;
mod expression;
mod html;
mod parse;
mod period;
mod yaml;
pub mod zone;

#[cfg(test)]
mod tests;

pub(crate) use advice::MONTHS;
pub use bounds::{Bound, Precision};
pub use clock::ClockTime;
pub use day::Day;
pub use expression::{Doubt, Doubts, End, Expression, Member, Point, Shape, YearlyDay};
pub use period::Period;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A date as it was written, understood.
///
/// Two dates are equal when they are written alike. In a cache a date is its text, and is parsed again when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDate {
    text: Box<str>,
    /// Apart, since most records have room for several dates and few have them.
    expression: Box<Expression>,
    earliest: Bound,
    latest: Bound,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, in one lowercase sentence without a full stop.
    pub message: String,
    /// The byte of the text at which it stops being a date; the text's length when it ends too early.
    pub offset: usize,
    /// The accepted form that comes nearest.
    pub help: String,
    /// A text that would be accepted in its place, where one is plainly meant.
    pub replacement: Option<String>,
}

/// How an expression is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One date, exact or not.
    Single,
    /// From a start to an end.
    Interval,
    /// One date out of several, and nobody knows which: `[…]`.
    OneOf,
    /// Several dates, all of them: `{…}`.
    AllOf,
}

impl EventDate {
    /// Reads EDTF of any level, a local time (`2022-01-21T11:00`, with or without seconds, `Z` or an offset, with a
    /// space in the place of the `T`), or a range of such times.
    ///
    /// A fraction of a second is read and dropped. Hour 24 is refused and second 60 accepted (ISO 8601-1:2019, 4.3.8).
    pub fn parse(text: &str) -> Result<Self, DateError> {
        match parse::expression(text) {
            Ok(expression) => Ok(Self::from_expression(text, expression)),
            Err(fault) => Err(advice::explain(text, &fault)),
        }
    }

    fn from_expression(text: &str, expression: Expression) -> Self {
        let (earliest, latest) = bounds::of(&expression);
        Self {
            text: text.into(),
            expression: Box::new(expression),
            earliest,
            latest,
        }
    }

    /// The expression as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The expression as it was understood.
    #[must_use]
    pub fn expression(&self) -> &Expression {
        &self.expression
    }

    /// The first day that it can mean. Qualifiers do not move it (ISO 8601-2:2019, 8.4.2, note).
    #[must_use]
    pub fn earliest(&self) -> Bound {
        self.earliest
    }

    /// The last day that it can mean. Qualifiers do not move it (ISO 8601-2:2019, 8.4.2, note).
    #[must_use]
    pub fn latest(&self) -> Bound {
        self.latest
    }

    /// How narrow it is; for ranges and sets, how wide the whole is (see [`Precision`]).
    #[must_use]
    pub fn precision(&self) -> Precision {
        bounds::precision(&self.expression, self.earliest, self.latest)
    }

    /// How it is built.
    #[must_use]
    pub fn form(&self) -> Form {
        match &*self.expression {
            Expression::Single(_) => Form::Single,
            Expression::Interval { .. } => Form::Interval,
            Expression::Set { all: false, .. } => Form::OneOf,
            Expression::Set { all: true, .. } => Form::AllOf,
        }
    }

    /// Whether it runs from a start to an end.
    #[must_use]
    pub fn is_range(&self) -> bool {
        self.form() == Form::Interval
    }

    /// Whether any part of it is in doubt: `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.any_point(|point| point.doubts.any(|doubt| doubt.uncertain))
    }

    /// Whether any part of it is an estimate: `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.any_point(|point| point.doubts.any(|doubt| doubt.approximate))
    }

    /// Whether a digit of it is not known: `X`.
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.any_point(|point| point.unspecified)
    }

    /// Whether it is one plain calendar day, or a time of it, and nothing about it is vague.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(&*self.expression, Expression::Single(point)
            if matches!(point.shape, Shape::Day { .. }) && point.doubts.is_none())
    }

    /// The time of day that it states, or that its range begins at.
    #[must_use]
    pub fn start_time(&self) -> Option<ClockTime> {
        match &*self.expression {
            Expression::Single(point) => point.time,
            Expression::Interval { start, .. } => start.point().and_then(|point| point.time),
            Expression::Set { .. } => None,
        }
    }

    /// The time of day that its range ends at; `None` for everything but a range.
    #[must_use]
    pub fn end_time(&self) -> Option<ClockTime> {
        match &*self.expression {
            Expression::Interval { end, .. } => end.point().and_then(|point| point.time),
            Expression::Single(_) | Expression::Set { .. } => None,
        }
    }

    /// The value of `<time datetime>`, where HTML has a form that says the same.
    ///
    /// HTML (Living Standard, 4.5.14) knows years from 1 on, months, days and times; `None` for years before that, for
    /// ranges, sets and seasons, and for everything uncertain, approximate or unspecified.
    #[must_use]
    pub fn html_datetime(&self) -> Option<String> {
        html::datetime(&self.expression)
    }

    /// Whether some day can be meant by both dates. A side that is open or unknown has no end.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let first = |date: &Self| date.earliest().day().unwrap_or(Day::FIRST);
        let last = |date: &Self| date.latest().day().unwrap_or(Day::LAST);
        first(self) <= last(other) && first(other) <= last(self)
    }

    /// Every period page that an event of this date stands in, sorted; see [`Period`] for the rule.
    #[must_use]
    pub fn periods(&self) -> Vec<Period> {
        period::of(&self.expression)
    }

    fn any_point(&self, test: impl Fn(&Point) -> bool) -> bool {
        self.expression.points().any(test)
    }
}

impl fmt::Display for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

impl Serialize for EventDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for EventDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|error| de::Error::custom(error.message))
    }
}
