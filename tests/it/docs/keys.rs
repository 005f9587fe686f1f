//! `docs/settings.md` and `docs/writing.md` name every key that the program knows, and what they show is read without
//! a mistake.

use std::sync::Arc;

use dateline::content::{self, Record, markdown, parse_file};
use dateline::folder::TextFile;
use dateline::settings::{self, Settings};

use super::commands::blocks;
use super::{code_spans, table_rows, text_of};

#[test]
fn every_key_of_the_settings_is_told() {
    let document = text_of("docs/settings.md");
    for (parent, key) in settings::known_keys() {
        let part = match parent {
            None => document.as_str(),
            Some(parent) => section_of(&document, parent),
        };
        let in_text = code_spans(part).any(|span| span == key);
        let in_example = part
            .lines()
            .any(|line| line.trim_start().starts_with(&format!("{key}:")));
        assert!(
            in_text || in_example,
            "docs/settings.md does not tell of `{key}` in {parent:?}"
        );
    }
}

/// The section of the document whose example has the key at its top.
fn section_of<'t>(document: &'t str, key: &str) -> &'t str {
    document
        .split("\n## ")
        .find(|section| section.contains(&format!("\n{key}:\n")))
        .unwrap_or_else(|| panic!("docs/settings.md has no section for `{key}`"))
}

#[test]
fn every_key_of_the_front_matter_is_told() {
    let document = text_of("docs/writing.md");
    let rows = table_rows(&document);
    for key in content::known_keys() {
        let is_row = rows
            .iter()
            .any(|row| code_spans(&row[0]).any(|span| span == key));
        let in_example = blocks(&document, "yaml").any(|block| block.contains(&format!("{key}:")));
        assert!(
            is_row || in_example,
            "docs/writing.md does not tell of `{key}`"
        );
    }
}

#[test]
fn the_defaults_that_are_told_are_those_of_the_code() {
    let document = text_of("docs/settings.md");
    let settings = Settings::new("A title");
    for (key, default) in [
        ("page_size", settings.page_size as u64),
        ("feed_size", settings.feed_size as u64),
        ("file_bytes", settings.limits.file_bytes),
        ("title_chars", settings.limits.title_chars as u64),
        ("nesting", settings.limits.nesting as u64),
    ] {
        let rows = table_rows(&document);
        let row = rows
            .iter()
            .find(|row| row[0] == format!("`{key}`"))
            .unwrap();
        let told = row.last().unwrap().replace(',', "");
        assert_eq!(told, default.to_string(), "{key}");
    }
}

#[test]
fn the_settings_that_are_shown_are_read_without_mistake() {
    for document in ["docs/settings.md", "docs/writing.md"] {
        let text = text_of(document);
        for block in blocks(&text, "yaml").filter(|block| is_settings(document, block)) {
            let is_titled = block.starts_with("title:") || block.contains("\ntitle:");
            let title = if is_titled { "" } else { "title: A site\n" };
            let titled = format!("{title}{block}");
            let (settings, found) = Settings::parse(Some(&file("dateline.yaml", &titled)));
            assert!(
                settings.is_some() && found.is_empty(),
                "{document}:\n{block}\n{found:#?}"
            );
        }
    }
}

/// In the document on writing, settings are what begins with a title.
fn is_settings(document: &str, block: &str) -> bool {
    document == "docs/settings.md" || block.starts_with("title:")
}

#[test]
fn the_records_that_are_shown_are_read_without_mistake() {
    let text = text_of("docs/writing.md");
    let mut kinds = Vec::new();
    for block in blocks(&text, "markdown") {
        let path = match block {
            event if event.contains("\ndate: ") => "content/events/a.md",
            source if source.contains("\npublisher: ") => "content/sources/a.md",
            _ => "content/places/a.md",
        };
        kinds.push(read(path, block));
    }
    assert_eq!(kinds, ["event", "source", "term"]);
    for block in blocks(&text, "yaml").filter(|block| !is_settings("docs/writing.md", block)) {
        read(
            "content/events/a.md",
            &format!("---\ntitle: A\ndate: 2024\n{block}\n---\n"),
        );
    }
}

/// Reads a record, which must be without a mistake; its kind comes out.
fn read(path: &str, text: &str) -> &'static str {
    let settings = Settings::new("A site");
    let parsed = parse_file(&file(path, text), &settings, &markdown::Options::default());
    assert!(
        parsed.diagnostics.is_empty(),
        "{text}\n{:#?}",
        parsed.diagnostics
    );
    match parsed.record.unwrap() {
        Record::Event(_) => "event",
        Record::Source(_) => "source",
        Record::Term(_) => "term",
        Record::Page(_) => "page",
    }
}

fn file(path: &str, text: &str) -> TextFile {
    TextFile {
        path: Arc::from(path),
        bytes: Arc::from(text.as_bytes()),
    }
}
