//! iCalendar (RFC 5545), in and out: each entry of a calendar is an event, each occurrence of one that recurs too. The
//! one home of `icalendar`'s parser.

mod lines;
mod moment;
mod recurrence;
mod write;
mod zones;

use std::collections::HashSet;
use std::ops::Range;

use icalendar::parser::{Component, Property, read_calendar_simple, unfold};

use super::address::{self, is_address};
use super::arrange::fault;
use super::repeats::{Repeats, TOO_MANY};
use super::{Imported, Incoming, NewEvent, Notes, Text, date, plain};
use crate::diagnostic::{Code, Diagnostic, Place};
use lines::{before_unfolding, entry_spans, lines, too_deep, with_names_in_capitals};
use moment::{Moment, after};
use recurrence::Recurrence;
pub(super) use write::export;
use zones::Zones;

/// The entries of a calendar as events.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let mut imported = Imported::default();
    if let Some(diagnostic) = too_deep(incoming) {
        imported.diagnostics.push(diagnostic);
        return imported;
    }
    let unfolded = with_names_in_capitals(&unfold(incoming.text));
    match read_calendar_simple(unfolded.trim_start()) {
        Ok(calendars) => {
            let components: Vec<&Component> = calendars
                .iter()
                .flat_map(|calendar| std::iter::once(calendar).chain(&calendar.components))
                .collect();
            read(&components, incoming, &mut imported);
        }
        Err(error) => imported
            .diagnostics
            .push(not_understood(error.input, &unfolded, incoming)),
    }
    imported
}

/// Reads the entries among components.
fn read(components: &[&Component], incoming: &Incoming, imported: &mut Imported) {
    let zones = Zones::of(components);
    let is_entry = |component: &&&Component| component.name == "VEVENT";
    let entries: Vec<&Component> = components.iter().filter(is_entry).copied().collect();
    let replaced = entries.iter().filter_map(|entry| {
        let moment = zones.moment(entry.find_prop("RECURRENCE-ID")?).ok()?;
        Some((value(entry, "UID")?, moment.text()))
    });
    let replaced: HashSet<(String, String)> = replaced.collect();
    let mut repeats = Repeats::default();
    let mut spans = entry_spans(incoming.text).into_iter();
    for (index, entry) in entries.into_iter().enumerate() {
        let reader = Reader {
            entry,
            number: index + 1,
            span: spans.next().unwrap_or(0..0),
            zones: &zones,
            replaced: &replaced,
            incoming,
        };
        match reader.events(&mut repeats, &mut imported.notes) {
            Ok(events) => imported.events.extend(events),
            Err(diagnostic) => imported.diagnostics.push(diagnostic),
        }
    }
    let others = components
        .iter()
        .filter(|component| matches!(component.name.as_str(), "VTODO" | "VJOURNAL" | "VFREEBUSY"));
    imported.notes.add_times(
        "a task, a journal entry or a free-busy time is left out",
        others.count(),
    );
}

/// The parser's complaint, at the line of the unfolded text where it left a rest.
fn not_understood(rest: &str, unfolded: &str, incoming: &Incoming) -> Diagnostic {
    let read = unfolded.strip_suffix(rest).unwrap_or_default();
    let start = read.rfind('\n').map_or(0, |before| before + 1);
    let line = unfolded[start..].lines().next().unwrap_or_default();
    let message = format!(
        "the file is not iCalendar: `{}` is not understood",
        super::columns::shown(line)
    );
    let place = before_unfolding(incoming.text, start);
    fault(
        Code::ImportSyntax,
        message,
        Place::bytes(incoming.file, place),
    )
}

/// The value of a property, where it says something.
fn value(component: &Component, name: &str) -> Option<String> {
    let value = component.find_prop(name)?.val.as_str().trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// The value of a parameter.
fn parameter(property: &Property, name: &str) -> Option<String> {
    let found = property
        .params
        .iter()
        .find(|parameter| parameter.key.as_str().eq_ignore_ascii_case(name))?;
    Some(found.val.as_ref()?.as_str().trim_matches('"').to_owned())
}

/// One entry while it is read.
struct Reader<'a> {
    entry: &'a Component<'a>,
    /// From 1.
    number: usize,
    /// Its lines in the text.
    span: Range<usize>,
    zones: &'a Zones,
    replaced: &'a HashSet<(String, String)>,
    incoming: &'a Incoming<'a>,
}

