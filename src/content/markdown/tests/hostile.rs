//! Texts that were written to break something: raw HTML, endless openers, random pieces.

use proptest::prelude::*;

use super::super::*;
use super::{FILE, check, check_inline, check_sanitised, sanitised};

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

const WRITTEN_TAGS: &str = "p em strong del sup sub code pre ul ol li dl dt dd blockquote div table thead tbody tr th td \
                            h2 h3 h4 h5 h6 a hr br input section img abbr b bdi bdo cite details dfn figcaption figure i ins \
                            kbd mark q rp rt ruby s samp small span summary time u var wbr";

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
        assert!(
            name != "a" || tag.starts_with('/') || !open.contains(&"a"),
            "{html}"
        );
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if !matches!(name, "hr" | "br" | "wbr" | "input" | "img") => open.push(name),
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
