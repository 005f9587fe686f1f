//! How texts are made comparable before they are searched: without accents, case and spelling variants, cut into words.
//! The rules are data, which the index carries, so that the script that searches follows the same ones.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word in characters; what is longer (addresses, hashes) is found by its beginning.
pub(super) const WORD_CHARS: usize = 24;

/// Marks that are dropped: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs. The vowel signs of Indic
/// scripts stay: without them words would be others.
const MARKS: [(char, char); 6] = [
    ('\u{300}', '\u{36F}'),
    ('\u{591}', '\u{5C7}'),
    ('\u{610}', '\u{61A}'),
    ('\u{64B}', '\u{65F}'),
    ('\u{670}', '\u{670}'),
    ('\u{6D6}', '\u{6ED}'),
];

/// Lowercase letters that are written in more than one way, and how they are compared.
const LETTERS: [(char, &str); 18] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ŋ', "n"),
    ('ς', "σ"),
    ('\u{640}', ""),
    ('\u{649}', "\u{64A}"),
    ('\u{6CC}', "\u{64A}"),
    ('\u{6A9}', "\u{643}"),
    ('\u{629}', "\u{647}"),
];

/// Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
const UNSPACED: [(char, char); 8] = [
    ('\u{E00}', '\u{EFF}'),
    ('\u{1000}', '\u{109F}'),
    ('\u{1780}', '\u{17FF}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3040}', '\u{30FF}'),
    ('\u{3400}', '\u{4DBF}'),
    ('\u{4E00}', '\u{9FFF}'),
    ('\u{20000}', '\u{323AF}'),
];

/// The rules as the index carries them. The two classes are written for a character class of a regular expression with
/// the flag `u`.
#[derive(Serialize)]
pub(super) struct Rules {
    marks: String,
    letters: BTreeMap<char, &'static str>,
    unspaced: String,
    word_chars: usize,
}

impl Rules {
    pub(super) fn new() -> Self {
        Self {
            marks: class(&MARKS),
            letters: LETTERS.into_iter().collect(),
            unspaced: class(&UNSPACED),
            word_chars: WORD_CHARS,
        }
    }
}

fn class(ranges: &[(char, char)]) -> String {
    let range = |&(first, last): &(char, char)| {
        format!("\\u{{{:x}}}-\\u{{{:x}}}", u32::from(first), u32::from(last))
    };
    ranges.iter().map(range).collect()
}

fn is_in(ranges: &[(char, char)], c: char) -> bool {
    ranges
        .iter()
        .any(|&(first, last)| (first..=last).contains(&c))
}

/// A text as it is compared: NFKD, without [`MARKS`], NFC, lowercase, [`LETTERS`] replaced.
pub(super) fn folded(text: &str) -> String {
    let bare: String = text.nfkd().filter(|&c| !is_in(&MARKS, c)).nfc().collect();
    let mut folded = String::with_capacity(bare.len());
    for c in bare.to_lowercase().chars() {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, same)) => folded.push_str(same),
            None => folded.push(c),
        }
    }
    folded
}

/// The words of a text, folded: runs of letters, digits and marks; for scripts without spaces each pair of neighbours.
pub(super) fn words(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return ascii_words(text);
    }
    any_words(text)
}

/// The same for a text without anything that has to be folded but its capitals.
fn ascii_words(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric());
    let runs = runs.filter(|run| !run.is_empty());
    runs.map(|run| run[..run.len().min(WORD_CHARS)].to_ascii_lowercase())
        .collect()
}

fn any_words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let runs = folded.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
    let mut words = Vec::new();
    for run in runs.filter(|run| !run.is_empty()) {
        let characters: Vec<char> = run.chars().collect();
        for part in characters.chunk_by(|a, b| is_in(&UNSPACED, *a) == is_in(&UNSPACED, *b)) {
            if is_in(&UNSPACED, part[0]) && part.len() > 1 {
                words.extend(part.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else {
                words.push(part.iter().take(WORD_CHARS).collect());
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents_case_and_variants() {
        let check =
            |text: &str, expected: &str| assert_eq!(words(text).join("|"), expected, "{text}");
        check("Talks in Geneva, at 11:00!", "talks|in|geneva|at|11|00");
        check("Genève GENÈVE Gene\u{300}ve", "geneve|geneve|geneve");
        check(
            "Straße Łódź Ærø İstanbul ﬁn",
            "strasse|lodz|aero|istanbul|fin",
        );
        check("Лавров ЁЛКА йод", "лавров|елка|иод");
        check("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ|οδυσσευσ");
        check("القُدْس آمال ـمـ مدرسة على", "القدس|امال|م|مدرسه|علي");
        check("שָׁלוֹם", "שלום");
        check("北京市 中", "北京|京市|中");
        check("2022年1月", "2022|年|1|月");
        check("東京タワー", "東京|京タ|タワ|ワー");
        check("ภาษาไทย", "ภา|าษ|ษา|าไ|ไท|ทย");
        check("서울에서", "서울에서");
        check("हिन्दी", "हिन्दी");
        check("", "");
        check("—«»", "");
    }

    #[test]
    fn words_of_ascii_are_those_that_the_rules_make() {
        let all: String = (0..128_u8).map(char::from).collect();
        for text in [
            all.as_str(),
            "Talks in Geneva, at 11:00!",
            &"Ab0".repeat(20),
            " _a__b-C ",
            "",
        ] {
            assert_eq!(ascii_words(text), any_words(text), "{text}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(words(&"x".repeat(100)), ["x".repeat(WORD_CHARS)]);
    }
}
