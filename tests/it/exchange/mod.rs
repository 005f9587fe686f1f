//! Imports and exports: what is kept, what is told, what is refused.

mod again;
mod hostile;
mod tables;

use std::collections::HashSet;

use dateline::compile::Options;
use dateline::content::Event;
use dateline::diagnostic::{Diagnostic, Place, Severity, Spot};
use dateline::exchange::{Arranged, DayOrder, IMPORTERS, Imported, Incoming, Mapping, arrange};
use dateline::folder::Folder;
use dateline::prepare::{Prepared, prepare};
use dateline::settings::Settings;

/// A site that holds nothing yet.
pub(crate) fn empty() -> Folder {
    Folder::from_literal("-- dateline.yaml --\ntitle: Test\nlanguage: en-GB\n")
}

pub(crate) fn with_drafts() -> Options {
    Options {
        drafts: true,
        ..Options::default()
    }
}

/// Reads a text of a format for a site without sources.
pub(crate) fn read(
    format: &str,
    text: &str,
    map: &[(&str, &str)],
    dates: Option<DayOrder>,
) -> Imported {
    let importer = IMPORTERS
        .iter()
        .find(|importer| importer.name == format)
        .unwrap();
    let given = map
        .iter()
        .map(|(field, column)| ((*field).to_owned(), (*column).to_owned()));
    (importer.read)(&Incoming {
        file: &"in".into(),
        text,
        mapping: &Mapping {
            given: given.collect(),
            dates,
        },
        settings: &Settings::new("Test"),
        sources: &HashSet::new(),
    })
}

/// Adds what a text holds to a site.
pub(crate) fn add(folder: &mut Folder, format: &str, text: &str) -> (Imported, Arranged) {
    let imported = read(format, text, &[], None);
    let arranged = arrange(&imported, format, folder, None);
    for file in &arranged.files {
        folder.insert(&file.path, file.text.as_bytes());
    }
    (imported, arranged)
}

/// A site of what a text holds, which passes the check.
pub(crate) fn site_of(format: &str, text: &str) -> (Folder, Prepared) {
    let mut folder = empty();
    let (imported, arranged) = add(&mut folder, format, text);
    assert!(
        imported.diagnostics.is_empty(),
        "{:#?}",
        imported.diagnostics
    );
    assert!(
        arranged.diagnostics.is_empty(),
        "{:#?}",
        arranged.diagnostics
    );
    let prepared = prepare(&folder, &with_drafts());
    let errors: Vec<&Diagnostic> = prepared
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    (folder, prepared)
}

/// The events of a site, by their order in the timeline.
pub(crate) fn events(prepared: &Prepared) -> &[Event] {
    &prepared.renderer.as_ref().unwrap().site().events
}

/// The first diagnostic: its message, and the text that it points at.
pub(crate) fn first_fault<'a>(text: &'a str, faults: &'a [Diagnostic]) -> (&'a str, &'a str) {
    let fault = faults.first().expect("a fault");
    let pointed = match &fault.place {
        Some(Place {
            spot: Spot::Bytes(range),
            ..
        }) => &text[range.clone()],
        _ => "",
    };
    (&fault.message, pointed)
}
