//! A site on a disk, the program run on it, and what must hold whatever is wrong with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

use super::html;

/// Files with their bytes and folders with `None`, by path.
pub(crate) type Tree = BTreeMap<String, Option<Vec<u8>>>;

/// The longest that any run may take before it counts as hung.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a run left: its exit code and what it said.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Runs a command that is the program, or starts it.
    pub(crate) fn of(mut command: Command) -> Self {
        let output = command.timeout(PATIENCE).output().unwrap();
        let run = Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        };
        assert!(!run.stderr.contains("panicked at"), "{}", run.stderr);
        assert!(
            matches!(run.code, Some(0..=3 | 130)),
            "no exit code of ours: {run:?}"
        );
        run
    }

    /// That it ended with this code and said all of these.
    #[track_caller]
    pub(crate) fn assert(&self, code: i32, said: &[&str]) {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        for words in said {
            assert!(
                self.stderr.contains(words),
                "`{words}` was not said:\n{}",
                self.stderr
            );
        }
    }
}

/// The program.
pub(crate) fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("NO_COLOR");
    command
}

/// A site in a folder of its own.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// A site with settings and one sound event.
    pub(crate) fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        site.put(
            "dateline.yaml",
            "title: Test\nbase_url: https://example.org/t/\n",
        );
        site.put("content/events/sound.md", event("Sound", "2022-01-21", ""));
        site
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.file(path)).unwrap();
    }

    /// A page or another file of the output, as text.
    pub(crate) fn output(&self, path: &str) -> String {
        fs::read_to_string(self.file("public").join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    pub(crate) fn has_output(&self, path: &str) -> bool {
        self.file("public").join(path).exists()
    }

    /// Every file of the output.
    pub(crate) fn outputs(&self) -> Tree {
        tree(&self.file("public"))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = dateline();
        command.args(arguments).current_dir(self.path());
        Run::of(command)
    }

    /// Builds the site, which must succeed and give sound pages.
    #[track_caller]
    pub(crate) fn build(&self) -> Run {
        let run = self.run(&["build"]);
        run.assert(0, &[]);
        self.assert_sound();
        run
    }

    /// That no page of the output has a script, a handler or a forbidden link, and that every internal link lands.
    #[track_caller]
    pub(crate) fn assert_sound(&self) {
        let tree = self.outputs();
        for (path, bytes) in &tree {
            if let Some(bytes) = bytes
                && path.ends_with(".html")
            {
                let found = html::dangers(std::str::from_utf8(bytes).unwrap());
                assert_eq!(found, Vec::<String>::new(), "{path}");
            }
        }
        let dangling = html::dangling(&tree, "/t/", "https://example.org/t/");
        assert_eq!(dangling, Vec::<String>::new());
    }

    /// That both `check` and `build` end with exit code 1 and say all of these, that the site which stood stands as it
    /// stood, and that nothing else in the folder has changed.
    #[track_caller]
    pub(crate) fn assert_refused(&self, said: &[&str]) {
        let before = tree(self.path());
        self.run(&["check"]).assert(1, said);
        self.run(&["build"]).assert(1, said);
        let after = tree(self.path());
        assert!(before.keys().eq(after.keys()), "{:?}", after.keys());
        assert!(before == after, "a file was changed");
    }
}

/// An event's file.
pub(crate) fn event(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\nText.\n")
}

/// A sound site that stands, with one file put into it which must be refused with these words.
#[track_caller]
pub(crate) fn refuses(path: &str, bytes: impl AsRef<[u8]>, said: &[&str]) {
    let site = Site::new();
    site.build();
    site.put(path, bytes);
    site.assert_refused(said);
}

/// A sound site with one more file, built.
#[track_caller]
pub(crate) fn builds(path: &str, bytes: impl AsRef<[u8]>) -> (Site, Run) {
    let site = Site::new();
    site.put(path, bytes);
    let run = site.build();
    (site, run)
}

/// Every file and folder below a folder; links and what is no file by their names alone.
pub(crate) fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(folder).unwrap();
            let bytes =
                (entry.file_type().is_file()).then(|| fs::read(entry.path()).unwrap_or_default());
            (path.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

/// A copy of a folder with its files.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let place = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).unwrap();
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
