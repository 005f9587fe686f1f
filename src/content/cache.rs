//! What is kept of parsed files from one compilation to the next, so that unchanged files are not parsed again.
//!
//! A parsed file depends on its own bytes, on the settings and on the language's options for texts: the bytes are
//! compared file by file, the other two are the cache's basis, and a new basis empties it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Parsed, Record, markdown};
use crate::diagnostic::SitePath;
use crate::digest::Digest;
use crate::folder::{Content, Text, TextFile};

/// Parsed files by their paths, each with the hash of the bytes that it was parsed from.
#[derive(Debug, Default)]
pub struct ParseCache {
    basis: Option<Digest>,
    files: HashMap<SitePath, Entry>,
    /// Whether something was parsed since it was made.
    has_news: bool,
    /// Whether it is kept on a disk between two processes: then no folder shares its bytes.
    is_for_disk: bool,
}

#[derive(Debug)]
struct Entry {
    hash: Digest,
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
    pub hash: Digest,
    /// What it holds.
    pub parsed: &'a Parsed,
    /// Whether it was put in as one that need not be written again.
    pub is_settled: bool,
}

impl ParseCache {
    /// What every parsed file depends on besides its own bytes.
    #[must_use]
    pub fn basis(settings: Option<&TextFile>, markdown: &markdown::Options) -> Digest {
        let settings = settings.map(|file| &*file.bytes);
        Digest::of(&(settings, format!("{markdown:?}")))
    }

    /// The parsed files with their paths, in order; only what is not known is read and parsed, and what is not asked for
    /// is forgotten.
    pub fn parse_all(
        &mut self,
        content: Content,
        basis: Digest,
        parse: impl Fn(&TextFile) -> Parsed + Sync,
    ) -> Vec<(SitePath, Parsed)> {
        if self.basis.replace(basis) != Some(basis) {
            self.files.clear();
        }
        let parsed = content.map(|text| self.parsed(text, &parse));
        let parsed: Vec<(SitePath, Parsed)> = parsed
            .into_iter()
            .map(|(path, (parsed, fresh))| {
                if let Some(entry) = fresh {
                    self.has_news = true;
                    self.files.insert(path.clone(), entry);
                }
                (path, parsed)
            })
            .collect();
        if self.files.len() > parsed.len() {
            self.forget_others(&parsed);
        }
        parsed
    }

    /// A parsed file, and its entry where it is none that is known.
    fn parsed(&self, text: &Text, parse: impl Fn(&TextFile) -> Parsed) -> (Parsed, Option<Entry>) {
        let known = self.files.get(text.path());
        let by_hash = known.filter(|entry| Some(entry.hash) == text.known_hash());
        if let Some(entry) = by_hash {
            return (entry.parsed.clone(), None);
        }
        let file = match text.file() {
            Ok(file) => file,
            Err(fault) => return (Parsed::refused(fault), None),
        };
        if let Some(entry) = known.filter(|entry| entry.is_of(&file)) {
            return (entry.parsed.clone(), None);
        }
        let mut parsed = parse(&file);
        seal(&mut parsed);
        let entry = Entry {
            hash: Digest::of_bytes(&file.bytes),
            bytes: (!self.is_for_disk).then(|| Arc::clone(&file.bytes)),
            parsed: parsed.clone(),
            is_settled: false,
        };
        (parsed, Some(entry))
    }

    /// A cache that is kept on a disk, to be filled with what was kept for this basis.
    #[must_use]
    pub fn for_disk(basis: Option<Digest>) -> Self {
        Self {
            basis,
            is_for_disk: true,
            ..Self::default()
        }
    }

    /// Makes room for so many files more.
    pub fn reserve(&mut self, files: usize) {
        self.files.reserve(files);
    }

    /// The basis of what is known.
    #[must_use]
    pub fn known_basis(&self) -> Option<Digest> {
        self.basis
    }

