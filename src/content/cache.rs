//! What is kept of parsed files from one compilation to the next, so that unchanged files are not parsed again.
//!
//! A parsed file depends on its own bytes, on the settings and on the language's options for texts: the bytes are
//! compared file by file, the other two are the cache's basis, and a new basis empties it.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use blake3::{Hash, Hasher};
use rayon::prelude::*;

use super::{Parsed, Record, markdown};
use crate::diagnostic::SitePath;
use crate::folder::TextFile;

/// Parsed files by their paths, each with the hash of the bytes that it was parsed from.
#[derive(Debug, Default)]
pub struct ParseCache {
    basis: Option<Hash>,
    files: HashMap<SitePath, Entry>,
    /// Whether something was parsed since it was made.
    has_news: bool,
    /// Whether a file that was not read turned out to be one that it does not know.
    has_missed: bool,
}

#[derive(Debug)]
struct Entry {
    hash: Hash,
    /// The very bytes, which a folder that is kept in memory shares: the same ones need no hash to be known again.
    bytes: Option<Arc<[u8]>>,
    parsed: Parsed,
    /// Whether it is kept on a disk, where it need not be written again.
    is_settled: bool,
}

/// A parsed file as the cache knows it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The file.
    pub path: &'a SitePath,
    /// The hash of the bytes that it was parsed from.
    pub hash: Hash,
    /// What it holds.
    pub parsed: &'a Parsed,
    /// Whether it was put in as one that need not be written again.
    pub is_settled: bool,
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

    /// The parsed files, in order; only what is not known is parsed, and what is not asked for is forgotten. The bytes of
    /// the files in `unread` are known by their hash alone; one that the cache does not know is passed over, and
    /// [`Self::has_missed`] tells of it.
    pub fn parse_all(
        &mut self,
        files: &[TextFile],
        unread: &HashMap<SitePath, Hash>,
        basis: Hash,
        parse: impl Fn(&TextFile) -> Parsed + Sync,
    ) -> Vec<Parsed> {
        if self.basis.replace(basis) != Some(basis) {
            self.files.clear();
        }
        let known = &self.files;
        let missed = AtomicBool::new(false);
        let parsed: Vec<(Parsed, Option<Entry>)> = files
            .par_iter()
            .map(|file| {
                let hash = unread.get(&file.path);
                match known.get(&file.path) {
                    Some(entry) if entry.is_of(file, hash) => (entry.parsed.clone(), None),
                    _ if hash.is_some() => {
                        missed.store(true, Ordering::Relaxed);
                        (Parsed::default(), None)
                    }
                    _ => {
                        let mut parsed = parse(file);
                        seal(&mut parsed);
                        (parsed.clone(), Some(Entry::new(file, parsed)))
                    }
                }
            })
            .collect();
        self.has_missed = missed.into_inner();
        let parsed = files
            .iter()
            .zip(parsed)
            .map(|(file, (parsed, fresh))| {
                if let Some(entry) = fresh {
                    self.has_news = true;
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

    /// A cache for this basis, to be filled with what was kept.
    #[must_use]
    pub fn of_basis(basis: Hash) -> Self {
        Self {
            basis: Some(basis),
            ..Self::default()
        }
    }

    /// Makes room for so many files more.
    pub fn reserve(&mut self, files: usize) {
        self.files.reserve(files);
    }

    /// The basis of what is known.
    #[must_use]
    pub fn known_basis(&self) -> Option<Hash> {
        self.basis
    }

    /// Puts in what was kept of a file; one that is known already gives way.
    pub fn insert(&mut self, path: SitePath, hash: Hash, parsed: Parsed, is_settled: bool) {
        let entry = Entry {
            hash,
            bytes: None,
            parsed,
            is_settled,
        };
        self.files.insert(path, entry);
    }

    /// Everything that is known, in no order.
    pub fn known(&self) -> impl Iterator<Item = Known<'_>> {
        self.files.iter().map(|(path, entry)| Known {
            path,
            hash: entry.hash,
            parsed: &entry.parsed,
            is_settled: entry.is_settled,
        })
    }

    /// The hash of the bytes that a file was parsed from.
    #[must_use]
    pub fn hash_of(&self, path: &SitePath) -> Option<Hash> {
        self.files.get(path).map(|entry| entry.hash)
    }

    /// Whether the last files had one among them that was not read and is not known: they have to be read for that.
    #[must_use]
    pub fn has_missed(&self) -> bool {
        self.has_missed
    }

    /// Whether something was parsed since the cache was made.
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.has_news
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

/// What is kept is compared again and again.
fn seal(parsed: &mut Parsed) {
    if let Some(Record::Event(event)) = &mut parsed.record
        && let Some(event) = Arc::get_mut(event)
    {
        event.seal();
    }
}

impl Entry {
    fn new(file: &TextFile, parsed: Parsed) -> Self {
        Self {
            hash: blake3::hash(&file.bytes),
            bytes: Some(Arc::clone(&file.bytes)),
            parsed,
            is_settled: false,
        }
    }

    fn is_of(&self, file: &TextFile, hash: Option<&Hash>) -> bool {
        if let Some(hash) = hash {
            return self.hash == *hash;
        }
        let is_shared = |bytes| Arc::ptr_eq(bytes, &file.bytes);
        self.bytes.as_ref().is_some_and(is_shared) || self.hash == blake3::hash(&file.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::folder::Folder;

    /// Parses the files of a literal with a cache; how many of them had to be parsed.
    fn parsed(cache: &mut ParseCache, folder: &Folder) -> usize {
        let count = AtomicUsize::new(0);
        let basis = ParseCache::basis(folder.settings.as_ref(), &markdown::Options::default());
        let all = cache.parse_all(&folder.content, &folder.unread, basis, |_| {
            count.fetch_add(1, Ordering::Relaxed);
            Parsed::default()
        });
        assert_eq!(all.len(), folder.content.len());
        assert_eq!(cache.len(), folder.content.len());
        count.into_inner()
    }

    #[test]
    fn a_file_that_was_not_read_is_known_by_its_hash() {
        let mut cache = ParseCache::default();
        let mut folder = Folder::from_literal("-- content/a.md --\nA\n");
        assert_eq!(parsed(&mut cache, &folder), 1);
        let file = &mut folder.content[0];
        let hash = blake3::hash(&file.bytes);
        file.bytes = Arc::default();
        folder.unread.insert(file.path.clone(), hash);
        assert_eq!(parsed(&mut cache, &folder), 0);
        assert!(!cache.has_missed());
        let other = blake3::hash(b"B\n");
        folder.unread.insert(folder.content[0].path.clone(), other);
        assert_eq!(parsed(&mut cache, &folder), 0);
        assert!(cache.has_missed());
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
