//! Files with mistakes: each text of `faults/` with what is shown for it, and bytes of every kind.

use crate::content::markdown::Options;
use proptest::prelude::*;

use super::*;

/// Files with mistakes, one name each; what is shown for them is in `snapshots/`.
const FAULTS: &[(&str, &str)] = &[
    (
        "front-matter-missing",
        "-- content/events/a.md --\nText without front matter.\n-- content/sources/b.md --\n+++\ntitle = 'A'\n+++\n-- content/events/c.md --\n",
    ),
    (
        "front-matter-unclosed",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\n\nText\n",
    ),
    (
        "yaml-tab",
        "-- content/events/a.md --\n---\ntitle: A\nsources:\n\t- b\n---\n",
    ),
    (
        "yaml-colon",
        "-- content/events/a.md --\n---\ntitle: Talks: the second round\n---\n",
    ),
    (
        "yaml-quote",
        "-- content/events/a.md --\n---\ntitle: \"Talks\ndate: 2014\n---\n",
    ),
    (
        "yaml-bracket",
        "-- content/events/a.md --\n---\ntitle: A\nactors: [A, B\ndate: 2014\n---\n",
    ),
    (
        "yaml-at",
        "-- content/events/a.md --\n---\ntitle: @home\n---\n",
    ),
    (
        "yaml-star",
        "-- content/events/a.md --\n---\ntitle: *Talks* begin\n---\n",
    ),
    (
        "yaml-no-field",
        "-- content/events/a.md --\n---\ntitle: A\njust words\ndate: 2014\n---\n",
    ),
    (
        "yaml-list",
        "-- content/events/a.md --\n---\n- title\n- date\n---\n",
    ),
    (
        "yaml-braces",
        "-- content/events/a.md --\n---\ntitle: {{ page.title }}\n---\n",
    ),
    (
        "yaml-documents",
        "-- content/sources/a.yaml --\ntitle: A\n---\ntitle: B\n",
    ),
    (
        "duplicate-key",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\ntitle: B\nsources:\n  - title: S\n    url: https://example.org\n    url: https://example.com\nlead: x\n---\n",
    ),
    (
        "unknown-key",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\noutlet: X\ntags: [a]\nfollows: b\nsources: [{ title: S, outlet: X }]\n---\n",
    ),
    (
        "unknown-coordinates",
        "-- content/places/a.md --\n---\ntitle: A\ncoordinates: [46.2, 6.1]\n---\n-- content/events/b.md --\n---\ntitle: B\ndate: 2014\ncoordinates: [46.2, 6.1]\n---\n",
    ),
    (
        "misspelt-key",
        "-- content/events/a.md --\n---\ntitle: A\nDate: 2014\nactor: [B]\nimage: { file: a.jpg, atl: B }\n---\n",
    ),
    (
        "missing-field",
        "-- content/events/a.md --\n---\nsummary: A\naccounts: [{ sources: [a] }]\nsources: [{ note: x }]\n---\n",
    ),
    (
        "wrong-type",
        "-- content/events/a.md --\n---\ntitle: [A]\ndate: { a: b }\nlead: maybe\norder: first\nactors: [[A], { b: c }]\nextra: 3\n---\n",
    ),
    (
        "wrong-value",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\ndaypart: evning\nimage: ../../../../a.jpg\nsources: [{ id: a, says: claimed }]\n---\n-- content/places/b.md --\n---\ntitle: B\nwikidata: X1\nlocation: { lat: 146.2, lon: 6.1 }\n---\n",
    ),
    (
        "bad-date",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 21 January 2022\n---\n",
    ),
    (
        "bad-timezone",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\ntimezone: Europe/Zurch\n---\n-- content/events/b.md --\n---\ntitle: A\ndate: 2014\ntimezone: CEST\n---\n-- content/events/c.md --\n---\ntitle: A\ndate: 2014\ntimezone: New York\n---\n",
    ),
    (
        "bad-url",
        "-- content/sources/a.md --\n---\ntitle: A\nurl: JaVaScRiPt:alert(1)\narchive_url: example.org/a\n---\n",
    ),
    (
        "bad-slug",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\nslug: ../Up There\naliases: [old, /a/../b/]\n---\n",
    ),
    (
        "bidi-override",
        "-- content/events/a.md --\n---\ntitle: A \u{202e}drawkcab\ndate: 2014\n---\n",
    ),
    (
        "unknown-status",
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2014\nstatus: confirmd\n---\n",
    ),
    (
        "stray-file",
        "-- content/posts/a.md --\n---\ntitle: A\n---\n",
    ),
];

