//! The hidden folder that holds what a publish has written and not yet put in place.
//!
//! It lies in the output, and so on its file system, or beside the place of an output that does not exist yet. A tag in
//! it tells that it is ours; what a killed publish left in it is recognised and removed by the next one.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

use super::manifest::{Manifest, Reading};
use crate::host::HostError;
use crate::host::error::failed;

/// The name of the workspace in an output.
pub(super) const WORKSPACE: &str = ".dateline-tmp";

/// Marks the folder as ours, and as one that backups may leave out (<https://bford.info/cachedir/>).
const TAG_FILE: &str = "CACHEDIR.TAG";
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # Dateline keeps here what it is about to publish. It goes by itself.\n";

/// The list of what the publish under way puts in place, in the form of the manifest.
const JOURNAL_FILE: &str = "journal";

/// A workspace that is made when it is first needed.
#[derive(Debug)]
pub(super) struct Workspace {
    root: PathBuf,
    state: Mutex<State>,
    temporaries: AtomicU64,
}

/// How far a workspace has come into being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Absent,
    /// The folder is there, its tag is not, or not whole.
    Untagged,
    Ready,
}

/// The path of the workspace beside an output.
pub(super) fn beside(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".dateline-tmp");
    out.with_file_name(name)
}

impl Workspace {
    /// The workspace at this path, which is not touched yet.
    ///
    /// # Errors
    /// Something stands there that is not a workspace.
    pub(super) fn at(root: PathBuf) -> Result<Self, HostError> {
        let state = match root.symlink_metadata() {
            Ok(metadata) => state_of_folder(&root).filter(|_| metadata.is_dir()),
            Err(_) => Some(State::Absent),
        };
        let Some(state) = state else {
            let cause = io::Error::new(
                ErrorKind::AlreadyExists,
                "something that Dateline did not write stands there; move it away",
            );
            return Err(HostError::new("use", &root, cause));
        };
        Ok(Self {
            root,
            state: Mutex::new(state),
            temporaries: AtomicU64::new(0),
        })
    }

    /// Its path.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether it exists.
    pub(super) fn exists(&self) -> bool {
        *self.state() != State::Absent
    }

    /// Makes the folder and its tag, unless they are there. After a failure what was made is gone again.
    pub(super) fn make(&self) -> Result<(), HostError> {
        let mut state = self.state();
        if *state == State::Ready {
            return Ok(());
        }
        let is_new = *state == State::Absent;
        if is_new {
            fs::create_dir(&self.root).map_err(failed("create", &self.root))?;
        }
        *state = State::Untagged;
        let tag = self.root.join(TAG_FILE);
        let result = fs::write(&tag, TAG).map_err(failed("write", &tag));
        if result.is_ok() {
            *state = State::Ready;
        } else if is_new {
            // What cannot be removed either is recognised by the next publish.
            let _ = fs::remove_file(&tag);
            let _ = fs::remove_dir(&self.root);
            *state = State::Absent;
        }
        result
    }

    /// A path in it that no other call gets.
    pub(super) fn temporary(&self) -> PathBuf {
        let number = self.temporaries.fetch_add(1, Ordering::Relaxed);
        self.root.join(number.to_string())
    }

    /// What the journal of a killed publish lists; nothing where there is none.
    pub(super) fn journal(&self) -> Manifest {
        match fs::read(self.root.join(JOURNAL_FILE)).map(|bytes| Manifest::from_bytes(&bytes)) {
            Ok(Reading::Sound(journal) | Reading::Damaged(journal)) => journal,
            Err(_) => Manifest::default(),
        }
    }

    /// Replaces the journal, in one step.
    pub(super) fn write_journal(&self, journal: &Manifest) -> Result<(), HostError> {
        let temporary = self.temporary();
        fs::write(&temporary, journal.to_text()).map_err(failed("write", &temporary))?;
        fs::rename(&temporary, self.root.join(JOURNAL_FILE)).map_err(failed("rename", &temporary))
    }

    /// Removes everything but the tag and the journal.
    pub(super) fn clear(&self) -> Result<(), HostError> {
        self.remove_all_but(&[TAG_FILE, JOURNAL_FILE])
    }

    /// Removes everything and the folder itself; the tag goes last, so that what a kill leaves is still recognised.
    pub(super) fn remove(&self) -> Result<(), HostError> {
        if !self.exists() {
            return Ok(());
        }
        self.remove_all_but(&[TAG_FILE])?;
        twice(|| match fs::remove_file(self.root.join(TAG_FILE)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            result => result,
        })
        .and_then(|()| twice(|| fs::remove_dir(&self.root)))
        .map_err(failed("remove", &self.root))?;
        *self.state() = State::Absent;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("no thread panics while it holds the lock")
    }

    fn remove_all_but(&self, kept: &[&str]) -> Result<(), HostError> {
        let list = || fs::read_dir(&self.root)?.collect::<io::Result<Vec<_>>>();
        let entries = twice(list).map_err(failed("list", &self.root))?;
        for entry in entries {
            if kept.iter().any(|kept| entry.file_name() == *kept) {
                continue;
            }
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
            twice(|| {
                if is_folder {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                }
            })
            .map_err(failed("remove", &path))?;
        }
        Ok(())
    }
}

/// Tries again once: what is being cleaned up is worth nothing to anybody, and a passing fault should not leave it.
fn twice<T>(mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    operation().or_else(|_| operation())
}

/// The state of a folder that stands at a workspace's path; `None` when it is not ours. Without a whole tag it is ours
/// only if it holds nothing else: then a kill came while it was getting the tag, or just after it had lost it.
fn state_of_folder(root: &Path) -> Option<State> {
    let others = fs::read_dir(root)
        .ok()?
        .any(|entry| entry.is_ok_and(|e| e.file_name() != TAG_FILE));
    let tag = fs::read(root.join(TAG_FILE)).unwrap_or_default();
    if tag == TAG.as_bytes() {
        Some(State::Ready)
    } else {
        (!others && TAG.as_bytes().starts_with(&tag)).then_some(State::Untagged)
    }
}
