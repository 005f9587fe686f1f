//! The period pages that a date stands in.

use super::date;
use crate::edtf::{EventDate, Period};

fn shown(period: &Period) -> String {
    match *period {
        Period::Day(day) => {
            let (year, month, day) = day.ymd();
            format!("{year}-{month:02}-{day:02}")
        }
        Period::Month(year, month) => format!("{year}-{month:02}"),
        Period::Year(year) => year.to_string(),
        Period::Decade(year) => format!("{year}s"),
        Period::Century(year) => format!("c{year}"),
    }
}

fn check(text: &str, expected: &str) {
    let periods: Vec<String> = date(text).periods().iter().map(shown).collect();
    assert_eq!(periods.join(" "), expected, "{text}");
}

#[test]
fn a_period_holds_both_bounds() {
    check("2022-01-21", "2022-01-21 2022-01 2022 2020s c2000");
    check("2022-01-21T11:00", "2022-01-21 2022-01 2022 2020s c2000");
    check("2022-01", "2022-01 2022 2020s c2000");
    check("2022", "2022 2020s c2000");
    check("2001-21", "2001 2000s c2000");
    check("2001-24", "2001 2000s c2000");
    check("199X", "1990s c1900");
    check("19XX", "c1900");
    check("1XXX", "");
    check("1985-04-XX", "1985-04 1985 1980s c1900");
    check("1985-XX-21", "1985 1980s c1900");
    check("156X-12-25", "1560s c1500");
    check("1950S2", "c1900");
    check("-0499", "-499 -500s c-500");
    check("Y17E3", "17000 17000s c17000");
    check("Y1E30", "");
}

#[test]
fn doubt_keeps_and_estimate_widens() {
    check("2022-01-09?", "2022-01-09 2022-01 2022 2020s c2000");
    check("2022-01-09~", "2022-01 2022 2020s c2000");
    check("2022-01-09%", "2022-01 2022 2020s c2000");
    check("2022-01~", "2022 2020s c2000");
    check("2014~", "2010s c2000");
    check("199X~", "c1900");
    check("2001-21~", "2001 2000s c2000");
    check("2004-06~-11", "2004 2000s c2000");
    check("2004?-06-~11", "2004-06 2004 2000s c2000");
    check("1985-04-XX~", "1985 1980s c1900");
}

#[test]
fn ranges_and_sets() {
    check("[2022-01-13..2022-01-20]", "2022-01 2022 2020s c2000");
    check("[2021-12-30..2022-01-02]", "2020s c2000");
    check("[1667,1760-12]", "");
    check("[..1984]", "");
    check("2014/..", "2014 2010s c2000");
    check("../1985-04", "1985-04 1985 1980s c1900");
    check("2021-12~/2022-01~", "2021 2022 2020s c2000");
    check(
        "2021-12-31/2022-01",
        "2021-12-31 2021-12 2022-01 2021 2022 2020s c2000",
    );
    check("{1960,1961-12}", "1961-12 1960 1961 1960s c1900");
    check("{1959..1961}", "1959 1960 1961 1950s 1960s c1900");
    check(
        "{2021-12..2022-01}",
        "2021-12 2022-01 2021 2022 2020s c2000",
    );
    check(
        "{2022-01-31..2022-02-01}",
        "2022-01-31 2022-02-01 2022-01 2022-02 2022 2020s c2000",
    );
}

#[test]
fn a_date_in_braces_stands_for_so_many_dates() {
    let check = |text: &str, expected: Option<usize>| {
        let date = EventDate::parse(text);
        let days = date.map(|date| {
            let narrow = |period: &Period| matches!(period, Period::Day(_) | Period::Year(_));
            date.periods().into_iter().filter(narrow).count()
        });
        assert_eq!(days.ok(), expected, "{text}");
    };
    check("{1500..1999}", Some(500));
    check("{1500..2000}", None);
    check("{1500..1998,2000}", Some(500));
    check("{1500..1999,2010}", None);
    check("{2022-01-01..2022-12-31}", Some(366));
    check("{2022-01-01..2023-05-15}", Some(502));
    check("{2022-01-01..2023-05-16}", None);
    check("{1900-01..2022-12}", None);
    check("{-9999..9999}", None);
    check("{Y-9223372036854775807..Y9223372036854775807}", None);
    // One of them is meant, and so there is no end to how many it may be.
    check("[1900-01-01..2022-12-31]", Some(0));
}
