//! Connections: each is served for itself, and those that only hold their place are closed.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// How long the head of a request may take, also of the first one and of the next one of a connection.
const HEAD: Duration = Duration::from_secs(8);
/// How many connections may have asked nothing yet; above it the one that waits longest is closed. Systems allow a
/// process as few as 256 open files.
const SILENT: usize = 100;
/// How long to wait when the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(20);

/// Accepts connections as long as the runtime lasts.
pub(super) async fn accept(listener: TcpListener, router: Router) {
    let mut silent: VecDeque<(Arc<AtomicBool>, AbortHandle)> = VecDeque::new();
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                let is_theirs = matches!(
                    error.kind(),
                    ErrorKind::ConnectionAborted
                        | ErrorKind::ConnectionReset
                        | ErrorKind::Interrupted
                );
                if !is_theirs {
                    tokio::time::sleep(NO_ROOM).await;
                }
                continue;
            }
        };
        let spoke = Arc::new(AtomicBool::new(false));
        let task = tokio::spawn(serve(stream, router.clone(), Arc::clone(&spoke)));
        silent.push_back((spoke, task.abort_handle()));
        if silent.len() > SILENT {
            silent.retain(|(spoke, task)| !spoke.load(Ordering::Relaxed) && !task.is_finished());
        }
        if silent.len() > SILENT
            && let Some((_, task)) = silent.pop_front()
        {
            task.abort();
        }
    }
}

/// Serves one connection until either side ends it. Its errors are the other side's affair.
async fn serve(stream: TcpStream, router: Router, spoke: Arc<AtomicBool>) {
    // Small answers are sent at once; waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        spoke.store(true, Ordering::Relaxed);
        service.call(request)
    });
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
