//! `dateline completions`: the completion script of a shell, on standard output.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::host::terminal::Terminal;

pub(super) fn run(shell: Shell, terminal: &Terminal) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    // A reader that went away, as in `dateline completions bash | head`, is no failure.
    let _ = terminal.stdout().write_all(&script);
}
