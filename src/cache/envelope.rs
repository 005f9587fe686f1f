//! The form of every cached file: a line that says what it is, whose it is, and a hash over all that follows.

use crate::digest::Digest;

/// The first line; the number changes when the form does.
const HEADER: &[u8] = b"dateline-cache 2\n";

/// Bytes of a part before its own: its length and its digest.
pub(super) const PART_HEAD: usize = size_of::<u64>() + Digest::SIZE;

/// Begins a file that belongs to `owner`.
pub(super) fn begin(owner: Digest) -> Vec<u8> {
    [HEADER, owner.as_bytes()].concat()
}

/// What follows the beginning of a file; `None` where it is of another form or belongs to another.
pub(super) fn begun(bytes: &[u8], owner: Digest) -> Option<&[u8]> {
    bytes.strip_prefix(HEADER)?.strip_prefix(owner.as_bytes())
}

/// Adds a part: its length, its digest, its bytes.
pub(super) fn push_part(file: &mut Vec<u8>, part: &[u8]) {
    file.extend_from_slice(&(part.len() as u64).to_le_bytes());
    file.extend_from_slice(Digest::of_bytes(part).as_bytes());
    file.extend_from_slice(part);
}

/// The parts as they stand, with the digest that each should have; ends at the first that is not whole.
pub(super) fn parts(mut rest: &[u8]) -> impl Iterator<Item = (&[u8; Digest::SIZE], &[u8])> {
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk()?;
        let (digest, after) = after.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let part;
        (part, rest) = after.split_at_checked(length)?;
        Some((digest, part))
    })
}

/// Whether a part is as it was written.
pub(super) fn is_whole(digest: &[u8; Digest::SIZE], part: &[u8]) -> bool {
    Digest::of_bytes(part).as_bytes() == digest
}
