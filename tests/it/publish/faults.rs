//! Failures, kills, damage and refusals of the system: the old site stands, or the next publish heals it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline::host::interrupt::Interrupt;
use dateline::host::progress::Progress;
use dateline::host::publish::{
    Bytes, MANIFEST_FILE, Options, Planned, PublishError, Stage, publish,
};

use super::site::{PLAN, Site, stamps, tree, with, without};

/// The tag of a workspace.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # Dateline keeps here what it is about to publish. It goes by itself.\n";

#[test]
fn heals_files_that_were_damaged() {
    for keep in [false, true] {
        let site = Site::new();
        site.publish(PLAN).unwrap();
        // The times that keep looks at are as coarse as the system's clock.
        std::thread::sleep(std::time::Duration::from_millis(20));
        site.put("index.html", "FRONT");
        site.put("style.css", "");
        fs::remove_file(site.file("events/a/index.html")).unwrap();
        let summary = site
            .publish_to(&site.out(), PLAN, keep, &Interrupt::never())
            .unwrap();
        assert_eq!(summary.written.len(), 3, "keep: {keep}");
        site.assert_has(PLAN);
    }
}

#[test]
fn a_failure_leaves_the_old_site() {
    let failing = [
        ("events/c/index.html", "c"),
        ("b", "!"),
        ("index.html", "2"),
        ("a", "!"),
    ];
    let check = |site: &Site| {
        let before = stamps(site.folder.path());
        let error = site.publish(&failing).unwrap_err();
        assert_eq!(error.exit_code(), 1);
        let PublishError::Produce(failures) = error else {
            panic!("{error}")
        };
        assert_eq!(failures, ["b", "a"]);
        let names = |stamps: &BTreeMap<PathBuf, _>| stamps.keys().cloned().collect::<Vec<_>>();
        let after = stamps(site.folder.path());
        assert_eq!(names(&after), names(&before));
        for (path, stamp) in after.iter().filter(|(path, _)| path.is_file()) {
            assert_eq!(stamp, &before[path]);
        }
    };
    let site = Site::new();
    check(&site);
    site.put(".gitignore", "*");
    check(&site);
    site.publish(PLAN).unwrap();
    check(&site);
}

#[test]
fn an_interrupt_leaves_the_old_site() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    let before = tree(site.folder.path());
    let interrupt = Interrupt::never();
    interrupt.raise();
    let error = site
        .publish_to(&site.out(), &with("new", "n"), false, &interrupt)
        .unwrap_err();
    assert_eq!(error.exit_code(), 130);
    assert_eq!(tree(site.folder.path()), before);
}

#[test]
fn heals_what_a_kill_left() {
    let new = [
        &with("events/a/index.html", "<a2>")[..],
        &[("new/index.html", "n")],
    ]
    .concat();
    let finished = Site::new();
    finished.publish(&new).unwrap();
    let check = |kill: &dyn Fn(&Site), plan: &[(&str, &str)]| {
        let site = Site::new();
        site.publish(PLAN).unwrap();
        kill(&site);
        site.publish(plan).unwrap();
        site.assert_has(plan);
        assert!(site.publish(plan).unwrap().is_unchanged());
    };
    let temporaries = |site: &Site| {
        site.put(".dateline-tmp/CACHEDIR.TAG", TAG);
        site.put(".dateline-tmp/0", "half a pa");
    };
    let half_renamed = |site: &Site| {
        temporaries(site);
        let journal = fs::read_to_string(finished.file(MANIFEST_FILE)).unwrap();
        site.put(".dateline-tmp/journal", &journal);
        site.put("new/index.html", "n");
        site.put("events/a/index.html", "<a2>");
    };
    for plan in [PLAN, &new, &without("events/a/index.html")] {
        check(&temporaries, plan);
        check(&half_renamed, plan);
        check(&|site| site.put(".dateline-tmp/CACHEDIR.TAG", "Sig"), plan);
        check(
            &|site| fs::create_dir(site.file(".dateline-tmp")).unwrap(),
            plan,
        );
        // Killed after all was in place and before the workspace was removed.
        check(
            &|site| {
                site.publish(&new).unwrap();
                half_renamed(site);
            },
            plan,
        );
    }
}

#[test]
fn heals_a_fresh_publish_that_was_killed() {
    let beside = |site: &Site| {
        let workspace = site.folder.path().join(".public.dateline-tmp");
        fs::create_dir_all(workspace.join("site/events/a")).unwrap();
        fs::write(workspace.join("CACHEDIR.TAG"), TAG).unwrap();
        fs::write(workspace.join("site/events/a/index.html"), "<").unwrap();
    };
    let site = Site::new();
    beside(&site);
    site.publish(PLAN).unwrap();
    site.assert_has(PLAN);
    beside(&site);
    site.publish(PLAN).unwrap();
    site.assert_has(PLAN);

    // Into an empty folder: the manifest and one folder had been moved.
    let whole = Site::new();
    whole.publish(PLAN).unwrap();
    let site = Site::new();
    site.put(".dateline-tmp/CACHEDIR.TAG", TAG);
    site.put(".dateline-tmp/site/index.html", "front");
    site.put("events/a/index.html", "<a>");
    fs::copy(whole.file(MANIFEST_FILE), site.file(MANIFEST_FILE)).unwrap();
    let plan = without("events/a/index.html");
    site.publish(&plan).unwrap();
    site.assert_has(&plan);
}

