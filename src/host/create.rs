//! Writing new files of content: each is made or refused, none is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::HostError;

/// Creates a file and the folders above it.
///
/// # Errors
/// There is a file of that name already, or the disk refuses.
pub fn create_file(path: &Path, bytes: &[u8]) -> Result<(), HostError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|cause| HostError::new("create", folder, cause))?;
    }
    let failed = |cause: io::Error| HostError::new("create", path, cause);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}

/// Creates files below a folder. Where one of them exists nothing at all is written.
///
/// # Errors
/// One of the files exists already, or the disk refuses.
pub fn create_files(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), HostError> {
    let path = |name: &str| -> PathBuf {
        name.split('/')
            .fold(folder.to_owned(), |path, part| path.join(part))
    };
    for (name, _) in files {
        if path(name).symlink_metadata().is_ok() {
            return Err(HostError::new(
                "create",
                &path(name),
                io::ErrorKind::AlreadyExists.into(),
            ));
        }
    }
    files
        .iter()
        .try_for_each(|(name, bytes)| create_file(&path(name), bytes))
}
