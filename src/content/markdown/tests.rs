//! Markdown in, HTML with its holes written out in braces, and the codes of what is wrong.

mod blocks;
mod hostile;

use std::fmt::Write;

use super::*;
use crate::diagnostic::Spot;

const FILE: &str = "content/events/a.md";

fn sanitised() -> Options {
    Options {
        raw_html: RawHtml::Sanitised,
        ..Options::default()
    }
}

/// The HTML with holes as `{wiki TARGET|LABEL}`, `{cite ID|LOCATOR}`, `{to ADDRESS}`, `{image FILE|ALT|TITLE}`, each
/// with `@` and the bytes of the file that ask for it where `ranges` is set; then a line with the codes.
fn show(text: &str, options: &Options) -> String {
    let (body, diagnostics) = to_body(&FILE.into(), text, 0, options);
    let mut shown = body.fill(|filling, html| {
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        match filling {
            Filling::Wikilink { target, label } => {
                write!(html, "{{wiki {target}|{}}}", or_empty(label))
            }
            Filling::Citation { id, locator } => {
                write!(html, "{{cite {id}|{}}}", or_empty(locator))
            }
            Filling::Href(address) => write!(html, "{{to {address}}}"),
            Filling::Image { file, alt, title } => {
                write!(html, "{{image {file}|{alt}|{}}}", or_empty(title))
            }
        }
        .expect("writing to a string cannot fail");
    });
    for diagnostic in diagnostics {
        write!(shown, "[{}]", diagnostic.code.as_str()).expect("writing to a string cannot fail");
    }
    shown.trim_end().to_owned()
}

fn check(text: &str, expected: &str) {
    assert_eq!(show(text, &Options::default()), expected, "{text}");
}

/// As [`check`], for a text that is one paragraph.
fn check_inline(text: &str, expected: &str) {
    let shown = show(text, &Options::default());
    assert_eq!(
        shown
            .replacen("<p>", "", 1)
            .replacen("</p>\n", "", 1)
            .trim_end_matches("</p>"),
        expected,
        "{text}"
    );
}

fn check_sanitised(text: &str, expected: &str) {
    assert_eq!(show(text, &sanitised()), expected, "{text}");
}

#[test]
fn wikilinks_become_holes() {
    check_inline("[[deputy-talks]]", "{wiki deputy-talks|}");
    check_inline("a [[b|the *talks*]] c", "a {wiki b|the talks} c");
    check_inline("[[a#b]]", "{wiki a#b|}");
    check_inline("[[Ukraine's \"x\"]]", "{wiki Ukraine's \"x\"|}");
    check_inline("[[ a | b ]]", "{wiki a|b}");
    check_inline("[[a\nb]]", "{wiki a b|}");
    check(
        "> [[a\n> b]]",
        "<blockquote>\n<p>{wiki a b|}</p>\n</blockquote>",
    );
    check_inline("[[#part]]", "<a href=\"{to #part}\">part</a>");
    check_inline("[[#part|there]]", "<a href=\"{to #part}\">there</a>");
    check_inline("[[a|]]", "{wiki a|}");
    check_inline("[[a|<b>]]", "{wiki a|}");
    check_inline("*[[a]]*", "<em>{wiki a|}</em>");
    check_inline("[[a]][[b]]", "{wiki a|}{wiki b|}");
    check_inline("![[a]]", "{wiki a|}");
    // What is not one.
    check_inline("`[[a]]`", "<code>[[a]]</code>");
    check("    [[a]]", "<pre tabindex=\"0\"><code>[[a]]</code></pre>");
    check_inline("\\[[a]]", "[[a]]");
    check_inline("\\[\\[a]]", "[[a]]");
    check_inline("[[]] [[ ]] [[|a]]", "[[]] [[ ]] [[|a]]");
    check_inline("[[a", "[[a");
}

#[test]
fn citations_become_holes() {
    check_inline("[@a]", "{cite a|}");
    check_inline("x [@a, para. 3].", "x {cite a|para. 3}.");
    check_inline("[@a; @b, p. 4--5]", "{cite a|}{cite b|p. 4–5}");
    check_inline("[@a--b]", "{cite a--b|}");
    check_inline("[@a, p.\n4]", "{cite a|p. 4}");
    check_inline(
        "[@a, *p.* `4` &amp; \\*]",
        "{cite a|p. 4 &amp; *}".replace("&amp;", "&").as_str(),
    );
    check(
        "> [@a;\n> @b]",
        "<blockquote>\n<p>{cite a|}{cite b|}</p>\n</blockquote>",
    );
    check_inline("[@a][@b, p. 1][@c]", "{cite a|}{cite b|p. 1}{cite c|}");
    check_inline("[@a][]", "{cite a|}");
    check_inline("[@a][x]", "{cite a|}[x]");
    check_inline("[said][@a]", "said{cite a|}");
    check_inline("No![@a]", "No!{cite a|}");
    check_inline("*[@a]*", "<em>{cite a|}</em>");
    // What is not one.
    check_inline("\\[@a]", "[@a]");
    check_inline("`[@a]`", "<code>[@a]</code>");
    check_inline("[@] [@ a] [a @b] [@a", "[@] [@ a] [a @b] [@a");
    check_inline("[@a](/x/)", "<a href=\"{to /x/}\">@a</a>");
    check_inline("a@b.example", "a@b.example");
}

