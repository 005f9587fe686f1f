//! The site as a whole, after its files were joined: records in their final order, the timeline and the graph.
//!
//! Records are named by their index: an [`EventId`] is the event's place in the timeline, so that order, neighbours and
//! "earlier than" are comparisons of numbers.

use std::ops::Range;
use std::sync::Arc;

use crate::content::{Event, FreePage, Source, Term};
use crate::folder::Asset;
use crate::graph::Graph;
use crate::language::Language;
use crate::settings::{Settings, Taxonomy};
use crate::timeline::Timeline;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the record at an index.
            ///
            /// # Panics
            /// Past 2³² records, which do not fit in the memory of any machine this runs on.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2³² records"))
            }

            /// The index of the record.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// An event: its place in the timeline.
    EventId
    /// A source: its place among the sources, by id.
    SourceId
    /// A term: its place among all terms, by taxonomy and then by name.
    TermId
    /// A taxonomy: its place in the settings.
    TaxonomyId
    /// A free page: its place in the navigation.
    PageId
    /// A view: its place in the settings.
    ViewId
}

/// The site as a whole. Its parts are shared, so that a site and the one that an edit makes of it are little more than one.
#[derive(Debug, Clone)]
pub struct Site {
    /// What `dateline.yaml` says.
    pub settings: Settings,
    /// The language of the site.
    pub language: Arc<Language>,
    /// The events, in the order of the timeline.
    pub events: Vec<Arc<Event>>,
    /// The sources, by id: those with a file, those written in events and those that are implied.
    pub sources: Arc<Vec<Arc<Source>>>,
    /// The terms, by taxonomy and name: those with a file and those that events name.
    pub terms: Arc<Vec<Term>>,
    /// The terms of each taxonomy of the settings, as a range of [`Self::terms`].
    pub taxonomies: Vec<Range<usize>>,
    /// The free pages, in the order of the navigation.
    pub pages: Vec<Arc<FreePage>>,
    /// The events of each view of the settings, in order.
    pub views: Vec<Vec<EventId>>,
    /// The files that are copied.
    pub assets: Arc<Vec<Asset>>,
    /// Where the events stand in time.
    pub timeline: Arc<Timeline>,
    /// How everything is linked.
    pub graph: Graph,
}

impl Site {
    /// Whether two states of a site have the same frame: the same terms, sources, order and addresses of records.
    #[must_use]
    pub fn shares_frame_with(&self, timeline: &Arc<Timeline>) -> bool {
        Arc::ptr_eq(&self.timeline, timeline)
    }

    /// The taxonomy of a term.
    ///
    /// # Panics
    /// For a term of a taxonomy that the settings do not declare, which no file can make.
    #[must_use]
    pub fn taxonomy_of(&self, term: &Term) -> &Taxonomy {
        let own = |taxonomy: &&Taxonomy| taxonomy.key == term.taxonomy;
        self.settings
            .taxonomies
            .iter()
            .find(own)
            .expect("terms are read for declared taxonomies alone")
    }

    /// The terms of a taxonomy, in order.
    pub fn terms_of(&self, taxonomy: TaxonomyId) -> impl ExactSizeIterator<Item = TermId> + use<> {
        self.taxonomies[taxonomy.index()].clone().map(TermId::new)
    }
}
