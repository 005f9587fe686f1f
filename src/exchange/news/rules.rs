//! The table of rules: an expression of time as newsrooms write it, and the date that it means. The first rule that
//! matches a place keeps it; one that resolves to nothing keeps others from guessing there.

use std::sync::LazyLock;

use regex::Regex;

use super::meanings::{
    beside_the_last, day_and_month, days_of_month, edge, feast, from_today, named_month,
    nearby_weekday, periods_on, this_period,
};
use super::outlook::Outlook;
use super::resolve::{self, Setting};
use super::when::When;
use super::words::{Found, compiled};
use crate::exchange::date::loose;

/// A rule.
pub(super) struct Rule {
    /// Its name, as editors are told it.
    pub(super) name: &'static str,
    /// What it matches: see `words.rs`. Where the pattern needs a context, `at` names the expression itself.
    pattern: &'static str,
    /// What it means; `None` where that cannot be told.
    pub(super) resolve: fn(&Found, &Setting) -> Option<When>,
}

/// The name of the rule for a time that stands by itself; beside a date, the time is a part of that.
pub(super) const TIME_ALONE: &str = "a time of the last day that was told of";

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
    Rule {
        name: "so long ago",
        pattern: r"\b{n} {unit}s? ago\b",
        resolve: |found, setting| {
            Some(resolve::counted(
                setting.published,
                -found.number()?,
                found.unit()?,
            ))
        },
    },
    Rule {
        name: "so long after the last day that was told of",
        pattern: r"\b{n} {unit}s? (?:later|after that|afterwards)\b",
        resolve: |found, setting| {
            Some(resolve::counted(
                setting.last_day()?,
                found.number()?,
                found.unit()?,
            ))
        },
    },
    Rule {
        name: "so long before the last day that was told of",
        pattern: r"\b{n} {unit}s? (?:earlier|before that|previously)\b",
        resolve: |found, setting| {
            Some(resolve::counted(
                setting.last_day()?,
                -found.number()?,
                found.unit()?,
            ))
        },
    },
    Rule {
        name: "so long after what is told of: counted back",
        pattern: r"\b{n} {unit}s? after\b",
        resolve: |found, setting| {
            Some(resolve::counted(
                setting.own_day(),
                -found.number()?,
                found.unit()?,
            ))
        },
    },
    Rule {
        name: "so long before what is to come: counted on",
        pattern: r"\b{n} {unit}s? (?:before|ahead of)\b",
        resolve: |found, setting| {
            Some(resolve::counted(
                setting.own_day(),
                found.number()?,
                found.unit()?,
            ))
        },
    },
    Rule {
        name: "the day after the last one that was told of",
        pattern: r"\bthe (?:next|following) (?:day|{daypart})\b",
        resolve: |found, setting| {
            let day = When::day(setting.last_day()?.plus(1));
            Some(found.daypart().map_or(day.clone(), |part| day.in_the(part)))
        },
    },
    Rule {
        name: "the day before the last one that was told of",
        pattern: r"\bthe (?:previous|preceding) (?:day|{daypart})\b",
        resolve: |found, setting| {
            let day = When::day(setting.last_day()?.plus(-1));
            Some(found.daypart().map_or(day.clone(), |part| day.in_the(part)))
        },
    },
    Rule {
        name: "the day before or after something",
        pattern: r"\bthe day (?P<side>before|after)(?P<what> (?:the|an?|his|her|its|their|[A-Z][a-z]+[’']s?)\b)?",
        resolve: |found, setting| {
            // Before what, only an editor can tell.
            let is_told = found.word("what").is_none();
            let days = if found.is("side", "after") { 1 } else { -1 };
            let day = setting.last_day().filter(|_| is_told)?;
            Some(When::day(day.plus(days)))
        },
    },
    Rule {
        name: "the month or year beside the last one that was told of",
        pattern: r"\bthe (?P<side>following|previous|preceding|same) (?P<unit>week|month|year)\b",
        resolve: beside_the_last,
    },
    Rule {
        name: "an end of a week, month or year",
        pattern: r"\b(?P<end>end|close|start|beginning) of (?P<which>the|this|last|next) (?P<unit>week|month|year|decade)\b",
        resolve: |found, setting| {
            let (first, last) =
                resolve::period(setting.published, found.unit()?, periods_on(found));
            Some(edge(found, first, last, found.unit()?))
        },
    },
    Rule {
        name: "earlier or later in a week, month or year",
        pattern: r"\b(?P<part>earlier|later)(?: in)? (?:this|the) (?P<unit>week|month|year|decade)\b",
        resolve: |found, setting| {
            let today = setting.published;
            let (first, last) = resolve::period(today, found.unit()?, 0);
            Some(if found.is("part", "earlier") {
                When::one_day_of(first, today.plus(-1).max(first))
            } else {
                When::one_day_of(today.plus(1).min(last), last)
            })
        },
    },
    Rule {
        name: "last, this or next week, month or year",
        pattern: r"\b(?P<which>last|this|next|(?:the )?coming) (?P<unit>week|month|year|decade)\b",
        resolve: this_period,
    },
    Rule {
        name: "last, this or next month by name",
        pattern: r"\b(?P<which>last|this|next) {month}\b",
        resolve: named_month,
    },
    Rule {
        name: "a weekend",
        pattern: r"\b(?:the (?P<near>last|past|coming) |(?P<which>last|this|next) |the )weekend\b",
        resolve: |found, setting| {
            let which = found.word("which").or_else(|| found.word("near"));
            Some(resolve::weekend(which.as_deref(), setting))
        },
    },
    Rule {
        name: "last, this or next season",
        pattern: r"\b(?P<which>last|this|next) {season}\b",
        resolve: |found, setting| {
            Some(resolve::season(
                found.season()?,
                setting,
                found.word("which").as_deref(),
            ))
        },
    },
    Rule {
        name: "a season of a year",
        pattern: r"\b(?:the )?{season}(?: of)? {year}",
        resolve: |found, _| Some(When::part_of_year(found.year()?, 20 + found.season()?)),
    },
    Rule {
        name: "a season",
        pattern: r"\b(?:in|during|since|until|by|from) (?P<at>(?:the )?{season})\b",
        resolve: |found, setting| Some(resolve::season(found.season()?, setting, None)),
    },
    Rule {
        name: "a quarter or half of a year",
        pattern: r"\bthe {ordinal} (?P<part>quarter|half)(?: of(?: {year}| (?P<which>the|this|last|next) year))?\b",
        resolve: |found, setting| {
            let this = setting.published.ymd().0;
            let of = found.word("which").map(|_| this + periods_on(found));
            // Of a match or of a century, nobody can tell.
            let year = found.year().or(of)?;
            let first = if found.is("part", "quarter") { 32 } else { 39 };
            let part = found.ordinal()?;
            (first == 32 || part <= 2).then(|| When::part_of_year(year, first + part))
        },
    },
    Rule {
        name: "a decade",
        pattern: r"\b(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<decade>1[0-9]\d0|20\d0)[’']?s\b",
        resolve: |found, _| {
            let first: i64 = found.word("decade")?.parse().ok()?;
            let years = |from: i64, to: i64| {
                When::one_of(&When::year(first + from), &When::year(first + to))
            };
            Some(match found.word("part").as_deref() {
                Some("early") => years(0, 3),
                Some("mid") => years(4, 6),
                Some(_) => years(7, 9),
                None => resolve::decade(first),
            })
        },
    },
    Rule {
        name: "a century",
        pattern: r"\bthe (?P<n>\d{1,2})(?:st|nd|rd|th)[- ]century(?: (?P<bc>BCE?))?\b",
        resolve: |found, _| {
            let century = found.number().filter(|n| (1..=21).contains(n))?;
            found
                .word("bc")
                .is_none()
                .then(|| format!("{:02}XX", century - 1).into())
        },
    },
    Rule {
        name: "a year before our era",
        pattern: r"\b(?P<n>\d{1,5}) (?:BCE?|B\.C\.)",
        resolve: |found, _| {
            let year: i64 = found.word("n")?.parse().ok()?;
            Some(When::year(1 - year))
        },
    },
    Rule {
        name: "a month of a year",
        pattern: r"\b{mon},? {year}",
        resolve: |found, _| Some(When::month(found.year()?, found.month()?)),
    },
    Rule {
        name: "a month, on the side that the words look to",
        pattern: r"\b(?:in|since|until|till|by|from|to|of|through|during|before|after|for|between|and|about|around|the|early|mid|late)[ -](?P<at>{month})\b",
        resolve: |found, setting| {
            let month = found.month()?;
            Some(When::month(resolve::year_of_month(month, setting), month))
        },
    },
    Rule {
        name: "years from and to",
        pattern: r"\b(?:from|between) (?P<first>1[0-9]\d\d|20\d\d) (?:to|and|until|through) {year}",
        resolve: |found, _| {
            let first = When::year(found.word("first")?.parse().ok()?);
            first.to(&When::year(found.year()?))
        },
    },
    Rule {
        name: "a year",
        pattern: r"\b(?:in|since|until|till|by|of|from|to|through|during|before|after|for|about|around|circa|early|mid|late|the|its|his|her|their|back in)[ -](?P<at>{year})",
        resolve: |found, _| Some(When::year(found.year()?)),
    },
    Rule {
        name: TIME_ALONE,
        pattern: r"\bat {clock}",
        resolve: |found, setting| {
            let day = setting.of_sentence.unwrap_or(setting.published);
            Some(format!("{day}{}", found.clock()?).into())
        },
    },
    Rule {
        name: "so long from now",
        pattern: r"\bin {n} {unit}s?(?:[’'] time)?\b",
        resolve: |found, setting| {
            // "The third strike in two weeks" tells no day.
            let is_ahead = setting.outlook == Outlook::Ahead;
            let count = found.number().filter(|_| is_ahead)?;
            Some(resolve::counted(setting.published, count, found.unit()?))
        },
    },
];

/// The rules with their patterns ready to search with.
pub(super) static COMPILED: LazyLock<Vec<(&'static Rule, Regex)>> = LazyLock::new(|| {
    let compiled = |rule: &'static Rule| (rule, compiled(rule.pattern));
    RULES.iter().map(compiled).collect()
});
