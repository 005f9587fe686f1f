//! Parsed files as bytes, in parts that are read and written on all cores.
//!
//! They are kept in two files: a large one, and a small one for what was parsed since that was written, so that an edit
//! does not write them all.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::envelope::{PART_HEAD, begin, begun, is_whole, parts, push_part};
use crate::content::{Known, ParseCache, Parsed};
use crate::diagnostic::SitePath;
use crate::digest::Digest;

/// Files in one part.
const PART: usize = 256;

/// Parts that are made side by side, and lie in memory together.
const PARTS_AT_ONCE: usize = 16;

/// A parsed file and the hash of the bytes that it was parsed from.
#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    hash: Digest,
    parsed: &'a Parsed,
}

/// The same, when it is read.
#[derive(Deserialize)]
struct OwnRow {
    path: SitePath,
    hash: Digest,
    parsed: Parsed,
}

/// The two files that parsed files are kept in. An empty one holds nothing.
#[derive(Debug, Default)]
pub struct Records {
    /// The large file.
    pub settled: Vec<u8>,
    /// The small file, whose rows stand before those of the large one.
    pub recent: Vec<u8>,
}

/// What is to be written after a build; `None` for a file that stays as it is.
#[derive(Debug, Default)]
pub struct NewRecords<'a> {
    /// The large file.
    pub settled: Option<Rows<'a>>,
    /// The small file.
    pub recent: Option<Rows<'a>>,
}

/// The rows of a file that is to be written.
#[derive(Debug)]
pub struct Rows<'a> {
    head: Vec<u8>,
    known: Vec<Known<'a>>,
}

impl Records {
    /// What is known of parsed files, as far as the files are whole and of this owner: the program, as it is.
    #[must_use]
    pub fn read(&self, owner: Digest) -> ParseCache {
        let Some((basis, settled)) = rows(&self.settled, owner) else {
            return ParseCache::for_disk(None);
        };
        let mut cache = ParseCache::for_disk(Some(basis));
        cache.reserve(settled.len());
        for row in settled {
            cache.insert(row.path, row.hash, row.parsed, true);
        }
        if let Some((_, recent)) = rows(&self.recent, owner).filter(|(other, _)| *other == basis) {
            for row in recent {
                cache.insert(row.path, row.hash, row.parsed, false);
            }
        }
        cache
    }
}

impl<'a> NewRecords<'a> {
    /// What is to be written when a cache was used.
    #[must_use]
    pub fn of(cache: &'a ParseCache, owner: Digest) -> Self {
        let Some(basis) = cache.known_basis().filter(|_| cache.has_news()) else {
            return Self::default();
        };
        let rows = |known| Rows {
            head: [&begin(owner), &basis.as_bytes()[..]].concat(),
            known,
        };
        let recent: Vec<Known> = cache.known().filter(|known| !known.is_settled).collect();
        if recent.len() > PART.max(cache.len() / 8) || recent.len() == cache.len() {
            return Self {
                settled: Some(rows(cache.known().collect())),
                recent: Some(rows(Vec::new())),
            };
        }
        Self {
            settled: None,
            recent: Some(rows(recent)),
        }
    }
}

impl Rows<'_> {
    /// The file in pieces, each made when it is asked for; none where there is no row.
    pub fn pieces(&self) -> impl Iterator<Item = Vec<u8>> {
        let head = (!self.known.is_empty()).then(|| self.head.clone());
        let some = self.known.chunks(PART * PARTS_AT_ONCE).map(|known| {
            let made: Vec<Vec<u8>> = known.par_chunks(PART).map(part).collect();
            made.concat()
        });
        head.into_iter().chain(some)
    }
}

fn part(known: &[Known]) -> Vec<u8> {
    let rows: Vec<Row> = known.iter().map(row).collect();
    let bytes = postcard::to_stdvec(&rows).expect("records have a form in bytes");
    let mut part = Vec::with_capacity(bytes.len() + PART_HEAD);
    push_part(&mut part, &bytes);
    part
}

fn row<'a>(known: &'a Known<'_>) -> Row<'a> {
    Row {
        path: known.path,
        hash: known.hash,
        parsed: known.parsed,
    }
}

