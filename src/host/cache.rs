//! The cache's folder, `.dateline/` in the site's: small files, read whole and replaced in one step.
//!
//! Nothing depends on it. A site that cannot be written to has none, two builds at once each replace whole files, and what
//! is missing or strange is made anew.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::HostError;
use super::error::failed;
use super::stamp::{nanoseconds, stamp_at};
use crate::digest::Digest;

/// The folder, in the site's.
pub const CACHE_FOLDER: &str = ".dateline";

const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # What Dateline keeps between two builds. It may be removed at any time.\n";

/// The ending of files that are being written.
const TEMPORARY: &str = ".tmp";

/// After this a file that was being written never will be.
const ABANDONED: Duration = Duration::from_hours(1);

/// The most files of one kind: a site is built into few outputs.
const MOST_OF_A_KIND: usize = 8;

/// The files of the cache of one site.
#[derive(Debug)]
pub struct CacheFolder {
    folder: PathBuf,
}

impl CacheFolder {
    /// That of a site; nothing is looked at yet.
    #[must_use]
    pub fn of_site(site: &Path) -> Self {
        Self {
            folder: site.join(CACHE_FOLDER),
        }
    }

    /// The bytes of a file; none where it cannot be read.
    #[must_use]
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.join(name)).unwrap_or_default()
    }

    /// Replaces a file by one of these pieces; the folder is made where it is missing. A file of no bytes is removed.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn write(
        &self,
        name: &str,
        pieces: impl IntoIterator<Item = Vec<u8>>,
    ) -> Result<(), HostError> {
        self.make()?;
        let place = self.folder.join(name);
        let mut pieces = pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .peekable();
        if pieces.peek().is_none() {
            return match fs::remove_file(&place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(HostError::new("remove", &place, error))
                }
                _ => Ok(()),
            };
        }
        let temporary = self.temporary(name);
        let written = fs::File::create(&temporary)
            .and_then(|mut file| pieces.try_for_each(|piece| file.write_all(&piece)));
        written.map_err(failed("write", &temporary))?;
        fs::rename(&temporary, &place).map_err(failed("rename", &temporary))
    }

    /// What time the folder's file system has now: stamps of the site's files are compared with it.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn now(&self) -> Result<i64, HostError> {
        self.make()?;
        let probe = self.temporary("clock");
        fs::write(&probe, "").map_err(failed("write", &probe))?;
        let modified = probe.metadata().and_then(|metadata| metadata.modified());
        // A probe that stays is swept later.
        let _ = fs::remove_file(&probe);
        modified.map(nanoseconds).map_err(failed("look at", &probe))
    }

    /// Removes files that nothing will use again: those that a killed build was writing, and the oldest of a kind, which
    /// is what stands before the first `-` of a name.
    pub fn sweep(&self, kind: &str) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let now = SystemTime::now();
        let mut of_kind = Vec::new();
        for entry in entries.flatten() {
            let (name, path) = (entry.file_name(), entry.path());
            let (name, modified) = (name.to_string_lossy(), entry.metadata());
            let modified = modified.and_then(|it| it.modified()).unwrap_or(now);
            let age = now.duration_since(modified).unwrap_or_default();
            if name.ends_with(TEMPORARY) {
                if age > ABANDONED {
                    // What cannot be removed costs room and nothing else.
                    let _ = fs::remove_file(path);
                }
            } else if name.split_once('-').is_some_and(|(first, _)| first == kind) {
                of_kind.push((age, path));
            }
        }
        of_kind.sort();
        for (_, path) in of_kind.into_iter().skip(MOST_OF_A_KIND) {
            let _ = fs::remove_file(path);
        }
    }

    /// Makes the folder with what tells backups and git to leave it out.
    fn make(&self) -> Result<(), HostError> {
        let folder = &self.folder;
        if !folder.is_dir() {
            fs::create_dir_all(folder).map_err(failed("create", folder))?;
        }
        for (name, text) in [("CACHEDIR.TAG", TAG), (".gitignore", "*\n")] {
            let file = folder.join(name);
            // A kill may have come after the folder was made, or amid the writing of one.
            if file.metadata().is_ok_and(|metadata| metadata.len() > 0) {
                continue;
            }
            fs::write(&file, text).map_err(failed("write", &file))?;
        }
        Ok(())
    }

    /// A name that no other call and no other process has.
    fn temporary(&self, name: &str) -> PathBuf {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        self.folder
            .join(format!("{name}.{process}-{count}{TEMPORARY}"))
    }
}

/// What stands for this program as it is: a program that was exchanged leaves what another kept alone.
#[must_use]
pub fn program() -> Digest {
    let file = std::env::current_exe().ok();
    let stamp = file.as_deref().and_then(stamp_at);
    let build = stamp.map(|stamp| (stamp.size, stamp.modified));
    Digest::of(&(env!("CARGO_PKG_VERSION"), build))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn files_are_replaced_and_the_folder_says_what_it_is() {
        let site = tempfile::tempdir().unwrap();
        let cache = CacheFolder::of_site(site.path());
        assert_eq!(cache.read("a"), b"");
        let write = |name: &str, pieces: &[&[u8]]| {
            let pieces = pieces.iter().map(|piece| piece.to_vec());
            cache.write(name, pieces).unwrap();
        };
        write("a", &[b"one"]);
        write("b", &[b"two"]);
        write("a", &[b"th", b"", b"ree"]);
        write("b", &[]);
        write("c", &[b""]);
        assert_eq!(
            (cache.read("a"), cache.read("b")),
            (b"three".to_vec(), Vec::new())
        );
        assert!(cache.now().unwrap() > 1_600_000_000_000_000_000);
        let mut names: Vec<_> = fs::read_dir(site.path().join(CACHE_FOLDER))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, [".gitignore", "CACHEDIR.TAG", "a"]);
    }

    #[test]
    fn what_a_kill_kept_from_being_written_is_made_good() {
        let site = tempfile::tempdir().unwrap();
        let folder = site.path().join(CACHE_FOLDER);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("CACHEDIR.TAG"), "").unwrap();
        CacheFolder::of_site(site.path())
            .write("a", [b"one".to_vec()])
            .unwrap();
        let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(
            (text("CACHEDIR.TAG"), text(".gitignore")),
            (TAG.to_owned(), "*\n".to_owned())
        );
    }

    #[test]
    fn what_a_killed_build_left_is_swept_and_old_files_of_a_kind_are() {
        let site = tempfile::tempdir().unwrap();
        let cache = CacheFolder::of_site(site.path());
        let put = |name: &str, hours: u64| {
            cache.write(name, [b"x".to_vec()]).unwrap();
            let file = fs::File::options()
                .write(true)
                .open(site.path().join(CACHE_FOLDER).join(name));
            let when = SystemTime::now() - Duration::from_hours(hours);
            file.unwrap().set_modified(when).unwrap();
        };
        put("state-a.1-1.tmp", 2);
        put("state-b.1-2.tmp", 0);
        put("records", 90);
        for hours in 0..10 {
            put(&format!("state-{hours}"), hours);
        }
        cache.sweep("state");
        for (name, stands) in [
            ("state-a.1-1.tmp", false),
            ("state-b.1-2.tmp", true),
            ("records", true),
            ("state-0", true),
            ("state-7", true),
            ("state-8", false),
            ("state-9", false),
        ] {
            assert_eq!(!cache.read(name).is_empty(), stands, "{name}");
        }
    }
}
