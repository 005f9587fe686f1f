//! The words of the patterns: names of months and weekdays, numbers, units, and what a match of each one says.

use std::ops::Range;

use regex::{Captures, Regex};

use super::resolve::Unit;
use crate::edtf::MONTHS;

/// What stands for what in a pattern. A space is any white space; letters match in either case, names do not.
const FRAGMENTS: &[(&str, &str)] = &[
    (
        "{weekday}",
        r"(?-i:(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?))",
    ),
    (
        "{named day}",
        r"(?-i:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?),? )?",
    ),
    (
        "{month}",
        r"(?-i:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December))",
    ),
    (
        "{mon}",
        r"(?-i:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?))",
    ),
    ("{day}", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"),
    ("{year}", r"(?P<year>1[0-9]\d\d|20\d\d)\b"),
    (
        "{n}",
        r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)",
    ),
    ("{unit}", r"(?P<unit>day|week|month|year|decade)"),
    ("{season}", r"(?P<season>spring|summer|autumn|fall|winter)"),
    ("{daypart}", r"(?P<daypart>morning|afternoon|evening|night)"),
    ("{ordinal}", r"(?P<ordinal>first|second|third|fourth)"),
    (
        "{clock}",
        r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>a\.m\.|p\.m\.|am\b|pm\b)|(?P<hour24>\d{1,2}):(?P<minute24>\d\d)\b|(?P<hour0>\d\d)(?P<minute0>\d\d)(?: hours\b| (?P<utc0>GMT|UTC)\b)|(?P<noon>noon|midday))(?: local time)?(?: ?(?P<utc>GMT|UTC)\b)?",
    ),
];

const NUMBERS: &[(&str, i64)] = &[
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A pattern with its fragments put in.
pub(super) fn compiled(pattern: &str) -> Regex {
    let whole = FRAGMENTS
        .iter()
        .fold(pattern.to_owned(), |pattern, (name, means)| {
            pattern.replace(name, means)
        });
    let spaced = whole.replace(' ', r"\s+").replace(r"\s+?", r"\s?");
    Regex::new(&format!("(?i){spaced}")).expect("a constant pattern")
}

/// What a pattern matched, read as what its names say.
pub(super) struct Found<'t>(Captures<'t>);

impl<'t> Found<'t> {
    pub(super) fn new(captures: Captures<'t>) -> Self {
        Self(captures)
    }

    /// The bytes that are the expression: `at`, where only a part of the pattern is.
    pub(super) fn range(&self) -> Range<usize> {
        let whole = self.0.get_match();
        self.0.name("at").map_or(whole.range(), |at| at.range())
    }

    /// What a name of the pattern matched, in lowercase.
    pub(super) fn word(&self, name: &str) -> Option<String> {
        let text = self.0.name(name)?.as_str();
        Some(
            text.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase(),
        )
    }

    /// Whether a name of the pattern matched exactly this.
    pub(super) fn is(&self, name: &str, word: &str) -> bool {
        self.word(name).as_deref() == Some(word)
    }

    /// The weekday as ISO 8601 counts: 1 is Monday.
    pub(super) fn weekday(&self) -> Option<u8> {
        let word = self.word("weekday")?;
        position(&WEEKDAYS, |name| word.starts_with(name))
    }

    /// The month, 1 to 12.
    pub(super) fn month(&self) -> Option<u8> {
        let word = self.word("month")?;
        let word = word.trim_end_matches('.');
        position(&MONTHS, |name| name.starts_with(word))
    }

    pub(super) fn day(&self) -> Option<u8> {
        self.word("day")?.parse().ok()
    }

    pub(super) fn year(&self) -> Option<i64> {
        self.word("year")?.parse().ok()
    }

    /// A number in digits or words.
    pub(super) fn number(&self) -> Option<i64> {
        let word = self.word("n")?;
        let named = NUMBERS.iter().find(|(name, _)| *name == word);
        named.map_or_else(|| word.parse().ok(), |(_, number)| Some(*number))
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        Some(match self.word("unit")?.as_str() {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => Unit::Decade,
        })
    }

    /// 1 is spring.
    pub(super) fn season(&self) -> Option<u8> {
        Some(match self.word("season")?.as_str() {
            "spring" => 1,
            "summer" => 2,
            "winter" => 4,
            _ => 3,
        })
    }

    pub(super) fn ordinal(&self) -> Option<u8> {
        let word = self.word("ordinal")?;
        position(&["first", "second", "third", "fourth"], |name| {
            *name == word
        })
    }

    pub(super) fn daypart(&self) -> Option<&'static str> {
        let word = self.word("daypart")?;
        ["morning", "afternoon", "evening", "night"]
            .into_iter()
            .find(|part| *part == word)
    }

    /// A time of day as a local time is written, with `Z` where it is in UTC.
    pub(super) fn clock(&self) -> Option<String> {
        let number = |name: &str| self.word(name).and_then(|text| text.parse::<u8>().ok());
        let (hour, minute) = if self.word("noon").is_some() {
            (12, 0)
        } else if let Some(hour) = number("hour") {
            let is_afternoon = self.word("half")?.starts_with('p');
            let hour = (1..=12)
                .contains(&hour)
                .then_some(hour % 12 + 12 * u8::from(is_afternoon))?;
            (hour, number("minute").unwrap_or(0))
        } else if let Some(hour) = number("hour24") {
            (hour, number("minute24")?)
        } else {
            (number("hour0")?, number("minute0")?)
        };
        let is_utc = self.word("utc").or_else(|| self.word("utc0")).is_some();
        let zone = if is_utc { "Z" } else { "" };
        (hour < 24 && minute < 60).then(|| format!("T{hour:02}:{minute:02}{zone}"))
    }
}

fn position<T>(list: &[T], is_it: impl Fn(&T) -> bool) -> Option<u8> {
    let index = list.iter().position(is_it)?;
    u8::try_from(index + 1).ok()
}
