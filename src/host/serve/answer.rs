//! Answers: what was found becomes a response with its headers, whole or in part.

use std::fs::File as DiskFile;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hyper::body::Frame;
use tokio::sync::mpsc;

use super::inject::fault_page;
use super::range::{Wanted, wanted};

/// Bytes of a file that are read at a time.
const CHUNK: u64 = 64 << 10;

/// What a request wants of the bytes of its answer.
#[derive(Debug)]
pub(super) struct Asked {
    is_head: bool,
    range: Option<String>,
}

impl Asked {
    pub(super) fn of(method: &Method, headers: &HeaderMap) -> Self {
        let range = headers
            .get(header::RANGE)
            .and_then(|value| value.to_str().ok());
        Self {
            is_head: method == Method::HEAD,
            range: range.map(str::to_owned),
        }
    }

    /// An answer of these bytes.
    pub(super) fn bytes(
        &self,
        status: StatusCode,
        media_type: &'static str,
        bytes: &Bytes,
    ) -> Response {
        self.answer(status, media_type, bytes.len() as u64, |from, to| {
            let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
            Body::from(bytes.slice(index(from)..index(to)))
        })
    }

    /// An answer of a file of the disk below this folder; links that lead out of it are not followed.
    pub(super) fn file(&self, folder: &Path, media_type: &'static str, path: &Path) -> Response {
        let opened = path.canonicalize().and_then(|path| {
            if !path.starts_with(folder.canonicalize()?) {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            let file = DiskFile::open(path)?;
            let length = file.metadata()?.len();
            Ok((file, length))
        });
        match opened {
            Ok((file, length)) => self.answer(StatusCode::OK, media_type, length, |from, to| {
                stream(file, from, to)
            }),
            Err(_) => fault(StatusCode::NOT_FOUND, "this file cannot be read"),
        }
    }

    fn answer(
        &self,
        status: StatusCode,
        media_type: &'static str,
        size: u64,
        body: impl FnOnce(u64, u64) -> Body,
    ) -> Response {
        let header = self.range.as_deref().filter(|_| status == StatusCode::OK);
        let (status, part) = match wanted(header, size) {
            Wanted::All => (status, 0..size),
            Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
            Wanted::Unsatisfiable => {
                let mut response = fault(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    "these bytes are not there",
                );
                set(
                    &mut response,
                    header::CONTENT_RANGE,
                    &format!("bytes */{size}"),
                );
                return response;
            }
        };
        let body = if self.is_head {
            Body::empty()
        } else {
            body(part.start, part.end)
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        set(&mut response, header::CONTENT_TYPE, media_type);
        set(
            &mut response,
            header::CONTENT_LENGTH,
            &(part.end - part.start).to_string(),
        );
        set(&mut response, header::ACCEPT_RANGES, "bytes");
        if status == StatusCode::PARTIAL_CONTENT {
            let range = format!("bytes {}-{}/{size}", part.start, part.end - 1);
            set(&mut response, header::CONTENT_RANGE, &range);
        }
        response
    }
}

/// A small page that says why there is no other answer.
pub(super) fn fault(status: StatusCode, why: &str) -> Response {
    let mut response = Response::new(Body::from(fault_page(&status.to_string(), why)));
    *response.status_mut() = status;
    set(
        &mut response,
        header::CONTENT_TYPE,
        "text/html; charset=utf-8",
    );
    response
}

/// The page is at another address of this server.
pub(super) fn moved(location: &str) -> Response {
    let mut response = fault(StatusCode::PERMANENT_REDIRECT, location);
    set(&mut response, header::LOCATION, location);
    response
}

/// Sets the headers that every answer has.
pub(super) fn seal(response: &mut Response) {
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    ] {
        set(response, name, value);
    }
    let policies = ["cross-origin-resource-policy", "cross-origin-opener-policy"];
    for name in policies.map(header::HeaderName::from_static) {
        set(response, name, "same-origin");
    }
}

/// Sets a header; a value that is none leaves it out.
pub(super) fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Bytes of a file as they are read; memory holds a few chunks of them, however large the file is.
fn stream(file: DiskFile, from: u64, to: u64) -> Body {
    let (sender, body) = channel(2);
    tokio::spawn(async move {
        let file = Arc::new(file);
        let mut at = from;
        while at < to {
            // A thread is taken for each chunk, not for as long as the other side takes to read them all.
            let own = Arc::clone(&file);
            let size = (to - at).min(CHUNK);
            let read = tokio::task::spawn_blocking(move || read(&own, at, size)).await;
            let chunk = read.unwrap_or_else(|error| Err(io::Error::other(error)));
            at += size;
            // A fault ends the connection early, so that nobody takes a part for the whole.
            let is_fault = chunk.is_err();
            if sender.send(chunk).await.is_err() || is_fault {
                return;
            }
        }
    });
    body
}

fn read(mut file: &DiskFile, at: u64, size: u64) -> io::Result<Bytes> {
    let mut chunk = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(size).read_to_end(&mut chunk)?;
    if (chunk.len() as u64) < size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(chunk.into())
}

/// A body that is sent as it comes, and its other end.
pub(super) fn channel(room: usize) -> (mpsc::Sender<io::Result<Bytes>>, Body) {
    let (sender, receiver) = mpsc::channel(room);
    (sender, Body::new(Streamed(receiver)))
}

struct Streamed(mpsc::Receiver<io::Result<Bytes>>);

impl HttpBody for Streamed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0
            .poll_recv(context)
            .map(|part| part.map(|part| part.map(Frame::data)))
    }
}
