//! Redirects from the addresses that records had before.

use crate::content::Slug;
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};
use crate::graph::Target;
use crate::plan::{Plan, Route, Show, target_route};
use crate::site::{EventId, PageId, Site, SourceId, TermId};

/// Adds a redirect for each alias of each record.
pub(super) fn plan(plan: &mut Plan, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let events = site.events.iter().enumerate();
    let events =
        events.map(|(i, event)| (Target::Event(EventId::new(i)), &event.file, &event.aliases));
    let terms = site.terms.iter().enumerate();
    let terms = terms.map(|(i, term)| (Target::Term(TermId::new(i)), &term.file, &term.aliases));
    let sources = site.sources.iter().enumerate();
    let sources = sources.map(|(i, source)| {
        (
            Target::Source(SourceId::new(i)),
            &source.file,
            &source.aliases,
        )
    });
    let pages = site.pages.iter().enumerate();
    let pages = pages.map(|(i, page)| (Target::Page(PageId::new(i)), &page.file, &page.aliases));
    for (target, file, aliases) in events.chain(terms).chain(sources).chain(pages) {
        for (index, alias) in aliases.iter().enumerate() {
            let route = alias_route(alias);
            let to = target_route(site, target);
            if route == to {
                continue;
            }
            if plan.of_file(&route.file(plan.urls)).is_some() {
                diagnostics.push(taken(alias, file, index));
            } else {
                plan.add(route, Show::Redirect(to), diagnostics);
            }
        }
    }
}

/// Where an alias stands: a page, unless it names a file such as `/2022/talks.html`.
fn alias_route(alias: &str) -> Route {
    let address = alias.trim_matches('/');
    let is_file = address
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.') && Slug::parse(last).is_err());
    Route::new(if is_file {
        address.to_owned()
    } else {
        format!("{address}/")
    })
}

fn taken(alias: &str, file: &SitePath, index: usize) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateAlias,
        format!("the alias `{alias}` is the address of another page"),
    )
    .at(
        Place::at_value(file, FieldPath::key("aliases").then_index(index)),
        "expected an address that is free",
    )
    .help("take the alias out")
}
