//! The language server under messages of anything: each line of an input is one message with a true length, and the input as
//! a whole is a stream with whatever framing it has. Each request with an id gets one answer, and nothing is a panic.

use std::io::Write;

use dateline::folder::Folder;
use dateline::lsp::converse;
use lsp_server::Message;

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
        for line in bytes.split(|byte| *byte == b'\n').take(24) {
            write!(framed, "Content-Length: {}\r\n\r\n", line.len()).unwrap();
            framed.extend_from_slice(line);
        }
        let answers = converse(folder.clone(), &framed);
        let raw = converse(folder.clone(), bytes);
        (shape(&answers), shape(&raw))
    });
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
