//! From text to an [`Expression`]: EDTF through `edtf-core`, times and ranges of times by the rules that are added to it.
//!
//! This is the home of `edtf-core`; nothing else knows its types.

use edtf_core::{
    Bound, Date, DateField, Edtf, IntervalEndpoint, Qualifier, SetElement, SetKind, YearKind,
};

use super::ClockTime;
use super::expression::{Doubt, Doubts, End, Expression, Member, Point, Shape, YearlyDay, Ymd};
use super::period;

/// The most dates that one in braces stands for: it is shown, with all of them, on the page of each, so that the output
/// grows with the square of their number.
const MOST_DATES: u64 = 500;
pub(super) const TOO_MANY_DATES: &str = "a date in braces stands for at most 500 dates";

/// What is wrong with a text, and at which byte.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) message: &'static str,
    pub(super) offset: usize,
}

impl Fault {
    pub(super) fn new(message: &'static str, offset: usize) -> Self {
        Self { message, offset }
    }
}

/// Reads a whole expression.
pub(super) fn expression(text: &str) -> Result<Expression, Fault> {
    if text.starts_with(['[', '{']) || !text.contains([':', 'T']) {
        return from_edtf(text);
    }
    if let Some(space) = text.find(|c: char| !c.is_ascii()) {
        return Err(Fault::new("a date has ASCII characters only", space));
    }
    let Some((start, end)) = text.split_once('/') else {
        return point(text, 0).map(Expression::Single);
    };
    if let Some(second) = end.find('/') {
        let offset = start.len() + 1 + second;
        return Err(Fault::new("a range has one `/`", offset));
    }
    range(start, end)
}

/// A range of which at least one end is a time.
fn range(start: &str, end: &str) -> Result<Expression, Fault> {
    let end_at = start.len() + 1;
    interval(range_end(start, 0)?, range_end(end, end_at)?, end_at)
}

fn interval(start: End, end: End, end_at: usize) -> Result<Expression, Fault> {
    if let (End::At(from), End::At(to)) = (&start, &end)
        && is_after(from, to)
    {
        return Err(Fault::new("the range ends before it begins", end_at));
    }
    Ok(Expression::Interval { start, end })
}

fn range_end(text: &str, base: usize) -> Result<End, Fault> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => point(text, base).map(End::At),
    }
}

/// Whether the first certainly comes after the second. Clocks with different offsets are set to one before they are
/// compared.
fn is_after(from: &Point, to: &Point) -> bool {
    match (from.time, to.time) {
        (Some(a), Some(b)) if a.offset_minutes.is_some() == b.offset_minutes.is_some() => {
            let seconds = |point: &Point, time: ClockTime| {
                point.first().0 * 86_400 + i64::from(time.seconds_of_day())
                    - i64::from(time.offset_minutes.unwrap_or(0)) * 60
            };
            seconds(from, a) > seconds(to, b)
        }
        _ => from.first() > to.last(),
    }
}

/// A date, or a day with a time.
fn point(text: &str, base: usize) -> Result<Point, Fault> {
    let Some(split) = text.find(['T', ' ']) else {
        return match Edtf::parse(text) {
            Ok(Edtf::Date(date)) => Ok(from_date(&date)),
            Ok(_) => Err(Fault::new("a date is expected here", base)),
            Err(error) => Err(Fault::new(error.message, base + error.offset)),
        };
    };
    let date = &text[..split];
    let mut point = match Edtf::parse(date) {
        Ok(Edtf::Date(date)) => from_date(&date),
        Ok(_) => return Err(Fault::new("a day is expected before the time", base)),
        Err(error) => return Err(Fault::new(error.message, base + error.offset)),
    };
    if !matches!(point.shape, Shape::Day { .. }) || !point.doubts.is_none() {
        return Err(Fault::new("a time needs a plain day before it", base));
    }
    point.time = Some(ClockTime::parse(&text[split + 1..], base + split + 1)?);
    Ok(point)
}

fn from_edtf(text: &str) -> Result<Expression, Fault> {
    let edtf = Edtf::parse(text).map_err(|error| Fault::new(error.message, error.offset))?;
    Ok(match edtf {
        Edtf::Date(date) => Expression::Single(from_date(&date)),
        Edtf::DateTime(_) => return point(text, 0).map(Expression::Single),
        // Years beyond sixty-four bits are not compared by the library.
        Edtf::Interval(ends) => {
            let end_at = text.find('/').map_or(0, |at| at + 1);
            return interval(from_endpoint(&ends.start), from_endpoint(&ends.end), end_at);
        }
        Edtf::Set(set) => {
            let members: Vec<Member> = set.elements.iter().map(from_element).collect();
            if members
                .iter()
                .any(|member| matches!(member, Member::Range(from, to) if is_after(from, to)))
            {
                return Err(Fault::new("a range ends before it begins", 1));
            }
            let all = set.kind == SetKind::AllMembers;
            if all && period::dates_of(&members) > MOST_DATES {
                return Err(Fault::new(TOO_MANY_DATES, 0));
            }
            Expression::Set { all, members }
        }
    })
}

