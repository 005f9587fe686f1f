//! Markdown in, HTML with its holes written out in braces, and the codes of what is wrong.

use std::fmt::Write;

use proptest::prelude::*;

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
fn tables_hold_wikilinks() {
    check(
        "| a | |\n|:-:|--:|\n| [[b\\|c]] | [[d]] [@e, p. 1] |",
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead>\n<tr>\
         <th scope=\"col\" class=\"align-center\">a</th><td></td></tr>\n</thead>\n<tbody>\n<tr>\
         <td class=\"align-center\">{wiki b|c}</td><td class=\"align-right\">{wiki d|} {cite e|p. 1}</td></tr>\n\
         </tbody>\n</table></div>",
    );
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
fn headings_are_placed_below_the_title() {
    let heading =
        |level: u8, id: &str, text: &str| format!("<h{level} id=\"{id}\">{text}</h{level}>\n");
    check("# A", heading(2, "a", "A").trim_end());
    check(
        "## A\n#### B\n### C\n# D",
        &[
            heading(2, "a", "A"),
            heading(3, "b", "B"),
            heading(3, "c", "C"),
            heading(2, "d", "D"),
        ]
        .concat()
        .trim_end(),
    );
    check(
        "# A\n# A\n# A-2\n# A",
        &[
            heading(2, "a", "A"),
            heading(2, "a-2", "A"),
            heading(2, "a-2-2", "A-2"),
            heading(2, "a-3", "A"),
        ]
        .concat()
        .trim_end(),
    );
    check(
        "# *B* [[c|d]] [@e] {#x .y onclick=z}\n# F {#x}",
        &[
            heading(2, "x", "<em>B</em> {wiki c|d} {cite e|}"),
            heading(2, "x-2", "F"),
        ]
        .concat()
        .trim_end(),
    );
    check(
        "# …\n# fn-1",
        &[
            heading(2, "section", "…"),
            heading(2, "section-fn-1", "fn-1"),
        ]
        .concat()
        .trim_end(),
    );
    check("# a {#x\"y}", heading(2, "x&quot;y", "a").trim_end());
    let text = "# *B* [[c|d]] [[e]] [@f] \"g\"";
    let (body, _) = to_body(&FILE.into(), text, 0, &Options::default());
    assert_eq!(body.headings[0].text, "B d e  “g”");
}

#[test]
fn footnotes_are_numbered_by_their_first_marks() {
    let mark = |n: u8, k: u8| {
        format!(
            "<sup class=\"footnote-mark\"><a href=\"#fn-{n}\" id=\"fnref-{n}-{k}\" role=\"doc-noteref\">{n}</a></sup>"
        )
    };
    let back = |n: u8| {
        format!(
            " <a href=\"#fnref-{n}-1\" role=\"doc-backlink\" aria-label=\"Back to reference {n}\">↩</a>"
        )
    };
    let again = |n: u8, k: u8| {
        format!(
            " <a href=\"#fnref-{n}-{k}\" role=\"doc-backlink\" aria-label=\"Back to reference {n}-{k}\">↩<sup>{k}</sup></a>"
        )
    };
    let list = |items: &str| {
        format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n{items}</ol>\n</section>"
        )
    };
    check(
        "[^b]: B [[x]][^c]\n\n[^unused]: [^b] [@u]\n\n[^c]: C\n\n    - d\n\n1[^a] 2[^b] 3[^a][@y]\n\n[^a]: A",
        &format!(
            "<p>1{} 2{} 3{}{{cite y|}}</p>\n{}",
            mark(1, 1),
            mark(2, 1),
            mark(1, 2),
            list(&format!(
                "<li id=\"fn-1\"><p>A{}{}</p>\n</li>\n<li id=\"fn-2\"><p>B {{wiki x|}}{}{}</p>\n</li>\n\
                 <li id=\"fn-3\"><p>C</p>\n<ul>\n<li>d</li>\n</ul>\n{}</li>\n",
                again(1, 1),
                again(1, 2),
                mark(3, 1),
                back(2),
                back(3)
            ))
        ),
    );
    check(
        "a[^1]\n\n[^1]: # B",
        &format!(
            "<p>a{}</p>\n{}",
            mark(1, 1),
            list(&format!(
                "<li id=\"fn-1\"><p><strong>B</strong>{}</p>\n</li>\n",
                back(1)
            ))
        ),
    );
    // A mark in a link stands behind it; a mark without a note is text; a note without a mark is not listed.
    check_sanitised(
        "<a href=x.md>a[^1]</a>\n\n[^1]: B",
        &format!(
            "<p><a href=\"{{to x.md}}\">a</a>{}</p>\n{}",
            mark(1, 1),
            list(&format!("<li id=\"fn-1\"><p>B{}</p>\n</li>\n", back(1)))
        ),
    );
    check("[^x][@a]", "<p>[^x]{cite a|}</p>");
    check(
        "a[^X]\n\n[^x]: B",
        &format!(
            "<p>a{}</p>\n{}",
            mark(1, 1),
            list(&format!("<li id=\"fn-1\"><p>B{}</p>\n</li>\n", back(1)))
        ),
    );
    check("a[^1]", "<p>a[^1]</p>");
    check("a\n\n[^1]: B", "<p>a</p>");
    check("[^1]: [^1]", "");
}

