//! The commands: each reads what it needs, calls the core, and says what came of it.

mod build;
mod check;
mod completions;
mod export;
mod import;
mod init;
mod join;
mod lsp;
mod new;
mod report;
mod schema;
mod serve;

use std::fmt;
use std::io::Write;
use std::path::Path;

use crate::cli::{BuildArgs, Cli, Command};
use crate::host::HostError;
use crate::host::publish::Summary;
use crate::host::terminal::{Terminal, Verbosity};

/// The exit code of a command that did what it was asked to.
pub const DONE: u8 = 0;
/// The exit code where the content has errors.
pub const CONTENT: u8 = 1;
/// The exit code where the command line or the settings are at fault.
pub const USAGE: u8 = 2;

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) struct Stop {
    /// What to say; empty where everything was said already.
    message: String,
    /// The exit code.
    code: u8,
}

impl Stop {
    /// The content has errors, which were reported.
    fn content() -> Self {
        Self {
            message: String::new(),
            code: CONTENT,
        }
    }

    /// Says why, and gives the exit code.
    fn tell(self, terminal: &Terminal) -> u8 {
        if !self.message.is_empty() {
            // Where standard error is closed nobody hears it; the exit code still says it.
            let _ = writeln!(terminal.stderr(), "error: {}", self.message);
        }
        self.code
    }

    /// The command line or the settings are at fault.
    fn usage(message: impl fmt::Display) -> Self {
        Self {
            message: message.to_string(),
            code: USAGE,
        }
    }
}

impl From<HostError> for Stop {
    fn from(error: HostError) -> Self {
        Self {
            message: error.to_string(),
            code: HostError::EXIT_CODE,
        }
    }
}

/// Builds a site as `dateline build` does, without saying what was done.
///
/// # Errors
/// The exit code; what is wrong was told to the terminal.
pub fn build(site: &Path, args: &BuildArgs, terminal: &Terminal) -> Result<Summary, u8> {
    build::build(site, args, terminal).map_err(|stop| stop.tell(terminal))
}

/// Runs the command; the result is the exit code.
#[must_use]
pub fn run(cli: Cli) -> u8 {
    let terminal = Terminal::of_process(Verbosity::from_flags(cli.quiet, cli.verbose));
    let site = &cli.site;
    let done = match cli.command {
        Command::Init(args) => init::run(site, &args, &terminal),
        Command::New(args) => new::run(site, args.kind, &terminal),
        Command::Build(args) => build::run(site, &args, &terminal),
        Command::Join(args) => join::run(&args, &terminal),
        Command::Serve(args) => serve::run(site, &args, &terminal),
        Command::Lsp { .. } => lsp::run(site, &terminal),
        Command::Schema { kind } => {
            schema::run(site, kind, &terminal);
            Ok(())
        }
        Command::Check(args) => check::run(site, &args, &terminal),
        Command::Import(args) => import::run(site, &args, &terminal),
        Command::Export(args) => export::run(site, &args, &terminal),
        Command::Completions { shell } => {
            completions::run(shell, &terminal);
            Ok(())
        }
    };
    done.err().map_or(DONE, |stop| stop.tell(&terminal))
}

/// A number of files, in words.
fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}
