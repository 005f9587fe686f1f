//! The period pages that an event stands in: the days, months, years, decades and centuries that its date supports.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::Day;
use super::expression::{Expression, Member, Point, Shape};

/// A day, month, year, decade or century that has a page.
///
/// A date stands in every period that holds both its bounds, so `2022-01` in January 2022 and in 2022 and in no day.
/// What else is decided:
///
/// - `?` keeps the period: the source says that day, in doubt. `~` and `%` go one wider than the narrowest component
///   that is approximate: `2022-01-09~` stands in January 2022 and no day, `2022-01~` in 2022 and no month, `2014~` in
///   the 2010s and no year.
/// - A season stands in the year that it is written with, the winter that ends in the next one too.
/// - An interval stands in the periods of each end that has a date.
/// - One date out of several stands in the periods that hold all of them; when the list is open, in none.
/// - Several dates, all meant, stand in the periods of each; a range among them in those of every date between.
///
/// A decade and a century are told by their first year: 1990, 1900; -10 is the decade before year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A day.
    Day(Day),
    /// A month: year and month, 1–12.
    Month(i64, u8),
    /// A year.
    Year(i64),
    /// The ten years from this one.
    Decade(i64),
    /// The hundred years from this one.
    Century(i64),
}

/// How wide a period is; the order of [`Period`]'s variants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Day,
    Month,
    Year,
    Decade,
    Century,
}

/// The periods of an expression, sorted, each once.
pub(super) fn of(expression: &Expression) -> Vec<Period> {
    let mut periods = match expression {
        Expression::Single(point) => of_point(point),
        Expression::Interval { start, end } => {
            let points = start.point().into_iter().chain(end.point());
            points.flat_map(of_point).collect()
        }
        Expression::Set { all: true, members } => members.iter().flat_map(of_each).collect(),
        Expression::Set {
            all: false,
            members,
        } => common(members),
    };
    periods.sort_unstable();
    periods.dedup();
    periods
}

impl Period {
    /// Its first and its last day.
    #[must_use]
    pub fn days(self) -> (Day, Day) {
        let years =
            |first: i64, last: i64| (Day::from_ymd(first, 1, 1), Day::from_ymd(last, 12, 31));
        match self {
            Self::Day(day) => (day, day),
            Self::Month(year, month) => (
                Day::from_ymd(year, month, 1),
                Day::from_ymd(year, month, Day::days_in_month(year, month)),
            ),
            Self::Year(year) => years(year, year),
            Self::Decade(first) => years(first, first.saturating_add(9)),
            Self::Century(first) => years(first, first.saturating_add(99)),
        }
    }

    /// The periods that hold a day, one of each kind, from narrow to wide.
    #[must_use]
    pub fn containing(day: Day) -> [Self; 5] {
        let (year, month, _) = day.ymd();
        let start = |length: i64| year.saturating_sub(year.rem_euclid(length));
        [
            Self::Day(day),
            Self::Month(year, month),
            Self::Year(year),
            Self::Decade(start(10)),
            Self::Century(start(100)),
        ]
    }

    /// How wide it is: 0 for a day to 4 for a century.
    #[must_use]
    pub fn rank(self) -> usize {
        self.level() as usize
    }

    /// Its kind: `day`, `month`, `year`, `decade`, `century`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        ["day", "month", "year", "decade", "century"][self.rank()]
    }

    /// The periods of the next narrower kind within it, as a range in the order of periods; `None` for a day.
    #[must_use]
    pub fn parts(self) -> Option<RangeInclusive<Self>> {
        let (first, last) = self.days();
        let narrower = self.rank().checked_sub(1)?;
        Some(Self::containing(first)[narrower]..=Self::containing(last)[narrower])
    }

    fn level(self) -> Level {
        match self {
            Self::Day(_) => Level::Day,
            Self::Month(..) => Level::Month,
            Self::Year(_) => Level::Year,
            Self::Decade(_) => Level::Decade,
            Self::Century(_) => Level::Century,
        }
    }
}

fn of_point(point: &Point) -> Vec<Period> {
    let mut periods = holding(point);
    if let Some(cut) = approximate_up_to(point, &periods) {
        periods.retain(|period| period.level() > cut);
    }
    periods
}

