//! What a publish changed, as two lists for the programs that upload and purge: they take one path a line, and nothing else.

use std::fs;
use std::path::Path;

use super::HostError;
use super::error::failed;
use super::publish::Summary;

/// The list of files that are new or changed.
const WRITTEN: &str = "written.txt";

/// The list of files that are gone.
const REMOVED: &str = "removed.txt";

/// Writes both lists into a folder, which is made where it is missing. Paths are from the output's root, sorted; a list of
/// nothing is an empty file.
///
/// # Errors
/// What the system refused. The output was published all the same.
pub fn write(folder: &Path, summary: &Summary) -> Result<(), HostError> {
    fs::create_dir_all(folder).map_err(failed("create", folder))?;
    for (name, paths) in [(WRITTEN, &summary.written), (REMOVED, &summary.removed)] {
        let lines: String = paths
            .iter()
            .flat_map(|path| [path.as_str(), "\n"])
            .collect();
        let file = folder.join(name);
        fs::write(&file, lines).map_err(failed("write", &file))?;
    }
    Ok(())
}
