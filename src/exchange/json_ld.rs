//! The whole site as JSON-LD 1.1: one graph of events, sources and terms in the words of schema.org, each named by the
//! address of its page.

use serde_json::{Map, Value, json};

use super::{Exported, Notes, Outgoing};
use crate::content::{Event, RelationKind, Source, Term};
use crate::edtf::EventDate;
use crate::graph::Target;
use crate::site::{EventId, SourceId, TermId};

/// A site as one graph.
pub(super) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let settings = &outgoing.site.settings;
    if settings.base_url.is_none() {
        notes.add("the site has no `base_url`: what names events, sources and terms are addresses from its root");
    }
    let mut graph = vec![dataset(outgoing)];
    let events = outgoing.events();
    graph.extend(events.map(|(id, record)| event(outgoing, id, record, &mut notes)));
    let sources = outgoing.site.sources.iter().enumerate();
    graph.extend(sources.map(|(index, record)| source(outgoing, SourceId::new(index), record)));
    let terms = outgoing.site.terms.iter().enumerate();
    graph.extend(terms.map(|(index, record)| term(outgoing, TermId::new(index), record)));
    let document = json!({
        "@context": [
            "https://schema.org",
            // A date that ISO 8601-1 cannot say, typed as the Library of Congress names EDTF.
            { "edtf": { "@id": "http://purl.org/dc/terms/date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF" } },
        ],
        "@graph": graph,
    });
    let mut bytes =
        serde_json::to_vec_pretty(&document).expect("a JSON value is written without fail");
    bytes.push(b'\n');
    Exported { bytes, notes }
}

/// The collection itself.
fn dataset(outgoing: &Outgoing) -> Value {
    let settings = &outgoing.site.settings;
    let mut node = Node::new("Dataset", settings.base_url.as_deref().unwrap_or("/"));
    node.text("name", Some(&settings.title));
    node.text("description", settings.description.as_deref());
    node.text("inLanguage", Some(outgoing.site.language.tag()));
    node.text("license", settings.licence.as_deref());
    node.list(
        "author",
        settings.authors.iter().map(|name| named("Person", name)),
    );
    node.list(
        "publisher",
        settings
            .publisher
            .iter()
            .map(|name| named("Organization", name)),
    );
    node.done()
}

fn event(outgoing: &Outgoing, id: EventId, event: &Event, notes: &mut Notes) -> Value {
    let site = outgoing.site;
    let links = &site.graph.events[id.index()];
    let mut node = Node::new("Event", &outgoing.page(Target::Event(id)));
    node.text("name", Some(&event.title));
    node.text("description", event.summary.as_deref());
    node.text("edtf", Some(event.date.text()));
    let (start, end) = iso_dates(&event.date);
    node.text("startDate", start.as_deref());
    node.text("endDate", end.as_deref());
    node.text(
        "eventStatus",
        match links.status.as_str() {
            "announced" => Some("https://schema.org/EventScheduled"),
            "cancelled" => Some("https://schema.org/EventCancelled"),
            _ => None,
        },
    );
    let of = |is_place: bool| {
        let terms = links
            .terms
            .iter()
            .filter(move |term| (site.terms[term.index()].taxonomy == "places") == is_place);
        terms.map(|term| reference(outgoing, Target::Term(*term)))
    };
    node.list("location", of(true));
    node.list("about", of(false));
    let mut cited: Vec<SourceId> = links
        .text
        .citations
        .iter()
        .map(|citation| citation.source)
        .collect();
    cited.sort_unstable();
    cited.dedup();
    node.list(
        "subjectOf",
        cited
            .into_iter()
            .map(|source| reference(outgoing, Target::Source(source))),
    );
    let mut larger = Vec::new();
    for relation in links.relations.iter().filter(|relation| !relation.inverse) {
        if relation.kind == RelationKind::PartOf {
            larger.push(reference(outgoing, Target::Event(relation.event)));
        } else {
            notes.add("a relation other than `part-of` is left out");
        }
    }
    node.list("superEvent", larger);
    notes.add_times(
        "an event's text is left out",
        usize::from(!event.body.html.trim().is_empty()),
    );
    node.done()
}

