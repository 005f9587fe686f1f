//! A site on the disk, the program that previews it, and answers to the bytes that a test sends.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// One event with a source, a picture and an own style sheet.
const SITE: &str = "\
-- dateline.yaml --
title: Test
preview: { editor: vscode }
-- content/events/first.md --
---
title: First
date: 2022-01-21
actors: [Maria Huber]
sources: [gazette]
---
The first event.
-- content/sources/gazette.md --
---
title: A report
publisher: The Gazette
---
-- static/own.css --
body { color: black }
-- static/digits.txt --
0123456789";

/// A preview that runs until it is dropped.
pub(crate) struct Server {
    site: tempfile::TempDir,
    child: Child,
    /// Host and port.
    pub(crate) address: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        let site = tempfile::tempdir().unwrap();
        let mut path = String::new();
        for line in SITE.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("-- ");
            if let Some(name) = name.and_then(|name| name.strip_suffix(" --")) {
                name.clone_into(&mut path);
                put(site.path(), &path, "");
            } else {
                let file = site.path().join(&path);
                let text = fs::read_to_string(&file).unwrap() + line;
                fs::write(file, text).unwrap();
            }
        }
        let mut child = command(site.path(), "0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        lines.read_line(&mut line).unwrap();
        // What it says later is read on, so that it never waits for somebody to read it.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let (_, rest) = line.split_once("http://").expect("the address comes first");
        let address = rest.split_once('/').expect("an address").0.to_owned();
        Self {
            site,
            child,
            address,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.site.path()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the program to end.
    pub(crate) fn ended(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        put(self.path(), path, text);
    }

    /// Puts one text in the place of another in a file.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(path)).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// Sends these bytes, and reads until the server closes.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        // A server that refuses may close before all was read; what came is what counts.
        let _ = stream.read_to_end(&mut answer);
        Answer::of(&String::from_utf8_lossy(&answer))
    }

    /// Asks for a path with more header lines.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let host = format!("Host: {}", self.address);
        let has_host = headers.iter().any(|line| line.starts_with("Host:"));
        let own = (!has_host).then_some(host.as_str());
        let lines: Vec<&str> = own.into_iter().chain(headers.iter().copied()).collect();
        let lines = lines.join("\r\n");
        self.raw(
            format!("{method} {path} HTTP/1.1\r\n{lines}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Self {
            status: status.unwrap_or_default(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .into_iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The value of an attribute of the preview's own script.
    pub(crate) fn script(&self, attribute: &str) -> &str {
        let (_, rest) = self
            .body
            .split_once("<script src=\"/_dateline/preview.js\"")
            .expect("the script");
        let (_, rest) = rest
            .split_once(&format!(" {attribute}=\""))
            .expect("the attribute");
        rest.split_once('"').expect("a value").0
    }
}

/// The program that previews a site on a port; `DATELINE` names another than the one that was built for the tests.
pub(crate) fn command(site: &Path, port: &str) -> Command {
    let program = std::env::var_os("DATELINE");
    let mut command =
        Command::new(program.unwrap_or_else(|| env!("CARGO_BIN_EXE_dateline").into()));
    command
        .arg("--site")
        .arg(site)
        .args(["serve", "--port", port])
        .stderr(Stdio::null());
    command
}

fn put(site: &Path, path: &str, text: &str) {
    let file = site.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}
