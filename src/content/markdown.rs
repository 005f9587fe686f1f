//! Markdown to HTML.

use super::Body;
use crate::diagnostic::{Diagnostic, SitePath};
use crate::settings::RawHtml;

/// How Markdown is read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Whether quotes and dashes are made typographic.
    pub smart_punctuation: bool,
    /// Levels of lists and quotes.
    pub nesting: usize,
}

/// The body of a file.
#[must_use]
pub fn to_body(
    _file: &SitePath,
    text: &str,
    _offset: usize,
    _options: &Options,
) -> (Body, Vec<Diagnostic>) {
    let body = Body {
        html: text.trim().to_owned(),
        ..Body::default()
    };
    (body, Vec::new())
}
