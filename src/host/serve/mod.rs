//! The preview's server: revisions of a site go in, pages rendered on demand come out, and open pages hear what changed.
//! The one home of `axum`, `hyper` and `tokio`.
//!
//! It answers on a loopback address alone, and answers only requests that the person at this machine made
//! (`guard`). Nothing that is asked for becomes a path: what there is, is looked up in the plan.

mod address;
mod answer;
mod connections;
mod editor;
mod events;
mod guard;
mod inject;
mod media_type;
mod pages;
mod problem;
mod range;
mod revision;
mod state;

pub use editor::Editor;
pub use pages::Pages;
pub use problem::Problem;
pub use revision::{Problems, Revision};
pub use state::Tell;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::any;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};

use self::answer::{Asked, fault, seal, set};
use self::guard::Refusal;
use self::state::State;
use crate::content::markdown::escape::push_attribute;

/// How long connections may take to end when the server does.
const END: Duration = Duration::from_millis(300);

/// How many threads render pages and read files at most.
const RENDERING: usize = 8;

/// A server that holds its port and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
}

/// A server that answers, until it is dropped.
pub struct Running {
    state: Arc<State>,
    runtime: Option<Runtime>,
}

impl Server {
    /// Takes a port of 127.0.0.1; 0 takes any that is free.
    ///
    /// # Errors
    /// The port is taken, or the system refuses it.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Begins to answer with a revision of the site that lies in this folder.
    ///
    /// # Errors
    /// The system refuses the threads.
    pub fn start(self, site: &Path, first: Revision, tell: Tell) -> io::Result<Running> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(RENDERING)
            .enable_all()
            .build()?;
        let state = Arc::new(State {
            site: site.canonicalize()?,
            editor: std::sync::RwLock::new(None),
            tell,
            sender: watch::Sender::new(first),
            looks: Semaphore::new(1),
        });
        let router = router(Arc::clone(&state));
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(self.listener)?
        };
        runtime.spawn(connections::accept(listener, router));
        Ok(Running {
            state,
            runtime: Some(runtime),
        })
    }
}

impl Running {
    /// Serves this revision from now on, and tells the open pages. The one before is dropped by who sends it here.
    #[must_use]
    pub fn publish(&self, revision: Revision) -> Revision {
        self.state.sender.send_replace(revision)
    }

    /// Which editor the links of pages open from now on.
    pub fn open_with(&self, editor: Option<Editor>) {
        if let Ok(mut own) = self.state.editor.write() {
            *own = editor;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Open event streams would never end by themselves.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(END);
        }
    }
}

fn router(state: Arc<State>) -> Router {
    let script =
        async |request: Request| own_file(&request, "preview.js", include_bytes!("preview.js"));
    let style =
        async |request: Request| own_file(&request, "preview.css", include_bytes!("preview.css"));
    Router::new()
        .route(&format!("/{}", inject::EVENTS), any(listen))
        .route(&format!("/{}", inject::SCRIPT), any(script))
        .route(&format!("/{}", inject::STYLE), any(style))
        .fallback(page)
        .layer(middleware::from_fn(guarded))
        .with_state(state)
}

/// Answers a request only where it may be answered.
async fn guarded(request: Request, next: Next) -> Response {
    let checked = guard::check(request.method(), request.uri(), request.headers());
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(Refusal::Host) => fault(
            StatusCode::FORBIDDEN,
            "the preview answers to localhost and to loopback addresses alone",
        ),
        Err(Refusal::Origin) => fault(
            StatusCode::FORBIDDEN,
            "the preview answers no other website",
        ),
        Err(Refusal::Method) => {
            let mut response = fault(
                StatusCode::METHOD_NOT_ALLOWED,
                "the preview can only be read",
            );
            set(&mut response, header::ALLOW, "GET, HEAD");
            response
        }
    };
    seal(&mut response);
    response
}

async fn page(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let asked = Asked::of(request.method(), request.headers());
    state.answer(request.uri().clone(), asked).await
}

async fn listen(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    events::stream(&state, request.uri().query().unwrap_or_default())
}

/// A file of the preview itself.
fn own_file(request: &Request, name: &str, bytes: &'static [u8]) -> Response {
    let asked = Asked::of(request.method(), request.headers());
    let bytes = Bytes::from_static(bytes);
    asked.bytes(StatusCode::OK, media_type::media_type(name), &bytes)
}

/// A text with everything escaped that means something in HTML, also in a quoted attribute.
fn html_escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_attribute(&mut escaped, text);
    escaped
}
