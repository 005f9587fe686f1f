//! Markwhen, in and out.

use dateline::exchange::NewEvent;
use proptest::prelude::*;

use super::{added, export, first_fault, read, round_trip};

fn dates(text: &str) -> Vec<String> {
    let imported = read("markwhen", text, &[], None);
    assert_eq!(imported.diagnostics, [], "{text}");
    imported
        .events
        .into_iter()
        .map(|event| event.date)
        .collect()
}

#[test]
fn dates_are_read_in_every_form() {
    let check = |line: &str, expected: &str| {
        assert_eq!(dates(&format!("{line} X\n")), [expected], "{line}");
    };
    check("2022:", "2022");
    check("2022-01:", "2022-01");
    check("2022-01-21 11:00:", "2022-01-21T11:00");
    check("2022-01/2022-03-05:", "2022-01/2022-03-05");
    check("1/21/2022:", "2022-01-21");
    check("01/2022 - 03/2022:", "2022-01/2022-03");
    check("Jan 5 2022:", "2022-01-05");
    check("5 January 2022 to March 2022:", "2022-01-05/2022-03");
    check("January 5, 2022 3pm:", "2022-01-05T15:00");
    check("2022-01-21T11:00:00Z:", "2022-01-21T11:00:00Z");
    check("500 BCE:", "-0499");
    check("500-400 BCE:", "-0499/-0399");
    check("2014/now:", "2014/..");
    check("2022-01-01 - 1 week:", "2022-01-01/2022-01-07");
    check("2022-02-28/2 days:", "2022-02-28/2022-03-01");
}

#[test]
fn a_document_becomes_events() {
    let text = "\
title: The bridge
dateFormat: d/M/y
timezone: Europe/Vienna

// a comment
3/4/2022: First reading #Votes !first
location: Town hall
actors: [\"A, B\", \"C\"]
colour: red

The text *below*.

- a list

section The second half
after !first 3 weeks: Second reading
before !first 2 days: Eve
2022-06-01 every 2 weeks x3: Talks
endSection
2023: Outside
# A heading
## Deeper
2024: Within
";
    let imported = read("markwhen", text, &[], None);
    assert_eq!(imported.diagnostics, []);
    assert_eq!(
        imported.settings,
        ["title: \"The bridge\"", "timezone: Europe/Vienna"]
    );
    let found: Vec<(&str, &str)> = imported
        .events
        .iter()
        .map(|e| (e.title.as_str(), e.date.as_str()))
        .collect();
    let expected = [
        ("First reading", "2022-04-03"),
        ("Second reading", "2022-04-25"),
        ("Eve", "2022-04-01"),
        ("Talks", "2022-06-01"),
        ("Talks", "2022-06-15"),
        ("Talks", "2022-06-29"),
        ("Outside", "2023"),
        ("Within", "2024"),
    ];
    assert_eq!(found, expected);
    let names = |index: usize, taxonomy: &str| -> Vec<String> {
        let terms = &imported.events[index].terms;
        terms
            .iter()
            .find(|(key, _)| key == taxonomy)
            .map(|(_, names)| names.clone())
            .unwrap_or_default()
    };
    assert_eq!(names(0, "actors"), ["A, B", "C"]);
    assert_eq!(names(0, "places"), ["Town hall"]);
    assert_eq!(names(0, "topics"), ["Votes"]);
    assert_eq!(names(1, "threads"), ["The second half"]);
    assert_eq!(names(6, "threads"), [""; 0]);
    assert_eq!(names(7, "threads"), ["A heading", "Deeper"]);
    assert_eq!(imported.events[0].extra["colour"], "red");
}

#[test]
fn faults_name_the_line() {
    let check = |text: &str, message: &str, pointed: &str| {
        let imported = read("markwhen", text, &[], None);
        assert_eq!(
            first_fault(text, &imported.diagnostics),
            (message, pointed),
            "{text}"
        );
    };
    check(
        "2022: A\n2022-02-30: B\n",
        "line 2: `2022-02-30` is not in the calendar",
        "2022-02-30: B",
    );
    check(
        "after !x 3 days: A\n",
        "line 1: no entry before this line has the id `x`",
        "after !x 3 days: A",
    );
    check(
        "2022/2021: A\n",
        "line 1: the range ends before it begins",
        "2022/2021: A",
    );
    check("2022:\n", "line 1: nothing is said after the date", "2022:");
    check(
        "no dates here\n",
        "no line begins with a date and a colon",
        "",
    );
}

#[test]
fn what_markwhen_cannot_say_is_kept_beside_it() {
    let folder = added(&[(
        "content/events/a.md",
        "---\ntitle: A\ndate: 1850~\nactors: [X]\n---\n# Not a section\n",
    )]);
    let exported = export(&folder, "markwhen");
    let text = String::from_utf8(exported.bytes).unwrap();
    assert!(
        text.contains("\n1850: A\nid: a\nedtf: 1850~\nactors: [\"X\"]\n\n\\# Not a section\n"),
        "{text}"
    );
    assert_eq!(exported.notes.lines().count(), 1);
    assert_eq!(dates(&text), ["1850~"]);
}

fn kept(event: &NewEvent) -> NewEvent {
    let mut terms = event.terms.clone();
    terms.retain(|(_, names)| !names.is_empty());
    for (_, names) in &mut terms {
        names.sort();
    }
    terms.sort();
    NewEvent {
        id: String::new(),
        slug: String::new(),
        place: None,
        terms,
        ..event.clone()
    }
}

fn entry() -> impl Strategy<Value = String> {
    let date = prop_oneof![
        (1i64..3000).prop_map(|year| format!("{year:04}")),
        (1i64..3000, 1u8..13).prop_map(|(year, month)| format!("{year:04}-{month:02}")),
        (1i64..3000, 1u8..13, 1u8..29)
            .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        (1i64..3000, 1u8..13, 1u8..29, 0u8..24)
            .prop_map(|(y, m, d, h)| format!("{y:04}-{m:02}-{d:02} {h:02}:05")),
        (1i64..3000).prop_map(|year| format!("{year} BCE")),
        (1i64..1500, 1500i64..3000).prop_map(|(from, to)| format!("{from:04}/{to:04}")),
        (1i64..1500).prop_map(|from| format!("{from:04}/now")),
    ];
    (
        date,
        "[a-zA-Z ,.'?-]{0,20}[a-z]",
        "[a-z]{3,8}",
        prop::option::of("[a-zA-Z*. ]{0,30}[a-z]"),
    )
        .prop_map(|(date, title, place, text)| {
            let text = text
                .map(|text| format!("\nThe {text}\n"))
                .unwrap_or_default();
            format!("{date}: T {title} #{place}\nlocation: {place}\n{text}\n")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn entries_are_kept(entries in prop::collection::vec(entry(), 1..4), thread in "[A-Z][a-z]{2,8}") {
        let text = format!("{}\n# {thread}\n\n{}", entries[0], entries.concat());
        let (first, second) = round_trip("markwhen", "markwhen", &text);
        let first: Vec<NewEvent> = first.iter().map(kept).collect();
        let second: Vec<NewEvent> = second.iter().map(kept).collect();
        prop_assert_eq!(first, second);
    }
}
