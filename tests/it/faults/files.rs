//! Faults 34–38, 42–46: the files of the site and of the output, whoever made them what they are.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use super::site::{Run, Site, dateline, event, tree};

const X: &str = "content/events/x.md";

#[cfg(unix)]
fn symlink(to: impl AsRef<Path>, link: impl AsRef<Path>) {
    std::os::unix::fs::symlink(to, link).unwrap();
}

#[test]
fn fault_34_a_loop_of_links() {
    for to in ["..", ".", "../../content", "loop"] {
        let site = Site::new();
        site.build();
        symlink(to, site.file("content/events/loop"));
        site.assert_refused(&["error[link-outside-site]", "content/events/loop"]);
    }
}

#[test]
fn fault_35_a_link_out_of_the_site() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(
        outside.path().join("secret.md"),
        event("Secret", "2022", ""),
    )
    .unwrap();
    for (to, link) in [
        (outside.path().to_owned(), "content/events/out"),
        (outside.path().join("secret.md"), X),
        ("/etc/passwd".into(), "static/passwd"),
        ("/etc/passwd".into(), "content/events/p.png"),
        ("/etc/passwd".into(), "templates/base.html"),
        ("/proc/self/environ".into(), "static/environ"),
    ] {
        let site = Site::new();
        site.build();
        fs::create_dir_all(site.file(link).parent().unwrap()).unwrap();
        symlink(to, site.file(link));
        site.assert_refused(&["error[link-outside-site]", link]);
    }
}

/// What programs leave beside the files that they work on is none of the site's, also where it leads nowhere.
#[test]
fn fault_34_links_that_lock_files() {
    let site = Site::new();
    for folder in ["content/events", "templates", "static"] {
        fs::create_dir_all(site.file(folder)).unwrap();
        symlink("me@here.123:456", site.file(folder).join(".#sound.md"));
    }
    let run = site.build();
    assert!(!run.stderr.contains(".#sound"), "{run:?}");
    symlink("nowhere", site.file("content/events/broken.md"));
    site.run(&["build"])
        .assert(1, &["error[", "content/events/broken.md"]);
}

#[test]
fn fault_36_what_is_no_file() {
    let site = Site::new();
    let pipe = Command::new("mkfifo").arg(site.file(X)).status().unwrap();
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(site.file("content/events/s.md")).unwrap();
    symlink("/dev/zero", site.file("content/events/z.md"));
    // Only root may make a device of its own.
    let device = Command::new("mknod")
        .arg(site.file("content/events/d.md"))
        .args(["c", "1", "5"])
        .output();
    let has_device = device.is_ok_and(|output| output.status.success());
    let run = site.run(&["build"]);
    run.assert(
        1,
        &[
            "warning[not-a-file]",
            "a named pipe",
            "a socket",
            "content/events/z.md",
        ],
    );
    assert!(
        !has_device || run.stderr.contains("content/events/d.md"),
        "{run:?}"
    );
    site.remove("content/events/z.md");
    site.build();
}

#[test]
fn fault_37_an_output_that_is_somebody_elses() {
    let site = Site::new();
    site.put("static/a.txt", "a");
    site.put("repository/.git/HEAD", "ref: x");
    site.put("templates/.keep", "");
    let before = tree(site.path());
    for out in [
        ".",
        "..",
        "/",
        "content",
        "content/events",
        "content/new",
        "static",
        "templates/x",
        "repository",
        "repository/.git/x",
        ".dateline",
    ] {
        let run = site.run(&["build", "--out", out]);
        run.assert(2, &["cannot publish into", "choose a folder"]);
        assert!(tree(site.path()) == before, "{out}");
    }
    let home = tempfile::tempdir().unwrap();
    let mut command = dateline();
    command
        .current_dir(site.path())
        .env("HOME", home.path())
        .args(["build", "--out"])
        .arg(home.path());
    Run::of(command).assert(2, &["home"]);
    symlink("content", site.file("public"));
    site.run(&["build"]).assert(2, &["`content/`"]);
}

#[test]
fn fault_38_an_output_with_files_of_others() {
    let site = Site::new();
    site.put("public/mine.txt", "mine");
    let before = tree(site.path());
    site.run(&["build"])
        .assert(2, &["files that Dateline did not write"]);
    assert!(tree(site.path()) == before);
    // What somebody puts into a published output stays.
    site.remove("public/mine.txt");
    site.build();
    site.put("public/events/sound/mine.txt", "mine");
    site.remove("content/events/sound.md");
    site.put(X, event("X", "2022", ""));
    site.build();
    assert_eq!(site.output("events/sound/mine.txt"), "mine");
    // And what would have to be overwritten is refused.
    site.put("public/events/y/index.html", "mine");
    site.put("content/events/y.md", event("Y", "2022", ""));
    let before = tree(site.path());
    site.run(&["build"]).assert(3, &["events/y/index.html"]);
    assert!(tree(site.path()) == before);
}

