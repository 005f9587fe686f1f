//! Views: the saved selections of the settings.

use crate::content::{Event, Term};
use crate::graph::Graph;
use crate::settings::ViewSettings;
use crate::site::{EventId, TermId};

/// The events of a view, in order: those that have one of its terms of each taxonomy that it names, one of its
/// statuses, and a date that can overlap its own.
pub(crate) fn select(
    view: &ViewSettings,
    events: &[Event],
    terms: &[Term],
    graph: &Graph,
) -> Vec<EventId> {
    let wanted: Vec<Vec<TermId>> = view
        .terms
        .iter()
        .map(|(taxonomy, names)| {
            let is_wanted = |term: &Term| {
                term.taxonomy == *taxonomy && names.iter().any(|name| term.answers_to(name))
            };
            (0..terms.len())
                .filter(|&index| is_wanted(&terms[index]))
                .map(TermId::new)
                .collect()
        })
        .collect();
    (0..events.len())
        .map(EventId::new)
        .filter(|id| {
            let links = &graph.events[id.index()];
            let has = |term: &TermId| graph.terms[term.index()].events.binary_search(id).is_ok();
            wanted.iter().all(|any| any.iter().any(has))
                && (view.statuses.is_empty() || view.statuses.contains(&links.status))
                && view
                    .dates
                    .as_ref()
                    .is_none_or(|dates| dates.overlaps(&events[id.index()].date))
        })
        .collect()
}
