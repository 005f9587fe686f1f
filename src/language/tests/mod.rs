//! What dates are called in each language, that every language says everything, and that nothing is said in vain.

#![allow(clippy::unwrap_used)]

mod files;
mod forms;
mod pages;
mod sentences;
mod used;

use super::Language;

/// The theme's files of phrases.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("../../../templates/languages/ar.yaml")),
    ("de", include_str!("../../../templates/languages/de.yaml")),
    ("en", include_str!("../../../templates/languages/en.yaml")),
    (
        "en-GB",
        include_str!("../../../templates/languages/en-GB.yaml"),
    ),
    ("es", include_str!("../../../templates/languages/es.yaml")),
    ("fr", include_str!("../../../templates/languages/fr.yaml")),
    ("pl", include_str!("../../../templates/languages/pl.yaml")),
    ("ru", include_str!("../../../templates/languages/ru.yaml")),
    ("uk", include_str!("../../../templates/languages/uk.yaml")),
];

/// A language of the theme, which loads without a fault.
pub(crate) fn language(tag: &str) -> Language {
    let (language, faults) = Language::load(tag, FILES);
    assert!(faults.is_empty(), "{faults:?}");
    language
}
