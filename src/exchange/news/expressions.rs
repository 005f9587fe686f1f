//! The expressions of time in a sentence, each with the date that it means, whether that was announced or reported, and
//! the rule that says so.

use std::ops::Range;

use super::modifiers::{Side, beside};
use super::outlook::{Outlook, outlook};
use super::resolve::Setting;
use super::rules::{COMPILED, Rule, TIME_ALONE};
use super::when::When;
use super::words::Found;
use crate::content::Says;
use crate::edtf::Day;

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    /// Its bytes in the sentence.
    pub(super) range: Range<usize>,
    /// The rules that it rests on, in words.
    pub(super) rule: String,
    /// What it means.
    pub(super) when: When,
    /// Whether the report looks ahead to it or back.
    pub(super) says: Says,
}

/// How many dates a report is taken to have in mind.
const MEMORY: usize = 4;

/// The expressions of a sentence, in its order. `told` holds what was told of before, and takes what is told here.
pub(super) fn expressions(sentence: &str, published: Day, told: &mut Vec<When>) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut of_sentence = None;
    told.drain(..told.len().saturating_sub(MEMORY));
    for (rule, captures) in places(sentence) {
        let range = captures.range();
        let setting = Setting {
            published,
            outlook: outlook_at(sentence, &range),
            told,
            of_sentence,
        };
        let Some(when) = (rule.resolve)(&captures, &setting) else {
            continue;
        };
        let taken = found.last().map_or(0, |before| before.range.end);
        let mut expression = Expression {
            says: Says::Reported,
            rule: rule.name.to_owned(),
            range,
            when,
        };
        modify(sentence, taken, &mut expression);
        if joins(sentence, &mut found, &mut expression) {
            found.pop();
        }
        expression.says = says(&expression.when, published, setting.outlook);
        of_sentence = expression.when.exact_day().or(of_sentence);
        told.push(expression.when.clone());
        found.push(expression);
    }
    found
}

/// Which way the words around an expression look; "since" looks back, whatever the verb.
fn outlook_at(sentence: &str, range: &Range<usize>) -> Outlook {
    let before = sentence[..range.start].trim_end();
    if before.ends_with("since") || before.ends_with("Since") {
        return Outlook::Back;
    }
    outlook(sentence, range)
}

/// Where rules match, in the order of the sentence; where two overlap, the one of higher rank.
fn places(sentence: &str) -> Vec<(&'static Rule, Found<'_>)> {
    let mut places: Vec<(&Rule, Found)> = Vec::new();
    for (rule, pattern) in &*COMPILED {
        for captures in pattern.captures_iter(sentence) {
            let found = Found::new(captures);
            let range = found.range();
            let is_taken = |(_, other): &(_, Found)| {
                let other = other.range();
                range.start < other.end && other.start < range.end
            };
            if !places.iter().any(is_taken) {
                places.push((rule, found));
            }
        }
    }
    places.sort_by_key(|(_, found)| found.range().start);
    without_times_beside_dates(sentence, places)
}

/// A time beside a date is a part of that: see `modifiers.rs`.
fn without_times_beside_dates<'t>(
    sentence: &str,
    places: Vec<(&'static Rule, Found<'t>)>,
) -> Vec<(&'static Rule, Found<'t>)> {
    let ranges: Vec<Range<usize>> = places.iter().map(|(_, found)| found.range()).collect();
    let is_beside = |first: usize| {
        let pair = ranges.get(first).zip(ranges.get(first + 1));
        let gap = pair.map(|(one, other)| sentence[one.end..other.start].trim());
        gap.is_some_and(|gap| ["", ",", "on"].contains(&gap))
    };
    let stays = |(index, (rule, _)): &(usize, (&Rule, Found))| {
        let is_after_one = *index > 0 && is_beside(index - 1);
        rule.name != TIME_ALONE || !(is_after_one || is_beside(*index))
    };
    let places = places.into_iter().enumerate().filter(stays);
    places.map(|(_, place)| place).collect()
}

/// Applies the words that stand beside an expression, and takes them into it.
fn modify(sentence: &str, taken: usize, expression: &mut Expression) {
    // More than three words never stand there; what says nothing new ends it.
    for _ in 0..3 {
        let Range { start, end } = expression.range;
        let (before, after) = (&sentence[taken.min(start)..start], &sentence[end..]);
        let Some((modifier, length, when)) = beside(before, after, &expression.when) else {
            return;
        };
        if when == expression.when {
            return;
        }
        match modifier.side {
            Side::Before => expression.range.start -= length,
            Side::After => expression.range.end += length,
        }
        expression.rule = format!("{}; {}", expression.rule, modifier.name);
        expression.when = when;
    }
}

/// Joins an expression to the one before it, where the two are a start and an end.
fn joins(sentence: &str, found: &mut [Expression], expression: &mut Expression) -> bool {
    let Some(before) = found.last() else {
        return false;
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let between = words(&sentence[before.range.end..expression.range.start]);
    let lead = words(&sentence[..before.range.start]).to_lowercase();
    let is_range = match between.as_str() {
        "to" | "until" | "till" => lead.ends_with("from"),
        "through" | "-" | "–" => true,
        "and" => lead.ends_with("between"),
        _ => false,
    };
    let Some(range) = before.when.to(&expression.when).filter(|_| is_range) else {
        return false;
    };
    expression.range.start = before.range.start;
    expression.rule = format!("from and to: {}; {}", before.rule, expression.rule);
    expression.when = range;
    true
}

/// A date after the day of publication is announced, one before it reported; on that day, the words tell.
fn says(when: &When, published: Day, outlook: Outlook) -> Says {
    let is_over = when.last().is_some_and(|last| last < published);
    let is_to_come = when.first().is_some_and(|first| first > published);
    let is_open = when.edtf.ends_with("/..");
    let is_ahead = is_to_come || (outlook == Outlook::Ahead && !is_over && !is_open);
    if is_ahead {
        Says::Announced
    } else {
        Says::Reported
    }
}
