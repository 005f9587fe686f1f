//! Imports and exports as they are run: options, what is asked, what is said, what is written.

use std::fs;
use std::path::Path;

use assert_cmd::assert::Assert;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::dateline;
use crate::output::repository;

/// A folder with a site that has nothing but a title, and with these files beside it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "dateline.yaml",
        "title: Test\nlanguage: en-GB\n",
    );
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

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

/// The files below the content, by path.
fn content(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.join("content")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap();
                found.push(below.display().to_string());
            }
        }
    }
    found.sort();
    found
}

const TABLE: &str =
    "Headline,When,Notes\nTalks,2022-01-10,a\nSession,someday,b\nVote,2022-01-12,c\n";

#[test]
fn a_table_goes_where_it_is_told_to() {
    let site = folder(&[("in.csv", TABLE)]);
    let dry = run(
        site.path(),
        "import csv in.csv --map title=Headline,date=When,skip=Notes --partial --dry-run",
        1,
    );
    assert!(
        stdout(&dry)
            .contains("-- content/events/talks.md --\n---\ntitle: Talks\ndate: 2022-01-10\n"),
        "{dry}"
    );
    assert_eq!(content(site.path()), [""; 0]);
    let refused = run(site.path(), "import csv in.csv", 1);
    assert!(
        stderr(&refused).contains("nothing was written"),
        "{refused}"
    );
    assert!(stderr(&refused).contains("row 3"), "{refused}");
    assert_eq!(content(site.path()), [""; 0]);
    let partial = run(
        site.path(),
        "import csv in.csv --partial --into table/2022",
        1,
    );
    assert!(stderr(&partial).contains("read as:"), "{partial}");
    assert_eq!(
        content(site.path()),
        [
            "content/events/table/2022/talks.md",
            "content/events/table/2022/vote.md"
        ]
    );
    let again = run(site.path(), "import csv in.csv --partial", 1);
    assert!(
        stderr(&again).contains("0 files written; 2 imported before"),
        "{again}"
    );
}

