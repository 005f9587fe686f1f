//! A site's folder on a disk, with what the tests ask of it and of its output.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use dateline::digest::Digest;
use dateline::host::interrupt::Interrupt;
use dateline::host::progress::Progress;
use dateline::host::publish::{
    Bytes, Known, MANIFEST_FILE, Options, Planned, PublishError, Stage, Summary, publish,
};
use tempfile::TempDir;

/// Files by path: what a plan makes, or what a folder holds.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A site's folder with an output in it.
pub(crate) struct Site {
    pub(crate) folder: TempDir,
}

impl Site {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Publishes these files; a text `!` cannot be produced.
    pub(crate) fn publish(&self, plan: &[(&str, &str)]) -> Result<Summary, PublishError<String>> {
        self.publish_to(&self.out(), plan, false, &Interrupt::never())
    }

    pub(crate) fn publish_to(
        &self,
        out: &Path,
        plan: &[(&str, &str)],
        keep: bool,
        interrupt: &Interrupt,
    ) -> Result<Summary, PublishError<String>> {
        // What is the same is known, and so is what is asked for without being produced.
        let known = |path: &str, text: &str| {
            let mut known = PLAN.iter();
            let known = known.find(|file| file.0 == path && (file.1 == text || text == "!"));
            known.map(|(_, text)| Known {
                hash: Digest::of_bytes(text.as_bytes()),
                size: text.len() as u64,
                stamp: None,
            })
        };
        let planned: Vec<_> = plan
            .iter()
            .map(|&(path, text)| Planned {
                path,
                stage: stage_of(path),
                keep: known(path, text).filter(|_| keep).map(Box::new),
            })
            .collect();
        let options = Options {
            site: self.folder.path(),
            interrupt,
            progress: &Progress::hidden(),
            is_remembered: false,
            share: None,
        };
        let produce = |index: usize| match plan[index] {
            (path, "!") => Err(path.to_owned()),
            (_, text) => Ok(Bytes::Made(text.into())),
        };
        publish(out, &planned, produce, &options)
    }

    /// Every file of the output but the manifest.
    pub(crate) fn files(&self) -> Files {
        let mut files = files_in(&self.out());
        files.remove(MANIFEST_FILE);
        files
    }

    /// That the output has these files, that nothing else is left, and that it equals a clean one, manifest and all.
    #[track_caller]
    pub(crate) fn assert_has(&self, plan: &[(&str, &str)]) {
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

pub(crate) fn stage_of(path: &str) -> Stage {
    match path {
        "index.html" => Stage::Front,
        "style.css" => Stage::Leaf,
        path if path.starts_with("events/") => Stage::Page,
        _ => Stage::List,
    }
}

pub(crate) fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

pub(crate) fn files_in(folder: &Path) -> Files {
    let all = tree(folder).into_iter();
    all.filter_map(|(path, bytes)| Some((path, bytes?)))
        .collect()
}

/// Every file with its bytes, and every folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
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
pub(crate) fn stamps(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
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
pub(crate) fn identity(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
pub(crate) fn identity(_: &fs::Metadata) -> u64 {
    0
}

pub(crate) const PLAN: &[(&str, &str)] = &[
    ("events/a/index.html", "<a>"),
    ("events/b/index.html", "<b>"),
    ("index.html", "front"),
    ("style.css", "css"),
];

/// The plan with one text changed, or one file added.
pub(crate) fn with<'a>(path: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut plan = without(path);
    plan.push((path, text));
    plan
}

pub(crate) fn without(path: &str) -> Vec<(&'static str, &'static str)> {
    PLAN.iter()
        .copied()
        .filter(|(other, _)| *other != path)
        .collect()
}
