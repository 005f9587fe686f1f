//! Draft events: what an editor is offered for the statements of one date, with their sentences and the rules that their
//! dates rest on in a comment.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Report;
use super::names::TAXONOMIES;
use super::statements::Statement;
use crate::content::Says;
use crate::exchange::{NewEvent, Text, plain};

/// The most letters of a title that is proposed.
const TITLE_CHARS: usize = 90;

/// A draft of statements that tell of one thing.
pub(super) fn draft(group: &[Statement], reports: &[Report]) -> NewEvent {
    let first = &group[0];
    let daypart = group
        .iter()
        .find_map(|statement| statement.expression.when.daypart);
    let is_reported = group
        .iter()
        .any(|statement| statement.expression.says == Says::Reported);
    let status = if is_reported {
        Says::Reported
    } else {
        Says::Announced
    };
    let mut event = NewEvent {
        id: first.key.clone(),
        further_ids: further_ids(group),
        title: title(first),
        date: first.expression.when.edtf.clone(),
        daypart: daypart.map(str::to_owned),
        status: Some(status.as_str().to_owned()),
        sources: sources(group, reports),
        draft: true,
        body: Text::Markdown(comment(group, reports)),
        place: Some(reports[first.report].place(&first.span)),
        ..NewEvent::default()
    };
    for taxonomy in TAXONOMIES {
        let terms = group.iter().flat_map(|statement| &statement.terms);
        let named = terms.filter(|term| term.taxonomy == taxonomy);
        event.add_terms(taxonomy, named.map(|term| term.title.clone()));
    }
    event
}

/// The keys of a group besides the first; a sentence that stands twice in a report has one.
fn further_ids(group: &[Statement]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for statement in &group[1..] {
        if statement.key != group[0].key && !keys.contains(&statement.key) {
            keys.push(statement.key.clone());
        }
    }
    keys
}

/// Each report once, with what it does for the event: what it reports counts before what it announces.
fn sources(group: &[Statement], reports: &[Report]) -> Vec<Value> {
    let cited: BTreeSet<usize> = group.iter().map(|statement| statement.report).collect();
    let of = |report: usize| {
        let own = group.iter().filter(|statement| statement.report == report);
        let is_reported = own
            .into_iter()
            .any(|statement| statement.expression.says == Says::Reported);
        let says = if is_reported {
            Says::Reported
        } else {
            Says::Announced
        };
        json!({ "id": reports[report].source, "says": says.as_str() })
    };
    cited.into_iter().map(of).collect()
}

/// What the draft rests on, for whoever rewrites it. Two hyphens would end a comment early for some readers.
fn comment(group: &[Statement], reports: &[Report]) -> String {
    let mut text = String::new();
    for statement in group {
        let (report, expression) = (&reports[statement.report], &statement.expression);
        let words = &statement.sentence[expression.range.clone()];
        let _ = write!(
            text,
            "\n{} ({}, line {}):\n  “{}”\n“{}” is {}: {}; seen from {}.\n",
            report.source,
            expression.says.as_str(),
            report.line_of(statement.span.start),
            line(statement.sentence),
            line(words),
            expression.when.edtf,
            expression.rule,
            report.published.text,
        );
    }
    let text = text.replace("--", "- -").replace("-->", "- ->");
    format!("<!-- A draft: write it anew in your own words.\n{text}-->")
}

/// A headline to begin from: the clause that dates the event, without the date and without who said so.
fn title(statement: &Statement) -> String {
    let sentence = line(statement.sentence);
    let expression = line(&statement.sentence[statement.expression.range.clone()]);
    let (before, after) = sentence
        .split_once(expression.as_str())
        .unwrap_or((&sentence, ""));
    let before = without_preposition(before);
    let whole = join(before, after);
    let clause = if whole.chars().count() <= TITLE_CHARS {
        whole
    } else {
        let head = before
            .rsplit([';', ',', '—', ':'])
            .find(|part| part.split_whitespace().count() > 3);
        let tail = after.split([';', ',', '—']).next().unwrap_or_default();
        join(head.unwrap_or(before), tail)
    };
    let clause = without_attribution(&clause);
    let clause = clause.trim_matches(|c: char| c.is_whitespace() || ",;:.–—\"“”'’(".contains(c));
    let title = shortened(clause);
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => expression,
    }
}

/// A text on one line, without the characters that turn the direction of what follows.
fn line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    plain::line(&text.replace(turns, ""))
}

fn join(before: &str, after: &str) -> String {
    let is_mark = after.starts_with([',', '.', ';', '’', '\'']);
    let after = after.trim_start_matches("'s").trim_start_matches("’s");
    let gap = if is_mark { "" } else { " " };
    format!("{}{gap}{}", before.trim_end(), after.trim_start())
}

/// The words before an expression without "on", "by" and the like at their end.
fn without_preposition(before: &str) -> &str {
    let trimmed = before.trim_end();
    let (rest, last) = trimmed.rsplit_once(' ').unwrap_or(("", trimmed));
    let is_preposition = [
        "on", "in", "at", "by", "since", "from", "until", "for", "during", "of", "over",
    ]
    .contains(&last.to_lowercase().as_str());
    if is_preposition { rest } else { trimmed }
}

/// A clause without ", officials said" at its end.
fn without_attribution(clause: &str) -> &str {
    let Some((head, tail)) = clause.rsplit_once(',') else {
        return clause;
    };
    let is_attribution = tail
        .split(|c: char| !c.is_alphabetic())
        .any(|word| ["said", "says", "told", "announced", "showed"].contains(&word));
    if is_attribution && head.split_whitespace().count() > 3 {
        head
    } else {
        clause
    }
}

/// A text cut after a word, where it is too long.
fn shortened(text: &str) -> String {
    if text.chars().count() <= TITLE_CHARS {
        return text.to_owned();
    }
    let head: String = text.chars().take(TITLE_CHARS).collect();
    let head = head
        .rsplit_once(' ')
        .map_or(head.as_str(), |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':']))
}
