//! The site's language: date sentences, month names, plurals, sorting, and the theme's words.

use crate::edtf::EventDate;

/// Stand-in: a language.
#[derive(Debug)]
pub struct Language {
    tag: String,
}

impl Language {
    /// Stand-in.
    #[must_use]
    pub fn load(tag: &str, _phrases: &[(&str, &str)]) -> (Self, Vec<String>) {
        (
            Self {
                tag: tag.to_owned(),
            },
            Vec::new(),
        )
    }

    /// The BCP 47 tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The sentence of a date.
    #[must_use]
    pub fn date(&self, date: &EventDate) -> String {
        format!("on {}", date.text())
    }
}
