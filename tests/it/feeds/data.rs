//! The data files: JSON, CSV, `GeoJSON` and `TimelineJS`.

use dateline::render::{events_csv, events_json, geojson as places, timelinejs};
use dateline::site::{EventId, Site};
use geojson::{FeatureCollection, GeoJson, GeometryValue};
use serde_json::{Value, json};

use super::hostile::{HOSTILE, talks_saying};
use super::site::{talks, with_links};

fn json_of(site: &Site) -> Value {
    serde_json::from_slice(&with_links(site, "events.json", events_json::render)).unwrap()
}

fn rows(site: &Site) -> Vec<Vec<String>> {
    let bytes = with_links(site, "events.csv", events_csv::render);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes.as_slice());
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, column: &str) -> &'a str {
    let column = rows[0]
        .iter()
        .position(|heading| heading == column)
        .unwrap();
    &rows[row][column]
}

fn points(site: &Site) -> FeatureCollection {
    let bytes = with_links(site, "places.geojson", places::render);
    let text = String::from_utf8(bytes).unwrap();
    match text.parse::<GeoJson>().unwrap() {
        GeoJson::FeatureCollection(collection) => collection,
        other => panic!("{other:?}"),
    }
}

fn timeline(site: &Site) -> Value {
    let partial = with_links(site, "timeline.json", timelinejs::render);
    serde_json::from_slice(&partial.bytes).unwrap()
}

#[test]
fn the_dump_tells_all_of_an_event() {
    let site = talks();
    let document = json_of(&site);
    assert_eq!(document["version"], 1);
    assert_eq!(document["site"]["timezone"], "Europe/Zurich");
    let meeting = &document["events"][6];
    let check = |pointer: &str, expected: Value| {
        assert_eq!(meeting.pointer(pointer), Some(&expected), "{pointer}");
    };
    check("/slug", json!("ministers-meet"));
    check(
        "/url",
        json!("https://example.org/talks/events/ministers-meet/"),
    );
    check("/date/edtf", json!("2022-01-21T11:00"));
    check("/date/precision", json!("time"));
    check("/date/earliest", json!("2022-01-21"));
    check("/date/exact", json!(true));
    check("/local_time", json!("2022-01-21T11:00+01:00"));
    check("/utc_time", json!("2022-01-21T10:00Z"));
    check("/status", json!("reported"));
    check("/terms/places", json!(["geneva", "hotel"]));
    check(
        "/sources/0",
        json!({ "id": "one-2022", "says": "reported", "note": null }),
    );
    check(
        "/origins",
        json!([{ "name": "Agency", "sources": ["one-2022", "two-2022"] }]),
    );
    check(
        "/relations/0",
        json!({ "kind": "responds-to", "inverse": false, "event": "statement" }),
    );
    check("/corrections/0/date", json!("2022-01-23"));
    check(
        "/image/url",
        json!("https://example.org/talks/events/the%20hall.jpg"),
    );
    assert_eq!(document["events"][1]["date"]["earliest"], "-0499-01-01");
    assert_eq!(document["events"][2]["date"]["open_end"], true);
    assert_eq!(document["events"][2]["date"]["latest"], Value::Null);
    assert_eq!(document["sources"][0]["events"], 1);
    assert_eq!(document["terms"][2]["part_of"], "geneva");
}

#[test]
fn the_table_has_a_row_for_each_event() {
    let rows = rows(&talks());
    assert_eq!(rows.len(), 8);
    let check = |row: usize, column: &str, expected: &str| {
        assert_eq!(cell(&rows, row, column), expected, "{column}");
    };
    check(1, "earliest", "");
    check(2, "date", "'-0499");
    check(2, "precision", "year");
    check(7, "title", "Ministers meet");
    check(7, "local_time", "2022-01-21T11:00+01:00");
    check(7, "places", "Geneva; Hotel; by the lake, west");
    check(7, "sources", "one-2022; two-2022");
    check(7, "relations", "responds-to statement");
    check(6, "relations", "");
    check(7, "url", "https://example.org/talks/events/ministers-meet/");
}

