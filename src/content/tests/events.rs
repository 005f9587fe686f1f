//! Events: every field, and the habits of other generators.

use serde_json::json;

use super::*;
use crate::edtf::EventDate;

fn event(literal: &str) -> Event {
    match record(literal) {
        Record::Event(event) => std::sync::Arc::unwrap_or_clone(event),
        other => panic!("{other:?}"),
    }
}

const FULL: &str = r#"-- content/events/talks/2022-01-20-geneva.md --
---
title: Blinken and Lavrov
  meet in Geneva
date: 2022-01-21T11:00
timezone: Europe/Zurich
daypart: evening
summary: >
  One or two
  sentences.
lead: yes
status: reported
actors: [Antony Blinken, "Lavrov, Sergei"]
places: Hotel President Wilson
sources:
  - moscowtimes-2022-01-21
  - id: geo-2022-01-21
    says: announced
    note: for the reaction
  - title: A source written in place
    url: https://example.org/a
    publisher: Example
    published: 2022-01-21
    says: disputed
  - https://example.org/b/
relations:
  follows: deputy-talks
  part-of: [round, other]
accounts:
  - claim: They met on 9 January
    sources: [dw-2022-01-09]
corrections:
  - { date: 2022-01-23, note: The hour was wrong. }
image: { file: hall.jpg, alt: A hall, credit: Someone }
aliases: [/old/address, /older/]
draft: false
order: -2
slug: the-meeting
extra: { anything: [1, 2.5, "x"] }
---
Text.
"#;

#[test]
fn every_field_is_read() {
    let event = event(FULL);
    assert_eq!(event.title, "Blinken and Lavrov meet in Geneva");
    assert_eq!(event.slug.as_str(), "the-meeting");
    assert_eq!(event.date, EventDate::parse("2022-01-21T11:00").unwrap());
    assert_eq!(event.timezone.as_deref(), Some("Europe/Zurich"));
    assert_eq!(event.daypart, Some(Daypart::Evening));
    assert_eq!(event.summary.as_deref(), Some("One or two sentences."));
    assert!(event.lead && !event.draft);
    assert_eq!(event.status.as_deref(), Some("reported"));
    let terms: Vec<_> = event
        .terms
        .iter()
        .map(|term| (term.taxonomy.as_str(), term.name.as_str(), term.index))
        .collect();
    assert_eq!(
        terms,
        [
            ("actors", "Antony Blinken", 0),
            ("actors", "Lavrov, Sergei", 1),
            ("places", "Hotel President Wilson", 0),
        ]
    );
    let relations: Vec<_> = event
        .relations
        .iter()
        .map(|relation| (relation.kind, relation.target.as_str()))
        .collect();
    assert_eq!(
        relations,
        [
            (RelationKind::Follows, "deputy-talks"),
            (RelationKind::PartOf, "round"),
            (RelationKind::PartOf, "other"),
        ]
    );
    assert_eq!(event.accounts[0].sources, ["dw-2022-01-09"]);
    assert_eq!(event.corrections[0].note, "The hour was wrong.");
    let image = event.image.as_ref().unwrap();
    assert_eq!(&*image.file, "content/events/talks/hall.jpg");
    assert_eq!(event.aliases, ["/old/address/", "/older/"]);
    assert_eq!(event.order, -2);
    assert_eq!(event.extra.get("anything"), Some(&json!([1, 2.5, "x"])));
    assert!(!event.body.is_empty());
}

#[test]
fn sources_are_named_or_written_in_place() {
    let sources = event(FULL).sources;
    let shown: Vec<_> = sources
        .iter()
        .map(|cited| match &cited.source {
            SourceName::Named(id) => (id.clone(), cited.says, None),
            SourceName::InPlace(source) => (source.id.to_string(), cited.says, source.url.clone()),
        })
        .collect();
    let url = |text: &str| Some(text.to_owned());
    assert_eq!(
        shown,
        [
            ("moscowtimes-2022-01-21".to_owned(), None, None),
            ("geo-2022-01-21".to_owned(), Some(Says::Announced), None),
            (
                "a-source-written-in-place".to_owned(),
                Some(Says::Disputed),
                url("https://example.org/a"),
            ),
            (
                "example-org-b".to_owned(),
                None,
                url("https://example.org/b/")
            ),
        ]
    );
    assert_eq!(sources[1].note.as_deref(), Some("for the reaction"));
}

/// A front matter, and the title, slug and date that its file gives.
#[test]
fn titles_slugs_and_dates_come_from_where_they_stand() {
    for (path, text, expected) in [
        (
            "2014-03-18-crimea.md",
            "---\ntitle: no\n---\n",
            ("no", "crimea", "2014-03-18"),
        ),
        (
            "a.md",
            "---\ntitle: 2014\ndate: 2014\n---\n",
            ("2014", "a", "2014"),
        ),
        (
            "a.md",
            "---\ntitle: 1.10\ndate: 2014~\n---\n",
            ("1.10", "a", "2014~"),
        ),
        (
            "a.md",
            "---\ntitle: True\ndate: '0499'\n---\n",
            ("True", "a", "0499"),
        ),
        (
            "a.md",
            "---\ndate: 2014\n---\n\n# In the text #\n\nMore",
            ("In the text", "a", "2014"),
        ),
        (
            "2014-03-18-b.md",
            "# Only a heading\n\nMore",
            ("Only a heading", "b", "2014-03-18"),
        ),
        (
            "2014-03-18-c/index.md",
            "---\ntitle: A bundle\n---\n",
            ("A bundle", "c", "2014-03-18"),
        ),
        (
            "a.md",
            "---\ntitle: A\ndate: [2022-01-13..2022-01-20]\n---\n",
            ("A", "a", "[2022-01-13..2022-01-20]"),
        ),
        (
            "a.md",
            "---\r\ntitle: A\r\ndate: {1960, 1961-12}\r\n...\r\nText",
            ("A", "a", "{1960,1961-12}"),
        ),
        ("a.yaml", "title: A\ndate: 2014\n", ("A", "a", "2014")),
    ] {
        let event = event(&format!("-- content/events/{path} --\n{text}"));
        let (title, slug, date) = expected;
        assert_eq!(
            (event.title.as_str(), event.slug.as_str()),
            (title, slug),
            "{path} {text}"
        );
        assert_eq!(event.date, EventDate::parse(date).unwrap(), "{path} {text}");
        assert!(!event.body.html.contains("heading"), "{path} {text}");
    }
}

#[test]
fn foreign_keys_are_mapped() {
    let event = event(
        "-- dateline.yaml --
title: T
fields: { tags: topics, categories: topics, location: places, outlet: publisher, references: sources, layout: extra }
-- content/events/2014-03-18-a.md --
---
layout: post
title: A
description: What happened.
tags: [one, two]
categories: three
location: Geneva
references:
  - title: S
    outlet: The Times
published: false
---
",
    );
    let terms: Vec<_> = event.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(terms, ["Geneva", "one", "two", "three"]);
    assert_eq!(event.terms[3].key.as_deref(), Some("categories"));
    assert_eq!(event.summary.as_deref(), Some("What happened."));
    assert!(event.draft);
    assert_eq!(event.extra.get("layout"), Some(&json!("post")));
    let SourceName::InPlace(source) = &event.sources[0].source else {
        panic!("{:?}", event.sources)
    };
    assert_eq!(source.publisher.as_deref(), Some("The Times"));
    let place = event.term_place(&event.terms[2]);
    assert_eq!(
        place.spot,
        crate::diagnostic::Spot::Value(crate::diagnostic::FieldPath::key("tags").then_index(1))
    );
}
