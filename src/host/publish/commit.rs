//! Putting what was written in place, step by step, so that a kill between any two steps leaves whole files and an
//! error at any step is undone.
//!
//! The order: the journal; an empty manifest where there is none; stale files that are in the way; new folders; new files, to which nothing old links yet;
//! changed files; stale files, to which nothing links any more; folders that became empty; and the manifest, which makes
//! it final. Pages that come or go link to each other, so that a [placeholder](super::placeholder) stands in for each.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::PublishError;
use super::manifest::{Entry, Manifest};
use super::placeholder::{PLACEHOLDER, stands_in_for};
use super::plan::{Stage, folders_of};
use super::stale::Stale;
use super::workspace::Workspace;
use crate::host::HostError;
use crate::host::error::failed;

/// A file that waits under a temporary name.
#[derive(Debug)]
pub(super) struct Change {
    /// What it is.
    pub(super) entry: Entry,
    /// Where it waits.
    pub(super) temporary: PathBuf,
}

/// Everything that is to change in an output.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Files at paths where none stands, by stage.
    pub(super) created: Vec<(Stage, Change)>,
    /// Files at paths where ours stands, by stage.
    pub(super) replaced: Vec<(Stage, Change)>,
    /// Files that the plan no longer has.
    pub(super) stale: Stale,
    /// The new manifest.
    pub(super) manifest: Manifest,
}

impl Changes {
    /// Whether no file changes.
    pub(super) fn is_empty(&self) -> bool {
        self.created.is_empty() && self.replaced.is_empty() && self.stale.is_empty()
    }

    /// What may stand in the output, besides what the manifest lists, until the new manifest stands.
    fn journal(&self, earlier: &Manifest) -> Manifest {
        let new = self.created.iter().chain(&self.replaced);
        let new = new.map(|(_, change)| change.entry.clone());
        Manifest::new(new.chain(earlier.entries().iter().cloned()).collect())
    }
}

/// How a step is taken back.
#[derive(Debug)]
enum Undo {
    /// A file was put where none stood.
    Created(PathBuf),
    /// What stood at the second path waits at the first.
    Moved(PathBuf, PathBuf),
    /// A folder was made.
    MadeFolder(PathBuf),
    /// An empty folder was removed.
    RemovedFolder(PathBuf),
    /// The placeholder left this path: a new page took it, or it went as the last of an old one.
    Unheld(PathBuf),
}

/// A commit under way.
struct Commit<'a> {
    out: &'a Path,
    /// Where the manifest stands.
    place: &'a Path,
    workspace: &'a Workspace,
    /// The file of which every placeholder is another name, once there is one.
    placeholder: Option<PathBuf>,
    done: Vec<Undo>,
}

/// Puts the changes in place, and the manifest at `place`. `earlier` is the journal of a publish that was killed.
///
/// # Errors
/// What the system refused, after everything was put back.
pub(super) fn commit<E>(
    out: &Path,
    place: &Path,
    workspace: &Workspace,
    earlier: &Manifest,
    changes: &Changes,
) -> Result<(), PublishError<E>> {
    workspace.write_journal(&changes.journal(earlier))?;
    let mut commit = Commit {
        out,
        place,
        workspace,
        placeholder: None,
        done: Vec::new(),
    };
    match commit.run(changes) {
        Ok(()) => Ok(()),
        Err(cause) => Err(match commit.undo() {
            Ok(()) => PublishError::Host(cause),
            Err(undo) => PublishError::HalfWay { cause, undo },
        }),
    }
}

