//! CSV and JSON Lines of a person's own making.

use dateline::exchange::DayOrder;

use super::{events, first_fault, read, site_of};

const SHEET: &str = "\
Headline,When,Until,Time,People,Where,Tags,Details,Source,Link,Weight
\"Talks, day one\",21/01/2022,,11:00,Antony Blinken; Sergei Lavrov,Geneva,Meetings,\"First.
Second *line*.

New paragraph.\",The Gazette,https://gazette.example/1,3
Siege,1850~,,,,,,,,,
Congress,3 June 1815,9 June 1815,,,Vienna,,,,,
";

#[test]
fn a_sheet_becomes_events() {
    let (folder, prepared) = site_of("csv", SHEET);
    let found: Vec<(&str, &str)> = events(&prepared)
        .iter()
        .map(|e| (e.title.as_str(), e.date.text()))
        .collect();
    let expected = [
        ("Congress", "1815-06-03/1815-06-09"),
        ("Siege", "1850~"),
        ("Talks, day one", "2022-01-21T11:00"),
    ];
    assert_eq!(found, expected);
    let talks = String::from_utf8(folder.content[2].bytes.to_vec()).unwrap();
    let expected = "\
---
title: \"Talks, day one\"
date: \"2022-01-21T11:00\"
actors: [Antony Blinken, Sergei Lavrov]
places: [Geneva]
topics: [Meetings]
sources: [{ title: The Gazette, url: \"https://gazette.example/1\" }]
extra: { Weight: \"3\", imported: \"csv:";
    assert!(talks.starts_with(expected), "{talks}");
    assert!(
        talks.ends_with("\" }\n---\nFirst.\\\nSecond \\*line\\*.\n\nNew paragraph.\n"),
        "{talks}"
    );
}

#[test]
fn the_guess_is_told_and_can_be_overruled() {
    let text = "Name,Begin,Label\nA,2022,B\n";
    let guessed = read("csv", text, &[], None);
    assert_eq!(
        guessed.guesses,
        [
            "title = `Name`",
            "date = `Begin`",
            "`Label` goes to `extra`"
        ]
    );
    let told = read("csv", text, &[("title", "label"), ("skip", "Name")], None);
    assert_eq!(
        told.guesses,
        ["`Name` is left out", "date = `Begin`", "title = `Label`"]
    );
    assert_eq!(told.events[0].title, "B");
}

#[test]
fn objects_become_events() {
    let text = r#"{"title": "A", "date": 2014, "actors": ["B", "C; D"], "source": ["https://a.example/1", "E"], "n": {"m": [1]}}

{"title": "F", "date": "2022-01"}
"#;
    let (_, prepared) = site_of("jsonl", text);
    let first = &events(&prepared)[0];
    assert_eq!(first.date.text(), "2014");
    let actors: Vec<&str> = first.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(actors, ["B", "C; D"]);
    assert_eq!(first.sources.len(), 2);
    assert_eq!(first.extra["n"], serde_json::json!({"m": [1]}));
    let list = r#"[{"title": "A", "date": "2014"}]"#;
    assert_eq!(events(&site_of("jsonl", list).1).len(), 1);
}

#[test]
fn faults_name_the_row_and_the_column() {
    let check = |text: &str, message: &str, pointed: &str| {
        let imported = read("csv", text, &[], None);
        assert_eq!(
            first_fault(text, &imported.diagnostics),
            (message, pointed),
            "{text}"
        );
    };
    check(
        "Title,Date\nA,2022\nB,30/02/2022\n",
        "row 3, column `Date`: `30/02/2022` is not a date: February 2022 has 28 days",
        "30/02/2022",
    );
    check(
        "Title,Date\nA,3/4/2022\n",
        "row 2, column `Date`: `3/4/2022` is not a date: nobody can tell which number is the day and which the month",
        "3/4/2022",
    );
    check(
        "Title,Date\nA,\n",
        "row 2, column `Date`: the date is empty",
        "",
    );
    check(
        "Title,Date\n,2022\n",
        "row 2, column `Title`: the headline is empty",
        "",
    );
    check(
        "Title,Date,Time\nA,2022,11:00\n",
        "row 2, column `Time`: a time needs a whole day, and `2022` is none",
        "11:00",
    );
    check(
        "Title,Date,End\nA,2022,2021\n",
        "row 2, column `End`: `2022` to `2021` is no range: the range ends before it begins",
        "2021",
    );
    check(
        "Title,Date,Url\nA,2022,javascript:x\n",
        "row 2, column `Url`: `javascript:x` is not a whole address of the web",
        "javascript:x",
    );
    check(
        "Title,Date,Timezone\nA,2022,Mars\n",
        "row 2, column `Timezone`: `Mars` is not a time zone of the IANA database",
        "Mars",
    );
    check(
        "Wer,Wann\nA,2022\n",
        "no column is known to hold the headline",
        "",
    );
    check("", "the table is empty", "");
    let lines = "{\"title\": \"A\", \"date\": \"2022\"}\n{\"title\": }\n";
    let imported = read("jsonl", lines, &[], None);
    let (message, pointed) = first_fault(lines, &imported.diagnostics);
    assert_eq!(message, "line 2, column 11: expected value");
    assert_eq!(pointed, "}");
    assert_eq!(imported.events.len(), 1);
}

#[test]
fn one_column_tells_the_order_of_its_dates() {
    let text = "title,date\nA,3/4/2022\nB,13/4/2022\n";
    let dates = |text: &str, order| -> Vec<String> {
        read("csv", text, &[], order)
            .events
            .into_iter()
            .map(|event| event.date)
            .collect()
    };
    assert_eq!(dates(text, None), ["2022-04-03", "2022-04-13"]);
    assert_eq!(
        dates("title,date\nA,3/4/2022\n", Some(DayOrder::MonthFirst)),
        ["2022-03-04"]
    );
}

#[test]
fn sources_of_which_only_the_address_is_known_go_by_their_host() {
    let text =
        "title,date,Link\nA,2022,https://www.geo.tv/latest/1\nB,2022,https://geo.tv/latest/2\n";
    let (folder, prepared) = site_of("csv", text);
    let site = prepared.renderer.as_ref().unwrap().site();
    let sources: Vec<(&str, Option<&str>)> = site
        .sources
        .iter()
        .map(|source| (source.title.as_str(), source.url.as_deref()))
        .collect();
    assert_eq!(
        sources,
        [
            ("geo.tv", Some("https://www.geo.tv/latest/1")),
            ("geo.tv", Some("https://geo.tv/latest/2"))
        ]
    );
    assert_eq!(folder.content.len(), 2);
    let named = "title,date,source\nA,2022,https://a.example/1; Some book\n";
    let sources = &read("csv", named, &[], None).events[0].sources;
    assert_eq!(sources[0]["title"], "a.example");
    assert_eq!(sources[1]["title"], "Some book");
}

#[test]
fn a_comma_in_a_cell_of_names_is_hinted_at() {
    let notes =
        |text: &str| -> Vec<String> { read("csv", text, &[], None).notes.lines().collect() };
    let text = "title,date,Places,actors\nA,2022,\"Vienna, Graz\",\"Lee, Ann; Bo\"\nB,2022,\"Linz, Wels\",Bo\n";
    assert_eq!(
        notes(text),
        [
            "in `Places`, `Vienna, Graz` is one name: write `Vienna; Graz` if more are meant (2 times)"
        ]
    );
    assert_eq!(notes("title,date,places\nA,2022,Vienna\n"), [""; 0]);
}
