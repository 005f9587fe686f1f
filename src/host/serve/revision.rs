//! What is served at one moment: the pages of the last good site, what is wrong with the newest edit, and which files
//! that pages use have changed when.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pages::Pages;

/// What is served from one edit to the next.
#[derive(Debug, Clone, Default)]
pub struct Revision {
    /// Counts the edits, from 1.
    pub number: u64,
    /// The last site that had no errors, else the first one; `None` while the settings could not be read.
    pub pages: Option<Arc<Pages>>,
    /// What is wrong with the newest edit.
    pub problems: Arc<Problems>,
    /// The revision at which style sheets, pictures and other files that pages use changed, by their addresses.
    pub files: Arc<BTreeMap<String, u64>>,
}

/// What is wrong, in the forms that the preview shows it in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// For the script in the page: see [`super::Problem`], as a JSON array.
    pub json: String,
    /// For people, as the terminal shows it.
    pub text: String,
}

impl Revision {
    /// The addresses of the files that changed after a revision.
    pub(super) fn files_after(&self, revision: u64) -> Vec<&str> {
        let is_later = |(_, at): &(&String, &u64)| **at > revision;
        self.files
            .iter()
            .filter(is_later)
            .map(|(address, _)| address.as_str())
            .collect()
    }
}
