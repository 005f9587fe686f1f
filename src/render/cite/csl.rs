//! A citation as CSL-JSON, the format of Zotero, Pandoc and citeproc (schema 1.0 of the Citation Style Language).

use serde::Serialize;

use super::{Work, one_line};
use crate::edtf::{Bound, EventDate, Form};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(rename = "container-title")]
    container: String,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(rename = "event-date")]
    date: Date,
    language: &'a str,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A name that is not taken apart.
#[derive(Serialize)]
struct Author {
    literal: String,
}

/// A date in numbers (year, month, day) or in words.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Date {
    DateParts(Vec<(i64, u8, u8)>),
    Literal(String),
}

/// The citation as a CSL-JSON list of one item, indented.
pub(in crate::render) fn csl_json(work: &Work<'_>) -> String {
    let item = Item {
        id: work.slug,
        kind: "webpage",
        title: one_line(work.title),
        container: one_line(work.site),
        authors: (work.authors.iter().map(|name| Author {
            literal: one_line(name),
        }))
        .collect(),
        publisher: work.publisher.map(one_line),
        date: date(work.date, work.when),
        language: work.language,
        url: work.url,
    };
    serde_json::to_string_pretty(&[item])
        .expect("keys are strings and memory takes what is written")
}

/// A date: in numbers where it is a plain day or a range of plain days, else in words.
fn date(date: &EventDate, words: &str) -> Date {
    let part = |bound: Bound| Some(bound.day()?.ymd());
    let is_range = date.form() == Form::Interval
        && !date.is_approximate()
        && !date.is_uncertain()
        && !date.has_unspecified()
        && has_days(date.text());
    let parts = if date.is_exact() {
        part(date.earliest()).map(|day| vec![day])
    } else if is_range {
        part(date.earliest())
            .zip(part(date.latest()))
            .map(|(first, last)| vec![first, last])
    } else {
        None
    };
    parts.map_or_else(|| Date::Literal(one_line(words)), Date::DateParts)
}

/// Whether both ends of a range are written to the day.
fn has_days(text: &str) -> bool {
    text.split('/')
        .all(|end| end.trim_start_matches('-').matches('-').count() >= 2)
}