/// The beginning and the end, as far as ISO 8601-1 has a form for them.
fn iso_dates(date: &EventDate) -> (Option<String>, Option<String>) {
    let iso = |text: &str| EventDate::parse(text).ok()?.html_datetime();
    match date.text().split_once('/') {
        Some((start, end)) => (iso(start), iso(end)),
        None => (date.html_datetime(), None),
    }
}

fn source(outgoing: &Outgoing, id: SourceId, source: &Source) -> Value {
    let kind = match source.kind.as_deref() {
        Some(kind) if kind.contains("report") || kind.contains("article") => "NewsArticle",
        _ => "CreativeWork",
    };
    let mut node = Node::new(kind, &outgoing.page(Target::Source(id)));
    node.text("name", Some(&source.title));
    node.text("url", source.url.as_deref());
    node.text("archivedAt", source.archive_url.as_deref());
    node.text("inLanguage", source.language.as_deref());
    node.text("genre", source.kind.as_deref());
    node.text("edtf", source.published.as_ref().map(EventDate::text));
    let published = source.published.as_ref().and_then(EventDate::html_datetime);
    node.text("datePublished", published.as_deref());
    node.list(
        "publisher",
        source
            .publisher
            .iter()
            .map(|name| named("Organization", name)),
    );
    node.list(
        "author",
        source.authors.iter().map(|name| named("Person", name)),
    );
    // Whose copy it is: the work of which this one is an expression.
    node.list(
        "sourceOrganization",
        source
            .agency
            .iter()
            .map(|name| named("NewsMediaOrganization", name)),
    );
    node.done()
}

fn term(outgoing: &Outgoing, id: TermId, term: &Term) -> Value {
    let kind = match (term.taxonomy.as_str(), term.kind.as_deref()) {
        ("places", _) => "Place",
        (_, Some("person")) => "Person",
        (_, Some("organisation" | "organization" | "state")) => "Organization",
        ("actors", _) => "Thing",
        _ => "DefinedTerm",
    };
    let mut node = Node::new(kind, &outgoing.page(Target::Term(id)));
    node.text("name", Some(&term.title));
    node.text("description", term.summary.as_deref());
    node.list(
        "alternateName",
        term.also.iter().map(|name| name.as_str().into()),
    );
    node.text("url", term.url.as_deref());
    let item = term
        .wikidata
        .as_deref()
        .map(|item| format!("https://www.wikidata.org/entity/{item}"));
    node.text("sameAs", item.as_deref());
    let parent = outgoing.site.graph.terms[id.index()].ancestors.first();
    let part_of = if kind == "Place" {
        "containedInPlace"
    } else {
        "isPartOf"
    };
    node.list(
        part_of,
        parent.map(|parent| reference(outgoing, Target::Term(*parent))),
    );
    let point = term.location.as_ref().filter(|_| kind == "Place");
    node.list("geo", point.map(|point| json!({ "@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon })));
    node.done()
}

/// What names a record that stands elsewhere in the graph.
fn reference(outgoing: &Outgoing, target: Target) -> Value {
    json!({ "@id": outgoing.page(target) })
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": name })
}

/// A node of the graph while it is written: what is not known has no key.
struct Node(Map<String, Value>);

impl Node {
    fn new(kind: &str, id: &str) -> Self {
        let mut node = Self(Map::new());
        node.text("@type", Some(kind));
        node.text("@id", Some(id));
        node
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.0.insert(key.to_owned(), value.into());
        }
    }

    /// One value by itself, several as a list.
    fn list(&mut self, key: &str, values: impl IntoIterator<Item = Value>) {
        let mut values: Vec<Value> = values.into_iter().collect();
        let value = match values.len() {
            0 => return,
            1 => values.swap_remove(0),
            _ => Value::Array(values),
        };
        self.0.insert(key.to_owned(), value);
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}
