//! Dates of other formats as the texts that content files have: EDTF, local times, ranges.

use std::fmt::Write;

use crate::edtf::{DateError, Day, EventDate};

/// A date in parts. A part is there only when the ones before it are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Astronomical: 0 is 1 BCE.
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// Hour, minute, second.
    pub(super) time: Option<(u8, u8, Option<u8>)>,
    /// Minutes ahead of UTC.
    pub(super) offset: Option<i32>,
}

impl Parts {
    /// A whole day.
    pub(super) fn of_day(day: Day) -> Self {
        let (year, month, of_month) = day.ymd();
        Self {
            year,
            month: Some(month),
            day: Some(of_month),
            ..Self::default()
        }
    }

    /// The text; nothing is judged.
    pub(super) fn text(self) -> String {
        let mut text = year(self.year);
        let (Some(month), far) = (self.month, text.starts_with('Y')) else {
            return text;
        };
        if far {
            return text;
        }
        let _ = write!(text, "-{month:02}");
        let Some(day) = self.day else { return text };
        let _ = write!(text, "-{day:02}");
        if let Some((hour, minute, second)) = self.time {
            let _ = write!(text, "T{hour:02}:{minute:02}");
            if let Some(second) = second {
                let _ = write!(text, ":{second:02}");
            }
            if let Some(offset) = self.offset {
                text.push_str(&crate::edtf::zone::offset_text(offset));
            }
        }
        text
    }
}

