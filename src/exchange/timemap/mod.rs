//! timemap (Forensic Architecture, Bellingcat), in and out: events with their dates, places, sources and associations
//! in one JSON object, or a bare list of events.

mod write;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::content::Slug;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edtf::EventDate;
use crate::exchange::arrange::fault;
use crate::exchange::columns::{is_address, shown};
use crate::exchange::date::{self, DayOrder};
use crate::exchange::json_lines::document;
use crate::exchange::{Imported, Incoming, NewEvent, NewSource, Notes, Text, plain};

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
    let ids = sources(document.get("sources"), incoming, &mut imported);
    let associations = associations(document.get("associations"));
    let dates: Vec<String> = events.iter().map(|event| text(event, "date")).collect();
    // Forensic Architecture writes the month first; a day above 12 in its place tells otherwise.
    let order = incoming
        .mapping
        .dates
        .or_else(|| DayOrder::of(dates.iter().map(String::as_str)));
    let order = order.unwrap_or(DayOrder::MonthFirst);
    for (index, value) in events.iter().enumerate() {
        let reader = Reader {
            value,
            index,
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

fn text(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let items = value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    items
        .filter_map(|item| item.as_str().map(plain::line))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The sources, which are an object by id or a list; gives the id here for each id there.
fn sources(
    value: Option<&Value>,
    incoming: &Incoming,
    imported: &mut Imported,
) -> HashMap<String, String> {
    let items: Vec<&Value> = match value {
        Some(Value::Object(map)) => map.values().collect(),
        Some(Value::Array(items)) => items.iter().collect(),
        _ => Vec::new(),
    };
    let mut ids = HashMap::new();
    for item in items {
        let id = text(item, "id");
        let Some(slug) = Slug::from_name(&id) else {
            imported
                .notes
                .add("a source whose id has neither a letter nor a digit is left out");
            continue;
        };
        let source = source(item, &id, incoming, &mut imported.notes);
        imported.sources.push(NewSource {
            id: slug.to_string(),
            fields: source,
            place: Some(Place::file(incoming.file)),
        });
        ids.insert(id, slug.to_string());
    }
    ids
}

fn source(item: &Value, id: &str, incoming: &Incoming, notes: &mut Notes) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            fields.insert(key.to_owned(), value.into());
        }
    };
    let title = plain::line(&text(item, "title"));
    let title: String = title
        .chars()
        .take(incoming.site.settings.limits.title_chars)
        .collect();
    put(
        "title",
        if title.is_empty() {
            plain::line(id)
        } else {
            title
        },
    );
    put("authors", plain::line(&text(item, "author")));
    let date = text(item, "date");
    match date::loose(&date, Some(DayOrder::MonthFirst)) {
        Ok(date) => put("published", date),
        Err(_) if date.is_empty() => {}
        Err(_) => notes.add("a source's date that is none is left out"),
    }
    put("kind", plain::line(&text(item, "type")));
    let note = [text(item, "description"), text(item, "notes")].map(|text| plain::line(&text));
    put(
        "note",
        note.into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    );
    let paths = texts(item, "paths");
    let url = std::iter::once(text(item, "url"))
        .chain(paths.iter().cloned())
        .find(|url| is_address(url));
    put("url", url.unwrap_or_default());
    notes.add_times(
        "a path of a source that is no address on the web is left out",
        paths.iter().filter(|path| !is_address(path)).count(),
    );
    fields
}

/// What an association is here: a taxonomy and a name.
fn associations(value: Option<&Value>) -> HashMap<String, (&'static str, String)> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    let named = items.map(|item| {
        let title = plain::line(&text(item, "title"));
        let id = text(item, "id");
        let taxonomy = match text(item, "mode").to_uppercase().as_str() {
            "NARRATIVE" => "threads",
            _ => "topics",
        };
        let path = texts(item, "filter_paths").pop();
        let name = path.filter(|_| title.is_empty()).unwrap_or(title);
        let name = if name.is_empty() {
            plain::line(&id)
        } else {
            name
        };
        (id, (taxonomy, name))
    });
    named.collect()
}

/// One event while it is read.
struct Reader<'a> {
    value: &'a Value,
    index: usize,
    order: DayOrder,
    incoming: &'a Incoming<'a>,
    ids: &'a HashMap<String, String>,
    associations: &'a HashMap<String, (&'static str, String)>,
}

impl Reader<'_> {
    fn fault(&self, code: Code, field: &str, what: &str) -> Diagnostic {
        let message = format!("`events[{}].{field}`: {what}", self.index);
        fault(code, message, Place::file(self.incoming.file))
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
            place: Some(Place::file(self.incoming.file)),
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
                None if is_address(&id) => event.sources.push(id.into()),
                None => notes.add("a source that has no record is left out"),
            }
        }
        let (lat, lon) = (
            field("latitude").parse::<f64>().ok(),
            field("longitude").parse::<f64>().ok(),
        );
        if let (Some(lat), Some(lon)) = (lat, lon) {
            event
                .extra
                .insert("location".to_owned(), json!({ "lat": lat, "lon": lon }));
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