fn from_endpoint(endpoint: &IntervalEndpoint) -> End {
    match endpoint {
        IntervalEndpoint::Date(date) => End::At(from_date(date)),
        IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => {
            End::Beyond(from_date(date))
        }
        IntervalEndpoint::Open => End::Open,
        IntervalEndpoint::Unknown => End::Unknown,
    }
}

fn from_element(element: &SetElement) -> Member {
    match element {
        SetElement::Date(date) => Member::One(from_date(date)),
        SetElement::OnOrBefore(date) => Member::Before(from_date(date)),
        SetElement::OnOrAfter(date) => Member::After(from_date(date)),
        SetElement::Range(from, to) => Member::Range(from_date(from), from_date(to)),
    }
}

fn from_date(date: &Date) -> Point {
    let span = span(date);
    Point {
        shape: shape(date, span),
        time: None,
        doubts: Doubts {
            year: doubt(date.year.qualifier),
            month: date.month.map(|field| doubt(field.qualifier)),
            day: date.day.map(|field| doubt(field.qualifier)),
        },
        unspecified: date.has_unspecified(),
        span,
    }
}

fn doubt(qualifier: Qualifier) -> Doubt {
    Doubt {
        uncertain: qualifier.uncertain,
        approximate: qualifier.approximate,
    }
}

/// The first and last day. A year that the crate has no number for becomes the largest or the smallest there is.
fn span(date: &Date) -> (Ymd, Ymd) {
    let bounds = Edtf::Date(*date).bounds();
    if let (Bound::Date(first), Bound::Date(last)) = (bounds.earliest, bounds.latest) {
        return (
            (first.year, first.month, first.day),
            (last.year, last.month, last.day),
        );
    }
    let negative = match date.year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    };
    let far = if negative { i64::MIN } else { i64::MAX };
    // With significant digits the near end may be in reach, and the year itself is never nearer than that.
    let near = date.year.value().unwrap_or(far);
    let (first, last) = if negative { (far, near) } else { (near, far) };
    ((first, 1, 1), (last, 12, 31))
}

fn shape(date: &Date, span: (Ymd, Ymd)) -> Shape {
    let (first, last) = span;
    if date.year.significant_digits.is_some() {
        return Shape::SomeYear {
            first: first.0,
            last: last.0,
            estimate: date.year.value(),
        };
    }
    if date.year.has_unspecified() {
        return shape_of_some_year(date, span);
    }
    let Some(year) = date.year.value() else {
        return huge_year(date);
    };
    let month = date.month.map(DateField::value);
    let day = date.day.map(DateField::value);
    match (month, day) {
        (None, _) => Shape::Year(year),
        (Some(Some(code @ 21..)), _) => Shape::Season { year, code },
        (Some(Some(month)), None) => Shape::Month { year, month },
        (Some(Some(month)), Some(Some(day))) => Shape::Day { year, month, day },
        (Some(None), None) => Shape::SomeMonth {
            first: (first.0, first.1),
            last: (last.0, last.1),
        },
        (Some(None), Some(Some(day))) => Shape::DayOfSomeMonth { year, day },
        (Some(_), Some(None)) => Shape::SomeDay { first, last },
    }
}

/// The shape of a date whose year has an unspecified digit.
fn shape_of_some_year(date: &Date, (first, last): (Ymd, Ymd)) -> Shape {
    let years = (first.0, last.0);
    let month = date.month.map(DateField::value);
    let day = match date.day {
        None => YearlyDay::None,
        Some(field) => match (field.value(), field.digits) {
            (Some(day), _) => YearlyDay::Of(day),
            (None, [None, None]) => YearlyDay::Unknown,
            (None, _) => return Shape::SomeDay { first, last },
        },
    };
    match (month, day) {
        (None, _) => Shape::SomeYear {
            first: years.0,
            last: years.1,
            estimate: None,
        },
        (Some(Some(month)), day) => Shape::Yearly { month, day, years },
        (Some(None), YearlyDay::None) => Shape::SomeMonth {
            first: (first.0, first.1),
            last: (last.0, last.1),
        },
        (Some(None), _) => Shape::SomeDay { first, last },
    }
}

fn huge_year(date: &Date) -> Shape {
    match date.year.kind {
        YearKind::Exponential {
            significand,
            exponent,
        } => Shape::HugeYear {
            significand,
            exponent,
        },
        // Years that are written out fit sixty-four bits, or the text was refused.
        YearKind::Big { value } => Shape::Year(value),
        YearKind::Standard { .. } => Shape::Year(0),
    }
}
