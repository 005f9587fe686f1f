//! A fault of any format names the record that it is in, and the line and the column of the file, as the terminal shows them.

use dateline::diagnostic::{Severity, json};
use serde_json::Value;

use super::read;

/// A format, a text with one fault, how its message begins, and its line and column.
struct Fault(&'static str, &'static str, &'static str, (usize, usize));

#[rustfmt::skip]
const FAULTS: [Fault; 17] = [
    Fault("csv", "title,date\nA,2022\n\"B\nb\",someday\n", "row 3, column `date`: `someday`", (4, 4)),
    Fault("csv", "title,date\nÄÖ,someday\n", "row 2, column `date`: `someday`", (2, 4)),
    Fault("timelinejs", "Year,Month,Headline\n2022,1,A\n2022,13,B\n", "row 3, column `Month`: `13`", (3, 6)),
    Fault("timelinejs", "{\n \"events\": [\n  {},\n  {}]}", "event 1, `start_date.year`: the slide has no date", (3, 3)),
    Fault("timelinejs", "{\"events\": [], \"eras\": [\n {\"start_date\": {\"year\": 1},\n  \"end_date\": {\"year\": \"x\"}}]}", "era 1, `end_date.year`: `x`", (3, 24)),
    Fault("timelinejs", "{\"events\": [{\"text\": {\"headline\": \"A\"},\n\"start_date\": {\"year\": \"1\", \"month\": \"13\"}}]}", "event 1, `start_date.month`: `13`", (2, 38)),
    Fault("timelinejs", "{\"events\": [\n  {\"ü\": }]}", "the file is not JSON: line 2, column 9: expected value", (2, 9)),
    Fault("timemap", "[{\"date\": \"2022\", \"title\": \"A\"},\n {\"title\": \"B\", \"date\": \"soon\"}]", "event 2, `date`: `soon`", (2, 25)),
    Fault("timemap", "{\"events\": [\n", "the file is not JSON: line 2, column 1: EOF", (2, 1)),
    Fault("jsonl", "{\"title\": \"A\", \"date\": \"2022\"}\n  {\"title\": \"B\", \"date\": \"soon\"}\n", "row 2, column `date`: `soon`", (2, 26)),
    Fault("jsonl", "[{\"title\": \"A\", \"date\": \"2022\"},\n{\"title\": \"B\", \"date\": \"soon\"}]\n", "row 2, column `date`: `soon`", (2, 24)),
    Fault("jsonl", "[{\"title\": \"A\", \"date\": \"2022\"},\n 7]\n", "item 2 of the list is no JSON object", (2, 2)),
    Fault("jsonl", "{\"title\": \"A\", \"date\": \"2022\"}\n\n{\"ä\": nul}\n", "line 3, column 10: expected ident", (3, 10)),
    Fault("jsonl", "{\"title\": \"A\", \"date\": \"2022\"}\n{\"title\": \n", "line 2, column 9: EOF", (2, 9)),
    Fault("markwhen", "2022: A\n  2022-02-30: B\n", "line 2: `2022-02-30` is not in the calendar", (2, 3)),
    Fault("ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:2022\nEND:VEVENT\nEND:VCALENDAR\n", "entry 1, `DTSTART`: `2022`", (4, 1)),
    Fault("news", "A headline\n20220132\n\nIt fell on Monday.\n", "the day of publication is missing", (1, 1)),
];

#[test]
fn faults_name_the_record_the_line_and_the_column() {
    for Fault(format, text, message, (line, column)) in FAULTS {
        let faults = read(format, text, &[], None).diagnostics;
        let fault = faults
            .iter()
            .find(|fault| fault.severity == Severity::Error && fault.message.starts_with(message))
            .unwrap_or_else(|| panic!("{format}, {text}: {faults:#?}"));
        let texts = |path: &str| (path == "in").then(|| text.to_owned());
        let shown = json(std::slice::from_ref(fault), &texts);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        let shown = &shown["diagnostics"][0];
        let found = (&shown["line"], &shown["column"]);
        assert_eq!(found, (&line.into(), &column.into()), "{format}, {text}");
    }
}
