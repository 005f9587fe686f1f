//! Local times in their zones: instants, abbreviations, hours that were skipped or stood twice.

use super::date;
use crate::edtf::zone::{ZoneFault, nearest_zone, parse_zone};

/// `expected` is local time, abbreviation, UTC.
fn check(text: &str, zone: &str, expected: &str) {
    let zone = parse_zone(zone).unwrap();
    let moment = date(text).start_moment(zone).unwrap().unwrap();
    let (local, utc) = (moment.local(), moment.utc());
    let shown = format!(
        "{:02}:{:02} {} {:02}:{:02}",
        local.hour, local.minute, moment.abbreviation, utc.hour, utc.minute
    );
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn local_times_have_their_zone() {
    check("2022-01-21T11:00", "Europe/Zurich", "11:00 CET 10:00");
    check("2022-07-21T11:00", "Europe/Zurich", "11:00 CEST 09:00");
    check("2022-01-21T11:00+01:00", "Europe/Zurich", "11:00 CET 10:00");
    check(
        "2022-01-21T11:00+01:00",
        "Europe/Moscow",
        "11:00 UTC+1 10:00",
    );
    check("2022-01-21T10:00Z", "Europe/Zurich", "10:00 UTC 10:00");
    check("2022-01-21T11:00", "America/New_York", "11:00 EST 16:00");
    check("2022-01-21T11:00", "Asia/Dubai", "11:00 UTC+4 07:00");
    check("2022-01-21T11:00", "Asia/Kathmandu", "11:00 UTC+5:45 05:15");
    check(
        "2022-01-21T11:00",
        "America/Sao_Paulo",
        "11:00 UTC\u{2212}3 14:00",
    );
    check("2016-12-31T23:59:60", "UTC", "23:59 UTC 23:59");
}

fn check_fault(text: &str, zone: &str, fault: ZoneFault) {
    let zone = parse_zone(zone).unwrap();
    assert_eq!(date(text).start_moment(zone), Some(Err(fault)), "{text}");
}

#[test]
fn clocks_that_are_set_skip_and_repeat() {
    let skipped = |before, after| ZoneFault::Skipped { before, after };
    check_fault("2022-03-27T02:30", "Europe/Zurich", skipped(60, 120));
    check_fault("2011-12-30T12:00", "Pacific/Apia", skipped(-600, 840));
    let twice = ZoneFault::StoodTwice {
        first: 120,
        second: 60,
    };
    check_fault("2022-10-30T02:30", "Europe/Zurich", twice);
    check(
        "2022-10-30T02:30+02:00",
        "Europe/Zurich",
        "02:30 CEST 00:30",
    );
    let zone = parse_zone("Europe/Zurich").unwrap();
    assert_eq!(date("2022-01-21").start_moment(zone), None);
}

#[test]
fn a_name_that_is_nearly_a_zone() {
    assert!(parse_zone("europe/zurich").is_some());
    assert!(parse_zone("Europe/Geneva").is_none());
    assert_eq!(nearest_zone("Zurich"), Some("Europe/Zurich"));
    assert_eq!(nearest_zone("Europe/Zürich"), Some("Europe/Zurich"));
    assert_eq!(nearest_zone("New York"), Some("America/New_York"));
    assert_eq!(nearest_zone("Europ/Berln"), Some("Europe/Berlin"));
    assert_eq!(nearest_zone("xyzzy"), None);
}
