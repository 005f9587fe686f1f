//! What is kept of parsed files from one compilation to the next, so that unchanged files are not parsed again.
//!
//! A parsed file depends on its own bytes, on the settings and on the language's options for texts: the bytes are
//! compared file by file, the other two are the cache's basis, and a new basis empties it.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use blake3::{Hash, Hasher};
use rayon::prelude::*;

use super::{Parsed, markdown};
use crate::diagnostic::SitePath;
use crate::folder::TextFile;

/// Parsed files by their paths, each with the hash of the bytes that it was parsed from.
#[derive(Debug, Default)]
pub struct ParseCache {
    basis: Option<Hash>,
    files: HashMap<SitePath, Entry>,
}

#[derive(Debug)]
struct Entry {
    hash: Hash,
    /// The very bytes, which a folder that is kept in memory shares: the same ones need no hash to be known again.
    bytes: Arc<[u8]>,
    parsed: Parsed,
}

impl ParseCache {
    /// What every parsed file depends on besides its own bytes.
    #[must_use]
    pub fn basis(settings: Option<&TextFile>, markdown: &markdown::Options) -> Hash {
        let mut hasher = Hasher::new();
        if let Some(file) = settings {
            hasher.update(&file.bytes);
        }
        let mut options = String::new();
        let _ = write!(options, "\0{markdown:?}");
        hasher.update(options.as_bytes());
        hasher.finalize()
    }

    /// The parsed files, in order; only what is not known is parsed, and what is not asked for is forgotten.
    pub fn parse_all(
        &mut self,
        files: &[TextFile],
        basis: Hash,
        parse: impl Fn(&TextFile) -> Parsed + Sync,
    ) -> Vec<Parsed> {
        if self.basis.replace(basis) != Some(basis) {
            self.files.clear();
        }
        let known = &self.files;
        let parsed: Vec<(Parsed, Option<Entry>)> = files
            .par_iter()
            .map(|file| match known.get(&file.path) {
                Some(entry) if entry.is_of(file) => (entry.parsed.clone(), None),
                _ => {
                    let parsed = parse(file);
                    (parsed.clone(), Some(Entry::new(file, parsed)))
                }
            })
            .collect();
        let parsed = files
            .iter()
            .zip(parsed)
            .map(|(file, (parsed, fresh))| {
                if let Some(entry) = fresh {
                    self.files.insert(file.path.clone(), entry);
                }
                parsed
            })
            .collect();
        if self.files.len() > files.len() {
            self.forget_others(files);
        }
        parsed
    }

    /// How many files are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Forgets what is not one of these files, which are in the order of their paths.
    fn forget_others(&mut self, files: &[TextFile]) {
        let is_there = |path: &SitePath| files.binary_search_by(|file| file.path.cmp(path)).is_ok();
        self.files.retain(|path, _| is_there(path));
    }
}

impl Entry {
    fn new(file: &TextFile, parsed: Parsed) -> Self {
        Self {
            hash: blake3::hash(&file.bytes),
            bytes: Arc::clone(&file.bytes),
            parsed,
        }
    }

    fn is_of(&self, file: &TextFile) -> bool {
        Arc::ptr_eq(&self.bytes, &file.bytes) || self.hash == blake3::hash(&file.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::folder::Folder;

    /// Parses the files of a literal with a cache; how many of them had to be parsed.
    fn parsed(cache: &mut ParseCache, folder: &Folder) -> usize {
        let count = AtomicUsize::new(0);
        let basis = ParseCache::basis(folder.settings.as_ref(), &markdown::Options::default());
        let all = cache.parse_all(&folder.content, basis, |_| {
            count.fetch_add(1, Ordering::Relaxed);
            Parsed::default()
        });
        assert_eq!(all.len(), folder.content.len());
        assert_eq!(cache.len(), folder.content.len());
        count.into_inner()
    }

    #[test]
    fn only_what_changed_is_parsed_again() {
        let mut cache = ParseCache::default();
        let mut check = |literal: &str, expected: usize| {
            let folder = Folder::from_literal(literal);
            assert_eq!(parsed(&mut cache, &folder), expected, "{literal}");
            assert_eq!(parsed(&mut cache, &folder), 0, "{literal}");
        };
        check("-- content/a.md --\nA\n-- content/b.md --\nB\n", 2);
        check("-- content/a.md --\nA\n-- content/b.md --\nC\n", 1);
        check("-- content/b.md --\nC\n", 0);
        check("-- content/a.md --\nA\n-- content/b.md --\nC\n", 1);
        check("-- dateline.yaml --\ntitle: T\n-- content/b.md --\nC\n", 1);
    }
}
