//! From text to plain data: what the files of a site say, one file at a time, before anything is joined.
//!
//! A file's bytes are decoded ([`decode`]), its front matter read and interpreted, its Markdown turned into HTML with
//! holes where links and citations go ([`Body`]). The result depends on the one file and on the settings alone, so that
//! it can be kept from one build to the next.

mod body;
mod cache;
mod draft;
mod event;
pub(crate) mod extra;
pub(crate) mod fields;
mod front_matter;
mod image;
mod locate;
pub mod markdown;
mod page;
mod parse;
mod slug;
mod source;
mod term;
mod text;

#[cfg(test)]
pub(crate) mod tests;

pub use body::{Body, Filling, Heading, Hole};
pub use cache::{Known, ParseCache};
pub use draft::Draft;
pub use event::{
    Account, CitedSource, Correction, Daypart, Event, EventDigests, NamedRelation, NamedTerm,
    RelationKind, Says, SourceName,
};
pub use image::Image;
pub use locate::{Part, Positions, is_yaml, locate};
pub use page::FreePage;
pub use parse::{known_keys, markdown_text, parse_file};
pub(crate) use slug::is_reserved;
pub use slug::{SLUG_BYTES, Slug};
pub use source::Source;
pub use term::{Location, Term};
pub use text::{decode, decode_lossy};

pub(crate) use fields::{Fields, Reading, Trail};
pub(crate) use front_matter::{parse_yaml, split as split_front_matter, whole, yaml_text};
pub(crate) use parse::slugs_of_name;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

/// What one file holds, and what is wrong with it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Parsed {
    /// The record, when enough of it was understood; `None` also for a draft that is left out.
    pub record: Option<Record>,
    /// What is wrong with the file by itself.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// A file that holds no record, and why.
    pub(crate) fn refused(diagnostic: Diagnostic) -> Self {
        Self {
            record: None,
            diagnostics: vec![diagnostic],
        }
    }
}

/// One file of content. Records are shared: what is kept of them is not copied, and the same one is known at a glance.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Record {
    /// A file of `content/events/`.
    Event(Arc<Event>),
    /// A file of `content/sources/`.
    Source(Arc<Source>),
    /// A file of a taxonomy's folder.
    Term(Arc<Term>),
    /// A file of `content/pages/`.
    Page(Arc<FreePage>),
}
