//! The program as it is run: arguments in, exit codes, words and files out.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use tempfile::TempDir;

use super::publish::site::{files_in, stamps};

/// The program in a folder, with an environment that says nothing about colour and threads.
pub(crate) fn dateline(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.current_dir(folder);
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "RAYON_NUM_THREADS",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Runs a command line, words parted by spaces, and expects an exit code.
#[track_caller]
fn run(folder: &Path, line: &str, code: i32) -> Assert {
    dateline(folder)
        .args(line.split_whitespace())
        .assert()
        .code(code)
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

/// A folder with the starter.
fn starter() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), "init", 0);
    folder
}

fn put(site: &TempDir, path: &str, text: &str) {
    let file = site.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

const UNSOURCED: &str = "---\ntitle: Talks\ndate: 2022\n---\n";
const BROKEN: &str = "---\ntitle: Talks\ndate: yesterday\n---\n";
const DRAFT: &str = "---\ntitle: Talks\ndate: 2022\ndraft: true\n---\nSee [[about]].\n";

#[test]
fn a_new_site_builds_and_has_no_fault() {
    let site = tempfile::tempdir().unwrap();
    let init = run(site.path(), "init history", 0);
    assert!(stdout(&init).contains("dateline build --site history"));
    let check = run(site.path(), "check --strict --site history", 0);
    assert!(stdout(&check).starts_with("no problems found"), "{check}");
    let build = run(site.path(), "build --strict --site history", 0);
    assert!(stdout(&build).contains("files written to `history/public`"));
    let public = site.path().join("history/public");
    let before = stamps(&public);
    let again = run(site.path(), "build --site history", 0);
    assert!(stdout(&again).starts_with("nothing changed"), "{again}");
    assert_eq!(stamps(&public), before);
}

#[test]
fn init_takes_its_folder_from_site_too() {
    let here = tempfile::tempdir().unwrap();
    run(here.path(), "init --site history", 0);
    assert!(here.path().join("history/dateline.yaml").is_file());
    assert!(!here.path().join("dateline.yaml").exists());
}

#[test]
fn a_folder_within_a_site_is_told_where_the_site_is() {
    let site = tempfile::tempdir().unwrap();
    run(site.path(), "init", 0);
    for command in ["build", "check"] {
        let refused = run(&site.path().join("content/events"), command, 2);
        let said = stderr(&refused);
        assert!(said.contains("lies in the site"), "{said}");
        assert!(!said.contains("dateline init"), "{said}");
    }
}

#[test]
fn init_overwrites_nothing() {
    let site = starter();
    let before = files_in(site.path());
    let again = run(site.path(), "init", 2);
    assert!(stderr(&again).contains("nothing is overwritten"), "{again}");
    assert_eq!(files_in(site.path()), before);

    let other = tempfile::tempdir().unwrap();
    fs::create_dir(other.path().join("content")).unwrap();
    run(other.path(), "init", 2);
    assert!(files_in(other.path()).is_empty());
}

#[test]
fn what_new_writes_passes_check() {
    let site = starter();
    let commands: &[(&[&str], &str)] = &[
        (
            &[
                "source",
                "A book: without an address",
                "--agency",
                "AFP",
                "--id",
                "book",
            ],
            "content/sources/book.md",
        ),
        (
            &["event", "Talks: the \"second\" round"],
            "content/events/talks-the-second-round.md",
        ),
        (
            &[
                "event",
                "Gespräche in Genf",
                "--date",
                "2022-01-21T11:00",
                "--actor",
                "Sergei Lavrov",
                "--actor",
                "NATO",
                "--place",
                "Geneva",
                "--topic",
                "# 1, not 2",
                "--thread",
                "yes",
                "--source",
                "book",
                "--summary=- a: 'b' {c} \\ #d",
            ],
            "content/events/gesprache-in-genf.md",
        ),
        (
            &["event", "Since then", "--date", "2022/.."],
            "content/events/since-then.md",
        ),
        (
            &[
                "source",
                "https://example.org/news/394503-no-breakthrough.html?a=b",
                "--publisher",
                "NASA",
                "--published",
                "2022-01-21",
            ],
            "content/sources/nasa-2022-01-21.md",
        ),
        (
            &["source", "https://example.org/", "--title", "null"],
            "content/sources/null.md",
        ),
        (
            &["actor", "Sergei Lavrov", "--summary", "[a]"],
            "content/actors/sergei-lavrov.md",
        ),
        (
            &["place", "Hotel", "--part-of", "Geneva"],
            "content/places/hotel.md",
        ),
        (&["topic", "2014"], "content/topics/2014.md"),
        (&["thread", "Москва"], "content/threads/moskva.md"),
        (&["page", "~"], ""),
        (&["page", "Colophon"], "content/pages/colophon.md"),
    ];
    for (arguments, path) in commands {
        let mut new = dateline(site.path());
        let new = new.arg("new").args(*arguments).assert();
        if path.is_empty() {
            new.code(2);
            continue;
        }
        let new = new.code(0);
        assert_eq!(stdout(&new).trim(), format!("./{path}"));
        let check = run(site.path(), "check --format json", 0);
        let report: serde_json::Value = serde_json::from_str(&stdout(&check)).unwrap();
        assert_eq!(report["errors"], 0, "{arguments:?}: {report:#}");
    }
    let before = files_in(site.path());
    for (arguments, path) in commands {
        let again = dateline(site.path())
            .arg("new")
            .args(*arguments)
            .assert()
            .code(2);
        let said = stderr(&again);
        assert!(
            path.is_empty() || said.contains("is there already"),
            "{said}"
        );
    }
    assert_eq!(files_in(site.path()), before);
}

#[test]
fn new_refuses_what_check_would() {
    let site = starter();
    let check = |arguments: &[&str], expected: &str| {
        let new = dateline(site.path())
            .arg("new")
            .args(arguments)
            .assert()
            .code(2);
        assert!(stderr(&new).contains(expected), "{}", stderr(&new));
    };
    check(
        &["event", "A", "--date", "21 January 2022"],
        "a date has no spaces in it",
    );
    check(
        &["source", "A", "--published", "soon"],
        "--published `soon`",
    );
    check(&["source", "A", "--id", "../b"], "--id");
    check(&["event", "…"], "add a letter");
    let before = files_in(site.path());
    check(
        &["event", "B", "--date", "2022", "--source", "no-such"],
        "error[unknown-source]: there is no source `no-such`",
    );
    assert_eq!(files_in(site.path()), before);
    let empty = tempfile::tempdir().unwrap();
    let outside = dateline(empty.path())
        .args(["new", "event", "A"])
        .assert()
        .code(2);
    assert!(stderr(&outside).contains("dateline init"));
    assert!(files_in(empty.path()).is_empty());
}

#[test]
fn a_folder_without_settings_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    for line in ["build", "check"] {
        let said = stderr(&run(folder.path(), line, 2));
        assert_eq!(
            said.matches("there is no `dateline.yaml`").count(),
            1,
            "{said}"
        );
        assert!(said.contains("dateline init"), "{said}");
    }
    run(folder.path(), "check --format json", 2);
    assert!(files_in(folder.path()).is_empty());
}

