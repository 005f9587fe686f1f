//! Which folders may be an output: none that is, contains or lies in what the user wrote, and none that is not ours.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::manifest::MANIFEST_FILE;
use super::workspace::WORKSPACE;
use crate::host::HostError;
use crate::host::error::failed;

/// The folders of a site that hold what its author wrote, or what the program keeps between two builds.
const KEPT_FOLDERS: [&str; 4] = ["content", "templates", "static", ".dateline"];

/// Files that a folder may hold and still count as empty; they stay.
const IGNORE_FILES: [&str; 3] = [".gitignore", ".gitkeep", ".gitattributes"];

/// Why a folder cannot be the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The folder.
    pub out: PathBuf,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a folder as an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is the root of a file system.
    Root,
    /// It is the user's home, or contains it.
    Home,
    /// It is the site's folder, or contains it.
    Site,
    /// It is, contains or lies in this folder of the site.
    Overlaps(&'static str),
    /// It is the root of a git repository, or lies among git's own files.
    Git,
    /// It is a file.
    NotAFolder,
    /// It holds a website, or a share of one, and this is another share or the whole.
    OtherShare,
    /// It holds files and no manifest.
    NotOurs,
}

impl Refusal {
    /// The exit code of a command that ends with it: the choice of the folder is a matter of usage.
    pub const EXIT_CODE: u8 = 2;
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot publish into `{}`: ", self.out.display())?;
        match self.reason {
            Reason::Root => f.write_str("it is the root of the file system"),
            Reason::Home => f.write_str("it is or contains your home folder"),
            Reason::Site => f.write_str("it is or contains the site's own folder"),
            Reason::Overlaps(folder) => {
                write!(f, "it is, contains or lies in the site's `{folder}/`")
            }
            Reason::Git => f.write_str("it is the root of a git repository or belongs to git"),
            Reason::NotAFolder => f.write_str("it is not a folder"),
            Reason::OtherShare => {
                f.write_str("it holds the whole of a website, or another share of it")
            }
            Reason::NotOurs => f.write_str("it holds files that Dateline did not write"),
        }?;
        f.write_str("; choose a folder that is empty or does not exist yet")
    }
}

/// What stands at the place of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Missing,
    /// A folder without any file but an ignore file and what a killed publish left.
    Empty,
    /// A folder with a manifest.
    Published,
}

/// Checks where an output would lie, before anything is read or written.
///
/// Returns its path without links and `..`; the folder itself need not exist.
///
/// # Errors
/// A [`Refusal`] where it would endanger what somebody wrote.
pub fn check_location(site: &Path, out: &Path) -> Result<PathBuf, Refusal> {
    check_location_with(site, out, std::env::home_dir().as_deref())
}

fn check_location_with(site: &Path, out: &Path, home: Option<&Path>) -> Result<PathBuf, Refusal> {
    let place = resolve(out);
    let refuse = |reason| {
        Err(Refusal {
            out: out.to_owned(),
            reason,
        })
    };
    let site = resolve(site);
    if place.parent().is_none() {
        return refuse(Reason::Root);
    }
    if home.is_some_and(|home| resolve(home).starts_with(&place)) {
        return refuse(Reason::Home);
    }
    if site.starts_with(&place) {
        return refuse(Reason::Site);
    }
    for folder in KEPT_FOLDERS {
        let kept = resolve(&site.join(folder));
        if kept.starts_with(&place) || place.starts_with(&kept) {
            return refuse(Reason::Overlaps(folder));
        }
    }
    let among_git = place.components().any(|part| part.as_os_str() == ".git");
    if among_git || place.join(".git").symlink_metadata().is_ok() {
        return refuse(Reason::Git);
    }
    Ok(place)
}

/// Checks where the lists of what a publish changed would lie: nothing that the user wrote and nothing of the output may
/// be overwritten by one.
///
/// # Errors
/// Why that folder cannot take them, as a sentence.
pub fn check_lists(site: &Path, out: &Path, lists: &Path) -> Result<(), String> {
    let place = resolve(lists);
    let kept = KEPT_FOLDERS.map(|folder| (folder, site.join(folder)));
    let output = ("output", out.to_owned());
    for (name, folder) in kept.into_iter().chain([output]) {
        let folder = resolve(&folder);
        if folder.starts_with(&place) || place.starts_with(&folder) {
            let lists = lists.display();
            return Err(format!(
                "cannot write lists into `{lists}`: it is, contains or lies in the folder `{name}`; choose a folder \
                 beside it, such as `changes`"
            ));
        }
    }
    Ok(())
}

/// Looks at what stands at the place of an output whose manifest has this name.
pub(super) fn standing(out: &Path, manifest: &str) -> Result<Result<Standing, Refusal>, HostError> {
    let refusal = |reason| Refusal {
        out: out.to_owned(),
        reason,
    };
    let names = match std::fs::read_dir(out) {
        Ok(entries) => entries
            .map(|entry| entry.map(|e| e.file_name()))
            .collect::<Result<Vec<OsString>, _>>()
            .map_err(failed("list", out))?,
        Err(error) => {
            return match out.symlink_metadata() {
                Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                    Ok(Ok(Standing::Missing))
                }
                Ok(metadata) if !metadata.is_dir() => Ok(Err(refusal(Reason::NotAFolder))),
                _ => Err(HostError::new("list", out, error)),
            };
        }
    };
    if names.iter().any(|name| name == manifest)
        && out
            .join(manifest)
            .symlink_metadata()
            .is_ok_and(|m| m.is_file())
    {
        return Ok(Ok(Standing::Published));
    }
    let harmless =
        |name: &OsString| name == WORKSPACE || IGNORE_FILES.iter().any(|ignore| name == ignore);
    if names.iter().all(harmless) {
        return Ok(Ok(Standing::Empty));
    }
    let is_manifest = |name: &OsString| name.to_string_lossy().starts_with(MANIFEST_FILE);
    Ok(Err(refusal(if names.iter().any(is_manifest) {
        Reason::OtherShare
    } else {
        Reason::NotOurs
    })))
}

/// The path without links and `..`, also where its last parts do not exist.
fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut known = path.as_path();
    loop {
        if let Ok(real) = known.canonicalize() {
            return missing.iter().rev().fold(real, |at, part| match part {
                std::path::Component::ParentDir => at.parent().map(Path::to_owned).unwrap_or(at),
                part => at.join(part),
            });
        }
        let (Some(parent), Some(last)) = (known.parent(), known.components().next_back()) else {
            return path;
        };
        missing.push(last);
        known = parent;
    }
}
