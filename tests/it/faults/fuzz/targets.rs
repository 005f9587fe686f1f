//! The targets: each takes bytes and says what must hold of what becomes of them.

use std::path::Path;

use dateline::compile::Options as Compilation;
use dateline::content::markdown::{Options, plain, to_body};
use dateline::content::{Filling, Slug, parse_file};
use dateline::diagnostic::{Look, human, json};
use dateline::edtf::EventDate;
use dateline::folder::{Folder, TextFile};
use dateline::host::interrupt::Interrupt;
use dateline::host::progress::Progress;
use dateline::host::publish::{self, Bytes, MANIFEST_FILE, Planned, Stage};
use dateline::prepare::{is_refused, prepare};
use dateline::render::{Rendered, Renderer};
use dateline::settings::{RawHtml, Settings};

use super::super::html;
use super::fuzz;

const SETTINGS: &[u8] = b"title: T\nbase_url: https://example.org/t/\nsources: {implied: true}\n";

const YAML: [&str; 34] = [
    ": ",
    "- ",
    "\n",
    "\n  ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    ">\n",
    "? ",
    "!!str ",
    "---\n",
    "...\n",
    "#",
    "\t",
    "title: ",
    "date: ",
    "actors: ",
    "sources:\n  - ",
    "relations:\n  ",
    "image: ",
    "accounts:\n  - ",
    "aliases: ",
    "timezone: ",
    "slug: ",
    "\\x01",
    "~",
    "%YAML 1.2\n",
];

const MARKUP: [&str; 40] = [
    "[[",
    "]]",
    "[@",
    "]",
    "(",
    ")",
    "![",
    "|",
    "\\",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "~~",
    "> ",
    "- ",
    "1. ",
    "# ",
    "\n",
    "\n\n",
    "    ",
    "[^1]",
    "[^1]: ",
    "<",
    ">",
    "<script>",
    "</p>",
    "<a href=",
    "<img src=x onerror=y>",
    "javascript:",
    "data:",
    "&#106;",
    "&colon;",
    "&lt;",
    "<!--",
    "-->",
    "| a |\n|---|\n",
    ": ",
    "{#x}",
];

/// A site with one event of these bytes, as far as it can be rendered.
fn event_site(bytes: &[u8]) -> (Folder, Option<Renderer>) {
    let mut folder = Folder::default();
    folder.insert("dateline.yaml", SETTINGS);
    folder.insert(
        "content/events/a.md",
        b"---\ntitle: A\ndate: 2022\nactors: [Anna]\n---\n",
    );
    folder.insert("content/events/x.md", bytes);
    let prepared = prepare(&folder, &Compilation::default());
    let texts = |path: &str| {
        let file = folder.content.iter().find(|file| &*file.path == path)?;
        Some(String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let _ = (
        human(&prepared.diagnostics, &texts, Look::default()),
        json(&prepared.diagnostics, &texts),
    );
    let sound = !is_refused(&prepared.diagnostics, false);
    (folder, prepared.renderer.filter(|_| sound))
}

fn rendered(renderer: &Renderer, path: &str) -> Vec<u8> {
    if let Some(bytes) = renderer.bundles().get(path) {
        return bytes.clone();
    }
    let output = renderer
        .plan()
        .of_file(path)
        .unwrap_or_else(|| panic!("no {path}"));
    match renderer.render(output).unwrap() {
        Rendered::Bytes(bytes) => bytes,
        Rendered::CopyOf(file) => panic!("{path} is a copy of {file}"),
    }
}

fn text_of(renderer: &Renderer, path: &str) -> String {
    String::from_utf8(rendered(renderer, path)).unwrap()
}

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
fn front_matter() {
    let settings = Settings::new("T");
    fuzz("front_matter", &YAML, |bytes| {
        for path in [
            "content/events/x.md",
            "content/sources/x.yaml",
            "content/places/x.md",
            "content/pages/x.md",
        ] {
            let file = TextFile {
                path: path.into(),
                bytes: bytes.into(),
            };
            let parsed = parse_file(&file, &settings, &Options::default());
            assert!(parsed.record.is_some() || !parsed.diagnostics.is_empty());
            let text = |_: &str| Some(String::from_utf8_lossy(bytes).into_owned());
            let _ = (
                human(&parsed.diagnostics, &text, Look::default()),
                json(&parsed.diagnostics, &text),
            );
        }
        let file = TextFile {
            path: "dateline.yaml".into(),
            bytes: bytes.into(),
        };
        let (settings, diagnostics) = Settings::parse(Some(&file));
        assert!(settings.is_some() || !diagnostics.is_empty());
    });
}

#[test]
fn dates() {
    let words = [
        "-", "/", "..", "T", "?", "~", "%", "X", "Y", "E", "S3", "[", "]", "{", "}", ",", "2022",
        "-0001", "00", "12", "31", "11:00", "+01:00", "Z", "21", "99999",
    ];
    fuzz("dates", &words, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        match EventDate::parse(&text) {
            Ok(date) => {
                if let (Some(earliest), Some(latest)) = (date.earliest().day(), date.latest().day())
                {
                    assert!(earliest <= latest);
                }
                assert_eq!(EventDate::parse(date.text()).as_ref(), Ok(&date));
                let _ = (
                    date.html_datetime(),
                    date.periods(),
                    date.precision(),
                    date.overlaps(&date),
                );
            }
            Err(error) => {
                assert!(text.is_char_boundary(error.offset.min(text.len())));
                assert!(!error.message.is_empty() && !error.help.is_empty());
            }
        }
    });
}

#[test]
fn mentions() {
    fuzz("mentions", &MARKUP, |bytes| {
        let mut event = b"---\ntitle: X\ndate: 2022\nsources: [{id: s, title: S}]\n---\n".to_vec();
        event.extend(bytes);
        if let (_, Some(renderer)) = event_site(&event) {
            let page = text_of(&renderer, "events/x/index.html");
            assert_eq!(html::dangers(&page), Vec::<String>::new());
        }
    });
}

#[test]
fn markdown() {
    let sanitised = Options {
        raw_html: RawHtml::Sanitised,
        ..Options::default()
    };
    fuzz("markdown", &MARKUP, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for options in [&Options::default(), &sanitised] {
            let (body, _) = to_body(&"content/events/x.md".into(), &text, 0, options);
            let whole = body.fill(|filling, html| {
                html.push_str(match filling {
                    Filling::Href(_) => "../x/",
                    Filling::Image { .. } => "<img src=\"x\">",
                    _ => "<a href=\"x\">y</a>",
                });
            });
            assert_eq!(html::dangers(&whole), Vec::<String>::new(), "{whole}");
            let _ = plain(&text, options);
        }
    });
}

