//! What the commands share: reading the site, the options of a compilation, and showing what is wrong.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::SourceArgs;
use crate::command::{Stop, USAGE};
use crate::compile::Options;
use crate::content::{decode, decode_lossy};
use crate::diagnostic::{Diagnostic, Look, Severity, human};
use crate::embedded::THEME;
use crate::folder::Folder;
use crate::host::HostError;
use crate::host::read::{read_again, read_folder, read_settings};
use crate::host::terminal::{Terminal, Verbosity};
use crate::host::watch::Changes;
use crate::prepare::is_refused;
pub(super) use crate::prepare::template_faults;
use crate::settings::{Limits, SETTINGS_FILE, Settings};

/// Reads the site's folder, within the limits that its settings give.
pub(super) fn read(site: &Path) -> Result<Folder, Stop> {
    is_no_part_of_a_site(site)?;
    Ok(read_folder(site, &limits(site)?)?)
}

/// Refuses a folder within a site: it has no settings of its own, and the command was meant for the whole.
pub(super) fn is_no_part_of_a_site(folder: &Path) -> Result<(), Stop> {
    site_above(folder).map_or(Ok(()), |above| {
        Err(Stop::usage(format!(
            "`{}` lies in the site `{}`; say `--site {1}`",
            folder.display(),
            above.display()
        )))
    })
}

/// The site that a folder without settings lies in.
fn site_above(folder: &Path) -> Option<PathBuf> {
    let has_settings = |folder: &Path| folder.join(SETTINGS_FILE).is_file();
    let folder = folder.canonicalize().ok()?;
    if has_settings(&folder) {
        return None;
    }
    let above = folder.ancestors().skip(1);
    above
        .into_iter()
        .find(|it| has_settings(it))
        .map(Path::to_owned)
}

/// Reads what changed, within the limits that the settings give now. Where these are others, every file is read again,
/// since each may have become too large, or be so no more. While the settings are broken, the limits stay.
pub(super) fn read_changed(
    site: &Path,
    before: &Folder,
    changed: &Changes,
    limits: &mut Limits,
) -> Result<Folder, HostError> {
    let now = settings_limits(site)?.unwrap_or(*limits);
    let folder = match changed {
        Changes::Paths(paths) if now == *limits => read_again(site, before, paths, &now)?,
        _ => read_folder(site, &now)?,
    };
    *limits = now;
    Ok(folder)
}

/// The limits that the site's settings give; what is wrong with these is told later.
pub(super) fn limits(site: &Path) -> Result<Limits, Stop> {
    Ok(settings_limits(site)?.unwrap_or_default())
}

/// The same; `None` where the settings cannot be used.
fn settings_limits(site: &Path) -> Result<Option<Limits>, HostError> {
    let (file, _) = read_settings(site, &Limits::default())?;
    let (settings, _) = Settings::parse(file.as_ref());
    Ok(settings.map(|settings| settings.limits))
}

/// The limits of a site that was read.
pub(super) fn limits_of(folder: &Folder) -> Limits {
    let (settings, _) = Settings::parse(folder.settings.as_ref());
    settings.map_or_else(Limits::default, |settings| settings.limits)
}

/// The options of a compilation, from the command line.
pub(super) fn options(args: &SourceArgs) -> Result<Options, Stop> {
    let base_url = args.base_url.as_deref().map(parse_base_url).transpose();
    let base_url = base_url.map_err(|message| Stop::usage(format!("--base-url: {message}")))?;
    Ok(Options {
        drafts: args.drafts,
        base_url,
        urls: None,
    })
}

/// The address that a site is published at, with `/` at its end.
fn parse_base_url(text: &str) -> Result<String, &'static str> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    if !is_web || text.contains(['?', '#', ' ', '"', '<', '>']) {
        return Err("expected an address such as `https://example.org/timeline/`");
    }
    Ok(if text.ends_with('/') {
        text.to_owned()
    } else {
        format!("{text}/")
    })
}

/// The end of a command whose settings could not be read; what is wrong with them was reported.
pub(super) fn without_settings() -> Stop {
    Stop {
        message: String::new(),
        code: USAGE,
    }
}