#[test]
fn an_error_leaves_the_site_that_stands() {
    let site = starter();
    run(site.path(), "build", 0);
    let before = stamps(&site.path().join("public"));
    put(&site, "content/events/talks.md", BROKEN);
    for line in ["build", "check", "-q build", "-q check"] {
        let said = stderr(&run(site.path(), line, 1));
        assert!(said.contains("content/events/talks.md:3:7"), "{said}");
    }
    assert_eq!(stamps(&site.path().join("public")), before);
}

#[test]
fn strict_makes_warnings_errors() {
    let site = starter();
    put(&site, "content/events/talks.md", UNSOURCED);
    for line in ["check", "build"] {
        let said = stderr(&run(site.path(), line, 0));
        assert!(said.contains("warning[no-source]"), "{said}");
        let said = stderr(&run(site.path(), &format!("{line} --strict"), 1));
        assert!(said.contains("`--strict`"), "{said}");
        assert_eq!(stderr(&run(site.path(), &format!("-q {line}"), 0)), "");
    }
}

#[test]
fn quiet_and_verbose() {
    let site = starter();
    let quiet = run(site.path(), "build -q", 0);
    assert_eq!(
        (stdout(&quiet), stderr(&quiet)),
        (String::new(), String::new())
    );
    let verbose = run(site.path(), "build -v --no-cache", 0);
    for stage in [
        "surveyed: 9 files",
        "read, compiled, planned: ",
        "rendered, published: ",
    ] {
        assert!(stderr(&verbose).contains(stage), "{}", stderr(&verbose));
    }
    run(site.path(), "build -q -v", 2);
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = starter();
    put(&site, "content/events/talks.md", DRAFT);
    let page = site.path().join("public/events/talks/index.html");
    run(site.path(), "build", 0);
    assert!(!page.exists());
    run(site.path(), "build --drafts", 0);
    assert!(page.exists());
    run(site.path(), "build", 0);
    assert!(!page.exists());
}

