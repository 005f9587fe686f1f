//! Definition, references and symbols.

use serde_json::{Value, json};

use super::{Editor, SITE, path_of};

const TALKS: &str = "content/events/2022-01-21-talks.md";
const LETTERS: &str = "content/events/letters.md";

fn place(location: &Value) -> String {
    let start = &location["range"]["start"];
    format!(
        "{}:{}:{}",
        path_of(&location["uri"]),
        start["line"],
        start["character"]
    )
}

#[track_caller]
fn check_definition(path: &str, words: &str, expected: &str) {
    let answer = Editor::new(SITE).ask_in("textDocument/definition", path, words, json!({}));
    assert_eq!(
        answer.map(|it| place(&it)),
        Ok(expected.to_owned()),
        "{words}"
    );
}

#[test]
fn a_name_leads_to_its_record() {
    check_definition(TALKS, "[NA|TO]", "content/actors/nato.md:1:7");
    check_definition(TALKS, "[@d|w-1]", "content/sources/dw-1.md:1:7");
    check_definition(TALKS, "follows: le|tters", "content/events/letters.md:1:7");
    check_definition(
        LETTERS,
        "[[Geneva |talks]]",
        "content/events/2022-01-21-talks.md:1:7",
    );
    check_definition(
        LETTERS,
        "[the|m](",
        "content/events/2022-01-21-talks.md:1:7",
    );
    check_definition(LETTERS, "id: dw|-1", "content/sources/dw-1.md:1:7");
    check_definition(LETTERS, "sources: [d|w-1]", "content/sources/dw-1.md:1:7");
    check_definition(
        "dateline.yaml",
        "[gen|eva]",
        "content/events/2022-01-21-talks.md:5:9",
    );
    check_definition(
        "content/places/hall.md",
        "part_of: G|eneva",
        "content/events/2022-01-21-talks.md:5:9",
    );
    let nothing =
        Editor::new(SITE).ask_in("textDocument/definition", TALKS, "They *|met", json!({}));
    assert_eq!(nothing, Ok(Value::Null));
}

#[track_caller]
fn check_references(path: &str, words: &str, expected: &[&str]) {
    let context = json!({"context": {"includeDeclaration": false}});
    let answer = Editor::new(SITE).ask_in("textDocument/references", path, words, context);
    let found: Vec<String> = answer
        .expect("an answer")
        .as_array()
        .expect("a list")
        .iter()
        .map(place)
        .collect();
    assert_eq!(found, expected, "{words}");
}

#[test]
fn every_place_that_names_a_record_is_found() {
    check_references(
        "content/sources/dw-1.md",
        "No bre|ak",
        &[
            "content/events/2022-01-21-talks.md:6:10",
            "content/events/2022-01-21-talks.md:10:44",
            "content/events/letters.md:4:8",
            "content/events/letters.md:8:14",
        ],
    );
    check_references(
        TALKS,
        "Gen|eva talks",
        &[
            "content/events/letters.md:10:9",
            "content/events/letters.md:10:27",
            "content/events/letters.md:10:42",
            "content/events/letters.md:10:81",
        ],
    );
    check_references(
        "dateline.yaml",
        "[gen|eva]",
        &[
            "content/events/2022-01-21-talks.md:5:9",
            "content/places/hall.md:2:9",
            "dateline.yaml:4:35",
        ],
    );
}

#[test]
fn columns_count_utf16_units_or_bytes_as_agreed() {
    let utf8 = json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}});
    let mut editor = Editor::with_capabilities(SITE, utf8);
    let text = "---\ntitle: Letters\ndate: 2021\n---\n🕊 Київ: [[talks]]\n";
    editor.open(LETTERS, text);
    let column = "🕊 Київ: [[ta".len();
    let params = json!({"textDocument": {"uri": super::uri(LETTERS)}, "position": {"line": 4, "character": column}});
    let answer = editor
        .ask("textDocument/definition", params)
        .expect("an answer");
    assert_eq!(place(&answer), "content/events/2022-01-21-talks.md:1:7");
    let column = "🕊 Київ: ".len();
    let hover = json!({"textDocument": {"uri": super::uri(LETTERS)}, "position": {"line": 4, "character": column}});
    let answer = editor.ask("textDocument/hover", hover).expect("an answer");
    assert_eq!(answer["range"]["start"]["character"], column);
}

#[test]
fn symbols_are_records() {
    let mut editor = Editor::new(SITE);
    let mut names = |query: &str| -> Vec<String> {
        let found = editor
            .ask("workspace/symbol", json!({"query": query}))
            .expect("an answer");
        found
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["name"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(names("geneva"), ["Geneva talks", "Geneva"]);
    assert_eq!(names("dw-1"), ["No breakthrough"]);
    assert_eq!(names("zzz"), [""; 0]);
    let document = json!({"textDocument": {"uri": super::uri(TALKS)}});
    let own = Editor::new(SITE)
        .ask("textDocument/documentSymbol", document)
        .expect("an answer");
    assert_eq!(own[0]["name"], "Geneva talks");
    assert_eq!(own[0]["containerName"], "January 21, 2022");
}
