//! `dateline join`: the shares that several machines built, laid over each other, become one website.

use std::io::Write;

use crate::cli::JoinArgs;
use crate::command::Stop;
use crate::host::publish::join_shares;
use crate::host::terminal::{Terminal, Verbosity};

pub(super) fn run(args: &JoinArgs, terminal: &Terminal) -> Result<(), Stop> {
    let files = join_shares(&args.out)?;
    if terminal.verbosity > Verbosity::Quiet {
        // A reader that went away is no failure.
        let _ = writeln!(
            terminal.stdout(),
            "{files} files joined in `{}`",
            args.out.display()
        );
    }
    Ok(())
}
