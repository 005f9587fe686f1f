//! Files that an earlier publish wrote and the plan no longer has: which may be removed, and which must go first.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::manifest::{Entry, Manifest};
use super::placeholder::is_placeholder;
use super::plan::{Planned, folders_of};
use super::write::content_of;

/// What earlier publishes wrote, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Ours {
    /// What stands in the manifest.
    pub(super) manifest: Manifest,
    /// What a publish that was killed was about to put in place.
    pub(super) journal: Manifest,
    /// Whether the manifest is as it was written.
    pub(super) sound: bool,
}

impl Ours {
    /// Whether what stands at this planned path is ours to write over. In an output whose manifest is damaged that is
    /// taken for granted: nothing else could stand there when it was last published.
    pub(super) fn claims(&self, path: &str) -> bool {
        !self.sound || self.manifest.find(path).is_some() || self.journal.find(path).is_some()
    }

    /// Whether a file that stands at an unlisted path is listed under another case of its name, on a file system that
    /// does not tell these apart.
    pub(super) fn claims_twin(&self, out: &Path, path: &str) -> bool {
        let real = out.join(path).canonicalize().ok();
        let real = real.as_deref().and_then(|real| real.strip_prefix(out).ok());
        let real = real
            .and_then(Path::to_str)
            .map(|real| real.replace('\\', "/"));
        real.is_some_and(|real| real != path && self.claims(&real))
    }

    /// Whether something ours lies below this path.
    pub(super) fn has_below(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        [&self.manifest, &self.journal].iter().any(|manifest| {
            let entries = manifest.entries();
            let start = entries.partition_point(|e| e.path < folder);
            entries
                .get(start)
                .is_some_and(|e| e.path.starts_with(&folder))
        })
    }

    /// Whether we wrote these bytes at this path.
    fn wrote(&self, entry: &Entry) -> bool {
        [&self.manifest, &self.journal].iter().any(|manifest| {
            let listed = manifest.find(&entry.path);
            listed.is_some_and(|listed| listed == entry || is_placeholder(entry))
        })
    }
}

/// The stale paths, sorted, by what is to become of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stale {
    /// They stand in the way of a new file: a file where a folder is needed, or the reverse. They are removed before
    /// anything is put in place.
    pub(super) first: Vec<String>,
    /// They are removed after everything is in place.
    pub(super) last: Vec<String>,
    /// Somebody changed them; they are left.
    pub(super) kept: Vec<String>,
    /// They are gone already; the folders above them may still be there, empty.
    pub(super) gone: Vec<String>,
}

impl Stale {
    /// Finds them, and looks at each on the disk.
    pub(super) fn find(out: &Path, ours: &Ours, planned: &[Planned]) -> Self {
        let files: HashSet<&str> = planned.iter().map(|p| p.path).collect();
        let listed = [&ours.manifest, &ours.journal];
        let mut paths: Vec<&str> = listed
            .iter()
            .flat_map(|manifest| manifest.entries())
            .map(|entry| entry.path.as_str())
            .filter(|path| !files.contains(path))
            .collect();
        paths.sort_unstable();
        paths.dedup();
        let mut stale = Self::default();
        if paths.is_empty() {
            return stale;
        }
        let folders: HashSet<&str> = files.iter().flat_map(|file| folders_of(file)).collect();
        let folded: HashMap<String, &str> = files.iter().map(|f| (f.to_lowercase(), *f)).collect();
        for path in paths {
            let list = match state(out, ours, path) {
                State::Gone => &mut stale.gone,
                State::Changed => &mut stale.kept,
                State::AsWritten => {
                    let twin = folded.get(&path.to_lowercase());
                    if twin.is_some_and(|twin| same_file(out, path, twin)) {
                        continue;
                    }
                    let in_the_way = folders.contains(path)
                        || folders_of(path).any(|folder| files.contains(folder));
                    if in_the_way {
                        &mut stale.first
                    } else {
                        &mut stale.last
                    }
                }
            };
            list.push(path.to_owned());
        }
        stale
    }

    /// Whether there is anything to do about them.
    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty() && self.last.is_empty()
    }
}

/// Whether two paths that differ by case name one file: then the new one has taken the place of the stale one.
fn same_file(out: &Path, path: &str, twin: &str) -> bool {
    let real = |path: &str| out.join(path).canonicalize().ok();
    real(path).is_some_and(|file| real(twin).is_some_and(|twin| twin == file))
}

/// What stands at a stale path.
enum State {
    Gone,
    AsWritten,
    Changed,
}

fn state(out: &Path, ours: &Ours, path: &str) -> State {
    let file = out.join(path);
    // A folder above it that is a link leads to something that we did not write.
    let through_link = folders_of(path).any(|folder| {
        out.join(folder)
            .symlink_metadata()
            .is_ok_and(|m| m.is_symlink())
    });
    match file.symlink_metadata() {
        _ if through_link => State::Changed,
        Err(_) => State::Gone,
        Ok(metadata) if !metadata.is_file() => State::Changed,
        Ok(_) => match content_of(&file) {
            Ok(content) => {
                let entry = Entry {
                    path: path.to_owned(),
                    size: content.size,
                    hash: content.hash,
                };
                if ours.wrote(&entry) {
                    State::AsWritten
                } else {
                    State::Changed
                }
            }
            Err(_) => State::Changed,
        },
    }
}
