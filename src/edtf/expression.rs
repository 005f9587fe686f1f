//! What an EDTF expression says, as plain data: points in time, the ends of intervals, the members of sets.
//!
//! The parser makes it; bounds, periods and sentences are read from it.

use super::ClockTime;

/// A year (astronomical: 0 is 1 BCE), a month and a day of the month.
pub(super) type Ymd = (i64, u8, u8);

/// A whole expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// One date.
    Single(Point),
    /// From a start to an end.
    Interval {
        /// Where it begins.
        start: End,
        /// Where it ends.
        end: End,
    },
    /// Several dates.
    Set {
        /// Whether all of them are meant (`{…}`), not one of them (`[…]`).
        all: bool,
        /// What is listed, in the order written.
        members: Vec<Member>,
    },
}

/// An end of an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// There is one, and it is not known: nothing is written.
    Unknown,
    /// There is none: `..`.
    Open,
    /// It is this date.
    At(Point),
    /// It is this date or one farther out: `..2004-06-01/` or `/2004-06-20..`.
    Beyond(Point),
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// This date.
    One(Point),
    /// This date and any before it.
    Before(Point),
    /// This date and any after it.
    After(Point),
    /// Every date of that precision from the first to the second.
    Range(Point, Point),
}

/// One date, exact or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Which day, month, year …
    pub shape: Shape,
    /// The time of day; only a plain day has one.
    pub time: Option<ClockTime>,
    /// What is said to be uncertain or approximate.
    pub doubts: Doubts,
    /// Whether a digit of it is `X`.
    pub unspecified: bool,
    /// The first and the last day that it can mean.
    pub(super) span: (Ymd, Ymd),
}

/// What a [`Point`] names. Years are astronomical: 0 is 1 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A day.
    Day {
        /// The year.
        year: i64,
        /// The month, 1–12.
        month: u8,
        /// The day of the month, 1–31.
        day: u8,
    },
    /// A month.
    Month {
        /// The year.
        year: i64,
        /// The month, 1–12.
        month: u8,
    },
    /// A season, quarter or another part of a year (ISO 8601-2:2019, 4.8).
    Season {
        /// The year that it is written with; a winter ends in the next.
        year: i64,
        /// The standard's code, 21–41.
        code: u8,
    },
    /// A year.
    Year(i64),
    /// A year too large for sixty-four bits: `significand` × 10 to the `exponent`.
    HugeYear {
        /// The digits in front, with the sign.
        significand: i64,
        /// The power of ten.
        exponent: u32,
    },
    /// A year between two, both included: `199X`, `1950S2`.
    SomeYear {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
        /// The year that it is estimated to be: 1950 in `1950S2`.
        estimate: Option<i64>,
    },
    /// A month between two, both included: `2004-XX`.
    SomeMonth {
        /// The first: year and month.
        first: (i64, u8),
        /// The last: year and month.
        last: (i64, u8),
    },
    /// A day between two, both included: `1985-04-XX`.
    SomeDay {
        /// The first: year, month and day.
        first: (i64, u8, u8),
        /// The last: year, month and day.
        last: (i64, u8, u8),
    },
    /// A day of a month that is not known: `1985-XX-21`.
    DayOfSomeMonth {
        /// The year.
        year: i64,
        /// The day of the month.
        day: u8,
    },
    /// A month, a season or a day of a year between two, both included: `156X-12-25`.
    Yearly {
        /// The month, 1–12, or the code of a season, 21–41.
        month: u8,
        /// The day of the month.
        day: YearlyDay,
        /// The first and the last year.
        years: (i64, i64),
    },
}

/// The day of a [`Shape::Yearly`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearlyDay {
    /// None is written: the month as a whole.
    None,
    /// It is not known.
    Unknown,
    /// This one.
    Of(u8),
}

/// What is said of one component of a date (ISO 8601-2:2019, 8.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubt {
    /// The source is doubtful: `?` or `%`.
    pub uncertain: bool,
    /// The value is an estimate: `~` or `%`.
    pub approximate: bool,
}

/// What is said of each component that is written; `None` for one that is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Of the year.
    pub year: Doubt,
    /// Of the month or season.
    pub month: Option<Doubt>,
    /// Of the day.
    pub day: Option<Doubt>,
}

impl Doubts {
    /// Whether a component is said to be so.
    pub(super) fn any(self, test: impl Fn(Doubt) -> bool) -> bool {
        [Some(self.year), self.month, self.day]
            .into_iter()
            .flatten()
            .any(test)
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_none(self) -> bool {
        !self.any(|doubt| doubt != Doubt::default())
    }

    /// What is said of the date as a whole: the same of every component. `None` when the components differ.
    #[must_use]
    pub fn of_whole(self) -> Option<Doubt> {
        (!self.any(|doubt| doubt != self.year)).then_some(self.year)
    }
}

impl End {
    /// The date of this end, if it has one.
    #[must_use]
    pub fn point(&self) -> Option<&Point> {
        match self {
            Self::Unknown | Self::Open => None,
            Self::At(point) | Self::Beyond(point) => Some(point),
        }
    }
}

impl Expression {
    /// Every date that is written in it.
    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        let (ends, members) = match self {
            Self::Single(point) => ([Some(point), None], [].as_slice()),
            Self::Interval { start, end } => ([start.point(), end.point()], [].as_slice()),
            Self::Set { members, .. } => ([None, None], members.as_slice()),
        };
        ends.into_iter()
            .flatten()
            .chain(members.iter().flat_map(Member::points))
    }
}

impl Member {
    /// The one or two dates that are written in it.
    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        let (first, second) = match self {
            Self::One(point) | Self::Before(point) | Self::After(point) => (point, None),
            Self::Range(from, to) => (from, Some(to)),
        };
        std::iter::once(first).chain(second)
    }
}
