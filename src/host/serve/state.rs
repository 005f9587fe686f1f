//! What the server knows while it runs: the revision that is served now, and how to find an answer in it.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::{StatusCode, Uri};
use axum::response::Response;
use tokio::sync::{Semaphore, watch};

use super::Editor;
use super::address::parse_path;
use super::answer::{Asked, fault, moved};
use super::inject::{About, fault_page, inject};
use super::pages::{Content, File, Found};
use super::revision::Revision;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;

/// Shows a mistake that came out while a page was rendered, and gives it as text.
pub type Tell = Box<dyn Fn(&Diagnostic) -> String + Send + Sync>;

const HTML: &str = "text/html; charset=utf-8";

/// What the server knows.
pub(super) struct State {
    pub(super) site: PathBuf,
    pub(super) editor: std::sync::RwLock<Option<Editor>>,
    pub(super) tell: Tell,
    pub(super) sender: watch::Sender<Revision>,
    /// How many open pages may be rendered at once to learn whether they changed.
    pub(super) looks: Semaphore,
}

/// A page before it is sent.
struct Shown {
    status: StatusCode,
    bytes: Vec<u8>,
    mark: String,
    edit: Option<String>,
}

impl State {
    /// The revisions, beginning with the one that is served now.
    pub(super) fn revisions(&self) -> watch::Receiver<Revision> {
        self.sender.subscribe()
    }

    /// Answers a request for a file of the site.
    pub(super) async fn answer(self: Arc<Self>, uri: Uri, asked: Asked) -> Response {
        let Ok(address) = parse_path(uri.path()) else {
            return fault(StatusCode::BAD_REQUEST, "no page can have this address");
        };
        let revision = self.sender.borrow().clone();
        let work = move || self.answer_now(&revision, &address, &asked);
        // Rendering takes the processor for a while, and must not keep the other connections waiting.
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
            fault(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the page could not be rendered",
            )
        })
    }

    fn answer_now(&self, revision: &Revision, address: &str, asked: &Asked) -> Response {
        let (status, file) = match self.find(revision, address) {
            Ok(Found::File(file)) => (StatusCode::OK, file),
            Ok(Found::Missing(file)) => (StatusCode::NOT_FOUND, file),
            Ok(Found::Moved(address)) => {
                return moved(&format!("/{}", super::address::encode_path(&address)));
            }
            Err(text) => {
                let shown = faulty(&text);
                return page(revision, address, asked, &shown);
            }
        };
        match file.content {
            Content::Page(bytes, mark, written_in) => {
                let editor = self.editor.read().ok();
                let edit = editor.and_then(|editor| {
                    let file = self.site.join(&*written_in?);
                    Some(editor.as_ref()?.address(&file, 1, 1))
                });
                let shown = Shown {
                    status,
                    bytes: bytes.to_vec(),
                    mark,
                    edit,
                };
                page(revision, address, asked, &shown)
            }
            Content::Bytes(bytes) => asked.bytes(status, file.media_type, &bytes),
            Content::Copy(path) => asked.file(&self.site, file.media_type, &path),
        }
    }

    /// The mark of the page that stands at an address in a revision.
    pub(super) async fn mark(self: &Arc<Self>, revision: &Revision, address: &str) -> String {
        let (state, revision, address) = (Arc::clone(self), revision.clone(), address.to_owned());
        let work = move || match state.find(&revision, &address) {
            Ok(Found::File(file) | Found::Missing(file)) => match file {
                File {
                    content: Content::Page(_, mark, _),
                    ..
                } => mark,
                _ => String::new(),
            },
            Ok(Found::Moved(to)) => to,
            Err(text) => faulty(&text).mark,
        };
        // Pages that are asked for go before those that only listen, however many these are.
        let _turn = self.looks.acquire().await;
        tokio::task::spawn_blocking(work).await.unwrap_or_default()
    }

    /// What stands at an address, or what is wrong as text.
    fn find(&self, revision: &Revision, address: &str) -> Result<Found, String> {
        let Some(pages) = &revision.pages else {
            return Err(revision.problems.text.clone());
        };
        pages
            .at(address)
            .map_err(|diagnostic| (self.tell)(&diagnostic))
    }
}

/// A page with the preview's script in it.
fn page(revision: &Revision, address: &str, asked: &Asked, shown: &Shown) -> Response {
    let about = About {
        address: &format!("/{address}"),
        mark: &shown.mark,
        revision: revision.number,
        edit: shown.edit.as_deref(),
    };
    asked.bytes(shown.status, HTML, &inject(&shown.bytes, &about).into())
}

/// The page that stands in for one that cannot be rendered.
fn faulty(text: &str) -> Shown {
    Shown {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        bytes: fault_page("This page cannot be shown", text),
        mark: Digest::of_bytes(text.as_bytes()).to_string(),
        edit: None,
    }
}
