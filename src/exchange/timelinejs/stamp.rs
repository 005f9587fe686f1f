//! A date of a slide: year, month, day and time as texts, which become a date with no more parts than it has.

use super::fault::Fault;
use crate::diagnostic::Code;
use crate::edtf::Day;
use crate::exchange::columns::shown;
use crate::exchange::date::{self, Parts};

/// A date as a slide has it. Every field may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawStamp {
    pub(super) year: String,
    pub(super) month: String,
    pub(super) day: String,
    pub(super) time: String,
    /// The whole date in one field, as older sheets have it.
    pub(super) whole: String,
}

/// The names of a stamp's fields, for faults.
pub(super) struct Names {
    pub(super) year: &'static str,
    month: &'static str,
    day: &'static str,
    time: &'static str,
    whole: &'static str,
}

pub(super) const START: Names = Names {
    year: "Year",
    month: "Month",
    day: "Day",
    time: "Time",
    whole: "Start Date",
};

pub(super) const END: Names = Names {
    year: "End Year",
    month: "End Month",
    day: "End Day",
    time: "End Time",
    whole: "End Date",
};

impl RawStamp {
    /// The date; `None` where nothing is written.
    pub(super) fn read(&self, names: &Names) -> Result<Option<String>, Fault> {
        if !self.whole.trim().is_empty() {
            return self.read_whole(names).map(Some);
        }
        let Some(year) =
            number(&self.year).map_err(|()| wrong(names.year, &self.year, "a year"))?
        else {
            return self.without_year(names).map(|()| None);
        };
        let year = date::astronomical(year).ok_or_else(|| {
            Fault::new(
                Code::BadDate,
                names.year,
                "there is no year 0: the year before 1 is -1",
            )
        })?;
        let month = Self::part(&self.month, names.month, "a month", 12)?;
        let day = Self::part(&self.day, names.day, "a day of a month", 31)?;
        if let (None, Some(_)) = (month, day) {
            return Err(Fault::new(Code::BadDate, names.day, "a day has no month"));
        }
        if let (Some(month), Some(day)) = (month, day)
            && day > Day::days_in_month(year, month)
        {
            let message = format!(
                "month {month} of that year has {} days",
                Day::days_in_month(year, month)
            );
            return Err(Fault::new(Code::BadDate, names.day, message));
        }
        let parts = Parts {
            year,
            month,
            day,
            ..Parts::default()
        };
        let parts = self.with_time(parts, names)?;
        let text = parts.text();
        date::range(&text, None)
            .map(Some)
            .map_err(|error| Fault::new(Code::BadDate, names.year, error.message))
    }

    fn without_year(&self, names: &Names) -> Result<(), Fault> {
        let fields = [
            (&self.month, names.month),
            (&self.day, names.day),
            (&self.time, names.time),
        ];
        match fields.into_iter().find(|(text, _)| !text.trim().is_empty()) {
            Some((_, field)) => Err(Fault::new(
                Code::BadDate,
                field,
                "this has no year that it belongs to",
            )),
            None => Ok(()),
        }
    }

    fn part(text: &str, field: &'static str, what: &str, most: i64) -> Result<Option<u8>, Fault> {
        let value = number(text).map_err(|()| wrong(field, text, what))?;
        let Some(value) = value else { return Ok(None) };
        let small = u8::try_from(value)
            .ok()
            .filter(|_| (1..=most).contains(&value));
        small.map(Some).ok_or_else(|| wrong(field, text, what))
    }

    fn with_time(&self, parts: Parts, names: &Names) -> Result<Parts, Fault> {
        if self.time.trim().is_empty() {
            return Ok(parts);
        }
        let time = date::clock(&self.time).ok_or_else(|| {
            wrong(names.time, &self.time, "a time of day").help("write 11:00 or 3:30 pm")
        })?;
        if parts.day.is_none() {
            return Err(Fault::new(
                Code::BadDate,
                names.time,
                "a time needs a whole day",
            ));
        }
        Ok(Parts {
            time: Some(time),
            ..parts
        })
    }

