//! A free page as its file tells it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Body, Slug};
use crate::diagnostic::SitePath;

/// A page that is not about an event or a term: about, method, …
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FreePage {
    /// The file that it was read from.
    pub file: SitePath,
    /// Its address below `/`.
    pub slug: Slug,
    /// Its headline.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Its place in the navigation; pages without one come last, by title.
    pub order: Option<i64>,
    /// Whether the navigation names it.
    pub menu: bool,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Everything else that the front matter says.
    #[serde(with = "super::extra")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}
