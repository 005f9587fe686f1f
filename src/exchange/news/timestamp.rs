//! The line that dates a report: `20220121`, `Friday, 21 January 2022 10:37 GMT`, `Updated: Jan. 21, 2022`.

use std::sync::LazyLock;

use regex::Regex;

use super::resolve::whole_day;
use super::words::{Found, compiled};
use crate::edtf::{Day, EventDate};

/// When a report was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Published {
    /// The day, where it was written.
    pub(super) day: Day,
    /// The day, or the time where that is known, as a content file takes it.
    pub(super) text: String,
}

/// Offsets of zones that mean one thing to newsrooms; of others only the local time is kept.
const ZONES: &[(&str, &str)] = &[
    ("gmt", "Z"),
    ("utc", "Z"),
    ("z", "Z"),
    ("bst", "+01:00"),
    ("cet", "+01:00"),
    ("cest", "+02:00"),
    ("eet", "+02:00"),
    ("eest", "+03:00"),
    ("msk", "+03:00"),
    ("est", "-05:00"),
    ("edt", "-04:00"),
    ("pst", "-08:00"),
    ("pdt", "-07:00"),
    ("jst", "+09:00"),
    ("aest", "+10:00"),
];

static DATES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    let lead = r"^(?:(?:first published|published|last updated|updated|posted|issued|date)(?: on| at)?:? )?";
    [
        format!(r"{lead}{{named day}}(?:the )?{{day}}(?: of)? {{mon}},? {{year}}(?P<rest>.*)$"),
        format!(r"{lead}{{named day}}{{mon}} {{day}},? {{year}}(?P<rest>.*)$"),
        format!(r"{lead}(?P<iso>\d{{4}}-\d\d-\d\d)(?P<rest>.*)$"),
    ]
    .map(|pattern| compiled(&pattern))
});

static REST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?:T|,? at |,? ?[-–|·]? ?)(?P<time>\d{1,2}(?:[:.]\d\d(?::\d\d(?:\.\d+)?)?)?(?: ?[ap]\.?m\.?)?)(?: ?(?P<zone>[a-z]{1,4}|[+-]\d\d:?\d\d))?\.?$",
    )
});

/// Eight digits, as file names and archives have them.
pub(super) fn compact(line: &str) -> Option<Published> {
    let is_digits = line.len() == 8 && line.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse().ok();
    let year: i64 = line[..if is_digits { 4 } else { 0 }].parse().ok()?;
    let day = whole_day(year, number(&line[4..6])?, number(&line[6..])?)?;
    Some(Published {
        day,
        text: day.to_string(),
    })
}

/// A line that is a date, with or without a time, and nothing else.
pub(super) fn line(line: &str) -> Option<Published> {
    DATES.iter().find_map(|pattern| {
        let captures = pattern.captures(line)?;
        let rest = captures.name("rest").map_or("", |rest| rest.as_str());
        let found = Found::new(captures);
        let day = match found.word("iso") {
            Some(iso) => EventDate::parse(&iso).ok()?.earliest().day()?,
            None => whole_day(found.year()?, found.month()?, found.day()?)?,
        };
        let text = match rest.trim() {
            "" => day.to_string(),
            _ => format!("{day}{}", time(rest)?),
        };
        Some(Published { day, text })
    })
}

/// A time as content files have it; nothing where the words are none.
fn time(rest: &str) -> Option<String> {
    let found = REST.captures(rest)?;
    let (hour, minute, _) = crate::exchange::date::clock(&found["time"])?;
    let zone = found.name("zone").map(|zone| zone.as_str().to_lowercase());
    let offset = match zone.as_deref() {
        None => String::new(),
        Some(zone) if zone.starts_with(['+', '-']) => {
            let digits = zone.replace(':', "");
            format!("{}:{}", &digits[..3], &digits[3..])
        }
        Some(zone) => {
            let known = ZONES.iter().find(|(name, _)| *name == zone);
            known.map_or(String::new(), |(_, offset)| (*offset).to_owned())
        }
    };
    Some(format!("T{hour:02}:{minute:02}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_date_a_report_are_told_from_text() {
        let check = |text: &str, expected: Option<&str>| {
            let found = compact(text).or_else(|| line(text));
            assert_eq!(found.map(|found| found.text).as_deref(), expected, "{text}");
        };
        check("20220121", Some("2022-01-21"));
        check("20220231", None);
        check("12345678", None);
        check(
            "Friday, 21 January 2022 10:37 GMT",
            Some("2022-01-21T10:37Z"),
        );
        check("21 January 2022", Some("2022-01-21"));
        check("Jan. 21, 2022 5:07 PM EST", Some("2022-01-21T17:07-05:00"));
        check(
            "Published: January 21, 2022 at 10:37 a.m. ET",
            Some("2022-01-21T10:37"),
        );
        check("2022-01-21T10:37:00Z", Some("2022-01-21T10:37Z"));
        check("2022-01-21 10:37 +0100", Some("2022-01-21T10:37+01:00"));
        check("January 21, 2022 was a cold day in Geneva.", None);
        check("21 January 2022: what we know", None);
        check("31 February 2022", None);
        check("A headline", None);
        check("é234567", None);
    }
}
