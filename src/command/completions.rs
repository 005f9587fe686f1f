//! `dateline completions`: the completion script of a shell, on standard output.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::host::terminal::Terminal;

pub(super) fn run(shell: Shell, terminal: &Terminal) {
    clap_complete::generate(
        shell,
        &mut Cli::command(),
        "dateline",
        &mut terminal.stdout(),
    );
}
