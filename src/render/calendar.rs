//! A list as a calendar (iCalendar, RFC 5545). A calendar holds days and moments alone: an event whose date is inexact,
//! open or before the year 1 is left out and counted, never put on an invented day.

use super::content_line::ContentLines;
use super::entry::{Entry, ends};
use super::feed::Feed;
use super::identifier::event_uuid;
use super::updated::Instant;
use super::{Partial, characters};
use crate::edtf::{Day, EventDate};
use crate::site::EventId;

/// When an event takes place, as far as iCalendar can say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    /// Whole days: the first, and the day after the last.
    Days(Day, Day),
    /// From a moment on, perhaps to a later one.
    Moments(Instant, Option<Instant>),
}

/// The calendar of a list: all of its events, in the order of the timeline. `X-DATELINE-LEFT-OUT` says how many dates it
/// could not hold.
#[must_use]
pub fn render(feed: &Feed) -> Partial {
    let components: Vec<Option<&str>> = feed
        .events
        .iter()
        .map(|&id| component_of(feed, Entry::new(feed.site, id)))
        .collect();
    let events = feed.events.iter().zip(&components);
    let left_out: Vec<EventId> = events
        .filter(|(_, component)| component.is_none())
        .map(|(id, _)| *id)
        .collect();
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCALENDAR");
    head(&mut lines, feed, left_out.len());
    let sizes = components.iter().flatten().map(|lines| lines.len());
    lines.reserve(sizes.sum::<usize>() + 32);
    for component in components.into_iter().flatten() {
        lines.folded(component);
    }
    lines.raw("END", "VCALENDAR");
    Partial {
        bytes: lines.into_bytes(),
        left_out,
    }
}

/// The `VEVENT` of an event; `None` where a calendar cannot hold its date.
fn component_of<'a>(feed: &Feed<'a>, entry: Entry) -> Option<&'a str> {
    let make = || {
        span(entry).map(|span| {
            let mut lines = ContentLines::default();
            lines.raw("BEGIN", "VEVENT");
            event(&mut lines, feed, entry, span);
            lines.raw("END", "VEVENT");
            lines.into_text().into()
        })
    };
    let calendar = &feed.items.calendar;
    calendar.get(feed.links.depth(), entry.id, make).as_deref()
}

fn head(lines: &mut ContentLines, feed: &Feed, left_out: usize) {
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Dateline//Dateline//EN");
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    // RFC 7986 has NAME and DESCRIPTION; the programs that people have read the older names.
    for name in ["NAME", "X-WR-CALNAME"] {
        lines.text(name, &characters::line(feed.title));
    }
    if let Some(summary) = feed.summary {
        for name in ["DESCRIPTION", "X-WR-CALDESC"] {
            lines.text(name, summary);
        }
    }
    lines.raw("X-DATELINE-LEFT-OUT", &left_out.to_string());
}

fn event(lines: &mut ContentLines, feed: &Feed, entry: Entry, span: Span) {
    let stamp = feed.updated(entry.id).basic();
    let slug = entry.event.slug.as_str();
    lines.raw("UID", &event_uuid(&entry.site.settings, slug));
    lines.raw("DTSTAMP", &stamp);
    lines.raw("LAST-MODIFIED", &stamp);
    dates(lines, span);
    lines.text("SUMMARY", &characters::line(&entry.event.title));
    lines.text("DESCRIPTION", &entry.dated_summary());
    let names = |taxonomy| {
        entry
            .terms_of(taxonomy)
            .map(|(_, term)| term.title.as_str())
    };
    let places: Vec<&str> = names("places").collect();
    if !places.is_empty() {
        lines.text("LOCATION", &characters::line(&places.join(", ")));
    }
    if let Some(point) = entry.location() {
        lines.raw("GEO", &format!("{:.6};{:.6}", point.lat, point.lon));
    }
    let categories = entry.terms().filter(|(_, term)| term.taxonomy != "places");
    let categories = categories.map(|(_, term)| characters::line(&term.title));
    lines.texts("CATEGORIES", &categories.collect::<Vec<_>>());
    lines.raw("STATUS", status(&entry.links.status));
    // What a chronology tells does not make its reader busy.
    lines.raw("TRANSP", "TRANSPARENT");
    if feed.links.are_absolute() {
        lines.raw("URL", &feed.links.record(entry.target()));
    }
}

fn dates(lines: &mut ContentLines, span: Span) {
    match span {
        Span::Days(first, after) => {
            lines.raw("DTSTART;VALUE=DATE", &basic_day(first));
            lines.raw("DTEND;VALUE=DATE", &basic_day(after));
        }
        Span::Moments(start, end) => {
            lines.raw("DTSTART", &start.basic());
            if let Some(end) = end {
                lines.raw("DTEND", &end.basic());
            }
        }
    }
}

fn status(status: &str) -> &'static str {
    match status {
        "cancelled" => "CANCELLED",
        "announced" => "TENTATIVE",
        _ => "CONFIRMED",
    }
}

fn basic_day(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// When an event takes place; `None` where iCalendar has no honest form for its date.
fn span(entry: Entry) -> Option<Span> {
    let date = &entry.event.date;
    if date.is_exact() {
        return match date.start_time() {
            Some(_) => Some(Span::Moments(moment(entry)?, None)),
            None => days(date.earliest().day()?, date.earliest().day()?),
        };
    }
    let (start, end) = match ends(date)? {
        (Some(start), Some(end)) if start.is_exact() && end.is_exact() => (start, end),
        _ => return None,
    };
    if start.start_time().is_some() && end.start_time().is_some() {
        let start = moment(entry)?;
        let end = end_moment(entry, &end)?;
        return (start <= end).then_some(Span::Moments(start, (start < end).then_some(end)));
    }
    days(start.earliest().day()?, end.earliest().day()?)
}

fn days(first: Day, last: Day) -> Option<Span> {
    let after = Day(last.0.checked_add(1)?);
    (first <= last && is_writable(first) && is_writable(after)).then_some(Span::Days(first, after))
}

/// A date's year has four digits (RFC 5545, section 3.3.4), and there is no sign for years before 1.
fn is_writable(day: Day) -> bool {
    Day::from_ymd(1, 1, 1) <= day && day <= Day::from_ymd(9999, 12, 31)
}

fn moment(entry: Entry) -> Option<Instant> {
    instant(entry.moment()?.utc_minutes)
}

/// The moment of the end, on the clock of the zone that the beginning has.
fn end_moment(entry: Entry, end: &EventDate) -> Option<Instant> {
    instant(end.start_moment(entry.zone())?.ok()?.utc_minutes)
}

fn instant(minutes: i64) -> Option<Instant> {
    is_writable(Day(minutes.div_euclid(24 * 60))).then(|| Instant::from_minutes(minutes))
}
