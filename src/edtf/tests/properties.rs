//! What holds of any text and of any date.

use proptest::prelude::*;

use crate::edtf::{Bound, Day, EventDate, Form, Period, Shape};

/// Texts that are often dates: pieces of the grammar in any order.
fn almost_dates() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2022", "-0499", "199X", "XXXX", "Y17E7", "Y1E19", "Y-9E18S1", "1950S2", "-", "-01", "-02",
        "-21", "-29", "-30", "-XX", "-1X", "-24", "?", "~", "%", "T", " ", "11:00", ":30", "Z",
        "+01:00", "/", "..", "[", "]", "{", "}", ",", "0", "9", "é",
    ]);
    prop::collection::vec(pieces, 0..9).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        almost_dates(),
        "[0-9XTYES?~%/.,:+ -]{0,24}",
        any::<String>()
    ]
}

fn check(text: &str) {
    match EventDate::parse(text) {
        Err(error) => {
            assert!(error.offset <= text.len() && text.is_char_boundary(error.offset));
            if let Some(replacement) = error.replacement {
                EventDate::parse(&replacement).unwrap();
            }
        }
        Ok(date) => check_date(&date),
    }
}

fn check_date(date: &EventDate) {
    if let (Bound::Day(earliest), Bound::Day(latest)) = (date.earliest(), date.latest()) {
        assert!(earliest <= latest, "{date}");
        check_periods(date, earliest, latest);
    }
    let _ = (date.precision(), date.html_datetime(), date.start_time());
    assert_eq!(EventDate::parse(date.text()).as_ref(), Ok(date));
}

/// A single date and one out of several lie in each of their periods; a winter may end in the next year.
fn check_periods(date: &EventDate, earliest: Day, latest: Day) {
    let season = |shape| matches!(shape, Shape::Season { .. });
    let seasonal = date.expression().points().any(|point| season(point.shape));
    for period in date.periods() {
        let (first, last) = period.days();
        let within = first <= earliest && latest <= last;
        let touched = earliest <= last && first <= latest;
        let whole = matches!(date.form(), Form::Single | Form::OneOf) && !seasonal;
        assert!(if whole { within } else { touched }, "{date}: {period:?}");
        assert!(!(matches!(period, Period::Day(_)) && date.has_unspecified() && whole));
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in text()) {
        check(&text);
    }

    #[test]
    fn days_round_trip(days in any::<i64>(), near in -5_000_000_i64..5_000_000) {
        for day in [Day(near), Day(days / 2)] {
            let (year, month, of_month) = day.ymd();
            prop_assert_eq!(Day::from_ymd(year, month, of_month), day);
            prop_assert!(of_month <= Day::days_in_month(year, month));
            prop_assert!(day.plus(1).weekday() == day.weekday() % 7 + 1);
        }
    }
}
