//! A site of more than 200 pages that was edited so that more than 50 of them change, and its build under strace, which
//! kills the program or has the system refuse it something at a chosen call.
//!
//! After each: every file is as it was or as it will be (or holds the place of a page that comes or goes), every internal
//! link lands, the content is untouched, and the next build equals a clean one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

use super::site::{Run, Site, Tree, copy, event, tree};
use super::{html, refused};

/// What holds the place of a page that comes or goes begins so, and shows nothing.
const PLACEHOLDER: &[u8] = b"<!DOCTYPE html>\n<html lang=\"\"><head><meta charset=\"utf-8\"><meta name=\"robots\" content=\"noindex\">";

/// The calls that change what stands on a disk, or give the right to do so.
const CALLS: &str = "write,pwrite64,copy_file_range,sendfile,ftruncate,fchmod,chmod,flock,fsync,rename,renameat,\
                     renameat2,unlink,unlinkat,link,linkat,symlink,mkdir,mkdirat,rmdir,openat,creat";

/// What stands at the place of the output when the build starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// The site as it was before the edit, built elsewhere: nothing is known of it but its manifest.
    Published,
    /// The same, built in this place: what the program remembers of that build spares it most of the work.
    Remembered,
    /// A folder that is empty.
    Empty,
    /// Nothing.
    Nothing,
}

/// A site that was edited; what its output was and will be.
pub(super) struct Edited {
    site: Site,
    /// The site before the edit.
    unedited: TempDir,
    old: Tree,
    pub(super) new: Tree,
    /// The output as it was.
    standing: TempDir,
}

/// The site and its output in a place of their own.
pub(super) struct Place(TempDir);

impl Place {
    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The output.
    pub(super) fn public(&self) -> PathBuf {
        self.path().join("public")
    }

    fn site(&self) -> PathBuf {
        self.path().join("site")
    }

    /// The program, about to build the site on one thread, so that its calls come in one order.
    pub(super) fn build(&self, mut command: Command) -> Command {
        command.arg("--site").arg(self.site());
        command.args(["build", "-q", "--out"]).arg(self.public());
        command.env("RAYON_NUM_THREADS", "1");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// The program; another one where `DATELINE` names it, since an optimised one can be tried at more points.
pub(super) fn program() -> PathBuf {
    let named = std::env::var_os("DATELINE").map(PathBuf::from);
    named.unwrap_or_else(|| env!("CARGO_BIN_EXE_dateline").into())
}

/// One call of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    call: String,
    path: String,
    when: usize,
    /// Whether the call itself was refused.
    pub(super) failed: bool,
}

/// What became of a build that was hit at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Killed,
    /// It ended with an error, and what stood stands.
    Refused,
    /// What was refused was not needed, or was had in another way: all of the new site stands.
    Done,
}

impl Edited {
    pub(super) fn new() -> Self {
        let site = Site::new();
        let standing = tempfile::tempdir().unwrap();
        let build = |out: &Path| {
            let mut command = assert_cmd::Command::new(program());
            command.current_dir(site.path());
            command.args(["build", "-q", "--out"]).arg(out);
            Run::of(command).assert(0, &[]);
            tree(out)
        };
        for number in 0..70 {
            site.put(&path(number), note(number, "Event"));
        }
        let old = build(&standing.path().join("public"));
        let unedited = tempfile::tempdir().unwrap();
        copy(site.path(), unedited.path());
        // Three new events of new days that link to each other, three that go with their days, their actors and their
        // neighbours' links, and titles that change.
        for number in 90..93 {
            let text = note(number, "New") + "\n[[event-90]] [[event-91]] [[event-92]]\n";
            site.put(&path(number), text.replace("Actor", "New actor"));
        }
        for number in 20..23 {
            site.remove(&path(number));
        }
        for number in (0..12).filter(|number| number % 3 != 0) {
            site.put(&path(number), note(number, "Changed"));
        }
        let clean = tempfile::tempdir().unwrap();
        let new = {
            let copied = clean.path().join("site");
            copy(site.path(), &copied);
            let mut command = assert_cmd::Command::new(program());
            command.current_dir(copied);
            command.args(["build", "-q", "--out"]);
            command.arg(clean.path().join("public"));
            Run::of(command).assert(0, &[]);
            tree(&clean.path().join("public"))
        };
        let all: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        let pages: Vec<_> = all.into_iter().filter(|path| html::is_page(path)).collect();
        let changed = pages.iter().filter(|p| old.get(**p) != new.get(**p));
        let changed = changed.count();
        assert!(
            changed >= 50 && pages.len() >= 200,
            "{changed} of {} pages change",
            pages.len()
        );
        eprintln!("{changed} of {} pages change", pages.len());
        Self {
            site,
            unedited,
            old,
            new,
            standing,
        }
    }

