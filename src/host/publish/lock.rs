//! One publish at a time: a lock that the system takes back when the process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// A lock on a folder, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: Option<File>,
}

/// Another process holds the lock.
#[derive(Debug)]
pub(super) struct Held;

impl Lock {
    /// Locks a folder that exists.
    ///
    /// Where the file system knows no locks (some network file systems), the publish goes on without one.
    pub(super) fn on(folder: &Path) -> Result<Self, Held> {
        let Ok(file) = lockable(folder) else {
            return Ok(Self { _file: None });
        };
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(Held),
            Err(TryLockError::Error(_)) => Ok(Self { _file: None }),
        }
    }
}

/// The folder itself can be locked here, so that a publish without changes leaves no trace.
#[cfg(unix)]
fn lockable(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Folders cannot be locked on other systems: a file beside the folder stands for it, and stays.
#[cfg(not(unix))]
fn lockable(folder: &Path) -> io::Result<File> {
    let mut name = std::ffi::OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(".dateline-lock");
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.with_file_name(name))
}
