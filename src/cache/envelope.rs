//! The form of every cached file: a line that says what it is, whose it is, and a hash over all that follows.

use crate::digest::Digest;

/// The first line; the number changes when the form does.
const HEADER: &[u8] = b"dateline-cache 1\n";

/// Bytes of a hash.
const HASH: usize = 32;

/// Bytes of a part before its own: its length and its hash.
pub(super) const PART_HEAD: usize = size_of::<u64>() + HASH;

/// Begins a file that belongs to `owner`.
pub(super) fn begin(owner: Digest) -> Vec<u8> {
    [HEADER, owner.as_bytes()].concat()
}

/// What follows the beginning of a file; `None` where it is of another form or belongs to another.
pub(super) fn begun(bytes: &[u8], owner: Digest) -> Option<&[u8]> {
    bytes.strip_prefix(HEADER)?.strip_prefix(owner.as_bytes())
}

/// Adds a part: its length, its hash, its bytes.
pub(super) fn push_part(file: &mut Vec<u8>, part: &[u8]) {
    file.extend_from_slice(&(part.len() as u64).to_le_bytes());
    file.extend_from_slice(blake3::hash(part).as_bytes());
    file.extend_from_slice(part);
}

/// The parts as they stand, with the hash that each should have; ends at the first that is not whole.
pub(super) fn parts(mut rest: &[u8]) -> impl Iterator<Item = (&[u8; HASH], &[u8])> {
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk()?;
        let (hash, after) = after.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let part;
        (part, rest) = after.split_at_checked(length)?;
        Some((hash, part))
    })
}

/// Whether a part is as it was written.
pub(super) fn is_whole(hash: &[u8; HASH], part: &[u8]) -> bool {
    blake3::hash(part).as_bytes() == hash
}
