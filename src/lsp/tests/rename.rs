//! Renaming: the whole change applied to the site's texts, and the site compiled again.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Editor, SITE, path_of, uri};
use crate::compile::{Options, compile};
use crate::folder::Folder;

const TALKS: &str = "content/events/2022-01-21-talks.md";
const LETTERS: &str = "content/events/letters.md";

fn files(site: &str) -> BTreeMap<String, String> {
    let folder = Folder::from_literal(site);
    let all = folder.settings.iter().chain(&folder.content);
    all.map(|file| {
        (
            file.path.to_string(),
            String::from_utf8_lossy(&file.bytes).into_owned(),
        )
    })
    .collect()
}

/// Applies a workspace edit, as an editor does.
fn apply(files: &mut BTreeMap<String, String>, edit: &Value) {
    let plain = edit["changes"].as_object().into_iter().flatten();
    for (address, edits) in plain {
        let path = path_of(&Value::from(address.as_str()));
        apply_edits(files.get_mut(&path).expect("a file"), edits);
    }
    for operation in edit["documentChanges"].as_array().into_iter().flatten() {
        if operation["kind"] == "rename" {
            let text = files
                .remove(&path_of(&operation["oldUri"]))
                .expect("a file");
            files.insert(path_of(&operation["newUri"]), text);
        } else {
            let path = path_of(&operation["textDocument"]["uri"]);
            apply_edits(files.get_mut(&path).expect("a file"), &operation["edits"]);
        }
    }
}

fn apply_edits(text: &mut String, edits: &Value) {
    use super::super::position::{Encoding, Lines};
    let mut edits: Vec<(std::ops::Range<usize>, String)> =
        (edits.as_array().expect("a list").iter())
            .map(|edit| {
                let range = serde_json::from_value(edit["range"].clone()).expect("a range");
                let bytes = Lines::of(text, Encoding::Utf16).bytes(range);
                (bytes, edit["newText"].as_str().expect("a text").to_owned())
            })
            .collect();
    // Of two insertions at one place the first in the list stands first in the text.
    edits.reverse();
    edits.sort_by_key(|(bytes, _)| std::cmp::Reverse(bytes.start));
    for (bytes, new) in edits {
        text.replace_range(bytes, &new);
    }
}

/// Renames what stands at a place; the files that are there afterwards.
fn renamed(site: &str, path: &str, words: &str, new: &str) -> BTreeMap<String, String> {
    let mut editor = Editor::new(site);
    let edit = editor.ask_in("textDocument/rename", path, words, json!({"newName": new}));
    let mut files = files(site);
    apply(&mut files, &edit.expect("an answer"));
    files
}

/// The diagnostics that a site has after a change and had not before.
fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut folder = Folder::default();
    for (path, text) in files {
        folder.insert(path, text.as_bytes());
    }
    let found = compile(&folder, &Options::default()).diagnostics;
    found.into_iter().map(|it| it.message).collect()
}

#[test]
fn an_event_takes_its_links_along() {
    let before = faults(&files(SITE));
    for (path, words) in [
        (TALKS, "title: Gene|va"),
        (LETTERS, "[[tal|ks#x"),
        (LETTERS, "[the|m]"),
    ] {
        let after = renamed(SITE, path, words, "round-one");
        assert!(!after.contains_key(TALKS));
        let own = &after["content/events/2022-01-21-round-one.md"];
        assert!(own.contains("aliases: [/old/, /events/talks/]\n"), "{own}");
        let letters = &after[LETTERS];
        let line = "🕊 Київ: [[Geneva talks]], [[round-one#x|y]], [them](../events/2022-01-21-round-one.md), [there](/events/round-one/).";
        assert!(letters.contains(line), "{letters}");
        assert_eq!(faults(&after).len(), before.len());
    }
}

#[test]
fn a_source_and_a_term_take_theirs() {
    let after = renamed(SITE, TALKS, "[@dw|-1]", "dw-2022");
    assert!(after["content/sources/dw-2022.md"].contains("aliases: [/sources/dw-1/]\n"));
    let named = |path: &str| after[path].matches("dw-2022").count();
    assert_eq!((named(TALKS), named(LETTERS)), (2, 2));
    assert!(!after.values().any(|text| text.contains("dw-1]")));
    let after = renamed(SITE, TALKS, "[[na|to|the", "north-atlantic");
    assert!(after.contains_key("content/actors/north-atlantic.md"));
    assert!(after[TALKS].contains("[[north-atlantic|the alliance]]"));
    assert!(
        after[TALKS].contains("actors: [NATO]"),
        "a title stays what it is"
    );
}

#[test]
fn renaming_back_leaves_one_alias_the_other_way() {
    let once = renamed(SITE, LETTERS, "title: Let|ters", "post");
    let mut literal = String::new();
    for (path, text) in &once {
        literal.push_str(&["-- ", path, " --\n", text].concat());
    }
    let back = renamed(
        &literal,
        "content/events/post.md",
        "title: Let|ters",
        "letters",
    );
    assert!(
        back[LETTERS].contains("aliases: [/events/post/]\n"),
        "{}",
        back[LETTERS]
    );
}