#[test]
fn the_base_address_may_be_given() {
    let site = starter();
    let front = || fs::read_to_string(site.path().join("public/index.html")).unwrap();
    run(site.path(), "build --base-url https://example.org/a/b", 0);
    assert!(front().contains("\"https://example.org/a/b/\""));
    assert!(site.path().join("public/sitemap.xml").exists());
    for wrong in [
        "nowhere",
        "ftp://example.org/",
        "https://example.org/?a",
        "https://a/\"b",
    ] {
        run(site.path(), &format!("build --base-url {wrong}"), 2);
        run(site.path(), &format!("check --base-url {wrong}"), 2);
    }
    assert!(front().contains("https://example.org/a/b/"));
}

#[test]
fn an_output_in_the_way_is_refused() {
    let site = starter();
    put(&site, "mine/notes.txt", "mine");
    let before = files_in(site.path());
    for out in [
        ".",
        "content",
        "content/out",
        "templates",
        "..",
        "/",
        "mine",
        "dateline.yaml",
    ] {
        let said = stderr(&run(site.path(), &format!("build --out {out}"), 2));
        assert!(said.starts_with("error: cannot publish into `"), "{said}");
    }
    assert_eq!(files_in(site.path()), before);
    run(site.path(), "build --out elsewhere/deep", 0);
    assert!(site.path().join("elsewhere/deep/index.html").exists());
    assert!(!site.path().join("public").exists());
}

#[test]
fn what_the_disk_refuses_is_told() {
    let site = starter();
    let said = stderr(&run(site.path(), "build --site nowhere", 3));
    assert!(said.starts_with("error: cannot open `nowhere`"), "{said}");
}

#[test]
fn colour_is_for_terminals() {
    let site = starter();
    put(&site, "content/events/talks.md", BROKEN);
    let coloured = |name: &str, value: &str| {
        let check = dateline(site.path())
            .env(name, value)
            .arg("check")
            .assert()
            .code(1);
        stderr(&check).contains('\u{1b}')
    };
    assert!(!coloured("TERM", "xterm-256color"));
    assert!(coloured("CLICOLOR_FORCE", "1"));
    assert!(!coloured("NO_COLOR", "1"));
}

#[test]
fn help_and_version_and_completions() {
    let folder = tempfile::tempdir().unwrap();
    let said = |line: &str, code| stdout(&run(folder.path(), line, code));
    assert_eq!(
        said("--version", 0),
        format!("dateline {}\n", env!("CARGO_PKG_VERSION"))
    );
    let help = said("--help", 0);
    for word in [
        "init",
        "new",
        "build",
        "check",
        "completions",
        "Exit codes: 0 done",
    ] {
        assert!(help.contains(word), "{help}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&format!("completions {shell}"), 0);
        assert!(script.contains("dateline"), "{shell}");
    }
    let slip = stderr(&run(folder.path(), "bild", 2));
    assert!(slip.contains("'build'"), "{slip}");
    run(folder.path(), "check --format xml", 2);
    run(folder.path(), "", 2);
}

/// `dateline … | head`: a reader that goes away is no failure, and no panic.
#[cfg(unix)]
#[test]
fn a_reader_may_go_away() {
    let site = starter();
    let program = assert_cmd::cargo::cargo_bin!("dateline");
    for line in ["completions bash", "build", "check --format json", "--help"] {
        let script = format!("('{}' {line}; echo $? >code) | true", program.display());
        let mut shell = Command::new("bash");
        let piped = shell
            .args(["-c", &script])
            .current_dir(site.path())
            .assert();
        assert!(!stderr(&piped.success()).contains("panicked"), "{line}");
        assert_eq!(
            fs::read_to_string(site.path().join("code")).unwrap(),
            "0\n",
            "{line}"
        );
    }
}
