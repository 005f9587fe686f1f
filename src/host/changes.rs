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
        replace(&file, &lines)?;
    }
    Ok(())
}

/// Replaces a file in one step: half a list would pass for a whole one.
fn replace(file: &Path, text: &str) -> Result<(), HostError> {
    let temporary = file.with_extension(format!("txt.{}.tmp", std::process::id()));
    let written = fs::write(&temporary, text).map_err(failed("write", &temporary));
    let replaced =
        written.and_then(|()| fs::rename(&temporary, file).map_err(failed("rename", file)));
    if replaced.is_err() {
        // The first refusal is what is told.
        let _ = fs::remove_file(&temporary);
    }
    replaced
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Written over in place, a list would change what else has its name.
    #[test]
    fn lists_are_replaced_and_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let (list, other) = (folder.path().join(WRITTEN), folder.path().join("other"));
        fs::write(&other, "old").unwrap();
        fs::hard_link(&other, &list).unwrap();
        let summary = Summary {
            written: vec!["a.html".to_owned(), "b.html".to_owned()],
            ..Summary::default()
        };
        write(folder.path(), &summary).unwrap();
        assert_eq!(fs::read_to_string(&list).unwrap(), "a.html\nb.html\n");
        assert_eq!(fs::read_to_string(&other).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
