//! What an editor would ask: is it sourced, is the source used, can the order be true?

use std::sync::Arc;

use crate::content::{Event, RelationKind, Says};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, suggest};
use crate::edtf::Bound;
use crate::plan::Plan;
use crate::site::Site;

/// Statuses that are neither built in nor declared.
pub(super) fn statuses_are_known(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    let known = || site.settings.statuses.iter().map(|(key, _)| key.as_str());
    let fault = |event: &Arc<Event>| {
        let status = event
            .status
            .as_deref()
            .filter(|status| !known().any(|key| key == *status))?;
        let diagnostic = Diagnostic::new(
            Code::UnknownStatus,
            format!("there is no status `{status}`"),
        )
        .at(
            Place::at_value(&event.file, FieldPath::key("status")),
            format!("expected one of {}", known().collect::<Vec<_>>().join(", ")),
        );
        Some(match suggest(status, known()) {
            Some(near) => diagnostic
                .help(format!("did you mean `{near}`?"))
                .replace_with(near),
            None => diagnostic.help("declare it in `dateline.yaml` under `statuses:`"),
        })
    };
    site.events.iter().filter_map(fault).collect()
}

/// Events that cite nothing.
pub(super) fn events_have_sources(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    site.events
        .iter()
        .zip(&site.graph.events)
        .filter(|(event, links)| links.text.citations.is_empty() && event.sources.is_empty())
        .map(|(event, _)| {
            Diagnostic::new(Code::NoSource, "the event cites no source")
                .at(
                    Place::at_value(&event.file, FieldPath::key("title")),
                    "nothing supports it",
                )
                .help("name one under `sources:`, or cite it in the text with `[@its-id]`")
        })
        .collect()
}

/// Sources that no event, page or term cites.
pub(super) fn sources_are_used(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    site.sources
        .iter()
        .zip(&site.graph.sources)
        .filter(|(_, links)| links.events.is_empty() && links.text.mentioned_in.is_empty())
        .map(|(source, _)| {
            Diagnostic::new(
                Code::UnusedSource,
                format!("nothing cites the source `{}`", source.id),
            )
            .at(Place::file(&source.file), "supports no event")
            .help("cite it where it belongs, or take the file out")
        })
        .collect()
}

/// Accounts that nobody gives.
pub(super) fn accounts_have_sources(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for event in &site.events {
        for (index, account) in event.accounts.iter().enumerate() {
            if account.sources.is_empty() {
                let path = FieldPath::key("accounts")
                    .then_index(index)
                    .then_key("claim");
                faults.push(
                    Diagnostic::new(Code::AccountWithoutSource, "an account cites no source")
                        .at(Place::at_value(&event.file, path), "who says so?")
                        .help("name the source under `sources:` of the account"),
                );
            }
        }
    }
    faults
}

/// Events that follow a later one, and reports that are older than what they report.
pub(super) fn order_is_possible(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (event, links) in site.events.iter().zip(&site.graph.events) {
        let Bound::Day(latest) = event.date.latest() else {
            continue;
        };
        for relation in links
            .relations
            .iter()
            .filter(|r| r.kind == RelationKind::Follows && !r.inverse)
        {
            let other = &site.events[relation.event.index()];
            if matches!(other.date.earliest(), Bound::Day(earliest) if earliest > latest) {
                faults.push(
                    Diagnostic::new(
                        Code::ReversedOrder,
                        format!("an event follows `{}`, which is later", other.slug),
                    )
                    .at(
                        Place::at_value(&event.file, FieldPath::key("relations")),
                        "cannot be true",
                    )
                    .also(
                        Place::at_value(&other.file, FieldPath::key("date")),
                        "dated later",
                    )
                    .help("mend one of the two dates, or turn the relation round"),
                );
            }
        }
        let Bound::Day(earliest) = event.date.earliest() else {
            continue;
        };
        for citation in &links.text.citations {
            let source = &site.sources[citation.source.index()];
            let published = source
                .published
                .as_ref()
                .map(crate::edtf::EventDate::latest);
            let is_older = matches!(published, Some(Bound::Day(published)) if published < earliest);
            if is_older && citation.says != Some(Says::Announced) {
                faults.push(
                    Diagnostic::new(
                        Code::PublishedBeforeEvent,
                        format!(
                            "`{}` was published before the event that it reports",
                            source.id
                        ),
                    )
                    .at(
                        Place::at_value(&event.file, FieldPath::key("sources")),
                        "it can only have announced it",
                    )
                    .help("say so: `{id: …, says: announced}`, or mend one of the two dates"),
                );
            }
        }
    }
    faults
}
