//! timemap (Forensic Architecture, Bellingcat), in and out: events with their dates, places, sources and associations
//! in one JSON object, or a bare list of events.

mod records;
mod write;

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edtf::EventDate;
use crate::exchange::address::{self, is_address};
use crate::exchange::arrange::fault;
use crate::exchange::columns::shown;
use crate::exchange::date::{self, DayOrder};
use crate::exchange::json_lines::document;
use crate::exchange::json_text;
use crate::exchange::{Imported, Incoming, NewEvent, Notes, Text, plain};

use records::{associations, sources, text, texts};
pub(super) use write::export;

/// Events and sources of a timemap.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let mut imported = Imported::default();
    let Some(document) = document(incoming, &mut imported) else {
        return imported;
    };
    let events = document.get("events").unwrap_or(&document).as_array();
    let Some(events) = events else {
        let message = "there is no list of events";
        imported.diagnostics.push(fault(
            Code::ImportSyntax,
            message,
            Place::file(incoming.file),
        ));
        return imported;
    };
    let whole = 0..incoming.text.len();
    let list = json_text::find(incoming.text, whole.clone(), &["events"]).unwrap_or(whole);
    let spans = json_text::items(incoming.text, list);
    let ids = sources(document.get("sources"), incoming, &mut imported);
    let associations = associations(document.get("associations"), incoming);
    let dates: Vec<String> = events.iter().map(|event| text(event, "date")).collect();
    // Forensic Architecture writes the month first; a day above 12 in its place tells otherwise.
    let order = incoming
        .mapping
        .dates
        .or_else(|| DayOrder::of(dates.iter().map(String::as_str)));
    let order = order.unwrap_or(DayOrder::MonthFirst);
    for (index, (value, span)) in events.iter().zip(spans).enumerate() {
        let reader = Reader {
            value,
            number: index + 1,
            span,
            order,
            incoming,
            ids: &ids,
            associations: &associations,
        };
        match reader.event(&mut imported.notes) {
            Ok(event) => imported.events.push(event),
            Err(diagnostic) => imported.diagnostics.push(diagnostic),
        }
    }
    imported
}

/// One event while it is read.
struct Reader<'a> {
    value: &'a Value,
    /// From 1.
    number: usize,
    span: Range<usize>,
    order: DayOrder,
    incoming: &'a Incoming<'a>,
    ids: &'a HashMap<String, String>,
    associations: &'a HashMap<String, (String, String)>,
}

impl Reader<'_> {
    fn fault(&self, code: Code, field: &str, what: &str) -> Diagnostic {
        let message = format!("event {}, `{field}`: {what}", self.number);
        fault(code, message, self.place(field))
    }

    fn place(&self, field: &str) -> Place {
        let bytes = json_text::nearest(self.incoming.text, self.span.clone(), &[field]);
        Place::bytes(self.incoming.file, bytes)
    }

    fn event(&self, notes: &mut Notes) -> Result<NewEvent, Diagnostic> {
        let field = |key: &str| text(self.value, key);
        let description = [field("description"), field("desc")]
            .into_iter()
            .find(|text| !text.is_empty());
        let description = description.unwrap_or_default();
        let (title, body) = self.headline(&description)?;
        let mut event = NewEvent {
            id: [field("id"), field("civId")]
                .into_iter()
                .find(|id| !id.is_empty())
                .unwrap_or_default(),
            slug: field("dateline_slug"),
            title,
            date: self.date()?,
            body: Text::Plain(body),
            place: Some(self.place("description")),
            ..NewEvent::default()
        };
        event.add_terms("places", [field("location")]);
        event.add_terms("topics", [field("category"), field("type")]);
        for id in texts(self.value, "associations") {
            match self.associations.get(&id) {
                Some((taxonomy, name)) => event.add_terms(taxonomy, [name.clone()]),
                None => event.add_terms("topics", [id]),
            }
        }
        for id in texts(self.value, "sources") {
            match self.ids.get(&id) {
                Some(id) => event.sources.push(id.as_str().into()),
                None if is_address(&id) => event.sources.push(address::source(&id)),
                None => notes.add("a source that has no record is left out"),
            }
        }
        let degrees = |key: &str, most: f64| {
            let degrees = field(key).parse::<f64>().ok();
            degrees.filter(|degrees| degrees.abs() <= most)
        };
        if let (Some(lat), Some(lon)) = (degrees("latitude", 90.0), degrees("longitude", 180.0)) {
            event
                .extra
                .insert("location".to_owned(), json!({ "lat": lat, "lon": lon }));
        } else if !(field("latitude").is_empty() && field("longitude").is_empty()) {
            notes.add("a position that is none on the earth is left out");
        }
        for key in ["time_precision", "time_display", "comments"] {
            if !field(key).is_empty() {
                event
                    .extra
                    .insert(key.to_owned(), plain::line(&field(key)).into());
            }
        }
        Ok(event)
    }

    /// A title of its own where there is one, else the first sentence of the description, and the text.
    fn headline(&self, description: &str) -> Result<(String, String), Diagnostic> {
        let title = plain::line(&text(self.value, "title"));
        if !title.is_empty() {
            return Ok((title, description.to_owned()));
        }
        let line = plain::line(description);
        if line.is_empty() {
            return Err(self.fault(
                Code::MissingField,
                "description",
                "the event has neither a title nor a description",
            ));
        }
        let end = line.find(". ").map_or(line.len(), |at| at + 1);
        let first = line[..end].trim_end_matches('.');
        if first.chars().count() <= 120 {
            let is_all = end == line.len();
            return Ok((
                first.to_owned(),
                if is_all {
                    String::new()
                } else {
                    description.to_owned()
                },
            ));
        }
        let head: String = first.chars().take(100).collect();
        let head = head
            .rsplit_once(' ')
            .map_or(head.as_str(), |(head, _)| head);
        Ok((format!("{head}…"), description.to_owned()))
    }

    fn date(&self) -> Result<String, Diagnostic> {
        let exported = text(self.value, "edtf");
        if EventDate::parse(&exported).is_ok() {
            return Ok(exported);
        }
        let written = text(self.value, "date");
        if written.is_empty() {
            return Err(self.fault(Code::MissingField, "date", "the event has no date"));
        }
        let date = date::loose(&written, Some(self.order)).map_err(|error| {
            let what = format!("`{}` is not a date: {}", shown(&written), error.message);
            self.fault(Code::BadDate, "date", &what).help(error.help)
        })?;
        let written = text(self.value, "time");
        if written.is_empty() {
            return Ok(date);
        }
        let whole = date::clock(&written).map(|(hour, minute, second)| {
            let second = second
                .map(|second| format!(":{second:02}"))
                .unwrap_or_default();
            format!("{date}T{hour:02}:{minute:02}{second}")
        });
        whole
            .filter(|whole| EventDate::parse(whole).is_ok())
            .ok_or_else(|| {
                let what = format!("`{}` is not a time of that day", shown(&written));
                self.fault(Code::BadDate, "time", &what)
            })
    }
}