/// The basis of a file and its rows, without the parts that are not whole.
fn rows(file: &[u8], owner: Digest) -> Option<(Digest, Vec<OwnRow>)> {
    let (basis, rest) = begun(file, owner)?.split_first_chunk()?;
    let found: Vec<_> = parts(rest).collect();
    let read = found
        .into_par_iter()
        .filter(|(hash, part)| is_whole(hash, part))
        .filter_map(|(_, part)| postcard::from_bytes::<Vec<OwnRow>>(part).ok())
        .flatten_iter()
        .collect();
    Some((Digest::from_bytes(*basis), read))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::compile::{Options, compile, compile_with};
    use crate::folder::{Content, Folder};

    fn owner() -> Digest {
        Digest::of("this program")
    }

    /// A site of so many events, the first with this title.
    fn site(events: usize, title: &str) -> Folder {
        let mut folder = Folder::from_literal("-- dateline.yaml --\ntitle: T\n");
        for number in 0..events {
            let title = if number == 0 { title } else { "Title" };
            let text = format!("---\ntitle: {title}\ndate: 2022-01-21\n---\nText [[x]]\n");
            folder.insert(&format!("content/events/e{number}.md"), text.as_bytes());
        }
        folder
    }

    /// Compiles with what is kept, and keeps what is new; how many files were parsed.
    fn build(folder: &Folder, records: &mut Records) -> usize {
        let mut cache = records.read(owner());
        let before: Vec<_> = cache.known().map(|it| (it.path.clone(), it.hash)).collect();
        let content = Content::Read(folder.content.clone());
        let with = compile_with(folder, content, &Options::default(), Some(&mut cache));
        let without = compile(folder, &Options::default());
        assert_eq!(
            format!("{:?}", with.diagnostics),
            format!("{:?}", without.diagnostics)
        );
        let parsed = cache
            .known()
            .filter(|it| !before.contains(&(it.path.clone(), it.hash)));
        let parsed = parsed.count();
        let new = NewRecords::of(&cache, owner());
        let bytes = |rows: Rows| rows.pieces().collect::<Vec<_>>().concat();
        if let Some(settled) = new.settled {
            records.settled = bytes(settled);
        }
        if let Some(recent) = new.recent {
            records.recent = bytes(recent);
        }
        parsed
    }

    #[test]
    fn what_is_kept_is_not_parsed_again_and_an_edit_writes_little() {
        let mut records = Records::default();
        assert_eq!(build(&site(600, "First"), &mut records), 600);
        let settled = records.settled.clone();
        assert_eq!(build(&site(600, "First"), &mut records), 0);
        assert_eq!(build(&site(600, "Second"), &mut records), 1);
        assert_eq!(build(&site(600, "Second"), &mut records), 0);
        assert_eq!(records.settled, settled);
        assert!(records.recent.len() < settled.len() / 100);
        assert_eq!(build(&site(900, "Second"), &mut records), 300);
        assert!(records.recent.is_empty() && records.settled.len() > settled.len());
    }

    #[test]
    fn what_is_strange_is_as_good_as_nothing() {
        let mut records = Records::default();
        build(&site(3, "First"), &mut records);
        let sound = records.settled;
        let known = |settled: Vec<u8>| {
            let records = Records {
                settled,
                recent: Vec::new(),
            };
            records.read(owner()).len()
        };
        assert_eq!(known(sound.clone()), 3);
        for length in 0..sound.len() {
            assert_eq!(known(sound[..length].to_vec()), 0, "cut to {length}");
        }
        for at in 0..sound.len() {
            let mut damaged = sound.clone();
            damaged[at] ^= 0x55;
            let as_before = (33..49).contains(&at);
            assert_eq!(known(damaged), if as_before { 3 } else { 0 }, "byte {at}");
        }
        let mut long = sound.clone();
        long[49..57].fill(0xff);
        assert_eq!(known(long), 0);
        let other = Records {
            settled: sound,
            recent: Vec::new(),
        };
        assert_eq!(other.read(Digest::of("another program")).len(), 0);
    }
}