/// The end of a command whose content is refused; what is wrong with it was reported.
pub(super) fn refused(diagnostics: &[Diagnostic]) -> Stop {
    let has_error = is_refused(diagnostics, false);
    let message = if has_error {
        ""
    } else {
        "with `--strict`, warnings are errors"
    };
    Stop {
        message: message.to_owned(),
        ..Stop::content()
    }
}

/// The diagnostics that are shown; warnings are left out when the user wants quiet.
pub(super) fn shown(diagnostics: &[Diagnostic], terminal: &Terminal) -> Vec<Diagnostic> {
    let is_quiet = terminal.verbosity == Verbosity::Quiet;
    diagnostics
        .iter()
        .filter(|diagnostic| !is_quiet || diagnostic.severity == Severity::Error)
        .cloned()
        .collect()
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

    /// The text of a file of the site, or of the built-in theme where the site has none in its place.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let Folder {
            settings,
            content,
            templates,
            ..
        } = self.folder;
        let own = settings
            .iter()
            .chain(content)
            .chain(templates)
            .find(|file| &*file.path == path);
        let bytes = own.map(|file| &*file.bytes).or_else(|| {
            let name = path.strip_prefix("templates/")?;
            THEME
                .iter()
                .find(|(builtin, _)| *builtin == name)
                .map(|(_, bytes)| *bytes)
        })?;
        // What was read was small enough.
        let limits = Limits::unlimited();
        Some(decode(&path.into(), bytes, &limits).unwrap_or_else(|_| decode_lossy(bytes)))
    }

    /// Writes diagnostics for people to standard error, as far as they are [shown].
    pub(super) fn print(&self, diagnostics: &[Diagnostic]) {
        let shown = shown(diagnostics, self.terminal);
        let look = Look {
            colour: self.terminal.colour,
            width: self.terminal.width,
        };
        // Where standard error is closed nobody hears it; the exit code still says it.
        let _ = write!(
            self.terminal.stderr(),
            "{}",
            human(&shown, &|path| self.text(path), look)
        );
    }
}

/// What each stage did and how long it took, for who asks (`-v`).
pub(super) struct Stages<'a> {
    terminal: &'a Terminal,
    since: Instant,
}

impl<'a> Stages<'a> {
    pub(super) fn new(terminal: &'a Terminal) -> Self {
        Self {
            terminal,
            since: Instant::now(),
        }
    }

    /// Says that a stage is over, and begins the next.
    pub(super) fn done(&mut self, stage: &str, count: usize, of: &str) {
        let took = std::mem::replace(&mut self.since, Instant::now()).elapsed();
        if self.terminal.verbosity == Verbosity::Verbose {
            let took = took.as_secs_f64();
            let _ = writeln!(
                self.terminal.stderr(),
                "{stage}: {count} {of} ({took:.2} s)"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    #[test]
    fn what_changed_is_read_within_the_limits_of_the_site() {
        let site = tempfile::tempdir().unwrap();
        let site = site.path();
        let large = "content/events/large.md";
        fs::create_dir_all(site.join("content/events")).unwrap();
        fs::write(site.join(large), vec![b'x'; (4 << 20) + 1]).unwrap();
        let raised = "title: T\nlimits: {file_bytes: 5000000}\n";
        fs::write(site.join("dateline.yaml"), raised).unwrap();
        let mut folder = read(site).unwrap();
        let mut limits = limits_of(&folder);
        let mut check = |settings: &str, changed: &Changes, is_read: bool| {
            fs::write(site.join("dateline.yaml"), settings).unwrap();
            folder = read_changed(site, &folder, changed, &mut limits).unwrap();
            assert_eq!(folder.content.len(), usize::from(is_read), "{settings}");
            assert_eq!(folder.diagnostics.is_empty(), is_read, "{settings}");
        };
        let paths = |path: &str| Changes::Paths(vec![path.into()]);
        check(raised, &paths(large), true);
        check(raised, &Changes::Anything, true);
        check("title: [", &paths(SETTINGS_FILE), true);
        check("title: T\n", &paths(SETTINGS_FILE), false);
        check(raised, &paths(SETTINGS_FILE), true);
    }
}
