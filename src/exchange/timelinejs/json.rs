//! The JSON of `TimelineJS`: `title`, `events` and `eras`, each slide an object.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::fault::Fault;
use super::slide::Slide;
use super::stamp::RawStamp;
use super::write;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::exchange::arrange::fault;
use crate::exchange::json_lines::document;
use crate::exchange::json_text;
use crate::exchange::{Exported, Imported, Incoming, Media, Notes, Outgoing};

/// The fields of the sheet and where the JSON has them.
const PATHS: [(&str, &str); 10] = [
    ("Year", "start_date.year"),
    ("Month", "start_date.month"),
    ("Day", "start_date.day"),
    ("Time", "start_date.hour"),
    ("End Year", "end_date.year"),
    ("End Month", "end_date.month"),
    ("End Day", "end_date.day"),
    ("End Time", "end_date.hour"),
    ("Headline", "text.headline"),
    ("Text", "text.text"),
];

pub(super) fn import(incoming: &Incoming) -> Imported {
    let mut imported = Imported::default();
    let Some(document) = document(incoming, &mut imported) else {
        return imported;
    };
    if !document.get("events").is_some_and(Value::is_array) {
        let message = "there is no list `events`, which TimelineJS keeps its slides in";
        imported.diagnostics.push(fault(
            Code::ImportSyntax,
            message,
            Place::file(incoming.file),
        ));
        return imported;
    }
    for record in records(&document, incoming.text) {
        let slide = slide(record.value, record.kind);
        match slide.add_to(&mut imported) {
            Ok(Some(mut event)) => {
                event.place = Some(record.place(incoming, &["text", "headline"]));
                imported.events.push(event);
            }
            Ok(None) => {}
            Err(wrong) => imported
                .diagnostics
                .push(located(incoming, &record, &wrong)),
        }
    }
    imported
}

/// A slide where it stands.
struct Record<'a> {
    /// `event 3`, from 1.
    name: String,
    /// As the sheet has it under `Type`.
    kind: &'static str,
    value: &'a Value,
    span: Range<usize>,
}

impl Record<'_> {
    fn place(&self, incoming: &Incoming, keys: &[&str]) -> Place {
        let bytes = json_text::nearest(incoming.text, self.span.clone(), keys);
        Place::bytes(incoming.file, bytes)
    }
}

/// The title slide, the events and the eras.
fn records<'a>(document: &'a Value, text: &str) -> Vec<Record<'a>> {
    let span = |key: &str| json_text::find(text, 0..text.len(), &[key]).unwrap_or(0..0);
    let title = document.get("title").filter(|title| title.is_object());
    let mut records: Vec<Record> = title
        .map(|value| Record {
            name: "the title slide".to_owned(),
            kind: "title",
            value,
            span: span("title"),
        })
        .into_iter()
        .collect();
    for (key, name, kind) in [("events", "event", ""), ("eras", "era", "era")] {
        let values = document.get(key).and_then(Value::as_array);
        let spans = json_text::items(text, span(key));
        let slides = values.into_iter().flatten().zip(spans).enumerate();
        records.extend(slides.map(|(index, (value, span))| Record {
            name: format!("{name} {}", index + 1),
            kind,
            value,
            span,
        }));
    }
    records
}

fn slide(value: &Value, kind: &str) -> Slide {
    let text = |path: &[&str]| written(path.iter().try_fold(value, |value, key| value.get(key)));
    let stamp = |key: &str| {
        let clock: Vec<String> = ["hour", "minute", "second"]
            .iter()
            .map(|part| text(&[key, part]))
            .collect();
        let time = match clock.as_slice() {
            [hour, ..] if hour.is_empty() => String::new(),
            [hour, minute, second] => {
                let minute = if minute.is_empty() { "00" } else { minute };
                let second = if second.is_empty() {
                    String::new()
                } else {
                    format!(":{second}")
                };
                format!("{hour}:{minute}{second}")
            }
            _ => String::new(),
        };
        RawStamp {
            year: text(&[key, "year"]),
            month: text(&[key, "month"]),
            day: text(&[key, "day"]),
            time,
            whole: String::new(),
        }
    };
    let display = [&["display_date"][..], &["start_date", "display_date"]].map(text);
    Slide {
        id: text(&["unique_id"]),
        start: stamp("start_date"),
        end: stamp("end_date"),
        display: display
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        headline: text(&["text", "headline"]),
        text: text(&["text", "text"]),
        media: Media {
            url: text(&["media", "url"]),
            credit: text(&["media", "credit"]),
            caption: text(&["media", "caption"]),
            alt: text(&["media", "alt"]),
            thumbnail: text(&["media", "thumbnail"]),
        },
        group: text(&["group"]),
        kind: kind.to_owned(),
        edtf: text(&["edtf"]),
        background: value
            .get("background")
            .is_some_and(|background| !background.is_null()),
    }
}

fn written(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn located(incoming: &Incoming, record: &Record, wrong: &Fault) -> Diagnostic {
    let field = PATHS
        .iter()
        .find(|(field, _)| *field == wrong.field)
        .map_or(wrong.field, |(_, path)| path);
    let message = format!("{}, `{field}`: {}", record.name, wrong.message);
    let keys: Vec<&str> = field.split('.').collect();
    let diagnostic = fault(wrong.code, message, record.place(incoming, &keys));
    match &wrong.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// A site as the JSON that `TL.Timeline` takes.
pub(in crate::exchange) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let (mut title, mut events, mut eras) = (Value::Null, Vec::new(), Vec::new());
    for slide in write::slides(outgoing, &mut notes) {
        match slide.kind.as_str() {
            "title" => title = object(&slide),
            "era" => eras.push(object(&slide)),
            _ => events.push(object(&slide)),
        }
    }
    let document = json!({ "title": title, "events": events, "eras": eras });
    let mut bytes =
        serde_json::to_vec_pretty(&document).expect("a JSON value is written without fail");
    bytes.push(b'\n');
    Exported { bytes, notes }
}

fn object(slide: &Slide) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        let is_empty = match &value {
            Value::String(text) => text.is_empty(),
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        if !is_empty {
            object.insert(key.to_owned(), value);
        }
    };
    put("unique_id", slide.id.as_str().into());
    put("start_date", stamp(&slide.start));
    put("end_date", stamp(&slide.end));
    put("edtf", slide.edtf.as_str().into());
    put("display_date", slide.display.as_str().into());
    put(
        "text",
        json!({ "headline": slide.headline, "text": slide.text }),
    );
    put("group", slide.group.as_str().into());
    let media = &slide.media;
    let fields = [
        ("url", &media.url),
        ("credit", &media.credit),
        ("caption", &media.caption),
        ("alt", &media.alt),
        ("thumbnail", &media.thumbnail),
    ];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    put(
        "media",
        Value::Object(
            fields
                .map(|(key, text)| (key.to_owned(), text.as_str().into()))
                .collect(),
        ),
    );
    Value::Object(object)
}

fn stamp(raw: &RawStamp) -> Value {
    let mut parts = Map::new();
    let mut put = |key: &str, text: Option<&str>| {
        if let Some(number) = text.and_then(|text| text.parse::<i64>().ok()) {
            parts.insert(key.to_owned(), number.into());
        }
    };
    put("year", Some(&raw.year));
    put("month", Some(&raw.month));
    put("day", Some(&raw.day));
    let mut clock = raw.time.split(':');
    put("hour", clock.next());
    put("minute", clock.next());
    put("second", clock.next());
    Value::Object(parts)
}
