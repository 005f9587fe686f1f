//! iCalendar, read by the parser of `icalendar`.

use ::icalendar::parser::{Component, read_calendar, unfold};
use dateline::render::{self, Partial};
use dateline::site::{EventId, Site};

use super::hostile::{HOSTILE, talks_saying};
use super::site::{site_on, talks, with_feed};

fn calendar(site: &Site) -> Partial {
    with_feed(site, "timeline.ics", render::calendar::render)
}

/// The events of a calendar: each its properties as `NAME=value`, parameters included, values unfolded and unescaped.
fn events(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    calendar.components.iter().map(properties).collect()
}

fn properties(component: &Component) -> Vec<String> {
    assert_eq!(component.name.as_str(), "VEVENT");
    let properties = component.properties.iter();
    properties
        .map(|property| {
            let parameters = property
                .params
                .iter()
                .map(|p| format!(";{}={}", p.key.as_str(), p.val.as_ref().unwrap().as_str()));
            let parameters: String = parameters.collect();
            format!(
                "{}{parameters}={}",
                property.name.as_str(),
                property.val.as_str()
            )
        })
        .collect()
}

fn value<'a>(event: &'a [String], name: &str) -> Option<&'a str> {
    event
        .iter()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
}

#[test]
fn dates_are_written_only_where_a_calendar_can_hold_them() {
    let check = |edtf: &str, expected: &str| {
        let site = site_on(edtf);
        let calendar = calendar(&site);
        let dates: Vec<String> = events(&calendar.bytes)
            .iter()
            .flatten()
            .filter(|line| line.starts_with("DTSTART") || line.starts_with("DTEND"))
            .map(|line| line.replace(";VALUE=DATE", ""))
            .collect();
        assert_eq!(dates.join(" "), expected, "{edtf}");
        let left_out: &[EventId] = if expected.is_empty() {
            &[EventId(0)]
        } else {
            &[]
        };
        assert_eq!(calendar.left_out, left_out, "{edtf}");
    };
    check("2022-01-21", "DTSTART=20220121 DTEND=20220122");
    check("2022-12-31", "DTSTART=20221231 DTEND=20230101");
    check("2024-02-28", "DTSTART=20240228 DTEND=20240229");
    check("2022-01-10/2022-01-13", "DTSTART=20220110 DTEND=20220114");
    for inexact in [
        "2022",
        "2022-01",
        "2022-01-21?",
        "2022-01-21~",
        "-0499",
        "-0044-03-15",
        "0000-01-01",
        "199X",
        "2014/..",
        "../2014-01-01",
        "2022-01-10/2022-01",
        "2022-01-10~/2022-01-13",
        "[2022-01-13..2022-01-20]",
        "9999-12-31",
    ] {
        check(inexact, "");
    }
}

#[test]
fn a_time_is_written_in_utc() {
    let check = |edtf: &str, expected: &str| {
        let mut site = talks();
        std::sync::Arc::make_mut(&mut site.events[6]).date =
            dateline::edtf::EventDate::parse(edtf).unwrap();
        let all = events(&calendar(&site).bytes);
        let event = all.last().unwrap();
        let dates = ["DTSTART", "DTEND"].map(|name| value(event, name).unwrap_or_default());
        assert_eq!(dates.join(" ").trim_end(), expected);
    };
    check("2022-01-21T11:00", "20220121T100000Z");
    check(
        "2022-01-21T11:00/2022-01-21T12:30",
        "20220121T100000Z 20220121T113000Z",
    );
    check(
        "2022-01-21T11:00/2022-07-01T12:30",
        "20220121T100000Z 20220701T103000Z",
    );
    check(
        "2022-01-21T11:00/2022-01-21T12:30Z",
        "20220121T100000Z 20220121T123000Z",
    );
}

#[test]
fn an_event_is_told_with_its_place_terms_and_status() {
    let site = talks();
    let calendar = calendar(&site);
    assert_eq!(calendar.left_out, [0, 1, 2, 4].map(EventId));
    let text = String::from_utf8(calendar.bytes.clone()).unwrap();
    assert!(text.contains("X-DATELINE-LEFT-OUT:4\r\n"));
    assert!(text.contains("NAME:Talks in Geneva\r\n"));
    let events = events(&calendar.bytes);
    assert_eq!(events.len(), 3);
    assert_eq!(value(&events[0], "STATUS"), Some("CONFIRMED"));
    assert_eq!(value(&events[1], "STATUS"), Some("TENTATIVE"));
    let meeting = &events[2];
    let check = |name: &str, expected: &str| assert_eq!(value(meeting, name), Some(expected));
    check("SUMMARY", "Ministers meet");
    check("DTSTAMP", "20220123T000000Z");
    check("LOCATION", "Geneva, Hotel; by the lake, west");
    check("GEO", "46.215000;6.150000");
    check("CATEGORIES", "Sergei Lavrov,Geneva round");
    check("URL", "https://example.org/talks/events/ministers-meet/");
    assert_eq!(value(meeting, "UID").unwrap().len(), 36);
}

#[test]
fn no_text_breaks_a_calendar() {
    for text in HOSTILE {
        let bytes = calendar(&talks_saying(text)).bytes;
        let events = events(&bytes);
        assert_eq!(events.len(), 3, "{text:?}");
        let expected = events[2]
            .iter()
            .map(|line| line.split(['=', ';']).next().unwrap());
        let names: Vec<&str> = expected.collect();
        assert_eq!(
            names,
            [
                "UID",
                "DTSTAMP",
                "LAST-MODIFIED",
                "DTSTART",
                "SUMMARY",
                "DESCRIPTION",
                "LOCATION",
                "GEO",
                "CATEGORIES",
                "STATUS",
                "TRANSP",
                "URL"
            ],
            "{text:?}"
        );
        let text = String::from_utf8(bytes).unwrap();
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{line:?}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
}
