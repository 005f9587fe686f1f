//! Walking a site's folders: which files there are, and what is wrong with those that are none.
//!
//! Symbolic links are followed where they lead to something within the site. Nothing is opened here: a named pipe
//! would never answer.

use std::fs::FileType;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::names::{self, is_leftover};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};

/// A file of the site.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its path from the site's root.
    pub(super) path: SitePath,
    /// Its path on this machine.
    pub(super) file: PathBuf,
}

/// The files found so far, and what is wrong.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    root: &'a Path,
    pub(super) found: Vec<Found>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// A walk within this folder, whose path has no links in it.
    pub(super) fn new(root: &'a Path) -> Self {
        Self {
            root,
            found: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Walks one folder of the site, or takes one file of it, by its path from the root; nothing where it does not
    /// exist.
    pub(super) fn folder(&mut self, name: &str) {
        let start = self.root.join(name);
        if start.symlink_metadata().is_err() {
            return;
        }
        let hidden_too = names::may_hide(name);
        let mut entries = WalkDir::new(&start).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // Emacs locks a file by a link whose target is no file.
                    let name = error.path().and_then(Path::file_name);
                    if !name.is_some_and(|name| is_leftover(name, hidden_too)) {
                        self.refused(&error);
                    }
                    continue;
                }
            };
            let is_ours = entry.depth() == 0 || !is_leftover(entry.file_name(), hidden_too);
            let walked = is_ours && self.take(&entry);
            if !walked && entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        }
    }

    /// Notes an entry; `false` when what is below it must not be walked.
    fn take(&mut self, entry: &DirEntry) -> bool {
        let Some(path) = self.site_path(entry.path()) else {
            self.bad_name(entry.path());
            return false;
        };
        if entry.path_is_symlink()
            && let Err(diagnostic) = self.follow(&path, entry.path())
        {
            self.diagnostics.push(diagnostic);
            return false;
        }
        if entry.file_type().is_file() {
            self.found.push(Found {
                path,
                file: entry.path().to_owned(),
            });
        } else if !entry.file_type().is_dir() {
            self.diagnostics.push(not_a_file(&path, entry.file_type()));
        }
        true
    }

    /// Whether a link may be followed: it stays in the site, and does not lead to a folder that it lies in.
    fn follow(&self, path: &SitePath, link: &Path) -> Result<(), Diagnostic> {
        let target = link.canonicalize().unwrap_or_default();
        if !target.starts_with(self.root) {
            return Err(bad_link(path, "leads out of the site"));
        }
        let folder = link.parent().and_then(|folder| folder.canonicalize().ok());
        if folder.is_none_or(|folder| folder.starts_with(&target)) {
            return Err(bad_link(path, "leads in a circle"));
        }
        Ok(())
    }

    fn site_path(&self, path: &Path) -> Option<SitePath> {
        names::site_path(path.strip_prefix(self.root).ok()?)
    }

    fn bad_name(&mut self, path: &Path) {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let shown = relative.to_string_lossy().escape_debug().to_string();
        let message = format!(
            "the name of `{shown}` is not UTF-8, or holds a control character or a backslash"
        );
        self.diagnostics.push(
            Diagnostic::new(Code::BadFileName, message)
                .at(Place::file(&shown.into()), "this name")
                .help("rename it"),
        );
    }

    /// Tells what walkdir could not do.
    fn refused(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root);
        let Some(path) = self.site_path(path) else {
            return self.bad_name(path);
        };
        let is_link = self
            .root
            .join(&*path)
            .symlink_metadata()
            .is_ok_and(|m| m.is_symlink());
        let cause = error
            .io_error()
            .map_or_else(|| error.to_string(), ToString::to_string);
        self.diagnostics.push(if error.loop_ancestor().is_some() {
            bad_link(&path, "leads in a circle")
        } else if is_link {
            bad_link(&path, &format!("leads nowhere ({cause})"))
        } else {
            let message = format!("`{path}` cannot be read: {cause}");
            Diagnostic::new(Code::FileUnreadable, message)
                .at(Place::file(&path), "this one")
                .help("check its permissions")
        });
    }
}

fn bad_link(path: &SitePath, fault: &str) -> Diagnostic {
    Diagnostic::new(Code::LinkOutsideSite, format!("the link `{path}` {fault}"))
        .at(Place::file(path), "this link")
        .help("remove it, or put a copy of what it leads to in its place")
}

fn not_a_file(path: &SitePath, kind: FileType) -> Diagnostic {
    let message = format!("`{path}` is {} and is left out", kind_of(kind));
    Diagnostic::new(Code::NotAFile, message)
        .at(Place::file(path), "neither a file nor a folder")
        .help("remove it from the site's folder")
}

#[cfg(unix)]
fn kind_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn kind_of(_: FileType) -> &'static str {
    "neither a file nor a folder"
}
