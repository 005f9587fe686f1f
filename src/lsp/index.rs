//! The records of a site by their names and files, for questions that begin with a word in a text.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::{Slug, Source, Term};
use crate::diagnostic::SitePath;
use crate::graph::Target;
use crate::graph::names::{Meaning, Names};
use crate::plan::target_route;
use crate::site::{EventId, PageId, Site, SourceId, TermId};

/// The records of a site by their names and files.
pub(super) struct Index {
    pub(super) names: Names,
    /// By taxonomy and folded name.
    terms: HashMap<String, HashMap<String, TermId>>,
    /// By id and by folded title.
    sources: HashMap<String, SourceId>,
    /// The record that each file is about.
    files: HashMap<SitePath, Target>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("files", &self.files.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    pub(super) fn of(site: &Site) -> Self {
        let names = Names::of(
            &site.settings,
            &site.events,
            &site.terms,
            &site.sources,
            &site.pages,
            // Files that could not be read are reported by the compiler; here they are not asked for.
            &Arc::default(),
        );
        Self {
            names,
            terms: terms(&site.terms),
            sources: sources(&site.sources),
            files: files(site),
        }
    }

    /// The term of a name in a taxonomy.
    pub(super) fn term(&self, taxonomy: &str, name: &str) -> Option<TermId> {
        let folded = Slug::from_name(name)?;
        self.terms.get(taxonomy)?.get(folded.as_str()).copied()
    }

    /// The source of an id, or of a title however it is spelt.
    pub(super) fn source(&self, name: &str) -> Option<SourceId> {
        let by_title = || self.sources.get(Slug::from_name(name)?.as_str());
        self.sources.get(name).or_else(by_title).copied()
    }

    /// What a link has to say to mean a record: its slug, or its address where the slug means another one too.
    pub(super) fn shortest_name(&self, site: &Site, target: Target) -> String {
        let route = target_route(site, target);
        let address = route.as_str().trim_end_matches('/');
        let slug = address.rsplit('/').next().unwrap_or(address);
        if self.names.meaning(slug) == Meaning::One(target) {
            slug.to_owned()
        } else if address.contains('/') {
            address.to_owned()
        } else {
            format!("/{address}")
        }
    }

    /// The record that a file is about.
    pub(super) fn of_file(&self, file: &str) -> Option<Target> {
        self.files.get(file).copied()
    }
}

fn terms(terms: &[Term]) -> HashMap<String, HashMap<String, TermId>> {
    let mut by_name: HashMap<String, HashMap<String, TermId>> = HashMap::new();
    // Slugs first: a title gives way to a slug, as where terms are gathered.
    for (index, term) in terms.iter().enumerate() {
        let names = by_name.entry(term.taxonomy.clone()).or_default();
        names.insert(term.slug.to_string(), TermId::new(index));
    }
    for (index, term) in terms.iter().enumerate() {
        let names = by_name.entry(term.taxonomy.clone()).or_default();
        for name in std::iter::once(&term.title).chain(&term.also) {
            if let Some(folded) = Slug::from_name(name) {
                names
                    .entry(folded.to_string())
                    .or_insert(TermId::new(index));
            }
        }
    }
    by_name
}

fn sources(sources: &[Arc<Source>]) -> HashMap<String, SourceId> {
    let ids = (sources.iter().enumerate())
        .map(|(index, source)| (source.id.to_string(), SourceId::new(index)));
    let mut by_name: HashMap<String, SourceId> = ids.collect();
    for (index, source) in sources.iter().enumerate() {
        if let Some(title) = Slug::from_name(&source.title) {
            by_name
                .entry(title.to_string())
                .or_insert(SourceId::new(index));
        }
    }
    by_name
}

/// Only what a file is about counts: a term or source that an event names has the event's file, but not as its own.
fn files(site: &Site) -> HashMap<SitePath, Target> {
    let mut files = HashMap::with_capacity(site.events.len());
    for (index, event) in site.events.iter().enumerate() {
        files.insert(event.file.clone(), Target::Event(EventId::new(index)));
    }
    for (index, source) in site.sources.iter().enumerate() {
        if source.file.starts_with("content/sources/") {
            files.insert(source.file.clone(), Target::Source(SourceId::new(index)));
        }
    }
    for (index, page) in site.pages.iter().enumerate() {
        files.insert(page.file.clone(), Target::Page(PageId::new(index)));
    }
    for (index, term) in site.terms.iter().enumerate() {
        let folder = term
            .file
            .strip_prefix("content/")
            .and_then(|rest| rest.split_once('/'));
        let is_own = folder.is_some_and(|(folder, _)| folder == term.taxonomy);
        // A larger term that only this file names has its file too, but is itself no part of anything.
        if is_own && (term.part_of.is_some() || !files.contains_key(&term.file)) {
            files.insert(term.file.clone(), Target::Term(TermId::new(index)));
        }
    }
    files
}
