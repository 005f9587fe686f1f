//! A term of a taxonomy as its file tells it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Body, Image, Slug};
use crate::diagnostic::SitePath;

/// A term of a taxonomy: an actor, a place, a topic, a thread, or of a taxonomy of the site's own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Term {
    /// The file that it was read from.
    pub file: SitePath,
    /// The taxonomy's key.
    pub taxonomy: String,
    /// Its address below the taxonomy's.
    pub slug: Slug,
    /// Its name.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Other names that mean it.
    pub also: Vec<String>,
    /// The larger term of the same taxonomy, by name or slug.
    pub part_of: Option<String>,
    /// person, organisation, state, city, …
    pub kind: Option<String>,
    /// What the person or body is, in a few words.
    pub role: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Its item in Wikidata: `Q…`.
    pub wikidata: Option<String>,
    /// Its picture.
    pub image: Option<Image>,
    /// Where it is, for places.
    pub location: Option<Location>,
    /// Its time zone (IANA name), for places.
    pub timezone: Option<String>,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Everything else that the front matter says.
    #[serde(with = "super::extra")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}

impl Term {
    /// Whether a name means this term: its slug, its title or one of its other names, however they are spelt.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        let folded = Slug::from_name(name);
        let is_same = |other: &String| folded.is_some() && Slug::from_name(other) == folded;
        self.slug.as_str() == name || std::iter::once(&self.title).chain(&self.also).any(is_same)
    }
}

/// A point on the Earth (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Metres within which the point lies, where that is known.
    pub precision: Option<f64>,
}
