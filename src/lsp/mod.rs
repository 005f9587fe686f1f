//! The language server: messages of an editor go in, answers go out, by the Language Server Protocol 3.17.
//!
//! It compiles the site as the preview does, with the open documents in the places of the disk's files. What it wants
//! from the disk it asks of whoever drives it ([`Server::take_reads`]).

mod action;
mod address;
mod capabilities;
mod completion;
mod context;
mod describe;
mod edit;
mod frame;
mod hover;
mod index;
mod keys;
mod mention;
mod navigation;
mod position;
mod problems;
mod rename;
mod requests;
mod sync;
#[cfg(test)]
mod tests;
mod workspace;

pub use address::{Root, path_of_uri};
pub use capabilities::roots_of;
pub use frame::{Frame, read_frame};

use std::collections::BTreeMap;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{Notification as _, PublishDiagnostics};
use lsp_types::{Diagnostic as Problem, PublishDiagnosticsParams};
use serde_json::Value;

use crate::diagnostic::SitePath;
use crate::folder::Folder;
use edit::Abilities;
use position::Encoding;
use workspace::Workspace;

/// A conversation with one editor about one site.
#[derive(Debug)]
pub struct Server {
    root: Root,
    workspace: Workspace,
    phase: Phase,
    encoding: Encoding,
    abilities: Abilities,
    /// Whether the editor tells of files that change on the disk once it is asked to.
    is_watched: bool,
    /// What the editor was told of each file.
    published: BTreeMap<SitePath, Vec<Problem>>,
    /// The revision of the workspace that it was told of.
    told: u64,
    /// Files that have to be read again.
    reads: Vec<SitePath>,
}

/// How far the conversation is (LSP 3.17, "Server lifecycle").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing but `initialize` is answered.
    Begun,
    Running,
    /// `shutdown` was asked for; nothing but `exit` counts.
    ShutDown,
    Ended(u8),
}

/// Why a request is not answered.
#[derive(Debug)]
struct Refusal {
    code: ErrorCode,
    message: String,
}

impl Refusal {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

impl Server {
    /// A conversation that has not begun, about a site as the disk holds it.
    #[must_use]
    pub fn new(root: Root, disk: Folder) -> Self {
        Self {
            root,
            workspace: Workspace::new(disk),
            phase: Phase::Begun,
            encoding: Encoding::default(),
            abilities: Abilities::default(),
            is_watched: false,
            published: BTreeMap::new(),
            told: 0,
            reads: Vec::new(),
        }
    }

    /// Takes a message of the editor; the answers come out.
    pub fn handle(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => vec![self.request(request).into()],
            Message::Notification(notification) => self.notification(notification),
            // What the editor answers to being asked to watch files makes no difference.
            Message::Response(_) => Vec::new(),
        }
    }

    /// The same for the bytes of a message; what is no message is answered, where it says to what.
    pub fn handle_bytes(&mut self, message: &[u8]) -> Vec<Message> {
        match serde_json::from_slice(message) {
            Ok(message) => self.handle(message),
            Err(error) => answer_to_nonsense(message, &error).into_iter().collect(),
        }
    }

    /// Whether something changed that the editor was not told the diagnostics of.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.phase == Phase::Running && self.workspace.revision() != self.told
    }

    /// Compiles the site where something changed, and tells the diagnostics of every file for which they did.
    pub fn settle(&mut self) -> Vec<Message> {
        if self.phase != Phase::Running {
            return Vec::new();
        }
        self.told = self.workspace.revision();
        let state = self.workspace.now();
        let found = problems::of_site(state, &self.root, self.encoding);
        let before = std::mem::take(&mut self.published);
        let mended = before.keys().filter(|file| !found.contains_key(*file));
        let mut told: Vec<Message> = mended
            .filter_map(|file| self.publish(file, Vec::new()))
            .collect();
        for (file, problems) in &found {
            if before.get(file) != Some(problems) {
                told.extend(self.publish(file, problems.clone()));
            }
        }
        self.published = found;
        told
    }

    fn publish(&self, file: &str, diagnostics: Vec<Problem>) -> Option<Message> {
        let params = PublishDiagnosticsParams {
            uri: self.root.uri(file)?,
            diagnostics,
            version: self
                .workspace
                .document(file)
                .map(|document| document.version),
        };
        let method = PublishDiagnostics::METHOD.to_owned();
        Some(Notification::new(method, params).into())
    }

    /// The files, from the site's root, that have to be read again; asking forgets them.
    pub fn take_reads(&mut self) -> Vec<SitePath> {
        std::mem::take(&mut self.reads)
    }

    /// What the disk held when it was read last.
    #[must_use]
    pub fn disk(&self) -> &Folder {
        self.workspace.disk()
    }

    /// Takes what the disk holds now.
    pub fn set_disk(&mut self, disk: Folder) {
        self.workspace.set_disk(disk);
    }

    /// Whether the driver has to watch the disk, since the editor does not.
    #[must_use]
    pub fn wants_watch(&self) -> bool {
        self.phase == Phase::Running && !self.is_watched
    }

    /// The exit code, once the editor has ended the conversation: 0 where it asked for the end before, else 1.
    #[must_use]
    pub fn ended(&self) -> Option<u8> {
        match self.phase {
            Phase::Ended(code) => Some(code),
            _ => None,
        }
    }

    fn request(&mut self, request: Request) -> Response {
        let id = request.id.clone();
        let answer = match (self.phase, request.method.as_str()) {
            (Phase::Begun, "initialize") => self.initialize(request.params),
            (Phase::Begun, _) => Err(Refusal::new(
                ErrorCode::ServerNotInitialized,
                "the first request has to be `initialize`",
            )),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Running, method) if method != "initialize" => self.answer(request),
            _ => Err(Refusal::new(
                ErrorCode::InvalidRequest,
                "the request comes at the wrong time",
            )),
        };
        match answer {
            Ok(result) => Response::new_ok(id, result),
            Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
        }
    }

    fn notification(&mut self, notification: Notification) -> Vec<Message> {
        match (self.phase, notification.method.as_str()) {
            (Phase::ShutDown, "exit") => self.phase = Phase::Ended(0),
            (_, "exit") => self.phase = Phase::Ended(1),
            (Phase::Running, "initialized") => return self.ask_to_be_told(),
            (Phase::Running, _) => self.take(notification),
            _ => {}
        }
        Vec::new()
    }
}

/// The answer to what is no message, where it has the id of a request.
fn answer_to_nonsense(message: &[u8], error: &serde_json::Error) -> Option<Message> {
    let value: Value = serde_json::from_slice(message).ok()?;
    let id: RequestId = serde_json::from_value(value.get("id")?.clone()).ok()?;
    let code = ErrorCode::InvalidRequest as i32;
    Some(Response::new_err(id, code, format!("the message is no request: {error}")).into())
}

/// Takes a whole stream of messages about a site, whatever it holds; everything that is answered comes out.
///
/// It is the entry for tests that send what no editor would.
#[must_use]
pub fn converse(disk: Folder, stream: &[u8]) -> Vec<Message> {
    let mut server = Server::new(Root::new(["/site"]), disk);
    let mut input = stream;
    let mut answers = Vec::new();
    // Reading a slice never fails.
    while let Ok(frame) = read_frame(&mut input) {
        match frame {
            Frame::Message(message) => answers.extend(server.handle_bytes(&message)),
            Frame::Malformed(_) => {}
            Frame::End => break,
        }
        server.take_reads();
        answers.extend(server.settle());
    }
    answers
}
