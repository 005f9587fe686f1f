//! The site's language: date sentences, month names, plurals, sorting, and the theme's words.
//!
//! A language is a file of phrases (`templates/languages/*.yaml`) and ICU's data, never code: nothing here asks which
//! language it is. This is the home of the `icu_*` crates.

mod calendar;
mod clock;
mod dates;
mod forms;
mod load;
mod memo;
mod numbers;
mod phrases;
mod pieces;
mod range;
mod sentence;
mod shape;

#[cfg(test)]
pub(crate) mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu_collator::CollatorBorrowed;

use crate::content::{Daypart, markdown};
use crate::edtf::Period;
use calendar::Calendar;
use memo::Memo;
use numbers::Numbers;
use phrases::Phrases;

pub use forms::DateForms;
pub use load::{FOLDER, stem_of};

/// A language, ready to write with. Its formatters are made once; it is shared between threads.
#[derive(Debug)]
pub struct Language {
    tag: String,
    direction: Direction,
    calendar: Calendar,
    numbers: Numbers,
    collator: CollatorBorrowed<'static>,
    phrases: Phrases,
    /// Days by year, month and day of the month.
    days: Memo<(i64, u8, u8)>,
    periods: Memo<Period>,
    /// Numbers of things, by the keys of the files' `counts`.
    counts: BTreeMap<String, Memo<u64>>,
}

/// The direction of a language's script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Language {
    /// Its tag (BCP 47), as the site gave it: the value of HTML's `lang`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction of its script.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// A word or phrase of the theme by its key; English where the language lacks it, the key where English does too.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.phrases.find("words", key).unwrap_or(key)
    }

    /// A word by its key, or something else where no file has it.
    #[must_use]
    pub fn word_or<'a>(&'a self, key: &str, other: &'a str) -> &'a str {
        self.phrases.find("words", key).unwrap_or(other)
    }

    /// A phrase of the theme with its `{placeholders}` filled.
    #[must_use]
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        phrases::fill(self.word(key), values)
    }

    /// What a thing is called and what is said of it: `Moscow: 3 events`.
    #[must_use]
    pub fn labelled(&self, label: &str, text: &str) -> String {
        format!("{label}{}{text}", self.word("punctuation.colon"))
    }

    /// Every word of the theme: key and text, in the order of the keys.
    pub fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.phrases.group("words")
    }

    /// A number of things: `1 event`, `10,000 events`. The key is one of the files' `counts`.
    #[must_use]
    pub fn count(&self, key: &str, n: u64) -> String {
        let make = || {
            let forms = [self.numbers.category(n), "other"];
            let template = forms
                .iter()
                .find_map(|form| self.phrases.find("counts", &format!("{key}.{form}")));
            let number = self.numbers.grouped(n);
            match template {
                Some(template) => phrases::fill(template, &[("n", &number)]),
                None => number,
            }
        };
        match self.counts.get(key) {
            Some(counts) => counts.of(n, make),
            None => make(),
        }
    }

    /// The forms of a count, by plural category: what a script fills that counts in the browser.
    pub fn count_forms(&self, key: &str) -> impl Iterator<Item = (&str, &str)> {
        let group = format!("counts.{key}");
        let forms: Vec<_> = self.phrases.group(&group).collect();
        forms.into_iter()
    }

    /// A number with the language's digits and separators.
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        self.numbers.grouped(n)
    }

    /// The order of two names.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b)
    }

    /// Things joined by commas and the language's "and".
    #[must_use]
    pub fn list(&self, items: &[&str]) -> String {
        self.joined(items, "list.and", "list.and_last")
    }

    /// Things joined by commas and the language's "or".
    #[must_use]
    pub fn alternatives(&self, items: &[&str]) -> String {
        self.joined(items, "list.or", "list.or_last")
    }

    /// The name of a part of the day.
    #[must_use]
    pub fn daypart(&self, daypart: Daypart) -> &str {
        self.word(match daypart {
            Daypart::Morning => "daypart.morning",
            Daypart::Afternoon => "daypart.afternoon",
            Daypart::Evening => "daypart.evening",
            Daypart::Night => "daypart.night",
        })
    }

    /// What Markdown needs to know of the language: its quotation marks and the words that are put into texts.
    #[must_use]
    pub fn text_options(&self) -> markdown::Options {
        let word = |key: &str| self.word(key).to_owned();
        markdown::Options {
            quotes: [
                word("quotes.open"),
                word("quotes.close"),
                word("quotes.inner_open"),
                word("quotes.inner_close"),
            ],
            words: markdown::Words {
                note: word("text.note"),
                tip: word("text.tip"),
                important: word("text.important"),
                warning: word("text.warning"),
                caution: word("text.caution"),
                footnotes: word("text.footnotes"),
                back: word("text.back"),
                done: word("text.done"),
                open: word("text.open"),
                table: word("text.table"),
            },
            ..markdown::Options::default()
        }
    }

    /// `two` joins a pair, `last` the last of three or more to those before it.
    fn joined(&self, items: &[&str], two: &str, last: &str) -> String {
        let (end, rest) = match items {
            [] => return String::new(),
            [one] => return (*one).to_owned(),
            [a, b] => return format!("{a}{}{b}", self.date_phrase(two)),
            [rest @ .., end] => (end, rest),
        };
        let comma = self.word("punctuation.comma");
        format!("{}{}{end}", rest.join(comma), self.date_phrase(last))
    }

    /// One of the files' `dates`. English has them all; a site's own file may only replace them.
    fn date_phrase(&self, key: &str) -> &str {
        self.phrases.find("dates", key).unwrap_or_default()
    }
}
