//! Drawings, embeds and the files for hosts: which there are, and that they hold together, on sites from text.

use std::collections::BTreeMap;

use dateline::compile::Options;
use dateline::folder::Folder;
use dateline::prepare::prepare;
use dateline::render::Rendered;
use serde_json::{Value, json};

const RECORDS: &str = "
-- content/events/talks.md --
---
title: The talks <open>
date: 2022-01-09T19:00
aliases: [/old talks/]
actors: [Ann]
places: [Geneva]
threads: [Round one]
---
-- content/events/session.md --
---
title: The session
date: 2022-01-10
threads: [Round one]
---
-- content/events/before.md --
---
title: What was before
date: 2014/..
status: announced
---
-- content/places/geneva.md --
---
title: Geneva
location: { lat: 46.2, lon: 6.15 }
---
";

/// The files of a site with these settings, by their paths.
fn files(settings: &str) -> BTreeMap<String, String> {
    let folder = Folder::from_literal(&format!(
        "{RECORDS}-- dateline.yaml --\ntitle: T\n{settings}"
    ));
    let renderer = prepare(&folder, &Options::default()).renderer.unwrap();
    let urls = renderer.plan().urls();
    let outputs = renderer.plan().outputs.iter();
    outputs
        .filter_map(|output| match renderer.render(output).unwrap() {
            Rendered::Bytes(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Some((output.route.file(urls), text))
            }
            Rendered::CopyOf(_) => None,
        })
        .collect()
}

#[test]
fn embeds_are_asked_for_and_need_a_base_address() {
    let without = files("embeds: true\n");
    assert!(!without.keys().any(|file| file.starts_with("embed/")));
    let unasked = files("base_url: https://example.org/t/\n");
    assert!(!unasked.keys().any(|file| file.starts_with("embed/")));
    let files = files("base_url: https://example.org/t/\nembeds: true\n");
    let embeds: Vec<&str> = files
        .keys()
        .filter_map(|file| file.strip_prefix("embed/"))
        .collect();
    let expected = [
        "before.json",
        "before/index.html",
        "session.json",
        "session/index.html",
        "talks.json",
        "talks/index.html",
        "threads/round-one.json",
        "threads/round-one/index.html",
    ];
    assert_eq!(embeds, expected);
    let page = &files["embed/talks/index.html"];
    assert!(page.contains("noindex") && page.contains("The talks &lt;open&gt;"));
    let document: serde_json::Value = serde_json::from_str(&files["embed/talks.json"]).unwrap();
    let frame = document["html"].as_str().unwrap();
    assert!(frame.contains("src=\"https://example.org/t/embed/talks/\""));
    assert!(frame.contains("title=\"The talks &lt;open&gt;\""));
}

#[test]
fn hosts_are_told_of_the_path_and_of_moved_pages() {
    let files = files("base_url: https://example.org/t/\n");
    assert!(files["_headers"].starts_with("/t/*\n  Content-Security-Policy: default-src 'none'"));
    assert_eq!(
        files["_redirects"],
        "/t/old%20talks/ /t/events/talks/ 301\n"
    );
    assert_eq!(files[".nojekyll"], "");
    let manifest: serde_json::Value = serde_json::from_str(&files["site.webmanifest"]).unwrap();
    assert_eq!(manifest["name"], "T");
}

#[test]
fn a_site_may_have_its_own_files_for_hosts() {
    let files = files("-- static/_headers --\nmine\n");
    assert!(!files.contains_key("_headers"));
}

#[test]
fn the_timeline_is_drawn_in_lanes() {
    let files = files("");
    let timeline = &files["timeline/index.html"];
    assert!(timeline.contains("9 January 2022, 7:00") || timeline.contains("January 9, 2022"));
    assert!(timeline.contains("data-status=\"announced\""));
    assert!(timeline.contains("url(#open-end)"));
    assert!(timeline.contains("href=\"../timeline/by/actors/\""));
    assert!(files.contains_key("timeline/by/places/index.html"));
    assert!(
        !files.contains_key("timeline/by/threads/index.html"),
        "threads are on /timeline/"
    );
    assert!(files["places/index.html"].contains("map-dot is-subject"));
    assert!(files.values().all(|page| !page.contains(" style=\"")
        || page.contains("&lt;iframe")
        || page.contains("<iframe")));
}

