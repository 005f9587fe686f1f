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
    script(&Document {
        context: "https://schema.org",
        graph: (
            article(entry, links),
            trail(links, breadcrumbs, &entry.event.title),
        ),
    })
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
    script(&Document {
        context: "https://schema.org",
        graph: (list, trail(links, breadcrumbs, title)),
    })
}

/// What a page is about, and the way to the page.
#[derive(Serialize)]
struct Document<Subject> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (Subject, Trail),
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
    // Outside its strings JSON has none of these characters. The two line breaks begin with this byte.
    let may_end = |byte: u8| matches!(byte, b'<' | b'>' | b'&' | 0xE2);
    if !json.bytes().any(may_end) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                write!(safe, "\\u{:04x}", u32::from(character))
                    .expect("writing to a string does not fail");
            }
            other => safe.push(other),
        }
    }
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

/// The way from the site's root to a page.
#[derive(Serialize)]
struct Trail {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    position: usize,
}

fn trail(links: &Links, breadcrumbs: &[Crumb], title: &str) -> Trail {
    let above = breadcrumbs
        .iter()
        .map(|crumb| (&*crumb.title, Some(links.route(&crumb.url))));
    // The last step is the page itself, which needs no address.
    let steps = above.chain([(title, None)]).enumerate();
    Trail {
        kind: "BreadcrumbList",
        steps: steps
            .map(|(index, (name, item))| Step {
                kind: "ListItem",
                name: line(name),
                item,
                position: index + 1,
            })
            .collect(),
    }
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
