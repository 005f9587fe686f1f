//! `README.md`: its commands run in their order, one after another, and what it promises is there afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::tempdir;

use super::commands::{blocks, words};
use super::templates::copy;
use super::text_of;

/// Commands that are somebody else's and do not run here, with the reason.
const EXTERNAL: [(&str, &str); 2] = [
    ("cargo run --release -- serve", "serves until it is stopped"),
    (
        "cargo install --path .",
        "installs the program that is tested here",
    ),
];

#[test]
fn every_command_runs() {
    let clone = tempdir().unwrap();
    for folder in ["content", "static"] {
        if super::repository().join(folder).is_dir() {
            copy(folder, &clone.path().join(folder));
        }
    }
    let settings = clone.path().join("dateline.yaml");
    fs::write(settings, text_of("dateline.yaml")).unwrap();
    let readme = text_of("README.md");
    let mut here = clone.path().to_owned();
    for block in blocks(&readme, "console") {
        for line in block.lines() {
            here = run(line, here);
        }
    }
    assert!(clone.path().join("public/index.html").is_file());
    let event = "public/events/council-adopts-the-bridge/index.html";
    assert!(readme.contains(event));
    let page = fs::read_to_string(here.join(event)).unwrap();
    for shown in ["17 May 2024", "19:30", "City council", "Town hall"] {
        assert!(page.contains(shown), "{shown} is not in {event}");
    }
    let feed = fs::read_to_string(here.join("public/atom.xml")).unwrap();
    assert!(feed.contains("https://example.org/timeline/events/"));
}

/// Runs a line of a block in a folder; the folder of the next line comes out.
fn run(line: &str, here: PathBuf) -> PathBuf {
    if EXTERNAL.iter().any(|(command, _)| *command == line) {
        return here;
    }
    if let Some(folder) = line.strip_prefix("cd ") {
        return here.join(folder);
    }
    if line == "tests/all" {
        assert!(
            text_of(".ci/run")
                .lines()
                .any(|line| line == "exec tests/all")
        );
        return here;
    }
    let arguments = ["cargo run --release -- ", "dateline "]
        .iter()
        .find_map(|program| line.strip_prefix(program))
        .unwrap_or_else(|| {
            panic!("README.md shows a command that this test does not know: {line}")
        });
    dateline(&here, arguments);
    here
}

fn dateline(here: &Path, arguments: &str) {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command
        .current_dir(here)
        .args(words(arguments))
        .assert()
        .success();
}

/// The event that the README shows is the one that its commands make and cite.
#[test]
fn the_event_that_is_shown_is_without_mistake() {
    let site = tempdir().unwrap();
    copy("starter", site.path());
    let readme = text_of("README.md");
    let shown = blocks(&readme, "markdown").next().unwrap();
    let event = site
        .path()
        .join("content/events/council-adopts-the-bridge.md");
    fs::write(event, shown).unwrap();
    let source = "---\ntitle: Council adopts bridge\nurl: https://gazette.example/\n---\n";
    let id = "content/sources/the-gazette-2024-05-18.md";
    fs::write(site.path().join(id), source).unwrap();
    dateline(site.path(), "check --strict");
}
