//! The flagship: the site that stands in this repository, from its files to its pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dateline::compile::Options;

use super::cli::dateline;
use super::html::{Page, broken_links};
use super::output::{Files, Output, flagship, repository, with_setting};
use super::publish::site::{files_in, stamps};

/// Each event with its date as its page says it.
const EVENTS: [(&str, &str); 24] = [
    ("annexation-of-crimea", "2014"),
    ("biden-news-conference", "19 January 2022"),
    ("biden-putin-calls", "about December 2021 – January 2022"),
    ("blinken-berlin", "on a day between 13 and 20 January 2022"),
    ("blinken-interviews", "9 January 2022"),
    ("blinken-kyiv", "on a day between 13 and 20 January 2022"),
    ("blinken-lavrov-geneva", "21 January 2022"),
    ("borrell-europe", "9 January 2022"),
    ("conflict-in-eastern-ukraine", "since 2014"),
    ("deputy-talks", "9 January 2022, evening"),
    ("foreign-ministry-1997-demand", "21 January 2022"),
    ("kremlin-written-answer", "21 January 2022"),
    ("nato-russia-council", "12 January 2022"),
    ("osce-vienna", "13 January 2022"),
    ("recognition-bill", "21 January 2022"),
    ("revolution-in-ukraine", "2014"),
    ("russian-delegation-lands", "9 January 2022, afternoon"),
    ("russian-draft-treaties", "December 2021"),
    ("russian-naval-drills", "20 January 2022"),
    ("ryabkov-interfax", "9 January 2022"),
    ("scholz-johnson-call", "20 January 2022, evening"),
    ("ukraine-intelligence-arms", "21 January 2022"),
    ("us-russia-full-session", "10 January 2022"),
    ("white-house-expectations", "8 January 2022"),
];

/// The flagship as it stands, rendered once for all tests.
static BUILT: LazyLock<Output> = LazyLock::new(|| Output::of(&flagship(), &Options::default()));

/// The slugs of the events that a page leads to.
fn events_on(output: &Output, path: &str) -> BTreeSet<String> {
    let page = Page::parse(output.text(path));
    let slug = |link: &String| Some(link.split_once("events/")?.1.strip_suffix('/')?.to_owned());
    page.links.iter().filter_map(slug).collect()
}

#[test]
fn it_has_no_fault() {
    assert_eq!(BUILT.diagnostics, []);
}

#[test]
fn each_event_has_a_page_with_its_date() {
    let output = &*BUILT;
    for (slug, date) in EVENTS {
        let page = Page::parse(output.text(&format!("events/{slug}/index.html")));
        assert!(page.text.contains(date), "{slug}: {}", page.text);
    }
    assert_eq!(output.renderer.site().events.len(), EVENTS.len());
}

#[test]
fn pages_of_days_terms_and_sources_list_their_events() {
    let output = &*BUILT;
    let check = |path: &str, expected: &[&str]| {
        let events = events_on(output, path);
        for slug in expected {
            assert!(events.contains(*slug), "{path} has {events:?}");
        }
        let others = events.len() - expected.len();
        assert_eq!(others, 0, "{path} has {events:?}");
    };
    check(
        "2022/01/21/index.html",
        &[
            "blinken-lavrov-geneva",
            "foreign-ministry-1997-demand",
            "kremlin-written-answer",
            "recognition-bill",
            "ukraine-intelligence-arms",
        ],
    );
    check(
        "actors/sergei-ryabkov/index.html",
        &["deputy-talks", "ryabkov-interfax", "us-russia-full-session"],
    );
    // What it supports, and the event with an account that cites it.
    let supported = events_on(output, "sources/moscowtimes-2022-01-21/index.html");
    assert!(supported.contains("blinken-lavrov-geneva"), "{supported:?}");
    let source = "moscowtimes-2022-01-21";
    for event in &output.renderer.site().events {
        let text = fs::read_to_string(repository().join(&*event.file)).unwrap();
        let is_listed = supported.contains(event.slug.as_str());
        assert_eq!(text.contains(source), is_listed, "{}", event.slug);
    }
}

#[test]
fn the_meeting_in_geneva_shows_its_hour_twice_and_its_origins() {
    let output = &*BUILT;
    let page = Page::parse(output.text("events/blinken-lavrov-geneva/index.html"));
    for words in [
        "11:00 CET",
        "10:00 UTC",
        "3 sources",
        "2 independent origins",
    ] {
        assert!(page.text.contains(words), "no {words} in {}", page.text);
    }
    for source in [
        "geo-2022-01-21",
        "context-2022-01-21",
        "moscowtimes-2022-01-21",
    ] {
        let link = format!("../../sources/{source}/");
        assert!(page.links.contains(&link), "no {link}");
    }
}

