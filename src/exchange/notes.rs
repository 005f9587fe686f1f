//! What an import or an export did not carry over, each kind of loss told once with how often it happened.

use std::collections::HashMap;

/// Sentences about what was lost or changed, each with its count, in the order in which they first came up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    told: Vec<(String, usize)>,
    /// Where each sentence stands among them.
    places: HashMap<String, usize>,
}

impl Notes {
    /// Notes a loss once more. The sentence is lowercase and has no full stop.
    pub fn add(&mut self, sentence: &str) {
        self.add_times(sentence, 1);
    }

    /// Notes a loss that happened several times, or not at all.
    pub fn add_times(&mut self, sentence: &str, times: usize) {
        if times == 0 {
            return;
        }
        if let Some(place) = self.places.get(sentence) {
            self.told[*place].1 += times;
        } else {
            self.places.insert(sentence.to_owned(), self.told.len());
            self.told.push((sentence.to_owned(), times));
        }
    }

    /// Adds what was noted elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        for (sentence, count) in other.told {
            self.add_times(&sentence, count);
        }
    }

    /// The sentences, with their counts where they came up more than once.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.told.iter().map(|(sentence, count)| match count {
            1 => sentence.clone(),
            count => format!("{sentence} ({count} times)"),
        })
    }

    /// Whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}
