//! Linking: every name of every record resolved, in both directions.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Body, Event, Filling, FreePage, Hole, Slug, Source};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::folder::Asset;
use crate::graph::names::Names;
use crate::graph::texts::{Fillings, mentions};
use crate::graph::{Citation, EventLinks, Graph, SourceLinks, Target, TermLinks, TextLinks};
use crate::graph::{companions, provenance, relations, sources, terms};
use crate::settings::Settings;
use crate::site::{EventId, PageId, SourceId, TermId};

/// What can be linked, besides the sources.
pub(crate) struct Linkable<'a> {
    pub(crate) settings: &'a Settings,
    /// In their final order.
    pub(crate) events: &'a [Arc<Event>],
    pub(crate) terms: &'a terms::Terms,
    pub(crate) pages: &'a [Arc<FreePage>],
    /// By path.
    pub(crate) assets: &'a [Asset],
    /// The slugs of files that could not be read.
    pub(crate) unread: &'a Arc<HashSet<Slug>>,
}

/// What linking asked and found wrong, besides the graph: linking a few texts again begins with it.
#[derive(Debug)]
pub(crate) struct Linked {
    pub(crate) names: Names,
    pub(crate) sources: sources::Sources,
    /// How many of each event's citations its front matter made.
    pub(crate) cited: Vec<usize>,
    pub(crate) faults: Faults,
}

/// What linking found wrong, in the order in which it is told.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) relations: Vec<Diagnostic>,
    /// By event.
    pub(crate) events: Vec<Vec<Diagnostic>>,
    /// In the texts of terms, sources and pages.
    pub(crate) others: Vec<Diagnostic>,
}

impl Faults {
    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let events = self.events.iter().flatten();
        self.relations.iter().chain(events).chain(&self.others)
    }
}

impl Linkable<'_> {
    /// Whether a relation or a text names a record other than by the id of a source.
    fn asks_for_names(&self, sources: &[Arc<Source>]) -> bool {
        let names = |body: &Body| body.holes.iter().any(|hole| asked_name(hole).is_some());
        (self.events.iter()).any(|event| !event.relations.is_empty() || names(&event.body))
            || self.terms.records.iter().any(|term| names(&term.body))
            || sources.iter().any(|source| names(&source.body))
            || self.pages.iter().any(|page| names(&page.body))
    }
}

/// The name of a record that a hole asks for.
pub(crate) fn asked_name(hole: &Hole) -> Option<&str> {
    match &hole.filling {
        Filling::Wikilink { target, .. } => Some(target),
        Filling::Href(href) => Some(href),
        Filling::Citation { .. } | Filling::Image { .. } => None,
    }
}

/// Whether a file lies in the site, by its path from the root.
pub(crate) fn is_asset(assets: &[Asset], path: &str) -> bool {
    assets
        .binary_search_by(|asset| (*asset.path).cmp(path))
        .is_ok()
}

/// Resolves every link of the site.
pub(crate) fn link(linkable: &Linkable<'_>, mut sources: sources::Sources) -> (Graph, Linked) {
    let Linkable {
        settings,
        events,
        terms: gathered,
        pages,
        assets,
        unread,
    } = *linkable;
    let terms = &gathered.records;
    let names = if linkable.asks_for_names(&sources.records) {
        Names::of(settings, events, terms, &sources.records, pages, unread)
    } else {
        Names::unasked(unread)
    };
    let cited = std::mem::take(&mut sources.cited);
    let front: Vec<usize> = cited.iter().map(Vec::len).collect();
    let fillings = Fillings {
        names: &names,
        sources: &sources,
        is_asset: &|path| is_asset(assets, path),
    };

    let mut faults = Faults::default();
    let mut relations = relations::resolve(events, &names, &mut faults.relations).into_iter();
    let (mut event_links, of_events): (Vec<EventLinks>, Vec<Vec<Diagnostic>>) = events
        .par_iter()
        .zip(cited)
        .map(|(event, cited)| fillings.event(event, cited))
        .unzip();
    faults.events = of_events;
    for (links, named) in event_links.iter_mut().zip(&gathered.named) {
        links.terms.clone_from(named);
        links.relations = relations.next().unwrap_or_default();
    }
    let mut fill =
        |file: &SitePath, body| fillings.fill(file, body, Vec::new(), &mut faults.others);
    let mut drawn = Drawn {
        terms: terms
            .iter()
            .map(|term| TermLinks {
                text: fill(&term.file, &term.body),
                ..TermLinks::default()
            })
            .collect(),
        sources: sources
            .records
            .iter()
            .map(|source| SourceLinks {
                text: fill(&source.file, &source.body),
                ..SourceLinks::default()
            })
            .collect(),
        pages: pages
            .iter()
            .map(|page| fill(&page.file, &page.body))
            .collect(),
        events: event_links,
    };
    let both_ways = || {
        link_terms(&mut drawn.terms, gathered);
        link_sources(&mut drawn);
        link_back(&mut drawn);
    };
    let ((), copies) = rayon::join(both_ways, || copies(&sources.records));
    let graph = drawn.finish(copies);
    let linked = Linked {
        names,
        sources,
        cited: front,
        faults,
    };
    (graph, linked)
}

impl Fillings<'_> {
    /// The links of an event that it states itself, without its terms and relations. `cited` is what its front matter
    /// cites.
    pub(crate) fn event(
        &self,
        event: &Event,
        cited: Vec<Citation>,
    ) -> (EventLinks, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let text = self.fill(&event.file, &event.body, cited, &mut faults);
        let links = EventLinks {
            status: provenance::status(event.status.as_deref(), &text.citations),
            origins: provenance::origins(&text.citations, &self.sources.records),
            accounts: self.accounts(event, &mut faults),
            text,
            ..EventLinks::default()
        };
        (links, faults)
    }
}

