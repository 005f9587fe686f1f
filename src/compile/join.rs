//! Joining the records of all files: terms and sources are gathered, the events ordered, then every link resolved.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use super::{Material, Records};
use crate::content::{Event, FreePage, Slug, Term};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::folder::Asset;
use crate::graph::link::{Linkable, Linked, link};
use crate::graph::{sources, terms, views};
use crate::language::Language;
use crate::settings::{Settings, Taxonomy};
use crate::site::{EventId, Site, TermId};
use crate::timeline::{Moment, Periods, Timeline, Tz, moments, order};

/// A site that was joined, and what joining it again after an edit begins with.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) site: Site,
    pub(super) linked: Linked,
    /// What was wrong before anything was linked.
    faults: Vec<Diagnostic>,
    /// What is wrong with the views.
    of_views: Vec<Diagnostic>,
    /// The place of each event of the timeline among those that were joined.
    pub(super) order: Vec<usize>,
}

impl Joined {
    /// What is wrong with the records together.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_records = self.faults.iter().chain(self.linked.faults.iter());
        of_records.chain(&self.of_views)
    }
}

/// Joins the records: terms and sources are gathered, the events ordered, then every link resolved.
pub(super) fn join(material: Material, assets: Arc<Vec<Asset>>) -> Joined {
    let Material {
        settings,
        language,
        mut records,
    } = material;
    let mut faults = Vec::new();
    drop_doubles(
        &mut records.events,
        |event| (&event.slug, &event.file),
        &mut faults,
    );
    drop_doubles(
        &mut records.pages,
        |page| (&page.slug, &page.file),
        &mut faults,
    );
    sort_pages(&mut records.pages, &language);
    let Records {
        events,
        sources,
        terms,
        pages,
        unread,
    } = records;
    let implied = settings.implied_sources;
    let mut of_sources = Vec::new();
    let (mut gathered, mut sources) = rayon::join(
        || terms::gather(&terms, &events, &settings, &language, &mut faults),
        || sources::gather(&sources, &events, implied, &unread, &mut of_sources),
    );
    faults.append(&mut of_sources);

    let zone_of = |(event, named): (&Arc<Event>, &Vec<TermId>)| {
        let (terms, ancestors) = (&gathered.records, &gathered.ancestors);
        moments::zone_of(event, named, terms, ancestors, settings.timezone)
    };
    let zones: Vec<Tz> = events.iter().zip(&gathered.named).map(zone_of).collect();
    let moments: Vec<Option<Moment>> = events
        .iter()
        .zip(&zones)
        .map(|(event, zone)| moments::moment(event, *zone, &mut faults))
        .collect();
    let order = order::order(&events, &moments);
    let events = arrange(events, &order);
    let (zones, moments) = (arrange(zones, &order), arrange(moments, &order));
    gathered.named = arrange(gathered.named, &order);
    sources.cited = arrange(sources.cited, &order);

    let linkable = Linkable {
        settings: &settings,
        events: &events,
        terms: &gathered,
        pages: &pages,
        assets: &assets,
        unread: &unread,
    };
    let ((graph, linked), periods) = rayon::join(
        || link(&linkable, sources),
        || Periods::of(&events, |period| settings.has_period(period)),
    );
    let all = (0..events.len()).map(EventId::new).collect();
    let timeline = Timeline {
        moments,
        zones,
        all,
        periods,
    };
    let unknown = |view| views::unknown_terms(view, &gathered.records, &unread);
    let of_views = settings.views.iter().flat_map(unknown).collect();
    let mut site = Site {
        language,
        events,
        sources: Arc::clone(&linked.sources.records),
        taxonomies: ranges(&settings, &gathered.records),
        terms: gathered.records,
        pages,
        views: Vec::new(),
        assets,
        timeline: Arc::new(timeline),
        graph,
        settings,
    };
    site.views = views::all(&site);
    Joined {
        site,
        linked,
        faults,
        of_views,
        order,
    }
}

/// Puts the free pages into the order of the navigation.
fn sort_pages(pages: &mut [Arc<FreePage>], language: &Language) {
    pages.sort_by(|a, b| {
        let rank = |page: &FreePage| page.order.unwrap_or(i64::MAX);
        rank(a)
            .cmp(&rank(b))
            .then_with(|| language.compare(&a.title, &b.title))
            .then_with(|| a.slug.cmp(&b.slug))
    });
}

/// The terms of each taxonomy; terms are in the order of the taxonomies.
fn ranges(settings: &Settings, terms: &[Term]) -> Vec<Range<usize>> {
    let mut from = 0;
    let range = |taxonomy: &Taxonomy| {
        let count = terms[from..]
            .iter()
            .take_while(|term| term.taxonomy == taxonomy.key)
            .count();
        from += count;
        from - count..from
    };
    settings.taxonomies.iter().map(range).collect()
}

/// Puts a list into an order given as indices.
fn arrange<T>(list: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut slots: Vec<Option<T>> = list.into_iter().map(Some).collect();
    order
        .iter()
        .map(|&index| slots[index].take().expect("an order names each index once"))
        .collect()
}

/// Leaves out the records whose slug another has already, with a diagnostic that names both files.
fn drop_doubles<T>(
    list: &mut Vec<Arc<T>>,
    slug_and_file: impl Fn(&T) -> (&Slug, &SitePath),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen: HashMap<&Slug, &SitePath> = HashMap::with_capacity(list.len());
    let is_first = |record| {
        let (slug, file) = slug_and_file(record);
        match seen.entry(slug) {
            Entry::Occupied(other) => {
                diagnostics.push(terms::duplicate_slug(slug, file, other.get()));
                false
            }
            Entry::Vacant(free) => {
                free.insert(file);
                true
            }
        }
    };
    let stays: Vec<bool> = list.iter().map(AsRef::as_ref).map(is_first).collect();
    let mut stays = stays.into_iter();
    list.retain(|_| stays.next() != Some(false));
}
