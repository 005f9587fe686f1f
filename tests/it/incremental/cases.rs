//! One change at a time: which files it writes, and what is said.

use std::fs;

use crate::faults::site::{Site, copy, event, tree};

/// Gives a site these settings besides those that all have.
fn set(site: &Site, more: &str) {
    let all = "title: Test\nbase_url: https://example.org/t/\nsources: {implied: true}\n";
    site.put("dateline.yaml", format!("{all}{more}"));
}

/// Writes an event.
fn put(site: &Site, stem: &str, date: &str, more: &str) {
    let file = format!("content/events/{stem}.md");
    site.put(&file, event(stem, date, more));
}

/// A site of three events in two years, with actors, a source and a thread.
fn site() -> Site {
    let site = Site::new();
    set(&site, "");
    let talks = "threads: [Talks]\n";
    put(
        &site,
        "one",
        "2021-03-01",
        &["actors: [Anna]\n", talks].concat(),
    );
    put(
        &site,
        "two",
        "2021-03-02",
        &["sources: [Gazette 7]\n", talks].concat(),
    );
    put(&site, "three", "2022-05-06", "actors: [Boris]\n");
    site
}

/// Builds, and gives the files of the output that were written.
fn written(site: &Site) -> Vec<String> {
    let out = site.file("public");
    let before = tree(&out);
    let inode = |path: &str| std::fs::metadata(out.join(path)).ok().map(|it| number(&it));
    let numbers: Vec<_> = before
        .keys()
        .map(|path| (path.clone(), inode(path)))
        .collect();
    site.build();
    let mut written: Vec<String> = tree(&out)
        .into_iter()
        .filter(|(_, bytes)| bytes.is_some())
        .map(|(path, _)| path)
        .filter(|path| !numbers.contains(&(path.clone(), inode(path))))
        .collect();
    written.retain(|path| path != ".dateline-manifest");
    written
}

/// What tells a file from another that took its place.
#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> impl PartialEq + use<> {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn number(metadata: &fs::Metadata) -> impl PartialEq + use<> {
    metadata.modified().ok()
}

#[test]
fn a_change_writes_what_shows_it() {
    let check = |path: &str, text: String, expected: &[&str]| {
        let site = site();
        site.build();
        assert_eq!(written(&site), <[String; 0]>::default());
        site.put(path, text);
        assert_eq!(written(&site), expected, "{path}");
        assert_eq!(written(&site), <[String; 0]>::default());
    };
    let body = |text: &str| {
        let own = event("one", "2021-03-01", "actors: [Anna]\nthreads: [Talks]\n");
        own.replace("Text.", text)
    };
    check(
        "content/events/one.md",
        body("Another text."),
        &[
            "actors/anna/atom.xml",
            "actors/anna/feed.json",
            "atom.xml",
            "events/one/index.html",
            "feed.json",
            "threads/talks/atom.xml",
            "threads/talks/feed.json",
        ],
    );
    check("static/new.txt", "new".to_owned(), &["new.txt"]);
    check(
        "templates/404.html",
        "<!doctype html><title>Nothing</title><h1>Nothing here</h1>".to_owned(),
        &["404.html"],
    );
    check(
        "content/events/one.md",
        body("Text.").replace("title: one", "title: other"),
        &[
            "2021/03/01/index.html",
            "2021/03/index.html",
            "2021/index.html",
            "actors/anna/atom.xml",
            "actors/anna/feed.json",
            "actors/anna/index.html",
            "actors/anna/timeline.ics",
            "atom.xml",
            "events.csv",
            "events.json",
            "events/one/index.html",
            "events/two/index.html",
            "feed.json",
            "index.html",
            "search/index.json",
            "threads/talks/atom.xml",
            "threads/talks/feed.json",
            "threads/talks/index.html",
            "threads/talks/timeline.ics",
            "timeline.ics",
            "timeline.json",
            "timeline/by/actors/index.html",
            "timeline/index.html",
            "timeline/marks.json",
        ],
    );
}

/// The site's own parts of pages name nothing of the menu, and show what it decides.
#[test]
fn a_page_in_the_menu_changes_what_belongs_to_it() {
    let site = site();
    for (part, text) in [
        ("menu", "{{ current }}{% if within %}*{% endif %}"),
        ("head", ""),
        ("foot", ""),
    ] {
        let text = format!(
            "{{% component site_{part}(@current, @within, @root) %}}{text}{{% endcomponent site_{part} %}}"
        );
        site.put(&format!("templates/components/site_{part}.html"), text);
    }
    site.build();
    site.put(
        "content/pages/all.md",
        "---\ntitle: All\nslug: events\nmenu: true\n---\nText.\n",
    );
    site.build();
    let page = std::fs::read_to_string(site.file("public/events/one/index.html")).unwrap();
    assert!(page.contains("events/*"), "{page}");
}

