//! Atom and JSON Feed, read by `feed-rs`.

use std::sync::Arc;

use dateline::render::{atom, json_feed};
use feed_rs::model::{Entry, Feed, FeedType};
use feed_rs::parser::parse;

use super::hostile::{HOSTILE, talks_saying};
use super::site::{talks, with_feed};

fn atom_of(site: &dateline::site::Site) -> Feed {
    parse(with_feed(site, "atom.xml", atom::render).as_slice()).unwrap()
}

fn json_of(site: &dateline::site::Site) -> Feed {
    parse(with_feed(site, "feed.json", json_feed::render).as_slice()).unwrap()
}

fn titles(feed: &Feed) -> Vec<&str> {
    let titles = feed
        .entries
        .iter()
        .map(|entry| entry.title.as_ref().unwrap());
    titles.map(|title| title.content.as_str()).collect()
}

fn updated(feed: &Feed) -> Vec<String> {
    let entries = feed.entries.iter();
    entries
        .map(|entry| entry.updated.unwrap().to_rfc3339())
        .collect()
}

fn link<'a>(entry: &'a Entry, rel: &str) -> Option<&'a str> {
    let mut links = entry.links.iter();
    links
        .find(|link| link.rel.as_deref() == Some(rel))
        .map(|link| link.href.as_str())
}

#[test]
fn an_atom_feed_has_the_newest_events_first() {
    let feed = atom_of(&talks());
    assert_eq!(feed.feed_type, FeedType::Atom);
    assert_eq!(feed.id, "https://example.org/talks/atom.xml");
    assert_eq!(feed.title.as_ref().unwrap().content, "Talks in Geneva");
    assert_eq!(feed.language.as_deref(), Some("en-GB"));
    assert_eq!(feed.rights.as_ref().unwrap().content, "CC-BY-4.0");
    assert_eq!(feed.authors[0].name.as_deref(), Some("Ada Editor"));
    assert_eq!(
        titles(&feed),
        [
            "Ministers meet",
            "A statement is announced",
            "A telephone call",
            "A round of talks"
        ]
    );
}

#[test]
fn an_entry_tells_the_event() {
    let site = talks();
    let feed = atom_of(&site);
    let meeting = &feed.entries[0];
    assert_eq!(
        meeting.id,
        "https://example.org/talks/events/ministers-meet/"
    );
    assert_eq!(link(meeting, "alternate"), Some(meeting.id.as_str()));
    assert_eq!(
        link(meeting, "related"),
        Some("https://news.example/one-2022?a=1&b=2")
    );
    let summary = &meeting.summary.as_ref().unwrap().content;
    assert!(
        summary.ends_with("They talk for an hour and a half."),
        "{summary}"
    );
    assert!(
        summary.contains(&site.language.date(&site.events[6].date)),
        "{summary}"
    );
    let content = meeting.content.as_ref().unwrap();
    assert_eq!(content.body.as_deref(), Some("<p>Ministers meet</p>"));
    assert_eq!(content.content_type.as_str(), "text/html");
    let categories = meeting
        .categories
        .iter()
        .map(|c| (c.term.as_str(), c.label.as_deref().unwrap()));
    assert_eq!(
        categories.collect::<Vec<_>>(),
        [
            ("actors/sergei-lavrov", "Sergei Lavrov"),
            ("places/geneva", "Geneva"),
            ("places/hotel", "Hotel; by the lake, west"),
            ("threads/geneva-round", "Geneva round"),
        ]
    );
}

