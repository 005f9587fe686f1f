//! File names: which are leftovers of other programs, which cannot be paths of a site, and which are one name to others.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Component, Path};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::folder::Folder;

/// Names that version control, file managers and editors leave behind.
const LEFTOVERS: [&str; 15] = [
    ".git",
    ".gitignore",
    ".gitkeep",
    ".gitattributes",
    ".gitmodules",
    ".hg",
    ".svn",
    ".idea",
    ".vscode",
    ".DS_Store",
    ".Trash",
    "Thumbs.db",
    "desktop.ini",
    "Icon\r",
    // Vim makes this file to see whether it may write into the folder.
    "4913",
];

/// Whether a file or folder of this name is none of the site's: hidden (unless `hidden_too`), or left by a program.
pub(super) fn is_leftover(name: &OsStr, hidden_too: bool) -> bool {
    let name = name.to_string_lossy();
    let hidden = name.starts_with('.') && !hidden_too;
    let by_program = LEFTOVERS.contains(&&*name)
        || name.starts_with(".dateline")
        || name.starts_with("._")
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with('~')
        || (name.starts_with('.') && (name.ends_with(".swp") || name.ends_with(".swo")))
        || name.ends_with(".swp")
        || name.ends_with(".crswap");
    hidden || by_program
}

/// Whether hidden files below this path of the site are meant: `.well-known/` or `.htaccess` in `static/`.
pub(super) fn may_hide(path: &str) -> bool {
    path == "static" || path.starts_with("static/")
}

/// The path of a file from the site's root; `None` when a name in it is not UTF-8, or could not be written in a manifest
/// or be the same on every system.
pub(super) fn site_path(relative: &Path) -> Option<SitePath> {
    let mut path = String::with_capacity(relative.as_os_str().len());
    for part in relative.components() {
        let Component::Normal(name) = part else {
            return None;
        };
        let name = name.to_str()?;
        if name.contains(|c: char| c.is_control() || c == '\\') {
            return None;
        }
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(name);
    }
    Some(path.into())
}

/// Assets and templates whose paths are one to file systems that tell neither case nor Unicode forms apart. Texts are
/// told apart by their slugs, which are compared where pages are joined.
pub(super) fn twins(folder: &Folder) -> Vec<Diagnostic> {
    let templates = folder.templates.iter().map(|file| &file.path);
    let paths = folder
        .assets
        .iter()
        .map(|asset| &asset.path)
        .chain(templates);
    let mut seen: HashMap<String, &SitePath> = HashMap::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        if let Some(twin) = seen.insert(folded(path), path) {
            let message = format!("`{path}` and `{twin}` are one file on other systems");
            diagnostics.push(
                Diagnostic::new(Code::PathTwins, message)
                    .at(Place::file(path), "differs only by case or Unicode form")
                    .also(Place::file(twin), "from this one")
                    .help("rename one of them"),
            );
        }
    }
    diagnostics
}

fn folded(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().collect::<String>().to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_leftovers() {
        let check = |name: &str, in_content: bool, in_static: bool| {
            assert_eq!(is_leftover(name.as_ref(), false), in_content, "{name}");
            assert_eq!(is_leftover(name.as_ref(), true), in_static, "{name}");
        };
        for name in [
            ".git",
            ".DS_Store",
            "a.md~",
            ".#a.md",
            ".a.md.swp",
            "4913",
            "#a.md#",
        ] {
            check(name, true, true);
        }
        for name in [".htaccess", ".well-known", ".nojekyll"] {
            check(name, true, false);
        }
        for name in ["a.md", "a.b.md", "49130", "a#b.png", "ä.svg"] {
            check(name, false, false);
        }
    }

    #[test]
    fn finds_twins() {
        let check = |literal: &str, expected: usize| {
            let folder = Folder::from_literal(literal);
            assert_eq!(twins(&folder).len(), expected, "{literal}");
        };
        check("-- static/a.png --\n-- static/b.png --\n", 0);
        check("-- static/a.png --\n-- static/A.png --\n", 1);
        check("-- static/\u{e9}.png --\n-- static/e\u{301}.png --\n", 1);
        check("-- templates/a.html --\n-- static/a.html --\n", 0);
    }
}