impl Reader<'_> {
    fn fault(&self, code: Code, name: &str, what: &str) -> Diagnostic {
        let message = format!("entry {}, `{name}`: {what}", self.number);
        fault(code, message, self.place(name))
    }

    /// The line of a property, else the one that the entry begins with.
    fn place(&self, name: &str) -> Place {
        let is_of = |line: &str| {
            let rest = line.get(name.len()..).unwrap_or_default();
            line.get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
                && rest.starts_with([':', ';'])
        };
        let mut lines = lines(self.incoming.text, self.span.clone());
        let first = lines.next().unwrap_or(0..0);
        let own = lines.find(|line| is_of(&self.incoming.text[line.clone()]));
        Place::bytes(self.incoming.file, own.unwrap_or(first))
    }

    fn moment(&self, name: &str) -> Result<Option<Moment>, Diagnostic> {
        let property = self.entry.find_prop(name);
        property
            .map(|property| {
                self.zones
                    .moment(property)
                    .map_err(|what| self.fault(Code::BadDate, name, &what))
            })
            .transpose()
    }

    fn events(
        &self,
        repeats: &mut Repeats,
        notes: &mut Notes,
    ) -> Result<Vec<NewEvent>, Diagnostic> {
        let start = self
            .moment("DTSTART")?
            .ok_or_else(|| self.fault(Code::BadDate, "DTSTART", "there is none"))?;
        let end = self.end(start)?;
        let event = self.event(notes);
        let uid = value(self.entry, "UID").unwrap_or_default();
        let recurrence = Recurrence::of(self.entry, self.zones);
        if recurrence.is_none() || self.entry.find_prop("RECURRENCE-ID").is_some() {
            let id = match self.moment("RECURRENCE-ID")? {
                Some(replaced) if !uid.is_empty() => format!("{uid}/{}", replaced.text()),
                _ => uid,
            };
            return Ok(vec![self.dated(event, id, start, end)?]);
        }
        let occurrences = recurrence
            .occurrences(start)
            .map_err(|what| self.fault(Code::WrongValue, "RRULE", &what))?;
        if occurrences.is_cut {
            notes.add(&format!(
                "a recurrence is cut after {} occurrences",
                recurrence::MOST
            ));
        }
        if occurrences.starts.is_empty() {
            notes.add("an entry whose rule names no day is left out");
        }
        if !repeats.fit(self.span.len(), occurrences.starts.len()) {
            return Err(self.fault(Code::ImportSyntax, "RRULE", TOO_MANY));
        }
        let mut events = Vec::new();
        for occurrence in occurrences.starts {
            let text = occurrence.text();
            if self.replaced.contains(&(uid.clone(), text.clone())) {
                continue;
            }
            let moved = end.map(|end| end.moved(start, occurrence));
            events.push(self.dated(event.clone(), format!("{uid}/{text}"), occurrence, moved)?);
        }
        Ok(events)
    }

    /// The last day or the last moment: `DTEND` of whole days is the day after the last.
    fn end(&self, start: Moment) -> Result<Option<Moment>, Diagnostic> {
        let end = match self.moment("DTEND")? {
            Some(end) => end,
            None => match value(self.entry, "DURATION") {
                Some(duration) => after(start, &duration).ok_or_else(|| {
                    self.fault(Code::BadDate, "DURATION", "it is no span of time")
                })?,
                None => return Ok(None),
            },
        };
        Ok(Some(end.last_included(start)))
    }

    fn dated(
        &self,
        mut event: NewEvent,
        id: String,
        start: Moment,
        end: Option<Moment>,
    ) -> Result<NewEvent, Diagnostic> {
        let (written, start) = (start, start.stood_once());
        let end = end.map(|end| match end.stood_once() {
            // The clocks were set forward past it: the span is what remains.
            passed if (written.seconds()..start.seconds()).contains(&passed.seconds()) => {
                end.moved(written, start)
            }
            end => end,
        });
        let end = end.filter(|end| *end != start).map(Moment::text);
        event.date = date::range(&start.text(), end.as_deref())
            .map_err(|error| self.fault(Code::BadDate, "DTEND", &error.message))?;
        event.timezone = start
            .zone
            .map(|zone| zone.name().to_owned())
            .filter(|_| start.time.is_some());
        event.id = id;
        Ok(event)
    }

    fn event(&self, notes: &mut Notes) -> NewEvent {
        let title = value(self.entry, "SUMMARY")
            .map(|title| plain::line(&title))
            .filter(|title| !title.is_empty());
        let mut event = NewEvent {
            title: title.unwrap_or_else(|| "Untitled entry".to_owned()),
            body: Text::Plain(value(self.entry, "DESCRIPTION").unwrap_or_default()),
            place: Some(self.place("SUMMARY")),
            ..NewEvent::default()
        };
        event.add_terms("places", value(self.entry, "LOCATION"));
        for property in self
            .entry
            .properties
            .iter()
            .filter(|property| property.name == "CATEGORIES")
        {
            event.add_terms(
                "topics",
                property.val.as_str().split(',').map(str::to_owned),
            );
        }
        event.status = match value(self.entry, "STATUS").as_deref() {
            Some("CANCELLED") => Some("cancelled".to_owned()),
            Some("TENTATIVE") => Some("announced".to_owned()),
            _ => None,
        };
        let known = |status: &String| {
            self.incoming
                .site
                .settings
                .statuses
                .iter()
                .any(|(key, _)| key == status)
        };
        event.status = event.status.filter(known);
        match value(self.entry, "URL") {
            Some(url) if is_address(&url) => event.sources.push(address::source(&url)),
            Some(_) => notes.add("a URL that is no address of the web is left out"),
            None => {}
        }
        for (name, what) in [
            ("ATTENDEE", "an attendee is left out"),
            ("ATTACH", "an attachment is left out"),
            ("GEO", "a position is left out"),
        ] {
            notes.add_times(
                what,
                self.entry
                    .properties
                    .iter()
                    .filter(|property| property.name == name)
                    .count(),
            );
        }
        event
    }
}
