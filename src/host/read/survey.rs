//! A survey of a site's folder: which files there are and what the file system says of each, before any is read.
//!
//! A build compares it with the survey of the build before; only where they differ is anything read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use super::walk::{Found, Walk};
use super::{FOLDERS, read_walk, real_folder};
use crate::cache::{Input, Stamp};
use crate::diagnostic::{Diagnostic, SitePath};
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

    /// The files as a state keeps them. `hash` gives the hash of the bytes of a file that was read.
    pub fn inputs(&self, hash: impl Fn(&SitePath) -> Option<[u8; 32]>) -> Option<Vec<Input>> {
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

    /// Reads the files, but not those of the content whose hash `known` gives.
    #[must_use]
    pub fn read(
        &self,
        limits: &Limits,
        known: impl Fn(&SitePath, Stamp) -> Option<Hash> + Sync,
    ) -> Folder {
        let hash = |(found, stamp): &(Found, Option<Stamp>)| {
            let is_content = found.path.starts_with("content/") && is_text(&found.path);
            stamp
                .filter(|_| is_content)
                .and_then(|stamp| known(&found.path, stamp))
        };
        let hashes: Vec<Option<Hash>> = self.found.par_iter().map(hash).collect();
        let files = || self.found.iter().map(|(found, _)| found).zip(&hashes);
        let read = files().filter(|(found, hash)| hash.is_none() && is_not_settings(found));
        let diagnostics = self.diagnostics.iter().filter(|it| {
            let place = it.place.as_ref();
            place.is_none_or(|place| &*place.file != SETTINGS_FILE)
        });
        let unread = files().filter_map(|(found, hash)| Some((found.path.clone(), (*hash)?)));
        let folder = Folder {
            unread: unread.collect(),
            content: (files().filter(|(_, hash)| hash.is_some()))
                .map(|(found, _)| TextFile {
                    path: found.path.clone(),
                    bytes: Arc::default(),
                })
                .collect(),
            ..Folder::default()
        };
        read_walk(
            &self.root,
            folder,
            read.map(|(found, _)| found.clone()).collect(),
            diagnostics.cloned().collect(),
            limits,
        )
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

/// Whether a file has the bytes that it had.
fn has_bytes(file: &Path, input: &Input) -> bool {
    let Some(hash) = input.hash else {
        return false;
    };
    std::fs::read(file).is_ok_and(|bytes| *blake3::hash(&bytes).as_bytes() == hash)
}
