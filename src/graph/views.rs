//! Views: the saved selections of the settings.

use std::collections::HashSet;
use std::sync::Arc;

use crate::content::{Event, Slug, Term};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, suggest_name};
use crate::graph::Graph;
use crate::settings::{SETTINGS_FILE, ViewSettings};
use crate::site::{EventId, Site, TermId};

/// The events of each view of the settings.
pub(crate) fn all(site: &Site) -> Vec<Vec<EventId>> {
    let views = site.settings.views.iter();
    let select = |view| select(view, &site.events, &site.terms, &site.graph);
    views.map(select).collect()
}

/// The events of a view, in order: those that have one of its terms of each taxonomy that it names, one of its
/// statuses, and a date that can overlap its own.
fn select(
    view: &ViewSettings,
    events: &[Arc<Event>],
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

/// What a view names that no event and no file does: the view would be empty, and nobody would know why.
///
/// `unread` are the slugs of files that could not be read, which was reported.
pub(crate) fn unknown_terms(
    view: &ViewSettings,
    terms: &[Term],
    unread: &HashSet<Slug>,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (taxonomy, names) in &view.terms {
        let of_taxonomy = || terms.iter().filter(|term| term.taxonomy == *taxonomy);
        for (index, name) in names.iter().enumerate() {
            let is_unread = || Slug::from_name(name).is_some_and(|slug| unread.contains(&slug));
            if of_taxonomy().any(|term| term.answers_to(name)) || is_unread() {
                continue;
            }
            let path = FieldPath::key("views")
                .then_key(view.slug.as_str())
                .then_key(taxonomy)
                .then_index(index);
            let message = format!("there is no `{name}` among the {taxonomy}");
            let fault = Diagnostic::new(Code::UnknownTerm, message).at(
                Place::at_value(&SETTINGS_FILE.into(), path),
                "no event has it",
            );
            let titles: Vec<&str> = of_taxonomy().map(|term| term.title.as_str()).collect();
            faults.push(match suggest_name(name, titles.iter().copied()) {
                Some(near) => fault
                    .help(format!("did you mean `{near}`?"))
                    .replace_with(near),
                None => fault.help("name one that events have, by its title or its slug"),
            });
        }
    }
    faults
}
