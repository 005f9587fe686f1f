//! What the commands share: reading the site, the options of a compilation, and showing what is wrong.

use std::io::Write;
use std::path::Path;

use crate::cli::SourceArgs;
use crate::command::{Stop, USAGE};
use crate::compile::Options;
use crate::diagnostic::{Diagnostic, Look, Severity, Texts, human};
use crate::folder::Folder;
use crate::host::read::read_folder;
use crate::host::terminal::{Terminal, Verbosity};
use crate::settings::{self, Limits, SETTINGS_FILE};

/// Reads the site's folder.
pub(super) fn read(site: &Path) -> Result<Folder, Stop> {
    Ok(read_folder(site, &Limits::default())?)
}

/// The options of a compilation, from the command line.
pub(super) fn options(args: &SourceArgs) -> Result<Options, Stop> {
    let base_url = args.base_url.as_deref().map(settings::parse_base_url).transpose();
    let base_url = base_url.map_err(|message| Stop::usage(format!("--base-url: {message}")))?;
    Ok(Options { drafts: args.drafts, base_url })
}

/// The end of a command whose settings could not be read; what is wrong with them was reported.
pub(super) fn without_settings(folder: &Folder) -> Stop {
    let message = match folder.settings {
        Some(_) => String::new(),
        None => format!("there is no `{SETTINGS_FILE}` here; make a site with `dateline init`, or name one with `--site`"),
    };
    Stop { message, code: USAGE }
}

/// Shows diagnostics with the texts that they are about.
pub(super) struct Report<'a> {
    folder: &'a Folder,
    terminal: &'a Terminal,
}

impl<'a> Report<'a> {
    pub(super) fn new(folder: &'a Folder, terminal: &'a Terminal) -> Self {
        Self { folder, terminal }
    }

    /// The texts of the site's files.
    pub(super) fn texts(&self) -> Texts<'a> {
        Texts::of(self.folder)
    }

    /// Writes diagnostics for people to standard error; warnings are left out when the user wants quiet.
    pub(super) fn print(&self, diagnostics: &[Diagnostic]) {
        let quiet = self.terminal.verbosity == Verbosity::Quiet;
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| !quiet || diagnostic.severity == Severity::Error)
            .cloned()
            .collect();
        let look = Look { colour: self.terminal.colour, width: self.terminal.width() };
        // Where standard error is closed nobody hears it; the exit code still says it.
        let _ = write!(self.terminal.stderr(), "{}", human(&shown, &self.texts(), look));
    }
}
