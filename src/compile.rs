//! From a folder to a site: every file parsed by itself, then all of them joined.

mod again;

pub use again::{Kept, compile_again};

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{
    self, Event, FreePage, ParseCache, Parsed, Record, Slug, Source, Term, markdown,
};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};
use crate::embedded::THEME;
use crate::folder::{Asset, Folder};
use crate::graph::link::{Linkable, Linked, link};
use crate::graph::{sources, terms, views};
use crate::language::{self, Language};
use crate::settings::{SETTINGS_FILE, Settings, Taxonomy, Urls};
use crate::site::{EventId, Site, TermId};
use crate::timeline::{Moment, Periods, Timeline, Tz, moments, order};

/// What a build may choose, and what does not stand in the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The address that the site is published at, instead of the settings'.
    pub base_url: Option<String>,
    /// The form of addresses, instead of the settings'.
    pub urls: Option<Urls>,
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
    match Basis::of(folder, options) {
        Ok(basis) => basis.compile(folder, options, cache),
        Err(diagnostics) => Compiled {
            site: None,
            diagnostics,
        },
    }
}

/// What a site's files are parsed with.
#[derive(Debug)]
pub struct Basis {
    settings: Settings,
    /// The site's language, with the phrases of the theme and over them those of the site.
    pub language: Arc<Language>,
    /// What is wrong so far.
    diagnostics: Vec<Diagnostic>,
}

/// What a site is joined from, besides its assets.
struct Material {
    settings: Settings,
    language: Arc<Language>,
    records: Records,
}

impl Basis {
    /// Reads a folder's settings and phrases.
    ///
    /// # Errors
    /// What is wrong, where the settings could not be read.
    pub fn of(folder: &Folder, options: &Options) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = folder.diagnostics.clone();
        let (settings, faults) = Settings::parse(folder.settings.as_ref());
        diagnostics.extend(faults);
        let Some(mut settings) = settings else {
            return Err(diagnostics);
        };
        if let Some(base_url) = &options.base_url {
            settings.base_url = Some(base_url.clone());
        }
        settings.urls = options.urls.unwrap_or(settings.urls);
        let (language, faults) = language_of(&settings, folder);
        diagnostics.extend(faults);
        Ok(Self {
            settings,
            language,
            diagnostics,
        })
    }

    /// Parses the folder's files, as [`compile_with`] does, and joins them.
    #[must_use]
    pub fn compile(
        self,
        folder: &Folder,
        options: &Options,
        cache: Option<&mut ParseCache>,
    ) -> Compiled {
        let (material, mut diagnostics) = self.parse(folder, options, cache);
        let joined = join(material, Arc::new(folder.assets.clone()));
        diagnostics.extend(joined.diagnostics().cloned());
        Compiled {
            site: Some(joined.site),
            diagnostics,
        }
    }

    /// Parses the folder's files; what is wrong so far comes with them.
    fn parse(
        self,
        folder: &Folder,
        options: &Options,
        cache: Option<&mut ParseCache>,
    ) -> (Material, Vec<Diagnostic>) {
        let Self {
            settings,
            language,
            mut diagnostics,
        } = self;
        let markdown = markdown_options(&settings, &language);
        let parse = |file: &_| content::parse_file(file, &settings, &markdown);
        let parsed: Vec<Parsed> = match cache {
            Some(cache) => {
                let basis = ParseCache::basis(folder.settings.as_ref(), &markdown);
                cache.parse_all(&folder.content, &folder.unread, basis, parse)
            }
            None => folder.content.par_iter().map(parse).collect(),
        };
        let mut records = Records::default();
        let mut unread = HashSet::new();
        for (file, parsed) in folder.content.iter().zip(parsed) {
            if parsed.record.is_none() {
                unread.extend(content::slugs_of_name(&file.path));
            }
            diagnostics.extend(parsed.diagnostics);
            records.extend(parsed.record, options);
        }
        records.unread = Arc::new(unread);
        let material = Material {
            settings,
            language,
            records,
        };
        (material, diagnostics)
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
    let placed = |fault: Diagnostic| match fault.code {
        Code::UnknownLanguage => {
            let place = Place::at_value(&SETTINGS_FILE.into(), FieldPath::key("language"));
            fault.at(place, "not known here")
        }
        _ => fault,
    };
    (
        Arc::new(language),
        diagnostics.into_iter().map(placed).collect(),
    )
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
#[derive(Debug, Clone, Default)]
struct Records {
    events: Vec<Arc<Event>>,
    sources: Vec<Arc<Source>>,
    terms: Vec<Arc<Term>>,
    pages: Vec<Arc<FreePage>>,
    /// The slugs of files that could not be read, by their names: links to them are not broken, the files are.
    unread: Arc<HashSet<Slug>>,
}

impl Records {
    fn extend(&mut self, record: Option<Record>, options: &Options) {
        match record {
            Some(Record::Event(event)) if event.draft && !options.drafts => {}
            Some(Record::Page(page)) if page.draft && !options.drafts => {}
            Some(Record::Event(event)) => self.events.push(event),
            Some(Record::Source(source)) => self.sources.push(source),
            Some(Record::Term(term)) => self.terms.push(term),
            Some(Record::Page(page)) => self.pages.push(page),
            None => {}
        }
    }
}

/// A site that was joined, and what joining it again after an edit begins with.
#[derive(Debug)]
struct Joined {
    site: Site,
    linked: Linked,
    /// What was wrong before anything was linked.
    faults: Vec<Diagnostic>,
    /// What is wrong with the views.
    of_views: Vec<Diagnostic>,
    /// The place of each event of the timeline among those that were joined.
    order: Vec<usize>,
}

impl Joined {
    /// What is wrong with the records together.
    fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_records = self.faults.iter().chain(self.linked.faults.iter());
        of_records.chain(&self.of_views)
    }
}

/// Joins the records: terms and sources are gathered, the events ordered, then every link resolved.
fn join(material: Material, assets: Arc<Vec<Asset>>) -> Joined {
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
