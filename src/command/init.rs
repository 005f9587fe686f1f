//! `dateline init`: a new site with a small starter, in a folder that has none.

use std::io::Write;
use std::path::Path;

use crate::cli::InitArgs;
use crate::command::Stop;
use crate::embedded::STARTER;
use crate::host::create::create_files;
use crate::host::terminal::{Terminal, Verbosity};
use crate::settings::SETTINGS_FILE;

pub(super) fn run(site: &Path, args: &InitArgs, terminal: &Terminal) -> Result<(), Stop> {
    let dir = args.dir.as_deref().unwrap_or(site);
    for name in [SETTINGS_FILE, "content"] {
        if dir.join(name).symlink_metadata().is_ok() {
            return Err(Stop::usage(format!(
                "`{}` is there already, and nothing is overwritten; choose another folder",
                dir.join(name).display()
            )));
        }
    }
    create_files(dir, STARTER)?;
    if terminal.verbosity > Verbosity::Quiet {
        let _ = writeln!(
            terminal.stdout(),
            "a new site is in `{}`\n\nnext:\n  dateline serve --open --site {0}   shows it while you write\n  dateline build --site {0}          writes the website to {0}/public",
            dir.display()
        );
    }
    Ok(())
}
