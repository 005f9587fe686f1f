//! What dates are called in each language, and that every language says everything.

#![allow(clippy::unwrap_used)]

use super::Language;
use crate::edtf::EventDate;

const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../../templates/languages/en.yaml")),
    (
        "en-GB",
        include_str!("../../templates/languages/en-GB.yaml"),
    ),
];

#[test]
fn show() {
    for tag in [
        "en", "en-GB", "de", "fr", "es", "ru", "uk", "pl", "ar", "ja", "hu",
    ] {
        let (language, faults) = Language::load(tag, FILES);
        println!("== {tag} {:?} {}", language.direction(), faults.len());
        for text in TEXTS {
            println!(
                "{text} | {}",
                language.date(&EventDate::parse(text).unwrap())
            );
        }
        println!(
            "{} {} {}",
            language.count("events", 10000),
            language.clock(14, 5, None),
            language.century(1900)
        );
        println!("{}", language.weekday_day(crate::edtf::Day(0)));
    }
}
const TEXTS: &[&str] = &[
    "2022-01-21",
    "2022-01-01",
    "2022-01",
    "2022",
    "-0499",
    "-0043-03-15",
    "0476-09-04",
    "0033-04-03",
    "Y170000002",
    "2022-01-21T11:00",
    "2022-01-13/2022-01-20",
    "2022-01-13/2022-02-20",
    "2021-12~/2022-01~",
    "2021-10/2021-12",
    "[2022-01-13..2022-01-20]",
    "2014/..",
    "2001-21",
    "1985-04-XX",
    "156X-12-25",
    "1950S2",
    "?2004-06-~11",
];
