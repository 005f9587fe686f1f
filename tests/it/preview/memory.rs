//! A day of editing: the memory of the preview does not grow with the number of edits.
#![cfg(target_os = "linux")]

use std::fs;

use super::events::Listener;
use super::server::Server;

/// Edits on a small site; `DATELINE_PREVIEW_EDITS=2000` makes that many, on one of a thousand events.
const EDITS: usize = 200;

#[test]
fn memory_does_not_grow_with_the_edits() {
    let asked = std::env::var("DATELINE_PREVIEW_EDITS").ok();
    let asked: Option<usize> = asked.and_then(|count| count.parse().ok());
    let (edits, events) = asked.map_or((EDITS, 0), |edits| (edits, 1_000));
    let server = Server::start();
    let mut open = Listener::of(&server, &server.get("/events/first/"));
    open.wait("problems");
    for number in 0..events {
        let text = format!(
            "---\ntitle: Event {number}\ndate: 2022-01-21\nactors: [Maria Huber]\nsources: [gazette]\n---\nA text.\n"
        );
        server.write(&format!("content/events/n{number}.md"), &text);
    }
    let mut early = 0;
    for number in 0..edits {
        let text = format!(
            "---\ntitle: Edit {number}\ndate: 2022-01-21\nactors: [Maria Huber]\nsources: [gazette]\n---\nText {number}.\n"
        );
        server.write("content/events/first.md", &text);
        open.wait("page");
        for page in ["/events/first/", "/2022/", "/actors/maria-huber/"] {
            assert_eq!(server.get(page).status, 200);
        }
        if number == edits / 10 {
            early = resident(server.id());
        }
    }
    let late = resident(server.id());
    println!(
        "{events} events: {early} KB after {} edits, {late} KB after {edits}",
        edits / 10
    );
    // A tenth, and for a small program what its allocator rounds up to.
    assert!(
        late <= early * 11 / 10 + 4_000,
        "{early} KB became {late} KB"
    );
}

/// Kilobytes that a process holds.
fn resident(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number.and_then(|number| number.parse().ok()).unwrap()
}
