//! News reports: the right date beside each expression of time, held against what the program makes of them.
//!
//! In `reports/`, `{on Tuesday = 2019-11-12 R}` marks an expression with its date, its part of the day and whether it is
//! **R**eported or **A**nnounced, as a reader of the report would say. What is not marked is no expression of time. The
//! rules were written without the reports in `reports/held-out/`.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::compile::compile;
use dateline::diagnostic::{Diagnostic, SitePath};
use dateline::exchange::{Arranged, IMPORTERS, Imported, Incoming, Mapping};
use dateline::folder::Folder;
use dateline::prepare::prepare;
use dateline::site::Site;
use serde_json::Value;

use super::{EMPTY, arranged, first_fault, with_drafts};

/// An expression as a report marks it, or as the program finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    bytes: (usize, usize),
    words: String,
    date: String,
    daypart: Option<String>,
    says: String,
}

/// A report without its marks, and the marks.
fn unmarked(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        let (mark, after) = after.split_once('}').expect("a mark that ends");
        let (words, answer) = mark.split_once(" = ").expect("a mark with its answer");
        let answer: Vec<&str> = answer.split(' ').collect();
        let (date, daypart, says) = match *answer.as_slice() {
            [date, says] => (date, None, says),
            [date, daypart, says] => (date, Some(daypart), says),
            _ => panic!("an answer is a date, a part of the day and A or R: {mark}"),
        };
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        marks.push(Mark {
            bytes: (start, text.len()),
            words: words.to_owned(),
            date: date.to_owned(),
            daypart: daypart.map(str::to_owned),
            says: if says == "A" { "announced" } else { "reported" }.to_owned(),
        });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

fn import(texts: &[(&str, &str)], site: &Site) -> Imported {
    let news = IMPORTERS
        .iter()
        .find(|importer| importer.name == "news")
        .unwrap();
    let files: Vec<SitePath> = texts.iter().map(|(file, _)| (*file).into()).collect();
    let mapping = Mapping::default();
    let incoming = texts.iter().zip(&files).map(|((_, text), file)| Incoming {
        file,
        text,
        mapping: &mapping,
        site,
    });
    news.read(&incoming.collect::<Vec<_>>())
}

/// What the program finds in a report.
fn found(text: &str) -> Vec<Mark> {
    let imported = import(&[("in", text)], &EMPTY);
    assert!(
        imported.diagnostics.is_empty(),
        "{:#?}",
        imported.diagnostics
    );
    let text_of = |value: &Value| value.as_str().map(str::to_owned);
    let byte = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mark = |detail: &Value| Mark {
        bytes: (byte(&detail["bytes"][0]), byte(&detail["bytes"][1])),
        words: text_of(&detail["expression"]).unwrap(),
        date: text_of(&detail["date"]).unwrap(),
        daypart: text_of(&detail["daypart"]),
        says: text_of(&detail["says"]).unwrap(),
    };
    imported.details.iter().map(mark).collect()
}

/// Counts of right answers among those that were given, and among those that were due.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    due: usize,
    given: usize,
    dates: usize,
    statuses: usize,
}

impl Score {
    fn add(&mut self, due: &[Mark], given: &[Mark], report: &str) {
        self.due += due.len();
        self.given += given.len();
        for mark in due {
            let is_it =
                |other: &&Mark| mark.bytes.0 < other.bytes.1 && other.bytes.0 < mark.bytes.1;
            let answer = given.iter().find(is_it);
            let is_dated = answer.is_some_and(|answer| {
                (&answer.date, &answer.daypart) == (&mark.date, &mark.daypart)
            });
            let is_told = answer.is_some_and(|answer| answer.says == mark.says);
            self.dates += usize::from(is_dated);
            self.statuses += usize::from(is_told);
            if !is_dated || !is_told {
                println!("{report}: due {mark:?}\n  given {answer:?}");
            }
        }
        for answer in given {
            let is_due = due
                .iter()
                .any(|mark| mark.bytes.0 < answer.bytes.1 && answer.bytes.0 < mark.bytes.1);
            if !is_due {
                println!("{report}: not due {answer:?}");
            }
        }
    }

    /// Precision and recall of dates, then of announced or reported.
    fn shares(self) -> [f64; 4] {
        let share = |right: usize, of: usize| {
            f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(of).unwrap())
        };
        [
            share(self.dates, self.given),
            share(self.dates, self.due),
            share(self.statuses, self.given),
            share(self.statuses, self.due),
        ]
    }
}