#[test]
fn faults_are_shown_as_people_should_see_them() {
    for (name, literal) in FAULTS {
        insta::with_settings!({ description => *literal, omit_expression => true }, {
            insta::assert_snapshot!(*name, shown(literal));
        });
    }
}

#[test]
fn long_titles_and_front_matters_are_refused() {
    for (text, code) in [
        (
            format!("title: {}\ndate: 2014\n", "a".repeat(100_000)),
            "front-matter-too-large",
        ),
        (
            format!("title: {}\ndate: 2014\n", "ä".repeat(1_001)),
            "too-long",
        ),
    ] {
        let parsed = parse(&format!("-- content/events/a.md --\n---\n{text}---\n"));
        let codes: Vec<_> = parsed[0]
            .diagnostics
            .iter()
            .map(|it| it.code.as_str())
            .collect();
        assert_eq!(codes, [code]);
    }
}

/// What would cost out of all proportion ends in a diagnostic, and soon.
#[test]
fn bombs_are_refused() {
    let list = "x,".repeat(15_000);
    let aliases = "*a,".repeat(10_000);
    let laughs: Vec<String> = (b'b'..=b'j')
        .map(|c| {
            format!(
                "{0}: &{0} [{1}]",
                char::from(c),
                format!("*{},", char::from(c - 1)).repeat(9)
            )
        })
        .collect();
    let steps: Vec<String> = (0..340)
        .map(|level| format!("{}a:", " ".repeat(level)))
        .collect();
    for text in [
        format!("a: &a [{list}]\nb: [{aliases}]\n"),
        format!("a: &a [x]\n{}", laughs.join("\n")),
        "[".repeat(60_000),
        format!("a: {}", "{b: ".repeat(15_000)),
        "- ".repeat(30_000),
        "? ".repeat(30_000),
        steps.join(
            "
",
        ),
        "a: &a [*a]".to_owned(),
        "a: &a {<<: *a}".to_owned(),
        "<<: [1]".to_owned(),
    ] {
        let started = std::time::Instant::now();
        let parsed = parse(&format!("-- content/events/a.md --\n---\n{text}\n---\n"));
        assert!(
            !parsed[0].diagnostics.is_empty(),
            "{}",
            &text[..20.min(text.len())]
        );
        assert!(
            started.elapsed().as_secs() < 5,
            "{}",
            &text[..20.min(text.len())]
        );
    }
}

/// A text of the characters that matter in YAML, of the keys that are known, and of anything.
fn yaml_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "title", "date", "sources", "relations", "image", "location", "extra", ": ", ":", "- ", "\n", "\n  ", "\n    ",
            "[", "]", "{", "}", ",", "\"", "'", "#", "&a ", "*a", "|", ">", "? ", "<<", "!t ", "%", "@", "---\n", "...\n",
            "2014", "-0499", "~", "null", "1e3", "0x1F", "https://a.b", "lat", "file", "\t", "\u{202e}", "ä", "🙂",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        every_way(&bytes);
    }

    #[test]
    fn no_yaml_panics(yaml in yaml_like(), body in "\\PC{0,20}") {
        every_way(yaml.as_bytes());
        every_way(format!("---\n{yaml}\n---\n{body}").as_bytes());
    }
}

/// Parses bytes as every kind of file, and shows what is wrong with them in every format.
fn every_way(bytes: &[u8]) {
    use crate::diagnostic::{github, json, sarif};
    let settings = Settings::new("Test");
    for path in [
        "events/2014-01-01-a.md",
        "sources/a.yaml",
        "places/a.md",
        "pages/a.md",
        "a.md",
    ] {
        let file = file(&format!("content/{path}"), bytes);
        let parsed = parse_file(&file, &settings, &Options::default());
        let text = |_: &str| decode(&file.path, bytes, &settings.limits).ok();
        assert!(parsed.record.is_some() || !parsed.diagnostics.is_empty());
        let _ = human(&parsed.diagnostics, &text, Look::default());
        let _ = json(&parsed.diagnostics, &text);
        let _ = github(&parsed.diagnostics, &text);
        let _ = sarif(&parsed.diagnostics, &text);
    }
    let (settings, diagnostics) = Settings::parse(Some(&file("dateline.yaml", bytes)));
    assert!(settings.is_some() || !diagnostics.is_empty());
}
