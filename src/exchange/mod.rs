//! Bringing in what people already have, and taking it out again: one file per format, each pure.
//!
//! An importer turns a text into an [`Imported`]: events and sources that are not files yet, what is wrong with the
//! text, and what could not be carried over. [`arrange()`] gives them paths in a site, leaving out what was imported
//! before. An exporter turns an [`Outgoing`] site into an [`Exported`] file. A new format is a file here and a line in
//! [`IMPORTERS`] or [`EXPORTERS`].

mod archive;
mod arrange;
mod bibtex;
mod cells;
mod columns;
mod csl;
mod csv;
mod data_package;
mod date;
mod html;
mod icalendar;
mod imported;
mod json_lines;
mod markwhen;
mod notes;
mod outgoing;
mod plain;
mod timelinejs;
mod timemap;
mod website;

use std::collections::HashSet;

pub use archive::archive;
pub use arrange::{Arranged, NewFile, arrange};
pub use columns::Mapping;
pub use date::DayOrder;
pub use imported::{Imported, Media, NewEvent, NewSource, Text};
pub use notes::Notes;
pub use outgoing::{Exported, Outgoing};
pub use website::website;

use crate::diagnostic::SitePath;
use crate::settings::Settings;

/// The most bytes that one import takes.
pub const MOST_BYTES: u64 = 64 << 20;

/// A text to import, and what is known of the site that it goes to.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The name of the file, for diagnostics.
    pub file: &'a SitePath,
    /// Its decoded text.
    pub text: &'a str,
    /// What a person says about its columns.
    pub mapping: &'a Mapping,
    /// The settings of the site.
    pub settings: &'a Settings,
    /// The ids of the site's sources.
    pub sources: &'a HashSet<String>,
}

/// A format that can be imported.
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    /// Reads a text of it.
    pub read: fn(&Incoming) -> Imported,
}

/// A format that can be exported.
#[derive(Debug, Clone, Copy)]
pub struct Exporter {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    /// Writes a site in it.
    pub write: fn(&Outgoing) -> Exported,
}

/// The formats that can be imported.
pub const IMPORTERS: &[Importer] = &[
    Importer {
        name: "csv",
        what: "a table with a row of headings; see --map",
        read: csv::import,
    },
    Importer {
        name: "jsonl",
        what: "JSON Lines: one object a line; see --map",
        read: json_lines::import,
    },
    Importer {
        name: "timelinejs",
        what: "the sheet (as CSV) or the JSON of TimelineJS 3",
        read: timelinejs::import,
    },
    Importer {
        name: "markwhen",
        what: "a Markwhen document",
        read: markwhen::import,
    },
    Importer {
        name: "ics",
        what: "a calendar (iCalendar)",
        read: icalendar::import,
    },
    Importer {
        name: "timemap",
        what: "the JSON of timemap (Forensic Architecture, Bellingcat)",
        read: timemap::import,
    },
];

/// The formats that can be exported.
pub const EXPORTERS: &[Exporter] = &[
    Exporter {
        name: "timelinejs",
        what: "the JSON of TimelineJS 3",
        write: timelinejs::export_json,
    },
    Exporter {
        name: "timelinejs-csv",
        what: "the sheet of TimelineJS 3",
        write: timelinejs::export_sheet,
    },
    Exporter {
        name: "csl-json",
        what: "the sources, for reference managers",
        write: csl::export,
    },
    Exporter {
        name: "bibtex",
        what: "the sources, for BibLaTeX",
        write: bibtex::export,
    },
    Exporter {
        name: "datapackage",
        what: "everything as tables with schemas, in a ZIP archive (Frictionless Data Package)",
        write: data_package::export,
    },
    Exporter {
        name: "markwhen",
        what: "a Markwhen document",
        write: markwhen::export,
    },
    Exporter {
        name: "ics",
        what: "a calendar (iCalendar)",
        write: icalendar::export,
    },
    Exporter {
        name: "timemap",
        what: "the JSON of timemap (Forensic Architecture, Bellingcat)",
        write: timemap::export,
    },
];
