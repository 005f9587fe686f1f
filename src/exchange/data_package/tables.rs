//! The tables of a data package: what their columns are, and a site's records as their rows.

use crate::content::{Event, Source, Term};
use crate::edtf::Bound;
use crate::exchange::Outgoing;
use crate::graph::Target;
use crate::site::{SourceId, TermId};

/// A table: its name, its columns, and its rows.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) columns: &'static [(&'static str, &'static str)],
    pub(super) key: &'static [&'static str],
    /// Column, table and column of what it names.
    pub(super) foreign: &'static [(&'static str, &'static str, &'static str)],
    pub(super) rows: Vec<Vec<String>>,
}

/// Every table of a site.
pub(super) fn all(outgoing: &Outgoing) -> [Table; 6] {
    [
        events(outgoing),
        sources(outgoing),
        terms(outgoing),
        event_terms(outgoing),
        citations(outgoing),
        relations(outgoing),
    ]
}

fn optional(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn events(outgoing: &Outgoing) -> Table {
    let bound = |bound: Bound| bound.day().map(|day| day.to_string()).unwrap_or_default();
    let row = |(id, event): (crate::site::EventId, &Event)| {
        vec![
            event.slug.to_string(),
            event.title.clone(),
            event.date.text().to_owned(),
            bound(event.date.earliest()),
            bound(event.date.latest()),
            event.timezone.clone().unwrap_or_default(),
            outgoing.site.graph.events[id.index()].status.clone(),
            event.lead.to_string(),
            optional(event.summary.as_ref()),
            outgoing.markdown(event),
            outgoing.page(Target::Event(id)),
        ]
    };
    Table {
        name: "events",
        about: "What happened, in the order of the timeline",
        columns: &[
            ("slug", "names the event"),
            ("title", "the headline"),
            ("date", "EDTF (ISO 8601-2:2019) or a local time"),
            (
                "earliest",
                "the first day that the date can mean; empty where it is open",
            ),
            (
                "latest",
                "the last day that the date can mean; empty where it is open",
            ),
            ("timezone", "IANA name, where the event has its own"),
            (
                "status",
                "announced, reported, confirmed, disputed, cancelled, or one of the site's own",
            ),
            ("lead", "whether the front page leads with it"),
            ("summary", "plain text"),
            ("text", "Markdown"),
            ("url", "its page"),
        ],
        key: &["slug"],
        foreign: &[],
        rows: outgoing.events().map(row).collect(),
    }
}

fn sources(outgoing: &Outgoing) -> Table {
    let date = |date: Option<&crate::edtf::EventDate>| {
        date.map(|date| date.text().to_owned()).unwrap_or_default()
    };
    let row = |source: &Source| {
        vec![
            source.id.to_string(),
            source.title.clone(),
            optional(source.publisher.as_ref()),
            optional(source.agency.as_ref()),
            source.authors.join("; "),
            date(source.published.as_ref()),
            date(source.accessed.as_ref()),
            optional(source.url.as_ref()),
            optional(source.archive_url.as_ref()),
            optional(source.language.as_ref()),
            optional(source.kind.as_ref()),
            optional(source.note.as_ref()),
        ]
    };
    Table {
        name: "sources",
        about: "The documents that support the events",
        columns: &[
            ("id", "names the source"),
            ("title", "its headline"),
            ("publisher", "who published it"),
            (
                "agency",
                "whose copy it is, where that is not the publisher's own",
            ),
            ("authors", "parted by semicolons"),
            ("published", "EDTF"),
            ("accessed", "EDTF"),
            ("url", "where it is"),
            ("archive_url", "where a copy is that stays"),
            ("language", "BCP 47"),
            ("kind", "what it is"),
            ("note", "plain text"),
        ],
        key: &["id"],
        foreign: &[],
        rows: outgoing
            .site
            .sources
            .iter()
            .map(|source| row(source))
            .collect(),
    }
}

/// A term's key: its taxonomy and its slug, since two taxonomies can have one slug each.
fn term_key(term: &Term) -> String {
    format!("{}/{}", term.taxonomy, term.slug)
}

fn terms(outgoing: &Outgoing) -> Table {
    let site = outgoing.site;
    let row = |(index, term): (usize, &Term)| {
        let parent = site.graph.terms[TermId::new(index).index()]
            .ancestors
            .first();
        let degrees = |degrees: fn(&crate::content::Location) -> f64| {
            term.location
                .as_ref()
                .map(|location| degrees(location).to_string())
                .unwrap_or_default()
        };
        vec![
            term_key(term),
            term.taxonomy.clone(),
            term.title.clone(),
            optional(term.summary.as_ref()),
            term.also.join("; "),
            optional(term.kind.as_ref()),
            parent
                .map(|parent| term_key(&site.terms[parent.index()]))
                .unwrap_or_default(),
            // A southern or western place is a number all the same.
            degrees(|location| location.lat),
            degrees(|location| location.lon),
            optional(term.wikidata.as_ref()),
        ]
    };
    Table {
        name: "terms",
        about: "Actors, places, topics, threads and the site's own taxonomies",
        columns: &[
            ("id", "taxonomy and slug"),
            ("taxonomy", "what kind of term it is"),
            ("title", "its name"),
            ("summary", "plain text"),
            ("also", "other names, parted by semicolons"),
            ("kind", "person, organisation, city, …"),
            ("part_of", "the larger term"),
            ("lat", "degrees north, WGS 84"),
            ("lon", "degrees east, WGS 84"),
            ("wikidata", "its item"),
        ],
        key: &["id"],
        foreign: &[],
        rows: site.terms.iter().enumerate().map(row).collect(),
    }
}

fn event_terms(outgoing: &Outgoing) -> Table {
    let site = outgoing.site;
    let rows = outgoing.events().flat_map(|(id, event)| {
        let terms = &site.graph.events[id.index()].terms;
        terms
            .iter()
            .map(|term| vec![event.slug.to_string(), term_key(&site.terms[term.index()])])
    });
    Table {
        name: "event-terms",
        about: "Which terms an event names",
        columns: &[("event", "slug"), ("term", "taxonomy and slug")],
        key: &["event", "term"],
        foreign: &[("event", "events", "slug"), ("term", "terms", "id")],
        rows: rows.collect(),
    }
}

fn citations(outgoing: &Outgoing) -> Table {
    let site = outgoing.site;
    let source = |id: SourceId| site.sources[id.index()].id.to_string();
    let rows = outgoing.events().flat_map(|(id, event)| {
        let citations = &site.graph.events[id.index()].text.citations;
        citations.iter().map(move |citation| {
            vec![
                event.slug.to_string(),
                source(citation.source),
                citation
                    .says
                    .map(|says| says.as_str().to_owned())
                    .unwrap_or_default(),
                optional(citation.note.as_ref()),
            ]
        })
    });
    Table {
        name: "citations",
        about: "Which sources support an event",
        columns: &[
            ("event", "slug"),
            ("source", "id"),
            (
                "says",
                "announced, reported, disputed; empty where it is not said",
            ),
            ("note", "what it is cited for"),
        ],
        key: &["event", "source"],
        foreign: &[("event", "events", "slug"), ("source", "sources", "id")],
        rows: rows.collect(),
    }
}

fn relations(outgoing: &Outgoing) -> Table {
    let site = outgoing.site;
    let rows = outgoing.events().flat_map(|(id, event)| {
        let stated = site.graph.events[id.index()]
            .relations
            .iter()
            .filter(|relation| !relation.inverse);
        stated.map(|relation| {
            let other = &site.events[relation.event.index()];
            vec![
                event.slug.to_string(),
                relation.kind.as_str().to_owned(),
                other.slug.to_string(),
            ]
        })
    });
    Table {
        name: "relations",
        about: "How events stand to each other",
        columns: &[
            ("event", "slug"),
            (
                "kind",
                "follows, responds-to, part-of, contradicts, causes, related",
            ),
            ("other", "slug"),
        ],
        key: &["event", "kind", "other"],
        foreign: &[("event", "events", "slug"), ("other", "events", "slug")],
        rows: rows.collect(),
    }
}
