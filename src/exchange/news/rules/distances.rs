//! Rules for distances: so long ago, so long after, the day before.

use super::Rule;
use crate::exchange::news::meanings::beside_the_last;
use crate::exchange::news::resolve;
use crate::exchange::news::when::When;

/// The rules, in the order of their rank.
pub(super) const RULES: &[Rule] = &[
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
];
