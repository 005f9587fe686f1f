//! A second import adds nothing twice, and no import takes the place of what is there.

use dateline::folder::Folder;

use super::{add, empty};

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
