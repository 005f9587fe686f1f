//! The language server under messages of anything: each line of an input is one message with a true length, and the input as
//! a whole is a stream with whatever framing it has. Each well-formed request gets one answer, in its turn, and nothing is a panic.

use std::io::Write;

use dateline::folder::Folder;
use dateline::lsp::converse;
use lsp_server::{Message, RequestId};

use super::fuzz;

const SITE: &str = "-- dateline.yaml --\ntitle: T\n-- content/events/talks.md --\n---\ntitle: Talks\ndate: 2022-01-09\nactors: [Ada]\nsources: [gazette]\n---\nSee [[talks]] and [@gazette]. Привет 👋 [[tal\n-- content/sources/gazette.md --\n---\ntitle: Gazette\n---\n";

const WORDS: [&str; 34] = [
    "\"jsonrpc\":\"2.0\"",
    "\"id\":1",
    "\"id\":\"a\"",
    "\"id\":null",
    "\"method\":\"initialize\"",
    "\"method\":\"initialized\"",
    "\"method\":\"shutdown\"",
    "\"method\":\"exit\"",
    "\"method\":\"$/cancelRequest\"",
    "\"method\":\"textDocument/didOpen\"",
    "\"method\":\"textDocument/didChange\"",
    "\"method\":\"textDocument/didClose\"",
    "\"method\":\"textDocument/completion\"",
    "\"method\":\"textDocument/hover\"",
    "\"method\":\"textDocument/definition\"",
    "\"method\":\"textDocument/references\"",
    "\"method\":\"textDocument/rename\"",
    "\"method\":\"textDocument/codeAction\"",
    "\"method\":\"workspace/symbol\"",
    "\"method\":\"workspace/didChangeWatchedFiles\"",
    "\"uri\":\"file:///site/content/events/talks.md\"",
    "\"uri\":\"file:///site/dateline.yaml\"",
    "\"uri\":\"untitled:x\"",
    "\"position\":{\"line\":7,\"character\":6}",
    "\"line\":4294967295",
    "\"character\":4294967295",
    "\"newName\":\"../x\"",
    "\"text\":\"---\\ntitle: A\\n---\\n[[\"",
    "\"contentChanges\":[]",
    "\"params\":{}",
    "Content-Length: 5\r\n\r\n",
    "Content-Length: 99999999999999999999\r\n\r\n",
    "\n",
    "👋",
];

#[test]
fn lsp() {
    let folder = Folder::from_literal(SITE);
    fuzz("lsp", &WORDS, |bytes| {
        let mut framed = Vec::new();
        let mut asked = Vec::new();
        for line in bytes.split(|byte| *byte == b'\n').take(24) {
            write!(framed, "Content-Length: {}\r\n\r\n", line.len()).unwrap();
            framed.extend_from_slice(line);
            if let Ok(Message::Request(request)) = serde_json::from_slice(line) {
                asked.push(request.id);
            }
        }
        let answers = converse(folder.clone(), &framed);
        assert_eq!(answered(&answers), asked);
        let raw = converse(folder.clone(), bytes);
        (shape(&answers), shape(&raw))
    });
}

/// The requests that were answered; what was told to be no request is left out.
fn answered(answers: &[Message]) -> Vec<RequestId> {
    let of_request = |message: &Message| match message {
        Message::Response(response) => match &response.response_result {
            Err(error) if error.message.starts_with("the message is no request") => None,
            _ => Some(response.id.clone()),
        },
        _ => None,
    };
    answers.iter().filter_map(of_request).collect()
}

/// What was said: notifications by their methods, answers by whether and how they failed.
fn shape(answers: &[Message]) -> Vec<String> {
    let one = |message: &Message| match message {
        Message::Notification(notification) => notification.method.clone(),
        Message::Request(request) => request.method.clone(),
        Message::Response(response) => match &response.response_result {
            Err(error) => error.code.to_string(),
            Ok(_) => "answer".to_owned(),
        },
    };
    answers.iter().map(one).collect()
}
