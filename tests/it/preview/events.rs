//! The event stream as a page hears it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::server::{Answer, Server};

/// One open page.
pub(super) struct Listener {
    lines: BufReader<TcpStream>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) name: String,
    pub(super) data: String,
}

impl Listener {
    /// Listens as the script of this page does.
    pub(super) fn of(server: &Server, page: &Answer) -> Self {
        let (address, mark) = (page.script("data-page"), page.script("data-mark"));
        let query = format!(
            "page={address}&mark={mark}&revision={}",
            page.script("data-revision")
        );
        let mut stream = server.connect();
        let request = format!("GET /_dateline/events?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        Self {
            lines: BufReader::new(stream),
        }
    }

    /// The next event of this name; others before it are passed over.
    pub(super) fn wait(&mut self, name: &str) -> Event {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(20) {
            let event = self.next();
            if event.name == name {
                return event;
            }
        }
        panic!("no event `{name}` came");
    }

    /// The next event, or one named `silence` when nothing comes for so long.
    pub(super) fn within(&mut self, wait: Duration) -> Event {
        self.lines.get_ref().set_read_timeout(Some(wait)).unwrap();
        let event = self.next();
        self.lines
            .get_ref()
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        event
    }

    fn next(&mut self) -> Event {
        let mut event = Event {
            name: "silence".to_owned(),
            data: String::new(),
        };
        let mut line = String::new();
        while self.lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            match line.trim_end().split_once(": ") {
                Some(("event", name)) => name.clone_into(&mut event.name),
                Some(("data", data)) => data.clone_into(&mut event.data),
                None if line.trim_end().is_empty() && event.name != "silence" => return event,
                _ => {}
            }
            line.clear();
        }
        event
    }
}
