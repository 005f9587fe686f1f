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
mod placeholder;
mod plan;
mod stale;
mod update;
mod workspace;
mod write;

use std::path::Path;

pub use error::PublishError;
pub use location::{Reason, Refusal, check_location};
pub use manifest::MANIFEST_FILE;
pub use plan::{BadPath, Bytes, Planned, Stage};

use super::HostError;
use super::interrupt::Interrupt;
use super::progress::Progress;
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
    /// Whether the manifest was damaged, and what stood at the planned paths was taken for ours.
    pub manifest_rebuilt: bool,
    /// What was refused while temporary files were removed, after everything was in place. The next publish tries again.
    pub left_over: Option<HostError>,
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
/// Nothing is flushed to the disk by force: a kill cannot leave a file half written, a loss of power can, and the next
/// publish finds and mends that, since it compares the output with what it should be.
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
    let found = standing(&out)?.map_err(PublishError::Refused)?;
    if found == Standing::Missing {
        return fresh::into_nothing(&out, planned, produce, options);
    }
    let _lock = Lock::on(&out).map_err(|_| PublishError::busy(&out))?;
    sweep_beside(&out);
    // Somebody may have published between the first look and the lock.
    match standing(&out)?.map_err(PublishError::Refused)? {
        Standing::Missing => Err(PublishError::busy(&out)),
        Standing::Empty => fresh::into_empty(&out, planned, produce, options),
        Standing::Published => update::update(&out, planned, produce, options),
    }
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
