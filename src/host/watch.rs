//! Watching a site's folder: the paths that changed, gathered until the editor has finished writing. The one home of
//! `notify`.
//!
//! Only what a site is made of is watched, never its output: `content/`, `templates/` and `static/` with everything
//! below them, and the site's own folder for `dateline.yaml` and for folders that come and go.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::HostError;
use super::error::failed;
use super::read::FOLDERS;
use crate::diagnostic::SitePath;

/// How long nothing may happen before changes are told, where the system says that every file was closed.
const CLOSED: Duration = Duration::from_millis(4);
/// The same where a file may still be written to, or was removed and may come back: some editors save by removing.
const OPEN: Duration = Duration::from_millis(30);
/// The same where many files change, as when a branch is checked out.
const MANY: Duration = Duration::from_millis(100);
/// How many files are many.
const MANY_FILES: usize = 16;
/// How long changes are gathered at most.
const LONGEST: Duration = Duration::from_secs(2);

/// What changed since it was last asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// These files and folders, from the site's root; some may be none of the site's, or not have changed at all.
    Paths(Vec<SitePath>),
    /// The system lost count: anything may have changed.
    Anything,
}

/// A site's folder that is watched.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    watched: HashSet<&'static str>,
    events: Receiver<notify::Result<Event>>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// The folder does not exist, or the system cannot watch it.
    pub fn new(site: &Path) -> Result<Self, HostError> {
        let root = site.canonicalize().map_err(failed("open", site))?;
        let (sender, events) = channel();
        // Links are not followed: they may lead out of the site.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher =
            RecommendedWatcher::new(sender, config).map_err(|error| refused(&root, error))?;
        watcher
            .watch(&root, RecursiveMode::NonRecursive)
            .map_err(|error| refused(&root, error))?;
        let mut watch = Self {
            root,
            watcher,
            watched: HashSet::new(),
            events,
        };
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Waits for the next changes; `None` where there are none within the time.
    ///
    /// # Errors
    /// A new folder of the site cannot be watched.
    pub fn next(&mut self, wait: Duration) -> Result<Option<Changes>, HostError> {
        let deadline = Instant::now() + wait;
        let mut batch = Batch::default();
        while batch.quiet().is_none() {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) => batch.add(event),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(None),
            }
        }
        let began = Instant::now();
        while let Some(quiet) = batch.quiet() {
            let left = LONGEST.saturating_sub(began.elapsed());
            match self.events.recv_timeout(quiet.min(left)) {
                Ok(event) => batch.add(event),
                Err(_) => break,
            }
            if left.is_zero() {
                break;
            }
        }
        self.take(&batch)
    }

    /// Turns what was gathered into paths from the root; folders of the site that came are watched from now on.
    fn take(&mut self, batch: &Batch) -> Result<Option<Changes>, HostError> {
        let mut paths: Vec<SitePath> = batch
            .changed
            .iter()
            .filter_map(|it| self.site_path(it))
            .collect();
        for &folder in FOLDERS
            .iter()
            .filter(|folder| paths.iter().any(|path| &**path == **folder))
        {
            if self.watched.remove(folder) {
                // It may be gone, or be another folder of the same name.
                let _ = self.watcher.unwatch(&self.root.join(folder));
            }
        }
        self.watch_folders()?;
        if batch.lost {
            return Ok(Some(Changes::Anything));
        }
        paths.sort();
        paths.dedup();
        Ok((!paths.is_empty()).then_some(Changes::Paths(paths)))
    }

    fn watch_folders(&mut self) -> Result<(), HostError> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            if !self.watched.contains(folder) && path.is_dir() {
                self.watcher
                    .watch(&path, RecursiveMode::Recursive)
                    .map_err(|error| refused(&path, error))?;
                self.watched.insert(folder);
            }
        }
        Ok(())
    }

    fn site_path(&self, path: &Path) -> Option<SitePath> {
        let relative = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        let path = parts?.join("/");
        (!path.is_empty()).then(|| path.into())
    }
}

