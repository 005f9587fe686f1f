//! `TimelineJS`, both its forms in and out.

use dateline::exchange::NewEvent;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{added, events, export, first_fault, read, round_trip, site_of};

const SHEET: &str = "\
Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background
,,,,,,,,,A <i>title</i>,About it,,,,,,title,,
-500,,,,,,,,,Ionia,<p>First <b>words</b>.</p><p>More.</p>,https://example.org/a.jpg,A. Photographer,The hall,,,,Wars,
\"1,850\",,,,1852,,,,circa 1850,Siege,A siege.,,,,,,,,#fff
2022,1,21,11:00,2022,1,21,13:30,,Talks,,,,,,,,,
1900,,,,1914,,,,,Before the war,,,,,,,era,,
";

#[test]
fn a_sheet_becomes_events_and_settings() {
    let imported = read("timelinejs", SHEET, &[], None);
    assert_eq!(imported.diagnostics, []);
    assert_eq!(
        imported.settings,
        [
            "title: \"A title\"",
            "description: \"About it\"",
            "views:",
            "  before-the-war: { title: \"Before the war\", dates: \"1900/1914\" }"
        ]
    );
    assert_eq!(
        imported.notes.lines().collect::<Vec<_>>(),
        ["a slide's background is left out"]
    );
    let (folder, prepared) = site_of("timelinejs", SHEET);
    let found: Vec<(&str, &str)> = events(&prepared)
        .iter()
        .map(|e| (e.title.as_str(), e.date.text()))
        .collect();
    let expected = [
        ("Ionia", "-0499"),
        ("Siege", "1850/1852"),
        ("Talks", "2022-01-21T11:00/2022-01-21T13:30"),
    ];
    assert_eq!(found, expected);
    assert!(events(&prepared)[1].extra.contains_key("display_date"));
    let ionia = String::from_utf8(folder.content[0].bytes.to_vec()).unwrap();
    let expected =
        "First **words**.\n\nMore.\n\n[The hall](https://example.org/a.jpg) (A. Photographer)\n";
    assert!(ionia.ends_with(expected), "{ionia}");
}

#[test]
fn faults_name_the_row_and_the_column() {
    let head = "Year,Month,Day,Time,End Year,Headline\n";
    let check = |row: &str, message: &str, pointed: &str| {
        let text = format!("{head}{row}\n");
        let imported = read("timelinejs", &text, &[], None);
        assert_eq!(
            first_fault(&text, &imported.diagnostics),
            (message, pointed),
            "{row}"
        );
    };
    check(
        ",,,11:00,,A",
        "row 2, column `Time`: this has no year that it belongs to",
        "11:00",
    );
    check(
        "2022,13,,,,A",
        "row 2, column `Month`: `13` is not a month",
        "13",
    );
    check(
        "2022,2,30,,,A",
        "row 2, column `Day`: month 2 of that year has 28 days",
        "30",
    );
    check(
        "0,,,,,A",
        "row 2, column `Year`: there is no year 0: the year before 1 is -1",
        "0",
    );
    check(
        "2022,,,,2021,A",
        "row 2, column `End Year`: the range ends before it begins",
        "2021",
    );
    check(",,,,,A", "row 2, column `Year`: the slide has no date", "");
    check(
        "2022,,,,,",
        "row 2, column `Headline`: the slide has neither a headline nor a text",
        "",
    );
    let text = r#"{"events": [{"text": {"headline": "A"}, "start_date": {"year": "MM"}}]}"#;
    let imported = read("timelinejs", text, &[], None);
    assert_eq!(
        first_fault(text, &imported.diagnostics),
        ("event 1, `start_date.year`: `MM` is not a year", "\"MM\"")
    );
    for (text, message) in [
        (
            "{",
            "the file is not JSON: line 1, column 1: EOF while parsing an object",
        ),
        (
            "{\"a\": 1}",
            "there is no list `events`, which TimelineJS keeps its slides in",
        ),
        (
            "A,B\n1,2\n",
            "the sheet has no columns `Headline` and `Year`",
        ),
    ] {
        let imported = read("timelinejs", text, &[], None);
        assert_eq!(imported.diagnostics[0].message, message);
    }
}

