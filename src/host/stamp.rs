//! Stamps: what the file system says of a file, from its metadata.

use std::fs::Metadata;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cache::Stamp;

/// The stamp of a file with this metadata.
#[must_use]
pub fn stamp_of(metadata: &Metadata) -> Stamp {
    let (changed, number) = identity(metadata);
    Stamp {
        size: metadata.len(),
        modified: metadata.modified().map_or(0, nanoseconds),
        changed,
        number,
    }
}

/// The stamp of the file at a path, if a file stands there and not a link.
#[must_use]
pub fn stamp_at(path: &Path) -> Option<Stamp> {
    let metadata = path.symlink_metadata().ok()?;
    metadata.is_file().then(|| stamp_of(&metadata))
}

/// What time it is on this machine, in nanoseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    nanoseconds(SystemTime::now())
}

/// Nanoseconds since 1970, as far as they fit.
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n),
    }
}

/// When anything of the file was last changed, and its number.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    let changed = metadata.ctime().saturating_mul(1_000_000_000);
    (
        changed.saturating_add(metadata.ctime_nsec()),
        metadata.ino(),
    )
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (i64, u64) {
    (0, 0)
}
