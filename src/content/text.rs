//! Bytes to text.

use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::settings::Limits;

/// The text of a file: without a byte order mark, its lines ending in LF.
pub fn decode(file: &SitePath, bytes: &[u8], limits: &Limits) -> Result<String, Diagnostic> {
    let _ = limits;
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Diagnostic::new(Code::NotUtf8, "the file is not UTF-8").at(Place::file(file), "")
    })?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}
