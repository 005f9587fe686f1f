//! What the last build read and wrote: enough to see that nothing changed, and which files need not be made again.

use serde::{Deserialize, Serialize};

use super::envelope::{begin, begun, is_whole, parts, push_part};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::digest::Digest;

/// How long before a look at a file a change may have come that left the same time on it: file systems count in steps
/// of up to ten milliseconds, and some in whole seconds.
const STEP: i64 = 20_000_000;
const LONG_STEP: i64 = 2_000_000_000;
const SECOND: i64 = 1_000_000_000;

/// What a file system says of a file without reading it. Times are nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When its bytes were last written.
    pub modified: i64,
    /// When anything of it was last changed; 0 where the system does not tell.
    pub changed: i64,
    /// Its number on its file system; 0 where the system does not tell.
    pub number: u64,
}

impl Stamp {
    /// Whether a file with this stamp may have been written after it was looked at, without another stamp for it: its time
    /// is not older than the look. Such a file has to be read to be known.
    #[must_use]
    pub fn is_racy(&self, looked: i64) -> bool {
        let step = if self.modified % SECOND == 0 {
            LONG_STEP
        } else {
            STEP
        };
        self.modified.max(self.changed) >= looked.saturating_sub(step)
    }
}

/// A file that a build read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path from the site's root.
    pub path: SitePath,
    /// How it was found.
    pub stamp: Stamp,
    /// The hash of its bytes, where these were read.
    pub hash: Option<Digest>,
}

/// A file that a build wrote, or found as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its path from the output's root.
    pub path: Box<str>,
    /// How it was left.
    pub stamp: Stamp,
    /// The hash of its bytes.
    pub hash: Digest,
    /// The fingerprint that it was made for, where it has one.
    pub print: Option<Digest>,
    /// Whether it is one of the renderer's bundles.
    pub is_bundle: bool,
}

/// What the last build into an output read and wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// When the build began to look at its input.
    pub looked: i64,
    /// When it had finished its output.
    pub finished: i64,
    /// What it read, by path.
    pub inputs: Vec<Input>,
    /// What it said.
    pub diagnostics: Vec<Diagnostic>,
    /// What it wrote, in the order of its plan.
    pub outputs: Vec<Written>,
    /// How it left the manifest, and the hash of that.
    pub manifest: (Stamp, Digest),
}

impl State {
    /// Reads what [`Self::to_bytes`] wrote for the same owner: the program, its options and the output.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], owner: Digest) -> Option<Self> {
        let (hash, part) = parts(begun(bytes, owner)?).next()?;
        if !is_whole(hash, part) {
            return None;
        }
        postcard::from_bytes(part).ok()
    }

    /// The state as bytes.
    #[must_use]
    pub fn to_bytes(&self, owner: Digest) -> Vec<u8> {
        let part = postcard::to_stdvec(self).expect("plain data has a form in bytes");
        let mut file = begin(owner);
        push_part(&mut file, &part);
        file
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn stamp(modified: i64) -> Stamp {
        Stamp {
            size: 1,
            modified,
            changed: 0,
            number: 7,
        }
    }

    #[test]
    fn a_file_as_young_as_the_look_at_it_has_to_be_read() {
        let check = |modified: i64, looked: i64, expected: bool| {
            let stamp = stamp(modified);
            assert_eq!(stamp.is_racy(looked), expected, "{modified} {looked}");
        };
        check(5_000_000_001, 5_000_000_001, true);
        check(5_000_000_001, 5_010_000_000, true);
        check(5_000_000_001, 5_030_000_000, false);
        check(5_000_000_001, 4_000_000_000, true);
        check(5_000_000_000, 6_900_000_000, true);
        check(5_000_000_000, 7_100_000_000, false);
        check(i64::MAX, 0, true);
        check(1, i64::MIN, true);
    }

    #[test]
    fn only_what_was_written_is_read() {
        let state = State {
            looked: 1,
            finished: 2,
            inputs: vec![Input {
                path: "content/events/a.md".into(),
                stamp: stamp(3),
                hash: Some(Digest::of("input")),
            }],
            diagnostics: Vec::new(),
            outputs: vec![Written {
                path: "index.html".into(),
                stamp: stamp(5),
                hash: Digest::of("output"),
                print: Some(Digest::of("print")),
                is_bundle: false,
            }],
            manifest: (stamp(8), Digest::of("manifest")),
        };
        let owner = Digest::of("owner");
        let bytes = state.to_bytes(owner);
        assert_eq!(State::from_bytes(&bytes, owner), Some(state));
        assert_eq!(State::from_bytes(&bytes, Digest::of("another")), None);
        for length in 0..bytes.len() {
            assert_eq!(State::from_bytes(&bytes[..length], owner), None, "{length}");
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert_eq!(State::from_bytes(&damaged, owner), None, "{at}");
        }
    }
}