#[test]
fn places_are_points_with_what_happened_there() {
    let collection = points(&talks());
    assert_eq!(collection.features.len(), 2);
    let geneva = &collection.features[0];
    let geometry = geneva.geometry.as_ref().unwrap();
    match &geometry.value {
        GeometryValue::Point { coordinates } => assert_eq!(coordinates.as_slice(), [6.15, 46.2]),
        other => panic!("{other:?}"),
    }
    let check = |property: &str, expected: Value| {
        assert_eq!(geneva.property(property), Some(&expected), "{property}");
    };
    check("title", json!("Geneva"));
    check("events", json!(2));
    check("first", json!("2014-01-01"));
    check("last", json!("2022-01-21"));
    check("precision", json!(5000.0));
    check("url", json!("https://example.org/talks/places/geneva/"));
    assert_eq!(
        collection.features[1].property("part_of"),
        Some(&json!("geneva"))
    );
}

#[test]
fn a_place_that_is_nowhere_on_earth_is_left_out() {
    for (lat, lon) in [
        (91.0, 0.0),
        (0.0, -180.1),
        (f64::NAN, 0.0),
        (0.0, f64::INFINITY),
    ] {
        let mut site = talks();
        let terms = std::sync::Arc::make_mut(&mut site.terms);
        let location = terms[1].location.as_mut().unwrap();
        (location.lat, location.lon) = (lat, lon);
        assert_eq!(points(&site).features.len(), 1);
    }
}

#[test]
fn timelinejs_gets_no_more_of_a_date_than_is_known() {
    let site = talks();
    let partial = with_links(&site, "timeline.json", timelinejs::render);
    assert_eq!(partial.left_out, [EventId(0)]);
    let document = timeline(&site);
    assert_eq!(document["title"]["text"]["headline"], "Talks in Geneva");
    let check = |event: usize, start: Value, end: Value| {
        let event = &document["events"][event];
        assert_eq!(event["start_date"], start);
        assert_eq!(event.get("end_date").unwrap_or(&Value::Null), &end);
    };
    check(0, json!({ "year": -500 }), Value::Null);
    check(1, json!({ "year": 2014 }), Value::Null);
    check(
        2,
        json!({ "year": 2022, "month": 1, "day": 10 }),
        json!({ "year": 2022, "month": 1, "day": 13 }),
    );
    check(3, json!({ "year": 2022, "month": 1 }), Value::Null);
    check(
        5,
        json!({ "year": 2022, "month": 1, "day": 21, "hour": 11, "minute": 0 }),
        Value::Null,
    );
    let meeting = &document["events"][5];
    assert_eq!(meeting["unique_id"], "ministers-meet");
    assert_eq!(meeting["group"], "Geneva round");
    assert_eq!(meeting["media"]["credit"], "Photo &amp; Co");
    assert_eq!(
        meeting["display_date"],
        "21 January 2022, 11:00 CET (10:00 UTC)"
    );
}

#[test]
fn no_text_breaks_a_data_file() {
    for text in HOSTILE {
        let site = talks_saying(text);
        let document = json_of(&site);
        assert_eq!(document["events"][6]["title"], text);
        let rows = rows(&site);
        assert_eq!(rows.len(), 8, "{text:?}");
        for row in &rows {
            assert_eq!(row.len(), rows[0].len(), "{text:?}");
            for cell in row {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell:?}"
                );
            }
        }
        assert_eq!(points(&site).features.len(), 2);
        assert_eq!(
            points(&site).features[0].property("title"),
            Some(&json!(text))
        );
        let document = timeline(&site);
        let meeting = &document["events"][5];
        let html = [
            &meeting["text"]["headline"],
            &meeting["group"],
            &meeting["media"]["credit"],
        ];
        for html in html {
            assert!(
                !html.as_str().unwrap().contains(['<', '>', '"', '\'']),
                "{html}"
            );
        }
        let slide = meeting["text"]["text"].as_str().unwrap();
        assert!(!slide.contains("<script"), "{slide}");
    }
}