fn reports(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/exchange/reports")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let with_text = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        (file, text)
    };
    files.into_iter().map(with_text).collect()
}

fn score(folder: &str) -> Score {
    let mut score = Score::default();
    for (file, marked) in reports(folder) {
        let (text, due) = unmarked(&marked);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        score.add(&due, &found(&text), &name);
    }
    let [date_precision, date_recall, says_precision, says_recall] = score.shares();
    println!(
        "{folder:9} {} expressions, {} found; date: precision {date_precision:.3}, recall {date_recall:.3}; \
         announced or reported: precision {says_precision:.3}, recall {says_recall:.3}",
        score.due, score.given
    );
    score
}

#[test]
fn expressions_of_time_are_dated_as_readers_date_them() {
    let (known, held_out) = (score(""), score("held-out"));
    assert!(reports("").len() + reports("held-out").len() >= 12);
    assert!(known.due + held_out.due >= 120);
    for share in known.shares().into_iter().chain(held_out.shares()) {
        assert!(share >= 0.9, "{known:?} {held_out:?}");
    }
}

/// A site that knows some people and places.
fn site() -> Folder {
    Folder::from_literal(
        "-- dateline.yaml --\ntitle: Test\nlanguage: en-GB\n\
         -- content/actors/harlan-pike.md --\n---\ntitle: Harlan Pike\nkind: person\n---\n\
         -- content/actors/council.md --\n---\ntitle: Calderbury County Council\nalso: [county council]\n---\n\
         -- content/places/calderbury.md --\n---\ntitle: Calderbury\n---\n\
         -- content/sources/old.md --\n---\ntitle: An older report\npublisher: The Calder Post\npublished: 2019-01-01\nurl: https://www.calderpost.example/old\n---\n",
    )
}

fn compiled(folder: &Folder) -> Site {
    compile(folder, &with_drafts()).site.unwrap()
}

/// The report of a name, without its marks.
fn report(name: &str) -> String {
    let (_, marked) = reports("")
        .into_iter()
        .find(|(file, _)| file.file_stem().unwrap() == name)
        .unwrap();
    unmarked(&marked).0
}

/// Imports reports into a site, and gives the new files.
fn add_reports(folder: &mut Folder, texts: &[(&str, &str)]) -> (Imported, Arranged) {
    let imported = import(texts, &compiled(folder));
    let arranged = arranged(&imported, "news", folder);
    assert!(
        arranged.diagnostics.is_empty(),
        "{:#?}",
        arranged.diagnostics
    );
    for file in &arranged.files {
        folder.insert(&file.path, file.text.as_bytes());
    }
    (imported, arranged)
}

#[test]
fn a_report_becomes_a_source_and_drafts() {
    let mut folder = site();
    let (_, arranged) = add_reports(&mut folder, &[("flood.txt", &report("flood"))]);
    let source = &arranged.files[0];
    assert_eq!(source.path, "content/sources/calderpost-2019-11-12.md");
    assert_eq!(
        source.text,
        "---\ntitle: Rising Marle forces thousands from their homes\npublisher: The Calder Post\nagency: Northwire\n\
         published: 2019-11-12\nurl: \"https://www.calderpost.example/news/rising-marle-forces-thousands-from-homes\"\n\
         language: en\nkind: news report\n---\n"
    );
    let told = arranged
        .files
        .iter()
        .find(|file| file.text.contains("Two people have been missing"))
        .unwrap();
    assert!(told.text.contains("\ndraft: true\n"), "{}", told.text);
    let session = arranged
        .files
        .iter()
        .find(|file| file.text.contains("date: 2019-11-13\n"))
        .unwrap();
    for line in [
        "title: The government is to hold a meeting of its crisis committee",
        "daypart: afternoon",
        "status: announced",
        "sources: [{ id: calderpost-2019-11-12, says: announced }]",
        "<!-- A draft: write it anew in your own words.",
        "“Wednesday afternoon” is 2019-11-13: a weekday, by the newsroom's rule; a part of the day; seen from 2019-11-12.",
    ] {
        assert!(session.text.contains(line), "{line}\n{}", session.text);
    }
    let pike = arranged
        .files
        .iter()
        .find(|file| file.text.contains("daypart: morning"))
        .unwrap();
    assert!(pike.text.contains("actors: [Harlan Pike]"), "{}", pike.text);
    let night = arranged
        .files
        .iter()
        .find(|file| file.text.contains("date: 2019-11-10\n"))
        .unwrap();
    assert!(
        night
            .text
            .contains("actors: [Calderbury County Council]\nplaces: [Calderbury]"),
        "{}",
        night.text
    );
}

