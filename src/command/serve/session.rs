//! The site while it is previewed: what was read, what was parsed, and the last state of it that had no errors.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::command::report::{Report, limits_of, read_changed, template_faults};
use crate::compile::Options;
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, Severity, SitePath};
use crate::folder::Folder;
use crate::host::HostError;
use crate::host::read::changes;
use crate::host::serve::{Editor, Pages, Problems, Revision, Tell};
use crate::host::terminal::Terminal;
use crate::host::watch::Changes;
use crate::plan::{Show, asset_route};
use crate::prepare::{Kept, is_refused, prepare_again};
use crate::settings::{Limits, SETTINGS_FILE, Settings};

/// A site that is previewed.
pub(super) struct Session {
    site: PathBuf,
    folder: Arc<Folder>,
    /// What the settings allowed when the folder was read.
    limits: Limits,
    options: Options,
    kept: Kept,
    terminal: Terminal,
    number: u64,
    pages: Option<Arc<Pages>>,
    /// Whether `pages` is of a state without errors.
    is_good: bool,
    files: Arc<BTreeMap<String, u64>>,
    /// Files that changed since `pages` was made.
    waiting: Vec<SitePath>,
    diagnostics: Vec<Diagnostic>,
    told: Arc<Mutex<Told>>,
}

/// What the terminal was told already.
#[derive(Default)]
struct Told {
    folder: Arc<Folder>,
    keys: HashSet<String>,
}

impl Session {
    pub(super) fn new(site: &Path, folder: Folder, options: Options, terminal: Terminal) -> Self {
        Self {
            site: site.canonicalize().unwrap_or_else(|_| site.to_owned()),
            limits: limits_of(&folder),
            folder: Arc::new(folder),
            options,
            kept: Kept::default(),
            terminal,
            number: 0,
            pages: None,
            is_good: false,
            files: Arc::default(),
            waiting: Vec::new(),
            diagnostics: Vec::new(),
            told: Arc::default(),
        }
    }

    /// Reads what changed, and tells which files did. An asset that was written to counts even where its size is the
    /// same.
    pub(super) fn read(&mut self, changed: &Changes) -> Result<Vec<SitePath>, HostError> {
        let folder = read_changed(&self.site, &self.folder, changed, &mut self.limits)?;
        let mut differing = changes(&self.folder, &folder);
        if let Changes::Paths(paths) = changed {
            let is_asset = |path: &&SitePath| {
                folder
                    .assets
                    .binary_search_by(|it| it.path.cmp(path))
                    .is_ok()
            };
            differing.extend(paths.iter().filter(is_asset).cloned());
            differing.sort();
            differing.dedup();
        }
        if differing.is_empty() && folder.diagnostics != self.folder.diagnostics {
            differing.extend(changed_places(&folder, &self.folder));
        }
        self.folder = Arc::new(folder);
        Ok(differing)
    }

    /// Compiles the site as it was read, and makes the revision that is served from now on.
    pub(super) fn compile(&mut self, changed: &[SitePath]) -> Revision {
        self.number += 1;
        let prepared = prepare_again(&self.folder, &self.options, &mut self.kept);
        self.diagnostics = prepared.diagnostics;
        self.waiting.extend_from_slice(changed);
        if let Some(renderer) = prepared.renderer {
            self.diagnostics
                .extend(editor_fault(&renderer.site().settings));
            if changed.iter().any(|path| path.starts_with("templates/")) {
                self.diagnostics.extend(template_faults(&renderer, is_page));
            }
            let is_good = !is_refused(&self.diagnostics, false);
            // Until there is a good state, the newest is shown as far as it was understood.
            if is_good || !self.is_good {
                self.is_good = is_good;
                self.pages = Some(Arc::new(Pages::new(renderer, &self.site)));
                self.note_files();
            }
        }
        Revision {
            number: self.number,
            pages: self.pages.clone(),
            problems: Arc::new(self.problems()),
            files: Arc::clone(&self.files),
        }
    }

    /// The editor that the settings of the shown site name.
    pub(super) fn editor(&self) -> Option<Editor> {
        let pages = self.pages.as_ref()?;
        let name = pages.renderer().site().settings.editor.as_ref()?;
        Editor::parse(name).ok()
    }

