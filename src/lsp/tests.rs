//! The server as an editor sees it: a site, a document with the cursor at `|`, a request, what comes back.

#![expect(
    clippy::needless_pass_by_value,
    reason = "parameters are written in place with `json!`"
)]

mod completion;
mod lifecycle;
mod navigation;
mod problems;
mod rename;

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

use super::{Root, Server};
use crate::folder::Folder;

/// A site with an event, its sources, terms with and without files, and a view.
pub(super) const SITE: &str = "\
-- dateline.yaml --
title: Київ 🕊
taxonomies: {lanes: {title: Lanes}}
statuses: {leaked: Leaked}
views:
  geneva: {title: Geneva, places: [geneva]}
-- content/events/2022-01-21-talks.md --
---
title: Geneva talks
date: 2022-01-21
summary: They *met*.
actors: [NATO]
places: [Geneva]
sources: [dw-1]
relations: {follows: letters}
aliases: [/old/]
---
See [[letters]], [[nato|the alliance]] and [@dw-1].
-- content/events/letters.md --
---
title: Letters
date: 2021-12?
sources:
  - id: dw-1
    says: announced
accounts:
  - claim: So
    sources: [dw-1]
---
🕊 Київ: [[Geneva talks]], [[talks#x|y]], [them](../events/2022-01-21-talks.md), [there](/events/talks/).
-- content/sources/dw-1.md --
---
title: No breakthrough
publisher: DW
published: 2022-01-21
url: https://example.org/a_b
---
-- content/actors/nato.md --
---
title: NATO
also: [The alliance]
role: alliance
summary: A treaty.
---
-- content/places/hall.md --
---
title: The hall
part_of: Geneva
---
-- content/pages/about.md --
---
title: About
---
";

/// A running server with a site.
pub(super) struct Editor {
    server: Server,
    requests: i32,
}

impl Editor {
    pub(super) fn new(site: &str) -> Self {
        Self::with_capabilities(
            site,
            json!({"workspace": {"workspaceEdit": {
            "documentChanges": true, "resourceOperations": ["create", "rename", "delete"]}}}),
        )
    }

    pub(super) fn with_capabilities(site: &str, capabilities: Value) -> Self {
        let server = Server::new(Root::new(["/site"]), Folder::from_literal(site));
        let mut editor = Self {
            server,
            requests: 0,
        };
        let answer = editor.ask("initialize", json!({"capabilities": capabilities}));
        assert!(answer.is_ok(), "{answer:?}");
        editor.tell("initialized", json!({}));
        editor
    }

    /// What a request is answered with, or the words of its refusal.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.requests += 1;
        let request = Request::new(self.requests.into(), method.to_owned(), params);
        let mut answers = self.server.handle(request.into());
        match answers.pop() {
            Some(Message::Response(Response {
                response_result, ..
            })) => response_result.map_err(|error| error.message),
            other => panic!("a request has one response: {other:?}"),
        }
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) -> Vec<Message> {
        let notification = Notification::new(method.to_owned(), params);
        self.server.handle(notification.into())
    }

    pub(super) fn open(&mut self, path: &str, text: &str) {
        let document =
            json!({"uri": uri(path), "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Opens a document with the cursor at `|`, and asks about the place.
    pub(super) fn ask_at(
        &mut self,
        method: &str,
        path: &str,
        marked: &str,
        more: Value,
    ) -> Result<Value, String> {
        let at = marked.find('|').expect("a cursor");
        self.ask_of(method, path, &marked.replacen('|', "", 1), at, more)
    }

    /// The same with the cursor in the middle of some words of a file of the site.
    pub(super) fn ask_in(
        &mut self,
        method: &str,
        path: &str,
        words: &str,
        more: Value,
    ) -> Result<Value, String> {
        let text = self
            .server
            .workspace
            .text(path)
            .expect("a file of the site");
        let (before, after) = words.split_once('|').expect("a cursor");
        let words = format!("{before}{after}");
        let at = text.find(&words).expect("the words are in the file") + before.len();
        self.ask_of(method, path, &text, at, more)
    }

    fn ask_of(
        &mut self,
        method: &str,
        path: &str,
        text: &str,
        at: usize,
        more: Value,
    ) -> Result<Value, String> {
        self.open(path, text);
        let line = text[..at].matches('\n').count();
        let last = text[..at].rsplit('\n').next().unwrap_or_default();
        let mut params = json!({
            "textDocument": {"uri": uri(path)},
            "position": {"line": line, "character": last.encode_utf16().count()},
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.ask(method, params)
    }

    /// The diagnostics that are told now: each file with the codes.
    pub(super) fn settle(&mut self) -> Vec<(String, Vec<String>)> {
        let told = self
            .server
            .settle()
            .into_iter()
            .map(|message| match message {
                Message::Notification(it) => it.params,
                other => panic!("only diagnostics are told: {other:?}"),
            });
        let codes = |params: &Value| -> Vec<String> {
            let all = params["diagnostics"].as_array().expect("a list").iter();
            all.map(|it| it["code"].as_str().unwrap_or_default().to_owned())
                .collect()
        };
        told.map(|params| (path_of(&params["uri"]), codes(&params)))
            .collect()
    }
}

pub(super) fn uri(path: &str) -> String {
    format!("file:///site/{path}")
}

pub(super) fn path_of(uri: &Value) -> String {
    let uri = uri.as_str().expect("an address");
    uri.strip_prefix("file:///site/")
        .expect("a file of the site")
        .to_owned()
}
