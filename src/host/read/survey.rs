//! A survey of a site's folder: which files there are and what the file system says of each, before any is read.
//!
//! A build compares it with the survey of the build before; only where they differ is anything read.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::walk::{Found, Walk};
use super::{FOLDERS, read_text, read_walk, real_folder, unreadable};
use crate::cache::{Input, Stamp};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::digest::Digest;
use crate::folder::{Folder, TextFile, is_text};
use crate::host::HostError;
use crate::host::stamp::stamp_of;
use crate::settings::{Limits, SETTINGS_FILE};

/// The files of a site, not yet read.
#[derive(Debug)]
pub struct Survey {
    root: PathBuf,
    /// Sorted by path; the settings are among them.
    found: Vec<(Found, Option<Stamp>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Survey {
    /// Walks the site's folder, and asks for the metadata of each file where a build before or after has a use for them.
    ///
    /// # Errors
    /// The folder itself does not exist or cannot be listed.
    pub fn of(site: &Path, is_remembered: bool) -> Result<Self, HostError> {
        let root = real_folder(site)?;
        let mut walk = Walk::new(&root);
        for name in FOLDERS.into_iter().chain([SETTINGS_FILE]) {
            walk.folder(name);
        }
        let (mut found, diagnostics) = (walk.found, walk.diagnostics);
        found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let stamped = |found: Found| {
            let metadata = is_remembered.then(|| found.file.metadata().ok());
            let stamp = metadata.flatten().filter(std::fs::Metadata::is_file);
            (found, stamp.as_ref().map(stamp_of))
        };
        Ok(Self {
            found: found.into_par_iter().map(stamped).collect(),
            diagnostics,
            root,
        })
    }

    /// Whether the files are those of an earlier build that looked at this time, and none was written since. A file that
    /// may have been, without a sign of it, is read.
    #[must_use]
    pub fn is_as(&self, inputs: &[Input], looked: i64) -> bool {
        self.diagnostics.is_empty()
            && self.found.len() == inputs.len()
            && (self.found.par_iter().zip(inputs)).all(|((found, stamp), input)| {
                found.path == input.path && *stamp == Some(input.stamp) && {
                    !input.stamp.is_racy(looked) || has_bytes(&found.file, input)
                }
            })
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The files as a state keeps them. `hash` gives the hash of the bytes of a file that was read.
    pub fn inputs(&self, hash: impl Fn(&SitePath) -> Option<Digest>) -> Option<Vec<Input>> {
        let input = |(found, stamp): &(Found, Option<Stamp>)| {
            Some(Input {
                path: found.path.clone(),
                stamp: (*stamp)?,
                hash: hash(&found.path),
            })
        };
        self.found.iter().map(input).collect()
    }

    /// The stamp of a file, by its path from the site's root.
    #[must_use]
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        let index = self
            .found
            .binary_search_by(|(found, _)| (*found.path).cmp(path));
        self.found[index.ok()?].1
    }

    /// Reads everything but the content.
    #[must_use]
    pub fn read_frame(&self, limits: &Limits) -> Folder {
        let found = self.found.iter().map(|(found, _)| found);
        let found = found.filter(|it| is_not_settings(it) && !is_content(it));
        let diagnostics = self.diagnostics.iter().filter(|it| {
            let place = it.place.as_ref();
            place.is_none_or(|place| &*place.file != SETTINGS_FILE)
        });
        read_walk(
            &self.root,
            Folder::default(),
            found.cloned().collect(),
            diagnostics.cloned().collect(),
            limits,
        )
    }

    /// The paths of the content, in order, with the hashes that `known` gives for files that stand as their stamps say.
    #[must_use]
    pub fn content(
        &self,
        known: impl Fn(&SitePath, Stamp) -> Option<Digest> + Sync,
    ) -> Vec<(SitePath, Option<Digest>)> {
        let content = self.found.par_iter().filter(|(found, _)| is_content(found));
        content
            .map(|(found, stamp)| {
                let hash = stamp.and_then(|stamp| known(&found.path, stamp));
                (found.path.clone(), hash)
            })
            .collect()
    }

    /// Reads a file of the content.
    ///
    /// # Errors
    /// The diagnostic that says why it cannot be read.
    pub fn read(&self, path: &SitePath, limits: &Limits) -> Result<TextFile, Diagnostic> {
        let found = self
            .found
            .binary_search_by(|(found, _)| found.path.cmp(path));
        match found {
            Ok(index) => read_text(&self.found[index].0, limits),
            Err(_) => Err(unreadable(path, &ErrorKind::NotFound.into())),
        }
    }

    /// Reads only those files that diagnostics are about, to show them.
    #[must_use]
    pub fn read_about(&self, diagnostics: &[Diagnostic], limits: &Limits) -> Folder {
        let places = diagnostics.iter().flat_map(|it| {
            let related = it.related.iter().map(|(place, _)| place);
            it.place.iter().chain(related)
        });
        let files: HashSet<&str> = places.map(|place| &*place.file).collect();
        let found = self.found.iter().map(|(found, _)| found);
        let found = found.filter(|it| is_not_settings(it) && files.contains(&*it.path));
        let (folder, found) = (Folder::default(), found.cloned().collect());
        read_walk(&self.root, folder, found, Vec::new(), limits)
    }
}

/// The settings are read by themselves.
fn is_not_settings(found: &Found) -> bool {
    &*found.path != SETTINGS_FILE
}

fn is_content(found: &Found) -> bool {
    found.path.starts_with("content/") && is_text(&found.path)
}

/// Whether a file has the bytes that it had.
fn has_bytes(file: &Path, input: &Input) -> bool {
    let Some(hash) = input.hash else {
        return false;
    };
    std::fs::read(file).is_ok_and(|bytes| Digest::of_bytes(&bytes) == hash)
}
