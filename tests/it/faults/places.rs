//! Faults 36, 39 and 41: places that refuse. They need another user, a small file system, one that is read-only.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::refused;
use super::site::{Run, Site, copy, event, tree};

const X: &str = "content/events/x.md";

/// Runs the program as a user that may do nothing special; `None` where that cannot be had.
fn run_as_nobody(site: &Site, arguments: &[&str]) -> Option<Run> {
    let program = env!("CARGO_BIN_EXE_dateline");
    let is_root = fs::File::open("/proc/self/mem").is_ok()
        && fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    // A copy, since the program may lie where that user may not look.
    let place = tempfile::tempdir().unwrap();
    let mut command = if is_root {
        let copied = place.path().join("dateline");
        fs::copy(program, &copied).unwrap();
        for open in [place.path(), &copied] {
            fs::set_permissions(open, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(copied);
        command
    } else {
        Command::new(program)
    };
    command
        .args(arguments)
        .current_dir(site.path())
        .env("HOME", "/nonexistent");
    match command.output() {
        Ok(output) if output.status.code().is_some_and(|code| code != 127) => {
            Some(Run::of(assert_cmd::Command::from_std(command)))
        }
        _ => {
            refused("to run a program as another user (setpriv)");
            None
        }
    }
}

/// Lets everybody write in a site, or nobody.
fn open_to_all(folder: &Path, mode: u32) {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let mode = if entry.file_type().is_dir() {
            mode | 0o111
        } else {
            mode
        };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[test]
fn fault_36_an_unreadable_file() {
    let site = Site::new();
    site.build();
    site.put(X, event("X", "2022", ""));
    site.put("content/events/closed/y.md", event("Y", "2022", ""));
    open_to_all(site.path(), 0o666);
    let close = |path: &str, mode| {
        fs::set_permissions(site.file(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    close(X, 0o000);
    close("content/events/closed", 0o000);
    let before = site.outputs();
    if let Some(run) = run_as_nobody(&site, &["build"]) {
        run.assert(1, &["error[file-unreadable]", X, "content/events/closed"]);
        assert!(site.outputs() == before);
    }
    close("content/events/closed", 0o755);
}

#[test]
fn fault_41_a_read_only_output() {
    let site = Site::new();
    site.build();
    site.put(X, event("X", "2022", ""));
    open_to_all(site.path(), 0o666);
    open_to_all(&site.file("public"), 0o444);
    let before = tree(&site.file("public"));
    if let Some(run) = run_as_nobody(&site, &["build"]) {
        run.assert(3, &["cannot", "public"]);
        assert!(tree(&site.file("public")) == before);
    }
}

/// What is mounted on a folder or a file, and taken away again.
pub(super) struct Mount(PathBuf);

impl Mount {
    fn new(folder: &Path, options: &[&str]) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        Self::by(Command::new("mount").args(options).arg(folder), folder)
    }

    /// A file in the place of another, which can be neither removed nor replaced until it is gone.
    pub(super) fn bind(file: &Path, place: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        Self::by(mount.arg("--bind").arg(file).arg(place), place)
    }

    fn by(mount: &mut Command, place: &Path) -> Option<Self> {
        if mount.output().is_ok_and(|output| output.status.success()) {
            Some(Self(place.to_owned()))
        } else {
            refused("to mount a file system");
            None
        }
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn fault_39_a_full_disk() {
    let site = Site::new();
    site.build();
    let standing = site.outputs();
    for number in 0..60 {
        site.put(
            &format!("content/events/e{number}.md"),
            event(&format!("E{number}"), "2022-02-02", ""),
        );
    }
    let room = tempfile::tempdir().unwrap();
    for kilobytes in [900, 1000, 1200, 1400, 1600] {
        let disk = room.path().join(kilobytes.to_string());
        let option = format!("size={kilobytes}k");
        let Some(_mount) = Mount::new(&disk, &["-t", "tmpfs", "-o", &option, "tmpfs"]) else {
            return;
        };
        let out = disk.join("public");
        copy(&site.file("public"), &out);
        let run = site.run(&["build", "--out", out.to_str().unwrap()]);
        if run.code != Some(0) {
            run.assert(3, &["No space left on device"]);
            assert!(
                tree(&out) == standing,
                "{kilobytes}: the site that stood was changed"
            );
        }
        // A first build that finds no room leaves nothing.
        fs::remove_dir_all(&out).unwrap();
        fs::write(disk.join("filling"), vec![0; 600 << 10]).unwrap();
        let run = site.run(&["build", "--out", out.to_str().unwrap()]);
        if run.code != Some(0) {
            run.assert(3, &["No space left on device"]);
            assert_eq!(tree(&disk).len(), 1, "{:?}", tree(&disk).keys());
        }
    }
}

#[test]
fn fault_41_another_file_system() {
    let site = Site::new();
    site.build();
    let disk = tempfile::tempdir().unwrap();
    // The output itself is a file system of its own, as in a container.
    let Some(mount) = Mount::new(disk.path(), &["-t", "tmpfs", "tmpfs"]) else {
        return;
    };
    let out = disk.path().to_str().unwrap();
    site.run(&["build", "--out", out]).assert(0, &[]);
    assert!(tree(disk.path()) == site.outputs());
    site.put(X, event("X", "2022", ""));
    site.build();
    site.run(&["build", "--out", out]).assert(0, &[]);
    assert!(tree(disk.path()) == site.outputs());
    // And one that turned read-only.
    let turned = Command::new("mount")
        .args(["-o", "remount,ro"])
        .arg(disk.path())
        .status();
    if !turned.is_ok_and(|status| status.success()) {
        return refused("to make a file system read-only");
    }
    site.put("content/events/y.md", event("Y", "2022", ""));
    let before = tree(disk.path());
    site.run(&["build", "--out", out])
        .assert(3, &["Read-only file system"]);
    assert!(tree(disk.path()) == before);
    drop(mount);
}
