//! The files of phrases have what the theme and the program say, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use super::files::of_file;
use crate::embedded::THEME;

/// Keys of `words` or `counts`, and the beginnings of those whose end is only known when a page is made.
#[derive(Default)]
struct Used {
    whole: BTreeSet<String>,
    begun: BTreeSet<String>,
}

impl Used {
    fn add(&mut self, key: &str) {
        match key.split_once('{') {
            Some((beginning, _)) => self.begun.insert(beginning.to_owned()),
            None => self.whole.insert(key.to_owned()),
        };
    }

    /// Holds what is used against what there is.
    fn check(&self, there: &BTreeSet<&str>, what: &str) {
        let whole: BTreeSet<&str> = self.whole.iter().map(String::as_str).collect();
        let missing: Vec<_> = whole.difference(there).collect();
        assert!(missing.is_empty(), "{what} that no file has: {missing:?}");
        for beginning in &self.begun {
            let is_there = there.iter().any(|key| key.starts_with(beginning));
            assert!(is_there, "no file has {what} in `{beginning}`");
        }
        let is_used = |key: &&&str| {
            let mut begun = self.begun.iter();
            whole.contains(*key) || begun.any(|beginning| key.starts_with(beginning))
        };
        let unused: Vec<_> = there.iter().filter(|key| !is_used(key)).collect();
        assert!(unused.is_empty(), "{what} that nothing says: {unused:?}");
    }
}

/// What stands between each occurrence of a beginning and the next quotation mark.
fn quoted_after<'t>(text: &'t str, beginning: &str) -> impl Iterator<Item = &'t str> {
    text.split(beginning)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// The words of a template: `"key" | word` and `("beginning." ~ variable) | word`.
fn words_of_template(path: &str, text: &str, used: &mut Used) {
    let parts: Vec<&str> = text.split("| word").collect();
    let Some((_, before)) = parts.split_last() else {
        return;
    };
    for part in before {
        let part = part.trim_end();
        if let Some(part) = part.strip_suffix('"') {
            used.add(part.rsplit('"').next().unwrap());
        } else {
            let named = part
                .strip_suffix(')')
                .and_then(|part| part.rsplit_once("(\""));
            let key = named.and_then(|(_, rest)| rest.split_once("\" ~"));
            let (beginning, _) = key.unwrap_or_else(|| panic!("{path}: a word without a key"));
            used.begun.insert(beginning.to_owned());
        }
    }
}

/// The files of the program but for its tests, with what they hold.
fn program() -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(source)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"))
        .filter(|entry| {
            let mut parts = entry.path().iter().rev();
            !// The names of fields in formats of other programs look like keys.
            parts.any(|part| part == "tests" || part == "tests.rs" || part == "exchange")
        })
        .map(|entry| std::fs::read_to_string(entry.path()).unwrap())
        .collect()
}

fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_page = |path: &str| Path::new(path).extension().is_some_and(|end| end == "html");
    let pages = THEME.iter().filter(move |(path, _)| is_page(path));
    pages.map(|(path, bytes)| (*path, std::str::from_utf8(bytes).unwrap()))
}

#[test]
fn the_words_are_those_that_are_said() {
    let english = of_file("en");
    let there: BTreeSet<&str> = english.group("words").map(|(key, _)| key).collect();
    let groups: BTreeSet<&str> = there
        .iter()
        .filter_map(|key| Some(key.split_once('.')?.0))
        .collect();
    let mut used = Used::default();
    for (path, text) in templates() {
        words_of_template(path, text, &mut used);
    }
    for text in program() {
        for call in ["word(\"", "word_or(\"", ".phrase(\"", "crumb(\""] {
            let keys = quoted_after(&text, call);
            keys.for_each(|key| used.add(key));
        }
        for group in &groups {
            let beginning = format!("\"{group}.");
            let keys = quoted_after(&text, &beginning);
            keys.for_each(|key| used.add(&format!("{group}.{key}")));
        }
    }
    used.check(&there, "words");
}

#[test]
fn the_counts_are_those_that_are_said() {
    let english = of_file("en");
    let there = english.group("counts");
    let there = there.filter_map(|(key, _)| Some(key.split_once('.')?.0));
    let mut used = Used::default();
    for (_, text) in templates() {
        quoted_after(text, "count(of=\"").for_each(|key| used.add(key));
    }
    for text in program() {
        for call in [".count(\"", ".count_forms(\""] {
            quoted_after(&text, call).for_each(|key| used.add(key));
        }
    }
    used.check(&there.collect(), "counts");
}

#[test]
fn the_phrases_of_dates_are_there() {
    let english = of_file("en");
    for text in program() {
        for key in quoted_after(&text, "date_phrase(\"") {
            assert!(english.find("dates", key).is_some(), "dates.{key}");
        }
    }
}
