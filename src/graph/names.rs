//! What a name in a text can mean: records by slug, title, alias, address and file.

use std::collections::{HashMap, HashSet};

use crate::content::{Event, FreePage, Slug, Source, Term};
use crate::diagnostic::SitePath;
use crate::graph::Target;
use crate::settings::Settings;
use crate::site::{EventId, PageId, SourceId, TermId};

/// Every name of every record.
#[derive(Default)]
pub(crate) struct Names<'a> {
    /// The slugs of files that could not be read. A link to one of them is not reported as broken: the file is.
    unread: Option<&'a HashSet<Slug>>,
    /// By slug and by folded title; in the order of [`Target`], so that an event comes first.
    named: HashMap<String, Vec<Target>>,
    /// By address without slashes at its ends: `events/deputy-talks`, and by alias.
    addressed: HashMap<String, Target>,
    /// By file.
    filed: HashMap<SitePath, Target>,
}

/// What a name means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// One record.
    One(Target),
    /// Several: the first is taken.
    Several(Vec<Target>),
    /// None.
    Nothing,
}

impl<'a> Names<'a> {
    /// Gathers the names of all records.
    pub(crate) fn of(
        settings: &Settings,
        events: &[Event],
        terms: &[Term],
        sources: &[Source],
        pages: &[FreePage],
        unread: &'a HashSet<Slug>,
    ) -> Self {
        let mut names = Self {
            unread: Some(unread),
            ..Self::default()
        };
        for (index, event) in events.iter().enumerate() {
            let target = Target::Event(EventId::new(index));
            names.add(target, "events", &event.slug, &event.title, &event.aliases);
            names.filed.insert(event.file.clone(), target);
        }
        for (index, term) in terms.iter().enumerate() {
            let target = Target::Term(TermId::new(index));
            let folder = settings
                .taxonomies
                .iter()
                .find(|taxonomy| taxonomy.key == term.taxonomy);
            let folder = folder.map_or(term.taxonomy.as_str(), |taxonomy| taxonomy.slug.as_str());
            names.add(target, folder, &term.slug, &term.title, &term.aliases);
            for also in &term.also {
                names.add_name(also, target);
            }
            names.filed.entry(term.file.clone()).or_insert(target);
        }
        for (index, source) in sources.iter().enumerate() {
            let target = Target::Source(SourceId::new(index));
            names.add(
                target,
                "sources",
                &source.id,
                &source.title,
                &source.aliases,
            );
            names.filed.entry(source.file.clone()).or_insert(target);
        }
        for (index, page) in pages.iter().enumerate() {
            let target = Target::Page(PageId::new(index));
            names.add(target, "", &page.slug, &page.title, &page.aliases);
            names.filed.insert(page.file.clone(), target);
        }
        names
    }

    fn add(&mut self, target: Target, folder: &str, slug: &Slug, title: &str, aliases: &[String]) {
        self.add_target(slug.as_str(), target);
        self.add_name(title, target);
        let address = if folder.is_empty() {
            slug.to_string()
        } else {
            format!("{folder}/{slug}")
        };
        self.addressed.insert(address, target);
        for alias in aliases {
            self.addressed
                .entry(alias.trim_matches('/').to_owned())
                .or_insert(target);
        }
    }

    fn add_name(&mut self, name: &str, target: Target) {
        if let Some(folded) = Slug::from_name(name) {
            self.add_target(folded.as_str(), target);
        }
    }

    fn add_target(&mut self, name: &str, target: Target) {
        match self.named.get_mut(name) {
            Some(targets) if targets.contains(&target) => {}
            Some(targets) => targets.push(target),
            None => {
                self.named.insert(name.to_owned(), vec![target]);
            }
        }
    }

    /// What a name in a text means: an address (`actors/nato`), a slug, a title or an alias.
    pub(crate) fn meaning(&self, name: &str) -> Meaning {
        let trimmed = name.trim().trim_matches('/');
        if let Some(&target) = self.addressed.get(trimmed).filter(|_| name.contains('/')) {
            return Meaning::One(target);
        }
        let found = self
            .named
            .get(trimmed)
            .or_else(|| self.named.get(Slug::from_name(trimmed)?.as_str()));
        match found.map(Vec::as_slice) {
            Some([target]) => Meaning::One(*target),
            Some([]) | None => self
                .addressed
                .get(trimmed)
                .map_or(Meaning::Nothing, |&target| Meaning::One(target)),
            Some(targets) => Meaning::Several(targets.to_vec()),
        }
    }

    /// Whether a name may mean a file that could not be read.
    pub(crate) fn may_be_unread(&self, name: &str) -> bool {
        let slug = Slug::from_name(name.rsplit('/').next().unwrap_or(name));
        slug.is_some_and(|slug| self.unread.is_some_and(|unread| unread.contains(&slug)))
    }

    /// The event of a name, whatever else bears it.
    pub(crate) fn event(&self, name: &str) -> Option<EventId> {
        let event = |target: &Target| match target {
            Target::Event(id) => Some(*id),
            _ => None,
        };
        match self.meaning(name) {
            Meaning::One(target) => event(&target),
            Meaning::Several(targets) => targets.iter().find_map(event),
            Meaning::Nothing => None,
        }
    }

    /// The record of an address within the site.
    pub(crate) fn at_address(&self, address: &str) -> Option<Target> {
        self.addressed.get(address.trim_matches('/')).copied()
    }

    /// The record of a file.
    pub(crate) fn of_file(&self, file: &str) -> Option<Target> {
        self.filed.get(file).copied()
    }

    /// Every name, for suggestions.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// The names of events, for suggestions.
    pub(crate) fn of_events(&self) -> impl Iterator<Item = &str> {
        let is_event = |targets: &Vec<Target>| matches!(targets.first(), Some(Target::Event(_)));
        self.named
            .iter()
            .filter(move |(_, targets)| is_event(targets))
            .map(|(name, _)| name.as_str())
    }
}
