//! The targets that write: texts in every field of an event, read back from calendars, feeds and pages by parsers of another
//! origin, and an output whose manifest is anything.

use std::path::Path;

use dateline::digest::Digest;
use dateline::host::interrupt::Interrupt;
use dateline::host::progress::Progress;
use dateline::host::publish::{self, Bytes, MANIFEST_FILE, Planned, Stage};

use super::super::html;
use super::fuzz;
use super::targets::{codes, event_site, rendered, shape, text_of};

/// An event with a text in each of its fields.
fn event_of(text: &str) -> Vec<u8> {
    let fields = serde_json::json!({
        "title": text, "date": "2022-01-21T11:00", "summary": text, "actors": [text], "places": [text],
        "sources": [{"title": text, "publisher": text, "note": text}],
        "corrections": [{"date": "2022-01-23", "note": text}],
    });
    format!("---\n{fields}\n---\n{text}\n").into_bytes()
}

#[test]
fn calendars() {
    fuzz(
        "texts",
        &[
            "\r\n",
            "\n",
            ";",
            ",",
            ":",
            "\\",
            "\"",
            "END:VEVENT",
            "BEGIN:VALARM",
            "🙂",
            "é",
            "\u{2028}",
        ],
        |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let (diagnostics, Some(renderer)) = event_site(&event_of(&text)) else {
                return None;
            };
            let calendar = text_of(&renderer, "timeline.ics");
            for line in calendar.split_inclusive('\n') {
                assert!(line.ends_with("\r\n") && line.len() <= 77, "{line:?}");
            }
            let lines = || calendar.split("\r\n");
            assert_eq!(
                lines().filter(|line| *line == "BEGIN:VEVENT").count(),
                1,
                "{calendar}"
            );
            assert_eq!(
                lines()
                    .filter(|line| line.starts_with("BEGIN:VALARM"))
                    .count(),
                0,
                "{calendar}"
            );
            let parsed: icalendar::Calendar = calendar.parse().unwrap();
            assert_eq!(
                parsed
                    .components
                    .iter()
                    .filter(|c| c.as_event().is_some())
                    .count(),
                1,
                "{calendar}"
            );
            Some((codes(&diagnostics), shape(&text)))
        },
    );
}

#[test]
fn feeds() {
    fuzz(
        "texts",
        &[
            "]]>",
            "<![CDATA[",
            "&",
            "&#0;",
            "<",
            ">",
            "\"",
            "'",
            "</script>",
            "<!--",
            "=1+1",
            "\t@x",
            "\u{fffe}",
            "\u{85}",
            "{{ x }}",
        ],
        |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let (diagnostics, Some(renderer)) = event_site(&event_of(&text)) else {
                return None;
            };
            for path in ["atom.xml", "sitemap.xml"] {
                roxmltree::Document::parse(&text_of(&renderer, path)).unwrap();
            }
            let feed = feed_rs::parser::parse(&*rendered(&renderer, "atom.xml")).unwrap();
            assert_eq!(feed.entries.len(), 2);
            for path in [
                "feed.json",
                "events.json",
                "timeline.json",
                "places.geojson",
            ] {
                serde_json::from_slice::<serde_json::Value>(&rendered(&renderer, path)).unwrap();
            }
            for path in [
                "events/x/index.html",
                "index.html",
                "timeline/index.html",
                "sources/index.html",
            ] {
                assert_eq!(
                    html::dangers(&text_of(&renderer, path)),
                    Vec::<String>::new()
                );
            }
            Some((codes(&diagnostics), shape(&text)))
        },
    );
}

#[test]
fn manifests() {
    let hash = Digest::of_bytes(b"old").to_string();
    let lines = [
        "dateline-manifest 2\n",
        " 3 ",
        "index.html\n",
        "mine.txt\n",
        "../mine.txt\n",
        "/etc/passwd\n",
        " end\n",
        hash.as_str(),
    ];
    fuzz("manifests", &lines, |bytes| {
        let place = tempfile::tempdir().unwrap();
        let put =
            |path: &str, bytes: &[u8]| std::fs::write(place.path().join(path), bytes).unwrap();
        let out = place.path().join("public");
        std::fs::create_dir(&out).unwrap();
        put("mine.txt", b"old");
        put("public/mine.txt", b"mine");
        put("public/index.html", b"old");
        put(&format!("public/{MANIFEST_FILE}"), bytes);
        let result = publish_one(place.path(), &out);
        let read = |path: &str| std::fs::read(place.path().join(path)).unwrap();
        assert_eq!(
            (read("mine.txt"), read("public/mine.txt")),
            (b"old".to_vec(), b"mine".to_vec())
        );
        if result {
            assert_eq!(read("public/index.html"), b"new");
        } else {
            // The manifest is sound and does not list the page: it is somebody else's.
            assert_eq!(read("public/index.html"), b"old");
        }
        (result, shape(&String::from_utf8_lossy(bytes)))
    });
}

/// Publishes one page; whether that was done.
fn publish_one(site: &Path, out: &Path) -> bool {
    let planned = [Planned {
        path: "index.html",
        stage: Stage::Front,
        keep: None,
    }];
    let options = publish::Options {
        site,
        interrupt: &Interrupt::never(),
        progress: &Progress::hidden(),
        is_remembered: false,
        share: None,
    };
    publish::publish(
        out,
        &planned,
        |_| Ok::<_, String>(Bytes::Made(b"new".to_vec())),
        &options,
    )
    .is_ok()
}
