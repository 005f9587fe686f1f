//! Publishing through its public function: plans in, folders on a disk out, compared file by file.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use dateline::host::interrupt::Interrupt;
use dateline::host::progress::Progress;
use dateline::host::publish::{
    Bytes, MANIFEST_FILE, Options, Planned, PublishError, Reason, Stage, Summary, check_location,
    publish,
};
use proptest::prelude::*;
use tempfile::TempDir;

/// Files by path: what a plan makes, or what a folder holds.
type Files = BTreeMap<String, Vec<u8>>;

/// A site's folder with an output in it.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Publishes these files; a text `!` cannot be produced.
    fn publish(&self, plan: &[(&str, &str)]) -> Result<Summary, PublishError<String>> {
        self.publish_to(&self.out(), plan, false, &Interrupt::never())
    }

    fn publish_to(
        &self,
        out: &Path,
        plan: &[(&str, &str)],
        keep: bool,
        interrupt: &Interrupt,
    ) -> Result<Summary, PublishError<String>> {
        let planned: Vec<_> = plan
            .iter()
            .map(|&(path, _)| Planned {
                path,
                stage: stage_of(path),
                keep,
            })
            .collect();
        let options = Options {
            site: self.folder.path(),
            interrupt,
            progress: &Progress::hidden(),
        };
        let produce = |index: usize| match plan[index] {
            (path, "!") => Err(path.to_owned()),
            (_, text) => Ok(Bytes::Made(text.into())),
        };
        publish(out, &planned, produce, &options)
    }

    /// Every file of the output but the manifest.
    fn files(&self) -> Files {
        let mut files = files_in(&self.out());
        files.remove(MANIFEST_FILE);
        files
    }

    /// That the output has these files, that nothing else is left, and that it equals a clean one, manifest and all.
    #[track_caller]
    fn assert_has(&self, plan: &[(&str, &str)]) {
        let expected: Files = plan
            .iter()
            .map(|(p, t)| ((*p).into(), (*t).into()))
            .collect();
        assert_eq!(self.files(), expected);
        let clean = Self::new();
        clean.publish(plan).unwrap();
        assert_eq!(tree(&self.out()), tree(&clean.out()));
        let beside: BTreeSet<_> = names_in(self.folder.path());
        assert_eq!(beside, ["content", "public"].map(String::from).into());
    }
}

fn stage_of(path: &str) -> Stage {
    match path {
        "index.html" => Stage::Front,
        path if path.ends_with(".css") => Stage::Leaf,
        path if path.starts_with("events/") => Stage::Page,
        _ => Stage::List,
    }
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn files_in(folder: &Path) -> Files {
    let all = tree(folder).into_iter();
    all.filter_map(|(path, bytes)| Some((path, bytes?)))
        .collect()
}

/// Every file with its bytes, and every folder.
fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(folder).unwrap();
            let bytes = entry
                .file_type()
                .is_file()
                .then(|| fs::read(entry.path()).unwrap());
            (path.to_str().unwrap().to_owned(), bytes)
        })
        .collect()
}

/// When each file and folder was last changed, and which file it is.
fn stamps(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            (
                entry.into_path(),
                (metadata.modified().unwrap(), identity(&metadata)),
            )
        })
        .collect()
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> u64 {
    0
}

const PLAN: &[(&str, &str)] = &[
    ("events/a/index.html", "<a>"),
    ("events/b/index.html", "<b>"),
    ("index.html", "front"),
    ("style.css", "css"),
];

/// The plan with one text changed, or one file added.
fn with<'a>(path: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut plan = without(path);
    plan.push((path, text));
    plan
}

fn without(path: &str) -> Vec<(&'static str, &'static str)> {
    PLAN.iter()
        .copied()
        .filter(|(other, _)| *other != path)
        .collect()
}

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
    check("..", Reason::Site);
    check("content", Reason::Overlaps("content"));
    check("content/public", Reason::Overlaps("content"));
    check("static/../templates/out", Reason::Overlaps("templates"));
    check("repository", Reason::Git);
    check("repository/.git/out", Reason::Git);
    check("file", Reason::NotAFolder);
    let home = std::env::home_dir().unwrap();
    assert!(check_location(root, &home).is_err());
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
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n\
               # Dateline keeps here what it is about to publish. It goes by itself.\n";
    let temporaries = |site: &Site| {
        site.put(".dateline-tmp/CACHEDIR.TAG", tag);
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
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n\
               # Dateline keeps here what it is about to publish. It goes by itself.\n";
    let beside = |site: &Site| {
        let workspace = site.folder.path().join(".public.dateline-tmp");
        fs::create_dir_all(workspace.join("site/events/a")).unwrap();
        fs::write(workspace.join("CACHEDIR.TAG"), tag).unwrap();
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
    site.put(".dateline-tmp/CACHEDIR.TAG", tag);
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
            keep: false,
        }];
        let options = Options {
            site: site.folder.path(),
            interrupt: &Interrupt::never(),
            progress: &Progress::hidden(),
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
fn copies_files() {
    let site = Site::new();
    let original = site.folder.path().join("content/hall.png");
    let publish_copy = || {
        let planned = [Planned {
            path: "hall.png",
            stage: Stage::Leaf,
            keep: false,
        }];
        let options = Options {
            site: site.folder.path(),
            interrupt: &Interrupt::never(),
            progress: &Progress::hidden(),
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any sequence of publishes, some of them failing or half done, ends in what a clean publish gives.
    #[test]
    fn any_history_ends_in_a_clean_output(history in history()) {
        let site = Site::new();
        for plan in &history {
            let plan: Vec<_> = plan.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
            let fails = plan.iter().any(|(_, text)| *text == "!");
            let before = site.out().exists().then(|| tree(&site.out()));
            let result = site.publish(&plan);
            prop_assert_eq!(result.is_err(), fails, "{:?}", result);
            if fails {
                let after = site.out().exists().then(|| tree(&site.out()));
                prop_assert_eq!(after, before);
            } else {
                site.assert_has(&plan);
            }
        }
    }
}

/// Plans over a few paths that often turn from files into folders and back.
fn history() -> impl Strategy<Value = Vec<BTreeMap<String, String>>> {
    let path = prop::sample::select(vec![
        "a",
        "a/b",
        "a/b/c",
        "d/e",
        "d",
        "D",
        "f/g/h",
        "index.html",
        "style.css",
    ]);
    let text = prop::sample::select(vec!["1", "2", "22", "333", "4444", "a", "b", "cc", "!"]);
    let file = (path, text).prop_map(|(path, text)| (path.to_owned(), text.to_owned()));
    let plan = prop::collection::vec(file, 0..7);
    prop::collection::vec(plan.prop_map(consistent), 1..6)
}

/// Leaves out files that lie in another file.
fn consistent(files: Vec<(String, String)>) -> BTreeMap<String, String> {
    let all: BTreeMap<String, String> = files.into_iter().collect();
    let paths: Vec<_> = all.keys().cloned().collect();
    let below_a_file = |path: &str| paths.iter().any(|p| path.starts_with(&format!("{p}/")));
    all.into_iter()
        .filter(|(path, _)| !below_a_file(path))
        .collect()
}
