//! What the rules of more than a line mean: days of months, feasts, weekdays with a word before them, periods.

use super::outlook::Outlook;
use super::resolve::{self, Setting, Unit, whole_day};
use super::when::When;
use super::words::Found;
use crate::edtf::Day;

pub(super) fn days_of_month(found: &Found, setting: &Setting) -> Option<When> {
    let last = day_and_month(found, setting)?.first()?;
    let (year, month, _) = last.ymd();
    let first = whole_day(year, month, found.word("first")?.parse().ok()?)?;
    When::day(first).to(&When::day(last))
}

pub(super) fn day_and_month(found: &Found, setting: &Setting) -> Option<When> {
    let (month, day) = (found.month()?, found.day()?);
    let day = match found.year() {
        Some(year) => whole_day(year, month, day),
        None => resolve::day_of_month(month, day, setting),
    };
    day.map(When::day)
}

pub(super) fn feast(found: &Found, setting: &Setting) -> Option<When> {
    let (month, day) = match found.word("feast")?.replace('’', "'").as_str() {
        "christmas eve" => (12, 24),
        "christmas day" => (12, 25),
        "boxing day" => (12, 26),
        "new year's eve" => (12, 31),
        _ => (1, 1),
    };
    let day = match found.year() {
        Some(year) => whole_day(year, month, day),
        None => resolve::day_of_month(month, day, setting),
    };
    day.map(When::day)
}

pub(super) fn nearby_weekday(found: &Found, setting: &Setting) -> Option<When> {
    let weekday = found.weekday()?;
    let today = setting.published;
    let last = setting.last_day();
    Some(When::day(match found.word("which")?.as_str() {
        "last" | "past" => resolve::past(weekday, today.plus(-1)),
        "this" if setting.outlook == Outlook::Back => resolve::past(weekday, today),
        "this" => resolve::coming(weekday, today),
        "following" => resolve::coming(weekday, last?.plus(1)),
        "previous" => resolve::past(weekday, last?.plus(-1)),
        _ => resolve::coming(weekday, today.plus(1)),
    }))
}

pub(super) fn from_today(found: &Found, setting: &Setting) -> Option<When> {
    let today = setting.published;
    let is_ahead = setting.outlook == Outlook::Ahead;
    let when = match found.word("word")?.as_str() {
        "yesterday" => When::day(today.plus(-1)),
        "tomorrow" => When::day(today.plus(1)),
        "the day before yesterday" => When::day(today.plus(-2)),
        "the day after tomorrow" => When::day(today.plus(2)),
        "tonight" => When::day(today).in_the("night"),
        "overnight" if is_ahead => When::day(today).in_the("night"),
        // The night before belongs to the day on which it began.
        "last night" | "overnight" => When::day(today.plus(-1)).in_the("night"),
        _ => When::day(today),
    };
    Some(match found.daypart() {
        Some(part) => when.in_the(part),
        None => when,
    })
}

pub(super) fn beside_the_last(found: &Found, setting: &Setting) -> Option<When> {
    let on = match found.word("side")?.as_str() {
        "following" => 1,
        "same" => 0,
        _ => -1,
    };
    let unit = found.unit()?;
    if setting.told.is_empty() {
        return Some(resolve::whole_period(setting.published, unit, on));
    }
    // The last one that is narrow enough to say which it was.
    setting.told.iter().rev().find_map(|told| match unit {
        Unit::Year => Some(When::year(told.exact_year()? + on)),
        Unit::Month => {
            let (year, month) = told.exact_month()?;
            let (year, month) = resolve::months_on(year, month, on);
            Some(When::month(year, month))
        }
        unit => Some(resolve::whole_period(told.exact_day()?, unit, on)),
    })
}

pub(super) fn this_period(found: &Found, setting: &Setting) -> Option<When> {
    let today = setting.published;
    let on = periods_on(found);
    if (found.unit()?, on) != (Unit::Week, 0) {
        return Some(resolve::whole_period(today, found.unit()?, on));
    }
    let (monday, sunday) = resolve::period(today, Unit::Week, 0);
    Some(if setting.outlook == Outlook::Ahead {
        When::one_day_of(today, sunday)
    } else {
        When::one_day_of(monday, today)
    })
}

pub(super) fn named_month(found: &Found, setting: &Setting) -> Option<When> {
    let month = found.month()?;
    let (year, now, _) = setting.published.ymd();
    let year = match found.word("which")?.as_str() {
        "last" => year - i64::from(month >= now),
        "next" => year + i64::from(month <= now),
        _ => year,
    };
    Some(When::month(year, month))
}

/// How many weeks, months or years on from this one: −1 for the last, 1 for the next.
pub(super) fn periods_on(found: &Found) -> i64 {
    match found.word("which").as_deref() {
        Some("last") => -1,
        Some("next" | "coming" | "the coming") => 1,
        _ => 0,
    }
}

/// About the first or the last day or month of a period.
pub(super) fn edge(found: &Found, first: Day, last: Day, unit: Unit) -> When {
    let is_start = found.is("end", "start") || found.is("end", "beginning");
    let day = if is_start { first } else { last };
    let (year, month, _) = day.ymd();
    let edge = match unit {
        Unit::Year => When::month(year, month),
        Unit::Decade => When::year(year),
        _ => When::day(day),
    };
    edge.about()
}
