//! What an import or an export did not carry over, each kind of loss told once with how often it happened.

/// Sentences about what was lost or changed, each with its count, in the order in which they first came up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes(Vec<(String, usize)>);

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
        match self.0.iter_mut().find(|(known, _)| known == sentence) {
            Some((_, count)) => *count += times,
            None => self.0.push((sentence.to_owned(), times)),
        }
    }

    /// Adds what was noted elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        for (sentence, count) in other.0 {
            self.add_times(&sentence, count);
        }
    }

    /// The sentences, with their counts where they came up more than once.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(sentence, count)| match count {
            1 => sentence.clone(),
            count => format!("{sentence} ({count} times)"),
        })
    }

    /// Whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