#[test]
fn a_folder_in_the_place_of_the_workspace_is_left_alone() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    site.put(".dateline-tmp/mine", "mine");
    let error = site.publish(&with("new", "n")).unwrap_err();
    assert!(error.to_string().contains("move it away"), "{error}");
    assert_eq!(fs::read(site.file(".dateline-tmp/mine")).unwrap(), b"mine");
}

#[test]
fn heals_a_damaged_manifest() {
    let damages: [fn(&mut Vec<u8>); 5] = [
        Vec::clear,
        |bytes| bytes.truncate(100),
        |bytes| bytes.fill(0),
        |bytes| bytes[18] = b'9',
        |bytes| *bytes = b"garbage".to_vec(),
    ];
    for damage in damages {
        for keep in [false, true] {
            let site = Site::new();
            site.publish(PLAN).unwrap();
            site.put("mine.txt", "mine");
            let mut bytes = fs::read(site.file(MANIFEST_FILE)).unwrap();
            damage(&mut bytes);
            fs::write(site.file(MANIFEST_FILE), bytes).unwrap();
            let plan = with("events/a/index.html", "<a2>");
            let summary = site
                .publish_to(&site.out(), &plan, keep, &Interrupt::never())
                .unwrap();
            assert!(summary.manifest_rebuilt);
            assert_eq!(summary.written, ["events/a/index.html"]);
            assert_eq!(fs::read(site.file("mine.txt")).unwrap(), b"mine");
            fs::remove_file(site.file("mine.txt")).unwrap();
            site.assert_has(&plan);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_refuses_is_told() {
    // Nobody may make a folder here, not even root.
    let site = Site::new();
    let error = site
        .publish_to(
            Path::new("/proc/self/public"),
            PLAN,
            false,
            &Interrupt::never(),
        )
        .unwrap_err();
    assert_eq!(error.exit_code(), 3);
    assert!(
        error.to_string().starts_with("cannot create `/proc/"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn a_read_only_output_stands_as_it_stood() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.publish(PLAN).unwrap();
    let mode = |mode| fs::set_permissions(site.out(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    // The superuser may write everywhere; there is nothing to see then.
    let probe = site.file("probe");
    if fs::write(&probe, "").is_ok() {
        fs::remove_file(probe).unwrap();
        mode(0o755);
        return;
    }
    let before = tree(&site.out());
    let error = site.publish(&with("new", "n")).unwrap_err();
    mode(0o755);
    assert_eq!(error.exit_code(), 3);
    assert_eq!(tree(&site.out()), before);
}

#[test]
fn an_error_half_way_is_undone() {
    let site = Site::new();
    site.publish(PLAN).unwrap();
    // A foreign file below a folder that a new file needs as its place: renaming onto it fails after other steps.
    site.publish(&[PLAN, &[("z/ours", "o")]].concat()).unwrap();
    site.put("z/mine", "mine");
    let before = stamps(&site.out());
    let plan = [
        &with("events/a/index.html", "<a2>")[..],
        &[("b/c/d", "n"), ("z", "file")],
    ]
    .concat();
    let error = site.publish(&plan).unwrap_err();
    assert!(matches!(error, PublishError::Host(_)), "{error}");
    let after = stamps(&site.out());
    assert!(after.keys().eq(before.keys()), "{:?}", after.keys());
    for (path, stamp) in after.iter().filter(|(path, _)| path.is_file()) {
        assert_eq!(stamp, &before[path], "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn two_publishes_at_once_are_refused() {
    let check = |site: &Site| {
        let inner = AtomicUsize::new(0);
        let planned = [Planned {
            path: "x",
            stage: Stage::Page,
            keep: None,
        }];
        let options = Options {
            site: site.folder.path(),
            interrupt: &Interrupt::never(),
            progress: &Progress::hidden(),
            is_remembered: false,
            share: None,
        };
        let produce = |_| {
            // While the first publish is under way, another one begins.
            let error = site.publish(PLAN).unwrap_err();
            assert!(matches!(error, PublishError::Busy(_)), "{error}");
            inner.fetch_add(1, Ordering::Relaxed);
            Ok::<_, String>(Bytes::Made(b"x".to_vec()))
        };
        publish(&site.out(), &planned, produce, &options).unwrap();
        assert_eq!(inner.into_inner(), 1);
        assert_eq!(site.files().len(), 1);
    };
    let site = Site::new();
    check(&site);
    site.publish(PLAN).unwrap();
    check(&site);
}

#[test]
fn heals_a_folder_that_a_kill_left_in_the_way() {
    let site = Site::new();
    site.publish(&[("about/x/y", "y")]).unwrap();
    fs::remove_file(site.file("about/x/y")).unwrap();
    let plan = [("about", "file")];
    site.publish(&plan).unwrap();
    site.assert_has(&plan);
}
