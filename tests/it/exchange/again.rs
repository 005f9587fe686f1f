//! A second import adds nothing twice, and no import takes the place of what is there.

use dateline::folder::Folder;

use super::{add, empty, read};

fn paths(folder: &Folder) -> Vec<&str> {
    folder.content.iter().map(|file| &*file.path).collect()
}

#[test]
fn a_second_import_adds_nothing() {
    let text = "title,date\nMeeting,2022-01-10\nMeeting,2022-01-12\nMeeting,2022-01-12\n!!!,2022\n2022-01-10 talks,2022\n";
    let mut folder = empty();
    let (_, first) = add(&mut folder, "csv", text);
    assert_eq!(first.files.len(), 4, "{:?}", first.notes);
    assert_eq!(first.notes.lines().count(), 1);
    let before = paths(&folder).join("\n");
    assert!(before.contains("content/events/meeting.md"), "{before}");
    assert!(
        before.contains("content/events/meeting-2022-01-12.md"),
        "{before}"
    );
    let (_, second) = add(&mut folder, "csv", text);
    assert_eq!((second.files.len(), second.known), (0, 4));
    assert_eq!(paths(&folder).join("\n"), before);
    let (_, third) = add(
        &mut folder,
        "csv",
        "title,date\nAfterwards,2023\nMeeting,2022-01-10\n",
    );
    assert_eq!((third.files.len(), third.known), (1, 1));
}

#[test]
fn what_is_there_keeps_its_place() {
    let mut folder = empty();
    folder.insert(
        "content/events/meeting.md",
        b"---\ntitle: Another\ndate: 1999\n---\n",
    );
    folder.insert("content/events/broken.md", b"---\n");
    let (_, arranged) = add(
        &mut folder,
        "csv",
        "title,date\nMeeting,2022\nBroken,2022\n",
    );
    let new: Vec<&str> = arranged
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        new,
        [
            "content/events/meeting-2022.md",
            "content/events/broken-2022.md"
        ]
    );
}

#[test]
fn a_file_that_was_moved_and_retitled_is_known_again() {
    let text = "id,title,date\nx1,Meeting,2022\n";
    let mut folder = empty();
    let (_, arranged) = add(&mut folder, "csv", text);
    let moved = arranged.files[0]
        .text
        .replace("Meeting", "The first meeting");
    let mut edited = empty();
    edited.insert("content/events/2022/first.md", moved.as_bytes());
    let (_, again) = add(&mut edited, "csv", text);
    assert_eq!((again.files.len(), again.known), (0, 1));
}

#[test]
fn a_second_import_of_any_format_adds_nothing() {
    let entry = |uid: u8| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:2022010{uid}\nSUMMARY:A\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\n"
        )
    };
    let calendar = format!("BEGIN:VCALENDAR\n{}{}END:VCALENDAR\n", entry(1), entry(5));
    for (format, text, count) in [
        (
            "csv",
            "title,date,url\nA,2022,https://example.org/1\nA,2023,\n",
            2,
        ),
        (
            "jsonl",
            "{\"title\": \"A\", \"date\": \"2022\"}\n{\"title\": \"A\", \"date\": 2023}\n",
            2,
        ),
        ("timelinejs", "Year,Headline\n2022,A\n2023,A\n", 2),
        (
            "timelinejs",
            r#"{"events": [{"start_date": {"year": 2022}, "text": {"headline": "A"}}]}"#,
            1,
        ),
        ("markwhen", "2022: A\n2023 every year x3: A\nid: b\n", 4),
        ("ics", &calendar, 4),
        (
            "timemap",
            r#"{"events": [{"title": "A", "date": "1/21/2022", "sources": ["s"]}], "sources": {"s": {"id": "s", "title": "S"}}}"#,
            2,
        ),
        (
            "news",
            "A headline\n20220121\n\nIt fell on Monday. It rose on Tuesday.\n",
            3,
        ),
    ] {
        let mut folder = empty();
        let (_, first) = add(&mut folder, format, text);
        assert_eq!(first.files.len(), count, "{format}: {first:#?}");
        let before = paths(&folder).join("\n");
        let (_, second) = add(&mut folder, format, text);
        assert_eq!(second.files, [], "{format}");
        assert_eq!(paths(&folder).join("\n"), before, "{format}");
    }
}

#[test]
fn values_that_no_file_could_hold_are_left_out_and_told() {
    let notes = |format: &str, text: &str| -> Vec<String> {
        read(format, text, &[], None).notes.lines().collect()
    };
    let nowhere =
        r#"[{"title": "A", "date": "2022-01-01", "latitude": "NaN", "longitude": "1e999"}]"#;
    assert_eq!(
        notes("timemap", nowhere),
        ["a position that is none on the earth is left out"]
    );
    assert!(
        read("timemap", nowhere, &[], None).events[0]
            .extra
            .is_empty()
    );
    let script = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20220101\nURL:javascript:x\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(
        notes("ics", script),
        ["a URL that is no address of the web is left out"]
    );
}
