//! The program: parse the command line, run the command, turn its result into an exit code.

use std::process::ExitCode;

use clap::Parser;
use dateline::cli::Cli;

/// Rendering makes and drops small values in many threads, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(dateline::command::run(Cli::parse()))
}
