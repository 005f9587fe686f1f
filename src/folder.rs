//! What was read from a site's folder: files with their bytes, and assets that are copied without being read.
//!
//! The host fills it from the disk ([`crate::host`]), tests from a text literal. Everything after it is pure.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, SitePath};
use crate::digest::Digest;

/// The most files that a thread takes at once. Threads divide what waits, never what one has begun: of long stretches one
/// thread would work on its last alone.
const MOST_AT_ONCE: usize = 32;

/// What was read from a site's folder.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// `dateline.yaml`, where there is one.
    pub settings: Option<TextFile>,
    /// The Markdown and YAML files below `content/`, by path.
    pub content: Vec<TextFile>,
    /// The files below `templates/`, by path.
    pub templates: Vec<TextFile>,
    /// Every other file below `content/`, and every file below `static/`, by path.
    pub assets: Vec<Asset>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// A folder's content on its way to being parsed, in the order of its paths.
pub enum Content<'a> {
    /// Every file is read.
    Read(Vec<TextFile>),
    /// Each file is read when it is parsed, so that their texts never lie in memory together.
    Unread {
        /// The paths, and the hash of the bytes where that is known without reading them.
        files: Vec<(SitePath, Option<Digest>)>,
        /// Reads one.
        read: &'a Reader<'a>,
    },
}

/// Reads a file of a folder by its path.
pub type Reader<'a> = dyn Fn(&SitePath) -> Result<TextFile, Diagnostic> + Sync + 'a;

/// A file of [`Content`].
pub(crate) enum Text<'a> {
    Read(&'a TextFile),
    Unread(&'a SitePath, Option<Digest>, &'a Reader<'a>),
}

impl Content<'_> {
    /// What becomes of each file, with its path. Its text is let go of afterwards.
    pub(crate) fn map<T: Send>(self, become_of: impl Fn(&Text) -> T + Sync) -> Vec<(SitePath, T)> {
        match self {
            Self::Read(files) => (files.into_par_iter())
                .with_max_len(MOST_AT_ONCE)
                .map(|file| {
                    let made = become_of(&Text::Read(&file));
                    (file.path, made)
                })
                .collect(),
            Self::Unread { files, read } => (files.into_par_iter())
                .with_max_len(MOST_AT_ONCE)
                .map(|(path, hash)| {
                    let made = become_of(&Text::Unread(&path, hash, read));
                    (path, made)
                })
                .collect(),
        }
    }
}

impl Text<'_> {
    pub(crate) fn path(&self) -> &SitePath {
        match self {
            Self::Read(file) => &file.path,
            Self::Unread(path, ..) => path,
        }
    }

    /// The hash of its bytes, where that is known without reading them.
    pub(crate) fn known_hash(&self) -> Option<Digest> {
        match self {
            Self::Read(_) => None,
            Self::Unread(_, hash, _) => *hash,
        }
    }

    /// The file, read now if it was not.
    pub(crate) fn file(&self) -> Result<Cow<'_, TextFile>, Diagnostic> {
        match self {
            Self::Read(file) => Ok(Cow::Borrowed(file)),
            Self::Unread(path, _, read) => read(path).map(Cow::Owned),
        }
    }
}

/// A file whose text is used.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Its path from the site's root.
    pub path: SitePath,
    /// Its bytes as they stand on the disk, not yet checked to be text.
    pub bytes: Arc<[u8]>,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path from the site's root.
    pub path: SitePath,
    /// Its size in bytes.
    pub size: u64,
    /// Width and height in pixels, for a picture whose head could be read.
    pub dimensions: Option<(u32, u32)>,
}

impl Folder {
    /// A folder from one text: each file after a line `-- path --`, sorted into its place by its path.
    ///
    /// What is neither settings, Markdown, YAML nor template becomes an asset of the size of its text.
    #[must_use]
    pub fn from_literal(text: &str) -> Self {
        let mut folder = Self::default();
        for (path, content) in literal_files(text) {
            folder.insert(&path, content.as_bytes());
        }
        folder
    }

    /// Puts a file where its path says it belongs; a file of that path is replaced.
    pub fn insert(&mut self, path: &str, bytes: &[u8]) {
        let file = || TextFile {
            path: path.into(),
            bytes: bytes.into(),
        };
        if path == crate::settings::SETTINGS_FILE {
            self.settings = Some(file());
        } else if path.starts_with("templates/") {
            replace(&mut self.templates, file(), |f| &f.path);
        } else if path.starts_with("content/") && is_text(path) {
            replace(&mut self.content, file(), |f| &f.path);
        } else {
            let asset = Asset {
                path: path.into(),
                size: bytes.len() as u64,
                dimensions: None,
            };
            replace(&mut self.assets, asset, |a| &a.path);
        }
    }
}

/// Whether two lists hold the same files with the same texts; most share their bytes.
pub(crate) fn are_same(one: &[TextFile], other: &[TextFile]) -> bool {
    let is_same = |(a, b): (&TextFile, &TextFile)| {
        a.path == b.path && (Arc::ptr_eq(&a.bytes, &b.bytes) || a.bytes == b.bytes)
    };
    one.len() == other.len() && one.iter().zip(other).all(is_same)
}

/// Whether a file below `content/` is read as text: Markdown and YAML.
#[must_use]
pub fn is_text(path: &str) -> bool {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some("md" | "markdown" | "yaml" | "yml")
    )
}

fn replace<T>(files: &mut Vec<T>, file: T, path: impl Fn(&T) -> &SitePath) {
    match files.binary_search_by(|other| path(other).cmp(path(&file))) {
        Ok(index) => files[index] = file,
        Err(index) => files.insert(index, file),
    }
}

fn literal_files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        if let Some(path) = trimmed
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"))
        {
            files.push((path.to_owned(), String::new()));
        } else if let Some((_, content)) = files.last_mut() {
            content.push_str(line);
        }
    }
    files
}
