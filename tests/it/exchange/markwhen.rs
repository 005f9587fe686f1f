//! Markwhen, in and out.

use dateline::exchange::NewEvent;
use proptest::prelude::*;

use super::{added, export, first_fault, read, round_trip, round_trips};

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
    check(
        "2022-01-21 11:00 - 13:00:",
        "2022-01-21T11:00/2022-01-21T13:00",
    );
    check(
        "2022-01-21 11pm to 1am:",
        "2022-01-21T23:00/2022-01-22T01:00",
    );
    check("2024-W05:", "2024-01-29/2024-02-04");
    check("2024-W05-2:", "2024-01-30");
    check("2020-W53 / 2021W02:", "2020-12-28/2021-01-17");
    check("Jan 500:", "0500-01");
}

/// What Markwhen's own parser says of each line, as days.
#[test]
fn dates_that_hang_on_others_mean_what_they_mean_to_markwhen() {
    let check = |lines: &str, expected: &[&str]| {
        let text = format!("2022-04-03: First !first\n{lines}\n");
        assert_eq!(dates(&text)[1..], *expected, "{lines}");
    };
    check("after !first 3 weeks: X", &["2022-04-04/2022-04-24"]);
    check("before !first 2 days: X", &["2022-04-01/2022-04-02"]);
    check("by !first 2 days: X", &["2022-04-01/2022-04-02"]);
    check(
        "after !first 3 weeks - 5 days: X",
        &["2022-04-25/2022-04-29"],
    );
    check(
        "before !first 3 weeks - 5 days: X",
        &["2022-03-08/2022-03-12"],
    );
    check("after !first.start 3 days: X", &["2022-04-03/2022-04-05"]);
    check("!first: X", &["2022-04-04"]);
    check("2022-01-21 - !first.start: X", &["2022-01-21/2022-04-03"]);
    check(
        "3 days: X\n.end 1 day: Y",
        &["2022-04-04/2022-04-06", "2022-04-07"],
    );
    check(
        "11:00: X\n11:30 - 13:00: Y\n9am: Z",
        &[
            "2022-04-04T11:00",
            "2022-04-04T11:30/2022-04-04T13:00",
            "2022-04-05T09:00",
        ],
    );
}

#[test]
fn what_is_left_out_is_told() {
    let check = |text: &str, expected: &[&str]| {
        let imported = read("markwhen", text, &[], None);
        let notes: Vec<String> = imported.notes.lines().collect();
        assert_eq!(notes, expected, "{text}");
        assert_eq!(imported.diagnostics, [], "{text}");
    };
    check(
        "---\ntitle: A\n---\n#tag: red\n\n2022: A\n",
        &[
            "line 4, `#tag: red`, is left out: it is neither an entry nor a property of the document",
        ],
    );
    check("view: x\n2022: A\n", &["`view` of the header is left out"]);
    check(
        "section A\ntags: b\n2022: A\nendSection\nThe rest\nendSection\n",
        &[
            "line 2, `tags: b`, is left out: it belongs to no entry",
            "line 5, `The rest`, is left out: it belongs to no entry",
            "an end of a section that none begins is left out",
        ],
    );
    check(
        "2022: A\n\nQ1 2022: B\n1st half 2022: C\n2. Two: three\n",
        &[
            "line 3, `Q1 2022: B`, begins like an entry and is kept as text: its date is not understood",
            "line 4, `1st half 2022: C`, begins like an entry and is kept as text: its date is not understood",
        ],
    );
    check(
        "2022: A\n// one\n// two\n",
        &["a comment is left out (2 times)"],
    );
    check(
        "2022-01-01 every 2 hours x3: A\n",
        &["a recurrence in steps that are finer than its date is left out"],
    );
    check(
        "2022 every month x3: A\n",
        &["a recurrence in steps that are finer than its date is left out"],
    );
    check(
        "2022-01-01 every monday: A\n",
        &["the recurrence `every monday` is not understood and is left out"],
    );
    check(
        "2022-01-01 every 0 days x3: A\n",
        &["the recurrence `every 0 days x3` is not understood and is left out"],
    );
    check(
        "2022-01-01 every day: A\n",
        &["a recurrence is cut after 100 occurrences"],
    );
}

#[test]
fn sections_nest_and_their_tags_are_topics() {
    let text = "\
section Planning #plan
2022-01: A
## Deeper: still
2022-02: B #own
endSection
2022-03: C
# One
  ## Two #two
2022-04: D
# Three
2022-05: E
group
2022-06: F
end group
2022-07: G
";
    let imported = read("markwhen", text, &[], None);
    assert_eq!(imported.diagnostics, []);
    assert!(imported.notes.is_empty());
    let of = |event: &NewEvent, taxonomy: &str| {
        let terms = event.terms.iter().find(|(key, _)| key == taxonomy);
        terms.map_or(String::new(), |(_, names)| names.join("+"))
    };
    let found: Vec<String> = imported
        .events
        .iter()
        .map(|event| {
            format!(
                "{}: {} / {}",
                event.title,
                of(event, "threads"),
                of(event, "topics")
            )
        })
        .collect();
    let expected = [
        "A: Planning / plan",
        "B: Planning+Deeper: still / own+plan",
        "C:  / ",
        "D: One+Two / two",
        "E: Three / ",
        "F: Three / ",
        "G: Three / ",
    ];
    assert_eq!(found, expected);
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
        ("Second reading", "2022-04-04/2022-04-24"),
        ("Eve", "2022-04-01/2022-04-02"),
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
    check(
        "section A\nendSection\nnow: B\n",
        "line 3: `now` is the day on which the document is read; write the date",
        "now: B",
    );
    check("Jan 5: A\n", "line 1: `Jan 5` has no year", "Jan 5: A");
    check(
        "May 2 - May 5 2022: A\n",
        "line 1: `May 2` has no year",
        "May 2 - May 5 2022: A",
    );
    check(
        "2021-W53: A\n",
        "line 1: `2021-W53` is not in the calendar",
        "2021-W53: A",
    );
    check(
        "11:00: A\n",
        "line 1: there is no entry before this one",
        "11:00: A",
    );
    check(
        "2022-01: A\n2022/now: B\n11:00: C\n",
        "line 3: the entry that this hangs on has no end",
        "11:00: C",
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

/// What is kept of an event whose id and slug were not written out.
fn kept(event: &NewEvent) -> NewEvent {
    NewEvent {
        id: String::new(),
        slug: String::new(),
        ..round_trips::kept(event)
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
