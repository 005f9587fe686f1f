//! Files of a hostile shape: too wide, too deep, too dense, too long, broken off. Each is taken within bounds, or its fault
//! names the place.

use dateline::edtf::EventDate;

use super::{add, empty, first_fault, read};

/// The name of a file of this shape, its format, its text, and what its first fault says and points at.
struct Shape(
    &'static str,
    &'static str,
    String,
    &'static str,
    &'static str,
);

fn deep() -> String {
    format!("{}{}", "[".repeat(10_000), "]".repeat(10_000))
}

fn wide() -> String {
    let columns: Vec<String> = (0..10_000).map(|column| format!("c{column}")).collect();
    let cells = ",x".repeat(10_000);
    format!("title,date,{}\nB,someday{cells}\n", columns.join(","))
}

fn entry(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn report(text: &str) -> String {
    format!("A headline\n20220121\n\n{text}")
}

#[rustfmt::skip]
fn refused() -> Vec<Shape> {
    vec![
        Shape("10,000 columns", "csv", wide(), "row 2, column `date`: `someday`", "someday"),
        Shape("breaks of old", "csv", "title,date\rA,2022\rB,someday\r".to_owned(), "row 3, column `date`: `someday`", "someday"),
        Shape("breaks in a cell", "csv", "title,date\r\n\"A\r\nb\",2022\r\nB,someday\r\n".to_owned(), "row 3, column `date`: `someday`", "someday"),
        Shape("a quote left open", "csv", "title,date\nA,2022\nB,\"someday\n".to_owned(), "row 3, column `date`: `someday", ""),
        Shape("a formula", "csv", "title,date\nA,=NOW()\n".to_owned(), "row 2, column `date`: `=NOW()`", "=NOW()"),
        Shape("markup", "csv", "title,date\nA,<script>\n".to_owned(), "row 2, column `date`: `<script>`", "<script>"),
        Shape("a month past the last", "timelinejs", "Year,Month,Headline\n2022,13,A\n".to_owned(), "row 2, column `Month`: `13`", "13"),
        Shape("lists in lists", "jsonl", deep(), "recursion limit", ""),
        Shape("lists in a field", "jsonl", format!("{{\"title\": \"A\", \"date\": \"2022\", \"x\": {}}}", deep()), "line 1, column 163: recursion limit", ""),
        Shape("half a character", "jsonl", r#"{"title": "\ud800", "date": "2022"}"#.to_owned(), "line 1, column 18", ""),
        Shape("lists in lists", "timelinejs", format!("{{\"events\": {}}}", deep()), "recursion limit", ""),
        Shape("lists in lists", "timemap", format!("{{\"events\": {}}}", deep()), "recursion limit", ""),
        Shape("an entry after itself", "markwhen", "after !a 3 weeks: A\nid: a\n".to_owned(), "line 1: no entry before this line", ""),
        Shape("a zone that is a path", "ics", entry("DTSTART;TZID=\"../../x\":20220101T000000"), "entry 1, `DTSTART`: the time zone `../../x`", "DTSTART;TZID=\"../../x\":20220101T000000"),
        Shape("a time past the last", "ics", entry("DTSTART:20229999T999999Z"), "entry 1, `DTSTART`: `20229999T999999Z`", "DTSTART:20229999T999999Z"),
        Shape("too many words", "news", report(&"word ".repeat(300_000)), "a news report has at most 1 MiB", ""),
        Shape("a day past the last", "news", "A headline\n20229999\n\nOn Monday it fell.\n".to_owned(), "the day of publication is missing", "A headline"),
    ]
}

#[test]
fn hostile_shapes_are_refused_with_their_place() {
    for Shape(name, format, text, message, pointed) in refused() {
        let faults = read(format, &text, &[], None).diagnostics;
        assert_eq!(faults.len(), 1, "{format}, {name}: {faults:?}");
        assert!(faults[0].place.is_some(), "{format}, {name}");
        let (found, at) = first_fault(&text, &faults);
        assert!(found.contains(message), "{format}, {name}: {found}");
        let is_there = pointed.is_empty() || at == pointed;
        assert!(is_there, "{format}, {name}: {found}");
    }
}

/// How many events such a file makes.
#[rustfmt::skip]
fn bounded() -> Vec<(&'static str, String, usize)> {
    vec![
        ("csv", format!("title,date\n{}", ",\n".repeat(10_000)), 0),
        ("csv", format!("title,date\nA,2022{}\n", ",x".repeat(10_000)), 1),
        ("timelinejs", format!(r#"{{"events": [{{"start_date": {{"year": 2022}}, "text": {{"headline": "A", "text": "{}"}}}}]}}"#, "<ul><li>".repeat(10_000)), 1),
        ("markwhen", format!("2022: {}\n", "word ".repeat(100_000)), 1),
        ("ics", entry(format!("DTSTART:20220101T000000Z\r\nDESCRIPTION:x\r\n{}", " x\r\n".repeat(10_000)).trim_end()), 1),
        ("ics", entry("DTSTART:20220101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=999999999"), 100),
        ("ics", entry("DTSTART:20220101T000000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), 0),
        ("news", report(&"Monday and ".repeat(90_000)), 0),
        ("news", report(&"On Monday it rained in some town. ".repeat(3_000)), 1),
    ]
}

#[test]
fn hostile_shapes_are_taken_within_bounds() {
    for (format, text, count) in bounded() {
        let imported = read(format, &text, &[], None);
        let start: String = text.chars().take(80).collect();
        assert_eq!(imported.diagnostics, [], "{format}: {start}");
        assert_eq!(imported.events.len(), count, "{format}: {start}");
    }
    let never = entry("DTSTART:20220101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
    let notes: Vec<String> = read("ics", &never, &[], None).notes.lines().collect();
    assert_eq!(notes, ["an entry whose rule names no day is left out"]);
}

#[test]
fn numbers_beyond_all_calendars_do_not_overflow() {
    let text = "It fell 99999999999 years ago. It rose 4000000000 days after Monday. It sank in 99999999 and 9999999999999999999 weeks later.";
    for event in read("news", &report(text), &[], None).events {
        assert!(EventDate::parse(&event.date).is_ok(), "{}", event.date);
    }
}

#[test]
fn what_the_check_would_refuse_is_not_written() {
    let wide = wide().replace("someday", "2022");
    let long = format!("title,date,text\nA,2022,{}\n", "word ".repeat(1_000_000));
    for text in [wide, long] {
        let (imported, arranged) = add(&mut empty(), "csv", &text);
        assert_eq!(imported.diagnostics, []);
        assert_eq!((arranged.files.len(), arranged.diagnostics.len()), (0, 1));
        assert!(arranged.diagnostics[0].place.is_some());
    }
}
