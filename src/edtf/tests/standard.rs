//! The examples of the Library of Congress's EDTF page (4 February 2019), level by level: bounds and English sentence.

use super::{bound_text, date};
use crate::language::tests::language;

/// Text, earliest, latest (`..` open, `?` unknown, `first` and `last` beyond what a day's number holds), sentence.
type Example = (&'static str, &'static str, &'static str, &'static str);

const LEVEL_0: &[Example] = &[
    ("1985-04-12", "1985-04-12", "1985-04-12", "12 April 1985"),
    ("1985-04", "1985-04-01", "1985-04-30", "April 1985"),
    ("1985", "1985-01-01", "1985-12-31", "1985"),
    (
        "1985-04-12T23:20:30",
        "1985-04-12",
        "1985-04-12",
        "12 April 1985, 23:20:30",
    ),
    (
        "1985-04-12T23:20:30Z",
        "1985-04-12",
        "1985-04-12",
        "12 April 1985, 23:20:30 UTC",
    ),
    (
        "1985-04-12T23:20:30-04",
        "1985-04-12",
        "1985-04-12",
        "12 April 1985, 23:20:30 UTC−4",
    ),
    (
        "1985-04-12T23:20:30+04:30",
        "1985-04-12",
        "1985-04-12",
        "12 April 1985, 23:20:30 UTC+4:30",
    ),
    ("1964/2008", "1964-01-01", "2008-12-31", "1964–2008"),
    (
        "2004-06/2006-08",
        "2004-06-01",
        "2006-08-31",
        "June 2004 – August 2006",
    ),
    (
        "2004-02-01/2005-02-08",
        "2004-02-01",
        "2005-02-08",
        "1 February 2004 – 8 February 2005",
    ),
    (
        "2004-02-01/2005-02",
        "2004-02-01",
        "2005-02-28",
        "1 February 2004 – February 2005",
    ),
    (
        "2004-02-01/2005",
        "2004-02-01",
        "2005-12-31",
        "1 February 2004 – 2005",
    ),
    (
        "2005/2006-02",
        "2005-01-01",
        "2006-02-28",
        "2005 – February 2006",
    ),
];

const LEVEL_1: &[Example] = &[
    (
        "Y170000002",
        "170000002-01-01",
        "170000002-12-31",
        "170,000,002",
    ),
    (
        "Y-170000002",
        "-170000002-01-01",
        "-170000002-12-31",
        "170,000,003 BCE",
    ),
    ("2001-21", "2001-03-01", "2001-05-31", "spring 2001"),
    ("1984?", "1984-01-01", "1984-12-31", "possibly 1984"),
    ("2004-06~", "2004-06-01", "2004-06-30", "about June 2004"),
    (
        "2004-06-11%",
        "2004-06-11",
        "2004-06-11",
        "possibly about 11 June 2004",
    ),
    ("201X", "2010-01-01", "2019-12-31", "the 2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "the 21st century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "in a month of 2004"),
    (
        "1985-04-XX",
        "1985-04-01",
        "1985-04-30",
        "on a day in April 1985",
    ),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "on a day in 1985"),
    ("1985-04-12/..", "1985-04-12", "..", "since 12 April 1985"),
    ("1985-04/..", "1985-04-01", "..", "since April 1985"),
    ("1985/..", "1985-01-01", "..", "since 1985"),
    ("../1985-04-12", "..", "1985-04-12", "until 12 April 1985"),
    ("../1985-04", "..", "1985-04-30", "until April 1985"),
    ("../1985", "..", "1985-12-31", "until 1985"),
    (
        "1985-04-12/",
        "1985-04-12",
        "?",
        "from 12 April 1985, end unknown",
    ),
    (
        "1985-04/",
        "1985-04-01",
        "?",
        "from April 1985, end unknown",
    ),
    ("1985/", "1985-01-01", "?", "from 1985, end unknown"),
    (
        "/1985-04-12",
        "?",
        "1985-04-12",
        "until 12 April 1985, start unknown",
    ),
    (
        "/1985-04",
        "?",
        "1985-04-30",
        "until April 1985, start unknown",
    ),
    ("/1985", "?", "1985-12-31", "until 1985, start unknown"),
    ("-1985", "-1985-01-01", "-1985-12-31", "1986 BCE"),
];