#[test]
fn what_the_format_cannot_hold_is_told() {
    let folder = added(&[
        (
            "content/events/a.md",
            "---\ntitle: =A <b>\ndate: 1850~\nthreads: [B, C]\nsources: [{title: S}]\n---\nSee [[c]] \"x\".\n",
        ),
        ("content/events/c.md", "---\ntitle: C\ndate: ../1985\n---\n"),
    ]);
    let exported = export(&folder, "timelinejs");
    let document: Value = serde_json::from_slice(&exported.bytes).unwrap();
    assert_eq!(document["events"].as_array().unwrap().len(), 1);
    let slide = &document["events"][0];
    assert_eq!(slide["display_date"], "about 1850");
    assert_eq!(slide["text"]["headline"], "=A &lt;b&gt;");
    assert_eq!(
        slide["text"]["text"],
        "<p>See <a href=\"/events/c/\">C</a> \"x\".</p>"
    );
    let notes: Vec<String> = exported.notes.lines().collect();
    assert_eq!(notes.len(), 3, "{notes:?}");
    let sheet = String::from_utf8(export(&folder, "timelinejs-csv").bytes).unwrap();
    assert!(sheet.contains(",'=A &lt;b&gt;,"), "{sheet}");
}

/// What the documentation says is kept.
fn kept(event: &NewEvent) -> NewEvent {
    NewEvent {
        id: String::new(),
        slug: String::new(),
        place: None,
        ..event.clone()
    }
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-z<>&*_#\\[\\]\"'|1.=+ -]{0,24}[a-z]"
}

fn html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        words().prop_map(|text| text.replace('<', "&lt;")),
        words().prop_map(|text| format!("<p>{text}</p>")),
        words().prop_map(|text| format!("<b>{text}</b>")),
        words().prop_map(|text| format!("<i>{text}</i> ")),
        Just("<br>".to_owned()),
        words().prop_map(|text| format!("<ul><li>{text}</li><li>x</li></ul>")),
        words().prop_map(|text| format!("<a href=\"https://example.org/x?a=1&amp;b\">{text}</a>")),
        words().prop_map(|text| format!("<blockquote>{text}</blockquote>")),
        words().prop_map(|text| format!("<h2>{text}</h2>")),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn stamp() -> impl Strategy<Value = Value> {
    (-3000i64..3000, 0u8..13, 0u8..29, 0u8..24).prop_map(|(year, month, day, hour)| {
        let mut stamp = json!({"year": if year == 0 { 1 } else { year }});
        if month > 0 {
            stamp["month"] = month.into();
            if day > 0 {
                stamp["day"] = day.into();
                if hour > 12 {
                    stamp["hour"] = hour.into();
                    stamp["minute"] = 5.into();
                }
            }
        }
        stamp
    })
}

fn slide() -> impl Strategy<Value = Value> {
    (
        stamp(),
        words(),
        html(),
        words(),
        prop::option::of(words()),
        any::<bool>(),
    )
        .prop_map(|(start, headline, text, group, caption, circa)| {
            let mut slide = json!({
                "start_date": start,
                "text": {"headline": headline, "text": text},
                "group": group,
            });
            if let Some(caption) = caption {
                slide["media"] =
                    json!({"url": "https://example.org/m.jpg", "caption": caption, "credit": "C"});
            }
            if circa {
                slide["display_date"] = "circa then".into();
            }
            slide
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn slides_are_kept(slides in prop::collection::vec(slide(), 1..4)) {
        let text = json!({"events": slides}).to_string();
        for format in ["timelinejs", "timelinejs-csv"] {
            let (first, second) = round_trip("timelinejs", format, &text);
            let first: Vec<NewEvent> = first.iter().map(kept).collect();
            let second: Vec<NewEvent> = second.iter().map(kept).collect();
            prop_assert_eq!(first, second);
        }
    }
}