#[test]
fn blocks_become_html() {
    check("a\\\nb\nc\n\n---", "<p>a<br>\nb\nc</p>\n<hr>");
    check("~~a~~ **b**", "<p><del>a</del> <strong>b</strong></p>");
    check(
        "3. a\n4. b",
        "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>",
    );
    check(
        "- a\n\n- b",
        "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>",
    );
    check(
        "- [x] a\n- [ ] b",
        "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"done\"> a</li>\n\
         <li><input type=\"checkbox\" disabled aria-label=\"not done\"> b</li>\n</ul>",
    );
    check("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>");
    check(
        "> [!NOTE]\n> a",
        "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Note</p>\n<p>a</p>\n</div>",
    );
    check(
        "```rust\n<a> \"b\"\n```",
        "<pre tabindex=\"0\"><code class=\"language-rust\">&lt;a&gt; \"b\"\n</code></pre>",
    );
    check(
        "```\"><script>,x\na\n```",
        "<pre tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;script&gt;\">a\n</code></pre>",
    );
    check(
        "a < b & c > d &lt;e&gt;",
        "<p>a &lt; b &amp; c &gt; d &lt;e&gt;</p>",
    );
    check("{{ a }} {% b %}", "<p>{{ a }} {% b %}</p>");
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
fn raw_html_is_shown_as_text() {
    check_inline("a <b>c</b>", "a &lt;b&gt;c&lt;/b&gt;[raw-html]");
    check(
        "<div>\n*a*\n</div>",
        "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>\n[raw-html]",
    );
    check(
        "<script>alert(1)</script>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n[raw-html]",
    );
    check(
        "a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf",
        "<p>a  c</p>\n<p>f</p>",
    );
    check("<!-- a --> b", "<p>b</p>\n[raw-html]");
    check("<!-- a", "<p>&lt;!-- a</p>\n[raw-html]");
    check("<?php x ?>", "<p>&lt;?php x ?&gt;</p>\n[raw-html]");
    check("<![CDATA[x]]>", "<p>&lt;![CDATA[x]]&gt;</p>\n[raw-html]");
}

#[test]
fn harmless_html_is_kept_when_the_settings_say_so() {
    check_sanitised(
        "a <kbd class=x LANG=de>b</kbd><br/>c",
        "<p>a <kbd lang=\"de\">b</kbd><br>c</p>",
    );
    check_sanitised(
        "<details open>\n<summary>a &nbsp; & b</summary>\n\n*c*\n\n</details>",
        "<details open=\"\">\n<summary>a &nbsp; &amp; b</summary>\n<p><em>c</em></p>\n</details>",
    );
    check_sanitised(
        "<!-- a --><p onclick=x>b",
        "<p>b\n</p>".replace('\n', "").as_str(),
    );
    check_sanitised(
        "a <b>c *d <i>e* f",
        "<p>a <b>c <em>d <i>e</i></em> f</b></p>",
    );
    check_sanitised(
        "a </b> <div>",
        "<p>a &lt;/b&gt; &lt;div&gt;</p>\n[raw-html]",
    );
    check_sanitised(
        "<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;[raw-html]",
    );
    check_sanitised(
        "<a href='x.md' target=_blank>b [c](d.md) [[e]] [@f]</a> g",
        "<p><a href=\"{to x.md}\">b c e </a>{cite f|} g</p>",
    );
    check_sanitised(
        "<a href=\"java&#115;cript:x\">b</a>",
        "<p><a>b</a></p>\n[forbidden-link]",
    );
    check_sanitised(
        "<img src=a.png alt='b' onerror=x>",
        "{image content/events/a.png|b|}",
    );
    check_sanitised(
        "<img src='https://example.org/a.png' alt=b>",
        "<a href=\"https://example.org/a.png\">b</a>[outside-image]",
    );
    check_sanitised(
        "<b title='\"&quot;><script>'>a</b>",
        "<p><b title=\"&quot;&quot;&gt;&lt;script&gt;\">a</b></p>",
    );
    check_sanitised(
        "<svg><style><b></style></svg>",
        "<p>&lt;svg&gt;&lt;style&gt;<b>&lt;/style&gt;&lt;/svg&gt;</b></p>\n[raw-html]",
    );
}

#[test]
fn what_is_nested_too_deep_is_left_out() {
    let shallow = Options {
        nesting: 2,
        ..Options::default()
    };
    let quotes = "<blockquote>\n<blockquote>\n";
    let ends = "</blockquote>\n</blockquote>";
    assert_eq!(show("> > a", &shallow), format!("{quotes}<p>a</p>\n{ends}"));
    assert_eq!(
        show("> > a\n> > > b\n\nc\n\n- - - d", &shallow),
        format!(
            "{quotes}<p>a</p>\n{ends}\n<p>c</p>\n<ul>\n<li><ul>\n<li></li>\n</ul>\n</li>\n</ul>\n[text-too-deep]"
        )
    );
    for marker in [">", "> ", "- ", "1. ", "+ ", "* ", "- > "] {
        let text = format!("a\n\n{}b", marker.repeat(10_000));
        check(&text, "<p>a</p>\n[text-too-deep]");
    }
    check(&"- ".repeat(1_000), "<hr>");
    check(
        &"-----+".repeat(1_000),
        &format!("<p>{}</p>", "—–+".repeat(1_000)),
    );
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

#[test]
fn plain_text_is_what_a_reader_would_hear() {
    let check = |text: &str, expected: &str| {
        assert_eq!(plain(text, &Options::default()), expected, "{text}")
    };
    check(
        "# A\n\n*b* [c](d) [[e]] [[f|g]][@h, p. 1] \"i\"\n\n- j\n- k",
        "A\nb c e g “i”\nj\nk",
    );
    check("![l](m.png) `n` <b>o</b> <!-- p -->", "l n o");
    check("```\nq \"r\"\n```", "q \"r\"");
    check("", "");
}

const BAD_PATTERNS: [&str; 16] = [
    "[", "[[", "![", "![[", "*a", "*a_", "**a ", "<", "<!--", "<a ", "[^", "[@", "[[a|", "`",
    "\"'", "a[@b][",
];

/// Twice the input gives at most about twice the output; that the time grows alike is measured by the benchmarks.
#[test]
fn repeated_openers_stay_linear() {
    for pattern in BAD_PATTERNS {
        for options in [Options::default(), sanitised()] {
            let length = |times: usize| {
                let (body, diagnostics) =
                    to_body(&FILE.into(), &pattern.repeat(times), 0, &options);
                body.html.len() + body.holes.len() + diagnostics.len()
            };
            let (once, twice) = (length(500), length(1_000));
            assert!(twice <= once * 9 / 4 + 200, "{pattern}: {once}, {twice}");
        }
    }
}

/// Pieces of hostile text; random ones of them make a text.
fn hostile() -> impl Strategy<Value = String> {
    const PIECES: [&str; 62] = [
        "[",
        "]",
        "(",
        ")",
        "!",
        "[[",
        "]]",
        "|",
        "\\|",
        "[@",
        "@a",
        "; @b",
        ", p. 1",
        "[^1]",
        "[^1]: ",
        "[^2]",
        "[^2]: [^1]",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "\"",
        "'",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<div>",
        "</div>",
        "<p>",
        "<details>",
        "<ul><li>",
        "<script>",
        "</script>",
        "<img src=x onerror=y>",
        "<svg onload=x>",
        "javascript:x",
        "JaVaScRiPt&colon;x",
        "data:text/html,x",
        "https://example.org",
        "&lt;script&gt;",
        "&#x3c;",
        "\\",
        "# ",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "1. ",
        "    ",
        "| a | b |\n|---|---|\n",
        ": ",
        "é",
        "a b",
        "> [!NOTE]\n",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat())
}

const WRITTEN_TAGS: &str = "p em strong del sup sub code pre ul ol li dl dt dd blockquote div table thead tbody tr th td h2 h3 h4 h5 \
                            h6 a hr br input section b details img";

/// Every `<` begins a tag that the program writes, every start has its end, and no attribute is one that runs.
fn assert_sound(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag has an end");
        let tag = &rest[at + 1..end];
        let name = tag
            .trim_start_matches('/')
            .split(' ')
            .next()
            .unwrap_or_default();
        assert!(
            WRITTEN_TAGS.split_whitespace().any(|known| known == name),
            "<{tag}> in {html}"
        );
        for handler in [" on", "\"javascript:", "style=", "srcdoc"] {
            assert!(!tag.contains(handler), "<{tag}> in {html}");
        }
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if !matches!(name, "hr" | "br" | "input" | "img") => open.push(name),
            None => {}
        }
        rest = &rest[end..];
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

fn check_sound(text: &str, options: &Options) {
    let (body, _) = to_body(&FILE.into(), text, 7, options);
    let mut from = 0;
    for hole in &body.holes {
        assert!(
            hole.at >= from && body.html.is_char_boundary(hole.at),
            "{text:?}"
        );
        assert!(hole.range.end <= text.len() + 7, "{text:?}");
        assert!(
            text.get(hole.range.start - 7..hole.range.end - 7).is_some(),
            "{text:?}"
        );
        from = hole.at;
    }
    let whole = body.fill(|filling, html| {
        html.push_str(match filling {
            Filling::Href(_) => "/x/",
            Filling::Image { .. } => "<img src=\"x\">",
            _ => "<a href=\"x\">y</a>",
        });
    });
    assert_sound(&whole);
    assert!(!whole.contains("<a href=\"x\"><a"), "{whole}");
    let _ = plain(text, options);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_text_becomes_sound_html(text in any::<String>()) {
        check_sound(&text, &Options::default());
        check_sound(&text, &sanitised());
    }

    #[test]
    fn hostile_text_becomes_sound_html(text in hostile()) {
        check_sound(&text, &Options::default());
        check_sound(&text, &sanitised());
    }
}
