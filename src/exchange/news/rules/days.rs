//! Rules for days: what only looks like one, dates of the calendar, weekdays, and days named from today.

use super::Rule;
use crate::exchange::date::loose;
use crate::exchange::news::meanings::{
    day_and_month, days_of_month, feast, from_today, nearby_weekday, periods_on,
};
use crate::exchange::news::resolve;
use crate::exchange::news::when::When;

/// The rules, in the order of their rank.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "a name, not a time",
        pattern: r"\b(?:(?:Black|Good|Holy|Bloody|Ash|Shrove|Maundy|Easter|Whit|Palm|Super|Cyber|every|each) {weekday}|(?:Mail|Bild|Scotland|Independent) (?:on|am) Sunday|Sunday (?:Times|Telegraph|Mirror|Express|Mail|Post)|Friday prayers)\b",
        resolve: |_, _| None,
    },
    Rule {
        name: "a count that only bounds",
        pattern: r"\b(?:more than|over|less than|nearly|almost|at least|up to|within|first time in|second time in|third time in|time in) (?:the (?:last|past|next) )?{n} {unit}s?(?: (?:ago|after|before|later|earlier))?\b",
        resolve: |_, _| None,
    },
    Rule {
        name: "a date of ISO 8601",
        pattern: r"\b(?P<iso>\d{4}-\d\d-\d\d)\b",
        resolve: |found, _| loose(&found.word("iso")?, None).ok().map(When::from),
    },
    Rule {
        name: "a date in numbers",
        pattern: r"\b(?P<numbers>\d{1,2}[./]\d{1,2}[./]\d{4})\b",
        resolve: |found, _| loose(&found.word("numbers")?, None).ok().map(When::from),
    },
    Rule {
        name: "days of a month",
        pattern: r"\b(?:between |from )?(?:the )?(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:[-–]| to | and | until ){day}(?: of)? {mon}(?:,? {year})?",
        resolve: days_of_month,
    },
    Rule {
        name: "days of a month",
        pattern: r"\b(?:between |from )?{mon} (?P<first>\d{1,2})(?:st|nd|rd|th)?(?:[-–]| to | and | until ){day}(?:,? {year})?",
        resolve: days_of_month,
    },
    Rule {
        name: "a day and month",
        pattern: r"\b{named day}(?:the )?{day}(?: of)? {mon}(?:,? {year})?",
        resolve: day_and_month,
    },
    Rule {
        name: "a month and day",
        pattern: r"\b{named day}{mon} {day}(?:,? {year})?",
        resolve: day_and_month,
    },
    Rule {
        name: "a feast of a fixed day",
        pattern: r"(?-i:\b(?P<feast>Christmas Eve|Christmas Day|Boxing Day|New Year[’']s Eve|New Year[’']s Day)\b)(?:,? (?:of )?{year})?",
        resolve: feast,
    },
    Rule {
        name: "a weekday of another week",
        pattern: r"\b{weekday}(?: of)? (?P<which>last|this|next) week\b",
        resolve: |found, setting| {
            let monday = resolve::monday(setting.published).plus(7 * periods_on(found));
            Some(When::day(monday.plus(i64::from(found.weekday()?) - 1)))
        },
    },
    Rule {
        name: "last, next or that weekday",
        pattern: r"\b(?:the )?(?P<which>last|past|this|next|coming|this coming|following|previous) {weekday}\b",
        resolve: nearby_weekday,
    },
    Rule {
        name: "a weekday, by the newsroom's rule",
        pattern: r"\b{weekday}\b",
        resolve: |found, setting| Some(When::day(resolve::weekday(found.weekday()?, setting))),
    },
    Rule {
        name: "a day named from today",
        pattern: r"\b(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|overnight|last night|earlier today|later today)(?: {daypart})?\b",
        resolve: from_today,
    },
    Rule {
        name: "a part of today",
        pattern: r"\bthis {daypart}\b",
        resolve: |found, setting| Some(When::day(setting.published).in_the(found.daypart()?)),
    },
    Rule {
        name: "a part of the last day that was told of",
        pattern: r"\b(?:later |earlier )?(?:that|the same) (?:day|{daypart})\b",
        resolve: |found, setting| {
            let day = When::day(setting.last_day()?);
            Some(found.daypart().map_or(day.clone(), |part| day.in_the(part)))
        },
    },
];
