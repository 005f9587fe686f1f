//! Whether two reports are one copy: the share of the shorter one's runs of five words that the other has too.
//!
//! This is w-shingling, with containment in the place of resemblance, since outlets cut an agency's copy from its end
//! (A. Broder, On the resemblance and containment of documents, 1997).

use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of a shingle.
const WIDTH: usize = 5;
/// The fewest shingles that say something.
const FEWEST: usize = 20;
/// From this share on two reports are one copy.
const SAME_COPY: f64 = 0.5;

/// The shingles of a text, as sorted hashes.
pub(super) struct Shingles(Vec<u64>);

impl Shingles {
    pub(super) fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let hash = |shingle: &[String]| {
            let mut hasher = DefaultHasher::new();
            shingle.hash(&mut hasher);
            hasher.finish()
        };
        let mut hashes: Vec<u64> = words.windows(WIDTH).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// The share of the shorter text that stands in both, from 0 to 1, where the two are one copy.
    pub(super) fn copy_of(&self, other: &Self) -> Option<f64> {
        let shorter = self.0.len().min(other.0.len());
        if shorter < FEWEST {
            return None;
        }
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let share = count(self.shared(other)) / count(shorter);
        (share >= SAME_COPY).then_some(share)
    }

    /// How many shingles stand in both.
    fn shared(&self, other: &Self) -> usize {
        let (mut one, mut two, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(one), other.0.get(two)) {
            one += usize::from(a <= b);
            two += usize::from(b <= a);
            shared += usize::from(a == b);
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_told_from_reports_of_one_thing() {
        let copy = "The river burst its banks on Sunday night and flooded more than nine hundred homes in the old \
                    town, the council said. Rescue teams brought two thousand people to safety before dawn.";
        let cut = copy
            .replace("before dawn", "overnight")
            .replace("The river", "A river");
        let own = "More than nine hundred homes in the old town stood under water after the river burst its banks. Two \
                   thousand people were brought to safety by rescue teams, according to the council of the county.";
        let share = |a: &str, b: &str| Shingles::of(a).copy_of(&Shingles::of(b));
        assert!(share(copy, &cut).is_some_and(|share| share > 0.8));
        assert_eq!(share(copy, own), None);
        assert_eq!(share("too short to say", "too short to say"), None);
    }
}
