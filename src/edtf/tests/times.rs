//! Local times, offsets, ranges of times, and what HTML's `<time>` may say of a date.

use super::{bound_text, date};
use crate::edtf::{ClockTime, EventDate, Form, Precision};

fn check_time(text: &str, day: &str, time: &str) {
    let date = date(text);
    assert_eq!(bound_text(date.earliest()), day, "{text}");
    assert_eq!(bound_text(date.latest()), day, "{text}");
    assert_eq!(date.start_time().unwrap().to_string(), time, "{text}");
    assert!(date.is_exact(), "{text}");
    assert_eq!(date.form(), Form::Single);
}

#[test]
fn times_in_every_accepted_form() {
    let day = "2022-01-21";
    check_time("2022-01-21T11:00", day, "11:00");
    check_time("2022-01-21T11:00:30", day, "11:00:30");
    check_time("2022-01-21T23:59:60Z", day, "23:59:60Z");
    check_time("2022-01-21T11:00Z", day, "11:00Z");
    check_time("2022-01-21T11:00+01:00", day, "11:00+01:00");
    check_time("2022-01-21T11:00+0100", day, "11:00+01:00");
    check_time("2022-01-21T11:00:00-04", day, "11:00:00-04:00");
    check_time("2022-01-21 11:00:00 +0100", day, "11:00:00+01:00");
    check_time("2022-01-21 11:00:00 Z", day, "11:00:00Z");
    check_time("2022-01-21 11:00", day, "11:00");
    check_time("2022-01-21T11:00:00.123Z", day, "11:00:00Z");
    check_time("2022-01-21T11:00:00.5+05:45", day, "11:00:00+05:45");
}

fn check_range(text: &str, start: Option<&str>, end: Option<&str>) {
    let date = date(text);
    let shown = |time: Option<ClockTime>| time.map(|time| time.to_string());
    assert_eq!(shown(date.start_time()).as_deref(), start, "{text}");
    assert_eq!(shown(date.end_time()).as_deref(), end, "{text}");
    assert!(date.is_range(), "{text}");
    assert!(!date.is_exact(), "{text}");
}

#[test]
fn ranges_of_times() {
    check_range(
        "2022-01-21T11:00/2022-01-21T13:00",
        Some("11:00"),
        Some("13:00"),
    );
    check_range(
        "2022-01-21 11:00/2022-01-22 01:00 +0100",
        Some("11:00"),
        Some("01:00+01:00"),
    );
    check_range("2022-01-21T11:00/..", Some("11:00"), None);
    check_range("/2022-01-21T11:00", None, Some("11:00"));
    check_range("2022-01-20/2022-01-21T11:00", None, Some("11:00"));
    // Ten in Geneva comes before half past nine in London.
    check_range(
        "2022-01-21T10:00+01:00/2022-01-21T09:30Z",
        Some("10:00+01:00"),
        Some("09:30Z"),
    );
    assert!(EventDate::parse("2022-01-21T10:00Z/2022-01-21T09:30Z").is_err());
}

fn check_precision(text: &str, precision: Precision) {
    assert_eq!(date(text).precision(), precision, "{text}");
}

#[test]
fn precision_is_the_width() {
    check_precision("2022-01-21T11:00:00", Precision::Second);
    check_precision("2022-01-21T11:00", Precision::Minute);
    check_precision("2022-01-21", Precision::Day);
    check_precision("2022-01", Precision::Month);
    check_precision("[2022-01-13..2022-01-20]", Precision::Month);
    check_precision("2001-21", Precision::Season);
    check_precision("2001-41", Precision::Season);
    check_precision("2022", Precision::Year);
    check_precision("2004-XX", Precision::Year);
    check_precision("Y1E30", Precision::Year);
    check_precision("199X", Precision::Decade);
    check_precision("19XX", Precision::Century);
    check_precision("1XXX", Precision::Millennium);
    check_precision("XXXX", Precision::Wider);
    check_precision("2014/..", Precision::Wider);
    assert!(Precision::Second < Precision::Minute && Precision::Century < Precision::Wider);
}

fn check_html(text: &str, expected: Option<&str>) {
    assert_eq!(date(text).html_datetime().as_deref(), expected, "{text}");
}

#[test]
fn html_says_no_more_than_is_known() {
    check_html("2022", Some("2022"));
    check_html("2022-01", Some("2022-01"));
    check_html("2022-01-21", Some("2022-01-21"));
    check_html("2022-01-21T11:00", Some("2022-01-21T11:00"));
    check_html(
        "2022-01-21 11:00:00 +0100",
        Some("2022-01-21T11:00:00+01:00"),
    );
    check_html("2022-01-21T10:00Z", Some("2022-01-21T10:00Z"));
    check_html("0001", Some("0001"));
    check_html("Y12022", Some("12022"));
    for text in [
        "0000",
        "-0499",
        "2014~",
        "2014?",
        "199X",
        "2001-21",
        "2014/..",
        "2021/2022",
        "{2014}",
        "[2014,2015]",
        "2016-12-31T23:59:60Z",
        "1950S2",
        "Y1E30",
        "2022-01-XX",
    ] {
        check_html(text, None);
    }
}

#[test]
fn a_date_survives_a_cache_as_its_text() {
    for text in ["2022-01-21T11:00", "{1960,1961-12}", "2021-12~/2022-01~"] {
        let bytes = postcard::to_stdvec(&date(text)).unwrap();
        let back: EventDate = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(back, date(text));
    }
}
