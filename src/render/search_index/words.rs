//! The words of the index and the records that hold each, cut into files that are small enough to load as one types.

use std::collections::HashMap;
use std::fmt::Write;

use rayon::prelude::*;

/// The most records that one list of a word names. A search for such a word alone shows these; together with other words
/// the others decide.
const MOST_RECORDS: usize = 2_000;

/// The most words of a title that is listed by how many it has.
const SHORT_TITLE: usize = 4;

/// The most records that such a list names.
const MOST_SHORT: usize = 500;

/// A file of words ends, once it has so many bytes, before one word in 64 …
const WANTED_BYTES: usize = 8 << 10;

/// … and anywhere before it has so many.
const MOST_BYTES: usize = 24 << 10;

/// The records that hold a word.
#[derive(Debug, Default)]
struct Records {
    /// Those that have it in their title or among their names, by number.
    strong: Vec<u32>,
    /// Those that have it elsewhere, by number.
    weak: Vec<u32>,
    /// Those that have it in a short title, by how many words the title has; the first list is of titles that are this word.
    /// There are as many lists as are needed.
    short: Vec<Vec<u32>>,
}

/// The words of the index.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<String, Records>);

/// A file of words: those from `first` (which may be shorter than the first of them) up to the next file's.
#[derive(Debug)]
pub(super) struct Shard {
    /// The shortest text that stands after the words of the file before it and not after its own.
    pub(super) first: String,
    /// A JSON object: word → lists of records.
    pub(super) json: String,
}

impl Words {
    /// Adds a record's words, of which the first so many strong ones are those of its title; records come in the order of
    /// their numbers.
    pub(super) fn add(
        &mut self,
        record: u32,
        title: usize,
        strong: Vec<String>,
        weak: Vec<String>,
    ) {
        for (place, word) in strong.into_iter().enumerate() {
            let records = self.0.entry(word).or_default();
            add_once(&mut records.strong, record);
            if place < title && title <= SHORT_TITLE {
                if records.short.len() < title {
                    records.short.resize_with(title, Vec::new);
                }
                add_once(&mut records.short[title - 1], record);
            }
        }
        for word in weak {
            let records = self.0.entry(word).or_default();
            if records.strong.last() != Some(&record) {
                add_once(&mut records.weak, record);
            }
        }
    }

    /// The files, by their words.
    pub(super) fn shards(&self) -> Vec<Shard> {
        let mut words: Vec<(&String, &Records)> = self.0.iter().collect();
        words.par_sort_unstable_by_key(|(word, _)| *word);
        let entries: Vec<String> = (words.par_iter())
            .map(|(word, records)| entry(word, records))
            .collect();
        let mut shards: Vec<Shard> = Vec::new();
        let mut previous = "";
        for ((word, _), entry) in words.iter().zip(entries) {
            match shards.last_mut() {
                Some(shard) if !ends(&shard.json, word, &entry) => {
                    shard.json.push(',');
                    shard.json += &entry;
                }
                _ => shards.push(Shard {
                    first: separator(previous, word).to_owned(),
                    json: format!("{{{entry}"),
                }),
            }
            previous = word;
        }
        for shard in &mut shards {
            shard.json.push('}');
        }
        shards
    }
}

fn add_once(records: &mut Vec<u32>, record: u32) {
    if records.last() != Some(&record) {
        records.push(record);
    }
}

/// Whether a file ends before a word. Since the words themselves tell where files may end, the ends come back to the same
/// places after an edit, and most files stay as they are.
fn ends(json: &str, word: &str, entry: &str) -> bool {
    let may_end = || blake3::hash(word.as_bytes()).as_bytes()[0].is_multiple_of(64);
    json.len() + entry.len() + 2 > MOST_BYTES || (json.len() > WANTED_BYTES && may_end())
}

/// The shortest beginning of `word` that stands after `previous`; nothing for the very first word.
fn separator<'a>(previous: &str, word: &'a str) -> &'a str {
    if previous.is_empty() {
        return "";
    }
    let shared = previous
        .chars()
        .zip(word.chars())
        .take_while(|(a, b)| a == b)
        .count();
    match word.char_indices().nth(shared + 1) {
        Some((end, _)) => &word[..end],
        None => word,
    }
}

