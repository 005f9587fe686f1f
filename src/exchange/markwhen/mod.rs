//! Markwhen, in and out: lines `date: what happened`, in sections, with properties and a text below each.

mod date;
mod lines;
mod point;
mod recurrence;
mod relative;
mod sections;
mod span;
mod write;

use std::collections::HashMap;

use serde_json::Value;

use super::arrange::fault;
use super::repeats::{Repeats, TOO_MANY};
use super::{Imported, Incoming, NewEvent, Text, plain};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edtf::EventDate;
use crate::edtf::zone::parse_zone;
use date::Dates;
use lines::{Entry, Line, lines};
use sections::{MOST_LEVELS, Sections};
use span::Span;

pub(super) use write::export;

/// The events of a Markwhen document.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let mut imported = Imported::default();
    let document = lines(incoming.text);
    let mut dates = Dates {
        is_day_first: header(&document.header, &mut imported),
        by_id: HashMap::new(),
        last: None,
    };
    let mut repeats = Repeats::default();
    imported.notes.append(document.notes);
    let mut sections = Sections::default();
    for line in document.lines {
        match line {
            Line::Section(level, title, span) => {
                if !sections.open(level, &title) {
                    let message =
                        format!("sections lie more than {MOST_LEVELS} deep in each other");
                    let place = Place::bytes(incoming.file, span);
                    let fault = fault(Code::ImportSyntax, message, place);
                    imported.diagnostics.push(fault);
                    break;
                }
            }
            Line::SectionEnd => {
                if !sections.close() {
                    let note = "an end of a section that none begins is left out";
                    imported.notes.add(note);
                }
            }
            Line::Entry(entry) => {
                match events(
                    &entry,
                    &mut dates,
                    &sections,
                    incoming,
                    &mut repeats,
                    &mut imported,
                ) {
                    Ok(events) => imported.events.extend(events),
                    Err(diagnostic) => imported.diagnostics.push(diagnostic),
                }
            }
        }
    }
    if imported.events.is_empty() && imported.diagnostics.is_empty() {
        let message = "no line begins with a date and a colon";
        imported.diagnostics.push(fault(
            Code::ImportSyntax,
            message,
            Place::file(incoming.file),
        ));
    }
    imported
}

/// What the header says, and whether the day stands first in its dates.
fn header(lines: &[(String, String)], imported: &mut Imported) -> bool {
    let mut is_day_first = false;
    for (key, value) in lines {
        match key.as_str() {
            "title" | "description" => imported
                .settings
                .push(format!("{key}: {}", Value::from(plain::line(value)))),
            "timezone" => match parse_zone(value) {
                Some(zone) => imported.settings.push(format!("timezone: {}", zone.name())),
                None => imported
                    .notes
                    .add("a time zone of the header that is no IANA name is left out"),
            },
            "dateformat" => is_day_first = value.starts_with(['d', 'D']),
            _ => imported.notes.add(&format!(
                "`{}` of the header is left out",
                super::columns::shown(key)
            )),
        }
    }
    is_day_first
}

fn events(
    entry: &Entry,
    dates: &mut Dates,
    sections: &Sections,
    incoming: &Incoming,
    repeats: &mut Repeats,
    imported: &mut Imported,
) -> Result<Vec<NewEvent>, Diagnostic> {
    let place = Place::bytes(incoming.file, entry.span.clone());
    let wrong = |what: String| {
        fault(
            Code::BadDate,
            format!("line {}: {what}", entry.line),
            place.clone(),
        )
    };
    let span = dates
        .read(&entry.date)
        .ok_or_else(|| wrong(format!("`{}` is not a date", entry.date)))?;
    let span = span.map_err(&wrong)?;
    let event = event(entry, sections, incoming, imported)?;
    dates.remember(&event.id, &span);
    let spans = recurrence::occurrences(&entry.recurrence, &span, &mut imported.notes);
    if !repeats.fit(entry.size(), spans.len()) {
        let message = format!("line {}: {TOO_MANY}", entry.line);
        return Err(fault(Code::ImportSyntax, message, place));
    }
    let exported = entry
        .property("edtf")
        .filter(|text| EventDate::parse(text).is_ok());
    if let [span] = &spans[..] {
        let date = exported.map_or_else(|| span.text(), Ok).map_err(&wrong)?;
        return Ok(vec![NewEvent { date, ..event }]);
    }
    if exported.is_some() {
        let note = "the `edtf` of an entry that recurs is left out";
        imported.notes.add(note);
    }
    let events = spans.into_iter().map(|span| {
        let date = span.text().map_err(&wrong)?;
        let id = match event.id.as_str() {
            "" => String::new(),
            id => format!("{id}/{date}"),
        };
        Ok(NewEvent {
            id,
            date,
            ..event.clone()
        })
    });
    events.collect()
}

