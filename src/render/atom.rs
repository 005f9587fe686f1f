//! A list as an Atom feed (RFC 4287): the newest events first, with the date sentence before each summary.

use super::entry::Entry;
use super::feed::Feed;
use super::updated::Instant;
use super::xml::Xml;

/// The Atom document of a list.
#[must_use]
pub fn render(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", feed.site.language.tag()),
    ];
    xml.element("feed", &attributes, |xml| {
        head(xml, feed);
        let entries: Vec<&[u8]> = feed.newest().map(|entry| entry_of(feed, entry)).collect();
        xml.reserve(entries.iter().map(|entry| entry.len() + 1).sum::<usize>() + 16);
        for entry in entries {
            xml.whole(entry);
        }
    });
    xml.into_bytes()
}

/// The `entry` element of an event.
fn entry_of<'a>(feed: &Feed<'a>, entry: Entry) -> &'a [u8] {
    let make = || {
        let mut xml = Xml::part();
        xml.element("entry", &[], |xml| item(xml, feed, entry));
        xml.into_part().into()
    };
    feed.items.atom.get(feed.links.depth(), entry.id, make)
}

fn head(xml: &mut Xml, feed: &Feed) {
    let settings = &feed.site.settings;
    let shown = feed.newest().map(|entry| feed.updated(entry.id));
    xml.text("id", &[], &feed.own_id());
    xml.text("title", &[], feed.title);
    if let Some(summary) = feed.summary {
        xml.text("subtitle", &[], summary);
    }
    let updated = shown.max().unwrap_or(Instant::NONE);
    xml.text("updated", &[], &updated.rfc3339());
    let own = feed.links.here();
    let media_type = ("type", "application/atom+xml");
    xml.empty("link", &[("rel", "self"), media_type, ("href", &own)]);
    let page = feed.links.route(feed.page);
    let media_type = ("type", "text/html");
    xml.empty("link", &[("rel", "alternate"), media_type, ("href", &page)]);
    for author in feed.authors() {
        xml.element("author", &[], |xml| xml.text("name", &[], author));
    }
    if let Some(licence) = &settings.licence {
        xml.text("rights", &[], licence);
    }
    let version = ("version", env!("CARGO_PKG_VERSION"));
    xml.text("generator", &[version], "Dateline");
}

fn item(xml: &mut Xml, feed: &Feed, entry: Entry) {
    xml.text("id", &[], &feed.event_id(entry));
    xml.text("title", &[], &entry.event.title);
    let updated = feed.updated(entry.id);
    xml.text("updated", &[], &updated.rfc3339());
    let page = feed.links.record(entry.target());
    let media_type = ("type", "text/html");
    xml.empty("link", &[("rel", "alternate"), media_type, ("href", &page)]);
    sources(xml, entry);
    categories(xml, entry);
    xml.text("summary", &[], &entry.dated_summary());
    if let Some(body) = feed.body {
        xml.html("content", &[("type", "html")], &body(entry.id));
    }
}

/// The sources on the web, so that a reader of the feed reaches them without the page.
fn sources(xml: &mut Xml, entry: Entry) {
    for (_, source) in entry.sources() {
        if let Some(url) = source.url.as_deref().filter(|url| is_web(url)) {
            let title = source.title.as_str();
            xml.empty(
                "link",
                &[("rel", "related"), ("href", url), ("title", title)],
            );
        }
    }
}

fn categories(xml: &mut Xml, entry: Entry) {
    for (_, term) in entry.terms() {
        let name = format!("{}/{}", term.taxonomy, term.slug);
        xml.empty("category", &[("term", &name), ("label", &term.title)]);
    }
}

/// Whether an address leads to the web, and not into a reader's own programs (`javascript:`, `file:`).
pub(super) fn is_web(url: &str) -> bool {
    let lowercase = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    lowercase.starts_with("https://") || lowercase.starts_with("http://")
}
