//! `dateline lsp`: the language server on standard input and output, until the editor ends it.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::command::{DONE, Stop, report};
use crate::host::lsp::{Input, Inputs, find_site, root_of, send};
use crate::host::terminal::Terminal;
use crate::host::watch::Changes;
use crate::lsp::{Frame, Server, roots_of};
use crate::settings::Limits;

/// How long nothing may happen before the site is compiled: while somebody types, only what is asked is answered.
const PAUSE: Duration = Duration::from_millis(60);
/// How long diagnostics wait at most.
const LONGEST: Duration = Duration::from_millis(500);

/// The exit code where the editor went away without asking for the end (LSP 3.17, "Exit Notification").
const WENT_AWAY: u8 = 1;

pub(super) fn run(site: &Path, terminal: &Terminal) -> Result<(), Stop> {
    let inputs = Inputs::of_stdin();
    let first = loop {
        match inputs.next(None) {
            Some(Input::Frame(Frame::Message(message))) => break message,
            Some(Input::Frame(Frame::Malformed(why))) => complain(terminal, why),
            Some(Input::Changes(_)) => {}
            Some(Input::Frame(Frame::End)) | None => return ended(WENT_AWAY),
        }
    };
    let site = find_site(site, &roots_of(&first));
    let disk = report::read(&site)?;
    let mut session = Session {
        site: &site,
        limits: report::limits_of(&disk),
        server: Server::new(root_of(&site), disk),
        inputs,
        is_watching: false,
        waiting_since: None,
    };
    send(&session.server.handle_bytes(&first))?;
    let code = session.run(terminal)?;
    ended(code)
}

/// The end with the exit code that the protocol gives.
fn ended(code: u8) -> Result<(), Stop> {
    if code == DONE {
        return Ok(());
    }
    Err(Stop {
        message: String::new(),
        code,
    })
}

fn complain(terminal: &Terminal, why: &str) {
    // Editors show what a server writes to standard error in a log.
    let _ = writeln!(terminal.stderr(), "passed over: {why}");
}

struct Session<'a> {
    site: &'a Path,
    /// What the settings allowed when the disk was read.
    limits: Limits,
    server: Server,
    inputs: Inputs,
    is_watching: bool,
    /// Since when diagnostics have not been told.
    waiting_since: Option<Instant>,
}

impl Session<'_> {
    fn run(&mut self, terminal: &Terminal) -> Result<u8, Stop> {
        loop {
            if let Some(code) = self.server.ended() {
                return Ok(code);
            }
            let patience = self.patience();
            match self.inputs.next(patience) {
                Some(Input::Frame(Frame::Message(message))) => {
                    send(&self.server.handle_bytes(&message))?;
                    let reads = self.server.take_reads();
                    if !reads.is_empty() {
                        self.read_again(&Changes::Paths(reads), terminal);
                    }
                    self.watch_where_needed(terminal);
                }
                Some(Input::Frame(Frame::Malformed(why))) => complain(terminal, why),
                Some(Input::Frame(Frame::End)) => return Ok(WENT_AWAY),
                Some(Input::Changes(changes)) => self.read_again(&changes, terminal),
                None => {
                    self.waiting_since = None;
                    send(&self.server.settle())?;
                }
            }
        }
    }

    /// How long to wait for what comes next before the site is compiled; `None` where it does not have to be.
    fn patience(&mut self) -> Option<Duration> {
        if !self.server.is_waiting() {
            self.waiting_since = None;
            return None;
        }
        let since = *self.waiting_since.get_or_insert_with(Instant::now);
        Some(PAUSE.min(LONGEST.saturating_sub(since.elapsed())))
    }

    /// Reads what changed. Where the disk refuses, what was read before counts: the folder may come back, as when a
    /// branch is changed, and what is open in the editor is there all the same.
    fn read_again(&mut self, changed: &Changes, terminal: &Terminal) {
        let before = self.server.disk();
        match report::read_changed(self.site, before, changed, &mut self.limits) {
            Ok(disk) => self.server.set_disk(disk),
            Err(error) => complain(terminal, &error.to_string()),
        }
    }

    fn watch_where_needed(&mut self, terminal: &Terminal) {
        if self.is_watching || !self.server.wants_watch() {
            return;
        }
        self.is_watching = true;
        if let Err(error) = self.inputs.watch(self.site) {
            complain(terminal, &error.to_string());
        }
    }
}
