//! What is to be published: the paths, the order in which their files come into place, and how their bytes are had.

use std::collections::HashSet;
use std::path::PathBuf;

use rayon::prelude::*;

use super::manifest::MANIFEST_FILE;
use super::workspace::WORKSPACE;
use crate::cache::Stamp;
use crate::digest::Digest;

/// A file that the output is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned<'a> {
    /// Its path from the output's root, with `/`: `events/x/index.html`.
    pub path: &'a str,
    /// When it comes into place, among files that are all new or all changed.
    pub stage: Stage,
    /// What it was when it was last made of the same: while it stands so, it is not produced. Boxed, as the plan of a large
    /// site that is built anew has none in any of its millions of files.
    pub keep: Option<Box<Known>>,
}

/// What is known of a file that was written before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The digest of its bytes.
    pub hash: Digest,
    /// How many these are.
    pub size: u64,
    /// How it was left; a file that stands otherwise is read and compared. `None` where the stamp proves nothing.
    pub stamp: Option<Stamp>,
}

/// The order in which files come into place, so that what is linked stands before what links to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Style sheets, scripts, pictures and other files that link to nothing.
    Leaf,
    /// Pages of events, sources and terms.
    Page,
    /// Lists of pages.
    List,
    /// The front page, feeds and the sitemap: where readers come in.
    Front,
}

/// How the bytes of a file are had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// They were made.
    Made(Vec<u8>),
    /// They are those of this file.
    Copied(PathBuf),
}

/// A path that cannot be published, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath {
    /// The path as planned.
    pub path: String,
    /// What is wrong with it, to stand after the path in a sentence.
    pub fault: &'static str,
}

/// What is wrong with a path in an output, by itself.
pub(super) fn fault_of_path(path: &str) -> Option<&'static str> {
    if path.is_empty() || path.starts_with('/') {
        return Some("is empty or does not start at the output's root");
    }
    let is_bad = |byte: u8| byte.is_ascii_control() || byte == b'\\';
    if path.bytes().any(is_bad) || (!path.is_ascii() && path.contains(char::is_control)) {
        return Some("holds a control character or a backslash");
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("has an empty part or one that leads elsewhere");
    }
    // On Windows a colon in the second place names a drive.
    if path.as_bytes().get(1) == Some(&b':') {
        return Some("starts with the name of a drive");
    }
    let first = path.split('/').next().unwrap_or(path);
    if first == WORKSPACE || first.starts_with(MANIFEST_FILE) {
        return Some("is a name that Dateline needs for itself");
    }
    None
}

/// The paths of a plan that cannot be published: bad by themselves, planned twice, or a file and a folder at once.
pub(super) fn bad_paths(planned: &[Planned]) -> Vec<BadPath> {
    let faults = planned.par_iter().with_min_len(256);
    let faults: Vec<_> = faults.map(|it| fault_of_path(it.path)).collect();
    let mut bad = Vec::new();
    let mut report = |path: &str, fault| {
        bad.push(BadPath {
            path: path.to_owned(),
            fault,
        });
    };
    let mut files: HashSet<&str> = HashSet::with_capacity(planned.len());
    for (Planned { path, .. }, fault) in planned.iter().zip(faults) {
        if let Some(fault) = fault {
            report(path, fault);
        } else if !files.insert(path) {
            report(path, "is planned twice");
        }
    }
    let is_below_a_file = |it: &&Planned| folders_of(it.path).any(|folder| files.contains(folder));
    let below = planned.par_iter().with_min_len(256).filter(is_below_a_file);
    for Planned { path, .. } in below.collect::<Vec<_>>() {
        report(path, "lies in a folder whose path is also a file's");
    }
    bad
}

/// The folders above a path, the nearest first, without the root: `a/b`, `a` for `a/b/c`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_bad_paths() {
        let check = |paths: &[&str], expected: &[&str]| {
            let planned: Vec<_> = paths
                .iter()
                .map(|path| Planned {
                    path,
                    stage: Stage::Page,
                    keep: None,
                })
                .collect();
            let bad = bad_paths(&planned);
            let bad: Vec<_> = bad.iter().map(|b| b.path.as_str()).collect();
            assert_eq!(bad, expected, "{paths:?}");
        };
        check(&["a", "b/c", "b/d/e", "ünï cöde.html"], &[]);
        check(
            &["../x", "/x", "a//b", "a/./b", ""],
            &["../x", "/x", "a//b", "a/./b", ""],
        );
        check(&["a\\b", "a\nb", "C:x"], &["a\\b", "a\nb", "C:x"]);
        check(&["a", "a"], &["a"]);
        check(&["a", "a/b/c"], &["a/b/c"]);
        check(
            &[".dateline-manifest", ".dateline-tmp/x"],
            &[".dateline-manifest", ".dateline-tmp/x"],
        );
    }
}
