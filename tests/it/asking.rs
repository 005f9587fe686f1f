//! `dateline new` on a terminal, which `script` of util-linux makes: answers in, questions and a file out.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use super::cli::dateline;

fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("dateline.yaml"), "title: T\n").unwrap();
    site
}

/// Runs a command line on a terminal at which somebody types; what stands on the screen afterwards.
fn on_terminal(site: &Path, line: &str, typed: &str, code: i32) -> String {
    let program = assert_cmd::cargo::cargo_bin!("dateline");
    let line = format!("'{}' {line}", program.display());
    let assert = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(site)
        .write_stdin(typed)
        .assert()
        .code(code);
    String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_missing_is_asked_for_on_a_terminal() {
    let site = site();
    let typed = "\nA meeting\nyesterday\n2022-01-21\nNATO, Russia\n\n\nThey met.\n";
    let screen = on_terminal(site.path(), "new event", typed, 0);
    for shown in [
        "Title?",
        "cannot be left out",
        "Date? [",
        "Actors, separated by commas?",
        "meeting.md",
    ] {
        assert!(screen.contains(shown), "{shown}: {screen}");
    }
    let text = fs::read_to_string(site.path().join("content/events/a-meeting.md")).unwrap();
    assert_eq!(
        text,
        "---\ntitle: A meeting\ndate: 2022-01-21\nsummary: \"They met.\"\nactors: [NATO, Russia]\n---\n"
    );
    let typed = "https://example.org/no-breakthrough\n\nDW\n2022-01-09\n";
    on_terminal(site.path(), "new source", typed, 0);
    let text = fs::read_to_string(site.path().join("content/sources/dw-2022-01-09.md")).unwrap();
    assert!(
        text.contains("title: No breakthrough\npublisher: DW\n"),
        "{text}"
    );
    on_terminal(site.path(), "new page", "About us\n", 0);
    assert!(site.path().join("content/pages/about-us.md").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_given_is_not_asked_for() {
    let site = site();
    let line = "new actor NATO --summary 'A treaty.'";
    assert!(!on_terminal(site.path(), line, "", 0).contains('?'));
    assert!(!on_terminal(site.path(), "new -q event Talks", "", 0).contains('?'));
    assert!(site.path().join("content/events/talks.md").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn who_answers_nothing_gets_nothing() {
    let site = site();
    let screen = on_terminal(site.path(), "new place", "\u{4}", 2);
    assert!(screen.contains("nothing was written"), "{screen}");
    assert!(!site.path().join("content").exists());
}

#[test]
fn nothing_is_asked_in_a_pipe() {
    let site = site();
    for (line, missing) in [
        ("new event", "TITLE"),
        ("new source", "URL"),
        ("new actor", "NAME"),
        ("new page", "TITLE"),
    ] {
        let assert = dateline(site.path())
            .args(line.split(' '))
            .write_stdin("An answer\n")
            .assert()
            .code(2);
        let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        assert!(
            told.starts_with(&format!("error: {missing} is missing")),
            "{told}"
        );
        assert!(assert.get_output().stdout.is_empty());
    }
    let made = dateline(site.path())
        .args(["new", "event", "Talks"])
        .write_stdin("2020\n")
        .assert();
    assert!(made.success().get_output().stderr.is_empty());
}
