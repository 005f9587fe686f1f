//! What a plan takes of a site besides its frame: sites of one frame with the same outline have the same plan.

use std::collections::BTreeSet;

use super::{List, card_route, list_events, pages, used_assets};
use crate::site::{EventId, Site, SourceId, ViewId};

/// What can change in a plan while terms, sources, order and addresses stay.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline {
    theme_assets: Vec<String>,
    /// The files beside texts that are published.
    assets: BTreeSet<String>,
    /// How many pages the lists of sources and views take: texts cite, and a status may come from what is cited.
    pages: Vec<usize>,
    /// Which events have a picture for shared links.
    cards: Vec<bool>,
}

impl Outline {
    /// That of a site; `theme_assets` are the paths of the theme's files below `templates/assets/`.
    #[must_use]
    pub fn of(site: &Site, theme_assets: &[String]) -> Self {
        let sources = (0..site.sources.len()).map(|index| List::Source(SourceId::new(index)));
        let views = (0..site.views.len()).map(|index| List::View(ViewId::new(index)));
        let events = (0..site.events.len()).map(EventId::new);
        let used = used_assets(site).into_iter().map(str::to_owned);
        Self {
            theme_assets: theme_assets.to_vec(),
            assets: used.collect(),
            pages: (sources.chain(views))
                .map(|list| pages(list_events(site, list).len(), site))
                .collect(),
            cards: events
                .map(|id| card_route(site, Some(id)).is_some())
                .collect(),
        }
    }
}
