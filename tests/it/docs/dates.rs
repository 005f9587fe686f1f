//! The dates that `README.md` and `docs/writing.md` show are read, and read as they say, in British English.

use dateline::edtf::EventDate;
use dateline::language::Language;

use super::{code_spans, table_rows, text_of};

#[test]
fn the_dates_that_are_shown_read_as_they_say() {
    let files =
        ["en", "en-GB"].map(|stem| (stem, text_of(format!("templates/languages/{stem}.yaml"))));
    let files = files.each_ref().map(|(stem, text)| (*stem, text.as_str()));
    let (language, _) = Language::load("en-GB", &files);
    for (document, heading, least) in [
        ("README.md", "### Dates", 8),
        ("docs/writing.md", "## Dates", 28),
    ] {
        let text = text_of(document);
        let (_, section) = text.split_once(&format!("\n{heading}\n")).unwrap();
        let (section, _) = section.split_once("\n#").unwrap();
        let rows = table_rows(section);
        assert!(rows.len() >= least, "{document} shows {} dates", rows.len());
        let mut wrong = Vec::new();
        for row in &rows {
            let [.., written, reads] = row.as_slice() else {
                panic!("{document}: {row:?}");
            };
            let written = code_spans(written).next().unwrap().trim_matches('"');
            let date = EventDate::parse(written)
                .unwrap_or_else(|fault| panic!("{document}: {written}: {fault:?}"));
            let says = language.date(&date);
            if says != *reads {
                wrong.push(format!("{written} reads “{says}”, not “{reads}”"));
            }
        }
        assert!(wrong.is_empty(), "{document}: {wrong:#?}");
    }
}
