//! The first publish to a path where nothing stands: the whole site is staged as a tree beside it, and comes into place
//! with one rename. A folder that exists keeps its identity and its ignore file, and is [updated](super::update).

use std::fs;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::manifest::{Entry, Manifest};
use super::plan::{Bytes, Planned};
use super::workspace::{Workspace, beside};
use super::write::{produce_all, write_new};
use super::{Options, PublishError, Summary};
use crate::host::HostError;
use crate::host::error::failed;

/// Publishes to a path where nothing stands.
pub(super) fn into_nothing<E: Send>(
    out: &Path,
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
) -> Result<Summary, PublishError<E>> {
    let folders = make_folders_above(out)?;
    let result = stage_beside(out, planned, produce, options);
    if result.is_err() {
        for folder in folders.iter().rev() {
            // It is ours and empty, unless another program has put something into it by now.
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

fn stage_beside<E: Send>(
    out: &Path,
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
) -> Result<Summary, PublishError<E>> {
    let workspace = Workspace::at(beside(out))?;
    workspace.make()?;
    let _lock = Lock::on(workspace.root()).map_err(|_| PublishError::busy(out))?;
    with_workspace(&workspace, || {
        let (staged, summary) = stage(&workspace, planned, produce, options)?;
        if out.symlink_metadata().is_ok() {
            return Err(PublishError::busy(out));
        }
        fs::rename(&staged, out).map_err(failed("rename", &staged))?;
        Ok(summary)
    })
}

/// Clears the workspace, works in it, and removes it whatever came of the work.
fn with_workspace<E>(
    workspace: &Workspace,
    work: impl FnOnce() -> Result<Summary, PublishError<E>>,
) -> Result<Summary, PublishError<E>> {
    let result = workspace.clear().map_err(PublishError::Host);
    let result = result.and_then(|()| work());
    let cleaned = workspace.remove();
    result.map(|summary| Summary {
        left_over: cleaned.err(),
        ..summary
    })
}

/// Writes the site and its manifest into a tree in the workspace; returns the tree and what was written.
fn stage<E: Send>(
    workspace: &Workspace,
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
) -> Result<(PathBuf, Summary), PublishError<E>> {
    let staged = workspace.root().join("site");
    fs::create_dir(&staged).map_err(failed("create", &staged))?;
    let deliver = |planned: &Planned, bytes: Bytes| {
        let content = write_new(&staged.join(planned.path), &bytes)?;
        Ok(Entry {
            path: planned.path.to_owned(),
            size: content.size,
            hash: content.hash,
        })
    };
    let entries = produce_all(planned, produce, options, |_| None, deliver)?;
    let standing = entries.iter().map(Entry::stood).collect();
    let manifest = Manifest::new(entries);
    let file = staged.join(options.manifest());
    fs::write(&file, manifest.to_text()).map_err(failed("write", &file))?;
    let written = manifest.entries().iter().map(|e| e.path.clone()).collect();
    let summary = Summary {
        written,
        bytes: manifest.entries().iter().map(|e| e.size).sum(),
        standing,
        ..Summary::default()
    };
    Ok((staged, summary))
}

/// Makes the folders above the output that are missing; returns them, the upper first.
fn make_folders_above(out: &Path) -> Result<Vec<PathBuf>, HostError> {
    let missing: Vec<_> = out
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.exists())
        .collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        if let Err(cause) = fs::create_dir(folder) {
            for folder in made.iter().rev() {
                // The first refusal is what is told.
                let _ = fs::remove_dir(folder);
            }
            return Err(HostError::new("create", folder, cause));
        }
        made.push(folder.to_owned());
    }
    Ok(made)
}