#[test]
fn fault_42_two_builds_at_once() {
    let site = Site::new();
    site.build();
    site.put(X, event("X", "2022", ""));
    let before = site.outputs();
    let lock = fs::File::open(site.file("public")).unwrap();
    lock.lock().unwrap();
    site.run(&["build"]).assert(3, &["another"]);
    assert!(site.outputs() == before);
    drop(lock);
    // Many at once: each either builds or is refused, and what stands in the end is whole.
    for round in 0..5 {
        site.put(X, event(&format!("X {round}"), "2022", ""));
        let start = |_| {
            Command::new(env!("CARGO_BIN_EXE_dateline"))
                .arg("build")
                .current_dir(site.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
        };
        let children: Vec<_> = (0..4).map(start).collect();
        let codes: Vec<_> = children
            .into_iter()
            .map(|child| child.unwrap().wait().unwrap().code())
            .collect();
        assert!(
            codes.iter().all(|code| matches!(code, Some(0 | 3))) && codes.contains(&Some(0)),
            "{codes:?}"
        );
        site.assert_sound();
    }
    equals_a_clean_build(&site);
}

#[test]
fn fault_43_files_that_change_while_they_are_read() {
    let site = Site::new();
    let (one, other) = (
        event("One", "2022", ""),
        event("Another", "2023", "summary: longer\n"),
    );
    site.put("content/events/x.png", vec![1; 300_000]);
    site.put(X, &one);
    site.put(
        "content/events/y.md",
        event("Y", "2022", "image: {file: x.png, alt: a}\n"),
    );
    site.build();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut round = 0_usize;
            while !done.load(Ordering::Relaxed) {
                site.put(
                    X,
                    if round.is_multiple_of(2) {
                        &one
                    } else {
                        &other
                    },
                );
                site.put("content/events/x.png", vec![2; 300_000 + round % 7]);
                let _ = fs::remove_file(site.file("content/events/z.md"));
                site.put("content/events/z.md", &one);
                round += 1;
            }
        });
        for _ in 0..15 {
            let run = site.run(&["build"]);
            assert!(matches!(run.code, Some(0 | 1 | 3)), "{run:?}");
            site.assert_sound();
        }
        done.store(true, Ordering::Relaxed);
    });
    site.build();
    equals_a_clean_build(&site);
}

#[test]
fn fault_44_a_deleted_event() {
    let site = Site::new();
    site.put(X, event("Vanishing", "2023-05-06T10:00", "actors: [Vanished]\nplaces: [Nowhere]\naliases: [/vanished-alias/]\nsources: [{title: Vanished source, url: 'https://example.org/v'}]\n"));
    let run = site.build();
    run.assert(0, &[]);
    assert!(site.has_output("2023/05/06/index.html"));
    site.remove(X);
    site.build();
    for (path, bytes) in site.outputs() {
        assert!(
            !path.contains("anish") && !path.contains("nowhere") && !path.contains("2023"),
            "{path}"
        );
        let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).to_lowercase();
        assert!(!text.contains("vanish"), "{path}");
    }
    equals_a_clean_build(&site);
}

#[test]
fn fault_45_a_damaged_manifest_or_cache() {
    let site = Site::new();
    site.build();
    let manifest = fs::read(site.file("public/.dateline-manifest")).unwrap();
    let damages: [&dyn Fn() -> Vec<u8>; 5] = [
        &Vec::new,
        &|| manifest[..manifest.len() / 2].to_vec(),
        &|| vec![0; manifest.len()],
        &|| b"dateline-manifest 99\n".to_vec(),
        &|| manifest.iter().map(|b| b ^ 1).collect(),
    ];
    for damage in damages {
        site.put("public/.dateline-manifest", damage());
        site.put("public/mine.txt", "mine");
        site.run(&["build"]).assert(0, &["manifest"]);
        assert_eq!(site.output("mine.txt"), "mine");
        fs::remove_file(site.file("public/mine.txt")).unwrap();
        equals_a_clean_build(&site);
    }
    // Whatever the program keeps between two builds may be lost or damaged.
    for (path, bytes) in tree(site.path())
        .into_iter()
        .filter(|(path, _)| path.starts_with(".dateline/"))
    {
        let Some(bytes) = bytes else { continue };
        for damaged in [
            Vec::new(),
            bytes[..bytes.len() / 2].to_vec(),
            bytes.iter().map(|b| !b).collect(),
        ] {
            site.put(&path, damaged);
            site.put(X, event("X", "2022", ""));
            site.build();
            site.remove(X);
            site.build();
            equals_a_clean_build(&site);
        }
    }
}

#[test]
fn fault_46_templates_that_fail() {
    for (name, template, said) in [
        (
            "event.html",
            "{% extends \"event.html\" %}",
            "templates/event.html",
        ),
        (
            "event.html",
            "<p>\n{{ event.colour }}",
            "templates/event.html:2",
        ),
        ("event.html", "<p>\n\n{% if %}", "templates/event.html:3"),
        (
            "event.html",
            "{% include \"nowhere.html\" %}",
            "templates/event.html:1",
        ),
        ("event.html", "{{ 1 / 0 }}", "templates/event.html:1"),
        (
            "partials/head.html",
            "{% include \"partials/head.html\" %}",
            "templates/partials/head.html",
        ),
    ] {
        let site = Site::new();
        site.build();
        site.put(&format!("templates/{name}"), template);
        site.assert_refused(&[said]);
    }
}

/// That the output is, byte for byte, what a build into a new folder gives, and that nothing is left beside it.
#[track_caller]
pub(crate) fn equals_a_clean_build(site: &Site) {
    let clean = tempfile::tempdir().unwrap();
    let mut command = dateline();
    command
        .current_dir(site.path())
        .args(["build", "-q", "--out"])
        .arg(clean.path().join("public"));
    Run::of(command).assert(0, &[]);
    let (found, clean) = (site.outputs(), tree(&clean.path().join("public")));
    let differing: Vec<_> = found
        .keys()
        .chain(clean.keys())
        .filter(|path| found.get(*path) != clean.get(*path))
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert!(!site.file(".public.dateline-tmp").exists());
}