/// What happened, until it is quiet.
#[derive(Debug, Default)]
struct Batch {
    changed: HashSet<PathBuf>,
    /// What may not be whole yet.
    unsettled: HashSet<PathBuf>,
    lost: bool,
}

impl Batch {
    fn add(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.lost = true;
            return;
        };
        self.lost |= event.need_rescan();
        let settles = match event.kind {
            // What was renamed was whole before.
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => true,
            // What an editor renamed to keep a copy of it comes back.
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {
                !event.paths.iter().any(|path| is_backup(path))
            }
            // Reading is no change, and this program reads.
            EventKind::Access(_) => return,
            _ => false,
        };
        for path in event.paths {
            if settles {
                self.unsettled.remove(&path);
            } else {
                self.unsettled.insert(path.clone());
            }
            self.changed.insert(path);
        }
    }

    /// How long to wait for more; `None` where nothing happened that counts.
    fn quiet(&self) -> Option<Duration> {
        if self.changed.is_empty() && !self.lost {
            return None;
        }
        Some(match (self.changed.len(), self.unsettled.is_empty()) {
            (MANY_FILES.., _) => MANY,
            (_, true) if !self.lost => CLOSED,
            _ => OPEN,
        })
    }
}

/// Whether an editor keeps the state before an edit under this name.
fn is_backup(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.ends_with('~') || name.ends_with(".bak")
}

fn refused(path: &Path, error: notify::Error) -> HostError {
    let cause = match error.kind {
        notify::ErrorKind::Io(cause) => cause,
        _ => std::io::Error::other(error),
    };
    HostError::new("watch", path, cause)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    /// Makes a site with one event, changes it, and waits until these paths were told.
    fn check(change: impl FnOnce(&Path), expected: &[&str]) {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir_all(site.path().join("content/events")).unwrap();
        fs::write(site.path().join("content/events/a.md"), "a").unwrap();
        let mut watch = Watch::new(site.path()).unwrap();
        change(site.path());
        let mut missing: HashSet<&str> = expected.iter().copied().collect();
        let began = Instant::now();
        while !missing.is_empty() && began.elapsed() < Duration::from_secs(10) {
            if let Some(Changes::Paths(paths)) = watch.next(Duration::from_millis(500)).unwrap() {
                missing.retain(|path| !paths.iter().any(|told| **told == **path));
            }
        }
        assert!(missing.is_empty(), "never told: {missing:?}");
    }

    #[test]
    fn tells_what_changed() {
        let event = "content/events/a.md";
        check(|site| fs::write(site.join(event), "b").unwrap(), &[event]);
        check(|site| fs::remove_file(site.join(event)).unwrap(), &[event]);
        check(
            |site| fs::write(site.join("dateline.yaml"), "title: T").unwrap(),
            &["dateline.yaml"],
        );
        check(
            |site| {
                fs::write(site.join("new"), "b").unwrap();
                fs::rename(site.join("new"), site.join(event)).unwrap();
            },
            &[event],
        );
        check(
            |site| fs::create_dir(site.join("static")).unwrap(),
            &["static"],
        );
    }

    #[test]
    fn a_folder_that_came_is_watched() {
        let site = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(site.path()).unwrap();
        fs::create_dir(site.path().join("static")).unwrap();
        assert!(watch.next(Duration::from_secs(10)).unwrap().is_some());
        fs::write(site.path().join("static/a.txt"), "a").unwrap();
        let changes = watch.next(Duration::from_secs(10)).unwrap();
        assert_eq!(changes, Some(Changes::Paths(vec!["static/a.txt".into()])));
    }

    #[test]
    fn reading_is_no_change() {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join("dateline.yaml"), "title: T").unwrap();
        let mut watch = Watch::new(site.path()).unwrap();
        fs::read(site.path().join("dateline.yaml")).unwrap();
        assert_eq!(watch.next(Duration::from_millis(200)).unwrap(), None);
    }
}