#[test]
fn a_deleted_event_is_gone_from_every_file() {
    let site = site();
    site.build();
    site.remove("content/events/one.md");
    site.build();
    for (path, bytes) in site.outputs() {
        let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
        let traces = ["events/one", "Anna", "anna"].map(|trace| text.contains(trace));
        assert_eq!(traces, [false; 3], "{path}: {text}");
        assert!(
            !path.contains("anna") && !path.contains("events/one"),
            "{path}"
        );
    }
}

/// Years stand on the axes of drawings far from the events that have them. A build that leaves a dead link fails here.
#[test]
fn a_year_that_comes_or_goes_leaves_no_link_behind() {
    let site = site();
    set(&site, "views: {anna: {title: Anna, actors: [Anna]}}\n");
    for (stem, date) in [("four", "2027"), ("five", "2019"), ("six", "2015")] {
        put(&site, stem, date, "actors: [Anna]\n");
    }
    put(&site, "other", "2024-05-05", "");
    site.build();
    put(&site, "other", "2025-05-05", "");
    site.build();
}

/// An event between two years is counted in the first, whose page others make; the list's first page may not show it.
#[test]
fn a_bar_leads_to_no_year_that_is_gone() {
    let site = site();
    set(&site, "page_size: 10\n");
    let early = (0..10).map(|number| (format!("early-{number}"), "2015"));
    let more = [
        ("between", "\"[2019-12-30..2020-01-02]\""),
        ("late", "2027"),
    ];
    for (stem, date) in early.chain(more.map(|(stem, date)| (stem.to_owned(), date))) {
        put(&site, &stem, date, "actors: [Carla]\n");
    }
    put(&site, "other", "2019-05-05", "");
    site.build();
    let page = site.output("actors/carla/index.html");
    assert!(page.contains("../../2019/"));
    put(&site, "other", "2018-05-05", "");
    site.build();
}

#[test]
fn warnings_are_told_again() {
    let site = site();
    site.put(
        "content/events/four.md",
        event("Four", "2022-06-01", "weather: [X]\n"),
    );
    let first = site.run(&["build"]);
    let second = site.run(&["build"]);
    assert!(first.stderr.contains("weather"), "{}", first.stderr);
    assert!(
        second.stdout.contains("nothing changed"),
        "{}",
        second.stdout
    );
    assert_eq!(second.stderr, first.stderr);
    let strict = site.run(&["build", "--strict"]);
    strict.assert(1, &["weather", "with `--strict`, warnings are errors"]);
    assert_eq!(site.run(&["build", "-q"]).stdout, "");
}

#[test]
fn the_cache_says_what_it_is_and_can_be_left_alone() {
    let site = site();
    let cache = site.file(".dateline");
    site.run(&["build", "--no-cache"]).assert(0, &[]);
    assert!(!cache.exists());
    site.build();
    let tag = fs::read_to_string(cache.join("CACHEDIR.TAG")).unwrap();
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
    assert_eq!(fs::read_to_string(cache.join(".gitignore")).unwrap(), "*\n");
    let kept = tree(&cache);
    site.put("content/events/one.md", event("other", "2021-03-01", ""));
    site.run(&["build", "--no-cache"]).assert(0, &[]);
    assert!(
        tree(&cache) == kept,
        "a build that leaves it alone wrote to the cache"
    );
    let run = site.run(&["build"]);
    run.assert(0, &[]);
    assert!(run.stdout.contains("nothing changed"), "{}", run.stdout);
}

#[test]
fn a_site_without_room_for_a_cache_is_built_all_the_same() {
    let site = site();
    site.put(".dateline", "a file in its place");
    let run = site.run(&["build", "-v"]);
    run.assert(0, &["nothing is kept: cannot create"]);
    assert!(!site.run(&["build"]).stderr.contains("kept"));
    site.assert_sound();
}

