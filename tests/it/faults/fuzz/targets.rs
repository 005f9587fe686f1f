//! The targets that read: each takes bytes and says what must hold of what becomes of them.

use dateline::compile::Options as Compilation;
use dateline::content::markdown::{Options, plain, to_body};
use dateline::content::{Filling, Slug, parse_file};
use dateline::diagnostic::{Diagnostic, Look, human, json};
use dateline::edtf::EventDate;
use dateline::folder::{Folder, TextFile};
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

/// What is said of a site with one event of these bytes, and its pages, where it can be published.
pub(super) fn event_site(bytes: &[u8]) -> (Vec<Diagnostic>, Option<Renderer>) {
    let mut folder = Folder::default();
    folder.insert("dateline.yaml", SETTINGS);
    folder.insert(
        "content/events/a.md",
        b"---\ntitle: A\ndate: 2022\nactors: [Anna]\n---\n",
    );
    folder.insert("content/events/x.md", bytes);
    prepared(&folder)
}

/// What is said of a site, and its pages, where it can be published.
pub(super) fn prepared(folder: &Folder) -> (Vec<Diagnostic>, Option<Renderer>) {
    let prepared = prepare(folder, &Compilation::default());
    let texts = |path: &str| {
        let file = folder.content.iter().find(|file| &*file.path == path)?;
        Some(String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let _ = (
        human(&prepared.diagnostics, &texts, Look::default()),
        json(&prepared.diagnostics, &texts),
    );
    let sound = !is_refused(&prepared.diagnostics, false);
    (prepared.diagnostics, prepared.renderer.filter(|_| sound))
}

/// What diagnostics are of: a behaviour.
pub(super) fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut codes: Vec<_> = diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code.as_str(), shape(&d.message)))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A text with one sign for each run of letters and one for each run of digits, cut to what tells texts apart.
pub(super) fn shape(text: &str) -> String {
    let mut shape = String::new();
    for character in text.chars().take(200) {
        let sign = match character {
            c if c.is_ascii_digit() => '0',
            c if c.is_alphabetic() => 'a',
            c if c.is_ascii() => c,
            _ => '·',
        };
        if !matches!(sign, '0' | 'a' | ' ' | '·') || !shape.ends_with(sign) {
            shape.push(sign);
        }
        if shape.len() > 40 {
            break;
        }
    }
    shape
}

pub(super) fn rendered(renderer: &Renderer, path: &str) -> Vec<u8> {
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

pub(super) fn text_of(renderer: &Renderer, path: &str) -> String {
    String::from_utf8(rendered(renderer, path)).unwrap()
}

#[test]
fn front_matter() {
    let settings = Settings::new("T");
    fuzz("front_matter", &YAML, |bytes| {
        let mut seen = Vec::new();
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
            seen.extend(codes(&parsed.diagnostics));
        }
        let file = TextFile {
            path: "dateline.yaml".into(),
            bytes: bytes.into(),
        };
        let (settings, diagnostics) = Settings::parse(Some(&file));
        assert!(settings.is_some() || !diagnostics.is_empty());
        seen.extend(codes(&diagnostics));
        seen
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
                format!("{:?} {}", date.precision(), shape(&text))
            }
            Err(error) => {
                assert!(text.is_char_boundary(error.offset.min(text.len())));
                assert!(!error.message.is_empty() && !error.help.is_empty());
                shape(&error.message)
            }
        }
    });
}

#[test]
fn mentions() {
    fuzz("mentions", &MARKUP, |bytes| {
        let mut event = b"---\ntitle: X\ndate: 2022\nsources: [{id: s, title: S}]\n---\n".to_vec();
        event.extend(bytes);
        let (diagnostics, renderer) = event_site(&event);
        let page = renderer.map(|renderer| text_of(&renderer, "events/x/index.html"));
        let page = page.unwrap_or_default();
        assert_eq!(html::dangers(&page), Vec::<String>::new());
        (codes(&diagnostics), html::names(&page))
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
        let mut seen = Vec::new();
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
            seen.push(html::names(&whole));
        }
        seen
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
            let (diagnostics, renderer) = event_site(format!("---\n{fields}\n---\n").as_bytes());
            if let Some(renderer) = renderer {
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
            (codes(&diagnostics), shape(&text))
        },
    );
}