#[test]
fn an_inexact_event_stands_in_its_month_and_on_no_day() {
    let output = &*BUILT;
    for slug in ["blinken-kyiv", "blinken-berlin"] {
        let is_period = |path: &&String| {
            let parts: Vec<&str> = path.split('/').collect();
            path.starts_with("2022/") && parts.last() == Some(&"index.html")
        };
        let periods: Vec<&String> = (output.files.keys())
            .filter(is_period)
            .filter(|path| {
                let html = output.text(path);
                html.contains(&format!("events/{slug}/"))
            })
            .collect();
        assert_eq!(periods, ["2022/01/index.html", "2022/index.html"], "{slug}");
    }
}

#[test]
fn every_link_lands() {
    let check = |setting: &str, base: &str, has_server: bool| {
        let options = Options {
            base_url: Some(base.to_owned()),
            ..Options::default()
        };
        let output = Output::of(&with_setting(flagship(), setting), &options);
        let (broken, followed) = broken_links(&output.files, base, has_server, |_| true);
        assert_eq!(broken, Vec::<String>::new(), "{setting} at {base}");
        assert!(followed > 4_000, "{followed} links followed");
    };
    check("", "https://dateline.example/", true);
    check("", "https://example.org/a/sub-path/", true);
    check("urls: file", "https://dateline.example/", false);
}

#[test]
fn what_is_left_out_is_neither_written_nor_linked_to() {
    let setting = "leave_out: [days, months, decades, lanes, search, term_feeds, json_feeds, calendars, data]";
    let output = Output::of(&with_setting(flagship(), setting), &Options::default());
    assert_eq!(output.diagnostics, []);
    let (broken, _) = broken_links(&output.files, "https://dateline.example/", true, |_| true);
    assert_eq!(broken, Vec::<String>::new());
    let gone = [
        "2022/01/21/index.html",
        "2022/01/index.html",
        "timeline/by/actors/index.html",
        "search/index.html",
        "search/index.json",
        "actors/sergei-ryabkov/atom.xml",
        "feed.json",
        "timeline.ics",
        "events.csv",
    ];
    for file in gone {
        assert!(BUILT.files.contains_key(file), "{file} is there by itself");
        assert!(!output.files.contains_key(file), "{file} was left out");
    }
    for file in ["2022/index.html", "atom.xml", "robots.txt"] {
        assert!(output.files.contains_key(file), "{file} stays");
    }
}

#[test]
fn the_order_of_the_files_makes_no_difference() {
    let (expected, options) = (&BUILT.files, Options::default());
    let mut folder = flagship();
    folder.content.reverse();
    assert_same(&Output::of(&folder, &options).files, expected);
    let half = folder.content.len() / 2;
    folder.content.rotate_left(half);
    assert_same(&Output::of(&folder, &options).files, expected);
}

/// The flagship's content in a folder of its own.
fn copied() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(repository().join("content")) {
        let entry = entry.unwrap();
        let place = copy
            .path()
            .join(entry.path().strip_prefix(repository()).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir(place).unwrap();
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
    let settings = "dateline.yaml";
    fs::copy(repository().join(settings), copy.path().join(settings)).unwrap();
    copy
}

#[test]
fn two_builds_are_the_same_to_the_byte() {
    let mut outputs = ["1", "2", "7"].map(|threads| {
        let site = copied();
        let mut build = dateline(site.path());
        build
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", "Pacific/Apia");
        build
            .env("LC_ALL", "ar_EG.UTF-8")
            .arg("build")
            .assert()
            .success();
        let files = files_in(&site.path().join("public"));
        assert_no_path(&files, site.path());
        files
    });
    let first = std::mem::take(&mut outputs[0]);
    assert!(first.len() > 250, "{} files", first.len());
    outputs[1..]
        .iter()
        .for_each(|other| assert_same(other, &first));
    for (path, bytes) in &BUILT.files {
        assert!(first[path] == *bytes, "{path} differs from what memory has");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let site = copied();
    dateline(site.path()).arg("build").assert().success();
    let before = stamps(&site.path().join("public"));
    let second = dateline(site.path()).arg("build").assert().success();
    let said = String::from_utf8_lossy(&second.get_output().stdout);
    assert!(said.starts_with("nothing changed: "), "{said}");
    assert_eq!(stamps(&site.path().join("public")), before);
}

/// That no file tells where it was made.
fn assert_no_path(files: &Files, site: &Path) {
    let places = [site, repository()].map(|place| place.to_str().unwrap().as_bytes());
    for (path, bytes) in files {
        let tells = |place: &[u8]| bytes.windows(place.len()).any(|window| window == place);
        assert!(
            !places.iter().any(|place| tells(place)),
            "{path} tells a place"
        );
    }
}

/// Outputs are large: only the names of the files that differ are shown.
#[track_caller]
fn assert_same(files: &Files, expected: &Files) {
    assert!(files.keys().eq(expected.keys()));
    let differ = files
        .iter()
        .filter(|(path, bytes)| expected[*path] != **bytes);
    assert_eq!(
        differ.map(|(path, _)| path).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}
