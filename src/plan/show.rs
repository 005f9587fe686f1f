//! What a file of the output shows: a record, a list, a drawing, a feed, a file that is copied.

use super::{DataFile, FeedFormat, Route};
use crate::diagnostic::SitePath;
use crate::edtf::Period;
use crate::graph::Target;
use crate::site::{EventId, PageId, SourceId, TaxonomyId, TermId, ViewId};

/// A list of events that has a page.
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

/// What one file of the output shows. Pages of what runs over several are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Show {
    /// The front page.
    Front,
    /// A page of a list of events.
    List(List, usize),
    /// The whole timeline as a drawing with lanes for the terms of a taxonomy.
    Lanes(TaxonomyId),
    /// An event.
    Event(EventId),
    /// A page of the terms of a taxonomy.
    Taxonomy(TaxonomyId, usize),
    /// A page of all sources.
    Sources(usize),
    /// A free page.
    Page(PageId),
    /// The search page.
    Search,
    /// The page for addresses that do not exist.
    NotFound,
    /// A page that leads on to another.
    Redirect(Route),
    /// An event or a thread, for a frame on another site.
    Embed(Target),
    /// The oEmbed document of such a page.
    OEmbed(Target),
    /// An event, or the site, as a picture for shared links.
    Card(Option<EventId>),
    /// A list as a feed.
    Feed(List, FeedFormat),
    /// The site's data in one file.
    Data(DataFile),
    /// The stylesheet of the settings' colours.
    ThemeColours,
    /// A file of the theme, by its path below `templates/assets/`.
    ThemeAsset(String),
    /// A file of the site, by its path from the site's root.
    SiteAsset(SitePath),
}

impl Show {
    /// The kind of what is shown, for templates and styles.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::List(List::All, _) => "timeline",
            Self::List(List::Period(_), _) => "period",
            Self::List(List::Term(_), _) => "term",
            Self::List(List::Source(_), _) => "source",
            Self::List(List::View(_), _) => "view",
            Self::Lanes(_) => "lanes",
            Self::Event(_) => "event",
            Self::Taxonomy(..) => "taxonomy",
            Self::Sources(_) => "sources",
            Self::Page(_) => "page",
            Self::Search => "search",
            Self::NotFound => "not-found",
            Self::Redirect(_) => "redirect",
            Self::Feed(..) => "feed",
            Self::Embed(_) => "embed",
            Self::Data(_) | Self::OEmbed(_) => "data",
            Self::Card(_) | Self::ThemeColours | Self::ThemeAsset(_) | Self::SiteAsset(_) => {
                "asset"
            }
        }
    }
}
