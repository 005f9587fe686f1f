//! Every language's file has every phrase, with the placeholders and the plural forms that it needs; loading tells what
//! is wrong with a tag or a file.

use std::collections::BTreeSet;

use super::{FILES, language};
use crate::diagnostic::Code;
use crate::language::phrases::Phrases;
use crate::language::{Direction, Language, stem_of};

/// Files that say only what differs from the language before their region.
const PARTIAL: &[&str] = &["en-GB"];

/// Phrases that a language may have or lack: see the head of `en.yaml`.
fn is_optional(key: &str) -> bool {
    let optional = ["first_day", "hour_cycle", "era_last"];
    optional.contains(&key)
        || key.ends_with("_oblique")
        || key.ends_with("_day") && key != "one_day"
        || key.starts_with("ordinals.")
}

pub(super) fn of_file(stem: &str) -> Phrases {
    let (_, text) = FILES.iter().find(|(other, _)| *other == stem).unwrap();
    let mut phrases = Phrases::default();
    phrases.lay_over(text).unwrap();
    phrases
}

fn keys(phrases: &Phrases, group: &str) -> BTreeSet<String> {
    let keys = phrases.group(group).map(|(key, _)| key.to_owned());
    keys.filter(|key| !is_optional(key)).collect()
}

/// The placeholders of a phrase. What a language may choose between counts as one.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let names = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    names
        .map(|name| match name {
            "oblique" => "date",
            "range" => "between",
            "number" | "roman" | "ordinal" | "first" | "last" => "years",
            other => other,
        })
        .collect()
}

#[test]
fn every_language_says_everything() {
    let english = of_file("en");
    for (stem, _) in FILES.iter().filter(|(stem, _)| *stem != "en") {
        let phrases = of_file(stem);
        for group in ["dates", "words"] {
            let (wanted, found) = (keys(&english, group), keys(&phrases, group));
            let missing: Vec<_> = wanted.difference(&found).collect();
            let foreign: Vec<_> = found.difference(&wanted).collect();
            assert!(
                PARTIAL.contains(stem) || missing.is_empty(),
                "{stem}: {missing:?}"
            );
            assert!(foreign.is_empty(), "{stem}: {foreign:?}");
            for (key, text) in phrases.group(group).filter(|(key, _)| !is_optional(key)) {
                let wanted = placeholders(english.find(group, key).unwrap());
                assert_eq!(placeholders(text), wanted, "{stem}: {group}.{key}");
            }
        }
    }
}

#[test]
fn every_plural_form_is_there() {
    let english = of_file("en");
    let counted: BTreeSet<&str> = english
        .group("counts")
        .filter_map(|(key, _)| key.split('.').next())
        .collect();
    for (stem, _) in FILES.iter().filter(|(stem, _)| !PARTIAL.contains(stem)) {
        let (language, phrases) = (language(stem), of_file(stem));
        for key in &counted {
            for category in language.numbers.categories() {
                let form = phrases.find("counts", &format!("{key}.{category}"));
                assert!(form.is_some(), "{stem}: {key}.{category}");
            }
            for n in [0, 5, 100, 1_000, 3_000_000] {
                let count = language.count(key, n);
                assert!(count.contains(&language.number(n)), "{stem}: {count}");
            }
        }
    }
}

#[test]
fn quotation_marks_are_the_languages() {
    let check = |tag, expected: [&str; 4]| {
        assert_eq!(language(tag).text_options().quotes, expected, "{tag}");
    };
    check("ar", ["«", "»", "”", "“"]);
    check("de", ["„", "“", "‚", "‘"]);
    check("en-GB", ["“", "”", "‘", "’"]);
    check("es", ["«", "»", "“", "”"]);
    check("fr", ["«\u{202f}", "\u{202f}»", "“", "”"]);
    check("pl", ["„", "”", "«", "»"]);
    check("ru", ["«", "»", "„", "“"]);
    check("uk", ["«", "»", "„", "“"]);
}

#[test]
fn no_line_begins_with_a_punctuation_mark() {
    for (stem, _) in FILES {
        let phrases = of_file(stem);
        let groups = ["dates", "words", "counts"].map(|group| phrases.group(group));
        for (key, text) in groups.into_iter().flatten() {
            let may_break = [" :", " ;", " !", " ?", " »", "« "];
            let breaks = may_break.iter().any(|pair| text.contains(pair));
            assert!(
                !breaks,
                "{stem}: {key}: the space has to be one that does not break"
            );
        }
    }
}

fn check_fault(tag: &str, files: &[(&str, &str)], expected: &[Code]) -> Language {
    let (language, faults) = Language::load(tag, files);
    let codes: Vec<Code> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, expected, "{tag}: {faults:?}");
    language
}

#[test]
fn a_language_falls_back_from_region_to_language_to_english() {
    let site = |stem, text| [FILES, &[(stem, text)]].concat();
    let swiss = check_fault("de-CH", &site("de-CH", "words: {search: Suchen}"), &[]);
    assert_eq!(swiss.word("search"), "Suchen");
    assert_eq!(swiss.word("timeline"), "Chronik");
    assert_eq!(swiss.word("no.such.word"), "no.such.word");
    let own = check_fault("de", &site("de", "words: {search: Stöbern}"), &[]);
    assert_eq!(own.word("search"), "Stöbern");
    let british = check_fault("en-gb", FILES, &[]);
    assert_eq!(
        (british.tag(), british.word("status.cancelled")),
        ("en-GB", "cancelled")
    );
    assert_eq!(
        check_fault("en-AU", FILES, &[]).month(2022, 1),
        "January 2022"
    );
}

#[test]
fn what_is_wrong_with_a_tag_or_a_file_is_told() {
    let italian = check_fault("it", FILES, &[Code::UnknownLanguage]);
    assert_eq!(italian.month(2022, 1), "gennaio 2022");
    assert_eq!(italian.word("timeline"), "Timeline");
    let both = [Code::UnknownLanguage, Code::UnknownLanguage];
    let none = check_fault("tlh", FILES, &both);
    assert_eq!(none.month(2022, 1), "January 2022");
    check_fault("not a tag", FILES, &[Code::UnknownLanguage]);
    check_fault("", FILES, &[Code::UnknownLanguage]);
    let bad = [FILES, &[("de", "words: [")]].concat();
    check_fault("de", &bad, &[Code::YamlSyntax]);
}

#[test]
fn direction_and_order_are_the_languages() {
    for (stem, _) in FILES {
        let rtl = language(stem).direction() == Direction::Rtl;
        assert_eq!(rtl, *stem == "ar", "{stem}");
    }
    let mut names = ["Zürich", "Ängste", "Łódź", "Zoo", "Abend"];
    names.sort_by(|a, b| language("de").compare(a, b));
    assert_eq!(names, ["Abend", "Ängste", "Łódź", "Zoo", "Zürich"]);
    assert_eq!(stem_of("templates/languages/pt-BR.yaml"), Some("pt-BR"));
    assert_eq!(stem_of("templates/event.html"), None);
}

#[test]
fn a_language_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&language("en"));
}
