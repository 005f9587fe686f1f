//! Linking again after an edit that left the site's frame as it was: a few events with other words go in, and only their
//! links, and those of texts that name a title that came or went, are made anew.
//!
//! It leaves the graph that linking everything would make, or declines.

use std::sync::Arc;

use crate::content::{Body, Event, Filling};
use crate::folder::Asset;
use crate::graph::link::{Linked, asked_name, is_asset, mentions_of_event};
use crate::graph::texts::Fillings;
use crate::graph::{Citation, Graph, Target};
use crate::site::{EventId, Site};

/// Links these events of a site again, which stand in it already; `before` are the events as they were linked. `None` where
/// more has to be linked than texts of events: then neither the site nor what was linked is fit for use.
pub(crate) fn relink(
    site: &mut Site,
    linked: &mut Linked,
    edited: &[(EventId, Arc<Event>)],
) -> Option<()> {
    let names = &linked.names;
    let asks = |id: &EventId| asks_for_names(&site.events[id.index()].body);
    if !names.is_gathered() && edited.iter().any(|(id, _)| asks(id)) {
        return None;
    }
    let mut stale: Vec<EventId> = edited.iter().map(|(id, _)| *id).collect();
    if names.is_gathered() {
        let mut renamed = Vec::new();
        for (id, before) in edited {
            let after = &site.events[id.index()];
            if before.title != after.title {
                renamed.extend(linked.names.retitle(*id, before, after));
            }
        }
        if !renamed.is_empty() {
            stale.extend(naming(site, linked, &renamed)?);
        }
    }
    stale.sort_unstable();
    stale.dedup();
    for id in stale {
        link_event(site, linked, id);
    }
    Some(())
}

/// The events whose texts may name one of these names, or that something is wrong with: the help with it names what is
/// nearest. `None` where other texts, or relations, do.
fn naming(site: &Site, linked: &Linked, renamed: &[String]) -> Option<Vec<EventId>> {
    let Linked { names, faults, .. } = linked;
    let is_renamed = |name: &str| names.is_any_of(name, renamed);
    let names_one = |body: &Body| {
        // What follows `#` is a part of the page. Other links give an address or a file, which no title changes.
        body.holes.iter().any(|hole| match &hole.filling {
            Filling::Wikilink { target, .. } => {
                is_renamed(target.split('#').next().unwrap_or_default())
            }
            _ => false,
        })
    };
    let in_relations = |event: &Event| {
        let mut relations = event.relations.iter();
        relations.any(|relation| is_renamed(&relation.target))
    };
    let in_others = site.terms.iter().any(|term| names_one(&term.body))
        || site.sources.iter().any(|source| names_one(&source.body))
        || site.pages.iter().any(|page| names_one(&page.body));
    let are_faulty = !faults.relations.is_empty() || !faults.others.is_empty();
    if in_others || are_faulty || site.events.iter().any(|event| in_relations(event)) {
        return None;
    }
    let is_stale =
        |index: &usize| !faults.events[*index].is_empty() || names_one(&site.events[*index].body);
    let stale = (0..site.events.len()).filter(is_stale);
    Some(stale.map(EventId::new).collect())
}

/// Makes the links of one event anew, and lists it where it is linked now.
fn link_event(site: &mut Site, linked: &mut Linked, id: EventId) {
    let index = id.index();
    let assets: &[Asset] = &site.assets;
    let fillings = Fillings {
        names: &linked.names,
        sources: &linked.sources,
        is_asset: &|path| is_asset(assets, path),
    };
    let before = Arc::clone(&site.graph.events[index]);
    // Its front matter cites what it did, and the text may not.
    let mut cited: Vec<Citation> = before.text.citations[..linked.cited[index]].to_vec();
    for citation in &mut cited {
        citation.marks = 0;
    }
    let (mut links, faults) = fillings.event(&site.events[index], cited);
    links.terms.clone_from(&before.terms);
    links.relations.clone_from(&before.relations);
    links
        .text
        .mentioned_in
        .clone_from(&before.text.mentioned_in);
    linked.faults.events[index] = faults;
    let own = Target::Event(id);
    let graph = &mut site.graph;
    let (old, new): (Vec<Target>, Vec<Target>) = (
        mentions_of_event(&before, own).collect(),
        mentions_of_event(&links, own).collect(),
    );
    for mentioned in old.iter().filter(|it| !new.contains(it)) {
        leave(&mut graph.text_mut(*mentioned).mentioned_in, &own);
    }
    for mentioned in new.iter().filter(|it| !old.contains(it)) {
        join(&mut graph.text_mut(*mentioned).mentioned_in, own);
    }
    cite(graph, id, &before.text.citations, &links.text.citations);
    graph.events[index] = Arc::new(links);
}

/// Lists an event at the sources that it cites now, and no longer at those that it cited.
fn cite(graph: &mut Graph, id: EventId, before: &[Citation], after: &[Citation]) {
    let has = |list: &[Citation], one: &Citation| list.iter().any(|it| it.source == one.source);
    for gone in before.iter().filter(|it| !has(after, it)) {
        let links = Arc::make_mut(&mut graph.sources[gone.source.index()]);
        leave(&mut links.events, &id);
    }
    for new in after.iter().filter(|it| !has(before, it)) {
        let links = Arc::make_mut(&mut graph.sources[new.source.index()]);
        join(&mut links.events, id);
    }
}

fn asks_for_names(body: &Body) -> bool {
    body.holes.iter().any(|hole| asked_name(hole).is_some())
}

/// Puts one into a list that is in order, where it is not there.
fn join<T: Ord>(list: &mut Vec<T>, one: T) {
    if let Err(place) = list.binary_search(&one) {
        list.insert(place, one);
    }
}

/// Takes one out of a list that is in order.
fn leave<T: Ord>(list: &mut Vec<T>, one: &T) {
    if let Ok(place) = list.binary_search(one) {
        list.remove(place);
    }
}
