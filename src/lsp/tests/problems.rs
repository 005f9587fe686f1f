//! Diagnostics while a site is edited, and what is offered to mend them.

use lsp_server::Message;
use serde_json::{Value, json};

use super::{Editor, SITE, path_of, uri};
use crate::folder::Folder;

const LETTERS: &str = "content/events/letters.md";

/// A site without faults.
const SOUND: &str = "-- dateline.yaml --\ntitle: T\n-- content/events/talks.md --\n---\ntitle: Talks\ndate: 2022\nsources: [dw-1]\n---\n\
                     -- content/sources/dw-1.md --\n---\ntitle: DW\n---\n";

fn told(pairs: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    pairs
        .iter()
        .map(|(file, codes)| ((*file).to_owned(), owned(codes)))
        .collect()
}

#[test]
fn diagnostics_come_and_go_with_the_text() {
    let mut editor = Editor::new(SOUND);
    assert_eq!(editor.settle(), []);
    assert!(!editor.server.is_waiting());
    let talks = "content/events/talks.md";
    editor.open(
        talks,
        "---\ntitle: Talks\ndate: 2022\nsources: [dw-1]\nactorz: [x]\n---\n",
    );
    assert!(editor.server.is_waiting());
    assert_eq!(editor.settle(), told(&[(talks, &["misspelt-key"])]));
    assert_eq!(editor.settle(), []);
    let change = json!({
        "textDocument": {"uri": uri(talks), "version": 2},
        "contentChanges": [{"range": {"start": {"line": 4, "character": 5}, "end": {"line": 4, "character": 6}}, "text": "s"}],
    });
    editor.tell("textDocument/didChange", change);
    assert_eq!(editor.settle(), told(&[(talks, &[])]));
    editor.open("dateline.yaml", "titel: T\n");
    let found = editor.settle();
    assert_eq!(found[0].0, "dateline.yaml");
    editor.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri("dateline.yaml")}}),
    );
    assert_eq!(editor.settle(), told(&[("dateline.yaml", &[])]));
}

#[test]
fn a_part_of_a_text_that_is_not_known_hides_no_file() {
    let mut editor = Editor::new(SOUND);
    editor.settle();
    let talks = "content/events/talks.md";
    let start = json!({"line": 0, "character": 0});
    let part = json!({"range": {"start": start, "end": start}, "text": "x"});
    let whole =
        json!({"text": "---\ntitle: Talks\ndate: 2022\nsources: [dw-1]\nactorz: [x]\n---\n"});
    let mut change = |changes: Value| {
        let document = json!({"uri": uri(talks), "version": 2});
        editor.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
        editor.settle()
    };
    assert_eq!(change(json!([part])), []);
    assert_eq!(change(json!([])), []);
    let misspelt: &[&str] = &["misspelt-key"];
    assert_eq!(change(json!([whole])), told(&[(talks, misspelt)]));
}

#[test]
fn what_is_asked_in_between_hides_no_diagnostics() {
    let mut editor = Editor::new(SOUND);
    editor.settle();
    let talks = "content/events/talks.md";
    let hover = editor.ask_at(
        "textDocument/hover",
        talks,
        "---\ntitle: Talks\nda|te: 2022\nactorz: [x]\nsources: [dw-1]\n---\n",
        json!({}),
    );
    assert!(hover.is_ok());
    assert!(editor.server.is_waiting());
    assert_eq!(editor.settle().len(), 1);
}

#[test]
fn templates_and_deleted_files_count() {
    let mut editor = Editor::new(SOUND);
    editor.settle();
    editor.open("templates/event.html", "{% if %}");
    assert_eq!(editor.settle()[0].0, "templates/event.html");
    editor.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri("templates/event.html")}}),
    );
    assert_eq!(editor.settle(), told(&[("templates/event.html", &[])]));
    let mut disk = Folder::from_literal(SOUND);
    disk.content
        .retain(|file| !file.path.starts_with("content/sources/"));
    editor.server.set_disk(disk);
    assert_eq!(
        editor.settle(),
        told(&[("content/events/talks.md", &["unknown-source"])])
    );
    editor.server.set_disk(Folder::from_literal(SOUND));
    assert_eq!(editor.settle(), told(&[("content/events/talks.md", &[])]));
}

