//! A site on a disk that is built again and again, beside clean builds of the same files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser as _;
use dateline::cli::{Cli, Command};
use dateline::command;
use dateline::host::publish::Summary;
use dateline::host::terminal::{Terminal, Verbosity};
use tempfile::TempDir;

use super::model::Model;
use crate::faults::site::{Tree, tree};

/// A site, its output, and a place for clean builds.
pub(super) struct Site {
    folder: TempDir,
}

impl Site {
    pub(super) fn new(model: &Model) -> Self {
        let site = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for folder in [site.root(), site.out()] {
            fs::create_dir(folder).unwrap();
        }
        site.bring_to(model);
        site
    }

    pub(super) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(super) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes what differs from the model, and removes what it does not have.
    pub(super) fn bring_to(&self, model: &Model) {
        let files = model.files();
        for (path, bytes) in files_below(&self.root()) {
            let is_of_model = files.contains_key(&path) || path.starts_with(".dateline/");
            if !is_of_model {
                fs::remove_file(self.file(&path)).unwrap();
            } else if files.get(&path).is_some_and(|wanted| *wanted != bytes) {
                fs::write(self.file(&path), &files[&path]).unwrap();
            }
        }
        for (path, bytes) in &files {
            let file = self.file(path);
            if !file.exists() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, bytes).unwrap();
            }
        }
    }

    /// Builds with the cache and, elsewhere, without: both do the same, or refuse with the same exit code.
    #[track_caller]
    pub(super) fn build(&self, told: &[String]) -> Result<Summary, u8> {
        let before = tree(&self.out());
        let summary = self.build_with(&self.out(), &[]);
        let clean = self.folder.path().join("clean");
        let _ = fs::remove_dir_all(&clean);
        let anew = self.build_with(&clean, &["--no-cache"]);
        let told = told.join("\n");
        match (&summary, &anew) {
            (Ok(_), Ok(_)) => assert_same(&tree(&self.out()), &tree(&clean), &told),
            (Err(one), Err(other)) => {
                assert_eq!(one, other, "{told}");
                assert_same(&tree(&self.out()), &before, &told);
            }
            _ => panic!("{told}\none build was refused: {summary:?}, clean: {anew:?}"),
        }
        summary
    }

    pub(super) fn build_with(&self, out: &Path, arguments: &[&str]) -> Result<Summary, u8> {
        let (root, out) = (self.root(), out.to_owned());
        let own = [
            "dateline",
            "--site",
            root.to_str().unwrap(),
            "build",
            "--out",
        ];
        let own = own.into_iter().chain([out.to_str().unwrap()]);
        let cli = Cli::parse_from(own.chain(arguments.iter().copied()));
        let Command::Build(args) = cli.command else {
            panic!("the arguments ask for a build");
        };
        let terminal = Terminal::of_process(Verbosity::Quiet);
        command::build(&cli.site, &args, &terminal)
    }
}

#[track_caller]
fn assert_same(one: &Tree, other: &Tree, told: &str) {
    for (path, bytes) in other {
        let Some(own) = one.get(path) else {
            panic!("{told}\n{path} is missing");
        };
        let text = |bytes: &Option<Vec<u8>>| {
            let bytes = bytes.as_deref().unwrap_or_default();
            String::from_utf8_lossy(bytes).into_owned()
        };
        assert!(
            own == bytes,
            "{told}\n{path} is stale:\n{}",
            difference(&text(own), &text(bytes))
        );
    }
    let more: Vec<&String> = one
        .keys()
        .filter(|path| !other.contains_key(*path))
        .collect();
    assert!(more.is_empty(), "{told}\nthere is also {more:?}");
}

/// The first line that differs.
fn difference(one: &str, other: &str) -> String {
    let mut lines = one.lines().zip(other.lines());
    lines
        .find(|(one, other)| one != other)
        .map_or_else(String::new, |(one, other)| {
            format!("is   {one}\nnot  {other}")
        })
}

/// The files below a folder, by their paths.
pub(super) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = tree(folder).into_iter();
    files
        .filter_map(|(path, bytes)| Some((path, bytes?)))
        .collect()
}
