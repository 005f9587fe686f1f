//! Files in one ZIP archive: the same files give the same bytes, whatever the clock says. The one home of `zip`.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive of files, each a path and its bytes, in the order given.
///
/// # Errors
/// What the format cannot hold, as a message: two files of one path.
pub fn archive<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<Vec<u8>, String> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in files {
        let options = options.large_file(bytes.len() > u32::MAX as usize / 2);
        writer
            .start_file(path, options)
            .map_err(|error| format!("`{path}`: {error}"))?;
        writer
            .write_all(bytes)
            .map_err(|error| format!("`{path}`: {error}"))?;
    }
    let done = writer.finish().map_err(|error| error.to_string())?;
    Ok(done.into_inner())
}