/// What an entry says, but for its date.
fn event(
    entry: &Entry,
    sections: &Sections,
    incoming: &Incoming,
    imported: &mut Imported,
) -> Result<NewEvent, Diagnostic> {
    let place = Place::bytes(incoming.file, entry.span.clone());
    let (title, tags, mark) = headline(&entry.title);
    let id = entry.property("id").or(mark).unwrap_or_default();
    let title = if title.is_empty() {
        plain::line(&entry.text).chars().take(100).collect()
    } else {
        title
    };
    if title.is_empty() {
        let message = format!("line {}: nothing is said after the date", entry.line);
        return Err(fault(Code::MissingField, message, place));
    }
    let mut event = NewEvent {
        id: id.clone(),
        slug: id,
        title,
        summary: entry.property("summary"),
        body: Text::Markdown(entry.text.clone()),
        place: Some(place),
        ..NewEvent::default()
    };
    event.add_terms("threads", sections.titles());
    event.add_terms("topics", tags.into_iter().chain(sections.tags()));
    for (key, value) in &entry.properties {
        property(&mut event, key, value, incoming, imported);
    }
    Ok(event)
}

fn property(
    event: &mut NewEvent,
    key: &str,
    value: &str,
    incoming: &Incoming,
    imported: &mut Imported,
) {
    match key {
        "id" | "edtf" | "summary" => {}
        "location" => event.add_terms("places", [value.to_owned()]),
        "tags" => event.add_terms("topics", values(value)),
        "timezone" => match parse_zone(value) {
            Some(zone) => event.timezone = Some(zone.name().to_owned()),
            None => imported
                .notes
                .add("a time zone that is no IANA name is left out"),
        },
        "status"
            if incoming
                .site
                .settings
                .statuses
                .iter()
                .any(|(known, _)| known == value) =>
        {
            event.status = Some(value.to_owned());
        }
        _ if incoming
            .site
            .settings
            .taxonomies
            .iter()
            .any(|taxonomy| taxonomy.key == key) =>
        {
            event.add_terms(key, values(value));
        }
        _ => {
            event
                .extra
                .insert(key.to_owned(), plain::line(value).into());
        }
    }
}

/// The values of a list such as `[a, "b, c"]`, or the one value.
fn values(text: &str) -> Vec<String> {
    if let Ok(values) = serde_json::from_str::<Vec<String>>(text) {
        return values;
    }
    match text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    {
        Some(items) => items
            .split(',')
            .map(|item| item.trim().trim_matches(['"', '\'']).to_owned())
            .collect(),
        None => vec![text.to_owned()],
    }
}

/// The headline without its tags and its id.
fn headline(text: &str) -> (String, Vec<String>, Option<String>) {
    let (mut words, mut tags, mut id) = (Vec::new(), Vec::new(), None);
    for word in text.split_whitespace() {
        let name = |mark: char| {
            let name = word.strip_prefix(mark)?;
            let is_name = name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
            (is_name && name.contains(char::is_alphabetic)).then(|| name.to_owned())
        };
        if let Some(tag) = name('#') {
            tags.push(tag);
        } else if let Some(own) = name('!') {
            id = Some(own);
        } else {
            words.push(word);
        }
    }
    (words.join(" "), tags, id)
}

/// What a span says as a date of content.
fn text_of(span: &Span) -> Result<String, String> {
    let end = span
        .end
        .as_ref()
        .map(|end| end.map_or_else(|| "..".to_owned(), super::date::Parts::text));
    super::date::range(&span.start.text(), end.as_deref()).map_err(|error| error.message)
}
