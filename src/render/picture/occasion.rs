//! When an event stands on the drawing: the stretch of time that its date can mean, and how sharp its ends are.

use crate::edtf::{Bound, ClockTime, Day, End, EventDate, Expression, Form, Shape};

/// A stretch of time, in days since 1970-01-01 (local time of the event; the time of day is the fraction).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Occasion {
    /// Where it begins; `None` where that is open or unknown.
    pub(crate) start: Option<f64>,
    /// Where it ends, the moment after its last day; `None` where that is open or unknown.
    pub(crate) end: Option<f64>,
    /// The beginning of the end that is known: of the start, else of the end.
    pub(crate) at: f64,
    /// The end of what that end can mean: 2015-01-01 for `2014/..`.
    pub(crate) until: f64,
    /// How sharp its ends are.
    pub(crate) edge: Edge,
}

/// How the ends of a mark look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Edge {
    /// Hard: a day, a moment.
    Exact,
    /// Soft: somewhere within it.
    Soft,
    /// Hard, and it lasted all the while: a range of days or times.
    Range,
    /// Soft, and it lasted all the while: a range whose ends are inexact.
    SoftRange,
    /// It has no known beginning.
    OpenStart,
    /// It has no known end.
    OpenEnd,
}

impl Edge {
    /// Its name, for styles.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Soft => "soft",
            Self::Range => "range",
            Self::SoftRange => "soft-range",
            Self::OpenStart => "open-start",
            Self::OpenEnd => "open-end",
        }
    }
}

impl Occasion {
    /// The stretch of a date; `None` where neither end is known.
    pub(crate) fn of(date: &EventDate) -> Option<Self> {
        let first = date.earliest().day().map(day_number);
        let last = date.latest().day().map(|day| day_number(day) + 1.0);
        let start = first.map(|day| day + date.start_time().map_or(0.0, fraction));
        let end = match (last, date.end_time()) {
            (Some(last), Some(time)) => Some(last - 1.0 + fraction(time)),
            (Some(_), None) if date.start_time().is_some() && !date.is_range() => start,
            (last, _) => last,
        };
        // Ends that are written in the wrong order cannot be told apart here; the check before has refused them.
        let end = end.map(|end| start.map_or(end, |start| end.max(start)));
        let (at, until) = known_end(date, start, end)?;
        Some(Self {
            start,
            end,
            at,
            until,
            edge: edge(date),
        })
    }

    /// The day on which it is counted: that of its known end's beginning.
    #[allow(clippy::cast_possible_truncation)] // A float past the range becomes the first or the last day.
    pub(crate) fn day(&self) -> Day {
        Day(self.at.floor() as i64)
    }

    /// How long it is, as far as it is known.
    pub(crate) fn length(&self) -> f64 {
        match (self.start, self.end) {
            (Some(start), Some(end)) => end - start,
            _ => self.until - self.at,
        }
    }
}

/// The end that is known, as the stretch that it can mean by itself.
fn known_end(date: &EventDate, start: Option<f64>, end: Option<f64>) -> Option<(f64, f64)> {
    let point_days = |point: &crate::edtf::Point| (point.first(), point.last());
    let of_end = |end: &End| end.point().map(point_days);
    let days = match date.expression() {
        Expression::Interval {
            start: from,
            end: to,
        } => match date.earliest() {
            Bound::Day(_) => of_end(from),
            _ => of_end(to),
        },
        _ => None,
    };
    match (days, start, end) {
        // A range of times begins at its time.
        (Some((_, last)), Some(start), _) => Some((start, (day_number(last) + 1.0).max(start))),
        (Some((first, last)), None, _) => Some((day_number(first), day_number(last) + 1.0)),
        (None, Some(start), end) => Some((start, end.unwrap_or(start + 1.0))),
        (None, None, Some(end)) => Some((end - 1.0, end)),
        (None, None, None) => None,
    }
}

fn edge(date: &EventDate) -> Edge {
    let is_open = |bound: Bound| !matches!(bound, Bound::Day(_));
    if is_open(date.latest()) {
        return Edge::OpenEnd;
    }
    if is_open(date.earliest()) {
        return Edge::OpenStart;
    }
    match date.form() {
        Form::Single if date.is_exact() => Edge::Exact,
        Form::Single | Form::OneOf => Edge::Soft,
        Form::Interval if has_sharp_ends(date) => Edge::Range,
        Form::Interval | Form::AllOf => Edge::SoftRange,
    }
}

/// Whether both ends of a range are plain days or times.
fn has_sharp_ends(date: &EventDate) -> bool {
    let is_sharp = |end: &End| {
        end.point()
            .is_some_and(|point| matches!(point.shape, Shape::Day { .. }) && point.doubts.is_none())
    };
    match date.expression() {
        Expression::Interval { start, end } => is_sharp(start) && is_sharp(end),
        _ => false,
    }
}

/// The time of day as a part of the day.
fn fraction(time: ClockTime) -> f64 {
    (f64::from(time.hour) * 60.0 + f64::from(time.minute)) / 1_440.0
}

/// A day as a number on the scale.
#[allow(clippy::cast_precision_loss)] // Days past 2⁵³ are 25 trillion years away.
pub(crate) fn day_number(day: Day) -> f64 {
    day.0 as f64
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_take_the_room_that_they_can_mean() {
        let check = |text: &str, days: (Option<f64>, Option<f64>), edge: Edge| {
            let occasion = Occasion::of(&EventDate::parse(text).unwrap()).unwrap();
            let base = day_number(Day::from_ymd(2022, 1, 1));
            let from_base = |day: Option<f64>| day.map(|day| day - base);
            assert_eq!(
                (from_base(occasion.start), from_base(occasion.end)),
                days,
                "{text}"
            );
            assert_eq!(occasion.edge, edge, "{text}");
        };
        check("2022-01-01", (Some(0.0), Some(1.0)), Edge::Exact);
        check("2022-01-01T12:00", (Some(0.5), Some(0.5)), Edge::Exact);
        check("2022-01", (Some(0.0), Some(31.0)), Edge::Soft);
        check("2022-01-02~", (Some(1.0), Some(2.0)), Edge::Soft);
        check(
            "[2022-01-02..2022-01-05]",
            (Some(1.0), Some(5.0)),
            Edge::Soft,
        );
        check("2022-01-02/2022-01-04", (Some(1.0), Some(4.0)), Edge::Range);
        check(
            "2022-01-02T06:00/2022-01-02T18:00",
            (Some(1.25), Some(1.75)),
            Edge::Range,
        );
        check("2022-01/2022-02", (Some(0.0), Some(59.0)), Edge::SoftRange);
        check("2022-01-02/..", (Some(1.0), None), Edge::OpenEnd);
        check("../2022-01-02", (None, Some(2.0)), Edge::OpenStart);
    }
}
