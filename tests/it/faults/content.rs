//! Faults 1–13: what can be wrong with a file of the content. Each ends in a diagnostic that names the place.

use std::fmt::Write;

use super::site::{Site, builds, event, refuses};

const X: &str = "content/events/x.md";

#[test]
fn fault_01_malformed_yaml() {
    for yaml in [
        "sources:\n\t- b",
        "actors: [A, B",
        "summary: \"open",
        "summary: a: b",
        "summary: *a",
        "- a",
        "? ? ?",
        "summary: @x",
        "summary: {{ x }}",
        // A long rule before a letter of more than one byte: found by the fuzzer.
        &format!("{}é", "-".repeat(70)),
    ] {
        let text = format!("---\ntitle: X\ndate: 2022\n{yaml}\n---\n");
        refuses(X, text, &["error[yaml-syntax]", "content/events/x.md:"]);
    }
}

#[test]
fn fault_02_duplicate_key() {
    refuses(
        X,
        "---\ntitle: X\ndate: 2022\nsummary: a\ntitle: Y\n---\n",
        &[
            "error[duplicate-key]",
            "x.md:5",
            "2 | title: X",
            "5 | title: Y",
        ],
    );
}

#[test]
fn fault_03_alias_bomb() {
    let mut yaml = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='k').zip('a'..) {
        let aliases = vec![format!("*{before}"); 10].join(", ");
        writeln!(yaml, "{name}: &{name} [{aliases}]").unwrap();
    }
    refuses(
        X,
        format!(
            "---\ntitle: X\ndate: 2022\nextra:\n  {}---\n",
            yaml.replace('\n', "\n  ").trim_end_matches(' ')
        ),
        &["error[yaml-syntax]", "aliases repeat"],
    );
}

#[test]
fn fault_04_byte_order_mark_and_crlf() {
    let text = event("X", "2022", "summary: |\n  a\n  b\n") + "\n> a\n\n    code\n";
    let (plain, _) = builds(X, &text);
    for other in [
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.replace('\n', "\r"),
    ] {
        let (site, _) = builds(X, &other);
        assert!(site.outputs() == plain.outputs(), "{other:?}");
    }
}

#[test]
fn fault_05_utf_16() {
    let text = event("X", "2022", "");
    let wide: fn(u16) -> [[u8; 2]; 2] = |unit| [unit.to_le_bytes(), unit.to_be_bytes()];
    for order in 0..2 {
        for mark in ["\u{feff}", ""] {
            let text = format!("{mark}{text}");
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|unit| wide(unit)[order])
                .collect();
            refuses(X, bytes, &["error[not-utf8]", "UTF-16", "save it as UTF-8"]);
        }
    }
}

#[test]
fn fault_06_invalid_utf_8() {
    let mut text = event("X", "2022", "").into_bytes();
    text.extend(b"caf\xe9\n");
    refuses(X, text, &["error[not-utf8]", "content/events/x.md:6:4"]);
}

#[test]
fn fault_07_control_characters() {
    for character in ["\0", "\u{1}", "\u{7f}", "\u{85}", "\u{ffff}", "\u{c}"] {
        let text = event("X", "2022", "") + "a" + character + "b\n";
        refuses(X, text, &["error[control-character]", "x.md:6:2"]);
    }
    // Written out, in a place where the program reads escapes, it is refused or left out.
    for text in [
        event("\"X\\x01\\u0000\"", "2022", ""),
        event("X", "2022", "summary: \"a\\x08\\ufffe\"\n"),
        event("X", "2022", "actors: [\"a\\x01b\"]\n"),
        event("X", "2022", "") + "&#1;&#x0;&#xFFFE;\n",
    ] {
        let site = Site::new();
        site.put(X, &text);
        let run = site.run(&["build"]);
        if run.code == Some(0) {
            for (path, bytes) in site.outputs() {
                let bytes = bytes.unwrap_or_default();
                let bad = |b: &u8| *b < b' ' && !matches!(b, b'\n' | b'\r' | b'\t');
                assert!(
                    !bytes.iter().any(bad),
                    "{path} has a control character of {text:?}"
                );
            }
        }
    }
}

