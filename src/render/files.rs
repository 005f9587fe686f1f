//! The files that are not pages: feeds, data files, and the bundles whose number of files depends on what is in them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::context::Contexts;
use super::{
    Addresses, Feed, Links, Renderer, atom, calendar, events_csv, events_json, geojson, hosting,
    json_feed, search_index, sitemap, timelinejs, updated,
};
use crate::diagnostic::SitePath;
use crate::graph::Target;
use crate::plan::{
    DataFile, FeedFormat, List, Output, Route, Show, asset_route, feeds_beside, list_events,
    list_route,
};
use crate::render::sitemap::SitemapPage;
use crate::settings::OutputPart;
use crate::site::EventId;

impl Addresses for Contexts<'_> {
    fn record(&self, target: Target) -> String {
        self.target_url(target)
    }

    fn asset(&self, file: &SitePath) -> String {
        asset_route(file).map_or_else(|| file.to_string(), |route| self.url(&route))
    }
}

impl Renderer {
    /// A list as a feed.
    pub(super) fn feed(&self, list: List, format: FeedFormat) -> Vec<u8> {
        let contexts = &self.contexts();
        let site = contexts.site;
        let beside = feeds_beside(site, list).unwrap_or_else(|| Route::new(""));
        let own = contexts.url(&beside.file_beside(format.file_name()));
        let page = match list {
            List::All => contexts.url(&Route::new("")),
            list => contexts.url(&list_route(site, list)),
        };
        let title = contexts.feed_title(list);
        let summary = contexts.list_description(list);
        let base = site.settings.base_url.as_deref();
        let body = |id: EventId| {
            base.map(|base| contexts.body(Target::Event(id), base))
                .unwrap_or_default()
        };
        let feed = Feed {
            site,
            title: &title,
            summary: Some(&summary),
            links: Links::new(contexts, base, &own),
            page: &page,
            events: list_events(site, list),
            items: &self.feed_items,
            body: base.is_some().then_some(&body),
        };
        match format {
            FeedFormat::Atom => atom::render(&feed),
            FeedFormat::Json => json_feed::render(&feed),
            FeedFormat::Calendar => calendar::render(&feed).bytes,
        }
    }

    /// An event, or the site, as a picture for shared links.
    #[cfg(feature = "social-cards")]
    pub(super) fn card(&self, event: Option<EventId>) -> Vec<u8> {
        let contexts = &self.contexts();
        let settings = &contexts.site.settings;
        let when = event.map(|id| contexts.moment_words(id));
        let headline = event.map(|id| contexts.site.events[id.index()].title.as_str());
        super::card::png(&super::card::Card {
            kicker: when.as_deref().unwrap_or_default(),
            headline: headline.unwrap_or(&settings.title),
            foot: match event {
                Some(_) => &settings.title,
                None => settings.subtitle.as_deref().unwrap_or_default(),
            },
            accent: settings.theme.accent.as_deref().unwrap_or("#a3241c"),
        })
    }

    /// The data of the whole site in one file.
    pub(super) fn data(&self, file: DataFile) -> Vec<u8> {
        let contexts = &self.contexts();
        let site = contexts.site;
        let base = site.settings.base_url.as_deref();
        let links = Links::new(contexts, base, file.file_name());
        match file {
            DataFile::TimelineJs => timelinejs::render(site, &links).bytes,
            DataFile::EventsJson => events_json::render(site, &links),
            DataFile::EventsCsv => events_csv::render(site, &links),
            DataFile::Places => geojson::render(site, &links),
            DataFile::Marks => contexts.marks(),
            DataFile::Robots => sitemap::robots(base),
            DataFile::Manifest => hosting::manifest(site),
            DataFile::Headers => hosting::headers(site),
            DataFile::Redirects => hosting::redirects(site, contexts.plan),
            DataFile::NoJekyll => Vec::new(),
        }
    }

    /// The files whose number depends on what is in them, by their paths: the search index, and the sitemap where the
    /// site has a base address.
    #[must_use]
    pub fn bundles(&self) -> &BTreeMap<String, Vec<u8>> {
        self.bundles.get_or_init(|| {
            let contexts = &self.contexts();
            let links = Links::new(contexts, None, "");
            let settings = &contexts.site.settings;
            let search = || {
                let is_wanted = settings.has(OutputPart::Search);
                is_wanted.then(|| search_index::render(contexts.site, &links))
            };
            let sitemap = || {
                let base = settings.base_url.as_deref();
                base.map(|base| sitemap::render(base, &self.sitemap_pages(base)))
            };
            // They are made before all else, since nobody knows before how many files they are.
            let (search, sitemap) = rayon::join(search, sitemap);
            search.into_iter().chain(sitemap).flatten().collect()
        })
    }

    /// Exactly the pages, without redirects and without the one for missing addresses.
    fn sitemap_pages(&self, base: &str) -> Vec<SitemapPage> {
        let contexts = &self.contexts();
        let links = Links::new(contexts, Some(base), "");
        let is_page = |output: &&Output| {
            matches!(
                output.show,
                Show::Front
                    | Show::List(..)
                    | Show::Lanes(_)
                    | Show::Event(_)
                    | Show::Taxonomy(..)
                    | Show::Sources(_)
                    | Show::Page(_)
                    | Show::Search
            )
        };
        let updated = |output: &Output| match &output.show {
            Show::Event(id) => Some(updated::event(contexts.site, *id)),
            _ => None,
        };
        contexts
            .plan
            .outputs
            .par_iter()
            .filter(is_page)
            .map(|output| SitemapPage {
                url: links.route(&contexts.url(&output.route)),
                updated: updated(output),
            })
            .collect()
    }
}
