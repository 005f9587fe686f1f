//! HTML in, Markdown out; and that the Markdown shows what the HTML showed.

use super::*;
use crate::content::markdown::{self as md, Options};

fn check(html: &str, expected: &str) {
    assert_eq!(blocks(html).markdown, expected, "{html}");
}

#[test]
fn html_becomes_markdown() {
    check("plain", "plain");
    check("<p>a  b\nc</p><p>d</p>", "a b c\n\nd");
    check("a<br>b<br/><br>c", "a\\\nb\\\nc");
    check("<b>a </b>b <em>c</em>", "**a** b *c*");
    check("a<b>b</b>c", "a**b**c");
    check("a<b>(b)</b>c", "a(b)c");
    check("<b>(b)</b>c", "(b)c");
    check("<i>a</i><i>b</i>", "*a*b");
    check("<b><i>a</i> b</b>", "***a* b**");
    check("<b></b><i> </i>x", "x");
    check("<b>a<br></b>b", "**a**\\\nb");
    check(
        "<a href=\"https://example.org/\"><br>a<br> </a>",
        "[a](https://example.org/)",
    );
    check(
        "<a href=\"https://example.org/a_(b)?c=1&amp;d\" target=_blank>e</a>",
        "[e](https://example.org/a_%28b%29?c=1&d)",
    );
    check(
        "<a href='javascript:alert(1)'>e</a> <a href=\"#x\">f</a>",
        "e f",
    );
    check("<h1>T {#x}</h1>text", "## T \\{#x}\n\ntext");
    check(
        "<ul><li>a<li>b<ul><li>c</li></ul></li></ul>d",
        "- a\n- b\n  - c\n\nd",
    );
    check(
        "<ol><li><p>a</p><p>b</p></li><li>c</li></ol>",
        "1. a\n\n   b\n\n2. c",
    );
    check("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b");
    check(
        "<blockquote><p>a</p><p>b</p></blockquote>c",
        "> a\n>\n> b\n\nc",
    );
    check("<pre>a\n  b</pre>", "```\na\n  b\n```");
    check("use <code>a`b</code>", "use ``a`b``");
    check(
        "a *b* [c] &lt;d&gt; &eacute;&#39;&nope;",
        "a \\*b\\* \\[c\\] \\<d> é'\\&nope;",
    );
    check("# no heading", "\\# no heading");
    check("a<script>alert('</p>')</script>b<!-- c -->d", "abd");
    check(
        "<img src=\"https://example.org/a.jpg\" alt=\"b\">",
        "[b](https://example.org/a.jpg)",
    );
    check(
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "a · b\n\nc",
    );
    check("a < b and c <d", "a \\< b and c \\<d");
    check("<p>a<hr>b", "a\n\n* * *\n\nb");
    check("<p title='>'>x", "x");
}

#[test]
fn an_opening_of_words_alone_is_told_apart() {
    let opening = |html: &str| {
        let blocks = blocks(html);
        (blocks.opening, blocks.rest)
    };
    assert_eq!(
        opening("<p>a_b</p><p><b>c</b></p>"),
        (Some("a_b".into()), "**c**".into())
    );
    assert_eq!(opening("<p>a <b>b</b></p><p>c</p>").0, None);
    assert_eq!(opening("<ul><li>a</li></ul>").0, None);
    assert_eq!(opening("a"), (Some("a".into()), String::new()));
}

#[test]
fn deep_and_long_html_is_read_in_time() {
    for (piece, times) in [
        ("<blockquote>a", 20_000),
        ("<ul><li>", 20_000),
        ("<b", 50_000),
        ("<", 50_000),
        ("</p", 50_000),
        ("<a href='", 20_000),
    ] {
        let _ = blocks(&piece.repeat(times));
    }
}

/// HTML that Markdown made becomes that Markdown again.
#[test]
fn the_way_back_is_the_same() {
    for html in [
        "<p>a <b>b</b> <i>c</i>, d<br>e</p><ul><li>f</li><li>g<ul><li>h</li></ul></li></ul><p>i</p>",
        "<blockquote><p>a</p><ul><li>b</li></ul></blockquote><h2>c</h2><pre>d\n\ne</pre><ol><li>f</li></ol>",
        "<p><a href=\"https://example.org/\">a *b*</a> (c) 1. d</p><p>2. e</p><p>- f</p><p>+ g: h</p>",
    ] {
        let once = blocks(html).markdown;
        let options = Options {
            smart_punctuation: false,
            ..Options::default()
        };
        let (body, faults) = md::to_body(&"a.md".into(), &once, 0, &options);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(blocks(&body.html).markdown, once);
    }
}
