//! The targets that bring in what other programs wrote: whatever it is, what becomes of it passes the check, gives pages
//! without anything that runs, and is known again when it is brought in twice.

use dateline::diagnostic::Severity;
use dateline::folder::Folder;
use dateline::prepare::prepare;
use dateline::render::Rendered;

use super::super::html;
use super::fuzz;
use super::targets::{codes, shape};
use crate::exchange::{arranged, empty, read, with_drafts};

/// Brings a text into an empty site, twice; how it behaved.
fn import(format: &str, text: &str) -> (Vec<String>, Vec<String>, usize) {
    let mut folder = empty();
    let imported = read(format, text, &[], None);
    let new = arranged(&imported, format, &folder);
    for file in &new.files {
        assert!(
            file.path.starts_with("content/") && !file.path.contains(".."),
            "{}",
            file.path
        );
        folder.insert(&file.path, file.text.as_bytes());
    }
    let tags = assert_sound(&folder);
    let again = arranged(&read(format, text, &[], None), format, &folder);
    let paths: Vec<_> = again.files.iter().map(|file| &file.path).collect();
    assert!(paths.is_empty(), "brought in twice: {paths:?}");
    let mut said = codes(&imported.diagnostics);
    said.extend(codes(&new.diagnostics));
    (said, tags, new.files.len())
}

/// That a site passes the check and that its events' pages are harmless; the tags of these.
fn assert_sound(folder: &Folder) -> Vec<String> {
    let prepared = prepare(folder, &with_drafts());
    let is_error = |severity| severity == Severity::Error;
    let errors = prepared.diagnostics.iter();
    let errors: Vec<_> = errors.filter(|d| is_error(d.severity)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let renderer = prepared.renderer.expect("a site without errors");
    let mut tags = Vec::new();
    let outputs = renderer.plan().outputs.iter();
    let pages = outputs.filter(|output| {
        output
            .route
            .file(renderer.plan().urls())
            .starts_with("events/")
    });
    for output in pages.take(5) {
        if let Rendered::Bytes(bytes) = renderer.render(output).unwrap()
            && let Ok(page) = std::str::from_utf8(&bytes)
            && page.starts_with("<!")
        {
            assert_eq!(html::dangers(page), Vec::<String>::new());
            tags = html::names(page);
        }
    }
    tags
}

/// A target that reads a format.
fn fuzz_format(target: &str, format: &str, dictionary: &[&str]) {
    fuzz(target, dictionary, |bytes| {
        import(format, &String::from_utf8_lossy(bytes))
    });
}

#[test]
fn tables() {
    let words = [
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "title",
        "date",
        "end_date",
        "source",
        "source_url",
        "actors",
        "latitude",
        "2022-01-21",
        "21/01/2022",
        "1/2/22",
        "c. 1900",
        "id",
        "summary",
        "=1+1",
        "\u{feff}",
        "https://example.org/",
        "javascript:x",
    ];
    fuzz_format("tables", "csv", &words);
}

#[test]
fn json_lines() {
    let words = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\n",
        "\\u0000",
        "\\ud800",
        "null",
        "true",
        "1e999",
        "\"title\": ",
        "\"date\": ",
        "\"actors\": ",
        "\"sources\": ",
        "\"url\": ",
        "\"place\": ",
        "\"latitude\": ",
        "\"2022-01-21\"",
        "\"end\": ",
    ];
    fuzz_format("json_lines", "jsonl", &words);
}

#[test]
fn timelinejs() {
    let words = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "\"events\": ",
        "\"eras\": ",
        "\"title\": ",
        "\"start_date\": ",
        "\"end_date\": ",
        "\"year\": ",
        "\"month\": ",
        "\"day\": ",
        "\"hour\": ",
        "\"display_date\": ",
        "\"text\": ",
        "\"headline\": ",
        "\"media\": ",
        "\"url\": ",
        "\"group\": ",
        "\"unique_id\": ",
        "\"-5000000000\"",
        "\"13\"",
        "Year,Month",
        "Headline,",
        "Text,",
        "Media,",
        "\n",
    ];
    fuzz_format("timelinejs", "timelinejs", &words);
}

#[test]
fn markwhen() {
    let words = [
        "---\n",
        "\n",
        ": ",
        " - ",
        "/",
        "now",
        "section ",
        "group ",
        "end section",
        "endGroup",
        "title: ",
        "dateFormat: d/M/y\n",
        "#tag",
        "@me",
        "2022-01-21",
        "01/21/2022",
        "5 days",
        "every week for 5 times",
        "x5",
        "after !x ",
        "!x",
        "[link](https://example.org)",
        "// ",
        "12pm",
        "Jan 21 2022",
        "T11:00Z",
        "- [ ] ",
        "id: x",
    ];
    fuzz_format("markwhen", "markwhen", &words);
}

#[test]
fn calendars() {
    let words = [
        "BEGIN:VCALENDAR\r\n",
        "END:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "BEGIN:VTIMEZONE\r\n",
        "BEGIN:VALARM\r\n",
        "DTSTART:",
        "DTSTART;VALUE=DATE:",
        "DTSTART;TZID=Europe/Zurich:",
        "DTEND:",
        "DURATION:",
        "PT1H",
        "-P1W",
        "RRULE:",
        "FREQ=DAILY;",
        "FREQ=SECONDLY;",
        "COUNT=",
        "UNTIL=",
        "INTERVAL=0",
        "BYDAY=-1MO,2TU;",
        "RDATE:",
        "EXDATE:",
        "RECURRENCE-ID:",
        "UID:",
        "SUMMARY:",
        "DESCRIPTION:",
        "GEO:1;2",
        "\r\n ",
        "\r\n",
        "\\n",
        "\\,",
        ";",
        "20220121T110000Z",
        "00010101",
        "99991231T235960",
    ];
    fuzz_format("calendars_in", "ics", &words);
}

#[test]
fn timemap() {
    let words = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "\"id\": ",
        "\"description\": ",
        "\"date\": ",
        "\"time\": ",
        "\"location\": ",
        "\"latitude\": ",
        "\"longitude\": ",
        "\"sources\": ",
        "\"associations\": ",
        "\"events\": ",
        "\"title\": ",
        "\"paths\": ",
        "\"type\": ",
        "\"1/21/2022\"",
        "\"narrative\"",
        "\"filter_paths\": ",
    ];
    fuzz_format("timemap", "timemap", &words);
}

/// HTML is what `TimelineJS` holds its texts in; it becomes Markdown.
#[test]
fn html_to_markdown() {
    let words = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "<a href=\"",
        "\">",
        "</a>",
        "<ul><li>",
        "</li>",
        "<br>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<img src=x onerror=y>",
        "<blockquote>",
        "<pre>",
        "<code>",
        "<h1>",
        "<table><tr><td>",
        "javascript:x",
        "&amp;",
        "&#106;",
        "&lt;",
        "<![CDATA[",
        "]]>",
        "[",
        "]",
        "(",
        ")",
        "*",
        "_",
        "`",
        "#",
        "\n\n",
        "    ",
        "\\",
        "[[",
        "[@",
        "|",
        "<",
    ];
    fuzz("html", &words, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let slide = serde_json::json!({"events": [{
            "start_date": {"year": "2022"}, "unique_id": "x",
            "text": {"headline": text, "text": text},
            "media": {"url": "https://example.org/a.jpg", "caption": text, "credit": text},
        }]});
        (import("timelinejs", &slide.to_string()), shape(&text))
    });
}
