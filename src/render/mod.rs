//! From the plan to bytes: pages through the theme's templates, feeds and data files through their own writers.

mod body;
#[cfg(feature = "social-cards")]
mod card;
mod characters;
mod cite;
mod colours;
mod content_line;
mod context;
mod entry;
mod feed;
mod files;
mod fingerprint;
mod hosting;
mod identifier;
mod json;
mod links;
mod map;
mod oembed;
mod period_titles;
mod picture;
mod rows;
mod shelf;
mod theme;
mod updated;
mod xml;

pub mod atom;
pub mod calendar;
pub mod events_csv;
pub mod events_json;
pub mod geojson;
pub mod json_feed;
pub mod json_ld;
pub mod search_index;
pub mod sitemap;
pub mod timelinejs;

pub use feed::{Feed, FeedItems};
pub use fingerprint::Fingerprints;
pub(crate) use identifier::event_uuid;
pub use links::{Addresses, Links};
pub use theme::Theme;
use theme::{Costly, Wants};
pub use updated::Instant;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::{Context, Value};

use crate::diagnostic::{Diagnostic, SitePath};
use crate::plan::{List, Output, Plan, Show, list_events};
use crate::render::context::Contexts;
use crate::render::period_titles::PeriodTitles;
use crate::render::rows::Rows;
use crate::site::{EventId, Site, SourceId};

/// A file of a format that cannot hold every event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    /// The file.
    pub bytes: Vec<u8>,
    /// The events that the format cannot hold honestly, in order.
    pub left_out: Vec<EventId>,
}

/// What stands in a file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of a file of the site, by its path from the site's root.
    CopyOf(SitePath),
}

/// Renders the files of a plan, one at a time and in any order.
pub struct Renderer {
    site: Site,
    plan: Arc<Plan>,
    theme: Theme,
    rows: Rows,
    lead_rows: Rows,
    feed_items: FeedItems,
    period_titles: PeriodTitles,
    bundles: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renderer")
            .field("theme", &self.theme)
            .finish_non_exhaustive()
    }
}

impl Renderer {
    /// Makes what all pages share.
    #[must_use]
    pub fn new(site: Site, plan: Arc<Plan>, mut theme: Theme) -> Self {
        let period_titles = PeriodTitles::default();
        let contexts = Contexts {
            site: &site,
            plan: &plan,
            period_titles: &period_titles,
            wants: Wants::ALL,
        };
        theme.share("site", Value::from_serializable(&contexts.site_view()));
        Self {
            rows: Rows::of("event_row", site.events.len()),
            lead_rows: Rows::of("lead_row", site.events.len()),
            feed_items: FeedItems::for_events(site.events.len()),
            period_titles,
            site,
            plan,
            theme,
            bundles: OnceLock::new(),
        }
    }

