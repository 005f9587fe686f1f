//! One date of Markwhen in its forms: EDTF, weeks, names of months, years before our era, times.

use super::span::Span;
use crate::edtf::{Day, MONTHS};
use crate::exchange::date::{Parts, clock};

/// The date and the time of `2022-01-21T11:00:00Z` or `… 11:00`, with the offset that `Z` means.
pub(super) fn iso(text: &str) -> Option<(&str, (&str, Option<i32>))> {
    if let Some((date, time)) = text.split_once('T')
        && let Some(time) = time.strip_suffix('Z')
    {
        return Some((date, (time, Some(0))));
    }
    let (date, time) = text.trim_end().rsplit_once([' ', ','])?;
    // Four digits after a month and a day are a year.
    let is_clock = time.contains(':') || time.to_ascii_lowercase().ends_with('m');
    let is_hour = hour(time).is_some() && edtf(date.trim()).is_some_and(|date| date.day.is_some());
    let is_time = (is_clock && clock(time).is_some()) || is_hour;
    is_time.then(|| (date.trim_end_matches([' ', ',']), (time, None)))
}

/// An hour alone: `11`.
pub(super) fn hour(text: &str) -> Option<(u8, u8, Option<u8>)> {
    let hour = text
        .parse()
        .ok()
        .filter(|hour| *hour < 24 && text.len() <= 2)?;
    Some((hour, 0, None))
}

pub(super) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let is_number =
        !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// `2022`, `2022-01`, `2022-01-21`.
pub(super) fn edtf(text: &str) -> Option<Parts> {
    let numbers: Vec<&str> = text.split('-').collect();
    let fits = |number: &&str, digits: usize| {
        number.len() == digits && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let small = |number: &str| number.parse::<u8>().ok();
    match numbers.as_slice() {
        [year] if fits(year, 4) => Some(Parts {
            year: year.parse().ok()?,
            ..Parts::default()
        }),
        [year, month] if fits(year, 4) && fits(month, 2) => Some(Parts {
            year: year.parse().ok()?,
            month: small(month),
            ..Parts::default()
        }),
        [year, month, day] if fits(year, 4) && fits(month, 2) && fits(day, 2) => Some(Parts {
            year: year.parse().ok()?,
            month: small(month),
            day: small(day),
            ..Parts::default()
        }),
        _ => None,
    }
}

/// `January 2022`, `21 Jan 2022`, `January 21, 2022`.
pub(super) fn named(text: &str) -> Option<Parts> {
    let text = text.replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let day = |word: &str| whole(word).and_then(|day| u8::try_from(day).ok());
    match words.as_slice() {
        // `Jan 5` is a day of no year, not a month of the year 5.
        [name, year] if year.len() > 2 => Some(Parts {
            year: whole(year)?,
            month: Some(month(name)?),
            ..Parts::default()
        }),
        [a, b, year] => {
            let (name, of_month) = if month(a).is_some() { (a, b) } else { (b, a) };
            Some(Parts {
                year: whole(year)?,
                month: Some(month(name)?),
                day: Some(day(of_month)?),
                ..Parts::default()
            })
        }
        _ => None,
    }
}

/// The number of a month by its name or the first letters of it.
fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let fits = |name: &&str| *name == word || (word.len() >= 3 && name.starts_with(&word));
    let index = MONTHS.iter().position(fits)?;
    u8::try_from(index + 1).ok()
}

/// Why a text that is a date for Markwhen is none here: Markwhen takes what is missing from the day on which it is read.
pub(super) fn undated(text: &str) -> Option<String> {
    if text.eq_ignore_ascii_case("now") {
        return Some("`now` is the day on which the document is read; write the date".to_owned());
    }
    let text = text.replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_day = |word: &str| word.len() <= 2 && whole(word).is_some();
    let is_undated = match words.as_slice() {
        [name] => month(name).is_some(),
        [a, b] => (month(a).is_some() && is_day(b)) || (is_day(a) && month(b).is_some()),
        _ => false,
    };
    is_undated.then(|| format!("`{}` has no year", words.join(" ")))
}

/// A week of ISO 8601, `2024-W05`, as its days, or a day of it, `2024-W05-2`.
pub(super) fn week(text: &str) -> Option<Result<Span, String>> {
    let (year, rest) = text.split_once(['W', 'w'])?;
    let year = year.strip_suffix('-').unwrap_or(year);
    let (week, of_week) = rest.split_at_checked(2)?;
    let of_week = of_week.strip_prefix('-').unwrap_or(of_week);
    let is_year = year.len() == 4 && of_week.len() <= 1;
    let year = whole(year).filter(|_| is_year)?;
    let week = whole(week)?;
    let of_week = if of_week.is_empty() {
        None
    } else {
        Some(whole(of_week)?)
    };
    let monday = first_monday(year).plus((week - 1) * 7);
    let is_there = week >= 1
        && monday < first_monday(year + 1)
        && of_week.is_none_or(|day| (1..=7).contains(&day));
    if !is_there {
        return Some(Err(format!("`{text}` is not in the calendar")));
    }
    let day = |day: i64| Parts::of_day(monday.plus(day - 1));
    Some(match of_week {
        Some(of_week) => Ok(Span::at(day(of_week))),
        None => Ok(Span::at(day(1)).until(day(7))),
    })
}

/// The Monday of a year's first week, which is the one with 4 January.
fn first_monday(year: i64) -> Day {
    let fourth = Day::from_ymd(year, 1, 4);
    fourth.plus(1 - i64::from(fourth.weekday()))
}

pub(super) fn era(text: &str) -> Option<&str> {
    let era = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
    ["bce", "bc", "ce", "ad"]
        .iter()
        .any(|known| era.eq_ignore_ascii_case(known))
        .then_some(era)
}

/// `500 BCE`, `50 CE`.
pub(super) fn before_our_era(text: &str) -> Option<Parts> {
    let era = era(text)?;
    let year = whole(text[..text.len() - era.len()].trim())?;
    let is_before = era.to_ascii_lowercase().starts_with('b');
    Some(Parts {
        year: if is_before { 1 - year } else { year },
        ..Parts::default()
    })
}

pub(super) fn checked(parts: Parts, text: &str) -> Result<Parts, String> {
    let is_month = parts.month.is_none_or(|month| (1..=12).contains(&month));
    let exists = |(month, day)| (1..=Day::days_in_month(parts.year, month)).contains(&day);
    if is_month && parts.month.zip(parts.day).is_none_or(exists) {
        Ok(parts)
    } else {
        Err(format!("`{text}` is not in the calendar"))
    }
}
