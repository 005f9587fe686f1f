//! The files that an import reads, and the one that an export writes.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::HostError;
use super::error::failed;

/// Reads a file, or standard input for `-`, up to one byte past the limit.
///
/// # Errors
/// The file is not there, or the disk refuses.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, HostError> {
    let mut bytes = Vec::new();
    let limit = limit.saturating_add(1);
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(failed("read", path))?;
    Ok(bytes)
}

/// Whether a folder stands there.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The files that are named, and in the place of a folder the text files in it, by name; those in folders below it and
/// hidden ones are left out.
///
/// # Errors
/// A folder cannot be read.
pub fn files_of(paths: &[PathBuf]) -> Result<Vec<PathBuf>, HostError> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(path).map_err(failed("read", path))? {
            let file = entry.map_err(failed("read", path))?.path();
            if is_text(&file) && file.is_file() {
                found.push(file);
            }
        }
        found.sort();
        files.append(&mut found);
    }
    Ok(files)
}

fn is_text(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy());
    let is_hidden = name.is_none_or(|name| name.starts_with('.'));
    let extension = file.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let is_known = extension.is_none_or(|known| {
        ["txt", "text", "md", "markdown"]
            .iter()
            .any(|text| known == *text)
    });
    !is_hidden && is_known
}

/// Writes to standard output. A reader that went away is no failure.
///
/// # Errors
/// The disk that standard output is sent to refuses.
pub fn write_out(bytes: &[u8]) -> Result<(), HostError> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(HostError::new("write", Path::new("standard output"), error))
        }
        _ => Ok(()),
    }
}
