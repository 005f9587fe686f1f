//! Hostile files end in diagnostics or in content that passes the check, never in a panic.

use dateline::exchange::{IMPORTERS, Imported};
use dateline::prepare::prepare;
use proptest::prelude::*;

use super::{add, arranged, empty, events, read, site_of, with_drafts};

/// Texts that try to be more than text.
pub(crate) const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) ![b](../../etc/passwd) [[nowhere]] [@nobody]",
    "---\ntitle: x\n---\n",
    "{{ site.title }} {% include \"x\" %}",
    "=cmd|' /C calc'!A0",
    "]]> -->",
    "# a\n> b\n- c\n1. d\n```\ne",
    "*alias &anchor !tag %x @y `z` \"q\" 'r' : # ?",
    "\u{202e}turned",
    "a\\\nb\tc\u{2028}d\u{85}e",
    "~~~~ | a | b |\n|---|---|\n| c | d |",
    "term\n: definition\n\n[^1]: note",
    "<!-- a --> &lt; &#x41; &amp;amp;",
    "\u{1F600} ٣ ß ﬁ",
];

#[test]
fn hostile_cells_become_plain_text() {
    for text in HOSTILE {
        let quoted = text.replace('"', "\"\"");
        let row = format!(
            "title,date,text,actors,source,extra\n\"{quoted}\",2022,\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\"\n"
        );
        let (folder, _) = site_of("csv", &row);
        assert_eq!(folder.content.len(), 1, "{text}");
    }
}

#[test]
fn what_is_too_long_is_cut_or_told() {
    let long = "word ".repeat(30_000);
    let (folder, _) = site_of("csv", &format!("title,date\n{long},2022\n"));
    assert!(folder.content[0].bytes.len() < 2_000);
    let mut folder = empty();
    let (_, arranged) = add(
        &mut folder,
        "csv",
        &format!("title,date,other\nA,2022,{long}\n"),
    );
    assert_eq!((arranged.files.len(), arranged.diagnostics.len()), (0, 1));
    let message = &arranged.diagnostics[0].message;
    assert!(
        message.starts_with("this would become a file that the check refuses"),
        "{message}"
    );
}

/// A text of a format that has some words wherever it takes words.
fn carrying(format: &str, words: &str) -> String {
    let line = words.replace(['\n', '\r'], " ");
    let json = serde_json::Value::from(words);
    match format {
        "csv" => {
            let cell = words.replace('"', "\"\"");
            format!(
                "title,date,text,actors,source,extra\n\"{cell}\",2022,\"{cell}\",\"{cell}\",\"{cell}\",\"{cell}\"\n"
            )
        }
        "jsonl" => {
            format!(
                "{{\"title\": {json}, \"date\": \"2022\", \"text\": {json}, \"places\": {json}, {json}: {json}}}"
            )
        }
        "timelinejs" => format!(
            "{{\"events\": [{{\"start_date\": {{\"year\": 2022, \"display_date\": {json}}}, \"group\": {json}, \"unique_id\": {json}, \
             \"text\": {{\"headline\": {json}, \"text\": {json}}}, \"media\": {{\"url\": {json}, \"caption\": {json}, \"credit\": {json}}}}}]}}"
        ),
        "markwhen" => format!(
            "section {line}\n2022-01-21: {line} #{line}\nlocation: {line}\n{words}\nendSection\n"
        ),
        "ics" => {
            let text = words
                .replace('\\', "\\\\")
                .replace(['\n', '\r'], "\\n")
                .replace(';', "\\;")
                .replace(',', "\\,");
            format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20220101T000000Z\r\nDTSTART;VALUE=DATE:20220121\r\n\
                 SUMMARY:{text}\r\nDESCRIPTION:{text}\r\nLOCATION:{text}\r\nCATEGORIES:{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            )
        }
        "timemap" => format!(
            "{{\"events\": [{{\"title\": {json}, \"description\": {json}, \"date\": \"1/21/2022\", \"location\": {json}, \"sources\": [{json}], \"associations\": [{json}]}}]}}"
        ),
        "news" => format!(
            "A headline {line}\n20220121\nPublisher: {line}\n\nOn Monday {line} was seen.\n\n{words} fell on Tuesday.\n"
        ),
        other => panic!("a format without a hostile text: {other}"),
    }
}

#[test]
fn hostile_words_come_in_through_no_format() {
    for importer in IMPORTERS {
        let mut whole = Imported::default();
        for words in HOSTILE {
            let imported = read(importer.name, &carrying(importer.name, words), &[], None);
            let is_told = !imported.events.is_empty() || !imported.diagnostics.is_empty();
            assert!(is_told, "{}: {words}", importer.name);
            whole.events.extend(imported.events);
            whole.sources.extend(imported.sources);
            whole.diagnostics.extend(imported.diagnostics);
        }
        let mut folder = empty();
        let arranged = arranged(&whole, importer.name, &folder);
        for fault in whole.diagnostics.iter().chain(&arranged.diagnostics) {
            assert!(fault.place.is_some(), "{}: {fault:?}", importer.name);
        }
        for file in &arranged.files {
            assert!(!file.path.contains(".."), "{}", file.path);
            assert!(!file.text.contains('\u{0}'), "{}", file.text);
            folder.insert(&file.path, file.text.as_bytes());
        }
        let prepared = prepare(&folder, &with_drafts());
        let events = events(&prepared);
        assert!(!events.is_empty(), "{}", importer.name);
        for event in events {
            let html = event.body.html.to_lowercase();
            assert!(!html.contains("<script"), "{}: {html}", importer.name);
            assert!(!html.contains("\"javascript:"), "{}: {html}", importer.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_makes_an_importer_panic(text in "(?s).{0,200}") {
        for importer in IMPORTERS {
            let _ = read(importer.name, &text, &[], None);
        }
    }

    #[test]
    fn every_table_passes_the_check(
        title in "\\PC{1,20}",
        text in "[ -~\n]{0,60}",
        name in "[ -~]{0,20}",
        year in 1i32..3000,
    ) {
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let row = format!("title,date,text,actors,other\n{},{year:04},{},{},{}\n", cell(&title), cell(&text), cell(&name), cell(&text));
        let mut folder = empty();
        let (_, arranged) = add(&mut folder, "csv", &row);
        prop_assert!(arranged.diagnostics.is_empty(), "{:?}", arranged.diagnostics);
    }
}