#[test]
fn a_diagnostic_says_all_that_is_known() {
    let mut editor = Editor::new(SOUND);
    editor.open(
        "content/events/other.md",
        "---\ntitle: 🕊\ndate: 2022\nslug: talks\nsources: [🕊, dw-2]\n---\n",
    );
    let messages = editor.server.settle();
    let all: Vec<Value> = messages
        .into_iter()
        .filter_map(|message| match message {
            Message::Notification(it) => Some(it.params),
            _ => None,
        })
        .collect();
    let problems = |file: &str| {
        let of_file = all
            .iter()
            .find(|it| path_of(&it["uri"]) == file)
            .expect("diagnostics of the file");
        of_file["diagnostics"].as_array().expect("a list").clone()
    };
    let other = problems("content/events/talks.md");
    assert_eq!(other[0]["code"], "duplicate-slug");
    assert_eq!(other[0]["severity"], 1);
    assert_eq!(other[0]["source"], "dateline");
    assert_eq!(other[0]["relatedInformation"][0]["message"], "and this one");
    assert!(
        other[0]["message"]
            .as_str()
            .is_some_and(|it| it.contains("help: rename one"))
    );
}

/// The titles of what can be done in a file, and the edits of the first.
fn actions(marked: &str) -> (Vec<String>, Value) {
    let mut editor = Editor::new(SITE);
    let at = marked.find('|').expect("a cursor");
    let line = marked[..at].matches('\n').count();
    let column = at - marked[..at].rfind('\n').map_or(0, |it| it + 1);
    editor.open(LETTERS, &marked.replacen('|', "", 1));
    let position = json!({"line": line, "character": column});
    let params = json!({
        "textDocument": {"uri": uri(LETTERS)},
        "range": {"start": position, "end": position},
        "context": {"diagnostics": []},
    });
    let found = editor
        .ask("textDocument/codeAction", params)
        .expect("an answer");
    let list = found.as_array().expect("a list").clone();
    let titles = list
        .iter()
        .map(|it| it["title"].as_str().unwrap_or_default().to_owned());
    (
        titles.collect(),
        found[0]["edit"]["documentChanges"].clone(),
    )
}

#[test]
fn what_was_meant_is_one_keystroke_away() {
    let (titles, edit) = actions("---\ntitle: Letters\ndate: 2021\nactorz|: [NATO]\n---\n");
    assert_eq!(titles, ["Change to `actors`"]);
    assert_eq!(edit[0]["edits"][0]["newText"], "actors");
    assert_eq!(
        edit[0]["edits"][0]["range"]["start"],
        json!({"line": 3, "character": 0})
    );
    let (titles, edit) = actions("---\ntitle: Letters\ndate: 2021\nsources: [dw|-2]\n---\n");
    assert_eq!(titles, ["Change to `dw-1`", "Make the source `dw-2`"]);
    assert_eq!(edit[0]["edits"][0]["newText"], "dw-1");
    let (titles, edit) = actions("---\ntitle: Letters\ndate: 2021\n---\nSo [@dw-|2].\n");
    assert_eq!(titles, ["Change to `@dw-1`", "Make the source `dw-2`"]);
    assert_eq!(edit[0]["edits"][0]["newText"], "@dw-1");
    let (titles, edit) = actions("---\ntitle: Letters\ndate: 2021\n---\nSo [[tal|kz#a]].\n");
    assert_eq!(titles, ["Change to `[[talks#a]]`"]);
    assert_eq!(edit[0]["edits"][0]["newText"], "[[talks#a]]");
}

#[test]
fn a_text_that_many_name_is_gone_through_once() {
    let mut site = String::from("-- dateline.yaml --\ntitle: T\n");
    for number in 0..2_000 {
        let event = format!(
            "-- content/events/e{number}.md --\n---\ntitle: T\ndate: 2022\nslug: talks\n---\n"
        );
        site.push_str(&event);
        if number == 0 {
            site.push_str(&"Words.\n".repeat(20_000));
        }
    }
    let mut editor = Editor::new(&site);
    let began = std::time::Instant::now();
    let told = editor.settle();
    assert_eq!(told.len(), 2_000);
    // 2,000 times 20,000 lines would take minutes.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

#[test]
fn what_is_named_and_not_there_can_be_made() {
    let (titles, edit) = actions("---\ntitle: Letters\ndate: 2021\nplaces: [Gen|eva]\n---\n");
    assert_eq!(titles, ["Make a file for `Geneva`"]);
    assert_eq!(
        edit[0],
        json!({"kind": "create", "uri": uri("content/places/geneva.md")})
    );
    assert_eq!(edit[1]["edits"][0]["newText"], "---\ntitle: Geneva\n---\n");
    let (titles, _) = actions("---\ntitle: Letters\ndate: 2021\nactors: [NA|TO]\n---\n");
    assert_eq!(titles, [""; 0]);
}
