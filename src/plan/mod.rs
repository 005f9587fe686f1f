//! Which files the output has, where each stands, and what each shows.
//!
//! The site goes in; the plan comes out. Building renders all of it, the preview what is asked for.

mod aliases;
mod cards;
mod embeds;
mod formats;
mod lanes;
mod outline;
mod route;
mod share;
mod show;

pub use cards::{CARD_SIZE, card_route, has_letters_for};
pub use embeds::{embed_route, oembed_route};
pub use formats::{DataFile, FeedFormat};
pub use lanes::lane_routes;
pub use outline::Outline;
pub use route::Route;
pub use share::Share;
pub use show::{List, Show};

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Filled, Target};
use crate::settings::{OutputPart, ThemeSettings, Urls};
use crate::site::{EventId, PageId, Site, SourceId, TaxonomyId, TermId, ViewId};

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it stands.
    pub route: Route,
    /// What it shows.
    pub show: Show,
}

/// Every file of the output.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files, in the order in which they were planned: records first, then lists, then what points to all of them.
    pub outputs: Vec<Output>,
    files: Vec<Arc<str>>,
    by_file: HashMap<Arc<str>, usize>,
    urls: Urls,
}

impl Plan {
    /// Plans the output of a site. `theme_assets` are the paths of the theme's files below `templates/assets/`.
    #[must_use]
    pub fn of(site: &Site, theme_assets: &[String], diagnostics: &mut Vec<Diagnostic>) -> Self {
        // A page for each record and a few for each list: room for them is made once.
        let records = site.events.len() + 3 * site.terms.len() + site.sources.len();
        let count = records + site.assets.len() + site.timeline.periods.iter().count();
        let mut plan = Self {
            outputs: Vec::with_capacity(count),
            files: Vec::with_capacity(count),
            by_file: HashMap::with_capacity(count),
            urls: site.settings.urls,
        };
        plan.assets(site, theme_assets, diagnostics);
        plan.records(site, diagnostics);
        plan.lists(site, diagnostics);
        lanes::plan(&mut plan, site, diagnostics);
        embeds::plan(&mut plan, site, diagnostics);
        cards::plan(&mut plan, site, diagnostics);
        for (route, show) in [
            ("search/", Show::Search),
            ("404.html", Show::NotFound),
            ("", Show::Front),
        ] {
            if show != Show::Search || site.settings.has(OutputPart::Search) {
                plan.add(Route::new(route), show, diagnostics);
            }
        }
        for file in DataFile::ALL {
            // The drawing's own file is nothing that readers would take.
            let is_data = !file.is_for_hosts() && file != DataFile::Marks;
            if is_data && !site.settings.has(OutputPart::Data) {
                continue;
            }
            // A file of the site's own `static/` stands in for what is written for hosts.
            let is_own = file.is_for_hosts() && plan.of_file(file.file_name()).is_some();
            if !is_own {
                plan.add(Route::new(file.file_name()), Show::Data(file), diagnostics);
            }
        }
        aliases::plan(&mut plan, site, diagnostics);
        plan
    }

    /// The output that stands in a file, by its path from the output's root.
    #[must_use]
    pub fn of_file(&self, file: &str) -> Option<&Output> {
        self.by_file.get(file).map(|&index| &self.outputs[index])
    }

    /// The files that the outputs stand in, in their order, by their paths from the output's root.
    #[must_use]
    pub fn files(&self) -> &[Arc<str>] {
        &self.files
    }

    /// The output at an address as pages write it, from the site's root; a page's also without its last `/`.
    #[must_use]
    pub fn at_address(&self, address: &str) -> Option<&Output> {
        let as_page = |address: &str| self.of_file(&Route::new(address).file(self.urls));
        self.of_file(address)
            .or_else(|| as_page(address))
            .or_else(|| as_page(&format!("{address}/")))
    }

    /// How the settings write addresses.
    #[must_use]
    pub fn urls(&self) -> Urls {
        self.urls
    }

    fn assets(&mut self, site: &Site, theme_assets: &[String], diagnostics: &mut Vec<Diagnostic>) {
        let used = used_assets(site);
        for asset in site.assets.iter() {
            if let Some(route) = asset_route(&asset.path)
                && (asset.path.starts_with("static/") || used.contains(&*asset.path))
            {
                self.add(route, Show::SiteAsset(asset.path.clone()), diagnostics);
            }
        }
        if site.settings.theme != ThemeSettings::default() {
            self.add(
                Route::new("assets/theme.css"),
                Show::ThemeColours,
                diagnostics,
            );
        }
        for name in theme_assets {
            let route = Route::new(format!("assets/{name}"));
            // A file of the site's own `static/assets/` stands in for the theme's.
            if self.of_file(&route.file(self.urls)).is_none() {
                self.add(route, Show::ThemeAsset(name.clone()), diagnostics);
            }
        }
    }

    fn records(&mut self, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
        for index in 0..site.events.len() {
            let id = EventId::new(index);
            self.add(
                target_route(site, Target::Event(id)),
                Show::Event(id),
                diagnostics,
            );
        }
        for index in 0..site.pages.len() {
            let id = PageId::new(index);
            self.add(
                target_route(site, Target::Page(id)),
                Show::Page(id),
                diagnostics,
            );
        }
    }

