//! The whole site as a Frictionless Data Package (specs.frictionlessdata.io, version 1): tables as CSV, their schemas
//! in `datapackage.json`, all in one ZIP archive.

use serde_json::{Map, Value, json};

use super::archive::archive;
use super::{Exported, Notes, Outgoing};
use crate::content::{Event, Source, Term};
use crate::edtf::Bound;
use crate::graph::Target;
use crate::render::events_csv::defused;
use crate::site::{SourceId, TermId};

/// A table: its name, its columns, and its rows.
struct Table {
    name: &'static str,
    about: &'static str,
    columns: &'static [(&'static str, &'static str)],
    key: &'static [&'static str],
    /// Column, table and column of what it names.
    foreign: &'static [(&'static str, &'static str, &'static str)],
    rows: Vec<Vec<String>>,
}

/// A site as a data package.
pub(super) fn export(outgoing: &Outgoing) -> Exported {
    let tables = [
        events(outgoing),
        sources(outgoing),
        terms(outgoing),
        event_terms(outgoing),
        citations(outgoing),
        relations(outgoing),
    ];
    let mut notes = Notes::default();
    let events = outgoing.site.events.iter();
    notes.add_times(
        "an event's accounts are left out",
        events
            .clone()
            .filter(|event| !event.accounts.is_empty())
            .count(),
    );
    notes.add_times(
        "an event's corrections are left out",
        events.filter(|event| !event.corrections.is_empty()).count(),
    );
    let descriptor = descriptor(outgoing, &tables);
    let mut bytes =
        serde_json::to_vec_pretty(&descriptor).expect("a JSON value is written without fail");
    bytes.push(b'\n');
    let files: Vec<(String, Vec<u8>)> = tables
        .iter()
        .map(|table| (path(table), csv(table)))
        .collect();
    let files = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let bytes = archive(std::iter::once(("datapackage.json", bytes.as_slice())).chain(files))
        .expect("the tables have different names");
    Exported { bytes, notes }
}

fn path(table: &Table) -> String {
    format!("data/{}.csv", table.name)
}

fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut put = |row: &[String]| {
        writer
            .write_record(row)
            .expect("every row has a cell for each column, and memory takes them");
    };
    put(&table
        .columns
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect::<Vec<_>>());
    for row in &table.rows {
        put(&row.iter().map(|cell| defused(cell)).collect::<Vec<_>>());
    }
    writer
        .into_inner()
        .expect("flushing to memory does not fail")
}

fn descriptor(outgoing: &Outgoing, tables: &[Table]) -> Value {
    let settings = &outgoing.site.settings;
    let name = crate::content::Slug::from_name(&settings.title);
    let mut package = Map::new();
    package.insert("profile".to_owned(), "tabular-data-package".into());
    package.insert(
        "name".to_owned(),
        name.as_ref()
            .map_or("timeline", |name| name.as_str())
            .into(),
    );
    package.insert("title".to_owned(), settings.title.as_str().into());
    let mut optional = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            package.insert(key.to_owned(), value);
        }
    };
    optional(
        "description",
        settings.description.as_deref().map(Value::from),
    );
    optional("homepage", settings.base_url.as_deref().map(Value::from));
    optional("licenses", settings.licence.as_deref().map(licences));
    let people: Vec<Value> = settings
        .authors
        .iter()
        .map(|name| json!({ "title": name, "role": "author" }))
        .chain(
            settings
                .publisher
                .iter()
                .map(|name| json!({ "title": name, "role": "publisher" })),
        )
        .collect();
    optional("contributors", (!people.is_empty()).then(|| people.into()));
    let resources: Vec<Value> = tables.iter().map(resource).collect();
    package.insert("resources".to_owned(), resources.into());
    Value::Object(package)
}

/// A licence must have a name or a path; the words of the settings are kept as its title.
fn licences(licence: &str) -> Value {
    let ids = licence.split(" OR ").map(|id| {
        let name: String = id
            .trim()
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "-._".contains(c) {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        json!({ "name": name, "title": id.trim() })
    });
    ids.collect()
}

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|(name, about)| {
            let kind = if *name == "lead" { "boolean" } else { "string" };
            json!({ "name": name, "type": kind, "description": about })
        })
        .collect();
    let mut schema = json!({ "fields": fields, "primaryKey": table.key, "missingValues": [""] });
    let foreign: Vec<Value> = table.foreign.iter().map(|(field, resource, reference)| {
        json!({ "fields": field, "reference": { "resource": resource, "fields": reference } })
    }).collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    json!({
        "name": table.name,
        "description": table.about,
        "path": path(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "header": true },
        "schema": schema,
    })
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
        rows: outgoing.site.sources.iter().map(row).collect(),
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
