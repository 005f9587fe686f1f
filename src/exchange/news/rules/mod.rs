//! The tables of rules: an expression of time as newsrooms write it, and the date that it means. The first rule that
//! matches a place keeps it; one that resolves to nothing keeps others from guessing there.

mod days;
mod distances;
mod periods;

use std::sync::LazyLock;

use regex::Regex;

use super::outlook::Outlook;
use super::resolve::{self, Setting};
use super::when::When;
use super::words::{Found, compiled};

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

/// The rules that rank after all others.
const LAST: &[Rule] = &[
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

/// The rules with their patterns ready to search with, in the order of their rank.
pub(super) static COMPILED: LazyLock<Vec<(&'static Rule, Regex)>> = LazyLock::new(|| {
    let tables = [days::RULES, distances::RULES, periods::RULES, LAST];
    let compiled = |rule: &'static Rule| (rule, compiled(rule.pattern));
    tables.into_iter().flatten().map(compiled).collect()
});
