//! Tables, headings, footnotes, lists: what stands between paragraphs.

use super::super::*;
use super::{FILE, check, check_sanitised, show};

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

/// The headings as level, id and HTML.
fn check_headings(text: &str, expected: &[(u8, &str, &str)]) {
    let html: Vec<String> = expected
        .iter()
        .map(|(level, id, words)| format!("<h{level} id=\"{id}\">{words}</h{level}>"))
        .collect();
    check(text, &html.join("\n"));
}

#[test]
fn headings_are_placed_below_the_title() {
    check_headings("# A", &[(2, "a", "A")]);
    check_headings(
        "## A\n#### B\n### C\n# D",
        &[(2, "a", "A"), (3, "b", "B"), (3, "c", "C"), (2, "d", "D")],
    );
    check_headings(
        "# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6",
        &[
            (2, "1", "1"),
            (3, "2", "2"),
            (4, "3", "3"),
            (5, "4", "4"),
            (6, "5", "5"),
            (6, "6", "6"),
        ],
    );
    check_headings(
        "# A\n# A\n# A-2\n# A",
        &[
            (2, "a", "A"),
            (2, "a-2", "A"),
            (2, "a-2-2", "A-2"),
            (2, "a-3", "A"),
        ],
    );
    check_headings(
        "# *B* [[c|d]] [@e] {#x .y onclick=z}\n# F {#x}",
        &[(2, "x", "<em>B</em> {wiki c|d} {cite e|}"), (2, "x-2", "F")],
    );
    check_headings(
        "# …\n# fn-1",
        &[(2, "section", "…"), (2, "section-fn-1", "fn-1")],
    );
    check_headings("# a {#x\"y}", &[(2, "x&quot;y", "a")]);

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
fn plain_text_is_what_a_reader_would_hear() {
    let check = |text: &str, expected: &str| {
        assert_eq!(plain(text, &Options::default()), expected, "{text}");
    };
    check(
        "# A\n\n*b* [c](d) [[e]] [[f|g]][@h, p. 1] \"i\"\n\n- j\n- k",
        "A\nb c e g “i”\nj\nk",
    );
    check("![l](m.png) `n` <b>o</b> <!-- p -->", "l n o");
    check("```\nq \"r\"\n```", "q \"r\"");
    check("", "");
}