#[test]
fn builds_into_two_places_and_with_other_options_do_not_disturb_each_other() {
    let site = site();
    site.put(
        "content/events/four.md",
        event("Four", "2022-06-01", "draft: true\n"),
    );
    let (here, there): (&[&str], &[&str]) = (&["build"], &["build", "--drafts", "--out", "other"]);
    for arguments in [here, there] {
        site.run(arguments).assert(0, &[]);
    }
    for arguments in [here, there] {
        let run = site.run(arguments);
        assert!(run.stdout.contains("nothing changed"), "{}", run.stdout);
    }
    site.run(&["build", "--drafts"]).assert(0, &[]);
    assert!(tree(&site.file("public")) == tree(&site.file("other")));
}

#[test]
fn changes_are_listed_for_other_programs() {
    let site = site();
    let lists = || {
        ["written", "removed"].map(|name| {
            let text = fs::read_to_string(site.file(&format!("changes/{name}.txt"))).unwrap();
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        })
    };
    let build = || site.run(&["build", "--changes", "changes"]).assert(0, &[]);
    build();
    let all: Vec<String> = (site.outputs().into_iter())
        .filter(|(path, bytes)| bytes.is_some() && path != ".dateline-manifest")
        .map(|(path, _)| path)
        .collect();
    assert_eq!(lists(), [all, Vec::new()]);
    build();
    assert_eq!(lists(), [Vec::new(), Vec::new()] as [Vec<String>; 2]);
    site.remove("content/events/one.md");
    site.put("static/new.txt", "new");
    build();
    let [written, removed] = lists();
    assert!(written.contains(&"new.txt".to_owned()), "{written:?}");
    assert!(
        removed.contains(&"events/one/index.html".to_owned()),
        "{removed:?}"
    );
    assert!(written.iter().all(|path| site.has_output(path)));
    assert!(!removed.iter().any(|path| site.has_output(path)));
}

/// The lists are written beside what the user wrote, never into it.
#[test]
fn lists_of_changes_lie_in_no_folder_of_the_site() {
    let site = site();
    site.put("static/written.txt", "mine");
    for folder in [
        "content",
        "content/deep",
        "static",
        "templates/x",
        ".dateline",
        "public",
        "public/a",
        ".",
        "..",
        "changes/../content",
    ] {
        let run = site.run(&["build", "--changes", folder]);
        run.assert(2, &["cannot write lists into"]);
    }
    assert!(!site.has_output("index.html"));
    let mine = fs::read_to_string(site.file("static/written.txt"));
    assert_eq!(mine.unwrap(), "mine");
    // Those of an earlier build are replaced.
    for _ in 0..2 {
        site.run(&["build", "--changes", "changes"]).assert(0, &[]);
    }
}

#[test]
fn shares_laid_over_each_other_are_the_whole() {
    let site = site();
    site.run(&["build", "--no-cache"]).assert(0, &[]);
    let whole = site.outputs();
    for count in [1, 2, 7] {
        let joined = format!("joined-{count}");
        for number in 1..=count {
            let (share, out) = (
                format!("{number}/{count}"),
                format!("share-{number}-{count}"),
            );
            let arguments = ["build", "--partition", &share, "--out", &out];
            // A second time, over what the first left.
            for _ in 0..2 {
                site.run(&arguments).assert(0, &[]);
            }
            copy(&site.file(&out), &site.file(&joined));
        }
        site.run(&["join", &joined]).assert(0, &[]);
        assert!(tree(&site.file(&joined)) == whole, "{count} shares");
        let again = site.run(&["build", "--no-cache", "--out", &joined]);
        assert!(again.stdout.contains("nothing changed"), "{}", again.stdout);
    }
}

/// A build that fails leaves the output of a share as it was, the name of its manifest included.
#[test]
fn a_share_that_cannot_be_rendered_stays_as_it_was() {
    let site = site();
    let share = ["build", "--partition", "1/1", "--out", "share"];
    site.run(&share).assert(0, &[]);
    let before = tree(&site.file("share"));
    site.put("templates/event.html", "{{ event.no_such_field }}");
    site.run(&share).assert(1, &["error[template-render]"]);
    assert!(tree(&site.file("share")) == before);
}

#[test]
fn shares_that_do_not_make_a_whole_are_not_joined() {
    let site = site();
    for share in ["1/3", "2/3"] {
        site.run(&["build", "--partition", share, "--out", "share"]);
    }
    let run = site.run(&["join", "share"]);
    run.assert(3, &["share"]);
    site.run(&["build", "--partition", "4/3"])
        .assert(2, &["expected `K/N`"]);
    site.build();
    site.run(&["join", "public"])
        .assert(3, &["it holds no shares"]);
    site.run(&["build", "--partition", "1/3", "--out", "public"])
        .assert(2, &["it holds the whole of a website"]);
}
