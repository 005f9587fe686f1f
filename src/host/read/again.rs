//! Reading again only what changed: the folder as it was read and the paths that changed go in, the folder as it is now
//! comes out, with every other file shared.

use std::path::Path;
use std::sync::Arc;

use super::names::{is_leftover, may_hide};
use super::walk::Walk;
use super::{FOLDERS, read_folder, real_folder, settings_file, settle, take};
use crate::diagnostic::{Code, Diagnostic, SitePath};
use crate::folder::{Asset, Folder, TextFile};
use crate::host::HostError;
use crate::settings::{Limits, SETTINGS_FILE};

/// How many paths are looked at one by one; for more the whole folder is read again.
const FEW: usize = 64;

/// Reads what lies at these paths of the site again: files, and folders with everything below them. A path that is none
/// of the site's, or an editor's temporary file, is passed over; one that no longer exists is left out of the folder.
///
/// # Errors
/// The folder itself does not exist or cannot be listed.
pub fn read_again(
    site: &Path,
    before: &Folder,
    paths: &[SitePath],
    limits: &Limits,
) -> Result<Folder, HostError> {
    let mut folder = before.clone();
    let paths: Vec<&str> = paths.iter().map(|path| &**path).filter(is_ours).collect();
    if paths.is_empty() {
        return Ok(folder);
    }
    if paths.len() > FEW {
        return read_folder(site, limits);
    }
    let root = real_folder(site)?;
    let mut walk = Walk::new(&root);
    for path in paths {
        forget(&mut folder, path);
        if path == SETTINGS_FILE {
            let (settings, diagnostics) = settings_file(&root, limits);
            folder.settings = settings;
            folder.diagnostics.extend(diagnostics);
        } else if leads_within(&root, path) {
            walk.folder(path);
        }
    }
    walk.found.sort_by(|a, b| a.path.cmp(&b.path));
    walk.found.dedup_by(|a, b| a.path == b.path);
    take(walk.found, walk.diagnostics, &mut folder, limits);
    folder
        .diagnostics
        .retain(|diagnostic| diagnostic.code != Code::PathTwins);
    settle(&mut folder);
    Ok(folder)
}

/// The paths whose files differ between two readings, in order. Pictures and other files that are copied are compared
/// by size and dimensions alone.
#[must_use]
pub fn changes(before: &Folder, after: &Folder) -> Vec<SitePath> {
    let same_text =
        |a: &TextFile, b: &TextFile| Arc::ptr_eq(&a.bytes, &b.bytes) || a.bytes == b.bytes;
    let path_of_text = |file: &TextFile| file.path.clone();
    let settings = |folder: &Folder| folder.settings.iter().cloned().collect::<Vec<_>>();
    let mut changed = different(&settings(before), &settings(after), path_of_text, same_text);
    changed.extend(different(
        &before.content,
        &after.content,
        path_of_text,
        same_text,
    ));
    changed.extend(different(
        &before.templates,
        &after.templates,
        path_of_text,
        same_text,
    ));
    let path_of_asset = |asset: &Asset| asset.path.clone();
    changed.extend(different(
        &before.assets,
        &after.assets,
        path_of_asset,
        Asset::eq,
    ));
    changed
}

/// The paths that only one of two sorted lists has, or that both have with another content.
fn different<T>(
    before: &[T],
    after: &[T],
    path: impl Fn(&T) -> SitePath,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<SitePath> {
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    let mut changed = Vec::new();
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => return changed,
            (Some(a), Some(b)) if path(a) == path(b) => {
                if !same(a, b) {
                    changed.push(path(b));
                }
                old.next();
                new.next();
            }
            (Some(a), b) if b.is_none_or(|b| path(a) < path(b)) => {
                changed.push(path(a));
                old.next();
            }
            (_, Some(b)) => {
                changed.push(path(b));
                new.next();
            }
            (Some(_), None) => unreachable!("what stands alone in the old list was taken above"),
        }
    }
}

