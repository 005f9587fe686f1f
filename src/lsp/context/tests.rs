//! Broken and whole texts with a cursor, and what is being written there.

use super::*;

/// A text with the cursor at `|`, and in it what a choice takes the place of and what was typed, with the slot.
fn check(text: &str, expected: Option<(&str, &str, Slot)>) {
    let byte = text.find('|').expect("a cursor");
    let text = text.replacen('|', "", 1);
    let found = in_yaml(&text, 0..text.len(), byte);
    let found = found.map(|it| (text[it.range.clone()].to_owned(), it.typed, it.slot));
    let expected = expected.map(|(range, typed, slot)| (range.to_owned(), typed.to_owned(), slot));
    assert_eq!(found, expected, "{text}");
}

fn path(keys: &str) -> Vec<String> {
    keys.split_whitespace().map(str::to_owned).collect()
}

fn key(keys: &str) -> Slot {
    Slot::Key {
        path: path(keys),
        is_new: true,
    }
}

fn value(keys: &str) -> Slot {
    Slot::Value(path(keys))
}

fn item(keys: &str) -> Slot {
    Slot::Item(path(keys))
}

#[test]
fn blocks_are_read_by_their_indentation() {
    check("ti|", Some(("ti", "ti", key(""))));
    check("title: A\n|", Some(("", "", key(""))));
    check("title: A\nst|\nlead: true", Some(("st", "st", key(""))));
    check(
        "sta|tus: x",
        Some((
            "status",
            "sta",
            Slot::Key {
                path: path(""),
                is_new: false,
            },
        )),
    );
    check("status: re| # now", Some(("re", "re", value("status"))));
    check("status: |", Some(("", "", value("status"))));
    check("status: 'an|", Some(("'an", "an", value("status"))));
    check("relations:\n  |", Some(("", "", key("relations"))));
    check(
        "relations:\n  follows: de|p",
        Some(("dep", "de", value("relations follows"))),
    );
    check(
        "relations:\n  follows:\n    - de|",
        Some(("de", "de", item("relations follows"))),
    );
    check("actors:\n- A\n- B|", Some(("B", "B", item("actors"))));
    check("actors:\n- A\n|", Some(("", "", key(""))));
    check(
        "sources:\n  - id: a\n    sa|",
        Some(("sa", "sa", key("sources"))),
    );
    check(
        "sources:\n  - id: a\n    says: |\n  - b",
        Some(("", "", value("sources says"))),
    );
    check(
        "sources:\n  - id: a\n  - |",
        Some(("", "", item("sources"))),
    );
    check(
        "views:\n  geneva:\n    places: G|",
        Some(("G", "G", value("views geneva places"))),
    );
    check("# st|", None);
    check("status: x # y|", None);
}

#[test]
fn brackets_are_read_across_lines() {
    check("actors: [Ant|]", Some(("Ant", "Ant", item("actors"))));
    check("actors: [A, |]", Some(("", "", item("actors"))));
    check(
        "actors: [A, Se|rgei L, B]",
        Some(("Sergei L", "Se", item("actors"))),
    );
    check(
        "actors: [\"A, B\", \"C|]\nx: y",
        Some(("\"C", "C", item("actors"))),
    );
    check("actors: [A|", Some(("A", "A", item("actors"))));
    check("actors: [A,\n  B|\n]", Some(("B", "B", item("actors"))));
    check("actors: [A]|", None);
    check("actors: [A,\n B]\nti|", Some(("ti", "ti", key(""))));
    check(
        "sources: [{id: x, sa|}]",
        Some(("sa", "sa", key("sources"))),
    );
    check(
        "sources: [{id: x, says: re|}]",
        Some(("re", "re", value("sources says"))),
    );
    check(
        "relations: {follows: [a, b|]}",
        Some(("b", "b", item("relations follows"))),
    );
}

#[test]
fn texts_of_several_lines_are_left_alone() {
    check("summary: |", Some(("", "", value("summary"))));
    check("note: >\n  a: b|", None);
    check("note: >\n  a: b\nx|", Some(("x", "x", key(""))));
}

fn check_text(text: &str, expected: Option<(&str, &str, Slot)>) {
    let byte = text.find('¦').expect("a cursor");
    let text = text.replacen('¦', "", 1);
    let found = in_markdown(&text, byte);
    let found = found.map(|it| (text[it.range.clone()].to_owned(), it.typed, it.slot));
    let expected = expected.map(|(range, typed, slot)| (range.to_owned(), typed.to_owned(), slot));
    assert_eq!(found, expected, "{text}");
}

#[test]
fn links_and_citations_are_what_was_opened_last() {
    let link = |is_closed| Slot::Wikilink { is_closed };
    let cite = |is_closed| Slot::Citation { is_closed };
    check_text("See [[de¦", Some(("de", "de", link(false))));
    check_text("See [[de¦p]] and", Some(("dep", "de", link(true))));
    check_text("See [[de¦p|the talks]]", Some(("dep", "de", link(true))));
    check_text("🕊 Київ [[¦ then [[x]]", Some(("", "", link(false))));
    check_text("[[x|la¦]]", None);
    check_text("[[x]] ¦", None);
    check_text("So [@dw¦]", Some(("dw", "dw", cite(true))));
    check_text("So [@a; @d¦w-2, para. 3]", Some(("dw-2", "d", cite(true))));
    check_text("So [@¦", Some(("", "", cite(false))));
    check_text("So [@a, p¦]", None);
    check_text("[[a\nb¦", None);
}
