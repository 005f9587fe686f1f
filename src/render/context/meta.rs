//! What all pages share: the site, and the page's title, description, address, breadcrumbs and feeds.

use super::Contexts;
use crate::edtf::Period;
use crate::graph::Target;
use crate::plan::{
    CARD_SIZE, FeedFormat, List, Output, Route, Show, card_route, feeds_beside, list_events,
    list_route,
};
use crate::render::{Links, json_ld};
use crate::settings::OutputPart;
use crate::site::{Site, TaxonomyId};
use crate::view::{Crumb, FeedLink, ImageView, MenuItem, PageView, Paging, SiteView};

/// The program's name and version, for `<meta name="generator">` and the feeds.
pub(crate) const GENERATOR: &str = concat!("Dateline ", env!("CARGO_PKG_VERSION"));

impl Contexts<'_> {
    pub(crate) fn site_view(&self) -> SiteView {
        let Site {
            settings,
            language,
            events,
            sources,
            ..
        } = self.site;
        SiteView {
            title: settings.title.clone(),
            subtitle: self.typeset_some(settings.subtitle.as_ref()),
            description: self.typeset_some(settings.description.as_ref()),
            language: language.tag().to_owned(),
            direction: language.direction().as_str().to_owned(),
            base_url: settings.base_url.clone(),
            publisher: settings.publisher.clone(),
            authors: settings.authors.clone(),
            licence: settings.licence.clone(),
            home: self.url(&Route::new("")),
            menu: (self.menu())
                .map(|(kind, title, route)| MenuItem {
                    kind: kind.to_owned(),
                    title: title.to_owned(),
                    url: self.url(&route),
                })
                .collect(),
            events: events.len(),
            sources: sources.len(),
            stylesheets: self.stylesheets(),
            generator: GENERATOR.to_owned(),
            repository: settings.repository.clone(),
            extra: settings.extra.clone(),
        }
    }

    /// The entries of the navigation: the kind of page, what it is called, and where it is.
    pub(crate) fn menu(&self) -> impl Iterator<Item = (&'static str, &str, Route)> {
        let settings = &self.site.settings;
        let word = |key| self.language().word(key);
        let fixed = |key, route| (key, word(key), Route::new(route));
        let taxonomies = (settings.taxonomies.iter().enumerate())
            .filter(|(index, _)| self.site.terms_of(TaxonomyId::new(*index)).len() > 0)
            .map(|(_, taxonomy)| {
                let route = Route::new([taxonomy.slug.as_str(), "/"].concat());
                ("taxonomy", self.taxonomy_title(taxonomy), route)
            });
        let sources = !self.site.sources.is_empty();
        let pages = self.site.pages.iter().filter(|page| page.menu);
        let pages = pages.map(|page| {
            let route = Route::new([page.slug.as_str(), "/"].concat());
            ("page", page.title.as_str(), route)
        });
        let search = settings.has(OutputPart::Search);
        (std::iter::once(fixed("timeline", "timeline/")).chain(taxonomies))
            .chain(sources.then(|| fixed("sources", "sources/")))
            .chain(pages)
            .chain(search.then(|| fixed("search", "search/")))
    }

    /// The stylesheets that come after the theme's own: that of the settings' colours, and the site's `custom.css`.
    fn stylesheets(&self) -> Vec<String> {
        ["assets/theme.css", "custom.css"]
            .into_iter()
            .filter(|file| self.plan.of_file(file).is_some())
            .map(str::to_owned)
            .collect()
    }

    /// What concerns a page itself.
    pub(crate) fn page_view(&self, output: &Output) -> PageView {
        // Schema.org data tell of them too.
        let has_crumbs = self.names.has("breadcrumbs") || self.names.has("json_ld");
        let mut page = PageView {
            kind: output.show.kind().to_owned(),
            title: String::new(),
            description: String::new(),
            url: self.url(&output.route),
            canonical: self.wanted("canonical", || self.full_url(&output.route)),
            breadcrumbs: if has_crumbs {
                self.breadcrumbs(&output.show)
            } else {
                Vec::new()
            },
            feeds: self.wanted("feeds", || self.feeds(self.feeds_list(&output.show))),
            paging: self.wanted("paging", || self.paging_of(&output.show)),
            image: None,
            json_ld: None,
            embed: self.wanted("embed", || self.embed(&output.show)),
            source_file: None,
        };
        self.describe(&output.show, &mut page);
        page.image = page.image.or_else(|| self.card_image(&output.show));
        page.json_ld = self.wanted("json_ld", || self.json_ld(output, &page));
        page
    }

    /// The picture that stands for a page without one where it is shared, if the program can draw them.
    fn card_image(&self, show: &Show) -> Option<ImageView> {
        let event = match show {
            Show::Event(id) => Some(*id),
            _ => None,
        };
        let (width, height) = CARD_SIZE;
        Some(ImageView {
            url: self.url(&card_route(self.site, event)?),
            alt: event
                .map_or(&self.site.settings.title, |id| {
                    &self.site.events[id.index()].title
                })
                .clone(),
            width: Some(width),
            height: Some(height),
            credit: None,
            caption: None,
        })
    }

    /// Schema.org data: an event's, or the list's that the page shows.
    fn json_ld(&self, output: &Output, page: &PageView) -> Option<String> {
        let links = Links::new(self, self.site.settings.base_url.as_deref(), &page.url);
        match &output.show {
            Show::Event(id) => Some(json_ld::event(self.site, &links, *id, &page.breadcrumbs)),
            Show::List(list, number) => {
                let events = self.page_of(list_events(self.site, *list), *number);
                let first = (number - 1) * self.site.settings.page_size + 1;
                Some(json_ld::list(
                    self.site,
                    &links,
                    &page.title,
                    events,
                    first,
                    &page.breadcrumbs,
                    &self.kept.list_items,
                ))
            }
            _ => None,
        }
    }

    /// The title, the description and what else depends on the record that a page shows.
    fn describe(&self, show: &Show, page: &mut PageView) {
        let site = self.site;
        let word = |key: &str| self.language().word(key).to_owned();
        let about_site = || {
            site.settings
                .description
                .clone()
                .unwrap_or_else(|| site.settings.title.clone())
        };
        (page.title, page.description) = match show {
            Show::Front => (site.settings.title.clone(), about_site()),
            Show::List(list, _) => {
                let describe = || self.list_page_description(*list);
                (self.list_title(*list), self.wanted("description", describe))
            }
            Show::Lanes(id) => {
                let taxonomy = self.taxonomy_title(&site.settings.taxonomies[id.index()]);
                let title = self.language().labelled(&word("timeline"), taxonomy);
                let description = self
                    .language()
                    .labelled(&title, &self.list_description(List::All));
                (title, description)
            }
            Show::Embed(target) => {
                let title = self.title(*target).to_owned();
                (title.clone(), title)
            }
            Show::Event(id) => {
                let event = &site.events[id.index()];
                let description = self.wanted("description", || {
                    let dated = || {
                        let date = self.language().date(&event.date);
                        self.language().labelled(&date, &event.title)
                    };
                    event.summary.clone().unwrap_or_else(dated)
                });
                page.image = event.image.as_ref().map(|image| self.image(image));
                page.source_file = Some(event.file.to_string());
                (event.title.clone(), description)
            }
            Show::Taxonomy(id, _) => {
                let taxonomy = &site.settings.taxonomies[id.index()];
                let title = self.taxonomy_title(taxonomy).to_owned();
                let description = self.language().labelled(&title, &site.settings.title);
                (title, description)
            }
            Show::Sources(_) => {
                let count = self.language().count("sources", site.sources.len() as u64);
                (
                    word("sources"),
                    self.language().labelled(&site.settings.title, &count),
                )
            }
            Show::Page(id) => {
                let free = &site.pages[id.index()];
                page.source_file = Some(free.file.to_string());
                let description = free.summary.clone();
                (
                    free.title.clone(),
                    description
                        .unwrap_or_else(|| self.language().labelled(&free.title, &about_site())),
                )
            }
            Show::Search => (
                word("search"),
                self.language()
                    .labelled(&word("search"), &site.settings.title),
            ),
            _ => (word("not_found"), word("not_found")),
        };
    }

    fn breadcrumbs(&self, show: &Show) -> Vec<Crumb> {
        let crumb = |key: &str, route: &str| Crumb {
            title: self.language().word(key).to_owned(),
            url: self.url(&Route::new(route)),
        };
        match show {
            Show::Event(id) => {
                let mut crumbs = vec![crumb("timeline", "timeline/")];
                crumbs.extend(self.periods_of(&self.site.events[id.index()].date));
                crumbs
            }
            Show::List(List::Period(period), _) => {
                let mut crumbs = vec![crumb("timeline", "timeline/")];
                crumbs.extend(self.around_period(*period));
                crumbs
            }
            Show::List(List::Term(id), _) => {
                let term = &self.site.terms[id.index()];
                let taxonomy = self.site.taxonomy_of(term);
                let mut crumbs = vec![Crumb {
                    title: self.taxonomy_title(taxonomy).to_owned(),
                    url: self.url(&Route::new(format!("{}/", taxonomy.slug))),
                }];
                let ancestors = &self.site.graph.terms[id.index()].ancestors;
                crumbs.extend(
                    ancestors
                        .iter()
                        .rev()
                        .map(|parent| self.link(Target::Term(*parent))),
                );
                crumbs
            }
            Show::List(List::Source(_), _) => vec![crumb("sources", "sources/")],
            Show::List(List::View(_), _) | Show::Lanes(_) => vec![crumb("timeline", "timeline/")],
            _ => Vec::new(),
        }
    }

    /// The wider periods that a period lies in, widest first, as far as they have pages.
    fn around_period(&self, period: Period) -> Vec<Crumb> {
        let (first, _) = period.days();
        let mut wider = Period::containing(first).to_vec();
        wider.retain(|other| {
            other.rank() > period.rank() && self.site.timeline.periods.contains(*other)
        });
        wider.sort_by_key(|other| std::cmp::Reverse(other.rank()));
        wider
            .into_iter()
            .map(|period| self.list_link(List::Period(period)))
            .collect()
    }

    /// The list whose feeds a page leads to: its own, where that has any, else the whole timeline.
    pub(crate) fn feeds_list(&self, show: &Show) -> List {
        match show {
            Show::List(list, _) if feeds_beside(self.site, *list).is_some() => *list,
            _ => List::All,
        }
    }

    /// The feeds of a list that has some.
    pub(crate) fn feeds(&self, list: List) -> Vec<FeedLink> {
        let beside = feeds_beside(self.site, list).unwrap_or_else(|| Route::new(""));
        let title = self.feed_title(list);
        FeedFormat::of(&self.site.settings)
            .map(|format| FeedLink {
                title: format!("{title} ({})", self.language().word(format.word())),
                format: self.language().word(format.word()).to_owned(),
                url: self.url(&beside.file_beside(format.file_name())),
                media_type: format.media_type().to_owned(),
            })
            .collect()
    }

    /// What the feeds of a list are called.
    pub(crate) fn feed_title(&self, list: List) -> String {
        match list {
            List::All => self.site.settings.title.clone(),
            list => self
                .language()
                .labelled(&self.site.settings.title, &self.list_title(list)),
        }
    }

    fn paging_of(&self, show: &Show) -> Option<Paging> {
        match show {
            Show::List(list, number) => {
                let entries = list_events(self.site, *list).len();
                self.paging(entries, *number, || list_route(self.site, *list))
            }
            Show::Taxonomy(id, number) => {
                let taxonomy = &self.site.settings.taxonomies[id.index()];
                let first = || Route::new([taxonomy.slug.as_str(), "/"].concat());
                self.paging(self.site.terms_of(*id).len(), *number, first)
            }
            Show::Sources(number) => {
                let first = || Route::new("sources/");
                self.paging(self.site.sources.len(), *number, first)
            }
            _ => None,
        }
    }
}
