//! What a drawing must be: dates go in; scales that keep the order, rows without overlaps and bars that count all come out.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::*;
use crate::edtf::EventDate;

const FRAME: Frame = Frame {
    width: 1_120,
    most_marks: 60,
    most_rows: 40,
    is_zoomed: false,
};

fn item(key: usize, date: &str) -> Item {
    let date = EventDate::parse(date).expect("the tests write dates");
    Item {
        key,
        occasion: Occasion::of(&date).expect("the tests write dates with an end"),
        label: "Something that took place ".repeat(key % 3 + 1),
        lead: key.is_multiple_of(4),
    }
}

fn lane(dates: &[&str]) -> Lane {
    Lane {
        title: Some("The Geneva round".to_owned()),
        items: items(dates),
    }
}

fn items(dates: &[&str]) -> Vec<Item> {
    dates
        .iter()
        .enumerate()
        .map(|(key, date)| item(key, date))
        .collect()
}

fn name(tick: TickName) -> String {
    match tick {
        TickName::Hour(hour) => format!("{hour:02}:00"),
        TickName::Day(day) => day.ymd().2.to_string(),
        TickName::WholeDay(day) => day.to_string(),
        TickName::Month(_, month) => format!("M{month:02}"),
        TickName::WholeMonth(year, month) => format!("M{month:02} {year}"),
        TickName::Year(year) => year.to_string(),
    }
}