/// Whether a path from the site's root is one that reading the whole folder would look at.
fn is_ours(path: &&str) -> bool {
    let mut parts = path.split('/');
    let top = parts.next().unwrap_or_default();
    *path == SETTINGS_FILE
        || (FOLDERS.contains(&top) && !parts.any(|part| is_leftover(part.as_ref(), may_hide(path))))
}

/// Whether the folder that a path lies in is within the site, wherever links may lead.
fn leads_within(root: &Path, path: &str) -> bool {
    let parent = root.join(path).parent().map(Path::canonicalize);
    matches!(parent, Some(Ok(parent)) if parent.starts_with(root))
}

/// Takes a path, and everything below it, out of a folder.
fn forget(folder: &mut Folder, path: &str) {
    let stays = |other: &SitePath| {
        other
            .strip_prefix(path)
            .is_none_or(|rest| !rest.is_empty() && !rest.starts_with('/'))
    };
    folder.content.retain(|file| stays(&file.path));
    folder.templates.retain(|file| stays(&file.path));
    folder.assets.retain(|asset| stays(&asset.path));
    folder.diagnostics.retain(|diagnostic: &Diagnostic| {
        diagnostic
            .place
            .as_ref()
            .is_none_or(|place| stays(&place.file))
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    fn write(site: &Path, path: &str, text: &str) {
        let file = site.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Reads a site of two events and a picture, changes it, reads these paths again: the same as reading all of it,
    /// and these changes.
    fn check(change: impl FnOnce(&Path), paths: &[&str], expected: &[&str]) {
        let site = tempfile::tempdir().unwrap();
        let limits = Limits::default();
        write(site.path(), "dateline.yaml", "title: T");
        write(site.path(), "content/events/a.md", "a");
        write(site.path(), "content/events/old/b.md", "b");
        write(site.path(), "static/c.svg", "c");
        let before = read_folder(site.path(), &limits).unwrap();
        change(site.path());
        let paths: Vec<SitePath> = paths.iter().map(|path| (*path).into()).collect();
        let after = read_again(site.path(), &before, &paths, &limits).unwrap();
        let whole = read_folder(site.path(), &limits).unwrap();
        assert!(changes(&whole, &after).is_empty());
        assert_eq!(whole.diagnostics, after.diagnostics);
        let changed = changes(&before, &after);
        assert_eq!(changed.iter().map(|it| &**it).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn reads_again_what_changed() {
        check(|_| {}, &["content/events/a.md"], &[]);
        check(
            |site| write(site, "content/events/a.md", "other"),
            &["content/events/a.md"],
            &["content/events/a.md"],
        );
        check(
            |site| write(site, "dateline.yaml", "title: U"),
            &["dateline.yaml"],
            &["dateline.yaml"],
        );
        check(
            |site| fs::remove_dir_all(site.join("content/events/old")).unwrap(),
            &["content/events/old"],
            &["content/events/old/b.md"],
        );
        check(
            |site| fs::rename(site.join("content/events/old"), site.join("content/pages")).unwrap(),
            &["content/events/old", "content/pages"],
            &["content/events/old/b.md", "content/pages/b.md"],
        );
        check(
            |site| {
                write(site, "static/C.svg", "twin");
                write(site, "content/events/.a.md.swp", "x");
                write(site, "public/index.html", "x");
            },
            &[
                "static/C.svg",
                "content/events/.a.md.swp",
                "public/index.html",
            ],
            &["static/C.svg"],
        );
    }

    #[test]
    fn many_changes_are_one_reading() {
        let names: Vec<String> = (0..100)
            .map(|n| format!("content/events/n{n:03}.md"))
            .collect();
        let paths: Vec<&str> = names.iter().map(String::as_str).collect();
        check(
            |site| names.iter().for_each(|name| write(site, name, "n")),
            &paths,
            &paths,
        );
    }
}
