//! A list as a JSON Feed (version 1.1): the same events as the Atom feed, with the event's date under `_dateline`.

use serde::Serialize;
use serde_json::value::RawValue;

use super::atom::is_web;
use super::characters::{line, markup, text};
use super::entry::Entry;
use super::feed::Feed;
use super::json;

/// Bytes to begin with for what is not items.
const ROOM: usize = 2 << 10;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    language: String,
    authors: Vec<Author>,
    items: Vec<&'a RawValue>,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

#[derive(Serialize)]
struct Item {
    id: String,
    url: String,
    title: String,
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    /// The format wants a content; without a text the summary is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    _dateline: Extension,
}

/// The event's own date, which is not the item's.
#[derive(Serialize)]
struct Extension {
    about: &'static str,
    edtf: String,
    when: String,
    status: String,
}

/// The JSON Feed of a list.
#[must_use]
pub fn render(feed: &Feed) -> Vec<u8> {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: line(feed.title),
        home_page_url: feed.links.route(feed.page),
        feed_url: feed.links.here(),
        description: feed.summary.map(text),
        language: feed.site.language.tag().to_owned(),
        authors: feed
            .authors()
            .into_iter()
            .map(|name| Author { name: line(name) })
            .collect(),
        items: feed.newest().map(|entry| item_of(feed, entry)).collect(),
    };
    let items = document.items.iter().map(|item| item.get().len() + 1);
    json::bytes_of(items.sum::<usize>() + ROOM, &document)
}

/// The item of an event, as JSON.
fn item_of<'a>(feed: &Feed<'a>, entry: Entry) -> &'a RawValue {
    let make = || json::raw(&item(feed, entry));
    feed.items.json.get(feed.links.depth(), entry.id, make)
}

fn item(feed: &Feed, entry: Entry) -> Item {
    let summary = text(&entry.dated_summary());
    let content_html = feed.body.map(|body| markup(&body(entry.id)).into_owned());
    let image = entry.event.image.as_ref();
    let external = single_source(entry);
    Item {
        id: feed.event_id(entry),
        url: feed.links.record(entry.target()),
        title: line(&entry.event.title),
        content_text: content_html.is_none().then(|| summary.clone()),
        content_html,
        summary,
        external_url: external,
        image: image.map(|image| feed.links.asset(&image.file)),
        date_modified: feed.updated(entry.id).rfc3339(),
        tags: entry.terms().map(|(_, term)| line(&term.title)).collect(),
        _dateline: Extension {
            about: "the event's own date (EDTF, ISO 8601-2) and status",
            edtf: entry.event.date.text().to_owned(),
            when: entry.sentence(),
            status: entry.links.status.clone(),
        },
    }
}

/// The address of the one source, where there is just one.
fn single_source(entry: Entry) -> Option<String> {
    let mut sources = entry.sources();
    let (_, source) = sources.next()?;
    let url = source.url.as_deref().filter(|url| is_web(url))?;
    sources.next().is_none().then(|| line(url))
}
