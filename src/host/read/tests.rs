//! Sites on a disk in, folders and diagnostics out.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use super::*;

/// A PNG's signature and header: 3 by 2 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0";

fn write(site: &Path, path: &str, bytes: &[u8]) {
    let file = site.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

/// Reads a site that `make` made; the paths of what was read, and the diagnostics as `code path`.
fn read(make: impl FnOnce(&Path)) -> (Vec<String>, Vec<String>) {
    let site = tempfile::tempdir().unwrap();
    make(site.path());
    let limits = Limits {
        file_bytes: 1_000,
        ..Limits::default()
    };
    let folder = read_folder(site.path(), &limits).unwrap();
    let texts = folder
        .settings
        .iter()
        .chain(&folder.content)
        .chain(&folder.templates);
    let paths = texts.map(|text| text.path.to_string()).chain(
        folder
            .assets
            .iter()
            .map(|a| format!("{} {:?}", a.path, a.dimensions)),
    );
    let diagnostics = folder
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code.as_str(), d.place.as_ref().unwrap().file));
    (paths.collect(), diagnostics.collect())
}

fn check(make: impl FnOnce(&Path), paths: &[&str], diagnostics: &[&str]) {
    let (found, wrong) = read(make);
    assert_eq!(found, paths);
    assert_eq!(wrong, diagnostics);
}

#[test]
fn sorts_files_into_their_places() {
    check(
        |site| {
            write(site, "dateline.yaml", b"title: T");
            write(site, "content/events/b/x.md", b"b");
            write(site, "content/events/b-c.MD", b"a");
            write(site, "content/events/hall.png", PNG);
            write(site, "content/.obsidian/x.md", b"");
            write(site, "content/events/x.md~", b"");
            write(site, "templates/base.html", b"t");
            write(site, "static/.well-known/x.md", b"s");
            write(site, "static/.git/config", b"s");
            write(site, "public/index.html", b"o");
        },
        &[
            "dateline.yaml",
            "content/events/b-c.MD",
            "content/events/b/x.md",
            "templates/base.html",
            "content/events/hall.png Some((3, 2))",
            "static/.well-known/x.md None",
        ],
        &[],
    );
}

#[test]
fn an_empty_folder_is_an_empty_site() {
    check(|_| {}, &[], &[]);
}

#[test]
fn a_missing_folder_is_refused() {
    let site = tempfile::tempdir().unwrap();
    let error = read_folder(&site.path().join("nowhere"), &Limits::default()).unwrap_err();
    assert!(error.to_string().starts_with("cannot open `"), "{error}");
}

#[test]
fn large_texts_are_left_out() {
    check(
        |site| {
            write(site, "content/a.md", &[b'a'; 1_000]);
            write(site, "content/b.md", &[b'a'; 1_001]);
            write(site, "content/c.pdf", &[b'a'; 5_000]);
        },
        &["content/a.md", "content/c.pdf None"],
        &["file-too-large content/b.md"],
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_the_site_alone() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.md", b"s");
    check(
        |site| {
            write(site, "content/a.md", b"a");
            write(site, "notes/b.md", b"b");
            symlink("../notes", site.join("content/in")).unwrap();
            symlink("a.md", site.join("content/c.md")).unwrap();
            symlink("..", site.join("content/loop")).unwrap();
            symlink("self.md", site.join("content/self.md")).unwrap();
            symlink("nowhere.md", site.join("content/gone.md")).unwrap();
            symlink(outside.path(), site.join("content/out")).unwrap();
            symlink("/dev/zero", site.join("content/zero.md")).unwrap();
        },
        &["content/a.md", "content/c.md", "content/in/b.md"],
        &[
            "link-outside-site content/gone.md",
            "link-outside-site content/loop",
            "link-outside-site content/out",
            "link-outside-site content/self.md",
            "link-outside-site content/zero.md",
        ],
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_opened() {
    use std::os::unix::net::UnixListener;
    check(
        |site| {
            write(site, "content/a.md", b"a");
            let pipe = site.join("content/pipe.md");
            let made = std::process::Command::new("mkfifo").arg(pipe).status();
            assert!(made.unwrap().success());
            UnixListener::bind(site.join("content/socket.md")).unwrap();
        },
        &["content/a.md"],
        &["not-a-file content/pipe.md", "not-a-file content/socket.md"],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_be_paths_are_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    check(
        |site| {
            write(site, "content/a.md", b"a");
            write(site, "content/b\nc.md", b"a");
            write(site, "static/b\\c.png", b"a");
            fs::write(site.join(OsStr::from_bytes(b"content/\xFF.md")), b"a").unwrap();
            write(site, "static/A.png", b"a");
            write(site, "static/a.png", b"a");
        },
        &["content/a.md", "static/A.png None", "static/a.png None"],
        &[
            "bad-file-name content/b\\nc.md",
            "bad-file-name content/\u{FFFD}.md",
            "bad-file-name static/b\\\\c.png",
            "path-twins static/a.png",
        ],
    );
}