    fn lists(&mut self, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
        let terms = (0..site.terms.len()).map(|index| List::Term(TermId::new(index)));
        let sources = (0..site.sources.len()).map(|index| List::Source(SourceId::new(index)));
        let periods = site
            .timeline
            .periods
            .iter()
            .map(|(period, _)| List::Period(period));
        let views = (0..site.views.len()).map(|index| List::View(ViewId::new(index)));
        for list in terms
            .chain(sources)
            .chain(periods)
            .chain(views)
            .chain([List::All])
        {
            let route = list_route(site, list);
            for number in 1..=pages(list_events(site, list).len(), site) {
                self.add(route.page(number), Show::List(list, number), diagnostics);
            }
            if let Some(beside) = feeds_beside(site, list) {
                for format in FeedFormat::of(&site.settings) {
                    self.add(
                        beside.file_beside(format.file_name()),
                        Show::Feed(list, format),
                        diagnostics,
                    );
                }
            }
        }
        for (index, taxonomy) in site.settings.taxonomies.iter().enumerate() {
            let count = site.terms_of(TaxonomyId::new(index)).len();
            let route = Route::new(format!("{}/", taxonomy.slug));
            for number in 1..=pages(count, site) {
                self.add(
                    route.page(number),
                    Show::Taxonomy(TaxonomyId::new(index), number),
                    diagnostics,
                );
            }
        }
        for number in 1..=pages(site.sources.len(), site) {
            self.add(
                Route::new("sources/").page(number),
                Show::Sources(number),
                diagnostics,
            );
        }
    }

    /// Adds an output, or a diagnostic where another has its place already.
    fn add(&mut self, route: Route, show: Show, diagnostics: &mut Vec<Diagnostic>) {
        let file: Arc<str> = route.file(self.urls).into();
        match self.by_file.entry(Arc::clone(&file)) {
            Entry::Occupied(other) => {
                let other = &self.outputs[*other.get()].route;
                let message = format!("two pages would have the address `/{other}`");
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateSlug, message)
                        .help("give one of the two another slug"),
                );
            }
            Entry::Vacant(free) => {
                free.insert(self.outputs.len());
                self.files.push(file);
                self.outputs.push(Output { route, show });
            }
        }
    }
}

/// The address of a record's page.
#[must_use]
pub fn target_route(site: &Site, target: Target) -> Route {
    match target {
        Target::Event(id) => {
            Route::new(["events/", site.events[id.index()].slug.as_str(), "/"].concat())
        }
        Target::Term(id) => list_route(site, List::Term(id)),
        Target::Source(id) => list_route(site, List::Source(id)),
        Target::Page(id) => Route::new(format!("{}/", site.pages[id.index()].slug)),
    }
}

/// The address of the first page of a list.
#[must_use]
pub fn list_route(site: &Site, list: List) -> Route {
    Route::new(match list {
        List::All => "timeline/".to_owned(),
        List::Period(period) => return Route::of_period(period),
        List::Term(id) => {
            let term = &site.terms[id.index()];
            [
                site.taxonomy_of(term).slug.as_str(),
                "/",
                term.slug.as_str(),
                "/",
            ]
            .concat()
        }
        List::Source(id) => ["sources/", site.sources[id.index()].id.as_str(), "/"].concat(),
        List::View(id) => format!("views/{}/", site.settings.views[id.index()].slug),
    })
}

/// The events of a list, in order.
#[must_use]
pub fn list_events(site: &Site, list: List) -> &[EventId] {
    match list {
        List::All => &site.timeline.all,
        List::Period(period) => site.timeline.periods.events(period),
        List::Term(id) => &site.graph.terms[id.index()].events,
        List::Source(id) => &site.graph.sources[id.index()].events,
        List::View(id) => &site.views[id.index()],
    }
}

/// The route beside which the feeds of a list stand; the whole timeline's stand at the root. Periods and sources have
/// none: nothing is ever added to most of them.
#[must_use]
pub fn feeds_beside(site: &Site, list: List) -> Option<Route> {
    match list {
        List::All => Some(Route::new("")),
        List::Term(_) | List::View(_) => {
            let has_feeds = site.settings.has(OutputPart::TermFeeds);
            has_feeds.then(|| list_route(site, list))
        }
        List::Period(_) | List::Source(_) => None,
    }
}

/// Where a file of the site stands in the output: one of `static/` at the root, one beside a text below `media/`.
#[must_use]
pub fn asset_route(path: &str) -> Option<Route> {
    if let Some(rest) = path.strip_prefix("static/") {
        return Some(Route::new(rest));
    }
    path.strip_prefix("content/")
        .map(|rest| Route::new(format!("media/{rest}")))
}

/// How many pages a list of so many entries takes; an empty one takes one.
#[must_use]
pub fn pages(entries: usize, site: &Site) -> usize {
    entries.div_ceil(site.settings.page_size).max(1)
}

/// The files beside texts that a record uses. Others are not published: a folder of notes holds much that is not meant
/// to be.
fn used_assets(site: &Site) -> std::collections::HashSet<&str> {
    let graph = &site.graph;
    let texts = (graph.events.iter().map(|links| &links.text))
        .chain(graph.terms.iter().map(|links| &links.text))
        .chain(graph.sources.iter().map(|links| &links.text))
        .chain(graph.pages.iter().map(|text| &**text));
    let in_texts = texts
        .flat_map(|text| &text.holes)
        .filter_map(|filled| match filled {
            Some(Filled::Asset(path)) => Some(&**path),
            _ => None,
        });
    let images = (site.events.iter().filter_map(|event| event.image.as_ref()))
        .chain(site.terms.iter().filter_map(|term| term.image.as_ref()))
        .map(|image| &*image.file);
    in_texts.chain(images).collect()
}
