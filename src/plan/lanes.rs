//! The pages that show the whole timeline in lanes: one for each taxonomy that has terms.

use super::{List, Plan, Route, Show, list_route, pages};
use crate::diagnostic::Diagnostic;
use crate::settings::OutputPart;
use crate::site::{Site, TaxonomyId};

/// The taxonomies whose terms can be lanes, and the page of each. The first has the timeline's own page, unless that runs
/// over several and would be too heavy.
///
/// Threads come first: they are what an editor made to tell a story by.
#[must_use]
pub fn lane_routes(site: &Site) -> Vec<(TaxonomyId, Route)> {
    if site.events.is_empty() {
        return Vec::new();
    }
    let taxonomies = site.settings.taxonomies.iter().enumerate();
    let mut with_terms: Vec<(TaxonomyId, &str, &str)> = taxonomies
        .map(|(index, taxonomy)| (TaxonomyId::new(index), taxonomy))
        .filter(|(id, _)| site.terms_of(*id).len() > 0)
        .map(|(id, taxonomy)| (id, taxonomy.key.as_str(), taxonomy.slug.as_str()))
        .collect();
    with_terms.sort_by_key(|(_, key, _)| *key != "threads");
    let route = |index: usize, slug: &str| match index {
        0 if pages(site.events.len(), site) == 1 => Route::new("timeline/"),
        _ => Route::new(format!("timeline/by/{slug}/")),
    };
    let timeline = Route::new("timeline/");
    with_terms
        .into_iter()
        .enumerate()
        .map(|(index, (id, _, slug))| (id, route(index, slug)))
        .filter(|(_, route)| *route == timeline || site.settings.has(OutputPart::Lanes))
        .collect()
}

/// Adds the pages that are not the timeline's own.
pub(super) fn plan(plan: &mut Plan, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let timeline = list_route(site, List::All);
    for (id, route) in lane_routes(site) {
        if route != timeline {
            plan.add(route, Show::Lanes(id), diagnostics);
        }
    }
}
