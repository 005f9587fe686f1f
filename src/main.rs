//! The program: parse the command line, run the command, turn its result into an exit code.

use std::process::ExitCode;

use clap::Parser;
use dateline::cli::Cli;

fn main() -> ExitCode {
    ExitCode::from(dateline::command::run(Cli::parse()))
}
