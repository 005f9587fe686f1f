//! A picture beside a text.

use serde::{Deserialize, Serialize};

use crate::diagnostic::SitePath;

/// A picture beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The picture's file, from the site's root.
    pub file: SitePath,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// What stands below it.
    pub caption: Option<String>,
}
