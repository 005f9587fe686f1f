//! What the feeds of a list share: Atom, JSON Feed and iCalendar are three ways to write it.

use super::entry::Entry;
use super::identifier::{event_route, uuid};
use super::links::Links;
use super::shelf::{PerEvent, Shelf};
use super::updated::{self, Instant};
use crate::site::{EventId, Site};

use serde_json::value::RawValue;

/// What each format writes for an event, shared by all feeds of a site.
pub struct FeedItems {
    pub(super) atom: Shelf<Box<[u8]>>,
    pub(super) json: Shelf<Box<RawValue>>,
    pub(super) calendar: Shelf<Option<Box<str>>>,
    updated: PerEvent<Instant>,
}

impl FeedItems {
    /// None yet, for so many events.
    #[must_use]
    pub fn for_events(events: usize) -> Self {
        Self {
            atom: Shelf::for_events(events),
            json: Shelf::for_events(events),
            calendar: Shelf::for_events(events),
            updated: PerEvent::for_events(events),
        }
    }
}

/// A list of events as its feeds tell it.
#[derive(Clone, Copy)]
pub struct Feed<'a> {
    /// The site.
    pub site: &'a Site,
    /// The feed's title: the site's, or the term's and the site's.
    pub title: &'a str,
    /// What the list is about, in plain text.
    pub summary: Option<&'a str>,
    /// The addresses as the feed's own file writes them.
    pub links: Links<'a>,
    /// The page of the list, from the site's root.
    pub page: &'a str,
    /// The whole list, in the order of the timeline.
    pub events: &'a [EventId],
    /// What was written for events already.
    pub items: &'a FeedItems,
    /// An event's text as HTML with whole addresses; without it the feeds have summaries alone.
    pub body: Option<&'a (dyn Fn(EventId) -> String + Sync)>,
}

impl<'a> Feed<'a> {
    /// The newest events, newest first, as many as the settings let a feed have.
    pub(super) fn newest(&self) -> impl Iterator<Item = Entry<'a>> {
        let site = self.site;
        let newest = self.events.iter().rev().take(site.settings.feed_size);
        newest.map(move |&id| Entry::new(site, id))
    }

    /// When an event was last touched.
    pub(super) fn updated(&self, event: EventId) -> Instant {
        let of_event = || updated::event(self.site, event);
        *self.items.updated.get(event, of_event)
    }

    /// An event's identifier as a URI: its permalink, or a URN (RFC 9562, section 4) where the site has no base address.
    pub(super) fn event_id(&self, entry: Entry) -> String {
        let route = event_route(entry.event.slug.as_str());
        self.identifier(&route)
    }

    /// The feed's own identifier as a URI.
    pub(super) fn own_id(&self) -> String {
        if self.links.are_absolute() {
            self.links.here()
        } else {
            format!("urn:uuid:{}", uuid(&self.site.settings, &self.links.here()))
        }
    }

    fn identifier(&self, route: &str) -> String {
        if self.links.are_absolute() {
            self.links.route(route)
        } else {
            format!("urn:uuid:{}", uuid(&self.site.settings, route))
        }
    }

    /// Who stands for the feed: the authors of the settings, else the publisher, else the site itself.
    pub(super) fn authors(&self) -> Vec<&'a str> {
        let settings = &self.site.settings;
        if settings.authors.is_empty() {
            vec![settings.publisher.as_deref().unwrap_or(&settings.title)]
        } else {
            settings.authors.iter().map(String::as_str).collect()
        }
    }
}