impl Commit<'_> {
    fn run(&mut self, changes: &Changes) -> Result<(), HostError> {
        let manifest = self.workspace.temporary();
        fs::write(&manifest, changes.manifest.to_text()).map_err(failed("write", &manifest))?;
        self.claim()?;
        self.remove_files(&changes.stale.first)?;
        self.remove_empty_folders(&changes.stale.first)?;
        // A kill may have come between a file's removal and that of its folder.
        self.remove_empty_folders(&changes.stale.gone)?;
        self.create_all(&changes.created)?;
        for (_, change) in &changes.replaced {
            self.replace(change)?;
        }
        self.remove_stale(&changes.stale.last)?;
        self.remove_empty_folders(&changes.stale.last)?;
        fs::rename(&manifest, self.place).map_err(failed("rename", self.place))
    }

    /// A folder without a manifest gets an empty one, so that a kill leaves an output that is known to be ours.
    fn claim(&mut self) -> Result<(), HostError> {
        let place = self.place;
        if place.symlink_metadata().is_ok() {
            return Ok(());
        }
        let temporary = self.workspace.temporary();
        fs::write(&temporary, Manifest::default().to_text())
            .map_err(failed("write", &temporary))?;
        fs::rename(&temporary, place).map_err(failed("rename", place))?;
        self.done.push(Undo::Created(place.to_owned()));
        Ok(())
    }

    /// Puts new files in place: what pages use before the pages, and these over their placeholders.
    fn create_all(&mut self, created: &[(Stage, Change)]) -> Result<(), HostError> {
        let (pages, others): (Vec<_>, Vec<_>) = (created.iter().map(|(_, change)| change))
            .partition(|change| stands_in_for(&change.entry.path));
        for change in pages.iter().chain(&others) {
            self.make_folders(&change.entry.path)?;
        }
        for change in &pages {
            let place = self.out.join(&change.entry.path);
            let temporary = self.placeholder()?;
            fs::rename(&temporary, &place).map_err(failed("rename", &place))?;
            self.done.push(Undo::Created(place));
        }
        for change in others {
            let place = self.out.join(&change.entry.path);
            fs::rename(&change.temporary, &place).map_err(failed("rename", &place))?;
            self.done.push(Undo::Created(place));
        }
        for change in pages {
            let place = self.out.join(&change.entry.path);
            fs::rename(&change.temporary, &place).map_err(failed("rename", &place))?;
            self.done.push(Undo::Unheld(place));
        }
        Ok(())
    }

    /// Removes files to which nothing else links any more: first the links among them, then what they use, then they.
    fn remove_stale(&mut self, paths: &[String]) -> Result<(), HostError> {
        let (pages, others): (Vec<_>, Vec<_>) =
            paths.iter().cloned().partition(|path| stands_in_for(path));
        for path in &pages {
            let temporary = self.placeholder()?;
            self.put_over(&temporary, path)?;
        }
        self.remove_files(&others)?;
        for path in &pages {
            // The page itself has its second name, and is put back by it.
            let place = self.out.join(path);
            fs::remove_file(&place).map_err(failed("remove", &place))?;
            self.done.push(Undo::Unheld(place));
        }
        Ok(())
    }

    /// A placeholder under a temporary name, whole, to be renamed into its place. It is written once; each page gets it by
    /// another name.
    fn placeholder(&mut self) -> Result<PathBuf, HostError> {
        let file = if let Some(file) = self.placeholder.take() {
            file
        } else {
            let file = self.workspace.temporary();
            fs::write(&file, PLACEHOLDER).map_err(failed("write", &file))?;
            file
        };
        let name = self.workspace.temporary();
        let linked = link(&file, &name).map_err(failed("write", &name));
        self.placeholder = Some(file);
        linked.map(|()| name)
    }

    fn make_folders(&mut self, path: &str) -> Result<(), HostError> {
        let mut missing = Vec::new();
        for folder in folders_of(path) {
            let folder = self.out.join(folder);
            if folder.exists() {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            fs::create_dir(&folder).map_err(failed("create", &folder))?;
            self.done.push(Undo::MadeFolder(folder));
        }
        Ok(())
    }

    fn replace(&mut self, change: &Change) -> Result<(), HostError> {
        self.put_over(&change.temporary, &change.entry.path)
    }

    /// The old file gets a second name before another takes its place, so that it can be put back.
    fn put_over(&mut self, temporary: &Path, path: &str) -> Result<(), HostError> {
        let place = self.out.join(path);
        let backup = self.workspace.temporary();
        link(&place, &backup).map_err(failed("link", &place))?;
        fs::rename(temporary, &place).map_err(failed("rename", &place))?;
        self.done.push(Undo::Moved(backup, place));
        Ok(())
    }

    fn remove_files(&mut self, paths: &[String]) -> Result<(), HostError> {
        for path in paths {
            let (place, backup) = (self.out.join(path), self.workspace.temporary());
            fs::rename(&place, &backup).map_err(failed("remove", &place))?;
            self.done.push(Undo::Moved(backup, place));
        }
        Ok(())
    }

    /// Removes the folders above these paths that hold nothing any more.
    fn remove_empty_folders(&mut self, paths: &[String]) -> Result<(), HostError> {
        for folder in paths.iter().flat_map(|path| folders_of(path)) {
            let folder = self.out.join(folder);
            if !folder.symlink_metadata().is_ok_and(|m| m.is_dir()) {
                continue;
            }
            match fs::remove_dir(&folder) {
                Ok(()) => self.done.push(Undo::RemovedFolder(folder)),
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
                Err(error) => return Err(HostError::new("remove", &folder, error)),
            }
        }
        Ok(())
    }

    /// Takes the steps back, the last first; goes on after a failure and returns the first one.
    fn undo(&mut self) -> Result<(), HostError> {
        let mut result = Ok(());
        for step in std::mem::take(&mut self.done).iter().rev() {
            let undone = match step {
                Undo::Created(place) => fs::remove_file(place).map_err(failed("remove", place)),
                Undo::Moved(backup, place) => {
                    fs::rename(backup, place).map_err(failed("rename", place))
                }
                Undo::MadeFolder(folder) => {
                    fs::remove_dir(folder).map_err(failed("remove", folder))
                }
                Undo::RemovedFolder(folder) => {
                    fs::create_dir(folder).map_err(failed("create", folder))
                }
                Undo::Unheld(place) => {
                    self.hold_again(place);
                    Ok(())
                }
            };
            result = result.and(undone);
        }
        result
    }

    /// Puts the placeholder back, so that a kill amid the undoing leaves no link that leads nowhere either. Where that is
    /// refused the undoing goes on: the steps before this one put back what stood.
    fn hold_again(&mut self, place: &Path) {
        if let Ok(temporary) = self.placeholder() {
            let _ = fs::rename(temporary, place);
        }
    }
}

/// Gives a file a second name; a copy, where the file system knows no such thing or gives no more of them.
fn link(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::Unsupported | ErrorKind::PermissionDenied | ErrorKind::TooManyLinks
            ) =>
        {
            fs::copy(file, name).map(|_| ())
        }
        result => result,
    }
}
