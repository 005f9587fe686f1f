//! Fault 40, and 39 again: the program is killed, or refused, at each call that changes the output, in a build that adds,
//! changes and removes pages that link to each other.
//!
//! After each: every file is as it was or as it will be (or holds the place of a page that comes or goes), every internal
//! link lands, and the next build equals a clean one. `DATELINE_FAULTS=full` tries every call instead of a sample.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use super::site::{Run, Site, Tree, copy, dateline, event, tree};
use super::{html, in_full, refused};

/// What holds the place of a page that comes or goes begins so, and shows nothing.
const PLACEHOLDER: &[u8] = b"<!DOCTYPE html>\n<html lang=\"\"><head><meta charset=\"utf-8\"><meta name=\"robots\" content=\"noindex\">";

/// The calls that change what stands on a disk.
const CALLS: &str =
    "write,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir";

/// How many points of each kind are tried where not all are.
const SAMPLE: usize = 14;

/// A site whose output stands, and which was then edited; and what the output was and will be.
struct Edited {
    site: Site,
    old: Tree,
    new: Tree,
    /// The output as it was.
    standing: TempDir,
}

impl Edited {
    fn new() -> Self {
        let site = Site::new();
        for number in 0..45 {
            site.put(&path(number), note(number, "Event"));
        }
        site.build();
        let standing = tempfile::tempdir().unwrap();
        copy(&site.file("public"), &standing.path().join("public"));
        let old = site.outputs();
        // Two new events of new days that link to each other, one that goes with its day, its actor and its neighbour's
        // links, and titles that change.
        for number in 60..63 {
            let text = note(number, "New") + "\n[[event-60]] [[event-61]] [[event-62]]\n";
            site.put(&path(number), text.replace("Actor", "New actor"));
        }
        for number in 20..23 {
            site.remove(&path(number));
        }
        for number in (0..12).filter(|number| number % 3 != 0) {
            site.put(&path(number), note(number, "Changed"));
        }
        site.build();
        let new = site.outputs();
        let changed = |path: &&String| path.ends_with(".html") && old.get(*path) != new.get(*path);
        let all: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        let pages = all.iter().filter(|path| path.ends_with(".html")).count();
        let changed = all.iter().copied().filter(changed).count();
        assert!(
            changed >= 50 && pages >= 120,
            "{changed} of {pages} pages change"
        );
        eprintln!("{changed} of {pages} pages change");
        Self {
            site,
            old,
            new,
            standing,
        }
    }

    /// A copy of the standing output in a place of its own.
    fn output(&self) -> TempDir {
        let place = tempfile::tempdir().unwrap();
        copy(
            &self.standing.path().join("public"),
            &place.path().join("public"),
        );
        place
    }

    /// The build, on one thread so that its calls come in one order, under strace with these options.
    fn traced(&self, out: &Path, options: &[String]) -> Command {
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-y", "--seccomp-bpf"])
            .args(options);
        command
            .arg(env!("CARGO_BIN_EXE_dateline"))
            .args(["build", "-q", "--out"])
            .arg(out.join("public"));
        command
            .current_dir(self.site.path())
            .env("RAYON_NUM_THREADS", "1");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// The points at which the build changes something: the call, a path of it, and which of the calls with that path.
    fn points(&self) -> Option<Vec<Point>> {
        let out = self.output();
        let log = out.path().join("log");
        let options = [
            format!("--trace={CALLS}"),
            "-o".into(),
            log.to_str().unwrap().to_owned(),
        ];
        let status = self.traced(out.path(), &options).status();
        if !status.is_ok_and(|status| status.success()) {
            refused("strace");
            return None;
        }
        assert!(tree(&out.path().join("public")) == self.new);
        let root = out.path().to_str().unwrap();
        let text = fs::read_to_string(log).unwrap();
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        let points = text.lines().filter_map(|line| {
            let (_, call) = line.split_once(' ')?;
            let (name, arguments) = call.trim_start().split_once('(')?;
            let paths: Vec<&str> = arguments
                .split(['"', '<', '>'])
                .filter(|part| part.starts_with(root))
                .collect();
            for path in &paths {
                *seen
                    .entry((name.to_owned(), (*path).to_owned()))
                    .or_default() += 1;
            }
            let path = paths.first()?;
            let when = seen[&(name.to_owned(), (*path).to_owned())];
            let path = path.strip_prefix(root)?.to_owned();
            Some(Point {
                call: name.to_owned(),
                path,
                when,
            })
        });
        Some(points.collect())
    }

    /// That the output is between what it was and what it will be, and whole.
    fn assert_whole(&self, out: &Path, what: &str) {
        let mut found = tree(&out.join("public"));
        found.retain(|path, _| !path.starts_with(".dateline-tmp"));
        for (path, bytes) in &found {
            let Some(bytes) = bytes else { continue };
            let is = |tree: &Tree| {
                tree.get(path)
                    .is_some_and(|known| known.as_ref() == Some(bytes))
            };
            let comes_or_goes = self.old.contains_key(path) != self.new.contains_key(path);
            let is_held =
                comes_or_goes && bytes.starts_with(PLACEHOLDER) && bytes.ends_with(b"</html>\n");
            assert!(
                is(&self.old) || is(&self.new) || is_held,
                "{what}: {path} is neither old nor new"
            );
        }
        for path in self.old.keys().filter(|path| self.new.contains_key(*path)) {
            assert!(found.contains_key(path), "{what}: {path} is missing");
        }
        let dangling = html::dangling(&found, "/t/", "https://example.org/t/");
        assert_eq!(dangling, Vec::<String>::new(), "{what}");
    }

    /// That the next build gives what a clean one would, and leaves nothing else.
    fn assert_heals(&self, out: &Path, what: &str) {
        let mut command = dateline();
        command
            .current_dir(self.site.path())
            .args(["build", "-q", "--out"])
            .arg(out.join("public"));
        Run::of(command).assert(0, &[]);
        assert!(
            tree(&out.join("public")) == self.new,
            "{what}: the next build does not equal a clean one"
        );
        let left: Vec<_> = fs::read_dir(out)
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(left, ["public"], "{what}");
    }

    /// Kills the build at a point, or has the point refused with an error.
    fn try_point(&self, point: &Point, fault: &str) -> bool {
        let out = self.output();
        let what = format!("{fault} at {point:?}");
        let path = format!("{}{}", out.path().display(), point.path);
        let inject = format!("inject={}:{fault}:when={}", point.call, point.when);
        let options = ["-P".to_owned(), path, "-e".to_owned(), inject];
        let status = self.traced(out.path(), &options).status().unwrap();
        self.assert_whole(out.path(), &what);
        let found = tree(&out.path().join("public"));
        match status.code() {
            // What was refused was not needed, or was had in another way.
            Some(0) => {
                let rest = |tree: &Tree| -> Tree {
                    let ours = tree
                        .iter()
                        .filter(|(path, _)| !path.starts_with(".dateline-tmp"));
                    ours.map(|(path, bytes)| (path.clone(), bytes.clone()))
                        .collect()
                };
                assert!(
                    rest(&found) == rest(&self.new),
                    "{what}: done, and not wholly"
                );
            }
            Some(3) => assert!(
                found == self.old,
                "{what}: refused, and the old site was changed"
            ),
            code => assert!(code.is_none() && fault.contains("KILL"), "{what}: {status}"),
        }
        self.assert_heals(out.path(), &what);
        status.code() != Some(0)
    }
}

/// One call of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Point {
    call: String,
    path: String,
    when: usize,
}