    /// The older form: `3/21/2022` in American order, with or without a time, or a year alone.
    fn read_whole(&self, names: &Names) -> Result<String, Fault> {
        let whole = self.whole.trim();
        let (day, time) = match whole.split_once(' ') {
            Some((day, time)) if day.contains('/') => (day, time),
            _ => (whole, ""),
        };
        let parts: Vec<&str> = day.split('/').collect();
        let [month, of_month, year] = match parts.as_slice() {
            [year] => ["", "", year],
            [month, year] => [month, "", year],
            [month, day, year] => [*month, *day, *year],
            _ => return Err(wrong(names.whole, whole, "a date")),
        };
        let stamp = Self {
            year: year.to_owned(),
            month: month.to_owned(),
            day: of_month.to_owned(),
            time: time.to_owned(),
            whole: String::new(),
        };
        match stamp.read(names) {
            Ok(Some(date)) => Ok(date),
            _ => date::loose(whole, Some(date::DayOrder::MonthFirst))
                .map_err(|error| wrong(names.whole, whole, "a date").help(error.help)),
        }
    }
}

fn wrong(field: &'static str, text: &str, what: &str) -> Fault {
    Fault::new(
        Code::BadDate,
        field,
        format!("`{}` is not {what}", shown(text)),
    )
}

/// A whole number, with or without thousands separators; `None` where nothing is written.
fn number(text: &str) -> Result<Option<i64>, ()> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '\u{2019}' | '\'');
    let digits: String = text.chars().filter(|c| !is_separator(*c)).collect();
    let digits = digits.replace('\u{2212}', "-");
    match digits.strip_suffix(".0").unwrap_or(&digits) {
        "" => Ok(None),
        digits => digits.parse().map(Some).map_err(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_become_dates() {
        let check = |parts: [&str; 4], expected: Result<&str, &str>| {
            let [year, month, day, time] = parts.map(str::to_owned);
            let stamp = RawStamp {
                year,
                month,
                day,
                time,
                whole: String::new(),
            };
            let found = stamp
                .read(&START)
                .map(Option::unwrap_or_default)
                .map_err(|fault| fault.field);
            assert_eq!(found, expected.map(str::to_owned), "{parts:?}");
        };
        check(["2022", "1", "21", "11:00"], Ok("2022-01-21T11:00"));
        check(["2022", "01", "", ""], Ok("2022-01"));
        check(["-500", "", "", ""], Ok("-0499"));
        check(["-1", "3", "15", ""], Ok("0000-03-15"));
        check(["1,850", "", "", ""], Ok("1850"));
        check(["-13,800,000,000", "", "", ""], Ok("Y-13799999999"));
        check(["", "", "", ""], Ok(""));
        check(["0", "", "", ""], Err("Year"));
        check(["", "", "", "11:00"], Err("Time"));
        check(["2022", "", "", "11:00"], Err("Time"));
        check(["2022", "13", "", ""], Err("Month"));
        check(["2022", "", "5", ""], Err("Day"));
        check(["2022", "2", "30", ""], Err("Day"));
        check(["2022", "2", "3", "noon"], Err("Time"));
        check(["MMXXII", "", "", ""], Err("Year"));
    }

    #[test]
    fn older_sheets_have_whole_dates() {
        let check = |whole: &str, expected: Option<&str>| {
            let stamp = RawStamp {
                whole: whole.to_owned(),
                ..RawStamp::default()
            };
            assert_eq!(
                stamp.read(&START).ok().flatten().as_deref(),
                expected,
                "{whole}"
            );
        };
        check("3/21/2022", Some("2022-03-21"));
        check("3/21/2022 14:30", Some("2022-03-21T14:30"));
        check("2022", Some("2022"));
        check("3/2022", Some("2022-03"));
        check("21 March 2022", Some("2022-03-21"));
        check("soon", None);
    }
}
