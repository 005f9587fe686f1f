//! What an editor shows of a record, a date or a key, in Markdown.

use std::fmt::Write;

use crate::content::{Event, Source, Term};
use crate::edtf::{Bound, EventDate};
use crate::graph::Target;
use crate::site::{EventId, Site, SourceId, TermId};

/// A record: its title, when, what and where from.
pub(super) fn record(site: &Site, target: Target) -> String {
    match target {
        Target::Event(id) => event(site, id),
        Target::Source(id) => source(site, id),
        Target::Term(id) => term(site, id),
        Target::Page(id) => {
            let page = &site.pages[id.index()];
            paragraphs(&[
                bold(&page.title),
                page.summary.as_deref().map(escaped).unwrap_or_default(),
            ])
        }
    }
}

/// A record in a few words, for a list.
pub(super) fn detail(site: &Site, target: Target) -> String {
    let language = &site.language;
    match target {
        Target::Event(id) => language.date(&site.events[id.index()].date),
        Target::Source(id) => {
            let source = &site.sources[id.index()];
            let published = source.published.as_ref().map(|date| language.date(date));
            let parts = [source.publisher.clone(), published];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Target::Term(id) => {
            let term = &site.terms[id.index()];
            let what = term.role.as_ref().or(term.kind.as_ref()).cloned();
            let events = site.graph.terms[id.index()].events.len();
            let count = format!("{events} {}", if events == 1 { "event" } else { "events" });
            what.into_iter()
                .chain([count])
                .collect::<Vec<_>>()
                .join(", ")
        }
        Target::Page(id) => format!("/{}/", site.pages[id.index()].slug),
    }
}

/// The title of a record.
pub(super) fn title(site: &Site, target: Target) -> &str {
    match target {
        Target::Event(id) => &site.events[id.index()].title,
        Target::Source(id) => &site.sources[id.index()].title,
        Target::Term(id) => &site.terms[id.index()].title,
        Target::Page(id) => &site.pages[id.index()].title,
    }
}

/// A date: its sentence, and the days between which it lies.
pub(super) fn date(site: &Site, date: &EventDate) -> String {
    let bound = |bound: Bound, open: &str| match bound.day() {
        Some(day) => {
            let (year, month, day) = day.ymd();
            let sign = if year < 0 { "-" } else { "" };
            format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
        }
        None => open.to_owned(),
    };
    let sentence = site.language.date(date);
    let bounds = format!(
        "Earliest {}, latest {}; precision: {}.",
        bound(date.earliest(), "open"),
        bound(date.latest(), "open"),
        date.precision().as_str()
    );
    paragraphs(&[bold(&sentence), bounds])
}

fn event(site: &Site, id: EventId) -> String {
    let event: &Event = &site.events[id.index()];
    let mut when = escaped(&site.language.date(&event.date));
    let status = &site.graph.events[id.index()].status;
    let _ = write!(when, " · {}", escaped(status));
    paragraphs(&[
        bold(&event.title),
        when,
        event.summary.as_deref().map(escaped).unwrap_or_default(),
    ])
}

fn source(site: &Site, id: SourceId) -> String {
    let source: &Source = &site.sources[id.index()];
    let published = source
        .published
        .as_ref()
        .map(|date| site.language.date(date));
    let accessed = source
        .accessed
        .as_ref()
        .map(|date| site.language.date(date));
    let authors = (!source.authors.is_empty()).then(|| source.authors.join(", "));
    let rows = [
        ("publisher", source.publisher.clone()),
        ("agency", source.agency.clone()),
        ("authors", authors),
        ("published", published),
        ("accessed", accessed),
        ("kind", source.kind.clone()),
        ("language", source.language.clone()),
        ("url", source.url.clone()),
        ("archive_url", source.archive_url.clone()),
    ];
    let mut table = String::new();
    for (key, value) in rows {
        if let Some(value) = value {
            let value = match key {
                "url" | "archive_url" => format!("<{value}>"),
                _ => escaped(&value),
            };
            let _ = writeln!(table, "- {}: {value}", escaped(key));
        }
    }
    let cited = site.graph.sources[id.index()].events.len();
    let _ = write!(
        table,
        "- cited by {cited} {}",
        if cited == 1 { "event" } else { "events" }
    );
    paragraphs(&[
        bold(&source.title),
        table,
        source.note.as_deref().map(escaped).unwrap_or_default(),
    ])
}

fn term(site: &Site, id: TermId) -> String {
    let term: &Term = &site.terms[id.index()];
    let what = escaped(&detail(site, Target::Term(id)));
    let also = if term.also.is_empty() {
        String::new()
    } else {
        format!("Also: {}", escaped(&term.also.join(", ")))
    };
    paragraphs(&[
        bold(&term.title),
        what,
        also,
        term.summary.as_deref().map(escaped).unwrap_or_default(),
    ])
}

fn paragraphs(parts: &[String]) -> String {
    let written: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    written.join("\n\n")
}

fn bold(text: &str) -> String {
    format!("**{}**", escaped(text))
}

/// A text that Markdown shows as it is (`CommonMark` 0.31, section 2.4).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}
