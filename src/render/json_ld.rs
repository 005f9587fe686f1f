//! Schema.org data of pages as JSON-LD, safe to stand in a `<script>` whatever the content holds. It says what the page
//! says, and no date more precisely than the source does.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::atom::is_web;
use super::characters::{line, text};
use super::entry::{Entry, ends};
use super::links::Links;
use crate::content::{Location, Source, Term};
use crate::graph::Target;
use crate::site::{EventId, Site, TermId};
use crate::view::Crumb;

/// The data of an event's page: an article about the event, and the way to the page.
#[must_use]
pub fn event(site: &Site, links: &Links, id: EventId, breadcrumbs: &[Crumb]) -> String {
    let entry = Entry::new(site, id);
    let graph = [
        article(entry, links),
        trail(links, breadcrumbs, &entry.event.title),
    ];
    script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// The data of a page with a list of events: the events that the page shows, and the way to the page.
/// `first` is the place of the first of them in the whole list, from 1.
#[must_use]
pub fn list(
    site: &Site,
    links: &Links,
    title: &str,
    events: &[EventId],
    first: usize,
    breadcrumbs: &[Crumb],
) -> String {
    let items = events.iter().enumerate().map(|(index, &id)| ListItem {
        kind: "ListItem",
        position: first + index,
        name: line(&site.events[id.index()].title),
        url: links.record(Target::Event(id)),
    });
    let list = ItemList {
        kind: "ItemList",
        name: line(title),
        url: links.here(),
        order: "https://schema.org/ItemListOrderAscending",
        elements: items.collect(),
    };
    let document = ListDocument {
        context: "https://schema.org",
        graph: (list, trail(links, breadcrumbs, title)),
    };
    script(&document)
}

/// A list and the way to its page.
#[derive(Serialize)]
struct ListDocument {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (ItemList, Value),
}

#[derive(Serialize)]
struct ItemList {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    url: String,
    #[serde(rename = "itemListOrder")]
    order: &'static str,
    #[serde(rename = "itemListElement")]
    elements: Vec<ListItem>,
}

#[derive(Serialize)]
struct ListItem {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: String,
    url: String,
}

/// JSON that stands in a `<script>` without ending it: no `<`, no `>`, no `&`, and no line break of JavaScript's own.
#[must_use]
pub fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("keys are strings");
    let mut safe = String::with_capacity(json.len() + 64);
    let mut rest = json.as_str();
    // Outside its strings JSON has none of these characters.
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        safe.push_str(&rest[..at]);
        let found = rest[at..]
            .chars()
            .next()
            .expect("a character was found there");
        let _ = write!(safe, "\\u{:04x}", u32::from(found));
        rest = &rest[at + found.len_utf8()..];
    }
    safe.push_str(rest);
    safe
}

fn article(entry: Entry, links: &Links) -> Value {
    let settings = &entry.site.settings;
    let mut article = json!({
        "@type": "NewsArticle",
        "headline": line(&entry.event.title),
        "url": links.record(entry.target()),
        "inLanguage": entry.site.language.tag(),
        "about": happening(entry, links),
    });
    set(
        &mut article,
        "description",
        entry.event.summary.as_deref().map(text),
    );
    set(
        &mut article,
        "license",
        settings.licence.as_deref().map(line),
    );
    let publisher = settings.publisher.as_deref();
    set(
        &mut article,
        "publisher",
        publisher.map(|name| named("Organization", name)),
    );
    let authors = settings.authors.iter().map(|name| named("Person", name));
    set_list(&mut article, "author", authors.collect());
    let actors = entry.terms_of("actors");
    set_list(
        &mut article,
        "mentions",
        actors.map(|(id, term)| mention(id, term, links)).collect(),
    );
    let citations = entry.sources().map(|(_, source)| cited(source));
    set_list(&mut article, "citation", citations.collect());
    let corrections = entry.event.corrections.iter();
    let corrections = corrections.map(|correction| {
        let mut comment = json!({ "@type": "CorrectionComment", "text": text(&correction.note) });
        set(&mut comment, "dateCreated", correction.date.html_datetime());
        comment
    });
    set_list(&mut article, "correction", corrections.collect());
    if let Some(image) = &entry.event.image {
        let mut object = json!({
            "@type": "ImageObject",
            "contentUrl": links.asset(&image.file),
            "description": text(&image.alt),
        });
        set(&mut object, "creditText", image.credit.as_deref().map(line));
        set(&mut object, "caption", image.caption.as_deref().map(text));
        set(&mut article, "image", Some(object));
    }
    article
}