#[test]
fn holes_know_their_bytes() {
    let text = "é [[a|b]] \"x\" [@c; @d, p. 1] [e](f.md) ![g](h.jpg)";
    let (body, _) = to_body(&FILE.into(), text, 100, &Options::default());
    let found: Vec<&str> = body
        .holes
        .iter()
        .map(|hole| &text[hole.range.start - 100..hole.range.end - 100])
        .collect();
    assert_eq!(found, ["[[a|b]]", "@c", "@d", "[e](f.md)", "![g](h.jpg)"]);
}

#[test]
fn links_lead_outside_or_leave_holes() {
    check_inline(
        "[a](https://example.org/?b&c 'd\"e')",
        "<a href=\"https://example.org/?b&amp;c\" title=\"d&quot;e\">a</a>",
    );
    check_inline(
        "<https://example.org>",
        "<a href=\"https://example.org\">https://example.org</a>",
    );
    check_inline(
        "<a@example.org>",
        "<a href=\"mailto:a@example.org\">a@example.org</a>",
    );
    check_inline(
        "[](https://example.org)",
        "<a href=\"https://example.org\">https://example.org</a>",
    );
    check_inline(
        "[a](//example.org)",
        "<a href=\"https://example.org\">a</a>",
    );
    check_inline("[a](/events/x/)", "<a href=\"{to /events/x/}\">a</a>");
    check_inline("[a](../x.md#y)", "<a href=\"{to ../x.md#y}\">a</a>");
    check_inline("[a](#y \"t\")", "<a href=\"{to #y}\" title=\"t\">a</a>");
    check_inline("[a](<b c.pdf>)", "<a href=\"{to b c.pdf}\">a</a>");
    check("[a]\n\n[a]: x.md", "<p><a href=\"{to x.md}\">a</a></p>");
    check_inline("[a][b]", "[a][b]");
}

#[test]
fn forbidden_links_leave_their_words() {
    for address in [
        "JaVaScRiPt:alert(1)",
        "<\u{1}javascript:alert(1)>",
        "java&Tab;script&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "<java\tscript:alert(1)>",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
    ] {
        check_inline(
            &format!("a [*b*]({address}) c"),
            "a <em>b</em> c[forbidden-link]",
        );
        check_inline(&format!("![b]({address})"), "b[forbidden-link]");
    }
    check_inline(
        "<javascript:alert(1)>",
        "javascript:alert(1)[forbidden-link]",
    );
    check_inline("[a]\n\n[a]: javascript:x", "a[forbidden-link]");
    check_inline("[a](https://)", "a[bad-url]");
}

#[test]
fn images_become_holes() {
    check_inline(
        "![The *hall*](hall.jpg \"t\")",
        "{image content/events/hall.jpg|The hall|t}",
    );
    check_inline("![a](/b.png)", "{image static/b.png|a|}");
    check_inline(
        "[![a](b.png)](c.md)",
        "<a href=\"{to c.md}\">{image content/events/b.png|a|}</a>",
    );
    check_inline(
        "![[hall.jpg|The hall]]",
        "{image content/events/hall.jpg|The hall|}",
    );
    check_inline("![](b.png)", "{image content/events/b.png||}[missing-alt]");
    check_inline("![a](../../b.png)", "a[missing-image]");
    check_inline(
        "![a](https://example.org/b.png)",
        "<a href=\"https://example.org/b.png\">a</a>[outside-image]",
    );
    check_inline(
        "[![a](//example.org/b.png)](https://example.org)",
        "<a href=\"https://example.org\">a</a>[outside-image]",
    );
    check_inline("![a](mailto:b@example.org)", "a[forbidden-link]");
}

#[test]
fn quotes_are_those_of_the_language() {
    let check = |marks: [&str; 4], text: &str, expected: &str| {
        let options = Options {
            quotes: marks.map(str::to_owned),
            ..Options::default()
        };
        assert_eq!(show(text, &options), format!("<p>{expected}</p>"), "{text}");
    };
    let german = ["„", "“", "‚", "‘"];
    let french = ["«\u{202f}", "\u{202f}»", "“", "”"];
    check(
        german,
        "\"a 'b' c\" -- d... e --- f",
        "„a ‚b‘ c“ – d… e — f",
    );
    check(
        german,
        "Blinken's 'it's' talks' \"x\"",
        "Blinken’s ‚it’s‘ talks’ „x“",
    );
    check(german, "“as written” *“*", "“as written” <em>“</em>");
    check(french, "\"a\"", "«\u{202f}a\u{202f}»");
    check(german, "`\"a\"`", "<code>\"a\"</code>");
    let plain = Options {
        smart_punctuation: false,
        ..Options::default()
    };
    assert_eq!(show("\"a\" -- 'b'", &plain), "<p>\"a\" -- 'b'</p>");
}

#[test]
fn diagnostics_point_at_what_is_meant() {
    let text = "a [b](javascript:c) d\n\n<div>\n</div>\n\ne";
    let (_, diagnostics) = to_body(&FILE.into(), text, 10, &Options::default());
    let found: Vec<&str> = diagnostics
        .iter()
        .filter_map(|diagnostic| match &diagnostic.place.as_ref()?.spot {
            Spot::Bytes(range) => Some(&text[range.start - 10..range.end - 10]),
            _ => None,
        })
        .collect();
    assert_eq!(found, ["[b](javascript:c)", "<div>\n</div>"]);
}
