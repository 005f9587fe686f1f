//! A source as its file, or the event that it is written in, tells it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Body, Slug};
use crate::diagnostic::SitePath;
use crate::edtf::EventDate;

/// A document that supports events.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// The file that it was read from: its own, or the event's that it was written in.
    pub file: SitePath,
    /// Its address below `/sources/`.
    pub id: Slug,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where the copy comes from, where that is not the publisher.
    pub agency: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<EventDate>,
    /// When it was read.
    pub accessed: Option<EventDate>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The address of a copy that stays.
    pub archive_url: Option<String>,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// article, report, interview, …
    pub kind: Option<String>,
    /// A note, in plain text.
    pub note: Option<String>,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Everything else that the front matter says.
    #[serde(with = "super::extra")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}
