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
