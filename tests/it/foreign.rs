//! A collection that another site generator wrote: two thousand files with keys of its own, built with ten lines of
//! settings and without an edit.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::cli::dateline;
use super::html::broken_links;
use super::publish::site::files_in;

const SETTINGS: &str = "\
title: The archive
language: en-GB
timezone: Europe/Berlin
sources: { implied: true }
fields:
  tags: topics
  categories: threads
  location: places
  people: actors
  outlet: publisher
";

const COUNT: usize = 2_000;

/// One file: its path and its text. Keys, dates and folders differ as they do where many hands wrote for years.
fn file(number: usize) -> (String, String) {
    let (year, month, day) = (2008 + number % 12, 1 + number % 12, 1 + number % 28);
    let name = format!("{year}-{month:02}-{day:02}-report-{number}.md");
    let mut text = format!("---\nlayout: post\ntitle: \"Report {number}: what was seen\"\n");
    match number % 4 {
        0 => {}
        1 => writeln!(text, "date: {year}-{month:02}-{day:02} 10:30:00 +0200").unwrap(),
        2 => writeln!(text, "date: {year}-{month:02}-{day:02}").unwrap(),
        _ => writeln!(text, "date: {year}-{month:02}-{day:02}T22:15:00Z").unwrap(),
    }
    let (tag, person, place) = (number % 40, number % 90, number % 30);
    writeln!(
        text,
        "tags: [tag {tag}, seen]\ncategories: Series {}",
        number % 7
    )
    .unwrap();
    writeln!(text, "location: Town {place}\npeople:\n  - Person {person}").unwrap();
    writeln!(
        text,
        "sources:\n  - title: Paper of {year}-{month:02}, page {}",
        number % 9
    )
    .unwrap();
    writeln!(
        text,
        "    outlet: Outlet {}\n    url: https://example.org/{number}",
        number % 15
    )
    .unwrap();
    if number.is_multiple_of(5) {
        writeln!(text, "  - A letter of {year}").unwrap();
    }
    writeln!(
        text,
        "mood: [grave]\ncomments: true\nreviewed_by: {{ name: R }}\n---"
    )
    .unwrap();
    writeln!(
        text,
        "Text {number}.\n\n## Details\n\nSee [the paper](https://example.org/{number})."
    )
    .unwrap();
    let folder = match number % 3 {
        0 => format!("{year}/{month:02}"),
        1 => format!("by topic/{tag}"),
        _ => "inbox".to_owned(),
    };
    (format!("content/events/{folder}/{name}"), text)
}

fn write(site: &Path) {
    fs::write(site.join("dateline.yaml"), SETTINGS).unwrap();
    assert_eq!(SETTINGS.lines().count(), 10);
    for (path, text) in (0..COUNT).map(file) {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_foreign_collection_builds_with_settings_alone() {
    let site = tempfile::tempdir().unwrap();
    write(site.path());
    let build = dateline(site.path()).arg("build").assert().success();
    let warnings = String::from_utf8(build.get_output().stderr.clone()).unwrap();
    assert!(warnings.lines().count() <= 40, "{warnings}");
    insta::assert_snapshot!(warnings);

    let files = files_in(&site.path().join("public"));
    let pages = files
        .keys()
        .filter(|path| path.starts_with("events/") && path.ends_with("/index.html"));
    assert_eq!(pages.count(), COUNT);
    let page = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let first = page("events/report-0/index.html");
    for words in [
        "1 January 2008",
        "Tag 0",
        "tag 0",
        "Town 0",
        "Person 0",
        "Series 0",
        "Outlet 0",
        "A letter of 2008",
    ] {
        let is_there = first.contains(words);
        assert_eq!(is_there, words != "Tag 0", "{words}");
    }
    // 10:30 at +02:00 in winter, and 22:15 UTC, as Berlin's clocks do not show them: the offset that was written holds.
    let stamped = page("events/report-1/index.html");
    assert!(stamped.contains("2009-02-02T10:30+02:00"), "{stamped}");
    let (broken, followed) = broken_links(&files, "https://none.example/", true, |path| {
        path.contains("-77/") || path.starts_with("topics/") || !path.contains('/')
    });
    assert_eq!(broken, Vec::<String>::new());
    assert!(followed > 3_000, "{followed} links followed");
}