/// `"word":[strong,weak]`, with the lists of short titles as a fourth, and as a third the whole number of records where a
/// list had to be cut, else 0 where there is a fourth. Each record but the first of a list is given as its distance from the one before.
fn entry(word: &str, records: &Records) -> String {
    // A word is letters, digits and marks: nothing that JSON escapes.
    let mut entry = format!("\"{word}\":[");
    distances(&mut entry, &records.strong, MOST_RECORDS);
    entry.push(',');
    distances(&mut entry, &records.weak, MOST_RECORDS);
    let is_cut = records.strong.len().max(records.weak.len()) > MOST_RECORDS;
    if is_cut || !records.short.is_empty() {
        let total = records.strong.len() + records.weak.len();
        let told = if is_cut { total } else { 0 };
        write!(entry, ",{told}").expect("writing to a string does not fail");
    }
    for (length, list) in records.short.iter().enumerate() {
        entry.push_str(if length == 0 { ",[" } else { "," });
        distances(&mut entry, list, MOST_SHORT);
    }
    if !records.short.is_empty() {
        entry.push(']');
    }
    entry.push(']');
    entry
}

/// At most so many of the last records of a list, which are the latest events, as distances.
fn distances(entry: &mut String, records: &[u32], most: usize) {
    entry.push('[');
    let kept = &records[records.len().saturating_sub(most)..];
    let mut before = 0;
    for (index, record) in kept.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(entry, "{comma}{}", record - before).expect("writing to a string does not fail");
        before = *record;
    }
    entry.push(']');
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(records: &[(&str, &str)]) -> Words {
        let split = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let mut words = Words::default();
        for (number, (strong, weak)) in (0..).zip(records) {
            let strong: Vec<String> = split(strong);
            words.add(number, strong.len(), strong, split(weak));
        }
        words
    }

    #[test]
    fn words_name_their_records() {
        let check = |records: &[(&str, &str)], expected: &str| {
            let shards = words(records).shards();
            assert_eq!(shards.first().map_or("", |shard| &shard.json), expected);
        };
        check(&[], "");
        check(
            &[("talks talks", "talks geneva")],
            r#"{"geneva":[[],[0]],"talks":[[0],[],0,[[],[0]]]}"#,
        );
        check(
            &[("a", ""), ("", ""), ("a", ""), ("", "a")],
            r#"{"a":[[0,2],[3],0,[[0,2]]]}"#,
        );
        check(
            &[("a long title has words", "")],
            r#"{"a":[[0],[]],"has":[[0],[]],"long":[[0],[]],"title":[[0],[]],"words":[[0],[]]}"#,
        );
    }

    #[test]
    fn lists_of_short_titles_hold_the_last() {
        let titles = vec![("talks", ""); MOST_SHORT + 100];
        let [shard] = &words(&titles).shards()[..] else {
            panic!("one word is in one file");
        };
        let json: serde_json::Value = serde_json::from_str(&shard.json).unwrap();
        let short = json["talks"][3][0].as_array().unwrap();
        assert_eq!((short.len(), &short[0]), (MOST_SHORT, &100.into()));
    }

    #[test]
    fn separators_are_short() {
        let check = |previous: &str, word: &str, expected: &str| {
            assert_eq!(separator(previous, word), expected);
            assert!(previous < expected || expected.is_empty());
        };
        check("", "abc", "");
        check("abacus", "blue", "b");
        check("talk", "talks", "talks");
        check("talkative", "talks", "talks");
        check("талант", "тема", "те");
    }

    #[test]
    fn every_word_is_found_in_one_small_file() {
        let all: Vec<String> = (0..40_000u32)
            .map(|n| format!("{:x}w{n}", n.wrapping_mul(2_654_435_761)))
            .collect();
        let mut index = Words::default();
        for (record, word) in (0..).zip(&all) {
            index.add(record, 1, vec![word.clone()], vec!["everywhere".to_owned()]);
        }
        let shards = index.shards();
        assert!(shards.iter().all(|shard| shard.json.len() <= MOST_BYTES));
        assert!(shards.is_sorted_by_key(|shard| &shard.first));
        for word in all
            .iter()
            .step_by(997)
            .map(String::as_str)
            .chain(["everywhere"])
        {
            let place = shards.partition_point(|shard| shard.first.as_str() <= word);
            let json: serde_json::Value = serde_json::from_str(&shards[place - 1].json).unwrap();
            assert!(json.get(word).is_some(), "{word}");
        }
    }
}