#[test]
fn updated_is_the_latest_that_the_content_tells() {
    let expected = [
        // The correction, which is later than the sources and the meeting itself.
        "2022-01-23T00:00:00+00:00",
        // Announced, without a source: the day that it is announced for.
        "2022-01-21T00:00:00+00:00",
        // Inexact: the first day that it can mean.
        "2022-01-13T00:00:00+00:00",
        "2022-01-10T00:00:00+00:00",
    ];
    let feed = atom_of(&talks());
    assert_eq!(updated(&feed), expected);
    assert_eq!(feed.updated.unwrap().to_rfc3339(), expected[0]);
    assert_eq!(updated(&json_of(&talks())), Vec::from(expected));

    let mut site = talks();
    std::sync::Arc::make_mut(&mut site.events[6])
        .corrections
        .clear();
    assert_eq!(updated(&atom_of(&site))[0], "2022-01-21T10:37:00+00:00");
    for source in Arc::make_mut(&mut site.sources)
        .iter_mut()
        .map(Arc::make_mut)
    {
        source.published = None;
    }
    assert_eq!(updated(&atom_of(&site))[0], "2022-01-21T10:00:00+00:00");
    site.events = vec![site.events[1].clone()];
    assert_eq!(updated(&atom_of(&site)), ["0001-01-01T00:00:00+00:00"]);
}

#[test]
fn a_json_feed_says_the_same_as_the_atom_feed() {
    let (atom, json) = (atom_of(&talks()), json_of(&talks()));
    assert_eq!(json.feed_type, FeedType::JSON);
    assert_eq!(titles(&json), titles(&atom));
    for (json, atom) in json.entries.iter().zip(&atom.entries) {
        assert_eq!(json.id, atom.id);
        assert_eq!(
            json.content.as_ref().unwrap().body,
            atom.content.as_ref().unwrap().body
        );
    }
    let bytes = with_feed(&talks(), "feed.json", json_feed::render);
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["version"], "https://jsonfeed.org/version/1.1");
    let meeting = &value["items"][0];
    assert_eq!(meeting["_dateline"]["edtf"], "2022-01-21T11:00");
    assert_eq!(
        meeting["image"],
        "https://example.org/talks/events/the%20hall.jpg"
    );
}

#[test]
fn identifiers_outlive_a_retitle() {
    for base_url in [Some("https://example.org/".to_owned()), None] {
        let mut site = talks();
        site.settings.base_url = base_url;
        let ids = |site: &dateline::site::Site| {
            let ids = atom_of(site).entries.into_iter().map(|entry| entry.id);
            ids.collect::<Vec<String>>()
        };
        let before = ids(&site);
        std::sync::Arc::make_mut(&mut site.events[6]).title = "Another title".to_owned();
        assert_eq!(ids(&site), before);
        let mut different = before.clone();
        different.dedup();
        assert_eq!(different.len(), before.len());
    }
}

#[test]
fn without_a_base_address_links_are_relative_and_identifiers_are_urns() {
    let mut site = talks();
    site.settings.base_url = None;
    let bytes = with_feed(&site, "actors/x/atom.xml", atom::render);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(
        text.contains("href=\"../../events/ministers-meet/\""),
        "{text}"
    );
    let feed = parse(bytes.as_slice()).unwrap();
    assert!(
        feed.entries
            .iter()
            .all(|entry| entry.id.starts_with("urn:uuid:"))
    );
}

#[test]
fn no_text_breaks_a_feed() {
    for text in HOSTILE {
        let site = talks_saying(text);
        let atom = atom_of(&site);
        let json = json_of(&site);
        assert_eq!(atom.entries.len(), 4, "{text:?}");
        assert_eq!(titles(&json).len(), 4, "{text:?}");
        for feed in [&atom, &json] {
            let title = titles(feed)[0];
            assert!(
                !title.contains(char::is_control) || title.contains('\n'),
                "{title:?}"
            );
        }
        let categories = &atom.entries[0].categories;
        assert_eq!(categories.len(), 4, "{text:?}");
    }
    // What is text stays text, to the letter.
    let markup = HOSTILE[3];
    let feed = json_of(&talks_saying(markup));
    assert_eq!(feed.title.as_ref().unwrap().content, markup);
    let feed = atom_of(&talks_saying(markup));
    assert_eq!(feed.entries[0].title.as_ref().unwrap().content, markup);
}

#[test]
fn a_list_without_events_is_a_feed() {
    let mut site = talks();
    site.events.clear();
    assert_eq!(atom_of(&site).entries.len(), 0);
    assert_eq!(json_of(&site).entries.len(), 0);
}
