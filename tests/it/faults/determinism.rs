//! The same content gives the same bytes: whatever the threads, the order of the disk, the time zone, the locale, the
//! permissions that files get, and the place of the site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::refused;
use super::site::{Run, Tree, tree};

/// The files of the site that stands in this repository, by their paths in it.
fn flagship() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![(
        "dateline.yaml".into(),
        fs::read(root.join("dateline.yaml")).unwrap(),
    )];
    for entry in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap().to_owned();
            files.push((path, fs::read(entry.path()).unwrap()));
        }
    }
    files
}

/// How one build differs from another.
#[derive(Debug, Clone, Default)]
struct Circumstances {
    environment: Vec<(&'static str, &'static str)>,
    umask: Option<&'static str>,
    /// The folder of the site, below a temporary one.
    place: &'static str,
    /// A step through the list of files, which gives the order in which they are made.
    step: usize,
}

/// Any step that shares no factor with a prime reaches every index below it once.
const PRIME: usize = 10_007;

fn build(circumstances: &Circumstances, within: &Path) -> Tree {
    let folder = tempfile::tempdir_in(within).unwrap();
    let site = folder.path().join(circumstances.place);
    let files = flagship();
    let order = (0..PRIME).map(|turn| turn * circumstances.step.max(1) % PRIME);
    for (path, bytes) in order.filter_map(|index| files.get(index)) {
        let file = site.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let umask = circumstances.umask.unwrap_or("022");
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        &format!("umask {umask} && exec \"$0\" build -q"),
        env!("CARGO_BIN_EXE_dateline"),
    ]);
    shell
        .current_dir(&site)
        .envs(circumstances.environment.iter().copied());
    Run::of(assert_cmd::Command::from_std(shell)).assert(0, &[]);
    tree(&site.join("public"))
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let temporary = std::env::temp_dir();
    let plain = build(&Circumstances::default(), &temporary);
    assert!(plain.len() > 200);
    let environment = |name, value| Circumstances {
        environment: vec![(name, value)],
        ..Circumstances::default()
    };
    let mut all = Vec::new();
    all.extend(["1", "2", "5"].map(|threads| environment("RAYON_NUM_THREADS", threads)));
    all.extend(
        [
            "UTC",
            "Asia/Kathmandu",
            "America/St_Johns",
            "Pacific/Kiritimati",
            "Europe/Kyiv",
        ]
        .map(|zone| environment("TZ", zone)),
    );
    all.extend(
        ["C", "tr_TR.UTF-8", "de_DE.UTF-8"].map(|locale| Circumstances {
            environment: vec![("LC_ALL", locale), ("LANG", locale), ("LANGUAGE", locale)],
            ..Circumstances::default()
        }),
    );
    all.extend(["022", "077"].map(|umask| Circumstances {
        umask: Some(umask),
        ..Circumstances::default()
    }));
    all.extend(["a b/ünï/c", "x"].map(|place| Circumstances {
        place,
        ..Circumstances::default()
    }));
    all.extend([10_006, 3, 4_999].map(|step| Circumstances {
        step,
        ..Circumstances::default()
    }));
    // Another file system lists its folders in another order.
    let others = [temporary.clone(), PathBuf::from("/dev/shm")];
    for circumstances in all {
        for within in others
            .iter()
            .filter(|folder| folder.is_dir())
            .take(1 + usize::from(circumstances.step > 0))
        {
            let built = build(&circumstances, within);
            let differing: Vec<_> = plain
                .keys()
                .chain(built.keys())
                .filter(|path| plain.get(*path) != built.get(*path))
                .collect();
            assert!(
                differing.is_empty(),
                "{circumstances:?} in {}: {differing:?}",
                within.display()
            );
        }
    }
}

/// Two clones of this repository, whose files have other times and inodes, give one site.
#[test]
fn two_clones_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let clone = |name: &str| {
        let place = folder.path().join(name);
        let mut git = Command::new("git");
        git.args([
            "clone",
            "--quiet",
            "--no-hardlinks",
            env!("CARGO_MANIFEST_DIR"),
        ]);
        let cloned = git
            .arg(&place)
            .status()
            .is_ok_and(|status| status.success());
        if !cloned {
            refused("to clone the repository");
            return None;
        }
        let mut command = super::site::dateline();
        command.current_dir(&place).args(["build", "-q"]);
        Run::of(command).assert(0, &[]);
        let status = Command::new("git")
            .args([
                "status",
                "--porcelain",
                "--",
                "content",
                "templates",
                "dateline.yaml",
            ])
            .current_dir(&place)
            .output()
            .unwrap();
        assert!(status.stdout.is_empty(), "the build changed the content");
        Some(tree(&place.join("public")))
    };
    if let (Some(one), Some(other)) = (clone("one"), clone("a longer path/other")) {
        assert!(one.len() > 200);
        assert!(one == other);
    }
}

#[test]
fn the_umask_decides_who_may_read_the_output() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dateline.yaml"), "title: T\n").unwrap();
    let script = format!(
        "umask 022 && exec {} build -q",
        env!("CARGO_BIN_EXE_dateline")
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).current_dir(folder.path());
    Run::of(assert_cmd::Command::from_std(shell)).assert(0, &[]);
    // A web server of another user must be able to read all of it.
    for entry in walkdir::WalkDir::new(folder.path().join("public")) {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o044, 0o044, "{}", entry.path().display());
    }
}
