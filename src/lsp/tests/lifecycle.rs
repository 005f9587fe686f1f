//! The conversation itself: its beginning and end, what is not known, what is no message.

use lsp_server::Message;
use serde_json::{Value, json};

use super::super::{Root, Server, converse, roots_of};
use super::{Editor, SITE, uri};
use crate::folder::Folder;

fn frame(message: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{message}", message.len())
}

/// The error codes of the answers to a stream of messages; 0 for a result.
fn codes(messages: &[&str]) -> Vec<i64> {
    let stream: String = messages.iter().map(|message| frame(message)).collect();
    let answers = converse(Folder::from_literal(SITE), stream.as_bytes());
    let code = |message: &Message| match message {
        Message::Response(it) => Some(
            it.response_result
                .as_ref()
                .err()
                .map_or(0, |error| error.code.into()),
        ),
        _ => None,
    };
    answers.iter().filter_map(code).collect()
}

const INITIALIZE: &str =
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
const SHUTDOWN: &str = r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#;

#[test]
fn requests_are_answered_in_their_time() {
    let hover = r#"{"jsonrpc":"2.0","id":"h","method":"textDocument/hover","params":{}}"#;
    let unknown = r#"{"jsonrpc":"2.0","id":3,"method":"textDocument/moniker","params":{}}"#;
    let cancel = r#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":3}}"#;
    assert_eq!(codes(&[SHUTDOWN, INITIALIZE]), [-32002, 0]);
    assert_eq!(codes(&[INITIALIZE, INITIALIZE]), [0, -32600]);
    assert_eq!(
        codes(&[INITIALIZE, cancel, unknown, hover]),
        [0, -32601, -32602]
    );
    assert_eq!(codes(&[INITIALIZE, SHUTDOWN, unknown]), [0, 0, -32600]);
}

#[test]
fn what_is_no_message_ends_nothing() {
    for nonsense in [
        "",
        "{",
        "null",
        "[]",
        "\u{0}",
        r#"{"id":null}"#,
        r#"{"jsonrpc":"2.0","method":5}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"::"}}}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///site/dateline.yaml","version":1},"contentChanges":[{"range":{"start":{"line":9,"character":9},"end":{"line":4294967295,"character":4294967295}},"text":"\u0000"}]}}"#,
    ] {
        assert_eq!(
            codes(&[INITIALIZE, nonsense, SHUTDOWN]),
            [0, 0],
            "{nonsense}"
        );
    }
    let request = r#"{"jsonrpc":"2.0","id":7,"method":[]}"#;
    assert_eq!(codes(&[INITIALIZE, request, SHUTDOWN]), [0, -32600, 0]);
}

#[test]
fn every_request_survives_every_place() {
    let mut editor = Editor::new(SITE);
    let methods = [
        "completion",
        "hover",
        "definition",
        "references",
        "prepareRename",
        "rename",
        "codeAction",
    ];
    let places = [
        (0, 0),
        (0, 9_999),
        (3, 1),
        (10, 7),
        (99, 0),
        (u32::MAX, u32::MAX),
    ];
    for path in [
        "dateline.yaml",
        "content/events/letters.md",
        "content/x.md",
        "templates/page.html",
        "README.md",
        "",
    ] {
        for (line, character) in places {
            let position = json!({"line": line, "character": character});
            for method in methods {
                let params = json!({
                    "textDocument": {"uri": uri(path)},
                    "position": position,
                    "newName": "x",
                    "range": {"start": position, "end": position},
                    "context": {"includeDeclaration": true, "diagnostics": [], "triggerKind": 1},
                });
                // An answer or a refusal; what matters is that one comes.
                let answer = editor.ask(&format!("textDocument/{method}"), params);
                assert!(
                    answer.is_ok() || method.contains("ename"),
                    "{method}: {answer:?}"
                );
            }
        }
    }
}

#[test]
fn the_end_has_the_code_of_the_protocol() {
    let mut asked = Editor::new(SITE);
    assert_eq!(asked.ask("shutdown", Value::Null), Ok(Value::Null));
    asked.tell("exit", Value::Null);
    assert_eq!(asked.server.ended(), Some(0));
    let mut unasked = Editor::new(SITE);
    assert_eq!(unasked.server.ended(), None);
    unasked.tell("exit", Value::Null);
    assert_eq!(unasked.server.ended(), Some(1));
}

#[test]
fn who_can_watch_is_asked_to() {
    let can = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut editor = Editor::with_capabilities(SITE, can);
    let asked = editor.tell("initialized", json!({}));
    assert!(
        matches!(&asked[..], [Message::Request(it)] if it.method == "client/registerCapability")
    );
    assert!(!editor.server.wants_watch());
    let changed = json!({"changes": [{"uri": uri("content/events/a.md"), "type": 3}, {"uri": "file:///else", "type": 1}]});
    editor.tell("workspace/didChangeWatchedFiles", changed);
    assert_eq!(editor.server.take_reads(), ["content/events/a.md".into()]);
    assert!(Editor::new(SITE).server.wants_watch());
}

#[test]
fn the_folders_of_the_editor_are_known() {
    let first = |params: Value| {
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}).to_string()
    };
    let check =
        |params: Value, expected: &[&str]| assert_eq!(roots_of(first(params).as_bytes()), expected);
    check(json!({"rootUri": "file:///a%20b"}), &["/a b"]);
    check(
        json!({"workspaceFolders": [{"uri": "file:///x", "name": "x"}], "rootUri": "file:///x"}),
        &["/x"],
    );
    check(json!({"rootUri": null}), &[]);
    assert_eq!(roots_of(b"nonsense"), [""; 0]);
    assert_eq!(
        Server::new(Root::new([]), Folder::default())
            .handle_bytes(INITIALIZE.as_bytes())
            .len(),
        1
    );
}
