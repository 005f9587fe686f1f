//! What a name in a text can mean: records by slug, title, alias, address and file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Event, FreePage, Slug, Source, Term};
use crate::diagnostic::SitePath;
use crate::graph::Target;
use crate::settings::Settings;
use crate::site::{EventId, PageId, SourceId, TermId};

/// Every name of every record.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The slugs of files that could not be read. A link to one of them is not reported as broken: the file is.
    unread: Arc<HashSet<Slug>>,
    /// Whether they were gathered at all.
    is_gathered: bool,
    /// By slug and by folded title; in the order of [`Target`], so that an event comes first.
    named: HashMap<String, Vec<Target>>,
    /// By address without slashes at its ends: `events/deputy-talks`, and by alias.
    addressed: HashMap<String, Target>,
    /// By file.
    filed: HashMap<SitePath, Target>,
}

/// A record with all that it is called.
struct Entry<'r> {
    target: Target,
    /// The folder of its address; empty for a free page.
    folder: &'r str,
    slug: &'r Slug,
    title: &'r str,
    also: &'r [String],
    aliases: &'r [String],
    file: &'r SitePath,
}

/// The records by slug, by title and by their other names, in their order.
fn named(entries: &[Entry]) -> HashMap<String, Vec<Target>> {
    let title = |entry: &Entry| Slug::from_name(entry.title);
    let titles: Vec<Option<Slug>> = entries.par_iter().map(title).collect();
    let mut named: HashMap<String, Vec<Target>> = HashMap::with_capacity(entries.len() * 2);
    let mut add = |name: &str, target: Target| match named.get_mut(name) {
        Some(targets) if targets.contains(&target) => {}
        Some(targets) => targets.push(target),
        None => {
            named.insert(name.to_owned(), vec![target]);
        }
    };
    for (entry, title) in entries.iter().zip(titles) {
        add(entry.slug.as_str(), entry.target);
        let also = entry.also.iter().filter_map(|name| Slug::from_name(name));
        for title in title.into_iter().chain(also) {
            add(title.as_str(), entry.target);
        }
    }
    named
}

/// The records by address and by alias. An address goes before an alias, and the first alias before others.
fn addressed(entries: &[Entry]) -> HashMap<String, Target> {
    let mut addressed = HashMap::with_capacity(entries.len());
    for entry in entries {
        let address = match entry.folder {
            "" => entry.slug.to_string(),
            folder => format!("{folder}/{}", entry.slug),
        };
        addressed.insert(address, entry.target);
        for alias in entry.aliases {
            let alias = alias.trim_matches('/').to_owned();
            addressed.entry(alias).or_insert(entry.target);
        }
    }
    addressed
}

/// The first record of each file.
fn filed(entries: &[Entry]) -> HashMap<SitePath, Target> {
    let mut filed = HashMap::with_capacity(entries.len());
    for entry in entries {
        filed.entry(entry.file.clone()).or_insert(entry.target);
    }
    filed
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

impl Names {
    /// No names, for a site whose texts and relations ask for none: gathering them takes longer than the rest of linking.
    pub(crate) fn unasked(unread: &Arc<HashSet<Slug>>) -> Self {
        Self {
            unread: Arc::clone(unread),
            ..Self::default()
        }
    }

    /// Gathers the names of all records.
    pub(crate) fn of(
        settings: &Settings,
        events: &[Arc<Event>],
        terms: &[Term],
        sources: &[Arc<Source>],
        pages: &[Arc<FreePage>],
        unread: &Arc<HashSet<Slug>>,
    ) -> Self {
        let events = events.iter().enumerate().map(|(index, it)| Entry {
            target: Target::Event(EventId::new(index)),
            folder: "events",
            slug: &it.slug,
            title: &it.title,
            also: &[],
            aliases: &it.aliases,
            file: &it.file,
        });
        let folder = |term: &'_ Term| -> &str {
            let mut taxonomies = settings.taxonomies.iter();
            let own = taxonomies.find(|taxonomy| taxonomy.key == term.taxonomy);
            own.map_or("", |taxonomy| taxonomy.slug.as_str())
        };
        let terms = terms.iter().enumerate().map(|(index, it)| Entry {
            target: Target::Term(TermId::new(index)),
            folder: folder(it),
            slug: &it.slug,
            title: &it.title,
            also: &it.also,
            aliases: &it.aliases,
            file: &it.file,
        });
        let sources = sources.iter().enumerate().map(|(index, it)| Entry {
            target: Target::Source(SourceId::new(index)),
            folder: "sources",
            slug: &it.id,
            title: &it.title,
            also: &[],
            aliases: &it.aliases,
            file: &it.file,
        });
        let pages = pages.iter().enumerate().map(|(index, it)| Entry {
            target: Target::Page(PageId::new(index)),
            folder: "",
            slug: &it.slug,
            title: &it.title,
            also: &[],
            aliases: &it.aliases,
            file: &it.file,
        });
        let entries: Vec<Entry> = events.chain(terms).chain(sources).chain(pages).collect();
        let (named, (addressed, filed)) = rayon::join(
            || named(&entries),
            || rayon::join(|| addressed(&entries), || filed(&entries)),
        );
        Self {
            unread: Arc::clone(unread),
            is_gathered: true,
            named,
            addressed,
            filed,
        }
    }

    /// Whether they were gathered: no text asked for any where they were not.
    pub(crate) fn is_gathered(&self) -> bool {
        self.is_gathered
    }

    /// Gives an event another title, and tells the names that now mean something else.
    pub(crate) fn retitle(&mut self, id: EventId, before: &Event, after: &Event) -> Vec<String> {
        let target = Target::Event(id);
        let names = |event: &Event| -> Vec<String> {
            let title = Slug::from_name(&event.title).map(|slug| slug.to_string());
            std::iter::once(event.slug.to_string())
                .chain(title)
                .collect()
        };
        let (old, new) = (names(before), names(after));
        for name in old.iter().filter(|name| !new.contains(name)) {
            if let Some(targets) = self.named.get_mut(name) {
                targets.retain(|other| *other != target);
                if targets.is_empty() {
                    self.named.remove(name);
                }
            }
        }
        for name in new.iter().filter(|name| !old.contains(name)) {
            let targets = self.named.entry(name.clone()).or_default();
            if let Err(place) = targets.binary_search(&target) {
                targets.insert(place, target);
            }
        }
        let is_in_one = |name: &String| old.contains(name) != new.contains(name);
        let both = old.iter().chain(&new);
        both.filter(|name| is_in_one(name)).cloned().collect()
    }

    /// Whether a name in a text may mean one of these names, which are folded.
    pub(crate) fn is_any_of(&self, name: &str, folded: &[String]) -> bool {
        let trimmed = name.trim().trim_matches('/');
        let is_one = |name: &str| folded.iter().any(|other| other == name);
        if is_one(trimmed) {
            return true;
        }
        // A name that is found as it is written is not folded.
        !self.named.contains_key(trimmed)
            && Slug::from_name(trimmed).is_some_and(|slug| is_one(slug.as_str()))
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
        slug.is_some_and(|slug| self.unread.contains(&slug))
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
    pub(crate) fn of_events(&self) -> impl Iterator<Item = &str> + Clone {
        let is_event = |targets: &Vec<Target>| matches!(targets.first(), Some(Target::Event(_)));
        self.named
            .iter()
            .filter(move |(_, targets)| is_event(targets))
            .map(|(name, _)| name.as_str())
    }
}
