//! Entries that recur: `every 2 weeks x5`, `every month for 1 year`; each occurrence by itself, up to a limit.

use super::span::{Span, Unit, amounts};
use crate::exchange::Notes;
use crate::exchange::columns::shown;
use crate::exchange::date::Parts;

/// The most occurrences of one entry.
const MOST: usize = 100;

/// The spans of an entry: the one that is written, and those that follow by its recurrence.
pub(super) fn occurrences(recurrence: &str, span: &Span, notes: &mut Notes) -> Vec<Span> {
    let Some(Rule { step, times }) = rule(recurrence, span) else {
        if !recurrence.is_empty() {
            let rule = shown(recurrence);
            notes.add(&format!(
                "the recurrence `{rule}` is not understood and is left out"
            ));
        }
        return vec![span.clone()];
    };
    if !step.iter().all(|(amount, unit)| fits(*amount, *unit, span)) {
        let note = "a recurrence in steps that are finer than its date is left out";
        notes.add(note);
        return vec![span.clone()];
    }
    if times == Some(0) {
        notes.add("a recurrence of no occurrences is left out");
        return vec![span.clone()];
    }
    let count = times.unwrap_or(MOST).min(MOST);
    if times.is_none_or(|times| times > MOST) {
        notes.add(&format!("a recurrence is cut after {MOST} occurrences"));
    }
    let nth = |n: usize| {
        let n = i64::try_from(n).expect("a hundred");
        step.iter().try_fold(span.clone(), |span, (amount, unit)| {
            span.moved(amount.checked_mul(n)?, *unit)
        })
    };
    let spans: Vec<Span> = (0..count).map_while(nth).collect();
    if spans.len() < count {
        notes.add("a recurrence is cut where the years end");
    }
    spans
}

/// Whether a date can move by a unit without becoming more exact than it is.
fn fits(amount: i64, unit: Unit, span: &Span) -> bool {
    let is_exact = |parts: &Parts| match unit {
        Unit::Minutes => parts.time.is_some(),
        Unit::Days => parts.day.is_some(),
        Unit::Months => parts.month.is_some() || amount % 12 == 0,
    };
    is_exact(&span.start) && span.end.flatten().is_none_or(|end| is_exact(&end))
}

/// How an entry recurs.
struct Rule {
    /// From one occurrence to the next.
    step: Vec<(i64, Unit)>,
    /// How often; `None` where it goes on for ever.
    times: Option<usize>,
}

fn rule(text: &str, span: &Span) -> Option<Rule> {
    let text = text.trim().to_ascii_lowercase();
    let rest = text.strip_prefix("every")?.trim();
    let (step, end) = match (rest.split_once(" for "), rest.rsplit_once('x')) {
        (Some((step, end)), _) => (step, Some(end.trim().to_owned())),
        (None, Some((step, count))) if count.trim().parse::<usize>().is_ok() => {
            (step, Some(format!("{} times", count.trim())))
        }
        _ => (rest, None),
    };
    let step = step.trim();
    let other = step.strip_prefix("other ").map(|unit| format!("2 {unit}"));
    let one = |unit: &str| {
        if unit.starts_with(|c: char| c.is_ascii_digit()) {
            unit.to_owned()
        } else {
            format!("1 {unit}")
        }
    };
    let step = amounts(&other.unwrap_or_else(|| one(step)))?;
    // What recurs after no time at all is one.
    let step: Vec<(i64, Unit)> = step.into_iter().filter(|(count, _)| *count > 0).collect();
    if step.is_empty() {
        return None;
    }
    let Some(end) = end else {
        return Some(Rule { step, times: None });
    };
    if let Some(times) = end.strip_suffix("times") {
        let times = Some(times.trim().parse().ok()?);
        return Some(Rule { step, times });
    }
    // For a span of time: as often as the next begins within it.
    let limit = amounts(&end)?
        .into_iter()
        .try_fold(span.clone(), |span, (amount, unit)| {
            span.moved(amount, unit)
        })?;
    let mut count = 0;
    while count <= MOST {
        let n = i64::try_from(count).ok()?;
        let next = step.iter().try_fold(span.clone(), |span, (amount, unit)| {
            span.moved(amount.checked_mul(n)?, *unit)
        })?;
        if next.first_day() >= limit.first_day() {
            break;
        }
        count += 1;
    }
    let times = Some(count.max(1));
    Some(Rule { step, times })
}
