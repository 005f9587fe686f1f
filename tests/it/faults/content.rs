//! Faults 1–19: what can be wrong with a file of the content. Each ends in a diagnostic that names the place.

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
        yaml.push_str(&format!("{name}: &{name} [{aliases}]\n"));
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
        "\"\"",
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
        &["error[nonexistent-time]"],
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

/// Two files that would have one address: both are named.
#[track_caller]
fn refuses_both(one: &str, other: &str) {
    let site = Site::new();
    site.build();
    site.put(one, event("One", "2022", ""));
    site.put(other, event("Other", "2022", ""));
    site.assert_refused(&["error[duplicate-slug]", one, other]);
}

#[test]
fn fault_14_two_files_with_one_slug() {
    refuses_both("content/events/a/x.md", "content/events/b/2022-01-02-x.md");
}

#[test]
fn fault_15_names_that_differ_by_case() {
    refuses_both("content/events/A.md", "content/events/a.md");
    refuses_both("content/events/straße.md", "content/events/STRASSE.md");
    let site = Site::new();
    site.put("static/a.txt", "1");
    site.put("static/A.txt", "2");
    site.assert_refused(&["error[path-twins]", "static/A.txt", "static/a.txt"]);
}

#[test]
fn fault_16_composed_and_decomposed_twins() {
    refuses_both(
        "content/events/caf\u{e9}.md",
        "content/events/cafe\u{301}.md",
    );
}

#[test]
fn fault_17_terms_that_differ_by_case_or_space() {
    let site = Site::new();
    site.put(X, event("X", "2022", "actors: [Anna Ny]\n"));
    site.put(
        "content/events/y.md",
        event("Y", "2022", "actors: [anna ny]\n"),
    );
    site.put(
        "content/events/z.md",
        event("Z", "2022", "actors: [\"Anna  Ny \"]\n"),
    );
    let run = site.build();
    run.assert(0, &["warning[merged-terms]", "content/events/y.md:4"]);
    let page = site.output("actors/anna-ny/index.html");
    for event in ["events/x/", "events/y/", "events/z/"] {
        assert!(page.contains(event), "{page}");
    }
    assert_eq!(
        std::fs::read_dir(site.file("public/actors"))
            .unwrap()
            .count(),
        2
    );
}

#[test]
fn fault_18_endless_titles_and_names() {
    refuses(
        X,
        event(&"a".repeat(100_000), "2022", ""),
        &["error[front-matter-too-large]"],
    );
    refuses(
        X,
        event(&"a".repeat(50_000), "2022", ""),
        &["error[too-long]", "x.md:2"],
    );
    let name = |end: &str| format!("{}{end}", "very ".repeat(60));
    let (site, _) = builds(
        X,
        event(
            "X",
            "2022",
            &format!("actors: [{}, {}]\n", name("a"), name("b")),
        ),
    );
    let slugs = || {
        std::fs::read_dir(site.file("public/actors"))
            .unwrap()
            .map(|e| e.unwrap().file_name())
    };
    assert_eq!(
        slugs()
            .filter(|slug| slug.len() <= 100 && *slug != "index.html")
            .count(),
        2
    );
    assert_eq!(slugs().count(), 3);
}

#[test]
fn fault_19_slugs_that_lead_elsewhere() {
    for slug in [
        "../x",
        "%2e%2e",
        "/abs",
        "a\\b",
        "CON",
        "con",
        "x:y",
        "..",
        ".",
        "a b",
        "x\u{202e}y",
        "a/b",
    ] {
        refuses(
            X,
            event("X", "2022", &format!("slug: '{slug}'\n")),
            &["error[bad-slug]", "x.md:4"],
        );
    }
    for alias in [
        "../x",
        "/a/../../b",
        "/a\\b",
        "//evil.example",
        "https://evil.example/",
        "/%2e%2e/x",
        "/a/con",
    ] {
        let site = Site::new();
        site.put(X, event("X", "2022", &format!("aliases: ['{alias}']\n")));
        let run = site.run(&["build"]);
        if run.code == Some(0) {
            // It became an address within the site, whatever it was meant for.
            site.assert_sound();
            let leads_away = |path: &String| path.contains("..") || path.contains(['\\', '%', ':']);
            assert!(!site.outputs().keys().any(leads_away), "{alias}");
            assert_eq!(
                std::fs::read_dir(site.path()).unwrap().count(),
                3,
                "{alias}"
            );
        } else {
            run.assert(1, &["error[bad-slug]", "x.md:4"]);
        }
    }
    // A file's own name is made a slug.
    let (site, _) = builds("content/events/%2e%2e x:y.md", event("X", "2022", ""));
    assert!(site.has_output("events/2e-2e-x-y/index.html"));
}
