//! The site's language: date sentences, month names, plurals, sorting, and the theme's words.

/// placeholder
#[derive(Debug)]
pub struct Language;
