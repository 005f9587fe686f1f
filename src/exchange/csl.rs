//! Sources as CSL-JSON, which reference managers read (Citation Style Language 1.0.2, input data).

use serde_json::{Map, Value, json};

use super::{Exported, Notes, Outgoing};
use crate::content::Source;
use crate::edtf::{EventDate, Expression, Shape};

/// The sources of a site as one list of items.
pub(super) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let items: Vec<Value> = outgoing
        .site
        .sources
        .iter()
        .map(|source| item(source, &mut notes))
        .collect();
    let mut bytes =
        serde_json::to_vec_pretty(&items).expect("a JSON value is written without fail");
    bytes.push(b'\n');
    Exported { bytes, notes }
}

fn item(source: &Source, notes: &mut Notes) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), source.id.as_str().into());
    item.insert("type".to_owned(), kind(source.kind.as_deref()).into());
    let mut text = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value.into());
        }
    };
    text("title", Some(&source.title));
    text("container-title", source.publisher.as_deref());
    text("source", source.agency.as_deref());
    text("URL", source.url.as_deref());
    text("archive_location", source.archive_url.as_deref());
    text("language", source.language.as_deref());
    text("genre", source.kind.as_deref());
    text("note", source.note.as_deref());
    let authors: Vec<Value> = source
        .authors
        .iter()
        .map(|name| json!({ "literal": name }))
        .collect();
    if !authors.is_empty() {
        item.insert("author".to_owned(), authors.into());
    }
    for (key, date) in [
        ("issued", &source.published),
        ("accessed", &source.accessed),
    ] {
        if let Some(date) = date {
            item.insert(key.to_owned(), csl_date(date, notes));
        }
    }
    Value::Object(item)
}

/// The type of an item by the words of `kind`; what says nothing else is a page of the web.
fn kind(kind: Option<&str>) -> &'static str {
    const KINDS: [(&str, &str); 14] = [
        ("interview", "interview"),
        ("book", "book"),
        ("treaty", "treaty"),
        ("law", "legislation"),
        ("speech", "speech"),
        ("letter", "personal_communication"),
        ("photo", "graphic"),
        ("video", "motion_picture"),
        ("map", "map"),
        ("thesis", "thesis"),
        ("dataset", "dataset"),
        ("broadcast", "broadcast"),
        ("post", "post"),
        ("report", "report"),
    ];
    let words = kind.unwrap_or_default().to_lowercase();
    if words.contains("news") || words.contains("article") {
        return "article-newspaper";
    }
    KINDS
        .iter()
        .find(|(word, _)| words.contains(word))
        .map_or("webpage", |(_, kind)| kind)
}

/// A date in parts where it is a day, a month or a year; else as it is written, which the schema allows as `raw`.
fn csl_date(date: &EventDate, notes: &mut Notes) -> Value {
    let Expression::Single(point) = date.expression() else {
        return json!({ "raw": date.text() });
    };
    let parts = match point.shape {
        Shape::Day { year, month, day } => json!([year, month, day]),
        Shape::Month { year, month } => json!([year, month]),
        Shape::Year(year) => json!([year]),
        _ => return json!({ "raw": date.text() }),
    };
    if point.time.is_some() {
        notes.add("the time of day of a source's date is left out: CSL has none");
    }
    let mut value = json!({ "date-parts": [parts] });
    if date.is_approximate() || date.is_uncertain() {
        value["circa"] = true.into();
    }
    value
}
