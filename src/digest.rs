//! Digests: 128 bits of BLAKE3 that stand for values, so that "is it the same as last time" is one comparison.
//!
//! Values go in by way of serde in a form in which different values have different bytes.

use serde::{Deserialize, Serialize};

/// What stands for a value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of one value.
    #[must_use]
    pub fn of(value: &(impl Serialize + ?Sized)) -> Self {
        let mut digester = Digester::default();
        digester.value(value);
        digester.finish()
    }

    /// The bytes, for names of files.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
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
        let hash = blake3::hash(&self.bytes);
        self.bytes.clear();
        let half = hash.as_bytes().first_chunk::<16>();
        Digest(*half.expect("a hash has 32 bytes"))
    }
}

#[cfg(test)]
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
}
