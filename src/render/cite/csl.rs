//! A citation as CSL-JSON, the format of Zotero, Pandoc and citeproc (schema 1.0 of the Citation Style Language).

use serde_json::{Map, Value, json};

use super::{Work, one_line};
use crate::edtf::{Bound, EventDate, Form};

/// The citation as a CSL-JSON list of one item, indented.
pub(in crate::render) fn csl_json(work: &Work<'_>) -> String {
    let mut item = Map::new();
    item.insert("id".into(), json!(work.slug));
    item.insert("type".into(), json!("webpage"));
    item.insert("title".into(), json!(one_line(work.title)));
    item.insert("container-title".into(), json!(one_line(work.site)));
    if !work.authors.is_empty() {
        let literal = |name: &String| json!({ "literal": one_line(name) });
        item.insert(
            "author".into(),
            work.authors.iter().map(literal).collect::<Value>(),
        );
    }
    if let Some(publisher) = work.publisher {
        item.insert("publisher".into(), json!(one_line(publisher)));
    }
    item.insert("event-date".into(), date(work.date, work.when));
    item.insert("language".into(), json!(work.language));
    if let Some(url) = work.url {
        item.insert("URL".into(), json!(url));
    }
    serde_json::to_string_pretty(&[Value::Object(item)])
        .expect("keys are strings and memory takes what is written")
}

/// A date: in numbers where it is a plain day or a range of plain days, else in words.
fn date(date: &EventDate, words: &str) -> Value {
    let part = |bound: Bound| {
        let (year, month, day) = bound.day()?.ymd();
        Some(json!([year, month, day]))
    };
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
    match parts {
        Some(parts) => json!({ "date-parts": parts }),
        None => json!({ "literal": one_line(words) }),
    }
}

/// Whether both ends of a range are written to the day.
fn has_days(text: &str) -> bool {
    text.split('/')
        .all(|end| end.trim_start_matches('-').matches('-').count() >= 2)
}
