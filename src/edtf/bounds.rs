//! The first and last day that an expression can mean, and how wide it is.

use serde::{Deserialize, Serialize};

use super::expression::{End, Expression, Member, Point, Shape};
use super::{ClockTime, Day};

/// An end of what a date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// This day.
    Day(Day),
    /// There is none: the date is open on this side.
    Open,
    /// There is one, and it is not known.
    Unknown,
}

impl Bound {
    /// The day, where there is one.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// How narrow a date is, from narrow to wide.
///
/// A time counts as its second or minute. Everything else counts by the days from its earliest to its latest bound:
/// one day is a [`Precision::Day`], up to 31 a month, up to 184 (half a year, the longest of the standard's seasons) a
/// season, up to 366 a year, and so on. So a range of five days is a `Month`, as coarse as what one would call it, and
/// a date that is open or unknown on a side is [`Precision::Wider`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// A time with its second.
    Second,
    /// A time with its minute.
    Minute,
    /// A day.
    Day,
    /// Up to a month.
    Month,
    /// Up to half a year.
    Season,
    /// Up to a year.
    Year,
    /// Up to ten years.
    Decade,
    /// Up to a hundred years.
    Century,
    /// Up to a thousand years.
    Millennium,
    /// More than that, or open.
    Wider,
}

impl Precision {
    /// Its name, as templates see it: times are one, since no page tells minutes from seconds.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second | Self::Minute => "time",
            Self::Day => "day",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
            Self::Wider => "wider",
        }
    }
}

/// The narrowest precision that holds so many days.
const WIDTHS: [(i64, Precision); 7] = [
    (1, Precision::Day),
    (31, Precision::Month),
    (184, Precision::Season),
    (366, Precision::Year),
    (3_653, Precision::Decade),
    (36_525, Precision::Century),
    (365_250, Precision::Millennium),
];

/// The precision of an expression with these bounds.
pub(super) fn precision(expression: &Expression, earliest: Bound, latest: Bound) -> Precision {
    if let Expression::Single(Point {
        time: Some(time), ..
    }) = expression
    {
        return time_precision(*time);
    }
    if let Expression::Single(Point {
        shape: Shape::Year(_) | Shape::HugeYear { .. },
        ..
    }) = expression
    {
        // A year beyond what a day's number holds has equal bounds and is a year all the same.
        return Precision::Year;
    }
    let (Bound::Day(first), Bound::Day(last)) = (earliest, latest) else {
        return Precision::Wider;
    };
    let days = last.0.saturating_sub(first.0).saturating_add(1);
    WIDTHS
        .iter()
        .find(|(width, _)| days <= *width)
        .map_or(Precision::Wider, |(_, precision)| *precision)
}

fn time_precision(time: ClockTime) -> Precision {
    if time.second.is_some() {
        Precision::Second
    } else {
        Precision::Minute
    }
}

/// The earliest and the latest bound.
pub(super) fn of(expression: &Expression) -> (Bound, Bound) {
    match expression {
        Expression::Single(point) => (Bound::Day(point.first()), Bound::Day(point.last())),
        Expression::Interval { start, end } => (
            match start {
                End::At(point) => Bound::Day(point.first()),
                End::Open | End::Beyond(_) => Bound::Open,
                End::Unknown => Bound::Unknown,
            },
            match end {
                End::At(point) => Bound::Day(point.last()),
                End::Open | End::Beyond(_) => Bound::Open,
                End::Unknown => Bound::Unknown,
            },
        ),
        Expression::Set { members, .. } => of_members(members),
    }
}

fn of_members(members: &[Member]) -> (Bound, Bound) {
    let open_before = members.iter().any(|m| matches!(m, Member::Before(_)));
    let open_after = members.iter().any(|m| matches!(m, Member::After(_)));
    let points = || members.iter().flat_map(Member::points);
    let earliest = match points().map(Point::first).min() {
        Some(day) if !open_before => Bound::Day(day),
        _ => Bound::Open,
    };
    let latest = match points().map(Point::last).max() {
        Some(day) if !open_after => Bound::Day(day),
        _ => Bound::Open,
    };
    (earliest, latest)
}

impl Point {
    /// The first day that it can mean.
    #[must_use]
    pub fn first(&self) -> Day {
        let (year, month, day) = self.span.0;
        Day::from_ymd(year, month, day)
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last(&self) -> Day {
        let (year, month, day) = self.span.1;
        Day::from_ymd(year, month, day)
    }
}
