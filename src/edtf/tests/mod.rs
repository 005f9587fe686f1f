//! What dates mean, as tables: the standard's examples, times, periods, what is refused, and what holds of any text.

#![allow(clippy::unwrap_used)]

mod periods;
mod properties;
mod refused;
mod standard;
mod times;
mod zones;

use super::{Bound, Day, EventDate};

fn date(text: &str) -> EventDate {
    EventDate::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A bound as text: a day, `..` when open, `?` when unknown.
fn bound_text(bound: Bound) -> String {
    match bound {
        Bound::Open => "..".to_owned(),
        Bound::Unknown => "?".to_owned(),
        Bound::Day(Day::FIRST) => "first".to_owned(),
        Bound::Day(Day::LAST) => "last".to_owned(),
        Bound::Day(day) => {
            let (year, month, day) = day.ymd();
            let sign = if year < 0 { "-" } else { "" };
            format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
        }
    }
}