/// A graph while it is drawn.
struct Drawn {
    events: Vec<EventLinks>,
    terms: Vec<TermLinks>,
    sources: Vec<SourceLinks>,
    pages: Vec<TextLinks>,
}

impl Drawn {
    fn finish(self, copies: HashMap<String, Vec<SourceId>>) -> Graph {
        fn shared<T>(list: Vec<T>) -> Vec<Arc<T>> {
            // Collected, the pointers would lie in the room of the records that they take the place of.
            let mut shared = Vec::with_capacity(list.len());
            shared.extend(list.into_iter().map(Arc::new));
            shared
        }
        Graph {
            events: shared(self.events),
            terms: shared(self.terms),
            sources: shared(self.sources),
            pages: shared(self.pages),
            copies: Arc::new(copies),
        }
    }

    fn text_mut(&mut self, target: Target) -> &mut TextLinks {
        match target {
            Target::Event(id) => &mut self.events[id.index()].text,
            Target::Term(id) => &mut self.terms[id.index()].text,
            Target::Source(id) => &mut self.sources[id.index()].text,
            Target::Page(id) => &mut self.pages[id.index()],
        }
    }
}

/// Gives each term its events, its parts and its companions.
fn link_terms(terms: &mut [TermLinks], gathered: &terms::Terms) {
    for (index, ancestors) in gathered.ancestors.iter().enumerate() {
        terms[index].ancestors.clone_from(ancestors);
        if let Some(parent) = ancestors.first() {
            terms[parent.index()].parts.push(TermId::new(index));
        }
    }
    for (index, named) in gathered.named.iter().enumerate() {
        let event = EventId::new(index);
        for id in named {
            for own in std::iter::once(id).chain(&gathered.ancestors[id.index()]) {
                let events = &mut terms[own.index()].events;
                if events.last() != Some(&event) {
                    events.push(event);
                }
            }
        }
    }
    let events = terms.iter().map(|term| term.events.as_slice());
    let events: Vec<&[EventId]> = events.collect();
    let is_kin = |a: TermId, b: TermId| {
        gathered.ancestors[a.index()].contains(&b) || gathered.ancestors[b.index()].contains(&a)
    };
    let companions = companions::companions(&events, &gathered.named, is_kin);
    for (term, companions) in terms.iter_mut().zip(companions) {
        term.companions = companions;
    }
}

/// The sources of each origin.
fn copies(sources: &[Arc<Source>]) -> HashMap<String, Vec<SourceId>> {
    let mut copies: HashMap<String, Vec<SourceId>> = HashMap::new();
    for (index, source) in sources.iter().enumerate() {
        let origin = provenance::origin_name(source).to_owned();
        copies.entry(origin).or_default().push(SourceId::new(index));
    }
    copies
}

/// Gives each source the events that cite it.
fn link_sources(drawn: &mut Drawn) {
    for (index, event) in drawn.events.iter().enumerate() {
        for citation in &event.text.citations {
            drawn.sources[citation.source.index()]
                .events
                .push(EventId::new(index));
        }
    }
}

/// Gives each record the records whose texts link to it, and each source the events with an account that cites it.
fn link_back(drawn: &mut Drawn) {
    let mut back: Vec<(Target, Target)> = Vec::new();
    for (index, event) in drawn.events.iter().enumerate() {
        let by = Target::Event(EventId::new(index));
        back.extend(mentions_of_event(event, by).map(|mentioned| (mentioned, by)));
    }
    let terms = drawn.terms.iter().map(|term| &term.text).enumerate();
    let sources = drawn.sources.iter().map(|source| &source.text).enumerate();
    let others = (terms.map(|(index, text)| (Target::Term(TermId::new(index)), text)))
        .chain(sources.map(|(index, text)| (Target::Source(SourceId::new(index)), text)))
        .chain(
            (drawn.pages.iter().enumerate()).map(|(i, text)| (Target::Page(PageId::new(i)), text)),
        );
    for (by, text) in others {
        let cited = text.citations.iter().map(|it| Target::Source(it.source));
        back.extend(mentions(text, by).chain(cited).map(|it| (it, by)));
    }
    back.sort_unstable();
    back.dedup();
    for (mentioned, by) in back {
        drawn.text_mut(mentioned).mentioned_in.push(by);
    }
}

/// The records whose pages name an event that links to them: those in its text and the sources of its accounts. What it
/// cites is listed otherwise.
pub(crate) fn mentions_of_event(links: &EventLinks, own: Target) -> impl Iterator<Item = Target> {
    let sources = links.accounts.iter().flatten();
    mentions(&links.text, own).chain(sources.map(|source| Target::Source(*source)))
}

impl Graph {
    /// The links of a record's text.
    #[must_use]
    pub fn text(&self, target: Target) -> &TextLinks {
        match target {
            Target::Event(id) => &self.events[id.index()].text,
            Target::Term(id) => &self.terms[id.index()].text,
            Target::Source(id) => &self.sources[id.index()].text,
            Target::Page(id) => &self.pages[id.index()],
        }
    }

    /// The same, for a graph that shares them with others: these keep theirs.
    pub(crate) fn text_mut(&mut self, target: Target) -> &mut TextLinks {
        match target {
            Target::Event(id) => &mut Arc::make_mut(&mut self.events[id.index()]).text,
            Target::Term(id) => &mut Arc::make_mut(&mut self.terms[id.index()]).text,
            Target::Source(id) => &mut Arc::make_mut(&mut self.sources[id.index()]).text,
            Target::Page(id) => Arc::make_mut(&mut self.pages[id.index()]),
        }
    }
}