fn path(number: usize) -> String {
    format!("content/events/event-{number}.md")
}

fn note(number: usize, title: &str) -> String {
    let date = format!(
        "20{:02}-{:02}-{:02}",
        10 + number / 15,
        number % 12 + 1,
        number % 27 + 1
    );
    let more = format!(
        "actors: [Actor {}, Everybody]\nplaces: [Place {}]\n",
        number / 2,
        number % 5
    );
    event(&format!("{title} {number}"), &date, &more)
}

/// Tries points on two threads; how many stopped the build.
fn try_all(edited: &Edited, points: &[Point], fault: &str) -> usize {
    let (next, stopped) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let did = edited.try_point(point, fault);
                    stopped.fetch_add(usize::from(did), Ordering::Relaxed);
                }
            });
        }
    });
    stopped.into_inner()
}

#[test]
fn fault_40_a_kill_and_fault_39_an_error_at_any_call() {
    let edited = Edited::new();
    let Some(points) = edited.points() else {
        return;
    };
    let step = if in_full() {
        1
    } else {
        points.len().div_ceil(SAMPLE)
    };
    for (shift, fault) in ["signal=KILL", "error=ENOSPC", "error=EIO", "error=EACCES"]
        .into_iter()
        .enumerate()
    {
        let tried: Vec<_> = points
            .iter()
            .skip(shift * step / 4)
            .step_by(step)
            .cloned()
            .collect();
        let stopped = try_all(&edited, &tried, fault);
        eprintln!(
            "{fault}: {} of {} points tried, {stopped} stopped the build",
            tried.len(),
            points.len()
        );
        assert!(
            fault != "signal=KILL" || stopped == tried.len(),
            "a kill did not kill"
        );
    }
}

#[test]
fn fault_40_kills_at_any_moment() {
    let edited = Edited::new();
    let (kills, mut killed) = (if in_full() { 2_000 } else { 10 }, 0);
    for round in 0..kills {
        let out = edited.output();
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["build", "-q", "--out"])
            .arg(out.path().join("public"))
            .current_dir(edited.site.path());
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(20_000 + 97_003 * round % 130_000));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let what = format!("kill {round}");
        edited.assert_whole(out.path(), &what);
        edited.assert_heals(out.path(), &what);
    }
    eprintln!("{killed} of {kills} builds were killed before their end");
}

/// A first build that is killed leaves nothing that stands, or the whole site.
#[test]
fn fault_40_a_kill_of_the_first_build() {
    let edited = Edited::new();
    for round in 0..if in_full() { 200 } else { 5 } {
        let out = tempfile::tempdir().unwrap();
        let public: PathBuf = out.path().join("public");
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["build", "-q", "--out"])
            .arg(&public)
            .current_dir(edited.site.path());
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(20_000 + 7_003 * round % 130_000));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!public.exists() || tree(&public) == edited.new);
        edited.assert_heals(out.path(), "the first build");
    }
}