#[test]
fn what_cannot_be_imported_is_said() {
    let site = folder(&[
        ("in.csv", TABLE),
        ("bad.json", "{\"events\": [\n  {\"text\": }\n]}\n"),
        (
            "bad.jsonl",
            "{\"title\": \"A\", \"date\": 2022}\n{\"title\" \"B\"}\n",
        ),
    ]);
    for (line, code, expected) in [
        ("import csv in.csv --into ../up", 2, "--into `../up`"),
        ("import csv in.csv --into a/.b", 2, "--into `a/.b`"),
        (
            "import csv in.csv --map title",
            2,
            "expected a field and a column",
        ),
        (
            "import csv in.csv in.csv",
            2,
            "`csv` takes one file at a time",
        ),
        ("import csv nowhere.csv", 3, "nowhere.csv"),
        ("import timelinejs bad.json", 1, "bad.json:2:12"),
        ("import timemap bad.json", 1, "bad.json:2:12"),
        ("import jsonl bad.jsonl", 1, "bad.jsonl:2:10"),
    ] {
        let told = run(site.path(), line, code);
        assert!(stderr(&told).contains(expected), "{line}\n{told}");
        assert_eq!(content(site.path()), [""; 0], "{line}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let site = folder(&[]);
    for (name, bytes, expected) in [
        (
            "utf8.csv",
            b"title,date\nA\xff,2022\n".as_slice(),
            "utf8.csv:2:2",
        ),
        ("utf16.csv", b"\xff\xfet\0i\0t\0l\0e\0", "UTF-16"),
        ("nul.csv", b"title,date\nA\0,2022\n", "nul.csv:2:2"),
    ] {
        fs::write(site.path().join(name), bytes).unwrap();
        for format in [
            "csv",
            "jsonl",
            "timelinejs",
            "markwhen",
            "ics",
            "timemap",
            "news",
        ] {
            let told = run(site.path(), &format!("import {format} {name}"), 1);
            assert!(stderr(&told).contains(expected), "{format}\n{told}");
        }
    }
    let folder = run(site.path(), "import csv .", 2);
    let advice = "`.` is a folder, and `csv` reads one file: name a file in it";
    assert!(stderr(&folder).contains(advice), "{folder}");
}

/// `script` gives the program a terminal, as a person has one.
#[cfg(target_os = "linux")]
#[test]
fn a_person_is_asked_whether_a_guess_is_right() {
    let answered = |answer: &str, more: &str| {
        let site = folder(&[("in.csv", "Headline,When\nTalks,2022-01-10\n")]);
        let program = assert_cmd::cargo::cargo_bin!("dateline");
        let line = format!("{} import csv in.csv {more}", program.display());
        let told = assert_cmd::Command::new("script")
            .args(["--quiet", "--return", "--command", &line, "/dev/null"])
            .current_dir(site.path())
            .write_stdin(answer)
            .assert();
        let code = told.get_output().status.code();
        (
            code,
            content(site.path()).len(),
            stdout(&told).contains("write 1 file? [Y/n]"),
        )
    };
    assert_eq!(answered("n\n", ""), (Some(2), 0, true));
    assert_eq!(answered("y\n", ""), (Some(0), 1, true));
    assert_eq!(answered("\n", ""), (Some(0), 1, true));
    assert_eq!(answered("n\n", "--yes"), (Some(0), 1, false));
    assert_eq!(answered("n\n", "--dry-run"), (Some(0), 0, false));
}

#[cfg(target_os = "linux")]
#[test]
fn an_archive_is_not_shown_on_a_terminal() {
    let site = folder(&[("content/events/a.md", "---\ntitle: A\ndate: 2022\n---\n")]);
    let program = assert_cmd::cargo::cargo_bin!("dateline");
    for (format, code, shown) in [
        ("zip", 2, "write it to a file with `--out FILE`"),
        ("datapackage", 2, "write it to a file with `--out FILE`"),
        ("csl-json", 0, "[]"),
    ] {
        let line = format!("{} export {format}", program.display());
        let told = assert_cmd::Command::new("script")
            .args(["--quiet", "--return", "--command", &line, "/dev/null"])
            .current_dir(site.path())
            .assert()
            .code(code);
        assert!(stdout(&told).contains(shown), "{told}");
        assert!(!stdout(&told).contains("PK"), "{told}");
    }
}

#[test]
fn an_export_overwrites_nothing() {
    let site = folder(&[
        ("content/events/a.md", "---\ntitle: A\ndate: 2022\n---\n"),
        ("there.json", "mine"),
    ]);
    for (out, advice) in [
        (
            "there.json",
            "`there.json` is there already, and an export overwrites nothing; give another name",
        ),
        ("content", "`content` is a folder; name a new file in it"),
    ] {
        let refused = run(site.path(), &format!("export timelinejs --out {out}"), 3);
        assert!(stderr(&refused).contains(advice), "{refused}");
        assert_eq!(stderr(&refused).matches("warning[no-source]").count(), 1);
    }
    assert_eq!(
        fs::read_to_string(site.path().join("there.json")).unwrap(),
        "mine"
    );
    run(site.path(), "export timelinejs --out new.json", 0);
    let written = fs::read_to_string(site.path().join("new.json")).unwrap();
    assert_eq!(written, stdout(&run(site.path(), "export timelinejs", 0)));
    put(site.path(), "content/events/b.md", "---\ntitle: B\n---\n");
    let refused = run(site.path(), "export csl-json --out broken.json", 1);
    assert!(
        stderr(&refused).contains("content/events/b.md"),
        "{refused}"
    );
    assert!(!site.path().join("broken.json").exists());
}

/// A report about people and places of the site in this repository, invented for this test.
const REPORT: &str = "Envoys weigh another round in Vienna
20220124
https://www.themoscowtimes.com/2022/01/24/invented-for-a-test

By Ada Quill

VIENNA (Northwire) - Wendy Sherman and Sergei Ryabkov may sit down again in Vienna on Thursday, two diplomats said on Monday, three days after Blinken and Lavrov had met in Geneva.

The EU wants a seat at the table, a spokesman said on Sunday evening. Draft treaties were first put forward last month.
";

#[test]
fn a_report_is_read_with_what_the_site_knows() {
    let site = tempfile::tempdir().unwrap();
    for part in ["content", "templates", "static"] {
        copy(&repository().join(part), &site.path().join(part));
    }
    fs::copy(
        repository().join("dateline.yaml"),
        site.path().join("dateline.yaml"),
    )
    .unwrap();
    put(site.path(), "reports/a.txt", REPORT);
    put(site.path(), "reports/notes.csv", "not a report");
    let before = content(site.path());

    let told = run(site.path(), "import news reports --format json", 0);
    assert_eq!(content(site.path()), before);
    let told: Value = serde_json::from_str(&stdout(&told)).unwrap();
    let statements = told["statements"].as_array().unwrap();
    let of = |statement: &Value| {
        let terms = statement["terms"].as_array().unwrap().iter();
        let terms: Vec<String> = terms
            .map(|term| term["title"].as_str().unwrap().to_owned())
            .collect();
        let text = |key: &str| statement[key].as_str().unwrap_or("-").to_owned();
        format!(
            "{} {} {} {}: {}",
            text("line"),
            text("date"),
            text("daypart"),
            text("says"),
            terms.join(", ")
        )
        .trim_start_matches("- ")
        .to_owned()
    };
    assert_eq!(
        statements.iter().map(of).collect::<Vec<_>>(),
        [
            "2022-01-27 - announced: Wendy Sherman, Sergei Ryabkov, Vienna, Antony Blinken, Sergei Lavrov, Geneva",
            "2022-01-24 - reported: Wendy Sherman, Sergei Ryabkov, Vienna, Antony Blinken, Sergei Lavrov, Geneva",
            "2022-01-21 - reported: Wendy Sherman, Sergei Ryabkov, Vienna, Antony Blinken, Sergei Lavrov, Geneva",
            "2022-01-23 evening reported: European Union",
            "2021-12 - reported: ",
        ]
    );
    let paths: Vec<&str> = told["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    let source = told["files"][0]["text"].as_str().unwrap();
    assert_eq!(paths[0], "content/sources/themoscowtimes-2022-01-24.md");
    assert!(
        source.contains("publisher: The Moscow Times\nagency: Northwire\nauthors")
            || source.contains("publisher: The Moscow Times\nagency: Northwire\n"),
        "{source}"
    );
    assert!(source.contains("authors: [Ada Quill]"), "{source}");

    run(site.path(), "import news reports", 0);
    run(site.path(), "check", 0);
    run(site.path(), "check --drafts", 0);
    let again = run(site.path(), "import news reports/a.txt", 0);
    assert!(
        stderr(&again).contains("0 files written; 6 imported before"),
        "{again}"
    );
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::create_dir_all(to).unwrap();
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
