//! Digests: 128 bits of XXH3 that stand for values and for the bytes of files, so that "is it the same as last time" is
//! one comparison.
//!
//! Values go in by way of serde in a form in which different values have different bytes. XXH3 tells apart what differs
//! by chance, in a third of the time that a cryptographic hash takes for a page. Who means to can make two texts of one
//! digest: a build that remembers the one takes the other for it, and one with `--no-cache` does not.

use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

/// What stands for a value, or for bytes. As text it has 32 hexadecimal digits.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Digest([u8; Digest::SIZE]);

impl Digest {
    /// How many bytes it has.
    pub const SIZE: usize = 16;

    /// The digest of bytes: XXH3-128 in its canonical form, as `xxhsum -H2` tells it.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes).to_be_bytes())
    }

    /// The digest that a text tells; `None` where it is no such text.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let is_whole = text.len() == 2 * Self::SIZE && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = is_whole.then(|| u128::from_str_radix(text, 16).ok())?;
        number.map(|number| Self(number.to_be_bytes()))
    }

    /// The digest of one value.
    #[must_use]
    pub fn of(value: &(impl Serialize + ?Sized)) -> Self {
        let mut digester = Digester::default();
        digester.value(value);
        digester.finish()
    }

    /// The digest that consists of these bytes, which are not hashed.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::SIZE]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; Self::SIZE] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// Takes bytes piece by piece, for the digest of all of them.
#[derive(Default)]
pub struct ByteDigester {
    hasher: XxHash3_128,
    count: u64,
}

impl ByteDigester {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.hasher.write(bytes);
        self.count += bytes.len() as u64;
    }

    /// How many bytes it took.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The digest of the bytes that it took.
    #[must_use]
    pub fn finish(&self) -> Digest {
        Digest(self.hasher.finish_128().to_be_bytes())
    }
}

impl Write for ByteDigester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gathers what a digest stands for. One can make many digests, one after another, with the memory of the first.
#[derive(Debug, Default)]
pub struct Digester {
    bytes: Vec<u8>,
}

impl Digester {
    /// Adds what stands for another value.
    pub fn add(&mut self, digest: Digest) {
        self.bytes.extend_from_slice(&digest.0);
    }

    /// Adds the digests of a list, whose length matters.
    pub fn list(&mut self, digests: impl IntoIterator<Item = Digest>) {
        let before = self.bytes.len();
        for digest in digests {
            self.add(digest);
        }
        let length = self.bytes.len() - before;
        self.bytes.extend_from_slice(&length.to_le_bytes());
    }

    /// Adds a value.
    pub fn value(&mut self, value: &(impl Serialize + ?Sized)) {
        let bytes = std::mem::take(&mut self.bytes);
        self.bytes = postcard::to_extend(value, bytes)
            .expect("plain data of a known length has a form in bytes");
    }

    /// The digest of what was added, and a fresh start.
    pub fn finish(&mut self) -> Digest {
        let digest = Digest::of_bytes(&self.bytes);
        self.bytes.clear();
        digest
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn different_values_have_different_digests() {
        let of = |fill: fn(&mut Digester)| {
            let mut digester = Digester::default();
            fill(&mut digester);
            digester.finish()
        };
        let one = Digest::of("one");
        let all = [
            of(|_| ()),
            of(|d| d.value("ab")),
            of(|d| {
                d.value("a");
                d.value("b");
            }),
            of(|d| d.value(&Some("a"))),
            of(|d| d.value(&("a", None::<u8>))),
            of(|d| d.list([])),
            of(|d| d.list([Digest::of("one")])),
            of(|d| {
                d.list([Digest::of("one")]);
                d.list([]);
            }),
            one,
        ];
        for (index, digest) in all.iter().enumerate() {
            assert!(!all[..index].contains(digest), "{index}");
        }
        let mut again = Digester::default();
        again.value("something else");
        again.finish();
        again.value("one");
        assert_eq!(again.finish(), one, "a digester starts afresh");
    }

    #[test]
    fn bytes_have_the_digest_that_xxhash_publishes() {
        let check = |bytes: &[u8], expected: &str| {
            let digest = Digest::of_bytes(bytes);
            assert_eq!(digest.to_string(), expected);
            assert_eq!(Digest::from_hex(expected), Some(digest));
            let mut pieces = ByteDigester::default();
            for piece in bytes.chunks(300) {
                pieces.write_all(piece).unwrap();
            }
            assert_eq!(
                (pieces.finish(), pieces.count()),
                (digest, bytes.len() as u64)
            );
        };
        check(b"", "99aa06d3014798d86001c324468d497f");
        check(b"a", "a96faf705af16834e6c632b61e964e1f");
        check(&[b'x'; 2000], "7ae37b26e8d28a63b500ad12968c7634");
    }

    #[test]
    fn a_text_that_tells_no_digest_is_none() {
        for text in [
            "",
            "99aa06d3014798d86001c324468d497",
            "+9aa06d3014798d86001c324468d497f",
        ] {
            assert_eq!(Digest::from_hex(text), None, "{text}");
        }
        assert_eq!(Digest::from_hex(&"é".repeat(16)), None);
    }
}
