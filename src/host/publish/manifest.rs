//! The manifest: every file that Dateline wrote into an output, with its size and its hash, as sorted lines of text.
//!
//! It holds nothing that differs between two machines. The journal of a publish that is under way has the same form.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::Stood;
use crate::digest::Digest;

/// The name of the manifest in the output. Hidden, so that hosts do not show it.
pub const MANIFEST_FILE: &str = ".dateline-manifest";

/// The first line; the number changes when the form does.
const HEADER: &str = "dateline-manifest 2";

/// What follows the hash in the last line.
const SEALS: &str = " end\n";

/// Lines that one thread reads or writes at once.
const AT_ONCE: usize = 1024;

/// A file that Dateline wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path from the output's root, with `/`.
    pub(super) path: String,
    /// Its size in bytes.
    pub(super) size: u64,
    /// The digest of its bytes.
    pub(super) hash: Digest,
}

impl Entry {
    /// How the file stands, as far as the entry tells.
    pub(super) fn stood(&self) -> Stood {
        Stood {
            hash: self.hash,
            stamp: None,
        }
    }
}

/// Files that Dateline wrote, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest(Vec<Entry>);

/// What a manifest's bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it was written.
    Sound(Manifest),
    /// Not as it was written, or of another version: the entries that could still be read.
    Damaged(Manifest),
}

impl Manifest {
    /// The entries, sorted; of two with one path the first stays.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        entries.par_sort_by(|a, b| a.path.cmp(&b.path));
        entries.dedup_by(|later, earlier| later.path == earlier.path);
        Self(entries)
    }

    /// The entry of a path.
    pub(super) fn find(&self, path: &str) -> Option<&Entry> {
        let index = self.0.binary_search_by(|e| e.path.as_str().cmp(path));
        index.ok().map(|index| &self.0[index])
    }

    /// The entries by path.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The text: a header, a line per file, and the hash of all that, which tells a whole manifest from a damaged one.
    pub(super) fn to_text(&self) -> String {
        let lines = |entries: &[Entry]| {
            let mut lines = String::with_capacity(80 * entries.len());
            for Entry { path, size, hash } in entries {
                writeln!(lines, "{hash} {size} {path}").expect("a string takes every text");
            }
            lines
        };
        let parts: Vec<String> = self.0.par_chunks(AT_ONCE).map(lines).collect();
        let mut text = format!("{HEADER}\n{}", parts.concat());
        let seal = Digest::of_bytes(text.as_bytes());
        write!(text, "{seal}{SEALS}").expect("a string takes every text");
        text
    }

    /// Reads what [`Self::to_text`] wrote, or what is left of it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Reading {
        let text = String::from_utf8_lossy(bytes);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        let count = lines.len();
        let entries = lines.into_par_iter().with_min_len(AT_ONCE);
        let entries: Vec<Entry> = entries.filter_map(parse_line).collect();
        let is_in_order = entries.is_sorted_by(|a, b| a.path < b.path);
        // All lines but the seal were understood, and stand as they are written.
        let is_ours = text.lines().next() == Some(HEADER) && is_sealed(bytes);
        let is_whole = entries.len() + 1 == count && is_in_order && is_ours;
        let manifest = Self::new(entries);
        if is_whole {
            Reading::Sound(manifest)
        } else {
            Reading::Damaged(manifest)
        }
    }
}

/// Whether the bytes end with the hash of all that stands before it.
fn is_sealed(bytes: &[u8]) -> bool {
    let seal = 2 * Digest::SIZE + SEALS.len();
    let Some((sealed, seal)) = (bytes.len().checked_sub(seal)).map(|at| bytes.split_at(at)) else {
        return false;
    };
    let hash = Digest::of_bytes(sealed).to_string();
    sealed.ends_with(b"\n") && seal.strip_suffix(SEALS.as_bytes()) == Some(hash.as_bytes())
}

fn parse_line(line: &str) -> Option<Entry> {
    let mut fields = line.splitn(3, ' ');
    let hash = Digest::from_hex(fields.next()?)?;
    let size = fields.next()?.parse().ok()?;
    let path = fields.next()?;
    super::plan::fault_of_path(path).is_none().then(|| Entry {
        path: path.to_owned(),
        size,
        hash,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn entry(path: &str, content: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            size: content.len() as u64,
            hash: Digest::of_bytes(content.as_bytes()),
        }
    }

    #[test]
    fn reads_what_it_wrote() {
        let manifest = Manifest::new(vec![entry("b c.html", "two"), entry("a.html", "one")]);
        let text = manifest.to_text();
        assert!(text.starts_with("dateline-manifest 2\n"));
        assert_eq!(
            Manifest::from_bytes(text.as_bytes()),
            Reading::Sound(manifest)
        );
    }

    #[test]
    fn salvages_what_can_be_read() {
        let check = |damage: fn(&mut Vec<u8>), expected: &[&str]| {
            let manifest = Manifest::new(vec![entry("a.html", "one"), entry("b.html", "two")]);
            let mut bytes = manifest.to_text().into_bytes();
            damage(&mut bytes);
            let Reading::Damaged(salvaged) = Manifest::from_bytes(&bytes) else {
                panic!("a damaged manifest was taken for a sound one");
            };
            let paths: Vec<_> = salvaged.0.iter().map(|e| e.path.as_str()).collect();
            assert_eq!(paths, expected);
        };
        check(Vec::clear, &[]);
        check(|b| b.truncate(b.len() - 5), &["a.html", "b.html"]);
        check(|b| b.truncate(50), &[]);
        check(|b| b[20] = b'z', &["b.html"]);
        check(|b| b[18] = b'3', &["a.html", "b.html"]);
        check(|b| b.fill(0), &[]);
        check(|b| b.extend_from_slice(b"../../x"), &["a.html", "b.html"]);
        check(|b| b[0] = 0xFF, &["a.html", "b.html"]);
    }

    #[test]
    fn leaves_out_paths_that_lead_away() {
        let hash = Digest::of_bytes(b"");
        for path in ["../a", "/a", "a/../b", "", "a//b", "C:/a"] {
            assert_eq!(parse_line(&format!("{hash} 0 {path}")), None, "{path}");
        }
    }
}
