//! The four forms of one set of diagnostics, and what is shown of many that are alike.

#![allow(clippy::unwrap_used)]

use super::*;

const TEXT: &str = "---\ntitle: Straße, „Ä“\nactrs: [A]\ndate: 2014\n---\nText\n";

/// Diagnostics of every shape, out of order.
fn diagnostics() -> Vec<Diagnostic> {
    let file: SitePath = "content/events/ä b.md".into();
    let other: SitePath = "content/events/c.md".into();
    let key = FieldPath::key;
    vec![
        Diagnostic::new(Code::DuplicateSlug, "two files have the slug `a`")
            .at(Place::at_value(&other, key("title")), "this one")
            .also(Place::at_value(&file, key("title")), "and this one")
            .also(Place::file(&"content/events/d.md".into()), "and a third")
            .help("rename one of them, 100% sure"),
        Diagnostic::new(Code::MisspeltKey, "`actrs` is not a key of an event")
            .at(Place::at_key(&file, key("actrs")), "no such key")
            .help("did you mean `actors`?")
            .replace_with("actors"),
        Diagnostic::new(Code::BrokenLink, "no page `x`\u{1b}[31m").at(
            Place::bytes(&file, TEXT.len() - 5..TEXT.len() - 1),
            "leads\nnowhere",
        ),
        Diagnostic::new(Code::BrokenLink, "a range beyond the end")
            .at(Place::bytes(&file, 9_999..10_000), ""),
        Diagnostic::new(Code::SettingsMissing, "there is no `dateline.yaml`"),
        Diagnostic::new(Code::FileTooLarge, "too large").at(Place::file(&other), ""),
    ]
}

fn text_of(path: &str) -> Option<String> {
    (!path.ends_with("d.md")).then(|| TEXT.to_owned())
}

#[test]
fn people_see_frames() {
    insta::assert_snapshot!(human(&diagnostics(), &text_of, Look::default()));
}

#[test]
fn colours_are_an_option() {
    let look = Look {
        colour: true,
        width: 80,
    };
    assert!(human(&diagnostics(), &text_of, look).contains("\u{1b}["));
    let plain = human(&diagnostics(), &text_of, Look::default());
    assert!(!plain.contains('\u{1b}'), "{plain}");
}

#[test]
fn programs_see_json() {
    let text = json(&diagnostics(), &text_of);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["diagnostics"].as_array().unwrap().len(), 6);
    insta::assert_snapshot!(text);
}

#[test]
fn github_sees_commands() {
    insta::assert_snapshot!(github(&diagnostics(), &text_of));
}

#[test]
fn code_hosts_see_sarif() {
    insta::assert_snapshot!(sarif(&diagnostics(), &text_of));
}

#[test]
fn many_alike_are_shown_once() {
    let alike = |number: usize| {
        let file: SitePath = format!("content/events/{number:04}.md").into();
        Diagnostic::new(Code::UnknownKey, "`outlet` is not a key of an event")
            .at(
                Place::at_key(&file, FieldPath::key("date")),
                "not known here",
            )
            .help("map it")
    };
    let many: Vec<Diagnostic> = (0..2_000).rev().map(alike).collect();
    insta::assert_snapshot!(human(&many, &text_of, Look::default()));
    let three: Vec<Diagnostic> = (0..3).map(alike).collect();
    let shown = human(&three, &text_of, Look::default());
    assert_eq!(shown.matches("warning[").count(), 3);
}

#[test]
fn the_order_is_that_of_the_places() {
    let mut reversed = diagnostics();
    reversed.reverse();
    assert_eq!(json(&reversed, &text_of), json(&diagnostics(), &text_of));
}

#[test]
fn codes_have_names_of_their_own() {
    let names: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    assert!(Code::ALL.iter().all(|code| code.meaning().ends_with('.')));
}
