//! Dates in numbers, in another order or with other marks than EDTF's, and the EDTF that says the same.

use crate::edtf::Day;

/// Numbers in another order or with other marks: `21.01.2022`, `2022/1/5`, `20220121`, `2022-W03`.
pub(super) fn proposals(text: &str) -> Vec<String> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) if time.contains(':') => (date, Some(time.trim())),
        _ => (text, None),
    };
    let with_time = |date: String| match time {
        Some(time) => format!("{date}T{}", padded_time(time)),
        None => date,
    };
    let parts: Vec<&str> = date
        .split(['.', '/', '-', ' '])
        .filter(|p| !p.is_empty())
        .collect();
    if parts
        .iter()
        .any(|part| !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return week(&parts).into_iter().collect();
    }
    let dates = match parts.as_slice() {
        [all] if all.len() == 8 => vec![format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..])],
        ["0000"] => vec!["0000".to_owned()],
        [year] if year.len() < 4 => vec![format!("{year:0>4}")],
        [year] if year.len() > 4 => {
            let sign = if text.starts_with('-') { "-" } else { "" };
            vec![format!("Y{sign}{}", year.trim_start_matches('0'))]
        }
        [year, day] if year.len() == 4 && day.len() == 3 => {
            ordinal(year, day).into_iter().collect()
        }
        [year, month] | [month, year] if year.len() == 4 && month.len() < 3 => {
            vec![format!("{year}-{month:0>2}")]
        }
        [from, to] if from.len() == 4 && to.len() == 4 => vec![format!("{from}/{to}")],
        [year, month, day] if year.len() == 4 => vec![format!("{year}-{month:0>2}-{day:0>2}")],
        [a, b, year] if year.len() == 4 => day_and_month(a, b, year, date.contains('.')),
        _ => Vec::new(),
    };
    dates.into_iter().map(with_time).collect()
}

/// Day before month, or month before day: both where both are possible, unless dots say which.
fn day_and_month(a: &str, b: &str, year: &str, day_first: bool) -> Vec<String> {
    let date = |month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}");
    let day_first_date = date(b, a);
    let month_first_date = date(a, b);
    let small = |text: &str| text.parse::<u8>().is_ok_and(|n| n <= 12);
    match (small(a), small(b)) {
        _ if day_first || a == b => vec![day_first_date],
        (true, true) => vec![day_first_date, month_first_date],
        (true, false) => vec![month_first_date],
        _ => vec![day_first_date],
    }
}

/// `2022-021`: the day of the year.
fn ordinal(year: &str, day: &str) -> Option<String> {
    let day: i64 = day.parse().ok()?;
    let first = Day::from_ymd(year.parse().ok()?, 1, 1);
    (1..=366)
        .contains(&day)
        .then(|| written(first.plus(day - 1)))
}

/// `2022-W03` or `2022-W03-5`: a week of ISO 8601, or a day of it.
fn week(parts: &[&str]) -> Option<String> {
    let [year, week, rest @ ..] = parts else {
        return None;
    };
    let week: i64 = week.strip_prefix(['W', 'w'])?.parse().ok()?;
    // The week that holds 4 January is the first (ISO 8601-1:2019, 3.1.1.23).
    let fourth = Day::from_ymd(year.parse().ok()?, 1, 4);
    let monday = fourth.plus(1 - i64::from(fourth.weekday()) + (week - 1) * 7);
    if !(1..=53).contains(&week) {
        return None;
    }
    match rest {
        [] => Some(format!("{}/{}", written(monday), written(monday.plus(6)))),
        [day] => {
            let day: i64 = day.parse().ok().filter(|day| (1..=7).contains(day))?;
            Some(written(monday.plus(day - 1)))
        }
        _ => None,
    }
}

/// A time with one digit where two are wanted, or with `am` and `pm`.
fn padded_time(time: &str) -> String {
    let lower = time.to_ascii_lowercase();
    let half = ["am", "a.m.", "pm", "p.m."]
        .iter()
        .find(|half| lower.ends_with(**half));
    let clock = half.map_or(lower.as_str(), |half| {
        lower[..lower.len() - half.len()].trim()
    });
    let Some((hour, rest)) = clock.split_once(':') else {
        return time.to_owned();
    };
    let Ok(hour) = hour.parse::<u8>() else {
        return time.to_owned();
    };
    let hour = match half {
        Some(half) if half.starts_with('p') && hour < 12 => hour + 12,
        Some(half) if half.starts_with('a') && hour == 12 => 0,
        _ => hour,
    };
    format!("{hour:02}:{}", rest.to_ascii_uppercase())
}

fn written(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}-{month:02}-{day:02}")
}
