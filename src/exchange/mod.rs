//! Bringing in what people already have, and taking it out again: one file per format, each pure.
//!
//! An importer turns a text into an [`Imported`]: events and sources that are not files yet, what is wrong with the
//! text, and what could not be carried over. [`arrange()`] gives them paths in a site, leaving out what was imported
//! before. An exporter turns an [`Outgoing`] site into an [`Exported`] file. A new format is a file here and a line in
//! [`IMPORTERS`] or [`EXPORTERS`].

mod address;
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
mod json_ld;
mod json_lines;
mod json_text;
mod markwhen;
mod news;
mod notes;
mod outgoing;
mod plain;
mod repeats;
mod timelinejs;
mod timemap;
mod website;

pub use archive::archive;
pub use arrange::{Arranged, NewFile, arrange};
pub use columns::Mapping;
pub use date::DayOrder;
pub use imported::{Imported, Media, NewEvent, NewSource, Text};
pub use notes::Notes;
pub use outgoing::{Exported, Outgoing};
pub use website::website;

use crate::diagnostic::SitePath;
use crate::site::Site;

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
    /// The site that it goes to, with its drafts.
    pub site: &'a Site,
}

impl Incoming<'_> {
    /// Whether the site has a source of this id.
    fn has_source(&self, id: &str) -> bool {
        let sources = &self.site.sources;
        sources
            .binary_search_by(|source| source.id.as_str().cmp(id))
            .is_ok()
    }
}

/// What reads a format.
#[derive(Debug, Clone, Copy)]
enum Reader {
    /// One text.
    One(fn(&Incoming) -> Imported),
    /// Several, since what one tells is compared with the others.
    Several(fn(&[Incoming]) -> Imported),
}

/// A format that can be imported.
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    /// What reads texts of it.
    reader: Reader,
}

impl Importer {
    /// Whether it reads several texts at once.
    #[must_use]
    pub fn takes_several(&self) -> bool {
        matches!(self.reader, Reader::Several(_))
    }

    /// Reads texts of this format, which all go to one site; only the first one where it does not take several.
    #[must_use]
    pub fn read(&self, texts: &[Incoming]) -> Imported {
        match self.reader {
            Reader::One(read) => texts.first().map(read).unwrap_or_default(),
            Reader::Several(read) => read(texts),
        }
    }
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
        reader: Reader::One(csv::import),
    },
    Importer {
        name: "jsonl",
        what: "JSON Lines: one object a line; see --map",
        reader: Reader::One(json_lines::import),
    },
    Importer {
        name: "timelinejs",
        what: "the sheet (as CSV) or the JSON of TimelineJS 3",
        reader: Reader::One(timelinejs::import),
    },
    Importer {
        name: "markwhen",
        what: "a Markwhen document",
        reader: Reader::One(markwhen::import),
    },
    Importer {
        name: "ics",
        what: "a calendar (iCalendar)",
        reader: Reader::One(icalendar::import),
    },
    Importer {
        name: "timemap",
        what: "the JSON of timemap (Forensic Architecture, Bellingcat)",
        reader: Reader::One(timemap::import),
    },
    Importer {
        name: "news",
        what: "news reports as text: headline, date, address, then the text; several are compared",
        reader: Reader::Several(news::import),
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
        name: "json-ld",
        what: "events, sources and terms as a graph of linked data (schema.org)",
        write: json_ld::export,
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
