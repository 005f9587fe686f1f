//! iCalendar (RFC 5545), in and out: each entry of a calendar is an event, each occurrence of one that recurs too. The
//! one home of `icalendar`'s parser.

mod moment;
mod recurrence;
mod zones;

use std::collections::HashSet;

use icalendar::parser::{Component, Property, read_calendar_simple, unfold};

use super::arrange::fault;
use super::columns::is_address;
use super::{Exported, Imported, Incoming, NewEvent, Notes, Outgoing, Text, date, plain};
use crate::diagnostic::{Code, Diagnostic, Place};
use moment::{Moment, after};
use recurrence::Recurrence;
use zones::Zones;

/// Components within components that are read; a calendar needs three.
const MOST_LEVELS: usize = 16;

/// The entries of a calendar as events.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let mut imported = Imported::default();
    if is_too_deep(incoming.text) {
        let message = format!("components lie more than {MOST_LEVELS} deep in each other");
        imported.diagnostics.push(fault(
            Code::ImportSyntax,
            message,
            Place::file(incoming.file),
        ));
        return imported;
    }
    let unfolded = unfold(incoming.text);
    let calendars = match read_calendar_simple(unfolded.trim_start()) {
        Ok(calendars) => calendars,
        Err(error) => {
            let line = error.input.lines().next().unwrap_or_default();
            let message = format!(
                "the file is not iCalendar: `{}` is not understood",
                super::columns::shown(line)
            );
            let at = incoming.text.find(line).filter(|_| !line.is_empty());
            let place = Place::bytes(incoming.file, at.map_or(0..0, |at| at..at + line.len()));
            imported
                .diagnostics
                .push(fault(Code::ImportSyntax, message, place));
            return imported;
        }
    };
    let all: Vec<&Component> = calendars
        .iter()
        .flat_map(|calendar| std::iter::once(calendar).chain(&calendar.components))
        .collect();
    let zones = Zones::of(&all);
    let entries: Vec<&Component> = all
        .iter()
        .copied()
        .filter(|component| component.name == "VEVENT")
        .collect();
    let starts: Vec<usize> = incoming
        .text
        .match_indices("BEGIN:VEVENT")
        .map(|(at, _)| at)
        .collect();
    let replaced: HashSet<(String, String)> = entries
        .iter()
        .filter_map(|entry| {
            Some((
                value(entry, "UID")?,
                zones.moment(entry.find_prop("RECURRENCE-ID")?).ok()?.text(),
            ))
        })
        .collect();
    for (index, entry) in entries.iter().enumerate() {
        let at = starts.get(index).copied().unwrap_or(0);
        let place = Place::bytes(
            incoming.file,
            at..at + "BEGIN:VEVENT".len().min(incoming.text.len() - at),
        );
        let reader = Reader {
            entry,
            zones: &zones,
            replaced: &replaced,
            incoming,
            place,
        };
        match reader.events(&mut imported.notes) {
            Ok(events) => imported.events.extend(events),
            Err(diagnostic) => imported.diagnostics.push(diagnostic),
        }
    }
    let others = all
        .iter()
        .filter(|component| matches!(component.name.as_str(), "VTODO" | "VJOURNAL" | "VFREEBUSY"));
    imported.notes.add_times(
        "a task, a journal entry or a free-busy time is left out",
        others.count(),
    );
    imported
}

fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    for line in text.lines() {
        let is = |word: &str| {
            line.get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        if is("BEGIN:") {
            depth += 1;
        } else if is("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > MOST_LEVELS {
            return true;
        }
    }
    false
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
    zones: &'a Zones,
    replaced: &'a HashSet<(String, String)>,
    incoming: &'a Incoming<'a>,
    place: Place,
}

impl Reader<'_> {
    fn fault(&self, name: &str, what: &str) -> Diagnostic {
        fault(
            Code::BadDate,
            format!("`{name}` of this entry: {what}"),
            self.place.clone(),
        )
    }

    fn moment(&self, name: &str) -> Result<Option<Moment>, Diagnostic> {
        let property = self.entry.find_prop(name);
        property
            .map(|property| {
                self.zones
                    .moment(property)
                    .map_err(|what| self.fault(name, &what))
            })
            .transpose()
    }

    fn events(&self, notes: &mut Notes) -> Result<Vec<NewEvent>, Diagnostic> {
        let start = self
            .moment("DTSTART")?
            .ok_or_else(|| self.fault("DTSTART", "there is none"))?;
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
        let occurrences = recurrence.occurrences(start).map_err(|what| {
            fault(
                Code::WrongValue,
                format!("`RRULE` of this entry: {what}"),
                self.place.clone(),
            )
        })?;
        if occurrences.is_cut {
            notes.add(&format!(
                "a recurrence is cut after {} occurrences",
                recurrence::MOST
            ));
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
                Some(duration) => after(start, &duration)
                    .ok_or_else(|| self.fault("DURATION", "it is no span of time"))?,
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
        let end = end.filter(|end| *end != start).map(Moment::text);
        event.date = date::range(&start.text(), end.as_deref())
            .map_err(|error| self.fault("DTEND", &error.message))?;
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
            place: Some(self.place.clone()),
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
        if let Some(url) = value(self.entry, "URL").filter(|url| is_address(url)) {
            event.sources.push(url.into());
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

/// The calendar that the site publishes.
pub(super) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let bytes = outgoing.published("timeline.ics");
    let text = String::from_utf8_lossy(&bytes);
    let left_out = text.lines().find_map(|line| {
        line.strip_prefix("X-DATELINE-LEFT-OUT:")?
            .trim()
            .parse()
            .ok()
    });
    notes.add_times(
        "an event whose date is no day, time or range of them is left out",
        left_out.unwrap_or(0),
    );
    Exported { bytes, notes }
}
