//! What an editor would ask: is it sourced, is the source used, can the order be true?

use crate::content::{Body, Event, RelationKind, Says, Slug, Source, SourceName};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};
use crate::edtf::{Bound, EventDate};
use crate::graph::{Filled, Relation, TextLinks};
use crate::plan::Plan;
use crate::site::Site;

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
            .at(
                Place::at_value(&source.file, FieldPath::key("title")),
                "supports no event",
            )
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

/// Events that follow a later one.
pub(super) fn order_is_possible(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (event, links) in site.events.iter().zip(&site.graph.events) {
        let Bound::Day(latest) = event.date.latest() else {
            continue;
        };
        let follows = |r: &&Relation| r.kind == RelationKind::Follows && !r.inverse;
        for relation in links.relations.iter().filter(follows) {
            let other = &site.events[relation.event.index()];
            if matches!(other.date.earliest(), Bound::Day(earliest) if earliest > latest) {
                faults.push(reversed(event, other));
            }
        }
    }
    faults
}

fn reversed(event: &Event, other: &Event) -> Diagnostic {
    let mut stated = event.relations.iter();
    let stated = stated.find(|named| {
        named.kind == RelationKind::Follows && is_meant(&named.target, &other.slug, &other.title)
    });
    let place = stated.map_or_else(
        || Place::at_value(&event.file, FieldPath::key("relations")),
        |named| event.relation_place(named),
    );
    let message = format!("an event follows `{}`, which is later", other.slug);
    Diagnostic::new(Code::ReversedOrder, message)
        .at(place, "cannot be true")
        .also(
            Place::at_value(&other.file, FieldPath::key("date")),
            "dated later",
        )
        .help("mend one of the two dates, or turn the relation round")
}

/// Sources that were published before the event that they report.
pub(super) fn reports_come_after(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (event, links) in site.events.iter().zip(&site.graph.events) {
        let Bound::Day(earliest) = event.date.earliest() else {
            continue;
        };
        for (index, citation) in links.text.citations.iter().enumerate() {
            let source = &site.sources[citation.source.index()];
            let published = source.published.as_ref().map(EventDate::latest);
            let is_older = matches!(published, Some(Bound::Day(published)) if published < earliest);
            if is_older && citation.says != Some(Says::Announced) {
                let mark = || mark_of(&event.file, &event.body, &links.text, index);
                faults.push(published_before(event, source, mark));
            }
        }
    }
    faults
}

/// The first mark of a text for the `index`-th of its record's citations.
fn mark_of(file: &SitePath, body: &Body, links: &TextLinks, index: usize) -> Option<Place> {
    let is_mark =
        |filled: &Option<Filled>| matches!(filled, Some(Filled::Citation(of, _)) if *of == index);
    let at = links.holes.iter().position(is_mark)?;
    Some(Place::bytes(file, body.holes[at].range.clone()))
}

/// `mark` gives the place in the text that cites the source, where the front matter does not.
fn published_before(
    event: &Event,
    source: &Source,
    mark: impl Fn() -> Option<Place>,
) -> Diagnostic {
    let mut cited = event.sources.iter();
    let cited = cited.find(|cited| match &cited.source {
        SourceName::Named(name) => is_meant(name, &source.id, &source.title),
        SourceName::InPlace(record) => record.title == source.title,
    });
    let place = cited
        .map(|cited| event.source_place(cited))
        .or_else(mark)
        .unwrap_or_else(|| Place::at_value(&event.file, FieldPath::key("sources")));
    let message = format!(
        "`{}` was published before the event that it reports",
        source.id
    );
    Diagnostic::new(Code::PublishedBeforeEvent, message)
        .at(place, "it can only have announced it")
        .help("say so: `{id: …, says: announced}`, or mend one of the two dates")
}

/// Whether a name in the front matter is that of a record.
fn is_meant(name: &str, slug: &Slug, title: &str) -> bool {
    let folded = Slug::from_name(name);
    folded.is_some_and(|folded| folded == *slug || Slug::from_name(title) == Some(folded))
}
