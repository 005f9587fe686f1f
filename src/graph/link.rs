//! Linking: every name of every record resolved, in both directions.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Body, Event, Filling, FreePage, Hole, Slug, Source};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::folder::Asset;
use crate::graph::names::Names;
use crate::graph::texts::{Fillings, mentions};
use crate::graph::{EventLinks, Graph, SourceLinks, Target, TermLinks, TextLinks};
use crate::graph::{companions, provenance, relations, sources, terms};
use crate::settings::Settings;
use crate::site::{EventId, PageId, SourceId, TermId};

/// What can be linked, besides the sources.
pub(crate) struct Linkable<'a> {
    pub(crate) settings: &'a Settings,
    /// In their final order.
    pub(crate) events: &'a [Arc<Event>],
    pub(crate) terms: &'a terms::Terms,
    pub(crate) pages: &'a [FreePage],
    /// By path.
    pub(crate) assets: &'a [Asset],
    /// The slugs of files that could not be read.
    pub(crate) unread: &'a HashSet<Slug>,
}

impl Linkable<'_> {
    /// Whether a relation or a text names a record other than by the id of a source.
    fn asks_for_names(&self, sources: &[Source]) -> bool {
        let asks =
            |hole: &Hole| matches!(hole.filling, Filling::Wikilink { .. } | Filling::Href(_));
        let names = |body: &Body| body.holes.iter().any(asks);
        (self.events.iter()).any(|event| !event.relations.is_empty() || names(&event.body))
            || self.terms.records.iter().any(|term| names(&term.body))
            || sources.iter().any(|source| names(&source.body))
            || self.pages.iter().any(|page| names(&page.body))
    }
}

/// Resolves every link of the site.
pub(crate) fn link(
    linkable: &Linkable<'_>,
    sources: &mut sources::Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Graph {
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
    let sources = &*sources;
    let is_asset = |path: &str| {
        assets
            .binary_search_by(|asset| (*asset.path).cmp(path))
            .is_ok()
    };
    let fillings = Fillings {
        names: &names,
        sources,
        is_asset: &is_asset,
    };

    let mut relations = relations::resolve(events, &names, diagnostics).into_iter();
    let (mut event_links, faults): (Vec<EventLinks>, Vec<Vec<Diagnostic>>) = events
        .par_iter()
        .zip(cited)
        .map(|(event, cited)| {
            let mut faults = Vec::new();
            let text = fillings.fill(&event.file, &event.body, cited, &mut faults);
            let links = EventLinks {
                status: provenance::status(event.status.as_deref(), &text.citations),
                origins: provenance::origins(&text.citations, &sources.records),
                accounts: fillings.accounts(event, &mut faults),
                text,
                ..EventLinks::default()
            };
            (links, faults)
        })
        .unzip();
    diagnostics.extend(faults.into_iter().flatten());
    for (links, named) in event_links.iter_mut().zip(&gathered.named) {
        links.terms.clone_from(named);
        links.relations = relations.next().unwrap_or_default();
    }
    let mut fill = |file: &SitePath, body| fillings.fill(file, body, Vec::new(), diagnostics);
    let mut graph = Graph {
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
        copies: HashMap::new(),
    };
    link_terms(&mut graph, gathered);
    link_sources(&mut graph, &sources.records);
    link_back(&mut graph);
    graph
}

/// Gives each term its events, its parts and its companions.
fn link_terms(graph: &mut Graph, gathered: &terms::Terms) {
    for (index, ancestors) in gathered.ancestors.iter().enumerate() {
        graph.terms[index].ancestors.clone_from(ancestors);
        if let Some(parent) = ancestors.first() {
            graph.terms[parent.index()].parts.push(TermId::new(index));
        }
    }
    for (index, named) in gathered.named.iter().enumerate() {
        let event = EventId::new(index);
        for id in named {
            for own in std::iter::once(id).chain(&gathered.ancestors[id.index()]) {
                let events = &mut graph.terms[own.index()].events;
                if events.last() != Some(&event) {
                    events.push(event);
                }
            }
        }
    }
    let events = graph.terms.iter().map(|term| term.events.as_slice());
    let events: Vec<&[EventId]> = events.collect();
    let is_kin = |a: TermId, b: TermId| {
        gathered.ancestors[a.index()].contains(&b) || gathered.ancestors[b.index()].contains(&a)
    };
    let companions = companions::companions(&events, &gathered.named, is_kin);
    for (term, companions) in graph.terms.iter_mut().zip(companions) {
        term.companions = companions;
    }
}

/// Gives each source the events that cite it, and each origin its sources.
fn link_sources(graph: &mut Graph, sources: &[Source]) {
    for (index, source) in sources.iter().enumerate() {
        let origin = provenance::origin_name(source).to_owned();
        graph
            .copies
            .entry(origin)
            .or_default()
            .push(SourceId::new(index));
    }
    for (index, event) in graph.events.iter().enumerate() {
        for citation in &event.text.citations {
            graph.sources[citation.source.index()]
                .events
                .push(EventId::new(index));
        }
    }
}

/// Gives each record the records whose texts link to it, and each source the events with an account that cites it.
fn link_back(graph: &mut Graph) {
    let mut back: Vec<(Target, Target)> = Vec::new();
    for target in targets(graph) {
        let text = graph.text(target);
        back.extend(mentions(text, target).map(|mentioned| (mentioned, target)));
        if !matches!(target, Target::Event(_)) {
            back.extend(
                text.citations
                    .iter()
                    .map(|citation| (Target::Source(citation.source), target)),
            );
        }
    }
    for (index, event) in graph.events.iter().enumerate() {
        let by = Target::Event(EventId::new(index));
        let sources = event.accounts.iter().flatten();
        back.extend(sources.map(|source| (Target::Source(*source), by)));
    }
    back.sort_unstable();
    back.dedup();
    for (mentioned, by) in back {
        graph.text_mut(mentioned).mentioned_in.push(by);
    }
}

fn targets(graph: &Graph) -> impl Iterator<Item = Target> + use<> {
    let events = (0..graph.events.len()).map(|index| Target::Event(EventId::new(index)));
    let terms = (0..graph.terms.len()).map(|index| Target::Term(TermId::new(index)));
    let sources = (0..graph.sources.len()).map(|index| Target::Source(SourceId::new(index)));
    let pages = (0..graph.pages.len()).map(|index| Target::Page(PageId::new(index)));
    events.chain(terms).chain(sources).chain(pages)
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

    fn text_mut(&mut self, target: Target) -> &mut TextLinks {
        match target {
            Target::Event(id) => &mut self.events[id.index()].text,
            Target::Term(id) => &mut self.terms[id.index()].text,
            Target::Source(id) => &mut self.sources[id.index()].text,
            Target::Page(id) => &mut self.pages[id.index()],
        }
    }
}
