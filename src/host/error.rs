//! What the outside world refused: the operation, the path and the cause, shown with what to do about it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// An operation that the system refused.
#[derive(Debug)]
pub struct HostError {
    /// What was tried, as a verb: `read`, `write`, `rename`.
    pub operation: &'static str,
    /// What it was tried on.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl HostError {
    /// The exit code of a command that ends with it.
    pub const EXIT_CODE: u8 = 3;

    /// An error of this operation on this path.
    #[must_use]
    pub fn new(operation: &'static str, path: &Path, cause: io::Error) -> Self {
        Self {
            operation,
            path: path.to_owned(),
            cause,
        }
    }

    /// What to do about it, where the cause tells.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self.cause.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "free some space and run the command again"
            }
            ErrorKind::PermissionDenied => {
                "check who owns it and its permissions, or choose another folder"
            }
            ErrorKind::ReadOnlyFilesystem => "choose a folder that can be written to",
            ErrorKind::NotFound => "check the path, and whether another program moved it just now",
            ErrorKind::NotADirectory => "a file stands where a folder is needed",
            ErrorKind::CrossesDevices => {
                "a part of the folder lies on another file system: choose a folder that lies on one"
            }
            _ => return None,
        })
    }
}

/// Turns an [`io::Error`] into a [`HostError`] for `map_err`.
pub(super) fn failed(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> HostError {
    move |cause| HostError::new(operation, path, cause)
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, path) = (self.operation, self.path.display());
        write!(f, "cannot {operation} `{path}`: {}", self.cause)?;
        if let Some(advice) = self.advice() {
            write!(f, "; {advice}")?;
        }
        Ok(())
    }
}

impl std::error::Error for HostError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_to_do() {
        let check = |kind: ErrorKind, expected: &str| {
            let error = HostError::new("write", Path::new("public/a"), kind.into());
            assert_eq!(error.to_string(), expected);
        };
        check(
            ErrorKind::StorageFull,
            "cannot write `public/a`: no storage space; free some space and run the command again",
        );
        check(ErrorKind::TimedOut, "cannot write `public/a`: timed out");
    }
}
