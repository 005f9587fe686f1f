//! The value of HTML's `<time datetime>`, where the standard has a form for the date (Living Standard, 4.5.14).

use super::ClockTime;
use super::expression::{Expression, Shape};

/// The value, or nothing where every form would say more than is known.
pub(super) fn datetime(expression: &Expression) -> Option<String> {
    let Expression::Single(point) = expression else {
        return None;
    };
    if !point.doubts.is_none() {
        return None;
    }
    let text = match point.shape {
        Shape::Day { year, month, day } => format!("{}-{month:02}-{day:02}", year_text(year)?),
        Shape::Month { year, month } => format!("{}-{month:02}", year_text(year)?),
        Shape::Year(year) => year_text(year)?,
        _ => return None,
    };
    match point.time {
        None => Some(text),
        Some(time) => Some(format!("{text}T{}", time_text(time)?)),
    }
}

fn year_text(year: i64) -> Option<String> {
    (year >= 1).then(|| format!("{year:04}"))
}

/// HTML knows no leap seconds.
fn time_text(time: ClockTime) -> Option<String> {
    (time.second != Some(60)).then(|| time.to_string())
}