#[test]
fn slugs() {
    fuzz(
        "slugs",
        &[
            "/", "..", "\\", "%2e", ":", "con", "-", "_", "é", "\u{301}", "ß", "\u{202e}", "'", " ",
        ],
        |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let is_slug = |slug: &str| {
                !slug.is_empty()
                    && slug.len() <= 100
                    && slug
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            };
            for slug in [Slug::from_name(&text), Slug::parse(&text).ok()]
                .into_iter()
                .flatten()
            {
                assert!(is_slug(slug.as_str()), "{slug}");
                assert!(is_slug(slug.with_suffix(&text).as_str()), "{slug}");
            }
            let fields = serde_json::json!({"title": "X", "date": "2022", "slug": text, "aliases": [text], "actors": [text]});
            let fields = if bytes.len().is_multiple_of(2) {
                fields
            } else {
                serde_json::json!({"title": "X", "date": "2022", "aliases": [text], "actors": [text]})
            };
            if let (_, Some(renderer)) = event_site(format!("---\n{fields}\n---\n").as_bytes()) {
                let plan = renderer.plan();
                for output in &plan.outputs {
                    let file = output.route.file(plan.urls());
                    let is_part =
                        |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255;
                    assert!(
                        file.split('/').all(is_part)
                            && !file.contains('\\')
                            && !file.contains(char::is_control),
                        "{file:?}"
                    );
                }
            }
        },
    );
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
            let (_, Some(renderer)) = event_site(&event_of(&text)) else {
                return;
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
            let (_, Some(renderer)) = event_site(&event_of(&text)) else {
                return;
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
        },
    );
}

#[test]
fn manifests() {
    let hash = blake3_of("old");
    let lines = [
        "dateline-manifest 1\n",
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
    });
}

fn blake3_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// Publishes one page; whether that was done.
fn publish_one(site: &Path, out: &Path) -> bool {
    let planned = [Planned {
        path: "index.html",
        stage: Stage::Front,
        keep: false,
    }];
    let options = publish::Options {
        site,
        interrupt: &Interrupt::never(),
        progress: &Progress::hidden(),
    };
    publish::publish(
        out,
        &planned,
        |_| Ok::<_, String>(Bytes::Made(b"new".to_vec())),
        &options,
    )
    .is_ok()
}
