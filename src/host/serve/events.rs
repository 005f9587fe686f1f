//! Server-sent events (HTML, section 9.2): each open page is told when it, a file that it uses, or what is wrong changes.
//!
//! A page says which revision it is of and the mark of its bytes, so that nothing is missed between the moment it was
//! rendered and the moment it listens, nor while the connection was lost.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::Response;
use tokio::sync::mpsc::Sender;
use tokio::sync::watch::Receiver;

use super::address::{parameter, parse_path};
use super::answer::{channel, fault, set};
use super::revision::Revision;
use super::state::State;

/// How often a silent stream says that it is alive; a page that went away is noticed then.
const BEAT: Duration = Duration::from_secs(15);
/// Milliseconds after which a page asks again when the connection is lost.
const RETRY: u32 = 500;

/// What a page said of itself.
struct Listener {
    address: String,
    mark: String,
    revision: u64,
    /// The problems that it was told last.
    problems: Option<Arc<super::Problems>>,
}

/// The stream for one open page.
pub(super) fn stream(state: &Arc<State>, query: &str) -> Response {
    let page = parameter(query, "page").and_then(|page| parse_path(&page).ok());
    let (Some(address), Some(mark)) = (page, parameter(query, "mark")) else {
        return fault(StatusCode::BAD_REQUEST, "a page and its mark are needed");
    };
    let revision = parameter(query, "revision").and_then(|text| text.parse().ok());
    let listener = Listener {
        address,
        mark,
        revision: revision.unwrap_or_default(),
        problems: None,
    };
    let (sender, body) = channel(16);
    tokio::spawn(tell(Arc::clone(state), listener, sender));
    let mut response = Response::new(body);
    set(
        &mut response,
        header::CONTENT_TYPE,
        "text/event-stream; charset=utf-8",
    );
    response
}

/// Tells a page of every revision until it goes away.
async fn tell(state: Arc<State>, mut listener: Listener, sender: Sender<std::io::Result<Bytes>>) {
    let mut revisions: Receiver<Revision> = state.revisions();
    let mut text = format!("retry: {RETRY}\n\n");
    loop {
        let revision = revisions.borrow_and_update().clone();
        text += &listener.news(&state, revision).await;
        if sender
            .send(Ok(std::mem::take(&mut text).into()))
            .await
            .is_err()
        {
            return;
        }
        while let Err(_elapsed) = tokio::time::timeout(BEAT, revisions.changed()).await {
            if sender.send(Ok(Bytes::from_static(b":\n\n"))).await.is_err() {
                return;
            }
        }
        if revisions.has_changed().is_err() {
            return;
        }
    }
}

impl Listener {
    /// What is new for the page, as events.
    async fn news(&mut self, state: &Arc<State>, revision: Revision) -> String {
        let mut events = String::new();
        let number = revision.number;
        let files = revision.files_after(self.revision);
        if !files.is_empty() {
            let files = serde_json::json!(files).to_string();
            event(&mut events, number, "files", &files);
        }
        self.revision = number;
        let mark = state.mark(&revision, &self.address).await;
        if mark != self.mark {
            event(&mut events, number, "page", &mark);
            self.mark = mark;
        }
        if self.problems.as_ref() != Some(&revision.problems) {
            event(&mut events, number, "problems", &revision.problems.json);
            self.problems = Some(revision.problems);
        }
        events
    }
}

/// Writes one event; data is one line.
fn event(out: &mut String, id: u64, name: &str, data: &str) {
    let _ = write!(out, "id: {id}\nevent: {name}\ndata: {data}\n\n");
}