/// The texts of the axis: `2014 | 8 Jan, 9 Jan`.
fn axis_of(dates: &[&str]) -> String {
    let picture = draw(&[lane(dates)], &FRAME, &name).expect("there are dates");
    let texts = |labels: &mut dyn Iterator<Item = &AxisLabel>| {
        labels
            .map(|label| label.text.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let narrow = texts(
        &mut picture
            .axis
            .ticks
            .iter()
            .filter_map(|tick| tick.label.as_ref()),
    );
    let wide = texts(&mut picture.axis.wholes.iter());
    format!("{narrow} | {wide}")
}

#[test]
fn ticks_suit_the_span() {
    let check = |dates: &[&str], expected: &str| assert_eq!(axis_of(dates), expected, "{dates:?}");
    check(
        &["2022-01-08", "2022-01-10", "2022-01-12"],
        "8 9 10 11 12 | M01 2022",
    );
    check(
        &["2022-01-21T06:00", "2022-01-21T09:00"],
        "06:00 07:00 08:00 | 2022-01-21",
    );
    check(
        &["1900", "1950", "2000"],
        "1900 1905 1910 1915 1920 1925 1930 1935 1940 1945 1950 1955 1960 1965 1970 1975 1980 1985 1990 1995 | ",
    );
    check(
        &["-0500", "0000", "1000"],
        "-500 -400 -300 -200 -100 0 100 200 300 400 500 600 700 800 900 | ",
    );
    // The first year is named, also between two steps.
    check(
        &["1969", "1980/1989"],
        "1969 1970 1971 1972 1973 1974 1975 1976 1977 1978 1979 1980 1981 1982 1983 1984 1985 1986 1987 1988 1989 | ",
    );
    check(
        &["1899", "1950", "2000"],
        "1899 1905 1910 1915 1920 1925 1930 1935 1940 1945 1950 1955 1960 1965 1970 1975 1980 1985 1990 1995 | ",
    );
    check(
        &["Y-170000002", "2022-01-01"],
        "-170000002 -140000000 -120000000 -100000000 -80000000 -60000000 -40000000 -20000000 | ",
    );
}

#[test]
fn a_crowd_gets_a_scale_of_its_own() {
    let picture = draw(
        &[lane(&[
            "2014",
            "2014/..",
            "2021-12",
            "2022-01-08",
            "2022-01-09",
            "2022-01-10",
            "2022-01-12",
            "2022-01-19",
            "2022-01-20",
            "2022-01-21",
        ])],
        &FRAME,
        &name,
    )
    .expect("there are dates");
    let breaks: Vec<bool> = picture
        .scale
        .pieces()
        .iter()
        .map(|piece| piece.is_break)
        .collect();
    assert_eq!(breaks, [false, true, false, false]);
    let texts: Vec<_> = picture
        .axis
        .wholes
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    assert_eq!(texts, ["2021", "M01 2022"]);
    let last = &picture.scale.pieces()[3];
    assert!((last.to - last.from - 14.0).abs() < 1e-9, "8 to 21 January");
}

#[test]
fn days_that_have_room_share_one_scale() {
    let round = [
        "2022-01-08",
        "2022-01-09",
        "2022-01-09",
        "2022-01-09",
        "2022-01-09",
        "2022-01-10",
        "2022-01-12",
        "2022-01-13",
        "2022-01-21",
        "2022-01-21T11:00",
    ];
    let picture = draw(&[lane(&round)], &FRAME, &name).expect("there are dates");
    assert_eq!(picture.scale.pieces().len(), 1, "no seam, no break");
    assert_eq!(
        axis_of(&round),
        "8 9 10 11 12 13 14 15 16 17 18 19 20 21 | M01 2022",
        "the month is said once"
    );
    // On a narrower one the same days have no room.
    let narrow = Frame {
        width: 200,
        ..FRAME
    };
    let picture = draw(&[lane(&round)], &narrow, &name).expect("there are dates");
    assert!(picture.scale.pieces().len() > 1);
}

#[test]
fn the_axis_names_the_first_day_and_the_last() {
    let frame = Frame {
        width: 300,
        ..FRAME
    };
    let names = |dates: &[&str]| {
        let axis = draw(&[lane(dates)], &frame, &name)
            .expect("there are dates")
            .axis;
        let labels = axis.ticks.iter().filter_map(|tick| tick.label.as_ref());
        let names = labels.map(|label| label.text.clone()).collect::<Vec<_>>();
        (
            names,
            axis.wholes
                .iter()
                .map(|label| label.text.clone())
                .collect::<Vec<_>>(),
        )
    };
    let (days, months) = names(&["2022-01-08", "2022-01-12", "2022-01-16", "2022-01-21"]);
    assert_eq!(
        (days[0].as_str(), days[days.len() - 1].as_str()),
        ("8", "21"),
        "{days:?}"
    );
    assert_eq!(months, ["M01 2022"]);
}

#[test]
fn names_are_whole_where_rows_are_left_and_cut_where_they_are_not() {
    let mut lane = lane(&["2022-01-08", "2022-01-13", "2022-01-21"]);
    lane.title = None;
    let long = "A name that is longer than most and has all of the row to itself";
    for (item, label) in lane.items.iter_mut().zip([long, "B", "C"]) {
        label.clone_into(&mut item.label);
    }
    let first_label = |most_rows| {
        let frame = Frame { most_rows, ..FRAME };
        let lanes = std::slice::from_ref(&lane);
        let picture = draw(lanes, &frame, &name).expect("there are dates");
        picture.lanes[0].marks[0].label.clone()
    };
    assert_eq!(first_label(2), long);
    assert!(first_label(1).ends_with('…'));
}

#[test]
fn bars_say_what_they_do_not_count_and_what_lasts_beyond_them() {
    let counted = Frame {
        most_marks: 0,
        ..FRAME
    };
    let bars = |dates: &[&str]| {
        let picture = draw(&[lane(dates)], &counted, &name).expect("there are dates");
        picture
            .lanes
            .into_iter()
            .next()
            .expect("there is a lane")
            .bars
    };
    let plain = bars(&["2022-01-08", "2022-01-10", "2022-01-12"]);
    assert!(plain.vague.is_empty() && !plain.has_lasting);
    let other = bars(&[
        "2022-01-08",
        "2022-01-10/2022-01-14",
        "2022-01-12",
        "2022-01",
    ]);
    assert_eq!((other.vague, other.has_lasting), (vec![3], true));
}

#[test]
fn an_axis_without_wholes_is_low_unless_it_may_change() {
    let lanes = [lane(&["1900", "1950", "2000"])];
    let height = |is_zoomed| {
        let frame = Frame { is_zoomed, ..FRAME };
        draw(&lanes, &frame, &name)
            .expect("there are dates")
            .axis_height
    };
    assert!(height(false) < height(true));
}

#[test]
fn bars_take_over_where_there_are_too_many() {
    let dates: Vec<String> = (0..100)
        .map(|n| format!("2022-01-{:02}", n % 28 + 1))
        .collect();
    let mut dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    dates.push("2022");
    let picture = draw(&[lane(&dates)], &FRAME, &name).expect("there are dates");
    let lane = &picture.lanes[0];
    assert!(lane.marks.is_empty());
    let bars = &lane.bars;
    assert_eq!(bars.periods.iter().map(|bar| bar.count).sum::<usize>(), 100);
    assert_eq!((bars.columns.len(), bars.vague.len()), (28, 1));
    assert!(bars.columns.iter().all(|column| column.height > 0));
}

#[test]
fn nothing_makes_no_picture() {
    assert!(draw(&[Lane::default()], &FRAME, &name).is_none());
}

/// Dates of every form over a span that is mostly a few years and sometimes aeons.
fn any_date() -> impl Strategy<Value = String> {
    let year = prop_oneof![8 => 2014_i64..2024, 2 => -800_i64..2100];
    (year, 1_u8..13, 1_u8..29, 0_u8..24, 0_u8..10).prop_map(|(year, month, day, hour, form)| {
        let y = if year < 0 {
            format!("-{:04}", -year)
        } else {
            format!("{year:04}")
        };
        match form {
            0 => y,
            1 => format!("{y}-{month:02}"),
            2 => format!("{y}-{month:02}-{day:02}T{hour:02}:00"),
            3 => format!("{y}-{month:02}-{day:02}~"),
            4 => format!("{y}/.."),
            5 => format!("../{y}-{month:02}-{day:02}"),
            6 => format!("{y}-{month:02}/{:04}-{month:02}", year.max(0) + 3),
            _ => format!("{y}-{month:02}-{day:02}"),
        }
    })
}

#[test]
fn the_month_of_days_is_said_however_wide_a_year_is_written() {
    let dates = [
        "2014",
        "2021-12",
        "2022-01-08",
        "2022-01-09",
        "2022-01-10",
        "2022-01-12",
        "2022-01-13",
        "2022-01-20",
        "2022-01-21",
    ];
    let narrow_to_wide = 320..FRAME.width;
    for (width, era) in narrow_to_wide.flat_map(|width| [(width, ""), (width, " CE")]) {
        let frame = Frame { width, ..FRAME };
        let wide_name = |tick: TickName| match tick {
            TickName::Year(year) => format!("{year}{era}"),
            other => name(other),
        };
        let axis = draw(&[lane(&dates)], &frame, &wide_name)
            .expect("there are dates")
            .axis;
        let says: Vec<&str> = axis.wholes.iter().map(|it| it.text.as_str()).collect();
        assert!(says.contains(&"M01 2022"), "{width} px, {era:?}: {says:?}");
    }
}

fn overlap(a: (i32, i32), b: (i32, i32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// What stands over a name is its own year or month.
fn check_names(dates: &[&str], width: i32) -> Result<(), TestCaseError> {
    let frame = Frame { width, ..FRAME };
    let axis = draw(&[lane(dates)], &frame, &name)
        .expect("there are dates")
        .axis;
    for label in axis.ticks.iter().filter_map(|tick| tick.label.as_ref()) {
        let own = match label.name {
            TickName::Month(year, _) => TickName::Year(year),
            TickName::Day(day) => TickName::WholeMonth(day.ymd().0, day.ymd().1),
            _ => continue,
        };
        let over = axis.wholes.iter().rfind(|whole| whole.x <= label.x);
        prop_assert_eq!(over.map(|whole| whole.name), Some(own), "{:?}", label);
    }
    let says: Vec<&str> = axis.wholes.iter().map(|it| it.text.as_str()).collect();
    prop_assert!(says.windows(2).all(|pair| pair[0] != pair[1]), "{says:?}");
    Ok(())
}

#[test]
fn a_name_that_is_moved_to_fit_stands_below_its_own_year() {
    let dates = [
        "2019",
        "2018",
        "2018",
        "2018-01",
        "2019",
        "2014-01-01",
        "../2017-08-01",
        "2019-01",
        "../2019-01-01",
        "2018-01",
        "2018-06",
        "0000",
        "2020",
        "2021",
    ];
    check_names(&dates, 369).expect("names stand below their own");
}

proptest! {
    #[test]
    fn no_two_labels_touch(dates in prop::collection::vec(any_date(), 1..50)) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let half = dates.len() / 2;
        let lanes = [lane(&dates[..half]), lane(&dates[half..])];
        let picture = draw(&lanes, &FRAME, &name).expect("there are dates");
        for lane in &picture.lanes {
            for (index, a) in lane.marks.iter().enumerate() {
                let (left, right) = a.reach();
                prop_assert!(left >= 0 && right <= FRAME.width + 1, "{a:?}");
                prop_assert!(a.y >= lane.top + ROW || left >= lane.title_width, "{a:?}");
                prop_assert!(lane.top <= a.y && a.y + ROW <= lane.bottom, "{a:?}");
                for b in &lane.marks[index + 1..] {
                    prop_assert!(a.y != b.y || !overlap(a.reach(), b.reach()), "{a:?} {b:?}");
                }
            }
        }
        let ticks = picture.axis.ticks.iter().filter_map(|tick| tick.label.as_ref());
        for row in [ticks.collect::<Vec<_>>(), picture.axis.wholes.iter().collect()] {
            for pair in row.windows(2) {
                prop_assert!(pair[0].x + pair[0].width < pair[1].x, "{pair:?}");
            }
        }
    }

    #[test]
    fn a_name_stands_below_its_own_year_or_month(dates in prop::collection::vec(any_date(), 1..30), width in 200_i32..1_200) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        check_names(&dates, width)?;
    }

    #[test]
    fn the_scale_keeps_the_order_of_time(dates in prop::collection::vec(any_date(), 1..50)) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let items = items(&dates);
        let occasions: Vec<&Occasion> = items.iter().map(|item| &item.occasion).collect();
        let scale = Scale::of(&occasions, 1_000).expect("there are dates");
        for pair in scale.pieces().windows(2) {
            prop_assert_eq!((pair[0].to, pair[0].right), (pair[1].from, pair[1].left));
        }
        for piece in scale.pieces() {
            prop_assert!(piece.from < piece.to && piece.left < piece.right, "{:?}", piece);
        }
        let mut times: Vec<f64> = occasions.iter().flat_map(|o| [o.start, o.end, Some(o.at)]).flatten().collect();
        times.sort_by(f64::total_cmp);
        for pair in times.windows(2) {
            let (a, b) = (scale.x(pair[0]), scale.x(pair[1]));
            prop_assert!(0.0 <= a && a <= b && b <= 1_000.0, "{} {}", a, b);
        }
        let first = scale.pieces()[0].from;
        let last = scale.pieces()[scale.pieces().len() - 1].to;
        prop_assert!(occasions.iter().all(|o| first <= o.at && o.at <= last));
    }
}
