//! `dateline.yaml` → settings and diagnostics.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::content::tests::show;
use crate::diagnostic::Diagnostic;
use crate::folder::Folder;

fn parse(yaml: &str) -> (Option<Settings>, Vec<Diagnostic>, Folder) {
    let mut folder = Folder::default();
    folder.insert(SETTINGS_FILE, yaml.as_bytes());
    let (settings, diagnostics) = Settings::parse(folder.settings.as_ref());
    (settings, diagnostics, folder)
}

fn parse_well(yaml: &str) -> Settings {
    let (settings, diagnostics, _) = parse(yaml);
    assert_eq!(diagnostics, []);
    settings.unwrap()
}

#[test]
fn a_title_is_enough() {
    let settings = parse_well("title: The Story\n");
    assert_eq!(
        format!("{settings:?}"),
        format!("{:?}", Settings::new("The Story"))
    );
}

#[test]
fn every_key_is_read() {
    let settings = parse_well(
        r##"
title: The Story
subtitle: so far
description: What it is about.
base_url: https://example.org/story
language: en-GB
timezone: Europe/Zurich
publisher: Example
authors: [A, B]
license: CC-BY-4.0
urls: file
taxonomies:
  capture_lanes: { title: Lanes, singular: Lane }
  actors: People
  topics: false
fields: { tags: capture_lanes, outlet: publisher, layout: extra }
statuses: { rumoured: Rumoured, confirmed: Confirmed twice }
sources: { implied: true }
markdown: { raw_html: sanitised, smart_punctuation: false }
views:
  round: { title: The round, actors: [A, B], status: reported, dates: 2022-01 }
page_size: 50
feed_size: 20
theme: { accent: "#A4161A" }
repository: https://example.org/repository
preview: { editor: zed }
limits: { title_chars: 200, nesting: 32, file_bytes: 1048576, terms: 20 }
extra: { x: 1 }
"##,
    );
    assert_eq!(
        settings.base_url.as_deref(),
        Some("https://example.org/story/")
    );
    assert_eq!(settings.timezone, Tz::Europe__Zurich);
    assert_eq!(settings.licence.as_deref(), Some("CC-BY-4.0"));
    let taxonomies: Vec<_> = settings
        .taxonomies
        .iter()
        .map(|it| (it.key.as_str(), it.slug.as_str(), it.title.as_deref()))
        .collect();
    assert_eq!(
        taxonomies,
        [
            ("actors", "actors", Some("People")),
            ("places", "places", None),
            ("threads", "threads", None),
            ("capture_lanes", "capture-lanes", Some("Lanes")),
        ]
    );
    assert_eq!(settings.fields["tags"], "capture_lanes");
    assert_eq!(settings.fields["description"], "summary");
    assert_eq!(settings.statuses.len(), 6);
    assert_eq!(settings.statuses[2].1.as_deref(), Some("Confirmed twice"));
    assert!(settings.implied_sources && !settings.smart_punctuation);
    assert_eq!(settings.raw_html, RawHtml::Sanitised);
    let view = &settings.views[0];
    assert_eq!(
        (view.slug.as_str(), view.title.as_str()),
        ("round", "The round")
    );
    assert_eq!(
        view.terms,
        [("actors".to_owned(), vec!["A".to_owned(), "B".to_owned()])]
    );
    assert_eq!(view.statuses, ["reported"]);
    assert_eq!(settings.theme.accent.as_deref(), Some("#a4161a"));
    assert_eq!(settings.editor.as_deref(), Some("zed"));
    assert_eq!((settings.page_size, settings.feed_size), (50, 20));
    let limits = settings.limits;
    assert_eq!(
        (limits.title_chars, limits.nesting, limits.file_bytes),
        (200, 32, 1 << 20)
    );
    assert_eq!(limits.terms, 20);
    assert_eq!(settings.extra.len(), 1);
}

#[test]
fn mistakes_leave_the_defaults() {
    let (settings, diagnostics, folder) = parse(
        "titel: The Story
title: [a]
language: English please
timezone: Zurich
base_url: example.org
page_size: 3
urls: fiel
theme: { accent: red, accent_dark: #ff0000
  , colour: blue }
taxonomies: { Capture Lanes: {}, events: {}, lanes: { titel: x } }
fields: { tags: topicz }
views: [{ title: A, slug: a, status: x }, { title: A }, { summary: B }]
comments: on
",
    );
    assert!(settings.is_none());
    insta::assert_snapshot!(show(&folder, &diagnostics));
}

#[test]
fn a_missing_file_is_told() {
    let (settings, diagnostics) = Settings::parse(None);
    assert!(settings.is_none());
    insta::assert_snapshot!(show(&Folder::default(), &diagnostics));
}