    /// Puts in what was kept of a file; one that is known already gives way.
    pub fn insert(&mut self, path: SitePath, hash: Digest, parsed: Parsed, is_settled: bool) {
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
    pub fn hash_of(&self, path: &SitePath) -> Option<Digest> {
        self.files.get(path).map(|entry| entry.hash)
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
    fn forget_others(&mut self, files: &[(SitePath, Parsed)]) {
        let is_there = |path: &SitePath| files.binary_search_by(|(own, _)| own.cmp(path)).is_ok();
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
    fn is_of(&self, file: &TextFile) -> bool {
        let is_shared = |bytes| Arc::ptr_eq(bytes, &file.bytes);
        self.bytes.as_ref().is_some_and(is_shared) || self.hash == Digest::of_bytes(&file.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Place};
    use crate::folder::Folder;

    /// Parses content with a cache; how many files had to be parsed.
    fn parsed(cache: &mut ParseCache, folder: &Folder, content: Content) -> usize {
        let count = AtomicUsize::new(0);
        let basis = ParseCache::basis(folder.settings.as_ref(), &markdown::Options::default());
        let all = cache.parse_all(content, basis, |_| {
            count.fetch_add(1, Ordering::Relaxed);
            Parsed::default()
        });
        assert_eq!(all.len(), folder.content.len());
        assert_eq!(cache.len(), folder.content.len());
        count.into_inner()
    }

    #[test]
    fn a_file_whose_hash_is_known_is_not_read() {
        let folder = Folder::from_literal("-- content/a.md --\nA\n");
        let file = &folder.content[0];
        let reads = AtomicUsize::new(0);
        let read = |_: &SitePath| {
            reads.fetch_add(1, Ordering::Relaxed);
            Ok(file.clone())
        };
        let mut cache = ParseCache::for_disk(None);
        let mut check = |hash: Option<Digest>, parses: usize, all_reads: usize| {
            let files = vec![(file.path.clone(), hash)];
            let content = Content::Unread { files, read: &read };
            assert_eq!(parsed(&mut cache, &folder, content), parses);
            assert_eq!(reads.load(Ordering::Relaxed), all_reads);
        };
        check(None, 1, 1);
        check(None, 0, 2);
        check(Some(Digest::of_bytes(b"A\n")), 0, 2);
        // Whoever gives a hash that is none of the known bytes is not believed.
        check(Some(Digest::of_bytes(b"B\n")), 0, 3);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_and_not_kept() {
        let read = |path: &SitePath| {
            let fault = Diagnostic::new(Code::FileUnreadable, "no");
            Err(fault.at(Place::file(path), "this file"))
        };
        let mut cache = ParseCache::for_disk(None);
        let content = Content::Unread {
            files: vec![("content/a.md".into(), None)],
            read: &read,
        };
        let basis = Digest::of_bytes(b"");
        let all = cache.parse_all(content, basis, |_| Parsed::default());
        assert_eq!(all[0].1.diagnostics[0].code, Code::FileUnreadable);
        assert!(cache.is_empty());
    }

    #[test]
    fn only_what_changed_is_parsed_again() {
        let mut cache = ParseCache::default();
        let mut check = |literal: &str, expected: usize| {
            let folder = Folder::from_literal(literal);
            let content = || Content::Read(folder.content.clone());
            assert_eq!(
                parsed(&mut cache, &folder, content()),
                expected,
                "{literal}"
            );
            assert_eq!(parsed(&mut cache, &folder, content()), 0, "{literal}");
        };
        check("-- content/a.md --\nA\n-- content/b.md --\nB\n", 2);
        check("-- content/a.md --\nA\n-- content/b.md --\nC\n", 1);
        check("-- content/b.md --\nC\n", 0);
        check("-- content/a.md --\nA\n-- content/b.md --\nC\n", 1);
        check("-- dateline.yaml --\ntitle: T\n-- content/b.md --\nC\n", 1);
    }
}