    /// The site and what stands at the start, in a new place.
    pub(super) fn place(&self, start: Start) -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        if start == Start::Remembered {
            copy(self.unedited.path(), &place.site());
            let status = place.build(Command::new(program())).status().unwrap();
            assert!(status.success() && tree(&place.public()) == self.old);
            fs::remove_dir_all(place.site().join("content")).unwrap();
        }
        copy(self.site.path(), &place.site());
        match start {
            Start::Published => copy(&self.standing.path().join("public"), &place.public()),
            Start::Empty => fs::create_dir(place.public()).unwrap(),
            Start::Remembered | Start::Nothing => {}
        }
        place
    }

    /// Whether what stands is what stood at the start.
    pub(super) fn is_before(&self, start: Start, place: &Place) -> bool {
        outputs(place) == self.before(start)
    }

    /// What stands at the start.
    fn before(&self, start: Start) -> Option<Tree> {
        match start {
            Start::Published | Start::Remembered => Some(self.old.clone()),
            Start::Empty => Some(Tree::new()),
            Start::Nothing => None,
        }
    }

    /// Kills the build at a point, or has the point refused with an error; then builds again.
    pub(super) fn try_point(&self, start: Start, point: &Point, fault: &str) -> Outcome {
        let place = self.place(start);
        let what = format!("{fault} at {point:?}");
        let status = hit(&place, point, fault);
        self.assert_whole(start, &place, &what);
        let outcome = match status.code() {
            Some(0) => {
                let is_done = outputs(&place).is_some_and(|found| found == self.new);
                assert!(is_done, "{what}: done, and not wholly");
                Outcome::Done
            }
            Some(3) => {
                let is_before = self.is_before(start, &place);
                assert!(is_before, "{what}: refused, and what stood was changed");
                Outcome::Refused
            }
            code => {
                assert!(code.is_none() && fault.contains("KILL"), "{what}: {status}");
                Outcome::Killed
            }
        };
        self.assert_heals(&place, &what);
        outcome
    }

    /// That the output is between what it was and what it will be, and whole, and that the content is as it was.
    pub(super) fn assert_whole(&self, start: Start, place: &Place, what: &str) {
        let content = |folder: &Path| {
            let mut tree = tree(folder);
            tree.retain(|path, _| !path.starts_with(".dateline"));
            tree
        };
        assert!(
            content(&place.site()) == content(self.site.path()),
            "{what}: the content was changed"
        );
        let Some(old) = self.before(start) else {
            let stands = place.public().exists();
            assert!(!stands || tree(&place.public()) == self.new, "{what}");
            return;
        };
        let found = outputs(place).unwrap_or_default();
        for (path, bytes) in &found {
            let Some(bytes) = bytes else { continue };
            let is = |tree: &Tree| tree.get(path).is_some_and(|b| b.as_ref() == Some(bytes));
            let comes_or_goes = old.contains_key(path) != self.new.contains_key(path);
            let is_held =
                comes_or_goes && bytes.starts_with(PLACEHOLDER) && bytes.ends_with(b"</html>\n");
            assert!(
                is(&old) || is(&self.new) || is_held || (old.is_empty() && is_claim(path, bytes)),
                "{what}: {path} is neither old nor new"
            );
        }
        for path in old.keys().filter(|path| self.new.contains_key(*path)) {
            assert!(found.contains_key(path), "{what}: {path} is missing");
        }
        let dangling = html::dangling(&found, "/t/", "https://example.org/t/");
        assert_eq!(dangling, Vec::<String>::new(), "{what}");
    }

    /// That the next build gives what a clean one would, and leaves nothing else.
    pub(super) fn assert_heals(&self, place: &Place, what: &str) {
        let status = place.build(Command::new(program())).status().unwrap();
        assert_eq!(status.code(), Some(0), "{what}: the next build");
        assert!(
            tree(&place.public()) == self.new,
            "{what}: the next build does not equal a clean one"
        );
        let entries = fs::read_dir(place.path()).unwrap();
        let mut left: Vec<_> = entries.map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["public", "site"], "{what}");
    }
}

