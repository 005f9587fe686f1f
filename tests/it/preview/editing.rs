//! Editing with the result in view: what changes is heard of and served, and what is broken keeps the last good page.

use std::time::Duration;

use super::events::Listener;
use super::server::Server;

const EVENT: &str = "content/events/first.md";
const PAGE: &str = "/events/first/";

#[test]
fn an_edit_is_heard_of_and_served() {
    let server = Server::start();
    let page = server.get(PAGE);
    assert_eq!(page.status, 200);
    assert!(page.script("data-edit").starts_with("vscode://file/"));
    assert!(
        page.script("data-edit")
            .ends_with("/content/events/first.md:1:1")
    );
    let mut open = Listener::of(&server, &page);
    assert_eq!(open.wait("problems").data, "[]");
    server.replace(EVENT, "title: First", "title: The first of all");
    let mark = open.wait("page").data;
    let page = server.get(PAGE);
    assert!(page.body.contains("The first of all"));
    assert_eq!(page.script("data-mark"), mark);
    for list in ["/2022/", "/actors/maria-huber/", "/sources/gazette/", "/"] {
        assert!(server.get(list).body.contains("The first of all"), "{list}");
    }
}

#[test]
fn a_page_that_stays_the_same_hears_nothing() {
    let server = Server::start();
    let mut unrelated = Listener::of(&server, &server.get("/actors/"));
    let mut related = Listener::of(&server, &server.get(PAGE));
    unrelated.wait("problems");
    server.replace(EVENT, "The first event.", "Another text.");
    related.wait("page");
    assert_eq!(unrelated.within(Duration::from_millis(300)).name, "silence");
    // The same bytes again are no change either.
    server.replace(EVENT, "Another text.", "Another text.");
    assert_eq!(related.within(Duration::from_millis(300)).name, "silence");
}

#[test]
fn a_page_that_was_rendered_before_an_edit_hears_of_it_late() {
    let server = Server::start();
    let before = server.get(PAGE);
    let mut other = Listener::of(&server, &server.get(PAGE));
    server.replace(EVENT, "The first event.", "Another text.");
    other.wait("page");
    server.write("static/own.css", "body { color: navy }");
    other.wait("files");
    let mut late = Listener::of(&server, &before);
    assert_eq!(late.wait("files").data, "[\"own.css\"]");
    late.wait("page");
}

#[test]
fn fault_57_a_broken_edit_keeps_the_last_good_page() {
    let server = Server::start();
    let mut open = Listener::of(&server, &server.get(PAGE));
    assert_eq!(open.wait("problems").data, "[]");
    server.replace(EVENT, "title: First", "titel: <b>First</b>");
    let problems = open.wait("problems").data;
    let problems: serde_json::Value = serde_json::from_str(&problems).unwrap();
    assert_eq!(problems[0]["severity"], "error");
    assert_eq!(problems[0]["place"], "content/events/first.md:2:1");
    let text = problems[0]["text"].as_str().unwrap();
    assert!(
        text.contains("titel: <b>First</b>"),
        "the excerpt, as text: {text}"
    );
    assert!(
        problems[0]["edit"]
            .as_str()
            .unwrap()
            .ends_with("/content/events/first.md:2:1")
    );
    let page = server.get(PAGE);
    assert_eq!(page.status, 200);
    assert!(page.body.contains(">First<") && !page.body.contains("<b>First"));
    server.replace(EVENT, "titel: <b>First</b>", "title: Mended");
    assert_eq!(open.wait("page").name, "page");
    assert_eq!(open.wait("problems").data, "[]");
    assert!(server.get(PAGE).body.contains("Mended"));
}

#[test]
fn everything_counts() {
    let server = Server::start();
    let mut open = Listener::of(&server, &server.get(PAGE));
    open.wait("problems");
    server.replace("dateline.yaml", "title: Test", "title: Another name");
    open.wait("page");
    assert!(server.get(PAGE).body.contains("Another name"));
    server.write(
        "templates/event.html",
        "<!doctype html><title>T</title><body>own template</body>",
    );
    open.wait("page");
    assert!(server.get(PAGE).body.contains("own template"));
    server.write("static/own.css", "body { color: red   }");
    assert_eq!(open.wait("files").data, "[\"own.css\"]");
    assert!(server.get("/own.css").body.contains("red"));
    server.write(
        "content/events/second.md",
        "---\ntitle: Second\ndate: 2022-01-22\nsources: [gazette]\n---\n",
    );
    let mut missing = Listener::of(&server, &server.get("/events/third/"));
    server.write(
        "content/events/third.md",
        "---\ntitle: Third\ndate: 2022-01-23\nsources: [gazette]\n---\n",
    );
    missing.wait("page");
    assert_eq!(server.get("/events/third/").status, 200);
    assert_eq!(server.get("/events/second/").status, 200);
    std::fs::remove_file(server.path().join("content/events/third.md")).unwrap();
    missing.wait("page");
    assert_eq!(server.get("/events/third/").status, 404);
}