fn happening(entry: Entry, links: &Links) -> Value {
    let mut event = json!({ "@type": "Event", "name": line(&entry.event.title) });
    let (start, end) = iso_dates(entry);
    set(&mut event, "startDate", start);
    set(&mut event, "endDate", end);
    let status = match entry.links.status.as_str() {
        "cancelled" => Some("https://schema.org/EventCancelled"),
        "announced" => Some("https://schema.org/EventScheduled"),
        _ => None,
    };
    set(&mut event, "eventStatus", status);
    let places = entry.terms_of("places");
    set_list(
        &mut event,
        "location",
        places.map(|(id, term)| place(id, term, links)).collect(),
    );
    event
}

/// The ISO 8601 dates of the beginning and the end, where the standard has a form for them.
fn iso_dates(entry: Entry) -> (Option<String>, Option<String>) {
    if let Some(moment) = entry.moment().filter(|_| entry.event.date.is_exact()) {
        return (Some(super::events_json::local_time(moment)), None);
    }
    let date = &entry.event.date;
    match ends(date) {
        None => (date.html_datetime(), None),
        Some((start, end)) => {
            let iso =
                |date: Option<crate::edtf::EventDate>| date.and_then(|date| date.html_datetime());
            (iso(start), iso(end))
        }
    }
}

fn place(id: TermId, term: &Term, links: &Links) -> Value {
    let mut place = mention(id, term, links);
    place["@type"] = "Place".into();
    if let Some(Location { lat, lon, .. }) = term.location.and_then(super::entry::on_earth) {
        place["geo"] = json!({ "@type": "GeoCoordinates", "latitude": lat, "longitude": lon });
    }
    place
}

fn mention(id: TermId, term: &Term, links: &Links) -> Value {
    let kind = match term.kind.as_deref() {
        Some("person") => "Person",
        Some("organisation" | "organization" | "state") => "Organization",
        _ => "Thing",
    };
    let mut thing = named(kind, &term.title);
    thing["url"] = links.record(Target::Term(id)).into();
    let item = term.wikidata.as_deref().filter(|item| is_item(item));
    let item = item.map(|item| format!("https://www.wikidata.org/entity/{item}"));
    set(&mut thing, "sameAs", item);
    thing
}

/// Whether a text is the name of an item in Wikidata: `Q` and digits.
fn is_item(text: &str) -> bool {
    let digits = text.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn cited(source: &Source) -> Value {
    let mut work = json!({ "@type": "CreativeWork", "name": line(&source.title) });
    let url = source.url.as_deref().filter(|url| is_web(url));
    set(&mut work, "url", url.map(line));
    let outlet = source.publisher.as_deref();
    set(
        &mut work,
        "publisher",
        outlet.map(|name| named("Organization", name)),
    );
    let published = source.published.as_ref();
    set(
        &mut work,
        "datePublished",
        published.and_then(crate::edtf::EventDate::html_datetime),
    );
    let authors = source.authors.iter().map(|name| named("Person", name));
    set_list(&mut work, "author", authors.collect());
    work
}

fn trail(links: &Links, breadcrumbs: &[Crumb], title: &str) -> Value {
    let mut items: Vec<Value> = breadcrumbs
        .iter()
        .map(|crumb| json!({ "@type": "ListItem", "name": line(&crumb.title), "item": links.route(&crumb.url) }))
        .collect();
    // The last step is the page itself, which needs no address.
    items.push(json!({ "@type": "ListItem", "name": line(title) }));
    for (index, item) in items.iter_mut().enumerate() {
        item["position"] = (index + 1).into();
    }
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": line(name) })
}

fn set(object: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object[key] = value.into();
    }
}

fn set_list(object: &mut Value, key: &str, values: Vec<Value>) {
    if !values.is_empty() {
        object[key] = values.into();
    }
}
