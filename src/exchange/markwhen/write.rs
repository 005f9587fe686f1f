//! A site as a Markwhen document: events without a thread first, then a section for each thread.

use std::fmt::Write;

use crate::content::Event;
use crate::edtf::{Bound, Day, End, EventDate, Expression, Point, Shape};
use crate::exchange::{Exported, Notes, Outgoing, plain};
use crate::site::EventId;

/// A site as a document.
pub(in crate::exchange) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let settings = &outgoing.site.settings;
    let mut text = format!("title: {}\n", plain::line(&settings.title));
    if let Some(about) = &settings.description {
        let _ = writeln!(text, "description: {}", plain::line(about));
    }
    let _ = writeln!(text, "timezone: {}", settings.timezone.name());
    let mut sections: Vec<(String, String)> = vec![(String::new(), String::new())];
    for (id, event) in outgoing.events() {
        let Some(entry) = entry(outgoing, id, event, &mut notes) else {
            notes.add("an event whose date has no beginning is left out");
            continue;
        };
        let thread = outgoing.terms(id, "threads").next().unwrap_or_default();
        match sections.iter_mut().find(|(name, _)| name == thread) {
            Some((_, entries)) => entries.push_str(&entry),
            None => sections.push((thread.to_owned(), entry)),
        }
    }
    for (name, entries) in sections {
        if !name.is_empty() {
            let _ = write!(text, "\n# {}\n", plain::line(&name));
        }
        text.push_str(&entries);
    }
    Exported {
        bytes: text.into_bytes(),
        notes,
    }
}

fn entry(outgoing: &Outgoing, id: EventId, event: &Event, notes: &mut Notes) -> Option<String> {
    let (date, is_all) = date(&event.date)?;
    let mut entry = format!(
        "\n{date}: {}\nid: {}\n",
        plain::line(&event.title),
        event.slug
    );
    let mut property = |key: &str, value: &str| {
        let _ = writeln!(entry, "{key}: {}", plain::line(value));
    };
    if !is_all {
        property("edtf", event.date.text());
    }
    if let Some(summary) = &event.summary {
        property("summary", summary);
    }
    if let Some(zone) = &event.timezone {
        property("timezone", zone);
    }
    if let Some(status) = &event.status {
        property("status", status);
    }
    for taxonomy in &outgoing.site.settings.taxonomies {
        let skipped = usize::from(taxonomy.key == "threads");
        let names: Vec<&str> = outgoing.terms(id, &taxonomy.key).skip(skipped).collect();
        if !names.is_empty() {
            property(&taxonomy.key, &serde_json::Value::from(names).to_string());
        }
    }
    if has_mark(&event.title) {
        notes.add("a word of a headline that begins with `#` or `!` is read as a tag or an id");
    }
    let links = &outgoing.site.graph.events[id.index()];
    notes.add_times(
        "a citation is left out: Markwhen has no place for sources",
        links.text.citations.len(),
    );
    notes.add_times("a relation is left out", event.relations.len());
    let text = outgoing.markdown(event);
    if !text.is_empty() {
        entry.push('\n');
        // A line of the text that begins like an entry, a section or a comment stays text when it stands deeper.
        for line in text.lines() {
            let is_taken = super::lines::lines(&format!("2000: x\n\n{line}"))
                .lines
                .len()
                != 1
                || line.trim_start().starts_with("//");
            if is_taken {
                notes.add("a line of a text that reads like an entry or a section is marked with a backslash");
                entry.push('\\');
            }
            entry.push_str(line);
            entry.push('\n');
        }
    }
    Some(entry)
}

/// Whether a headline holds what would be taken for a tag or an id.
fn has_mark(title: &str) -> bool {
    title
        .split_whitespace()
        .any(|word| word.starts_with(['#', '!']))
}

/// The date in Markwhen's terms, and whether that says all of it.
fn date(date: &EventDate) -> Option<(String, bool)> {
    match date.expression() {
        Expression::Single(point) => {
            if let Some(text) = exact(point) {
                return Some((text, point.doubts.is_none()));
            }
        }
        Expression::Interval {
            start: End::At(start),
            end,
        } => {
            let from = exact(start);
            let until = match end {
                End::At(end) => exact(end),
                End::Open => Some("now".to_owned()),
                _ => None,
            };
            if let (Some(from), Some(until)) = (from, until) {
                let is_plain =
                    start.doubts.is_none() && end.point().is_none_or(|end| end.doubts.is_none());
                let is_old = from.ends_with("BCE") || until.ends_with("BCE");
                let text = if is_old {
                    format!("{from} - {until}")
                } else {
                    format!("{from}/{until}")
                };
                return Some((text, is_plain));
            }
        }
        _ => {}
    }
    let Bound::Day(first) = date.earliest() else {
        return None;
    };
    let until = match date.latest() {
        Bound::Day(last) => day(last)?,
        Bound::Open | Bound::Unknown => "now".to_owned(),
    };
    Some((format!("{}/{until}", day(first)?), false))
}

/// A day, a month or a year as it is written here; `None` for everything else.
fn exact(point: &Point) -> Option<String> {
    let (year, rest) = match point.shape {
        Shape::Year(year) => (year, String::new()),
        Shape::Month { year, month } => (year, format!("-{month:02}")),
        Shape::Day { year, month, day } => (year, format!("-{month:02}-{day:02}")),
        _ => return None,
    };
    if (-99_998..=0).contains(&year) && rest.is_empty() {
        return Some(format!("{} BCE", 1 - year));
    }
    let is_writable = (1..=9_999).contains(&year);
    let time = match point.time {
        Some(time) if time.second.is_some() || time.offset_minutes.is_some() => return None,
        Some(time) => format!(" {:02}:{:02}", time.hour, time.minute),
        None => String::new(),
    };
    is_writable.then(|| format!("{year:04}{rest}{time}"))
}

fn day(day: Day) -> Option<String> {
    let (year, month, of_month) = day.ymd();
    (1..=9_999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{of_month:02}"))
}
