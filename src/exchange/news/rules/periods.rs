//! Rules for weeks, months, seasons, years and what is longer.

use super::Rule;
use crate::exchange::news::meanings::{edge, named_month, periods_on, this_period};
use crate::exchange::news::resolve;
use crate::exchange::news::when::When;

/// The rules, in the order of their rank.
pub(super) const RULES: &[Rule] = &[
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
];
