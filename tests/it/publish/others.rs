//! What Dateline did not write, in the output and around it, is neither removed nor written over.

use std::fs;
use std::path::Path;

use dateline::host::interrupt::Interrupt;
use dateline::host::publish::{PublishError, Reason, check_location};

use super::site::{PLAN, Site, files_in, names_in, tree, with, without};

#[test]
fn files_of_others_survive() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    site.put("events/a/mine.txt", "mine");
    site.put("CNAME", "example.org");
    site.publish(&without("events/a/index.html")).unwrap();
    assert_eq!(fs::read(site.file("events/a/mine.txt")).unwrap(), b"mine");
    assert_eq!(fs::read(site.file("CNAME")).unwrap(), b"example.org");
}

#[test]
fn files_of_others_are_never_overwritten() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    site.put("mine.html", "mine");
    site.put("folder/x", "mine");
    let before = tree(&site.out());
    let plan = [
        &with("mine.html", "ours")[..],
        &[("folder", "f"), ("new", "n")],
    ]
    .concat();
    let error = site.publish(&plan).unwrap_err();
    assert_eq!(error.exit_code(), 3);
    let PublishError::Foreign { paths, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(paths, ["folder", "mine.html"]);
    assert_eq!(tree(&site.out()), before);
    // What is the same already is taken as ours.
    let same = with("mine.html", "mine");
    site.publish(&same).unwrap();
    assert_eq!(site.publish(PLAN).unwrap().removed, ["mine.html"]);
}

#[test]
fn a_stale_file_that_somebody_changed_is_left() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    site.put("style.css", "edited by hand");
    let plan = without("style.css");
    let summary = site.publish(&plan).unwrap();
    assert_eq!(summary.kept_foreign, ["style.css"]);
    assert_eq!(fs::read(site.file("style.css")).unwrap(), b"edited by hand");
    assert!(site.publish(&plan).unwrap().kept_foreign.is_empty());
}

#[test]
fn refuses_folders_that_are_not_for_it() {
    let site = Site::new();
    let root = site.folder.path();
    fs::create_dir_all(root.join("repository/.git")).unwrap();
    fs::write(root.join("file"), "x").unwrap();
    let check = |out: &str, expected: Reason| {
        let refusal = site
            .publish_to(&root.join(out), PLAN, false, &Interrupt::never())
            .unwrap_err();
        assert_eq!(refusal.exit_code(), 2);
        let PublishError::Refused(refusal) = refusal else {
            panic!("{out}: {refusal}")
        };
        assert_eq!(refusal.reason, expected, "{out}");
        assert!(refusal.to_string().contains("choose a folder"));
    };
    check("/", Reason::Root);
    check(".", Reason::Site);
    check("content", Reason::Overlaps("content"));
    check("content/public", Reason::Overlaps("content"));
    check("static/../templates/out", Reason::Overlaps("templates"));
    check("repository", Reason::Git);
    check("repository/.git/out", Reason::Git);
    check("file", Reason::NotAFolder);
    let home = std::env::home_dir().unwrap();
    assert!(check_location(root, &home).is_err());
    assert!(check_location(root, &root.join("..")).is_err());
    assert!(check_location(root, &root.join("elsewhere/new")).is_ok());
}

#[test]
fn refuses_a_folder_that_is_not_its_own() {
    let site = Site::new();
    site.put("thesis.txt", "years of work");
    let error = site.publish(PLAN).unwrap_err();
    assert!(
        matches!(&error, PublishError::Refused(r) if r.reason == Reason::NotOurs),
        "{error}"
    );
    assert_eq!(names_in(&site.out()), ["thesis.txt".to_owned()].into());
}

#[test]
fn refuses_paths_that_lead_away() {
    let site = Site::new();
    let error = site
        .publish(&[("../x", "x"), ("a", "a"), ("a/b", "b")])
        .unwrap_err();
    assert!(
        matches!(&error, PublishError::BadPaths(bad) if bad.len() == 2),
        "{error}"
    );
    assert!(!site.out().exists());
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed_out() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("a")).unwrap();
    fs::write(elsewhere.path().join("a/index.html"), "<a>").unwrap();
    let check = |path: &str, target: &Path, plan: &[(&str, &str)], refused: bool| {
        let site = Site::new();
        site.publish(PLAN).unwrap();
        let place = site.file(path);
        if place.is_dir() {
            fs::remove_dir_all(&place).unwrap();
        } else {
            fs::remove_file(&place).unwrap();
        }
        symlink(target, &place).unwrap();
        assert_eq!(site.publish(plan).is_err(), refused, "{path}");
        assert!(place.is_symlink(), "{path}");
        assert_eq!(files_in(elsewhere.path()).len(), 1, "{path}");
        assert_eq!(
            fs::read(elsewhere.path().join("a/index.html")).unwrap(),
            b"<a>"
        );
    };
    let changed = with("events/a/index.html", "<a2>");
    let gone = [("index.html", "front")];
    let file = elsewhere.path().join("a/index.html");
    check("events", elsewhere.path(), &changed, true);
    check("events", elsewhere.path(), &gone, false);
    check("events/a/index.html", &file, &changed, true);
    check("events/a/index.html", &file, &gone, false);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_published_where_it_leads() {
    let site = Site::new();
    let real = site.folder.path().join("real");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, site.out()).unwrap();
    site.publish(PLAN).unwrap();
    assert!(site.out().is_symlink());
    assert_eq!(files_in(&real).len(), 5);
}