#[test]
fn a_slug_that_is_written_is_changed_where_it_stands() {
    let site = "-- dateline.yaml --\ntitle: T\n-- content/events/a.md --\n---\ntitle: A\ndate: 2022\nslug: one\naliases:\n  - /x/\n---\n\
                -- content/events/folder/index.md --\n---\ntitle: F\ndate: 2022\naliases:\n---\n\
                -- content/events/2022-01-21.md --\n---\ntitle: D\n---\n-- content/events/h.md --\n# H\n";
    let after = renamed(site, "content/events/a.md", "slug: on|e", "two");
    assert!(
        after["content/events/a.md"]
            .contains("slug: two\naliases:\n  - /x/\n  - /events/one/\n---")
    );
    let after = renamed(site, "content/events/folder/index.md", "title: |F", "two");
    let own = &after["content/events/folder/index.md"];
    assert!(
        own.contains("aliases: [/events/folder/]") && own.contains("slug: two"),
        "{own}"
    );
    let after = renamed(site, "content/events/2022-01-21.md", "title: |D", "two");
    assert!(
        after["content/events/2022-01-21.md"]
            .contains("slug: two\naliases: [/events/2022-01-21/]\n")
    );
}

#[test]
fn an_editor_that_cannot_rename_files_writes_the_slug() {
    let mut editor = Editor::with_capabilities(SITE, json!({}));
    let edit = editor.ask_in(
        "textDocument/rename",
        TALKS,
        "title: Gene|va",
        json!({"newName": "round-one"}),
    );
    let mut files = files(SITE);
    apply(&mut files, &edit.expect("an answer"));
    assert!(
        files[TALKS].contains("slug: round-one\n"),
        "{}",
        files[TALKS]
    );
    assert!(files[LETTERS].contains("[[round-one#x|y]]"));
}

#[test]
fn what_cannot_be_renamed_is_refused_with_a_reason() {
    let mut editor = Editor::new(SITE);
    let mut refused = |path: &str, words: &str, new: &str| {
        editor
            .ask_in("textDocument/rename", path, words, json!({"newName": new}))
            .expect_err("a refusal")
    };
    let rule = "a slug has lowercase letters, digits and single hyphens between them";
    assert_eq!(
        refused(TALKS, "title: G|en", "Round One"),
        format!("{rule}: `round-one`, not `Round One`")
    );
    assert_eq!(
        refused(TALKS, "title: G|en", "letters"),
        "`/events/letters/` is the address of another page"
    );
    assert!(refused(TALKS, "places: [G|en", "x").starts_with("it has no file of its own"));
    assert!(refused(TALKS, "summary: Th|ey", "x").starts_with("nothing here has an address"));
    let prepared = editor
        .ask_in(
            "textDocument/prepareRename",
            LETTERS,
            "[[ta|lks#x",
            json!({}),
        )
        .expect("an answer");
    assert_eq!(prepared["placeholder"], "talks");
    assert_eq!(prepared["range"]["start"]["character"], 29);
    assert_eq!(prepared["range"]["end"]["character"], 34);
}

#[test]
fn while_the_settings_are_broken_nothing_is_changed() {
    let mut editor = Editor::new(SITE);
    editor.settle();
    let before = editor.server.workspace.text(LETTERS).expect("a file");
    let params = json!({"newName": "post"});
    // The site that is known is of the text before: its places are none of the text that is there now.
    let longer = before.replacen("🕊", "Some words more. 🕊", 1);
    let marked = longer.replacen("title: Let", "title: Let|", 1);
    editor.open("dateline.yaml", "title: [");
    let why = "`dateline.yaml` cannot be read as it stands; mend it first";
    for method in ["rename", "prepareRename", "codeAction"] {
        let mut params = params.clone();
        let start = json!({"line": 1, "character": 10});
        params["range"] = json!({"start": start, "end": start});
        params["context"] = json!({"diagnostics": []});
        let method = format!("textDocument/{method}");
        let answer = editor.ask_at(&method, LETTERS, &marked, params);
        // What mends a mistake is offered all the same; here is none.
        let expected = if method.ends_with("codeAction") {
            Ok(json!([]))
        } else {
            Err(why.to_owned())
        };
        assert_eq!(answer, expected, "{method}");
    }
    editor.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri("dateline.yaml")}}),
    );
    let answer = editor.ask_at("textDocument/rename", LETTERS, &marked, params);
    assert!(answer.is_ok(), "{answer:?}");
}

#[test]
fn a_site_whose_settings_were_never_read_is_not_changed() {
    let mut editor = Editor::new(&SITE.replace("title: Київ 🕊\n", "title: [\n"));
    let params = json!({"newName": "post"});
    let answer = editor.ask_in("textDocument/rename", LETTERS, "title: Let|ters", params);
    assert!(answer.is_err(), "{answer:?}");
}
