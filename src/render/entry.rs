//! An event as feeds and data files tell it: the record with everything that it is linked to.

use crate::content::{Event, Location, Source, Term};
use crate::edtf::zone::Tz;
use crate::edtf::{Day, EventDate, Precision};
use crate::graph::{Citation, EventLinks, Target};
use crate::site::{EventId, Site, TermId};
use crate::timeline::Moment;

/// An event with everything that it is linked to.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) site: &'a Site,
    pub(super) id: EventId,
    pub(super) event: &'a Event,
    pub(super) links: &'a EventLinks,
}

impl<'a> Entry<'a> {
    pub(super) fn new(site: &'a Site, id: EventId) -> Self {
        Self {
            site,
            id,
            event: &site.events[id.index()],
            links: &site.graph.events[id.index()],
        }
    }

    /// All events of a site, in order.
    pub(super) fn all(site: &'a Site) -> impl Iterator<Item = Self> {
        (0..site.events.len()).map(|index| Self::new(site, EventId::new(index)))
    }

    pub(super) fn target(self) -> Target {
        Target::Event(self.id)
    }

    /// Its terms, by taxonomy and name.
    pub(super) fn terms(self) -> impl Iterator<Item = (TermId, &'a Term)> {
        let terms = self.links.terms.iter();
        terms.map(move |&id| (id, &self.site.terms[id.index()]))
    }

    /// Its terms of one taxonomy, by name.
    pub(super) fn terms_of(self, taxonomy: &'a str) -> impl Iterator<Item = (TermId, &'a Term)> {
        self.terms()
            .filter(move |(_, term)| term.taxonomy == taxonomy)
    }

    /// The sources that it cites, in the order of their numbers.
    pub(super) fn sources(self) -> impl Iterator<Item = (&'a Citation, &'a Source)> {
        let citations = self.links.text.citations.iter();
        citations.map(move |citation| (citation, &*self.site.sources[citation.source.index()]))
    }

    /// The point of its narrowest place that has one: of a hotel rather than of the city that it is part of.
    pub(super) fn location(self) -> Option<Location> {
        let located = self
            .terms()
            .filter_map(|(id, term)| Some((id, on_earth(term.location?)?)));
        let depth = |id: TermId| self.site.graph.terms[id.index()].ancestors.len();
        // `max_by_key` gives the last of equals; the first is wanted.
        located
            .enumerate()
            .max_by_key(|&(index, (id, _))| (depth(id), std::cmp::Reverse(index)))
            .map(|(_, (_, location))| location)
    }

    /// The moment at which it begins, where it has a time.
    pub(super) fn moment(self) -> Option<&'a Moment> {
        self.site.timeline.moments.get(self.id.index())?.as_ref()
    }

    /// The time zone in which its times are given.
    pub(super) fn zone(self) -> Tz {
        self.site.timeline.zones[self.id.index()]
    }

    /// Its date as a sentence of the site's language, with times on the spot and in UTC.
    pub(super) fn sentence(self) -> String {
        let language = &self.site.language;
        let date = language.date_in_zone(&self.event.date, self.zone());
        match self.event.daypart {
            Some(daypart) => language.with_daypart(&date, daypart),
            None => date,
        }
    }

    /// The date and the summary as one text: a reader of feeds shows its own date, which is not the event's.
    pub(super) fn dated_summary(self) -> String {
        match &self.event.summary {
            Some(summary) => format!("{} — {summary}", self.sentence()),
            None => self.sentence(),
        }
    }
}

/// A location that exists: latitude and longitude within their ranges.
pub(super) fn on_earth(location: Location) -> Option<Location> {
    let within = |degrees: f64, most: f64| degrees.is_finite() && degrees.abs() <= most;
    (within(location.lat, 90.0) && within(location.lon, 180.0)).then_some(location)
}

/// The word for a date's precision, as in [`crate::view::When::precision`].
pub(super) fn precision_word(date: &EventDate) -> &'static str {
    if date.start_time().is_some() {
        return "time";
    }
    match date.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Season => "season",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
        _ => "millennium",
    }
}

/// A day as `YYYY-MM-DD`, years beyond four digits and before the year 0 as EDTF writes them.
pub(super) fn iso_day(day: Day) -> String {
    let (year, month, day) = day.ymd();
    let sign = if year < 0 { "-" } else { "" };
    let digits = year.unsigned_abs();
    let long = if digits > 9999 { "Y" } else { "" };
    format!("{long}{sign}{digits:04}-{month:02}-{day:02}")
}

/// The two ends of an interval `A/B`, each as a date of its own; `None` for an end that is open, unknown or missing.
pub(super) fn ends(date: &EventDate) -> Option<(Option<EventDate>, Option<EventDate>)> {
    let (start, end) = date.text().split_once('/')?;
    let known = |end: &str| match end {
        "" | ".." => None,
        end => EventDate::parse(end).ok(),
    };
    Some((known(start), known(end)))
}

/// The kebab-case key of an enum's variant, as its serde form has it.
pub(super) fn key(variant: impl serde::Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(key)) => key,
        _ => String::new(),
    }
}
