//! Whole files → records and diagnostics, as people would see them.

#![allow(clippy::unwrap_used)]

mod events;
mod faults;
mod records;

use super::*;
use crate::diagnostic::{Look, human};
use crate::folder::{Folder, TextFile};
use crate::settings::Settings;

/// Parses the files of a literal (see [`Folder::from_literal`]) with the settings in it.
fn parse(literal: &str) -> Vec<Parsed> {
    let folder = Folder::from_literal(literal);
    let settings = settings(&folder);
    let parsed = folder
        .content
        .iter()
        .map(|file| parse_file(file, &settings, &super::markdown::Options::default()));
    parsed.collect()
}

fn settings(folder: &Folder) -> Settings {
    match &folder.settings {
        Some(file) => {
            let (settings, diagnostics) = Settings::parse(Some(file));
            assert_eq!(diagnostics, []);
            settings.unwrap()
        }
        None => Settings::new("Test"),
    }
}

/// The one record of a literal that has one content file and no fault.
fn record(literal: &str) -> Record {
    let mut parsed = parse(literal);
    assert_eq!(parsed.len(), 1);
    let parsed = parsed.pop().unwrap();
    assert_eq!(parsed.diagnostics, []);
    parsed.record.unwrap()
}

/// What `check` would show for a literal.
fn shown(literal: &str) -> String {
    let folder = Folder::from_literal(literal);
    let diagnostics: Vec<_> = parse(literal)
        .into_iter()
        .flat_map(|parsed| parsed.diagnostics)
        .collect();
    show(&folder, &diagnostics)
}

pub(crate) fn show(folder: &Folder, diagnostics: &[crate::diagnostic::Diagnostic]) -> String {
    let files = || folder.settings.iter().chain(&folder.content);
    let text = |path: &str| {
        let file = files().find(|file| *file.path == *path)?;
        decode(&file.path, &file.bytes, &crate::settings::Limits::default()).ok()
    };
    human(diagnostics, &text, Look::default())
}

/// A file by its path and bytes.
fn file(path: &str, bytes: &[u8]) -> TextFile {
    TextFile {
        path: path.into(),
        bytes: bytes.into(),
    }
}
