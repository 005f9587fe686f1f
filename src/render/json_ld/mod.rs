//! Schema.org data of pages as JSON-LD, safe to stand in a `<script>` whatever the content holds. It says what the page
//! says, and no date more precisely than the source does.

mod types;

use std::fmt::Write;

use serde::Serialize;
use serde_json::value::RawValue;

use super::atom::is_web;
use super::characters::{line, text};
use super::entry::{Entry, ends};
use super::json;
use super::links::Links;
use super::shelf::Shelf;
use crate::content::{Location, Source, Term};
use crate::edtf::EventDate;
use crate::graph::Target;
use crate::site::{EventId, Site, TermId};
use crate::view::Crumb;
use types::{Article, Comment, Geo, Happening, Image, Thing, Work};

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

/// What lists say of each event, shared by all lists of a site.
pub struct ListItems(Shelf<Listed>);

/// An event's name and address as JSON.
struct Listed {
    name: Box<RawValue>,
    url: Box<RawValue>,
}

impl ListItems {
    /// None yet, for so many events.
    #[must_use]
    pub fn for_events(events: usize) -> Self {
        Self(Shelf::for_events(events))
    }

    fn of(&self, site: &Site, links: &Links, id: EventId) -> &Listed {
        self.0.get(links.depth(), id, || Listed {
            name: json::raw(&line(&site.events[id.index()].title)),
            url: json::raw(&links.record(Target::Event(id))),
        })
    }
}

/// The data of a page with a list of events: the events that the page shows, and the way to the page.
/// `first` is the place of the first of them in the whole list, from 1; `items` is what was said of events already.
#[must_use]
pub fn list(
    site: &Site,
    links: &Links,
    title: &str,
    events: &[EventId],
    first: usize,
    breadcrumbs: &[Crumb],
    items: &ListItems,
) -> String {
    let elements = events.iter().enumerate().map(|(index, &id)| {
        let Listed { name, url } = items.of(site, links, id);
        ListItem {
            kind: "ListItem",
            position: first + index,
            name,
            url,
        }
    });
    let list = ItemList {
        kind: "ItemList",
        name: line(title),
        url: links.here(),
        order: "https://schema.org/ItemListOrderAscending",
        elements: elements.collect(),
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
struct ItemList<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    url: String,
    #[serde(rename = "itemListOrder")]
    order: &'static str,
    #[serde(rename = "itemListElement")]
    elements: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a RawValue,
    url: &'a RawValue,
}

/// JSON that stands in a `<script>` without ending it: no `<`, no `>`, no `&`, and no line break of JavaScript's own.
#[must_use]
pub fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("keys are strings");
    // Outside its strings JSON has none of these characters.
    let mut safe = String::with_capacity(json.len() + 64);
    let mut done = 0;
    for at in memchr::memchr3_iter(b'<', b'>', b'&', json.as_bytes()) {
        safe.push_str(&json[done..at]);
        write!(safe, "\\u{:04x}", json.as_bytes()[at]).expect("writing to a string does not fail");
        done = at + 1;
    }
    safe.push_str(&json[done..]);
    for (line_break, escaped) in [('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")] {
        if safe.contains(line_break) {
            safe = safe.replace(line_break, escaped);
        }
    }
    safe
}

fn article<'a>(entry: Entry<'a>, links: &Links) -> Article<'a> {
    let Entry { site, event, .. } = entry;
    let settings = &site.settings;
    let people = |names: &[String]| names.iter().map(|name| named("Person", name)).collect();
    let actors = entry.terms_of("actors");
    let corrections = event.corrections.iter().map(|correction| Comment {
        kind: "CorrectionComment",
        text: text(&correction.note),
        created: correction.date.html_datetime(),
    });
    let image = event.image.as_ref().map(|image| Image {
        kind: "ImageObject",
        url: links.asset(&image.file),
        description: text(&image.alt),
        credit: image.credit.as_deref().map(line),
        caption: image.caption.as_deref().map(text),
    });
    let publisher = settings.publisher.as_deref();
    Article {
        kind: "NewsArticle",
        headline: line(&event.title),
        url: links.record(entry.target()),
        language: site.language.tag(),
        about: happening(entry, links),
        description: event.summary.as_deref().map(text),
        licence: settings.licence.as_deref().map(line),
        publisher: publisher.map(|name| named("Organization", name)),
        authors: people(&settings.authors),
        mentions: actors.map(|(id, term)| mention(id, term, links)).collect(),
        citations: entry.sources().map(|(_, source)| cited(source)).collect(),
        corrections: corrections.collect(),
        image,
    }
}

fn happening(entry: Entry, links: &Links) -> Happening {
    let (start, end) = iso_dates(entry);
    let places = entry.terms_of("places");
    Happening {
        kind: "Event",
        name: line(&entry.event.title),
        start,
        end,
        status: match entry.links.status.as_str() {
            "cancelled" => Some("https://schema.org/EventCancelled"),
            "announced" => Some("https://schema.org/EventScheduled"),
            _ => None,
        },
        locations: places.map(|(id, term)| place(id, term, links)).collect(),
    }
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
            let iso = |date: Option<EventDate>| date.and_then(|date| date.html_datetime());
            (iso(start), iso(end))
        }
    }
}

fn place(id: TermId, term: &Term, links: &Links) -> Thing {
    let location = term.location.and_then(super::entry::on_earth);
    Thing {
        kind: "Place",
        geo: location.map(|Location { lat, lon, .. }| Geo {
            kind: "GeoCoordinates",
            latitude: lat,
            longitude: lon,
        }),
        ..mention(id, term, links)
    }
}

fn mention(id: TermId, term: &Term, links: &Links) -> Thing {
    let kind = match term.kind.as_deref() {
        Some("person") => "Person",
        Some("organisation" | "organization" | "state") => "Organization",
        _ => "Thing",
    };
    let item = term.wikidata.as_deref().filter(|item| is_item(item));
    Thing {
        url: Some(links.record(Target::Term(id))),
        same_as: item.map(|item| format!("https://www.wikidata.org/entity/{item}")),
        ..named(kind, &term.title)
    }
}

/// Whether a text is the name of an item in Wikidata: `Q` and digits.
fn is_item(text: &str) -> bool {
    let digits = text.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn cited(source: &Source) -> Work {
    let url = source.url.as_deref().filter(|url| is_web(url));
    let outlet = source.publisher.as_deref();
    let published = source.published.as_ref();
    let authors = source.authors.iter();
    Work {
        kind: "CreativeWork",
        name: line(&source.title),
        url: url.map(line),
        publisher: outlet.map(|name| named("Organization", name)),
        published: published.and_then(EventDate::html_datetime),
        authors: authors.map(|name| named("Person", name)).collect(),
    }
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

fn named(kind: &'static str, name: &str) -> Thing {
    Thing {
        kind,
        name: line(name),
        url: None,
        same_as: None,
        geo: None,
    }
}