const LEVEL_2: &[Example] = &[
    (
        "Y-17E7",
        "-170000000-01-01",
        "-170000000-12-31",
        "170,000,001 BCE",
    ),
    (
        "1950S2",
        "1900-01-01",
        "1999-12-31",
        "in a year between 1900 and 1999 (estimate: 1950)",
    ),
    (
        "Y171010000S3",
        "171000000-01-01",
        "171999999-12-31",
        "in a year between 171,000,000 and 171,999,999 (estimate: 171,010,000)",
    ),
    (
        "Y3388E2S3",
        "338000-01-01",
        "338999-12-31",
        "in a year between 338,000 and 338,999 (estimate: 338,800)",
    ),
    (
        "2001-34",
        "2001-04-01",
        "2001-06-30",
        "second quarter of 2001",
    ),
    (
        "[1667,1668,1670..1672]",
        "1667-01-01",
        "1672-12-31",
        "1667, 1668 or 1670–1672",
    ),
    (
        "[..1760-12-03]",
        "..",
        "1760-12-03",
        "3 December 1760 or earlier",
    ),
    ("[1760-12..]", "1760-12-01", "..", "December 1760 or later"),
    (
        "[1760-01,1760-02,1760-12..]",
        "1760-01-01",
        "..",
        "January 1760, February 1760 or December 1760 or later",
    ),
    (
        "[1667,1760-12]",
        "1667-01-01",
        "1760-12-31",
        "1667 or December 1760",
    ),
    ("[..1984]", "..", "1984-12-31", "1984 or earlier"),
    (
        "{1667,1668,1670..1672}",
        "1667-01-01",
        "1672-12-31",
        "1667, 1668 and 1670–1672",
    ),
    (
        "{1960,1961-12}",
        "1960-01-01",
        "1961-12-31",
        "1960 and December 1961",
    ),
    ("{..1984}", "..", "1984-12-31", "1984 and everything before"),
    (
        "2004-06-11%",
        "2004-06-11",
        "2004-06-11",
        "possibly about 11 June 2004",
    ),
    (
        "2004-06~-11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (approximate: year, month)",
    ),
    (
        "2004?-06-11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (uncertain: year)",
    ),
    (
        "?2004-06-~11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (uncertain: year; approximate: day)",
    ),
    (
        "2004-%06-11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (uncertain: month; approximate: month)",
    ),
    (
        "156X-12-25",
        "1560-12-25",
        "1569-12-25",
        "25 December of a year between 1560 and 1569",
    ),
    (
        "15XX-12-25",
        "1500-12-25",
        "1599-12-25",
        "25 December of a year between 1500 and 1599",
    ),
    (
        "XXXX-12-XX",
        "0000-12-01",
        "9999-12-31",
        "on a day in December of an unknown year",
    ),
    (
        "1XXX-XX",
        "1000-01-01",
        "1999-12-31",
        "in a month between January 1000 and December 1999",
    ),
    (
        "1XXX-12",
        "1000-12-01",
        "1999-12-31",
        "December of a year between 1000 and 1999",
    ),
    (
        "1984-1X",
        "1984-10-01",
        "1984-12-31",
        "in a month between October and December 1984",
    ),
    (
        "2004-06-~01/2004-06-~20",
        "2004-06-01",
        "2004-06-20",
        "1 June 2004 (approximate: day) – 20 June 2004 (approximate: day)",
    ),
    (
        "2004-06-XX/2004-07-03",
        "2004-06-01",
        "2004-07-03",
        "on a day in June 2004 – 3 July 2004",
    ),
];

