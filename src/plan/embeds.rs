//! The small pages that other sites show in a frame: one for each event and each thread, with an oEmbed document beside
//! it. The settings ask for them, since they are two more files for each; and they need full addresses, so that a site without
//! a base address has none.

use super::{Plan, Route, Show};
use crate::diagnostic::Diagnostic;
use crate::graph::Target;
use crate::site::{EventId, Site, TermId};

/// The taxonomy whose terms can be embedded.
const THREADS: &str = "threads";

/// The page to embed of a record; `None` where it has none.
#[must_use]
pub fn embed_route(site: &Site, target: Target) -> Option<Route> {
    site.settings
        .base_url
        .as_ref()
        .filter(|_| site.settings.embeds)?;
    match target {
        Target::Event(id) => {
            let slug = &site.events[id.index()].slug;
            Some(Route::new(format!("embed/{slug}/")))
        }
        Target::Term(id) if site.terms[id.index()].taxonomy == THREADS => {
            let term = &site.terms[id.index()];
            let taxonomy = &site.taxonomy_of(term).slug;
            Some(Route::new(format!("embed/{taxonomy}/{}/", term.slug)))
        }
        Target::Term(_) | Target::Source(_) | Target::Page(_) => None,
    }
}

/// The oEmbed document of a record; `None` where it has none.
#[must_use]
pub fn oembed_route(site: &Site, target: Target) -> Option<Route> {
    let route = embed_route(site, target)?;
    let page = route.as_str().trim_end_matches('/');
    Some(Route::new(format!("{page}.json")))
}

/// Adds the pages and the documents.
pub(super) fn plan(plan: &mut Plan, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let events = (0..site.events.len()).map(|index| Target::Event(EventId::new(index)));
    let terms = (0..site.terms.len()).map(|index| Target::Term(TermId::new(index)));
    for target in events.chain(terms) {
        if let Some(route) = embed_route(site, target) {
            plan.add(route, Show::Embed(target), diagnostics);
        }
        if let Some(route) = oembed_route(site, target) {
            plan.add(route, Show::OEmbed(target), diagnostics);
        }
    }
}