/// What stands in the output, besides a workspace that could not be removed.
fn outputs(place: &Place) -> Option<Tree> {
    let mut tree = place.public().exists().then(|| tree(&place.public()))?;
    tree.retain(|path, _| !path.starts_with(".dateline-tmp"));
    Some(tree)
}

/// The manifest of an output that has nothing yet: its header and its seal.
fn is_claim(path: &str, bytes: &[u8]) -> bool {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').count();
    path == ".dateline-manifest" && bytes.starts_with(b"dateline-manifest 2\n") && lines == 2
}

fn strace() -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-y", "--seccomp-bpf"]);
    command
}

/// Builds in a place, and hits the build at a point.
pub(super) fn hit(place: &Place, point: &Point, fault: &str) -> ExitStatus {
    let path = format!("{}{}", place.path().display(), point.path);
    let inject = format!("inject={}:{fault}:when={}", point.call, point.when);
    let mut strace = strace();
    strace.args(["-P", &path, "-e", &inject]).arg(program());
    place.build(strace).status().unwrap()
}

/// The calls at which a build in this place changes something; `None` where the machine does not let them be seen.
pub(super) fn points(place: &Place) -> Option<Vec<Point>> {
    let log = place.path().join("log");
    let mut strace = strace();
    strace.arg(format!("--trace={CALLS}")).arg("-o").arg(&log);
    strace.arg(program());
    if !place
        .build(strace)
        .status()
        .is_ok_and(|s| s.code() != Some(127) && log.exists())
    {
        refused("strace");
        return None;
    }
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(log).unwrap();
    Some(points_of(&text, place.path().to_str().unwrap()))
}

/// The calls of a log of strace whose paths lie below a folder. strace counts the calls of each thread by itself.
fn points_of(log: &str, root: &str) -> Vec<Point> {
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut points = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let Some((name, arguments)) = call.trim_start().split_once('(') else {
            continue;
        };
        let mut paths: Vec<&str> = arguments.split(['"', '<', '>']).collect();
        paths.retain(|part| part.strip_prefix(root).is_some_and(|r| r.starts_with('/')));
        paths.dedup();
        // strace asks only about the first path of a `rename`, and about both of a `linkat`.
        let asked = if name == "rename" { 1 } else { paths.len() };
        for path in paths.iter().take(asked) {
            *seen.entry((thread, name, path)).or_default() += 1;
        }
        let changes = name != "openat" || arguments.contains("O_CREAT");
        if let Some(path) = paths.first().filter(|_| changes) {
            points.push(Point {
                call: name.to_owned(),
                path: path[root.len()..].to_owned(),
                when: seen[&(thread, name, *path)],
                failed: arguments.contains(") = -1 "),
            });
        }
    }
    points
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
