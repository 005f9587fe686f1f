//! The manifests of shares: an output that holds one share of a site has its manifest under a name of its own, so that
//! outputs can be laid over each other; joining them gives the manifest of the whole.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::MANIFEST_FILE;
use super::manifest::{Manifest, Reading};
use crate::host::HostError;
use crate::host::error::failed;
use crate::plan::Share;

/// The manifest of a share: `.dateline-manifest.2-of-7`.
pub(super) fn name_of(share: Share) -> String {
    let share = share.to_string().replace('/', "-of-");
    format!("{MANIFEST_FILE}.{share}")
}

/// Joins the manifests of shares that were laid over each other; how many files the whole has.
///
/// # Errors
/// A share is missing or damaged, a file of one is missing or of another size, or the system refused something.
pub fn join_shares(out: &Path) -> Result<usize, HostError> {
    let parts = parts_in(out)?;
    let mut entries = Vec::new();
    for part in &parts {
        let bytes = fs::read(part).map_err(failed("read", part))?;
        let Reading::Sound(manifest) = Manifest::from_bytes(&bytes) else {
            return Err(refused(part, "it is not as it was written"));
        };
        entries.extend(manifest.entries().iter().cloned());
    }
    let manifest = Manifest::new(entries);
    for entry in manifest.entries() {
        let file = out.join(&entry.path);
        let metadata = file.symlink_metadata().map_err(failed("look at", &file))?;
        if metadata.len() != entry.size {
            return Err(refused(&file, "it has not the size that its share gave it"));
        }
    }
    let temporary = out.join(format!("{MANIFEST_FILE}.tmp"));
    let whole = out.join(MANIFEST_FILE);
    let written = fs::write(&temporary, manifest.to_text()).map_err(failed("write", &temporary));
    let joined =
        written.and_then(|()| fs::rename(&temporary, &whole).map_err(failed("rename", &temporary)));
    if joined.is_err() {
        // The first refusal is what is told.
        let _ = fs::remove_file(&temporary);
    }
    joined?;
    for part in &parts {
        fs::remove_file(part).map_err(failed("remove", part))?;
    }
    Ok(manifest.entries().len())
}

/// The manifests of all shares.
fn parts_in(out: &Path) -> Result<Vec<PathBuf>, HostError> {
    let entries = fs::read_dir(out).map_err(failed("list", out))?;
    let mut count = None;
    for entry in entries {
        let name = entry.map_err(failed("list", out))?.file_name();
        let share = name.to_str().and_then(|name| {
            let share = name.strip_prefix(MANIFEST_FILE)?.strip_prefix('.')?;
            share.replace("-of-", "/").parse::<Share>().ok()
        });
        let Some(share) = share else { continue };
        if count
            .replace(share.count())
            .is_some_and(|it| it != share.count())
        {
            return Err(refused(out, "it holds shares of different builds"));
        }
    }
    let count = count.ok_or_else(|| refused(out, "it holds no shares"))?;
    let shares = (1..=count).filter_map(|number| Share::of(number, count));
    shares
        .map(|share| {
            let part = out.join(name_of(share));
            if part.is_file() {
                Ok(part)
            } else {
                Err(refused(out, &format!("its share {share} is missing")))
            }
        })
        .collect()
}

fn refused(path: &Path, why: &str) -> HostError {
    HostError::new("join", path, io::Error::new(ErrorKind::InvalidData, why))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_cannot_be_put_in_place_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let share = Share::of(1, 1).unwrap();
        let part = folder.path().join(name_of(share));
        fs::write(&part, Manifest::default().to_text()).unwrap();
        // No file can take the place of a folder.
        fs::create_dir(folder.path().join(MANIFEST_FILE)).unwrap();
        assert!(join_shares(folder.path()).is_err());
        assert!(part.is_file());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