#[test]
fn comments_of_drafts_reach_no_page() {
    let mut folder = site();
    let text = "A headline\n20220121\n\nThe council said on Monday -- \"see [[nowhere]] and [@nobody]\" --> <b> that \u{202e} it rained.\n";
    let (_, arranged) = add_reports(&mut folder, &[("in.txt", text)]);
    assert_eq!(arranged.files.len(), 2);
    let prepared = prepare(&folder, &with_drafts());
    let faults: Vec<&Diagnostic> = prepared
        .diagnostics
        .iter()
        .filter(|fault| {
            fault
                .place
                .as_ref()
                .is_some_and(|place| place.file.contains("/events/"))
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let renderer = prepared.renderer.unwrap();
    let event = &renderer.site().events[0];
    assert_eq!(event.body.html.trim(), "", "{}", arranged.files[1].text);
}

#[test]
fn one_copy_in_two_outlets_is_one_origin_and_its_statements_one_draft() {
    let mut folder = site();
    let (one, other) = (report("flood"), report("flood-copy"));
    let (imported, arranged) = add_reports(&mut folder, &[("a.txt", &one), ("b.txt", &other)]);
    assert!(
        imported.guesses[0].ends_with("the agency is taken to be Northwire"),
        "{:?}",
        imported.guesses
    );
    let sources: Vec<&str> = arranged.files[..2]
        .iter()
        .map(|file| file.text.as_str())
        .collect();
    assert!(
        sources
            .iter()
            .all(|source| source.contains("agency: Northwire\n")),
        "{sources:#?}"
    );
    let both = "sources: [{ id: calderpost-2019-11-12, says: reported }, { id: the-eastern-ledger-2019-11-13, says: reported }]";
    let night = arranged
        .files
        .iter()
        .find(|file| file.text.contains("date: 2019-11-10\n"))
        .unwrap();
    assert!(night.text.contains(both), "{}", night.text);
    let site = compiled(&folder);
    let id = site
        .events
        .iter()
        .position(|event| event.date.text() == "2019-11-10")
        .unwrap();
    assert_eq!(site.graph.events[id].origins.len(), 1);
}

#[test]
fn a_second_import_of_reports_adds_nothing() {
    let mut folder = site();
    let (one, other, third) = (report("flood"), report("flood-copy"), report("court"));
    let (_, first) = add_reports(&mut folder, &[("a.txt", &one)]);
    let (_, second) = add_reports(&mut folder, &[("b.txt", &other), ("a.txt", &one)]);
    assert!(
        second
            .files
            .iter()
            .all(|file| !file.text.contains("calderpost")),
        "{:#?}",
        second.files
    );
    let (_, again) = add_reports(
        &mut folder,
        &[("a.txt", &one), ("c.txt", &third), ("b.txt", &other)],
    );
    assert!(
        again
            .files
            .iter()
            .all(|file| file.text.contains("portmerrow")),
        "{:#?}",
        again.files
    );
    let (_, last) = add_reports(
        &mut folder,
        &[("c.txt", &third), ("b.txt", &other), ("a.txt", &one)],
    );
    assert_eq!(last.files, []);
    assert!(last.known > first.files.len());
}

#[test]
fn reports_without_a_head_are_refused_with_the_place() {
    let check = |text: &str, expected: &str| {
        let imported = import(&[("in", text)], &EMPTY);
        let (message, pointed) = first_fault(text, &imported.diagnostics);
        assert!(message.starts_with(expected), "{message}");
        assert_eq!(pointed, text.lines().next().unwrap_or_default());
    };
    check("", "a headline is missing");
    check("20220121\n", "a headline is missing");
    check(
        "A headline\n\nOn Monday it rained.\n",
        "the day of publication is missing",
    );
    check(
        "A headline\n20221301\n\nOn Monday it rained.\n",
        "the day of publication is missing",
    );
    check(
        "---\ntitle: A headline\n---\nOn Monday it rained.\n",
        "the day of publication is missing",
    );
}