    /// Tells the terminal what is wrong and was not told before, and what is wrong no more.
    pub(super) fn report(&self) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.folder = Arc::clone(&self.folder);
        let had_some = !told.keys.is_empty();
        let keys: Vec<String> = self.diagnostics.iter().map(key).collect();
        let fresh: Vec<Diagnostic> = (self.diagnostics.iter().zip(&keys))
            .filter(|(_, key)| !told.keys.contains(*key))
            .map(|(diagnostic, _)| diagnostic.clone())
            .collect();
        told.keys = keys.into_iter().collect();
        drop(told);
        Report::new(&self.folder, &self.terminal).print(&fresh);
        if had_some && self.diagnostics.is_empty() {
            let _ = writeln!(self.terminal.stderr(), "no problems are left");
        }
    }

    /// How a mistake is told that only shows when a page is rendered.
    pub(super) fn tell(&self) -> Tell {
        self.report();
        let (told, terminal) = (Arc::clone(&self.told), self.terminal);
        Box::new(move |diagnostic| {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            let folder = Arc::clone(&told.folder);
            let is_new = told.keys.insert(key(diagnostic));
            drop(told);
            let report = Report::new(&folder, &terminal);
            let alone = std::slice::from_ref(diagnostic);
            if is_new {
                report.print(alone);
            }
            Problems::of(alone, &|path| report.text(path), Path::new(""), None).text
        })
    }

    fn problems(&self) -> Problems {
        let report = Report::new(&self.folder, &self.terminal);
        let texts = |path: &str| report.text(path);
        Problems::of(
            &self.diagnostics,
            &texts,
            &self.site,
            self.editor().as_ref(),
        )
    }

    /// Notes at which revision the files changed that pages use.
    fn note_files(&mut self) {
        let changed: Vec<String> = self
            .waiting
            .drain(..)
            .filter_map(|path| address_of(&path))
            .collect();
        if !changed.is_empty() {
            let files = Arc::make_mut(&mut self.files);
            files.extend(changed.into_iter().map(|address| (address, self.number)));
        }
    }
}

/// An editor that the preview cannot open. It concerns the preview alone, so that no other command tells of it.
fn editor_fault(settings: &Settings) -> Option<Diagnostic> {
    let name = settings.editor.as_ref()?;
    let help = Editor::parse(name).err()?;
    let message = format!("`{name}` is not an editor that Dateline knows");
    let field = FieldPath::key("preview").then_key("editor");
    let mut fault = Diagnostic::new(Code::WrongValue, message)
        .at(
            Place::at_value(&SETTINGS_FILE.into(), field),
            "no link can open it",
        )
        .help(help);
    fault.severity = Severity::Warning;
    Some(fault)
}

/// What tells one diagnostic from another across edits: not where in the file it stands.
fn key(diagnostic: &Diagnostic) -> String {
    let file = diagnostic.place.as_ref().map_or("", |place| &*place.file);
    format!(
        "{}\0{file}\0{}\0{}",
        diagnostic.code.as_str(),
        diagnostic.message,
        diagnostic.label
    )
}

/// Whether a template makes it.
fn is_page(show: &Show) -> bool {
    !matches!(
        show,
        Show::Feed(..)
            | Show::Data(_)
            | Show::ThemeColours
            | Show::ThemeAsset(_)
            | Show::SiteAsset(_)
    )
}

/// The address of a file that pages use, from the site's root: a picture, a style sheet, a script.
fn address_of(path: &str) -> Option<String> {
    if path == SETTINGS_FILE {
        return Some("assets/theme.css".to_owned());
    }
    if let Some(name) = path.strip_prefix("templates/assets/") {
        return Some(format!("assets/{name}"));
    }
    let is_text = path.starts_with("content/") && crate::folder::is_text(path);
    asset_route(path)
        .filter(|_| !is_text)
        .map(|route| route.as_str().to_owned())
}

/// The files that only one of two readings has something to say of.
fn changed_places(one: &Folder, other: &Folder) -> Vec<SitePath> {
    let unlike = |a: &Folder, b: &Folder| -> Vec<SitePath> {
        let faults = a
            .diagnostics
            .iter()
            .filter(|fault| !b.diagnostics.contains(fault));
        faults
            .filter_map(|fault| fault.place.as_ref().map(|place| place.file.clone()))
            .collect()
    };
    let mut places = unlike(one, other);
    places.extend(unlike(other, one));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_pages_use_have_addresses() {
        let check = |path: &str, expected: Option<&str>| {
            assert_eq!(address_of(path).as_deref(), expected, "{path}");
        };
        check("static/logo.svg", Some("logo.svg"));
        check("content/events/hall.jpg", Some("media/events/hall.jpg"));
        check("templates/assets/style.css", Some("assets/style.css"));
        check("dateline.yaml", Some("assets/theme.css"));
        check("content/events/a.md", None);
        check("templates/event.html", None);
    }
}
