//! Drawings, embeds and the files for hosts: which there are, and that they hold together, on sites from text.

use std::collections::BTreeMap;

use dateline::compile::Options;
use dateline::folder::Folder;
use dateline::prepare::prepare;
use dateline::render::Rendered;

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