/// The page's table of groupings of a year: its numbers 21 to 41, in its order.
const GROUPINGS: &[Example] = &[
    ("2001-21", "2001-03-01", "2001-05-31", "spring 2001"),
    ("2001-22", "2001-06-01", "2001-08-31", "summer 2001"),
    ("2001-23", "2001-09-01", "2001-11-30", "autumn 2001"),
    ("2001-24", "2001-12-01", "2002-02-28", "winter 2001"),
    (
        "2001-25",
        "2001-03-01",
        "2001-05-31",
        "spring 2001 (northern hemisphere)",
    ),
    (
        "2001-26",
        "2001-06-01",
        "2001-08-31",
        "summer 2001 (northern hemisphere)",
    ),
    (
        "2001-27",
        "2001-09-01",
        "2001-11-30",
        "autumn 2001 (northern hemisphere)",
    ),
    (
        "2001-28",
        "2001-12-01",
        "2002-02-28",
        "winter 2001 (northern hemisphere)",
    ),
    (
        "2001-29",
        "2001-09-01",
        "2001-11-30",
        "spring 2001 (southern hemisphere)",
    ),
    (
        "2001-30",
        "2001-12-01",
        "2002-02-28",
        "summer 2001 (southern hemisphere)",
    ),
    (
        "2001-31",
        "2001-03-01",
        "2001-05-31",
        "autumn 2001 (southern hemisphere)",
    ),
    (
        "2001-32",
        "2001-06-01",
        "2001-08-31",
        "winter 2001 (southern hemisphere)",
    ),
    (
        "2001-33",
        "2001-01-01",
        "2001-03-31",
        "first quarter of 2001",
    ),
    (
        "2001-34",
        "2001-04-01",
        "2001-06-30",
        "second quarter of 2001",
    ),
    (
        "2001-35",
        "2001-07-01",
        "2001-09-30",
        "third quarter of 2001",
    ),
    (
        "2001-36",
        "2001-10-01",
        "2001-12-31",
        "fourth quarter of 2001",
    ),
    ("2001-37", "2001-01-01", "2001-04-30", "first third of 2001"),
    (
        "2001-38",
        "2001-05-01",
        "2001-08-31",
        "second third of 2001",
    ),
    ("2001-39", "2001-09-01", "2001-12-31", "last third of 2001"),
    ("2001-40", "2001-01-01", "2001-06-30", "first half of 2001"),
    ("2001-41", "2001-07-01", "2001-12-31", "second half of 2001"),
];

/// What the standard allows and its page has no example of, at the edges.
const EDGES: &[Example] = &[
    (
        "1984~/2004-06",
        "1984-01-01",
        "2004-06-30",
        "about 1984 – June 2004",
    ),
    (
        "1984/2004-06~",
        "1984-01-01",
        "2004-06-30",
        "1984 – about June 2004",
    ),
    ("1984~/2004~", "1984-01-01", "2004-12-31", "about 1984–2004"),
    (
        "1984?/2004%",
        "1984-01-01",
        "2004-12-31",
        "possibly 1984 – possibly about 2004",
    ),
    (
        "1984-06-02?/2004-08-08~",
        "1984-06-02",
        "2004-08-08",
        "possibly 2 June 1984 – about 8 August 2004",
    ),
    ("0000", "0000-01-01", "0000-12-31", "1 BCE"),
    ("-0001", "-0001-01-01", "-0001-12-31", "2 BCE"),
    ("Y1E18", "last", "last", "1,000,000,000,000,000,000"),
    ("Y-1E18", "first", "first", "1,000,000,000,000,000,001 BCE"),
    ("Y1E19", "last", "last", "1\u{a0}×\u{a0}10¹⁹"),
    ("Y-1E100000", "first", "first", "1\u{a0}×\u{a0}10¹⁰⁰⁰⁰⁰ BCE"),
    ("Y9E18S1", "last", "last", "about 9,000,000,000,000,000,000"),
    ("XXXX", "0000-01-01", "9999-12-31", "in an unknown year"),
    (
        "XXXX-02-29",
        "0000-02-29",
        "9996-02-29",
        "29 February of an unknown year",
    ),
    (
        "1XX3",
        "1003-01-01",
        "1993-12-31",
        "in a year between 1003 and 1993",
    ),
    (
        "1560-X2",
        "1560-02-01",
        "1560-12-31",
        "in a month between February and December 1560",
    ),
    (
        "1985-0X-31",
        "1985-01-31",
        "1985-08-31",
        "on day 31 of an unknown month of 1985",
    ),
    ("200X-21", "2000-03-01", "2009-05-31", "spring 2000–2009"),
    ("2003-24", "2003-12-01", "2004-02-29", "winter 2003"),
    (
        "..2004-06-01/2004-06-20..",
        "..",
        "..",
        "1 June 2004 or earlier – 20 June 2004 or later",
    ),
    (
        "[Y1E19,1985]",
        "1985-01-01",
        "last",
        "1\u{a0}×\u{a0}10¹⁹ or 1985",
    ),
];

fn check(examples: &[Example]) {
    let language = language("en-GB");
    for (text, earliest, latest, sentence) in examples {
        let date = date(text);
        let found = (
            &*bound_text(date.earliest()),
            &*bound_text(date.latest()),
            &*language.date(&date),
        );
        let expected = (*earliest, *latest, *sentence);
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn level_0() {
    check(LEVEL_0);
}

#[test]
fn level_1() {
    check(LEVEL_1);
}

#[test]
fn level_2() {
    check(LEVEL_2);
}

#[test]
fn groupings() {
    check(GROUPINGS);
}

#[test]
fn edges() {
    check(EDGES);
}
