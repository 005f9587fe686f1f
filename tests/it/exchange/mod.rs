//! Imports and exports: what is kept, what is told, what is refused.

mod again;
mod bounds;
mod calendar;
mod faults;
mod hostile;
mod markwhen;
mod news;
mod origins;
mod program;
mod research;
mod round_trips;
mod shapes;
mod tables;
mod timelinejs;

use std::sync::{Arc, LazyLock};

use dateline::compile::{Options, compile};
use dateline::content::Event;
use dateline::diagnostic::{Diagnostic, Place, Severity, Spot};
use dateline::exchange::{
    Arranged, DayOrder, EXPORTERS, Exported, IMPORTERS, Imported, Incoming, Mapping, NewEvent,
    Outgoing, arrange,
};
use dateline::folder::Folder;
use dateline::prepare::{Prepared, prepare};
use dateline::site::Site;

static EMPTY: LazyLock<Site> = LazyLock::new(|| compile(&empty(), &with_drafts()).site.unwrap());

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
    let mapping = Mapping {
        given: given.collect(),
        dates,
    };
    importer.read(&[Incoming {
        file: &"in".into(),
        text,
        mapping: &mapping,
        site: &EMPTY,
    }])
}

/// The files of an import in a site.
pub(crate) fn arranged(imported: &Imported, format: &str, folder: &Folder) -> Arranged {
    let site = compile(folder, &with_drafts()).site.unwrap();
    arrange(imported, format, &site, folder, None)
}

/// Adds what a text holds to a site.
pub(crate) fn add(folder: &mut Folder, format: &str, text: &str) -> (Imported, Arranged) {
    let imported = read(format, text, &[], None);
    let arranged = arranged(&imported, format, folder);
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
pub(crate) fn events(prepared: &Prepared) -> &[Arc<Event>] {
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

/// A site with these files.
pub(crate) fn added(files: &[(&str, &str)]) -> Folder {
    let mut folder = empty();
    for (path, text) in files {
        folder.insert(path, text.as_bytes());
    }
    folder
}

/// A site in a format.
pub(crate) fn export(folder: &Folder, format: &str) -> Exported {
    let prepared = prepare(folder, &with_drafts());
    let errors: Vec<&Diagnostic> = prepared
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let renderer = prepared.renderer.unwrap();
    let exporter = EXPORTERS
        .iter()
        .find(|exporter| exporter.name == format)
        .unwrap();
    (exporter.write)(&Outgoing::new(&renderer, folder))
}

/// The events of a text, and those of what an export makes of them, both in the order of the timeline.
pub(crate) fn round_trip(
    importer: &str,
    exporter: &str,
    text: &str,
) -> (Vec<NewEvent>, Vec<NewEvent>) {
    let (folder, _) = site_of(importer, text);
    let first = read(importer, text, &[], None).events;
    let sent = export(&folder, exporter);
    let again = read(
        importer,
        std::str::from_utf8(&sent.bytes).unwrap(),
        &[],
        None,
    );
    assert!(again.diagnostics.is_empty(), "{:#?}", again.diagnostics);
    (in_order(first), in_order(again.events))
}

fn in_order(mut events: Vec<NewEvent>) -> Vec<NewEvent> {
    events.sort_by_key(|event| format!("{} {} {:?}", event.date, event.title, event.body));
    events.dedup_by(|a, b| (&a.date, &a.title, &a.body) == (&b.date, &b.title, &b.body));
    events
}
