//! Words beside an expression that change what it means: "since", "early", "on the eve of", "evening", "at 3 p.m.".

use std::sync::LazyLock;

use regex::Regex;

use super::meanings::edge;
use super::resolve::Unit;
use super::when::When;
use super::words::{Found, compiled};
use crate::edtf::Day;

/// Where a modifier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// A modifier.
pub(super) struct Modifier {
    /// Its name, as editors are told it.
    pub(super) name: &'static str,
    pub(super) side: Side,
    /// What it matches, up to the expression or from it on: see `words.rs`.
    pattern: &'static str,
    /// What is meant with it; `None` where it says nothing about such a date.
    pub(super) apply: fn(&Found, &When) -> Option<When>,
}

/// The modifiers; those that stand nearer to the expression come first.
const MODIFIERS: &[Modifier] = &[
    Modifier {
        name: "a part of the day",
        side: Side::After,
        pattern: r"^(?: in the| at)? {daypart}\b",
        apply: |found, when| Some(When::day(when.exact_day()?).in_the(found.daypart()?)),
    },
    Modifier {
        name: "a time of the day",
        side: Side::After,
        pattern: r"^,? at (?:about |around )?{clock}",
        apply: |found, when| Some(format!("{}{}", when.exact_day()?, found.clock()?).into()),
    },
    Modifier {
        name: "a time of the day",
        side: Side::Before,
        pattern: r"\b(?:at )?{clock} (?:on )?$",
        apply: |found, when| Some(format!("{}{}", when.exact_day()?, found.clock()?).into()),
    },
    Modifier {
        name: "a part of the day",
        side: Side::Before,
        pattern: r"\bthe {daypart} of (?:the )?$",
        apply: |found, when| Some(When::day(when.exact_day()?).in_the(found.daypart()?)),
    },
    Modifier {
        name: "a part of the day",
        side: Side::Before,
        pattern: r"\b(?:(?P<early>early)|late)(?: on)? $",
        apply: |found, when| {
            let part = if found.word("early").is_some() {
                "morning"
            } else {
                "evening"
            };
            let is_bare = when.daypart.is_none() && when.edtf.len() == 10;
            is_bare.then(|| when.clone().in_the(part))
        },
    },
    Modifier {
        name: "overnight",
        side: Side::Before,
        pattern: r"\bovernight (?:on |from )?$",
        apply: |_, when| Some(When::day(when.exact_day()?).in_the("night")),
    },
    Modifier {
        name: "a third of a month or year",
        side: Side::Before,
        pattern: r"\b(?P<part>early|mid|late)(?:[- ]in)?[- ]$",
        apply: |found, when| third(&found.word("part")?, when),
    },
    Modifier {
        name: "an end of a month or year",
        side: Side::Before,
        pattern: r"\b(?:the )?(?P<end>end|close|start|beginning) of $",
        apply: |found, when| {
            let unit = wholly(when)?;
            Some(edge(found, when.first()?, when.last()?, unit))
        },
    },
    Modifier {
        name: "about then",
        side: Side::Before,
        pattern: r"\b(?:about|around|circa|roughly|approximately) $",
        apply: |_, when| Some(when.clone().about()),
    },
    Modifier {
        name: "the eve",
        side: Side::Before,
        pattern: r"\b(?:on the eve of|the day before|a day before|a day ahead of) (?:the )?$",
        apply: |_, when| Some(When::day(when.exact_day()?.plus(-1))),
    },
    Modifier {
        name: "the day after",
        side: Side::Before,
        pattern: r"\b(?:the|a) day after (?:the )?$",
        apply: |_, when| Some(When::day(when.exact_day()?.plus(1))),
    },
    Modifier {
        name: "from then on",
        side: Side::Before,
        pattern: r"\b(?:since|ever since) (?:the )?$",
        apply: |_, when| Some(when.onward()),
    },
];

static COMPILED: LazyLock<Vec<(&'static Modifier, Regex)>> = LazyLock::new(|| {
    let compiled = |modifier: &'static Modifier| (modifier, compiled(modifier.pattern));
    MODIFIERS.iter().map(compiled).collect()
});

/// The first modifier that stands right beside an expression and says something about its date: its name and side, how
/// many bytes it has, and what is meant with it.
pub(super) fn beside(
    before: &str,
    after: &str,
    when: &When,
) -> Option<(&'static Modifier, usize, When)> {
    COMPILED.iter().find_map(|(modifier, pattern)| {
        let text = match modifier.side {
            Side::Before => before,
            Side::After => after,
        };
        let found = Found::new(pattern.captures(text)?);
        let length = found.range().len();
        let meant = (modifier.apply)(&found, when)?;
        Some((*modifier, length, meant))
    })
}

/// Whether a date is a whole month or year, and which of the two.
fn wholly(when: &When) -> Option<Unit> {
    match when.edtf.len() {
        4 => Some(Unit::Year),
        7 if when.exact_month().is_some() => Some(Unit::Month),
        _ => None,
    }
}

/// One of the days of a third of a month (10, 10, and the rest), or of the months of a third of a year.
fn third(part: &str, when: &When) -> Option<When> {
    let (year, month, _) = when.first()?.ymd();
    if wholly(when)? == Unit::Year {
        let first = match part {
            "early" => 1,
            "mid" => 5,
            _ => 9,
        };
        let (first, last) = (When::month(year, first), When::month(year, first + 3));
        return Some(When::one_of(&first, &last));
    }
    let (first, last) = match part {
        "early" => (1, 10),
        "mid" => (11, 20),
        _ => (21, Day::days_in_month(year, month)),
    };
    let day = |day| Day::from_ymd(year, month, day);
    Some(When::one_day_of(day(first), day(last)))
}
