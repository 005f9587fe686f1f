//! Texts that are made once: every event names the day, the month and the year that it stands in, every list how many
//! events it has, and they repeat.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::RwLock;

/// The texts that were asked for, by what they are made of.
#[derive(Debug)]
pub(super) struct Memo<K>(RwLock<HashMap<K, String>>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Copy + Eq + Hash> Memo<K> {
    /// The text of a key, which `make` makes the same at every call.
    pub(super) fn of(&self, key: K, make: impl FnOnce() -> String) -> String {
        const INTACT: &str = "no thread panics while it holds the texts";
        if let Some(text) = self.0.read().expect(INTACT).get(&key) {
            return text.clone();
        }
        let text = make();
        let mut texts = self.0.write().expect(INTACT);
        texts.entry(key).or_insert(text).clone()
    }
}