/// The periods that hold both ends of a point's span.
fn holding(point: &Point) -> Vec<Period> {
    let ((first, first_month, _), (mut last, last_month, _)) = point.span;
    if let Shape::Season { year, .. } = point.shape {
        last = year;
    }
    let mut periods = Vec::with_capacity(5);
    if matches!(point.shape, Shape::HugeYear { .. }) {
        return periods;
    }
    if point.span.0 == point.span.1 {
        periods.push(Period::Day(point.first()));
    }
    if first == last {
        if first_month == last_month {
            periods.push(Period::Month(first, first_month));
        }
        periods.push(Period::Year(first));
    }
    if let Some(decade) = shared(first, last, 10) {
        periods.push(Period::Decade(decade));
    }
    if let Some(century) = shared(first, last, 100) {
        periods.push(Period::Century(century));
    }
    periods
}

/// The first of `length` years that both lie in.
fn shared(first: i64, last: i64, length: i64) -> Option<i64> {
    let start = |year: i64| year.checked_sub(year.rem_euclid(length));
    start(first).filter(|_| start(first) == start(last))
}

/// The widest level that is only approximate, where one is.
fn approximate_up_to(point: &Point, periods: &[Period]) -> Option<Level> {
    let doubts = point.doubts;
    let component = if doubts.day.is_some_and(|doubt| doubt.approximate) {
        Level::Day
    } else if doubts.month.is_some_and(|doubt| doubt.approximate) {
        Level::Month
    } else if doubts.year.approximate {
        Level::Year
    } else {
        return None;
    };
    // Where a digit is not known, the narrowest period is itself what is approximate.
    let own = match point.shape {
        Shape::Day { .. } | Shape::Month { .. } | Shape::Season { .. } | Shape::Year(_) => {
            component
        }
        _ => periods.first().map_or(component, |period| period.level()),
    };
    Some(component.max(own))
}

/// The periods that hold every date that may be meant.
fn common(members: &[Member]) -> Vec<Period> {
    let open = |member: &Member| matches!(member, Member::Before(_) | Member::After(_));
    if members.iter().any(open) {
        return Vec::new();
    }
    let mut points = members.iter().flat_map(Member::points);
    let mut periods = points.next().map(of_point).unwrap_or_default();
    for point in points {
        let others = of_point(point);
        periods.retain(|period| others.contains(period));
    }
    periods
}

/// The periods of a member of a set of which all are meant.
fn of_each(member: &Member) -> Vec<Period> {
    let Member::Range(from, to) = member else {
        return member.points().flat_map(of_point).collect();
    };
    let mut periods = of_point(from);
    periods.extend(of_point(to));
    match (from.shape, to.shape) {
        (Shape::Day { .. }, _) => {
            let last = to.first();
            let days = std::iter::successors(Some(from.first()), |day| Some(day.plus(1)));
            for day in days.take_while(|day| *day <= last) {
                let (year, month, _) = day.ymd();
                periods.push(Period::Day(day));
                periods.push(Period::Month(year, month));
                push_years(&mut periods, year);
            }
        }
        (Shape::Month { year, month }, Shape::Month { year: y, month: m }) => {
            let next = |(year, month): &(i64, u8)| {
                Some(if *month == 12 {
                    (year + 1, 1)
                } else {
                    (*year, month + 1)
                })
            };
            let months = std::iter::successors(Some((year, month)), next);
            for (year, month) in months.take_while(|month| *month <= (y, m)) {
                periods.push(Period::Month(year, month));
                push_years(&mut periods, year);
            }
        }
        (Shape::Year(first), Shape::Year(last)) => {
            (first..=last).for_each(|year| push_years(&mut periods, year));
        }
        _ => {}
    }
    periods
}

/// How many dates the members of a set stand for, when all are meant.
pub(super) fn dates_of(members: &[Member]) -> u64 {
    let between = |from: i64, to: i64| to.saturating_sub(from).max(0).unsigned_abs();
    let months = |year: i64, month: u8| year.saturating_mul(12).saturating_add(month.into());
    let further = members.iter().map(|member| match member {
        Member::Range(from, to) => match (from.shape, to.shape) {
            (Shape::Day { .. }, _) => between(from.first().0, to.first().0),
            (Shape::Month { year, month }, Shape::Month { year: y, month: m }) => {
                between(months(year, month), months(y, m))
            }
            (Shape::Year(first), Shape::Year(last)) => between(first, last),
            _ => 1,
        },
        _ => 0,
    });
    further.fold(members.len() as u64, u64::saturating_add)
}

fn push_years(periods: &mut Vec<Period>, year: i64) {
    periods.push(Period::Year(year));
    periods.extend(shared(year, year, 10).map(Period::Decade));
    periods.extend(shared(year, year, 100).map(Period::Century));
}