#[test]
fn the_marks_say_where_each_event_stands() {
    let site = files("");
    let marks: Value = serde_json::from_str(&site["timeline/marks.json"]).unwrap();
    let check = |pointer: &str, expected: Value| {
        assert_eq!(marks.pointer(pointer), Some(&expected), "{pointer}");
    };
    check(
        "/events/title",
        json!(["What was before", "The talks <open>", "The session"]),
    );
    // 2014-01-01, 2022-01-09T19:00 and 2022-01-10 in seconds, as long as each is known to be.
    check(
        "/events/from",
        json!([1_388_534_400, 1_641_754_800, 1_641_772_800]),
    );
    check("/events/length", json!([null, 0, 86_400]));
    check("/events/edge", json!(["open-end", "exact", "exact"]));
    check("/events/url/1", json!("events/talks/"));
    check("/statuses", json!({ "announced": "announced" }));
    check("/days", json!([19_001, 1]));
    check("/arrangements/threads/lanes/0/title", json!("Round one"));
    check("/arrangements/threads/lanes/0/events", json!([1, 1]));
    check("/arrangements/threads/lanes/1/events", json!([0]));
    check("/arrangements/all/lanes/0/events", json!([0, 1, 1]));
    let pieces = marks["arrangements"]["all"]["pieces"].as_array().unwrap();
    assert_eq!(
        (&pieces[0][2], &pieces[pieces.len() - 1][3]),
        (&json!(0.0), &json!(1120.0))
    );
}

#[test]
fn only_pages_that_may_fetch_can_be_zoomed() {
    let by_folder = files("");
    assert!(by_folder["timeline/index.html"].contains("data-arrangement=\"threads\""));
    assert!(
        by_folder["timeline/by/places/index.html"]
            .contains("data-marks=\"../../../timeline/marks.json\"")
    );
    let from_disk = files("urls: file\n");
    assert!(!from_disk["timeline.html"].contains("data-marks"));
    assert!(from_disk["timeline.html"].contains("class=\"timeline-picture"));
}

#[test]
fn what_no_script_can_count_is_not_zoomed() {
    for (date, is_zoomed) in [("-13800000000", true), ("Y-138E8", true), ("Y1E19", false)] {
        let far = format!("-- content/events/far.md --\n---\ntitle: Far\ndate: {date}\n---\n");
        let timeline = &files(&far)["timeline/by/places/index.html"];
        assert_eq!(timeline.contains("data-marks"), is_zoomed, "{date}");
    }
}

#[test]
fn the_axis_of_a_term_or_a_view_has_names_alone() {
    let event = |n| {
        format!(
            "-- content/events/e{n}.md --\n---\ntitle: E\ndate: 202{n}-01-01\nplaces: [Geneva]\n---\n"
        )
    };
    let far = [1, 2, 3, 4].map(event).concat();
    let view = "views: {far: {title: Far, places: [Geneva]}}\n";
    let files = files(&[view, &far].concat());
    let drawing = |page: &str| files[page].split("<svg").nth(1).unwrap().to_owned();
    let linked = "<text class=\"tp-tick\"";
    let is_linked = |page: &str| drawing(page).contains(&format!("</rect>{linked}"));
    assert!(is_linked("timeline/index.html"));
    for page in ["places/geneva/index.html", "views/far/index.html"] {
        assert!(drawing(page).contains(linked), "{page}");
        assert!(!is_linked(page), "{page}");
    }
}

#[test]
fn a_list_shows_the_date_of_a_day_once() {
    let folder = Folder::from_literal(
        "\
-- dateline.yaml --
title: T
-- content/events/a.md --
---
title: A
date: 2022-01-10
---
-- content/events/b.md --
---
title: B
date: 2022-01-10T09:00
---
-- content/events/c.md --
---
title: C
date: 2022-01-11?
---
-- content/events/d.md --
---
title: D
date: 2022-01-11
---
-- content/events/e.md --
---
title: E
date: 2022-01-12/2022-01-13
---
-- content/events/f.md --
---
title: F
date: 2022-01-12/2022-01-13
---
",
    );
    let renderer = prepare(&folder, &Options::default()).renderer.unwrap();
    let output = renderer.plan().of_file("timeline/index.html").unwrap();
    let Rendered::Bytes(bytes) = renderer.render(output).unwrap() else {
        panic!("a page is rendered");
    };
    let page = String::from_utf8(bytes).unwrap();
    let repeated: Vec<&str> = page
        .split("<li class=\"same-day\">")
        .skip(1)
        .filter_map(|rest| rest.split("id=\"e-").nth(1)?.get(..1))
        .collect();
    // Only exact days are told once: a doubtful day and a range each say what they are.
    assert_eq!(repeated, ["b"]);
}

#[test]
fn a_source_of_which_the_title_alone_is_known_has_no_line_of_who_made_it() {
    let folder = Folder::from_literal(
        "\
-- dateline.yaml --
title: T
sources: {implied: true}
-- content/events/a.md --
---
title: A
date: 2022-01-10
sources: [A letter, geo-tv]
---
-- content/sources/geo-tv.md --
---
title: Talks agreed
publisher: Geo.tv
---
",
    );
    let renderer = prepare(&folder, &Options::default()).renderer.unwrap();
    let check = |file: &str, expected: usize| {
        let output = renderer.plan().of_file(file).unwrap();
        let Rendered::Bytes(bytes) = renderer.render(output).unwrap() else {
            panic!("a page is rendered");
        };
        let page = String::from_utf8(bytes).unwrap();
        assert_eq!(page.matches("class=\"byline\"").count(), expected, "{file}");
    };
    check("events/a/index.html", 1);
    check("sources/a-letter/index.html", 0);
    check("sources/geo-tv/index.html", 1);
}
