//! How everything is linked: terms and their events, citations and origins, relations and their inverses, backlinks.

pub(crate) mod companions;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod provenance;
pub(crate) mod relations;
pub(crate) mod relink;
pub(crate) mod sources;
pub(crate) mod terms;
pub(crate) mod texts;
pub(crate) mod views;

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::{RelationKind, Says};
use crate::diagnostic::SitePath;
use crate::site::{EventId, PageId, SourceId, TermId};

/// Every link of the site, resolved. What an edit leaves as it is, is shared between the graphs before and after it.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// By [`EventId`].
    pub events: Vec<Arc<EventLinks>>,
    /// By [`TermId`].
    pub terms: Vec<Arc<TermLinks>>,
    /// By [`SourceId`].
    pub sources: Vec<Arc<SourceLinks>>,
    /// By [`PageId`].
    pub pages: Vec<Arc<TextLinks>>,
    /// The sources of each origin, by its name, in order.
    pub copies: Arc<HashMap<String, Vec<SourceId>>>,
}

/// Anything with a page that a text can link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An event.
    Event(EventId),
    /// A term.
    Term(TermId),
    /// A source.
    Source(SourceId),
    /// A free page.
    Page(PageId),
}

/// What a record's text links to and cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextLinks {
    /// For each hole of the body in order, what fills it; `None` where it leads nowhere (a diagnostic said so).
    pub holes: Vec<Option<Filled>>,
    /// The sources that are cited, numbered from 1 in this order: for events those of the front matter come first.
    pub citations: Vec<Citation>,
    /// The records whose texts or relations link here, in the order of [`Target`], without the record itself.
    pub mentioned_in: Vec<Target>,
}

/// What fills a hole of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// A link to a record, with a fragment where the text gives one.
    Record(Target, Option<String>),
    /// The n-th of the record's citations (from 0) and, counted from 1, the how-manieth mark for it in this text.
    Citation(usize, usize),
    /// An address within the site that is not a record's page.
    Route {
        /// From the root, without a leading `/`.
        address: String,
        /// Without `#`.
        fragment: Option<String>,
    },
    /// A file of the site, by its path from the root.
    Asset(SitePath),
    /// A fragment of the same page, without `#`.
    Fragment(String),
}

/// A source that a record cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// What the source does for the event, where it is said.
    pub says: Option<Says>,
    /// A note on what it is cited for.
    pub note: Option<String>,
    /// How many marks in the text cite it.
    pub marks: usize,
}

/// How one event is linked.
#[derive(Debug, Clone, Default)]
pub struct EventLinks {
    /// Its text's links and citations, and where it is mentioned.
    pub text: TextLinks,
    /// The terms that it names, without doubles, by [`TermId`].
    pub terms: Vec<TermId>,
    /// Its status: as written, else what its sources say, else `reported`.
    pub status: String,
    /// The independent origins of its sources.
    pub origins: Vec<Origin>,
    /// The sources of each of its accounts.
    pub accounts: Vec<Vec<SourceId>>,
    /// Its relations, stated here or on the other page, in the order of kind, direction and time.
    pub relations: Vec<Relation>,
}

/// One independent origin: the agency or outlet that the copy of one or more sources comes from.
///
/// Two outlets that carry one agency's copy are two sources and one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The agency, else the publisher, else the source's title.
    pub name: String,
    /// The sources that carry its copy, in the order of citation.
    pub sources: Vec<SourceId>,
}

/// A relation as one of its two ends sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Relation {
    /// What kind.
    pub kind: RelationKind,
    /// Whether the other event states it: `follows` is then "followed by".
    pub inverse: bool,
    /// The other event.
    pub event: EventId,
}

/// How one term is linked.
#[derive(Debug, Clone, Default)]
pub struct TermLinks {
    /// Its text's links, and where it is mentioned.
    pub text: TextLinks,
    /// Its events and those of its parts, in order, without doubles.
    pub events: Vec<EventId>,
    /// The larger term, and the one above that, up to the largest.
    pub ancestors: Vec<TermId>,
    /// The terms that are directly part of it.
    pub parts: Vec<TermId>,
    /// The terms that share most events with it, most first: the term and how many events they share; at most 12.
    pub companions: Vec<(TermId, usize)>,
}

/// How one source is linked.
#[derive(Debug, Clone, Default)]
pub struct SourceLinks {
    /// Its text's links, and where it is mentioned.
    pub text: TextLinks,
    /// The events that cite it, in order.
    pub events: Vec<EventId>,
}