    /// The site that is rendered.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The files that can be rendered, besides the [bundles](Self::bundles).
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    fn contexts(&self) -> Contexts<'_> {
        self.contexts_with(Wants::ALL)
    }

    fn contexts_with(&self, wants: Wants) -> Contexts<'_> {
        Contexts {
            site: &self.site,
            plan: &self.plan,
            period_titles: &self.period_titles,
            wants,
        }
    }

    /// Renders a file of the plan.
    ///
    /// # Errors
    /// A mistake in a template, at its place.
    pub fn render(&self, output: &Output) -> Result<Rendered, Diagnostic> {
        let bytes = match &output.show {
            Show::SiteAsset(path) => return Ok(Rendered::CopyOf(path.clone())),
            Show::ThemeAsset(name) => self.theme.asset(name).unwrap_or_default().to_vec(),
            Show::ThemeColours => colours::stylesheet(&self.site.settings.theme),
            Show::Feed(list, format) => self.feed(*list, *format),
            Show::Data(file) => self.data(*file),
            Show::OEmbed(target) => self.contexts().oembed(*target),
            #[cfg(feature = "social-cards")]
            Show::Card(event) => self.card(*event),
            _ => return self.page(output).map(Rendered::Bytes),
        };
        Ok(Rendered::Bytes(bytes))
    }

    /// Renders a page through its template.
    fn page(&self, output: &Output) -> Result<Vec<u8>, Diagnostic> {
        let template = fingerprint::template_of(&output.show).unwrap_or("404.html");
        let contexts = &self.contexts_with(self.theme.uses().wants(template));
        let root = self.root(output);
        let mut context = Context::new();
        context.insert("page", &contexts.page_view(output));
        context.insert("root", &root);
        let picture = contexts.wanted(Costly::Picture, || contexts.picture(&output.show));
        context.insert("picture", &picture);
        let small = contexts.wanted(Costly::Picture, || contexts.small_picture(&output.show));
        context.insert("small_picture", &small);
        context.insert("map", &contexts.map(&output.show));
        match &output.show {
            Show::Front => {
                context.insert("front", &contexts.front());
                let leads = self
                    .lead_rows
                    .get(contexts, &self.theme, &contexts.leads())?;
                context.insert_value("lead_rows", leads);
                self.insert_list(contexts, List::All, contexts.newest(), &mut context)?;
            }
            Show::List(list, number) => {
                let shown = contexts.page_of(list_events(contexts.site, *list), *number);
                self.insert_list(contexts, *list, shown, &mut context)?;
                insert_subject(contexts, *list, &root, &mut context);
            }
            Show::Event(id) => {
                context.insert("event", &contexts.event(*id, &root));
            }
            Show::Embed(target) => {
                context.insert("embedded", &contexts.embedded(*target));
            }
            Show::Taxonomy(id, number) => {
                context.insert("taxonomy", &contexts.taxonomy(*id, *number));
            }
            Show::Sources(number) => {
                let size = contexts.site.settings.page_size;
                let ids = (0..contexts.site.sources.len())
                    .skip((number - 1) * size)
                    .take(size);
                let sources: Vec<_> = ids
                    .map(|index| contexts.source(SourceId::new(index), None))
                    .collect();
                context.insert("sources", &sources);
            }
            Show::Page(id) => {
                context.insert("free_page", &contexts.free_page(*id, &root));
            }
            Show::Redirect(to) => {
                context.insert("target", &contexts.url(to));
            }
            _ => {}
        }
        let page = self.theme.render(template, &context)?;
        Ok(match output.show {
            Show::Front | Show::List(..) => rows::with_root(page, &root),
            _ => page,
        })
    }

    /// The way back to the site's root. The page for missing addresses is shown at any address, and so needs a full one.
    fn root(&self, output: &Output) -> String {
        if output.show == Show::NotFound {
            let base = self.site.settings.base_url.as_deref();
            return base.map_or("/", path_of).to_owned();
        }
        output.route.root(self.plan.urls())
    }

    /// Puts a list and its rendered rows into a context.
    fn insert_list(
        &self,
        contexts: &Contexts<'_>,
        list: List,
        shown: &[EventId],
        context: &mut Context,
    ) -> Result<(), Diagnostic> {
        context.insert("list", &contexts.list(list, shown));
        context.insert_value("rows", self.rows.get(contexts, &self.theme, shown)?);
        Ok(())
    }
}

/// Puts what a list is about into a context.
fn insert_subject(contexts: &Contexts<'_>, list: List, root: &str, context: &mut Context) {
    match list {
        List::All => {}
        List::Period(period) => context.insert("period", &contexts.period(period)),
        List::Term(id) => context.insert("term", &contexts.term(id, root)),
        List::Source(id) => context.insert("source", &contexts.source(id, Some(root))),
        List::View(id) => context.insert("view", &contexts.view(id)),
    }
}

/// The path of a full address: `/timeline/` of `https://example.org/timeline/`.
fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme
        .find('/')
        .map_or("/", |start| &after_scheme[start..])
}
