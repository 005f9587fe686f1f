//! From a folder to a site: every file parsed by itself, then all of them joined.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{
    self, Event, FreePage, ParseCache, Parsed, Record, Slug, Source, Term, markdown,
};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::embedded::THEME;
use crate::folder::{Asset, Folder};
use crate::graph::names::Names;
use crate::graph::texts::{Fillings, mentions};
use crate::graph::{EventLinks, Graph, SourceLinks, Target, TermLinks, TextLinks};
use crate::graph::{companions, provenance, relations, sources, terms};
use crate::language::{self, Language};
use crate::settings::{Settings, Taxonomy, ViewSettings};
use crate::site::{EventId, PageId, Site, SourceId, TermId};
use crate::timeline::{Moment, Periods, Timeline, Tz, moments, order};

/// What a build may choose, and what does not stand in the settings.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The address that the site is published at, instead of the settings'.
    pub base_url: Option<String>,
}

/// A site, as far as it was understood, and everything that is wrong with it.
#[derive(Debug)]
pub struct Compiled {
    /// The site; `None` where the settings could not be read.
    pub site: Option<Site>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a folder: reads its settings, parses its files and joins them.
#[must_use]
pub fn compile(folder: &Folder, options: &Options) -> Compiled {
    compile_with(folder, options, None)
}

/// Compiles a folder, and parses only those of its files that the cache does not know; afterwards the cache knows
/// exactly the folder's files.
#[must_use]
pub fn compile_with(
    folder: &Folder,
    options: &Options,
    cache: Option<&mut ParseCache>,
) -> Compiled {
    let mut diagnostics = folder.diagnostics.clone();
    let (settings, faults) = Settings::parse(folder.settings.as_ref());
    diagnostics.extend(faults);
    let Some(mut settings) = settings else {
        return Compiled {
            site: None,
            diagnostics,
        };
    };
    if let Some(base_url) = &options.base_url {
        settings.base_url = Some(base_url.clone());
    }
    let (language, faults) = language_of(&settings, folder);
    diagnostics.extend(faults);

    let markdown = markdown_options(&settings, &language);
    let parse = |file: &_| content::parse_file(file, &settings, &markdown);
    let parsed: Vec<Parsed> = match cache {
        Some(cache) => {
            let basis = ParseCache::basis(folder.settings.as_ref(), &markdown);
            cache.parse_all(&folder.content, basis, parse)
        }
        None => folder.content.par_iter().map(parse).collect(),
    };
    let mut records = Records::default();
    for parsed in parsed {
        diagnostics.extend(parsed.diagnostics);
        records.extend(parsed.record, options);
    }
    let site = join(
        records,
        settings,
        language,
        folder.assets.clone(),
        &mut diagnostics,
    );
    Compiled {
        site: Some(site),
        diagnostics,
    }
}

/// The site's language, with the phrases of the theme and over them those of the site.
fn language_of(settings: &Settings, folder: &Folder) -> (Arc<Language>, Vec<Diagnostic>) {
    let builtin = THEME
        .iter()
        .map(|(path, bytes)| (format!("templates/{path}"), *bytes));
    let own = folder
        .templates
        .iter()
        .map(|file| (file.path.to_string(), &*file.bytes));
    let files: Vec<(String, &str)> = builtin
        .chain(own)
        .filter_map(|(path, bytes)| {
            let stem = language::stem_of(&path)?.to_owned();
            Some((stem, std::str::from_utf8(bytes).ok()?))
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(stem, text)| (stem.as_str(), *text))
        .collect();
    let (language, diagnostics) = Language::load(&settings.language, &files);
    (Arc::new(language), diagnostics)
}

/// What the settings and the language say about texts.
fn markdown_options(settings: &Settings, language: &Language) -> markdown::Options {
    markdown::Options {
        raw_html: settings.raw_html,
        smart_punctuation: settings.smart_punctuation,
        nesting: settings.limits.nesting,
        ..language.text_options()
    }
}

/// The records of all files, by kind, in the order of their paths.
#[derive(Default)]
struct Records {
    events: Vec<Arc<Event>>,
    sources: Vec<Source>,
    terms: Vec<Term>,
    pages: Vec<FreePage>,
}

impl Records {
    fn extend(&mut self, record: Option<Record>, options: &Options) {
        match record {
            Some(Record::Event(event)) if event.draft && !options.drafts => {}
            Some(Record::Page(page)) if page.draft && !options.drafts => {}
            Some(Record::Event(event)) => self.events.push(event),
            Some(Record::Source(source)) => self.sources.push(*source),
            Some(Record::Term(term)) => self.terms.push(*term),
            Some(Record::Page(page)) => self.pages.push(*page),
            None => {}
        }
    }
}

/// Joins the records: terms and sources are gathered, the events ordered, then every link resolved.
fn join(
    mut records: Records,
    settings: Settings,
    language: Arc<Language>,
    assets: Vec<Asset>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    drop_doubles(
        &mut records.events,
        |event| (&event.slug, &event.file),
        diagnostics,
    );
    drop_doubles(
        &mut records.pages,
        |page| (&page.slug, &page.file),
        diagnostics,
    );
    records.pages.sort_by(|a, b| {
        let rank = |page: &FreePage| page.order.unwrap_or(i64::MAX);
        rank(a)
            .cmp(&rank(b))
            .then_with(|| language.compare(&a.title, &b.title))
            .then_with(|| a.slug.cmp(&b.slug))
    });
    let Records {
        events,
        sources,
        terms,
        pages,
    } = records;
    let mut gathered = terms::gather(terms, &events, &settings, &language, diagnostics);
    let mut sources = sources::gather(sources, &events, settings.implied_sources, diagnostics);

    let zone_of = |(event, named): (&Arc<Event>, &Vec<TermId>)| {
        moments::zone_of(
            event,
            named,
            &gathered.records,
            &gathered.ancestors,
            settings.timezone,
        )
    };
    let zones: Vec<Tz> = events.iter().zip(&gathered.named).map(zone_of).collect();
    let moments: Vec<Option<Moment>> = events
        .iter()
        .zip(&zones)
        .map(|(event, zone)| moments::moment(event, *zone, diagnostics))
        .collect();
    let order = order::order(&events, &moments);
    let events = arrange(events, &order);
    let (zones, moments) = (arrange(zones, &order), arrange(moments, &order));
    gathered.named = arrange(gathered.named, &order);
    sources.cited = arrange(sources.cited, &order);

    let graph = link(
        &settings,
        &events,
        &gathered,
        &mut sources,
        &pages,
        &assets,
        diagnostics,
    );
    let all = (0..events.len()).map(EventId::new).collect();
    let timeline = Timeline {
        moments,
        zones,
        all,
        periods: Periods::of(&events),
    };
    let views = settings
        .views
        .iter()
        .map(|view| select(view, &events, &gathered.records, &graph))
        .collect();
    Site {
        language,
        events,
        sources: sources.records,
        taxonomies: ranges(&settings, &gathered.records),
        terms: gathered.records,
        pages,
        views,
        assets,
        timeline,
        graph,
        settings,
    }
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
    list: &mut Vec<T>,
    slug_and_file: impl Fn(&T) -> (&Slug, &SitePath),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen: HashMap<Slug, SitePath> = HashMap::new();
    list.retain(|record| {
        let (slug, file) = slug_and_file(record);
        if let Some(other) = seen.get(slug) {
            diagnostics.push(terms::duplicate_slug(slug, file, other));
            return false;
        }
        seen.insert(slug.clone(), file.clone());
        true
    });
}

/// Resolves every link of the site.
fn link(
    settings: &Settings,
    events: &[Arc<Event>],
    gathered: &terms::Terms,
    sources: &mut sources::Sources,
    pages: &[FreePage],
    assets: &[Asset],
    diagnostics: &mut Vec<Diagnostic>,
) -> Graph {
    let terms = &gathered.records;
    let names = Names::of(settings, events, terms, &sources.records, pages);
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
    let events: Vec<Vec<EventId>> = graph.terms.iter().map(|term| term.events.clone()).collect();
    let is_kin = |a: TermId, b: TermId| {
        gathered.ancestors[a.index()].contains(&b) || gathered.ancestors[b.index()].contains(&a)
    };
    for (term, companions) in
        graph
            .terms
            .iter_mut()
            .zip(companions::companions(&events, &gathered.named, is_kin))
    {
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

/// Gives each record the records whose texts link to it.
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

/// The events of a view, in order: those that have one of its terms of each taxonomy that it names, one of its
/// statuses, and a date that can overlap its own.
fn select(view: &ViewSettings, events: &[Arc<Event>], terms: &[Term], graph: &Graph) -> Vec<EventId> {
    let wanted: Vec<Vec<TermId>> = view
        .terms
        .iter()
        .map(|(taxonomy, names)| {
            let is_wanted = |term: &Term| {
                term.taxonomy == *taxonomy && names.iter().any(|name| term.answers_to(name))
            };
            (0..terms.len())
                .filter(|&index| is_wanted(&terms[index]))
                .map(TermId::new)
                .collect()
        })
        .collect();
    (0..events.len())
        .map(EventId::new)
        .filter(|id| {
            let links = &graph.events[id.index()];
            let has = |term: &TermId| graph.terms[term.index()].events.binary_search(id).is_ok();
            wanted.iter().all(|any| any.iter().any(has))
                && (view.statuses.is_empty() || view.statuses.contains(&links.status))
                && view
                    .dates
                    .as_ref()
                    .is_none_or(|dates| dates.overlaps(&events[id.index()].date))
        })
        .collect()
}
