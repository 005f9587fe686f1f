//! Reading a site's folder: texts with their bytes, everything else by its size and, for pictures, its dimensions.
//!
//! What cannot be read is told as a diagnostic, and the rest is read all the same. The result is sorted by path, so
//! that it does not depend on the order in which the disk or the threads give the files.

mod again;
mod names;
mod picture;
mod survey;
#[cfg(test)]
mod tests;
mod walk;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::HostError;
use super::error::failed;
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::folder::{Asset, Folder, TextFile, is_text};
use crate::settings::{Limits, SETTINGS_FILE};
use walk::{Found, Walk};

pub use again::{changes, read_again};
pub use survey::Survey;

/// The folders of a site that are read.
pub(super) const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Bytes that the buffer of a text file starts with: most records fit, so that one read takes them whole.
const USUAL_BYTES: usize = 8 << 10;

/// Reads the site's folder: `dateline.yaml`, and what lies below `content/`, `templates/` and `static/`. Each of them
/// may be missing.
///
/// Texts larger than `limits.file_bytes` are left out, with a diagnostic.
///
/// # Errors
/// The folder itself does not exist or cannot be listed.
pub fn read_folder(site: &Path, limits: &Limits) -> Result<Folder, HostError> {
    let root = real_folder(site)?;
    let mut walk = Walk::new(&root);
    for folder in FOLDERS {
        walk.folder(folder);
    }
    let folder = Folder::default();
    Ok(read_walk(
        &root,
        folder,
        walk.found,
        walk.diagnostics,
        limits,
    ))
}

/// Reads the settings, and what a walk found, into a folder.
fn read_walk(
    root: &Path,
    mut folder: Folder,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
    limits: &Limits,
) -> Folder {
    (folder.settings, folder.diagnostics) = settings_file(root, limits);
    take(found, diagnostics, &mut folder, limits);
    settle(&mut folder);
    folder
}

/// Reads what a walk found into a folder.
fn take(found: Vec<Found>, diagnostics: Vec<Diagnostic>, folder: &mut Folder, limits: &Limits) {
    folder.diagnostics.extend(diagnostics);
    let (texts, others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_read);
    let texts: Vec<_> = texts.par_iter().map(|f| read_text(f, limits)).collect();
    for text in texts {
        match text {
            Ok(text) if text.path.starts_with("templates/") => folder.templates.push(text),
            Ok(text) => folder.content.push(text),
            Err(diagnostic) => folder.diagnostics.push(diagnostic),
        }
    }
    let assets: Vec<_> = others.par_iter().map(asset).collect();
    for asset in assets {
        match asset {
            Ok(asset) => folder.assets.push(asset),
            Err(diagnostic) => folder.diagnostics.push(diagnostic),
        }
    }
}

/// Brings a folder into its order, and tells of the names that would be one elsewhere.
fn settle(folder: &mut Folder) {
    sort(folder);
    let twins = names::twins(folder);
    folder.diagnostics.extend(twins);
}

/// Reads `dateline.yaml` alone; `None` where there is none.
///
/// # Errors
/// The site's folder does not exist or cannot be listed.
pub fn read_settings(
    site: &Path,
    limits: &Limits,
) -> Result<(Option<TextFile>, Vec<Diagnostic>), HostError> {
    Ok(settings_file(&real_folder(site)?, limits))
}

/// The folder's path without links. Listing it tells early what would otherwise look like an empty site.
fn real_folder(site: &Path) -> Result<std::path::PathBuf, HostError> {
    let root = site.canonicalize().map_err(failed("open", site))?;
    root.read_dir().map_err(failed("open", site))?;
    Ok(root)
}

fn settings_file(root: &Path, limits: &Limits) -> (Option<TextFile>, Vec<Diagnostic>) {
    let mut walk = Walk::new(root);
    walk.folder(SETTINGS_FILE);
    let mut diagnostics = walk.diagnostics;
    let mut settings = None;
    for found in walk.found {
        match read_text(&found, limits) {
            Ok(file) => settings = Some(file),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (settings, diagnostics)
}

/// Whether a file's text is used.
fn is_read(found: &Found) -> bool {
    let path = &found.path;
    path.starts_with("templates/") || (path.starts_with("content/") && is_text(path))
}

/// Reads a text in as few calls as it takes; its size is learnt by reading, since asking costs as much.
fn read_text(found: &Found, limits: &Limits) -> Result<TextFile, Diagnostic> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    let limit = limits.file_bytes;
    let read = File::open(&found.file)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes));
    match read {
        Ok(read) if read as u64 > limit => Err(too_large(&found.path, limit)),
        Ok(_) => Ok(TextFile {
            path: found.path.clone(),
            bytes: bytes.into(),
        }),
        Err(error) => Err(unreadable(&found.path, &error)),
    }
}

fn asset(found: &Found) -> Result<Asset, Diagnostic> {
    let metadata = found.file.metadata();
    let metadata = metadata.map_err(|error| unreadable(&found.path, &error))?;
    Ok(Asset {
        path: found.path.clone(),
        size: metadata.len(),
        dimensions: picture::dimensions(&found.file),
    })
}

fn too_large(path: &SitePath, limit: u64) -> Diagnostic {
    Diagnostic::new(
        Code::FileTooLarge,
        format!("`{path}` is larger than {limit} bytes"),
    )
    .at(Place::file(path), "this file")
    .help("split it, or raise `limits: {file_bytes: …}` in `dateline.yaml`")
}

fn unreadable(path: &SitePath, error: &io::Error) -> Diagnostic {
    Diagnostic::new(
        Code::FileUnreadable,
        format!("`{path}` cannot be read: {error}"),
    )
    .at(Place::file(path), "this file")
    .help("check its permissions, and whether another program moved it just now")
}

fn sort(folder: &mut Folder) {
    folder.content.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    folder
        .templates
        .sort_unstable_by(|a, b| a.path.cmp(&b.path));
    folder.assets.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    folder.diagnostics.sort_by(|a, b| {
        let file = |d: &Diagnostic| d.place.as_ref().map(|place| place.file.clone());
        file(a).cmp(&file(b))
    });
}
