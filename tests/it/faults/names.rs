//! Faults 14–19: names, of files, of terms, in addresses. Two that would be one are told apart or refused, and none leads
//! anywhere but into the site.

use super::site::{Site, builds, event, refuses};

const X: &str = "content/events/x.md";

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
        let run = site.run(&["build", "--no-cache"]);
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
