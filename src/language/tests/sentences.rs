//! The same dates in every language, as snapshots; and headings, times and lists.

use std::fmt::Write;

use super::language;
use crate::content::Daypart;
use crate::edtf::zone::parse_zone;
use crate::edtf::{Day, EventDate, Period};

/// Every kind of sentence, and dates whose words change with what stands before them.
const DATES: &[&str] = &[
    "2022-01-01",
    "2022-01",
    "2022",
    "-0499",
    "-0043-03-15",
    "0079-08-24",
    "Y170000002",
    "Y17E30",
    "2022-01-21T11:00",
    "2022-01-21T23:59:60",
    "2022-01-13/2022-01-20",
    "2022-01-28/2022-02-03",
    "2021-12-30/2022-01-02",
    "2022-01-21T11:00/2022-01-21T13:30",
    "2021-10/2021-12",
    "2021-12~/2022-01~",
    "2014/2016",
    "-0499/-0399",
    "[2022-01-13..2022-01-20]",
    "[2022-01-28..2022-02-03]",
    "[2014..2016]",
    "[1667,1760-12,1780]",
    "{1667,1668,1670..1672}",
    "[..1984]",
    "{..1984}",
    "[1760-12..]",
    "2014/..",
    "2022-01/..",
    "2022-01-21/..",
    "2001-21/..",
    "1985/",
    "../1985",
    "../1985-04",
    "../1985-04-12",
    "/1985-04-12",
    "..2004-06-01/2004-06-20..",
    "2014~",
    "2022-01~",
    "2022-01-09~",
    "199X~",
    "1984?",
    "2022-01-09?",
    "1984%",
    "?2004-06-~11",
    "2004-06~-11",
    "2001-21",
    "2001-33",
    "199X",
    "19XX",
    "1XXX",
    "XXXX",
    "1950S2",
    "1985-04-XX",
    "1985-XX-XX",
    "1985-XX-21",
    "2004-XX",
    "1984-1X",
    "1985-04-1X",
    "156X-12-25",
    "1XXX-12",
    "XXXX-12-XX",
];

fn told(tag: &str) -> String {
    let language = language(tag);
    let mut told = String::new();
    for text in DATES {
        let date = EventDate::parse(text).unwrap();
        writeln!(told, "{text:<36} {}", language.date(&date)).unwrap();
    }
    told
}

#[test]
fn the_same_dates_in_every_language() {
    for tag in ["ar", "de", "en", "en-GB", "es", "fr", "pl", "ru", "uk"] {
        insta::assert_snapshot!(format!("dates_{tag}"), told(tag));
    }
}

/// A heading of each kind, a time in its zone, lists and counts.
fn headings(tag: &str) -> String {
    let language = language(tag);
    let day = Day::from_ymd(2022, 1, 21);
    let zoned = |text: &str| {
        let date = EventDate::parse(text).unwrap();
        language.date_in_zone(&date, parse_zone("Europe/Zurich").unwrap())
    };
    let short = |text: &str| language.short(&EventDate::parse(text).unwrap());
    let counts = [0, 1, 2, 3, 5, 11, 21, 100, 10_000, 3_000_000];
    [
        language.weekday_day(day),
        language.weekday(day),
        language.short_day(day),
        [language.month_name(5), language.short_month_name(5)].join(", "),
        [language.year(2022), language.year(-499)].join(", "),
        [
            language.decade(1990),
            language.decade(0),
            language.decade(-500),
        ]
        .join(", "),
        [language.century(1900), language.century(0)].join(", "),
        [
            "2022-01-13/2022-01-20",
            "2022-01-28/2022-02-03",
            "2022-01-09~",
            "2022-01",
        ]
        .map(short)
        .join(", "),
        language.with_daypart(&language.day(day), Daypart::Evening),
        zoned("2022-01-21T11:00+01:00"),
        zoned("2022-01-21T00:30"),
        zoned("2022-01-21T11:00/2022-01-21T13:30"),
        zoned("2022-01-21T23:00/2022-01-22T01:00"),
        zoned("2022-01-21T10:00Z"),
        language.list(&["A", "B"]),
        language.list(&["A", "B", "C"]),
        language.alternatives(&["A", "B", "C"]),
        counts.map(|n| language.count("events", n)).join(", "),
        language.phrase("page_of", &[("n", "2"), ("total", "7")]),
    ]
    .join("\n")
}

#[test]
fn headings_and_times_in_every_language() {
    for tag in ["ar", "de", "en", "en-GB", "es", "fr", "pl", "ru", "uk"] {
        insta::assert_snapshot!(format!("headings_{tag}"), headings(tag));
    }
}

fn check(tag: &str, text: &str, expected: &str) {
    let date = EventDate::parse(text).unwrap();
    assert_eq!(language(tag).date(&date), expected, "{tag}: {text}");
}

#[test]
fn the_sentences_that_the_flagship_needs() {
    check("en-GB", "2014", "2014");
    check("en-GB", "2014/..", "since 2014");
    check("en-GB", "2021-12", "December 2021");
    check(
        "en-GB",
        "2021-12~/2022-01~",
        "about December 2021 – January 2022",
    );
    check(
        "en-GB",
        "[2022-01-13..2022-01-20]",
        "on a day between 13 and 20 January 2022",
    );
    check(
        "en",
        "[2022-01-13..2022-01-20]",
        "on a day between January 13 and 20, 2022",
    );
    let date = EventDate::parse("2022-01-21T11:00+01:00").unwrap();
    assert_eq!(
        language("en-GB").date_in_zone(&date, parse_zone("Europe/Zurich").unwrap()),
        "21 January 2022, 11:00 CET (10:00 UTC)"
    );
}

#[test]
fn a_span_runs_from_the_first_start_to_the_last_end() {
    let check = |tag, first, last, expected| {
        let (first, last) = (EventDate::parse(first), EventDate::parse(last));
        let span = language(tag).span(&first.unwrap(), &last.unwrap());
        assert_eq!(span, expected, "{tag}");
    };
    let to_the_21st = "8–21 January 2022";
    check("en-GB", "2022-01-08", "2022-01-21T11:00", to_the_21st);
    check("en-GB", "2022-01-21", "2022-01-21T11:00", "21 January 2022");
    check("en-GB", "2014/..", "2022-01-23", "2014 – 23 January 2022");
    check("en-GB", "2014", "2022-01/..", "since 2014");
    check("en-GB", "[2014,2016]", "2022", "2014 or 2016 – 2022");
    check(
        "de",
        "2021-12-30",
        "2022-01",
        "30. Dezember 2021 – Januar 2022",
    );
}

#[test]
fn the_title_of_a_period_begins_with_a_capital() {
    let check = |tag, period, expected| {
        assert_eq!(language(tag).period(&period), expected, "{tag}");
    };
    check("fr", Period::Month(2022, 1), "Janvier 2022");
    check("uk", Period::Month(2022, 1), "Січень 2022\u{202f}р.");
    check("es", Period::Century(1900), "Siglo XX");
    check("de", Period::Year(2022), "2022");
}

#[test]
fn a_language_without_a_file_keeps_its_order_of_words() {
    let (japanese, _) = crate::language::Language::load("ja", super::FILES);
    let date = |text| japanese.date(&EventDate::parse(text).unwrap());
    assert_eq!(date("2022-01-13/2022-01-20"), "2022年1月13–20日");
    assert_eq!(date("2022-01-28/2022-02-03"), "2022年1月28日 – 2月3日");
}