/// An astronomical year as EDTF writes it.
pub(super) fn year(year: i64) -> String {
    match year {
        0..=9_999 => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// From a year of a count without a year 0 (−500 is 500 BCE) to an astronomical one; `None` for 0.
pub(super) fn astronomical(year: i64) -> Option<i64> {
    match year {
        0 => None,
        year if year < 0 => Some(year + 1),
        year => Some(year),
    }
}

/// One date, or a range where the end says something else than the start.
pub(super) fn range(start: &str, end: Option<&str>) -> Result<String, DateError> {
    let text = match end {
        Some(end) if end != start => format!("{start}/{end}"),
        _ => start.to_owned(),
    };
    EventDate::parse(&text).map(|_| text)
}

/// Which number of `3/4/2022` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// 3 April.
    DayFirst,
    /// March 4th.
    MonthFirst,
}

impl DayOrder {
    /// What the dates of one column say together: some number above 12 tells which is the day.
    pub(super) fn of<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut day_first, mut month_first) = (false, false);
        for (a, b, _) in dates.filter_map(numbers) {
            day_first |= a > 12;
            month_first |= b > 12;
        }
        match (day_first, month_first) {
            (true, false) => Some(Self::DayFirst),
            (false, true) => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// A date as people write it in tables, as one that content files take.
///
/// # Errors
/// It is none, or nobody can tell the day from the month.
pub(super) fn loose(text: &str, order: Option<DayOrder>) -> Result<String, DateError> {
    let text = text.trim();
    let Err(fault) = EventDate::parse(text) else {
        return Ok(text.to_owned());
    };
    if let Some((a, b, year)) = numbers(text) {
        let order = if text.contains('.') {
            Some(DayOrder::DayFirst)
        } else {
            order
        };
        let order = order.or_else(|| DayOrder::of(std::iter::once(text)));
        let Some(order) = order.or_else(|| (a == b).then_some(DayOrder::DayFirst)) else {
            return Err(DateError {
                message: "nobody can tell which number is the day and which the month".to_owned(),
                offset: 0,
                help: "give `--dates dmy` or `--dates mdy`, or write the date as 2022-01-21"
                    .to_owned(),
                replacement: None,
            });
        };
        let (day, month) = match order {
            DayOrder::DayFirst => (a, b),
            DayOrder::MonthFirst => (b, a),
        };
        let parts = Parts {
            year,
            month: Some(month),
            day: Some(day),
            ..Parts::default()
        };
        return range(&parts.text(), None);
    }
    match &fault.replacement {
        Some(meant) if EventDate::parse(meant).is_ok() => Ok(meant.clone()),
        _ => Err(fault),
    }
}

/// The numbers of `3/4/2022`, `3.4.2022` or `3-4-2022`.
fn numbers(text: &str) -> Option<(u8, u8, i64)> {
    let separator = text.trim().chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '/' | '.' | '-') {
        return None;
    }
    let parts: Vec<&str> = text.trim().split(separator).map(str::trim).collect();
    let [a, b, year] = parts.as_slice() else {
        return None;
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let small = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
    Some((small(a)?, small(b)?, year.parse().ok().filter(|_| is_year)?))
}

/// A time of day as `11:00`, `11:00:30`, `1100`, `9.30`, `3pm`, `3:30 p.m.`.
pub(super) fn clock(text: &str) -> Option<(u8, u8, Option<u8>)> {
    let text = text
        .trim()
        .to_ascii_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits.trim(), Some(0)),
        (_, Some(digits)) => (digits.trim(), Some(12)),
        _ => (text.as_str(), None),
    };
    let is_number = |text: &str| {
        !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())
    };
    let bare = digits.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = if bare && (3..=4).contains(&digits.len()) {
        let (hour, minute) = digits.split_at(digits.len() - 2);
        vec![hour, minute]
    } else {
        // A fraction of a second says more than a chronology can.
        let separator = if digits.contains(':') { ':' } else { '.' };
        digits
            .split(separator)
            .map(|part| part.split('.').next().unwrap_or(part))
            .collect()
    };
    // A bare number is no time: it could be anything.
    let is_time = (half.is_some() || parts.len() > 1) && parts.len() <= 3;
    if !is_time || !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let number = |index: usize| parts.get(index).and_then(|part| part.parse::<u8>().ok());
    let hour = match (number(0)?, half) {
        (hour @ 1..=12, Some(half)) => hour % 12 + half,
        (hour @ 0..=23, None) => hour,
        _ => return None,
    };
    let (minute, second) = (number(1).unwrap_or(0), number(2));
    (minute < 60 && second.is_none_or(|second| second < 60)).then_some((hour, minute, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_tables_are_understood_or_refused() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(loose(text, None).ok().as_deref(), expected, "{text}");
        };
        check("2022-01-21", Some("2022-01-21"));
        check("2022", Some("2022"));
        check("1850~", Some("1850~"));
        check("21/01/2022", Some("2022-01-21"));
        check("1/21/2022", Some("2022-01-21"));
        check("3.4.2022", Some("2022-04-03"));
        check("3/4/2022", None);
        check("3/3/2022", Some("2022-03-03"));
        check("21 January 2022", Some("2022-01-21"));
        check("January 21, 2022", Some("2022-01-21"));
        check("30/02/2022", None);
        check("yesterday", None);
        check("", None);
        assert_eq!(
            loose("3/4/2022", Some(DayOrder::MonthFirst))
                .ok()
                .as_deref(),
            Some("2022-03-04")
        );
    }

    #[test]
    fn times_of_tables_are_understood_or_refused() {
        let check = |text: &str, expected| assert_eq!(clock(text), expected, "{text}");
        check("11:00", Some((11, 0, None)));
        check("9:05:30", Some((9, 5, Some(30))));
        check("0930", Some((9, 30, None)));
        check("9.30", Some((9, 30, None)));
        check("3pm", Some((15, 0, None)));
        check("12:30 a.m.", Some((0, 30, None)));
        check("12 pm", Some((12, 0, None)));
        check("11:00:30.250", Some((11, 0, Some(30))));
        check("25:00", None);
        check("7", None);
        check("13pm", None);
        check("noon", None);
        check("", None);
    }

    #[test]
    fn years_without_a_zero_become_astronomical() {
        assert_eq!(astronomical(-500).map(year).as_deref(), Some("-0499"));
        assert_eq!(astronomical(-1).map(year).as_deref(), Some("0000"));
        assert_eq!(astronomical(0), None);
        assert_eq!(year(-13_000), "Y-13000");
    }
}
