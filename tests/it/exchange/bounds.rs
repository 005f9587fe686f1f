//! What a small file may make an import do: how much it repeats, tells and holds has bounds.

use dateline::exchange::Imported;

use super::{first_fault, read};

fn notes(imported: &Imported) -> Vec<String> {
    imported.notes.lines().collect()
}

fn numbered(line: &str, count: usize) -> String {
    let lines = (0..count).map(|n| line.replace("{n}", &n.to_string()));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn fifty_lost_lines_are_told_and_the_rest_is_counted() {
    let imported = read(
        "markwhen",
        &format!("# A\n{}", numbered("x{n}", 20_000)),
        &[],
        None,
    );
    let told = notes(&imported);
    assert_eq!(told.len(), 51);
    assert_eq!(
        told[49],
        "line 51, `x49`, is left out: it belongs to no entry"
    );
    assert_eq!(
        told[50],
        "further lines that belong to no entry or only begin like one: 19950"
    );
    let fifty = read(
        "markwhen",
        &format!("# A\n{}", numbered("x", 50)),
        &[],
        None,
    );
    assert_eq!(notes(&fifty).len(), 50);
}

#[test]
fn every_line_that_is_not_json_is_told_with_its_number() {
    let text = numbered("{\"title\": \"A\", \"date\": \"2022\",}", 20_000);
    let faults = read("jsonl", &text, &[], None).diagnostics;
    assert_eq!(faults.len(), 20_000);
    let last = &faults[19_999].message;
    assert!(
        last.starts_with("line 20000, column 31: trailing comma"),
        "{last}"
    );
}

#[test]
fn tables_have_a_limit_of_columns_and_of_cells() {
    let text = numbered("{\"k{n}\": 1}", 20_000);
    let faults = read("jsonl", &text, &[], None).diagnostics;
    assert_eq!(
        first_fault(&text, &faults),
        ("row 1001: there are more than 1000 keys", "{\"k1000\": 1}")
    );
    assert_eq!(faults.len(), 1);
    let headings = format!("title,date{}", ",x".repeat(1_000));
    let text = format!("{headings}\n{}", "A,2022\n".repeat(10_000));
    let faults = read("csv", &text, &[], None).diagnostics;
    let message = "the table has 10000 rows of 1002 columns: more than 10000000 cells";
    assert_eq!(first_fault(&text, &faults).0, message);
}

#[test]
fn sections_have_a_limit_of_depth() {
    let sections = numbered("section s{n}", 20_000);
    let text = format!("2021: A\n{sections}\n{}", numbered("2022: B{n}", 20_000));
    let imported = read("markwhen", &text, &[], None);
    assert_eq!(
        first_fault(&text, &imported.diagnostics),
        (
            "sections lie more than 16 deep in each other",
            "section s16"
        )
    );
    assert_eq!((imported.diagnostics.len(), imported.events.len()), (1, 1));
    let siblings = "section a\n2022: A\nend section\n".repeat(100);
    let imported = read("markwhen", &siblings, &[], None);
    assert_eq!(
        (imported.diagnostics.len(), imported.events.len()),
        (0, 100)
    );
}

#[test]
fn what_recurs_repeats_no_more_than_an_import_may_hold() {
    let message = "what recurring entries repeat comes to more than 64 MiB";
    let long = "word ".repeat(200_000);
    let entry = format!("2022-01-21 every day x100: A\n{long}\n");
    let text = format!("{entry}2023 every year x2: B\n");
    let imported = read("markwhen", &text, &[], None);
    assert_eq!(
        first_fault(&text, &imported.diagnostics),
        (
            format!("line 1: {message}").as_str(),
            "2022-01-21 every day x100: A"
        )
    );
    assert_eq!(imported.events.len(), 2);
    let calendar = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20220121\nRRULE:FREQ=DAILY;COUNT=100\nDESCRIPTION:{long}\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    let imported = read("ics", &calendar, &[], None);
    assert_eq!(
        first_fault(&calendar, &imported.diagnostics).0,
        format!("entry 1, `RRULE`: {message}")
    );
}

#[test]
fn a_recurrence_without_occurrences_leaves_the_entry() {
    for rule in ["every week x0", "every week for 0 times"] {
        let imported = read(
            "markwhen",
            &format!("2022-01-21 {rule}: Talks\n"),
            &[],
            None,
        );
        assert_eq!(imported.events.len(), 1, "{rule}");
        assert_eq!(
            notes(&imported),
            ["a recurrence of no occurrences is left out"]
        );
    }
}

#[test]
fn a_date_beside_an_entry_that_recurs_is_not_that_of_each() {
    let text = "2022-01-21 every week x2: Talks\nid: talks\nedtf: 2022-01-21~\n";
    let imported = read("markwhen", text, &[], None);
    let found: Vec<(&str, &str)> = imported
        .events
        .iter()
        .map(|event| (event.id.as_str(), event.date.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("talks/2022-01-21", "2022-01-21"),
            ("talks/2022-01-28", "2022-01-28")
        ]
    );
    assert_eq!(
        notes(&imported),
        ["the `edtf` of an entry that recurs is left out"]
    );
}

#[test]
fn what_is_no_line_of_a_calendar_is_pointed_at_where_it_stands() {
    let check = |lines: &str, pointed: &str, before: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:no\r\n colon\r\nDESCRIPTION:no colon\r\nEND:VEVENT\r\n{lines}\r\nEND:VCALENDAR\r\n"
        );
        let faults = read("ics", &text, &[], None).diagnostics;
        let (message, at) = first_fault(&text, &faults);
        assert_eq!(at, pointed, "{message}");
        let at = at.as_ptr() as usize - text.as_ptr() as usize;
        assert!(text[..at].ends_with(before), "{message}");
    };
    check("no colon", "no colon", "END:VEVENT\r\n");
    check(
        "begin:vevent\r\nuid:2\r\nno colon\r\nend:vevent",
        "begin:vevent",
        "END:VEVENT\r\n",
    );
    check("no co\r\n lon", "no co", "END:VEVENT\r\n");
}
