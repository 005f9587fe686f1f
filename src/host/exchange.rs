//! The one file that an import reads and an export writes.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

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
