//! Publishing: bytes for planned paths in, an output folder that has exactly those files out, and a summary.
//!
//! Nothing is put in place before everything was produced and written to the same file system. A fresh output is staged
//! and renamed; one with a manifest is changed file by file. What Dateline did not write is never touched.

mod commit;
mod error;
mod fresh;
mod location;
mod lock;
mod manifest;
mod parts;
mod placeholder;
mod plan;
mod stale;
mod update;
mod workspace;
mod write;

use std::path::Path;

pub use error::PublishError;
pub use location::{Reason, Refusal, check_lists, check_location};
pub use manifest::MANIFEST_FILE;
pub use parts::join_shares;
pub use plan::{BadPath, Bytes, Known, Planned, Stage};

use rayon::prelude::*;

use super::HostError;
use super::interrupt::Interrupt;
use super::progress::Progress;
use super::stamp::{now, stamp_at};
use crate::cache::{Stamp, State};
use crate::digest::Digest;
use crate::plan::Share;
use location::{Standing, standing};
use lock::Lock;
use workspace::{WORKSPACE, Workspace, beside};

/// What a publish needs to know besides the plan.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The site's folder, which the output must not endanger.
    pub site: &'a Path,
    /// Asks the work to stop. Once files are being put in place it is heard no more: that is brief, and is finished.
    pub interrupt: &'a Interrupt,
    /// Counts the files of the plan.
    pub progress: &'a Progress,
    /// Whether the next publish wants to know how this one left each file.
    pub is_remembered: bool,
    /// The share that the plan is, if it is one: its manifest has a name of its own.
    pub share: Option<Share>,
}

impl Options<'_> {
    /// The name of the output's manifest.
    fn manifest(&self) -> String {
        (self.share).map_or_else(|| MANIFEST_FILE.to_owned(), parts::name_of)
    }
}

/// What a publish did.
#[derive(Debug, Default)]
pub struct Summary {
    /// The files that were written, sorted.
    pub written: Vec<String>,
    /// How many files stood already as they should.
    pub unchanged: usize,
    /// The files that were removed, sorted.
    pub removed: Vec<String>,
    /// Files that the site no longer has and that somebody changed after Dateline wrote them, sorted: they were left.
    pub kept_foreign: Vec<String>,
    /// Bytes of the files that were written.
    pub bytes: u64,
    /// Whether the manifest was damaged or of another version, and what stood at the planned paths was taken for ours.
    pub manifest_rebuilt: bool,
    /// How each file of the plan stands, in its order, where that is remembered.
    pub standing: Vec<Stood>,
    /// How the manifest was left, where that is remembered.
    pub manifest: Option<Stood>,
    /// When the files were looked at for that, in nanoseconds since 1970.
    pub looked: i64,
    /// What was refused while temporary files were removed, after everything was in place. The next publish tries again.
    pub left_over: Option<HostError>,
}

/// How a published file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// The digest of its bytes.
    pub hash: Digest,
    /// How it was left; `None` where it is gone already.
    pub stamp: Option<Stamp>,
}

impl Summary {
    /// Whether the output stood already as it should.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Publishes the planned files into `out`. `produce` gives the bytes of the file at an index of the plan; it is called
/// from several threads, and not at all for a file that may be kept and stands as it should.
///
/// Nothing is flushed to the disk by force: a kill cannot leave a file half written, a loss of power can. A publish that
/// compares every file with what it should be mends that; one that may keep files does not read those whose stamp is as
/// it was left, and so `--no-cache` is the cure.
///
/// # Errors
/// A [`PublishError`]; the output stands as it stood before.
pub fn publish<E: Send>(
    out: &Path,
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
) -> Result<Summary, PublishError<E>> {
    let bad = plan::bad_paths(planned);
    if !bad.is_empty() {
        return Err(PublishError::BadPaths(bad));
    }
    let out = check_location(options.site, out).map_err(PublishError::Refused)?;
    let mut summary = bring_into_place(&out, planned, produce, options)?;
    if options.is_remembered {
        remember(&out, planned, &options.manifest(), &mut summary);
    } else {
        summary.standing.clear();
    }
    Ok(summary)
}

fn bring_into_place<E: Send>(
    out: &Path,
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
) -> Result<Summary, PublishError<E>> {
    let manifest = options.manifest();
    let found = standing(out, &manifest)?.map_err(PublishError::Refused)?;
    if found == Standing::Missing {
        return fresh::into_nothing(out, planned, produce, options);
    }
    let _lock = Lock::on(out).map_err(|_| PublishError::busy(out))?;
    sweep_beside(out);
    // Somebody may have published between the first look and the lock.
    match standing(out, &manifest)?.map_err(PublishError::Refused)? {
        Standing::Missing => Err(PublishError::busy(out)),
        Standing::Empty | Standing::Published => update::update(out, planned, produce, options),
    }
}

/// Notes how each file was left, as far as that is not known. This looks at the disk after the commit: what another program
/// writes into a file between the two is taken for ours until the file changes again, or is built with `--no-cache`.
fn remember(out: &Path, planned: &[Planned], manifest: &str, summary: &mut Summary) {
    summary.looked = now();
    let files = summary.standing.par_iter_mut().zip(planned);
    files.for_each(|(stood, planned)| {
        if stood.stamp.is_none() {
            stood.stamp = stamp_at(&out.join(planned.path));
        }
    });
    let manifest = out.join(manifest);
    let content = write::content_of(&manifest).ok();
    summary.manifest = content.map(|content| Stood {
        hash: content.hash,
        stamp: stamp_at(&manifest),
    });
}

/// Whether an output stands as it was left: the same files, none touched since, and no publish was killed in it. A file
/// that may have been written without a sign of it is read.
#[must_use]
pub fn stands(out: &Path, state: &State) -> bool {
    let is_as_left = |path: &str, stamp: &Stamp, hash: Digest| {
        let file = out.join(path);
        stamp_at(&file) == Some(*stamp)
            && (!stamp.is_racy(state.finished)
                || write::content_of(&file).is_ok_and(|it| it.hash == hash))
    };
    let (stamp, hash) = state.manifest;
    out.join(WORKSPACE).symlink_metadata().is_err()
        && is_as_left(MANIFEST_FILE, &stamp, hash)
        && (state.outputs.par_iter()).all(|it| is_as_left(&it.path, &it.stamp, it.hash))
}

/// Removes the workspace of a fresh publish that was killed after its site had come into place.
fn sweep_beside(out: &Path) {
    if let Ok(workspace) = Workspace::at(beside(out))
        && workspace.exists()
        && Lock::on(workspace.root()).is_ok()
    {
        // A failure costs nothing: the next publish tries again.
        let _ = workspace.remove();
    }
}

/// The workspace of an output that exists.
fn workspace_in(out: &Path) -> Result<Workspace, HostError> {
    Workspace::at(out.join(WORKSPACE))
}
