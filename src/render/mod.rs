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
mod named;
mod oembed;
mod page;
mod picture;
mod rows;
mod shared;
mod shelf;
mod theme;
mod told;
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
use theme::Names;
pub use theme::Theme;
pub use updated::Instant;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use tera::Value;

use crate::diagnostic::{Diagnostic, SitePath};
use crate::plan::{Output, Plan, Show};
use crate::render::context::{Contexts, Kept};
use crate::render::rows::Rows;
use crate::render::shared::Shared;
use crate::site::{EventId, Site};

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

/// For what is no template's.
static EVERY_NAME: LazyLock<Names> = LazyLock::new(Names::all);

/// Renders the files of a plan, one at a time and in any order.
pub struct Renderer {
    site: Site,
    plan: Arc<Plan>,
    theme: Theme,
    rows: Rows,
    lead_rows: Rows,
    shared: Shared,
    feed_items: FeedItems,
    kept: Kept,
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
        let kept = Kept::for_events(site.events.len());
        let contexts = Contexts {
            site: &site,
            plan: &plan,
            kept: &kept,
            names: &EVERY_NAME,
        };
        theme.share("site", Value::from_serializable(&contexts.site_view()));
        Self {
            rows: Rows::of("event_row", site.events.len()),
            lead_rows: Rows::of("lead_row", site.events.len()),
            shared: Shared::of(&contexts),
            feed_items: FeedItems::for_events(site.events.len()),
            kept,
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
        self.contexts_for(&EVERY_NAME)
    }

    /// The contexts of a template that asks for these names.
    fn contexts_for<'a>(&'a self, names: &'a Names) -> Contexts<'a> {
        Contexts {
            site: &self.site,
            plan: &self.plan,
            kept: &self.kept,
            names,
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
}
