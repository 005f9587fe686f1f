//! First and later publishes of plans that can be published.

use std::fs;

use dateline::host::interrupt::Interrupt;
use dateline::host::progress::Progress;
use dateline::host::publish::{Bytes, Options, Planned, Stage, publish};

use super::site::{PLAN, Site, files_in, stamps, tree, with, without};

#[test]
fn publishes_into_a_missing_folder() {
    let site = Site::new();
    let summary = site.publish(PLAN).unwrap();
    assert_eq!(summary.written.len(), 4);
    assert_eq!(summary.bytes, 14);
    site.assert_has(PLAN);
}

#[test]
fn makes_the_folders_above_the_output() {
    let site = Site::new();
    let out = site.folder.path().join("a/b/public");
    site.publish_to(&out, PLAN, false, &Interrupt::never())
        .unwrap();
    assert_eq!(files_in(&out).len(), 5);
    let failed = [("x", "!")];
    let out = site.folder.path().join("c/d/public");
    site.publish_to(&out, &failed, false, &Interrupt::never())
        .unwrap_err();
    assert!(!site.folder.path().join("c").exists());
}

#[test]
fn publishes_into_an_empty_folder_and_keeps_its_ignore_file() {
    let site = Site::new();
    site.put(".gitignore", "*\n");
    let before = stamps(&site.out());
    site.publish(PLAN).unwrap();
    assert_eq!(stamps(&site.out())[&site.out()].1, before[&site.out()].1);
    let mut files = site.files();
    assert_eq!(files.remove(".gitignore").unwrap(), b"*\n");
    assert_eq!(files.len(), 4);
    site.publish(&without("style.css")).unwrap();
    assert_eq!(fs::read(site.file(".gitignore")).unwrap(), b"*\n");
}

#[test]
fn a_second_publish_writes_nothing() {
    for keep in [false, true] {
        let site = Site::new();
        site.publish(PLAN).unwrap();
        let before = stamps(site.folder.path());
        let summary = site
            .publish_to(&site.out(), PLAN, keep, &Interrupt::never())
            .unwrap();
        assert!(summary.is_unchanged());
        assert_eq!(summary.unchanged, 4);
        assert_eq!(stamps(site.folder.path()), before);
    }
}

#[test]
fn writes_only_what_changed() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    let before = stamps(&site.out());
    let plan = with("events/a/index.html", "<a2>");
    let summary = site.publish(&plan).unwrap();
    assert_eq!(summary.written, ["events/a/index.html"]);
    let after = stamps(&site.out());
    let file = |path: &str| site.file(path);
    assert_ne!(
        after[&file("events/a/index.html")],
        before[&file("events/a/index.html")]
    );
    assert_eq!(
        after[&file("events/b/index.html")],
        before[&file("events/b/index.html")]
    );
    site.assert_has(&plan);
}

#[test]
fn removes_what_the_plan_no_longer_has() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    let plan = without("events/a/index.html");
    let summary = site.publish(&plan).unwrap();
    assert_eq!(summary.removed, ["events/a/index.html"]);
    assert!(!site.file("events/a").exists());
    site.assert_has(&plan);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    let (file, folder) = (
        [("about", "1"), ("z", "2")],
        [("about/x/y", "3"), ("z", "2")],
    );
    site.publish(&file).unwrap();
    site.publish(&folder).unwrap();
    site.assert_has(&folder);
    site.publish(&file).unwrap();
    site.assert_has(&file);
}

#[test]
fn what_may_be_kept_is_not_produced() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    let unproducible: Vec<_> = PLAN.iter().map(|&(path, _)| (path, "!")).collect();
    let summary = site
        .publish_to(&site.out(), &unproducible, true, &Interrupt::never())
        .unwrap();
    assert_eq!(summary.unchanged, 4);
}

#[test]
fn copies_files() {
    let site = Site::new();
    let original = site.folder.path().join("content/hall.png");
    let publish_copy = || {
        let planned = [Planned {
            path: "hall.png",
            stage: Stage::Leaf,
            keep: None,
        }];
        let options = Options {
            site: site.folder.path(),
            interrupt: &Interrupt::never(),
            progress: &Progress::hidden(),
            is_remembered: false,
            share: None,
        };
        let produce = |_| Ok::<_, String>(Bytes::Copied(original.clone()));
        publish(&site.out(), &planned, produce, &options)
    };
    for size in [0, 1, 64 << 10, 200_000] {
        for fill in [1, 2] {
            fs::write(&original, vec![fill; size]).unwrap();
            let written = publish_copy().unwrap().written.len();
            assert!(written == 1 || size == 0);
            assert_eq!(fs::read(site.file("hall.png")).unwrap(), vec![fill; size]);
            assert!(publish_copy().unwrap().is_unchanged());
        }
    }
    let before = tree(&site.out());
    fs::remove_file(&original).unwrap();
    assert_eq!(publish_copy().unwrap_err().exit_code(), 3);
    assert_eq!(tree(&site.out()), before);
}
