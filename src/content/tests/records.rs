//! Sources, terms, pages, and which folder holds which.

use super::*;

#[test]
fn a_source_is_read_from_markdown_and_from_yaml() {
    for (path, text) in [
        (
            "geo.md",
            "---\ntitle: No breakthrough\nauthors: A. Author\npublished: 2022-01-21\nlanguage: en-GB\nurl: https://example.org/\n---\n",
        ),
        (
            "geo.yaml",
            "title: No breakthrough\nauthors: [A. Author]\npublished: 2022-01-21\nlanguage: en-GB\nurl: https://example.org/\n",
        ),
    ] {
        let Record::Source(source) = record(&format!("-- content/sources/{path} --\n{text}"))
        else {
            panic!("{path}")
        };
        assert_eq!(source.id.as_str(), "geo");
        assert_eq!(source.title, "No breakthrough");
        assert_eq!(source.authors, ["A. Author"]);
        assert_eq!(source.language.as_deref(), Some("en-GB"));
        assert!(source.published.is_some());
    }
}

#[test]
fn a_term_is_read() {
    let Record::Term(term) = record(
        "-- content/places/wilson.md --
---
title: Hotel President Wilson
also: [Wilson, Palais Wilson Hotel]
part_of: Geneva
kind: hotel
wikidata: https://www.wikidata.org/wiki/Q1630847
location: { lat: 46.215, lon: 6.151, precision: 50 }
timezone: Europe/Zurich
---
",
    ) else {
        panic!()
    };
    assert_eq!(
        (term.taxonomy.as_str(), term.slug.as_str()),
        ("places", "wilson")
    );
    assert_eq!(term.also, ["Wilson", "Palais Wilson Hotel"]);
    assert_eq!(term.wikidata.as_deref(), Some("Q1630847"));
    let expected = Location {
        lat: 46.215,
        lon: 6.151,
        precision: Some(50.0),
    };
    assert_eq!(term.location, Some(expected));
}

#[test]
fn a_page_needs_no_front_matter() {
    let Record::Page(page) = record("-- content/pages/about.md --\n# About this site\n\nText")
    else {
        panic!()
    };
    assert_eq!(
        (page.title.as_str(), page.slug.as_str()),
        ("About this site", "about")
    );
    assert!(page.menu && !page.draft && page.order.is_none());
}

#[test]
fn the_folder_tells_the_kind() {
    let settings =
        "-- dateline.yaml --\ntitle: T\ntaxonomies: { lanes: { title: Lanes }, threads: false }\n";
    for (path, expected) in [
        ("events/a.md", Some("event")),
        ("events/x/y/a.md", Some("event")),
        ("sources/a.yml", Some("source")),
        ("actors/a.md", Some("term")),
        ("lanes/a.md", Some("term")),
        ("threads/a.md", None),
        ("pages/a.md", Some("page")),
        ("posts/a.md", None),
        ("a.md", None),
    ] {
        let text = format!("{settings}-- content/{path} --\n---\ntitle: A\ndate: 2014\n---\n");
        let parsed = parse(&text).pop().unwrap();
        let kind = parsed.record.map(|record| match record {
            Record::Event(_) => "event",
            Record::Source(_) => "source",
            Record::Term(_) => "term",
            Record::Page(_) => "page",
        });
        assert_eq!(kind, expected, "{path}");
    }
}

#[test]
fn a_record_survives_the_cache() {
    let parsed =
        parse("-- content/events/a.md --\n---\ntitle: A\ndate: 2014\nextra: { b: [1] }\n---\n");
    let bytes = postcard::to_stdvec(&parsed).unwrap();
    let again: Vec<Parsed> = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(format!("{parsed:?}"), format!("{again:?}"));
}
