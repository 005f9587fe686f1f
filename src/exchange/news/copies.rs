//! Which reports are one copy: the share of the shorter one's runs of five words that the other has too.
//!
//! This is w-shingling, with containment in the place of resemblance, since outlets cut an agency's copy from its end
//! (A. Broder, On the resemblance and containment of documents, 1997). An index from runs to reports finds the pairs.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of a shingle.
const WIDTH: usize = 5;
/// The fewest shingles that say something.
const FEWEST: usize = 20;
/// From this share on two reports are one copy.
const SAME_COPY: f64 = 0.5;
/// Of a shingle that more reports have, such as a line below every text, only neighbours are compared.
const MOST_HOLDERS: usize = 64;

/// Reports that are one copy, directly or through others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Copy {
    /// The indices of the reports, in ascending order; two at least.
    pub(super) reports: Vec<usize>,
    /// The least share of a shorter text that stands in its copy too, from 0 to 1.
    pub(super) share: f64,
}

/// The copies among texts, whatever their order.
pub(super) fn copies(texts: &[&str]) -> Vec<Copy> {
    // Neighbours are those by their text.
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|index| texts[*index]);
    let shingles: Vec<Vec<u64>> = order.iter().map(|index| shingles(texts[*index])).collect();
    let mut groups = Groups::of(texts.len());
    let mut shares: Vec<((usize, usize), f64)> = Vec::new();
    for ((one, other), shared) in shared_by_pair(&shingles) {
        let shorter = shingles[one].len().min(shingles[other].len());
        let share = count(shared) / count(shorter);
        if shorter >= FEWEST && share >= SAME_COPY {
            groups.join(order[one], order[other]);
            shares.push(((order[one], order[other]), share));
        }
    }
    let mut copies: BTreeMap<usize, Copy> = BTreeMap::new();
    for report in 0..texts.len() {
        let copy = copies.entry(groups.first(report)).or_insert(Copy {
            reports: Vec::new(),
            share: 1.0,
        });
        copy.reports.push(report);
    }
    for ((one, _), share) in shares {
        if let Some(copy) = copies.get_mut(&groups.first(one)) {
            copy.share = copy.share.min(share);
        }
    }
    copies.retain(|_, copy| copy.reports.len() > 1);
    copies.into_values().collect()
}

/// The shingles of a text, as sorted hashes.
fn shingles(text: &str) -> Vec<u64> {
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
    hashes
}

/// How many shingles each pair has in common, of those that have any.
fn shared_by_pair(shingles: &[Vec<u64>]) -> BTreeMap<(usize, usize), usize> {
    let mut index: Vec<(u64, usize)> = shingles
        .iter()
        .enumerate()
        .flat_map(|(report, hashes)| hashes.iter().map(move |hash| (*hash, report)))
        .collect();
    index.sort_unstable();
    let mut shared = BTreeMap::new();
    for holders in index.chunk_by(|one, other| one.0 == other.0) {
        let reach = if holders.len() > MOST_HOLDERS {
            1
        } else {
            holders.len()
        };
        for (at, (_, one)) in holders.iter().enumerate() {
            for (_, other) in holders[at + 1..].iter().take(reach) {
                *shared.entry((*one, *other)).or_insert(0) += 1;
            }
        }
    }
    shared
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// What is joined, by the first of each group.
struct Groups(Vec<usize>);

impl Groups {
    fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first(&self, mut one: usize) -> usize {
        while self.0[one] != one {
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "The river burst its banks on Sunday night and flooded more than nine hundred homes in the old \
                        town, the council said. Rescue teams brought two thousand people to safety before dawn.";

    fn found(texts: &[&str]) -> Vec<Vec<usize>> {
        copies(texts).into_iter().map(|copy| copy.reports).collect()
    }

    #[test]
    fn copies_are_told_from_reports_of_one_thing() {
        let cut = COPY
            .replace("before dawn", "overnight")
            .replace("The river", "A river");
        let own = "More than nine hundred homes in the old town stood under water after the river burst its banks. Two \
                   thousand people were brought to safety by rescue teams, according to the council of the county.";
        let whole = copies(&[COPY, own, &cut]);
        assert_eq!(whole.len(), 1);
        assert_eq!(whole[0].reports, [0, 2]);
        assert!(whole[0].share > 0.8, "{}", whole[0].share);
        let short = "too short to say";
        assert!(found(&[short, short]).is_empty());
    }

    #[test]
    fn copies_of_copies_are_one_group_in_any_order() {
        let more = "Schools stay closed on Tuesday and the bridge at the mill is shut, a spokeswoman for the council told \
                    reporters in the evening, adding that the level would not fall before the weekend.";
        let long = format!("{COPY} {more}");
        assert_eq!(found(&[COPY, more, &long]), [[0, 1, 2]]);
        assert_eq!(found(&[more, &long, COPY]), [[0, 1, 2]]);
    }

    #[test]
    fn many_copies_are_found_without_comparing_all_pairs() {
        let texts: Vec<String> = (0..3_000).map(|n| format!("{n} {COPY}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let index: Vec<Vec<u64>> = texts.iter().map(|text| shingles(text)).collect();
        assert!(shared_by_pair(&index).len() < 10_000);
        assert_eq!(found(&texts)[0].len(), 3_000);
    }
}