#[test]
fn fault_08_impossible_dates() {
    for date in [
        "2022-02-30",
        "2022-13",
        "2022-00-10",
        "21 January 2022",
        "yesterday",
        "2022-01-21T25:00",
        "2022/2021",
        "01/21/2022",
        "2022-01-21T11:60",
    ] {
        refuses(
            X,
            event("X", date, ""),
            &["error[bad-date]", "x.md:3", "help"],
        );
    }
    // Larger than any number of YAML.
    refuses(X, event("X", "99999999999999999999", ""), &["x.md:3:7"]);
    // A time that the clocks left out, and one that they had twice.
    refuses(
        X,
        event("X", "2022-03-27T02:30", "timezone: Europe/Berlin\n"),
        &[
            "error[nonexistent-time]",
            "was skipped",
            "such as `2022-03-27T02:30+01:00`",
        ],
    );
    refuses(
        X,
        event("X", "2022-11-06T01:30", "timezone: America/New_York\n"),
        &[
            "error[nonexistent-time]",
            "stood twice",
            "`2022-11-06T01:30-04:00` for the first of the two, `2022-11-06T01:30-05:00` for the second",
        ],
    );
}

#[test]
fn fault_09_no_invented_precision() {
    for (date, datetime) in [
        ("2022-01", Some("2022-01")),
        ("2022", Some("2022")),
        ("2022-01?", None),
        ("201X", None),
    ] {
        let date_key = if date == "201X" { "\"201X\"" } else { date };
        let (site, _) = builds(X, event("X", date_key, "actors: [Anna]\n"));
        let page = site.output("events/x/index.html");
        assert!(
            !page.contains("00:00") && !page.contains("2022-01-01"),
            "{page}"
        );
        if let Some(datetime) = datetime {
            assert!(page.contains(&format!("datetime=\"{datetime}\"")), "{page}");
        }
        assert!(!site.has_output("2022/01/01/index.html"));
        assert!(!site.output("actors/anna/timeline.ics").contains("DTSTART"));
        assert!(!site.output("timeline.ics").contains("20220101"));
        assert!(!site.output("timeline.json").contains("00:00"));
    }
}

#[test]
fn fault_10_words_that_yaml_takes_for_something_else() {
    for title in [
        "no",
        "yes",
        "2014",
        "1e3",
        "0x1F",
        "-0499",
        "null",
        "~",
        "3.10",
        "on",
        "2022-01-21",
    ] {
        let site = Site::new();
        site.put(X, event(title, "2022", &format!("actors: [{title}]\n")));
        let run = site.run(&["build"]);
        if run.code == Some(0) {
            let page = site.output("events/x/index.html");
            assert!(
                page.contains(&format!("<h1 id=\"title\"><bdi>{title}</bdi></h1>")),
                "{title}: {page}"
            );
        } else {
            // What YAML takes for nothing is no title.
            assert!(matches!(title, "null" | "~"), "{title}");
            run.assert(1, &["error[missing-field]", "x.md"]);
        }
    }
}

#[test]
fn fault_11_missing_and_unknown_keys() {
    refuses(
        X,
        "---\ndate: 2022\n---\n",
        &["error[missing-field]", "title"],
    );
    refuses(X, "---\ntitle: X\n---\n", &["error[missing-field]", "date"]);
    // An empty text says nothing, either: the fuzzer saw such an event vanish without a word.
    for nothing in ["\"\"", "\" \"", "\"\\n\"", "", "~"] {
        refuses(
            X,
            event(nothing, "2022", ""),
            &["error[missing-field]", X, "title"],
        );
        refuses(
            X,
            event("X", nothing, ""),
            &["error[missing-field]", X, "date"],
        );
    }
    refuses(
        X,
        event(
            "X",
            "2022",
            "sources: [{title: '', url: 'https://example.org/'}]\n",
        ),
        &["error[missing-field]"],
    );
    refuses(
        "content/sources/x.md",
        "---\ntitle: ''\n---\n",
        &["error[missing-field]"],
    );
    refuses(
        X,
        event("X", "2022", "actor: [A]\n"),
        &["error[misspelt-key]", "did you mean `actors`?", "x.md:4"],
    );
    let (_, run) = builds(X, event("X", "2022", "colour: red\n"));
    run.assert(0, &["warning[unknown-key]", "x.md:4"]);
}

#[test]
fn fault_12_empty_files() {
    for text in ["", "\n", "\u{feff}", "Text."] {
        refuses(X, text, &["error[front-matter-missing]", "x.md"]);
    }
    for path in [X, "content/events/2022-01-22-y.md"] {
        builds(path, "---\ntitle: X\ndate: 2022\n---");
    }
    refuses(X, "---\n---\n", &["error[missing-field]"]);
    let site = Site::new();
    site.put("dateline.yaml", "");
    site.run(&["build"])
        .assert(2, &["error[missing-field]", "title"]);
}

#[test]
fn fault_13_unclosed_front_matter() {
    refuses(
        X,
        "---\ntitle: X\ndate: 2022\n\nText\n",
        &["error[front-matter-unclosed]", "x.md:1"],
    );
}