#[test]
fn a_broken_template_is_told_and_mended() {
    let server = Server::start();
    let mut open = Listener::of(&server, &server.get(PAGE));
    open.wait("problems");
    server.write("templates/event.html", "{{ event.no_such_field }}");
    let problems = open.wait("problems").data;
    assert!(
        problems.contains("template-render") && problems.contains("templates/event.html"),
        "{problems}"
    );
    assert!(server.get(PAGE).body.contains("The first event."));
    std::fs::remove_file(server.path().join("templates/event.html")).unwrap();
    assert_eq!(open.wait("problems").data, "[]");
}

#[test]
fn fault_58_many_changes_at_once_are_one() {
    let server = Server::start();
    let page = server.get("/timeline/");
    let mut open = Listener::of(&server, &page);
    open.wait("problems");
    for number in 0..1_000 {
        let text = format!("---\ntitle: Event {number}\ndate: 2022-02\nsources: [gazette]\n---\n");
        server.write(&format!("content/events/n{number}.md"), &text);
    }
    heard_once(&mut open);
    assert_eq!(server.get("/events/n999/").status, 200);
}

/// A page that hears of a change, once, and then of nothing more.
fn heard_once(open: &mut Listener) {
    open.wait("page");
    assert_eq!(open.within(Duration::from_millis(700)).name, "silence");
}

/// An editor, and how it saves an event of a title.
type Way<'a> = (&'a str, &'a dyn Fn(&str));

#[test]
fn fault_58_an_editors_ways_of_saving_are_one_change() {
    let server = Server::start();
    let file = |name: &str| server.path().join("content/events").join(name);
    let rename = |from: &str, to: &str| std::fs::rename(file(from), file(to)).unwrap();
    let write = |name: &str, title: &str| {
        let text = format!("---\ntitle: {title}\ndate: 2022-01-21\nsources: [gazette]\n---\n");
        server.write(&format!("content/events/{name}"), &text);
    };
    let remove = |name: &str| std::fs::remove_file(file(name)).unwrap();
    let mut open = Listener::of(&server, &server.get(PAGE));
    open.wait("problems");
    let ways: [Way; 4] = [
        // As Vim does with a backup: it tries whether it may write, moves the file away, and writes it anew.
        ("Vim", &|title| {
            write("4913", "");
            remove("4913");
            rename("first.md", "first.md~");
            write("first.md", title);
            remove("first.md~");
        }),
        // As VS Code's and GNOME's: a file beside it is moved over it.
        ("a rename", &|title| {
            write(".first.md.tmp-1", title);
            rename(".first.md.tmp-1", "first.md");
        }),
        // As Emacs does, whose lock is a link that leads nowhere.
        ("Emacs", &|title| {
            #[cfg(unix)]
            std::os::unix::fs::symlink("me@here.123:1", file(".#first.md")).unwrap();
            write("#first.md#", title);
            std::fs::copy(file("first.md"), file("first.md~")).unwrap();
            write("first.md", title);
            remove("#first.md#");
            #[cfg(unix)]
            remove(".#first.md");
        }),
        // As nano and many others do: the file is cut and filled again.
        ("in place", &|title| write("first.md", title)),
    ];
    for (editor, save) in ways {
        save(editor);
        heard_once(&mut open);
        assert!(server.get(PAGE).body.contains(editor), "{editor}");
    }
}

#[test]
fn fault_58_a_folder_that_is_renamed_is_one_change() {
    let server = Server::start();
    for number in 0..1_000 {
        let text = format!("---\ntitle: Event {number}\ndate: 2022-02\nsources: [gazette]\n---\n");
        server.write(&format!("aside/n{number}.md"), &text);
    }
    let inside = server.path().join("content/events/inside");
    let mut open = Listener::of(&server, &server.get("/timeline/"));
    open.wait("problems");
    std::fs::rename(server.path().join("aside"), &inside).unwrap();
    heard_once(&mut open);
    assert_eq!(server.get("/events/n999/").status, 200);
    std::fs::rename(&inside, server.path().join("content/events/renamed")).unwrap();
    // The addresses are those of the files: the pages stay as they are.
    assert_eq!(open.within(Duration::from_millis(700)).name, "silence");
    assert_eq!(server.get("/events/n999/").status, 200);
    std::fs::rename(
        server.path().join("content/events/renamed"),
        server.path().join("aside"),
    )
    .unwrap();
    heard_once(&mut open);
    assert_eq!(server.get("/events/n999/").status, 404);
}

#[test]
fn a_build_knows_nothing_of_the_preview() {
    let server = Server::start();
    let out = server.path().join("public");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--site")
        .arg(server.path())
        .arg("build")
        .output()
        .unwrap();
    assert!(status.status.success());
    let page = std::fs::read_to_string(out.join("events/first/index.html")).unwrap();
    assert!(!page.contains("_dateline"));
}
