//! Raw bytes to a preview that runs: whatever is asked, it lives, gives nothing but the plan's files, and only to whom asks
//! under a name of this machine.

use std::cell::Cell;
use std::io::{Read, Write};
use std::time::Duration;

use super::fuzz;
use super::targets::shape;
use crate::preview::server::Server;

/// What stands in files of the site that are no part of what is shown, and in one beside the site.
const SECRETS: [&str; 3] = ["title: Test", "publisher: The Gazette\n", "not for you"];

const WORDS: [&str; 46] = [
    "GET ",
    "HEAD ",
    "POST ",
    "CONNECT ",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    " HTTP/1.1",
    " HTTP/1.0",
    "\r\n",
    "\n",
    "\r\n\r\n",
    "Host: localhost",
    "Host: evil.example",
    "Host: [::1]",
    "Host: 127.0.0.1",
    "Origin: null",
    "Origin: http://evil.example",
    "Sec-Fetch-Site: cross-site",
    "Range: bytes=",
    "Range: bytes=0-0,-1,5-",
    "18446744073709551616",
    "Content-Length: ",
    "Transfer-Encoding: chunked",
    "Connection: close",
    "Connection: keep-alive",
    "Upgrade: websocket",
    "Expect: 100-continue",
    "If-None-Match: *",
    "/",
    "..",
    "%2e",
    "%2f",
    "%5c",
    "%00",
    "%252e",
    "\\",
    "//",
    "C:",
    "::$DATA",
    "?",
    "#",
    "@",
    "/_dateline/events?page=/&mark=x&revision=1",
    "/_dateline/preview.js",
    "dateline.yaml",
    "secret.txt",
    "\0",
];

#[test]
fn requests() {
    let server = Server::start();
    server.write("secret.txt", "not for you");
    server.write("content/events/secret.txt.bak~", "not for you");
    let asked = Cell::new(0_u32);
    fuzz("requests", &WORDS, |bytes| {
        let answer = ask(&server, bytes);
        let text = String::from_utf8_lossy(&answer);
        for secret in SECRETS {
            assert!(!text.contains(secret), "{text}");
        }
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let head = head.to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(
            !status.starts_with('5') || status == "501" || status == "505",
            "{text}"
        );
        assert!(!head.contains("access-control-"), "{head}");
        let asks_here = ["localhost", "127.", "::1"];
        let request = String::from_utf8_lossy(bytes).to_ascii_lowercase();
        if status.starts_with('2') {
            assert!(
                asks_here.iter().any(|name| request.contains(name)),
                "{head}"
            );
            for header in ["nosniff", "no-store", "same-origin"] {
                assert!(head.contains(header), "{head}");
            }
        }
        let location = head
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        assert!(
            location.is_none_or(|to| to.starts_with('/') && !to[1..].starts_with(['/', '\\'])),
            "{head}"
        );
        asked.set(asked.get() + 1);
        if asked.get().is_multiple_of(64) {
            assert_eq!(
                server.get("/events/first/").status,
                200,
                "it is no longer alive"
            );
        }
        let names = head
            .lines()
            .map(|line| line.split(": ").next().unwrap_or(line));
        let names: Vec<_> = names.map(shape).collect();
        (status, names, shape(body))
    });
}

/// What ends a connection whose server still waits for more: a request that is refused.
const LAST: &[u8] = b"\r\n\r\nGET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";

/// Sends bytes and hears what comes back.
fn ask(server: &Server, bytes: &[u8]) -> Vec<u8> {
    let mut stream = server.connect();
    // An event stream has no end, and a body may be announced that does not come.
    let patience = Duration::from_millis(100);
    stream.set_read_timeout(Some(patience)).unwrap();
    // A server that refuses may close before all was sent.
    let _ = stream
        .write_all(bytes)
        .and_then(|()| stream.write_all(LAST));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}
