//! Links in texts: each leads to a page that is planned, and to a heading that is there.

use crate::content::{Body, Hole};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath, suggest};
use crate::graph::texts::broken_fragment;
use crate::graph::{Filled, Target, TextLinks};
use crate::plan::Plan;
use crate::site::{EventId, PageId, Site, SourceId, TermId};

/// Addresses in texts that no page or file of the site has.
pub(super) fn links_land(site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    holes(site)
        .filter_map(|(file, hole, filled)| match filled {
            Filled::Route { address, .. } if plan.at_address(address).is_none() => Some(broken(
                address,
                Place::bytes(file, hole.range.clone()),
                plan,
            )),
            _ => None,
        })
        .collect()
}

fn broken(address: &str, place: Place, plan: &Plan) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BrokenLink,
        format!("`/{address}` is no page or file of the site"),
    )
    .at(place, "expected an address of the site");
    let routes = plan.outputs.iter().map(|output| output.route.as_str());
    match suggest(
        address.trim_end_matches('/'),
        routes.map(|route| route.trim_end_matches('/')),
    ) {
        Some(near) => diagnostic.help(format!("did you mean `/{near}/`?")),
        None => diagnostic.help(
            "link to an event or a term with `[[its-slug]]`, which outlives a change of address",
        ),
    }
}

/// Fragments of links to other records that no heading there has.
pub(super) fn fragments_land(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    holes(site)
        .filter_map(|(file, hole, filled)| match filled {
            Filled::Record(target, Some(fragment)) => {
                let body = body(site, *target);
                let lands = body.headings.iter().any(|heading| heading.id == *fragment);
                (!lands).then(|| {
                    broken_fragment(fragment, body, Place::bytes(file, hole.range.clone()))
                })
            }
            _ => None,
        })
        .collect()
}

/// Every filled hole of every text, with its file.
fn holes(site: &Site) -> impl Iterator<Item = (&SitePath, &Hole, &Filled)> {
    let events = site
        .events
        .iter()
        .enumerate()
        .map(|(i, event)| (&event.file, Target::Event(EventId::new(i))));
    let terms = site
        .terms
        .iter()
        .enumerate()
        .map(|(i, term)| (&term.file, Target::Term(TermId::new(i))));
    let sources = site
        .sources
        .iter()
        .enumerate()
        .map(|(i, source)| (&source.file, Target::Source(SourceId::new(i))));
    let pages = site
        .pages
        .iter()
        .enumerate()
        .map(|(i, page)| (&page.file, Target::Page(PageId::new(i))));
    events
        .chain(terms)
        .chain(sources)
        .chain(pages)
        .flat_map(|(file, target)| {
            let links: &TextLinks = site.graph.text(target);
            let holes = body(site, target).holes.iter().zip(&links.holes);
            holes.filter_map(move |(hole, filled)| Some((file, hole, filled.as_ref()?)))
        })
}

fn body(site: &Site, target: Target) -> &Body {
    match target {
        Target::Event(id) => &site.events[id.index()].body,
        Target::Term(id) => &site.terms[id.index()].body,
        Target::Source(id) => &site.sources[id.index()].body,
        Target::Page(id) => &site.pages[id.index()].body,
    }
}
