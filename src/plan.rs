//! Which files the output has, where each stands, and what each shows.

use crate::edtf::Period;
use crate::site::{EventId, PageId, SourceId, TaxonomyId, TermId, ViewId};

/// An address within the site, from its root: `events/deputy-talks/`, `atom.xml`, or nothing for the front page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(String);

impl Route {
    /// The address itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A list of events that has a page, feeds and a calendar of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// All events.
    All,
    /// The events of a period.
    Period(Period),
    /// The events of a term.
    Term(TermId),
    /// The events that a source supports.
    Source(SourceId),
    /// The events of a view.
    View(ViewId),
}

/// What one file of the output shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// The front page.
    Front,
    /// A page of a list of events, counted from 1.
    List(List, usize),
    /// An event.
    Event(EventId),
    /// The terms of a taxonomy.
    Taxonomy(TaxonomyId),
    /// All sources.
    Sources,
    /// A free page.
    Page(PageId),
    /// The search page.
    Search,
    /// The page for addresses that do not exist.
    NotFound,
    /// A page that leads on to another address.
    Redirect(Route),
    /// A list as Atom.
    Atom(List),
    /// A list as JSON Feed.
    JsonFeed(List),
    /// A list as iCalendar.
    Calendar(List),
}
