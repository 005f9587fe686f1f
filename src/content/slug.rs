//! Slugs: the part of an address that names one page, made from a file's stem or from a name.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest slug, in bytes. File systems take names of 255 bytes; this leaves room for what is put around it.
pub const SLUG_BYTES: usize = 100;

/// The part of an address that names one page: lowercase ASCII letters, digits and single hyphens, at most
/// [`SLUG_BYTES`] long, never empty, never a name that Windows reserves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The slug of a name; `None` when nothing is left of it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in deunicode::deunicode(name).chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(SLUG_BYTES);
        let slug = slug.trim_matches('-');
        (!slug.is_empty()).then(|| Self(slug.to_owned()))
    }

    /// A slug as written.
    pub fn parse(text: &str) -> Result<Self, String> {
        match Self::from_name(text) {
            Some(slug) if slug.0 == text => Ok(slug),
            _ => Err("a slug has lowercase letters, digits and single hyphens only".to_owned()),
        }
    }

    /// The slug itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
