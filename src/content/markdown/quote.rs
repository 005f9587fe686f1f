//! Quotation marks of the site's language in the place of the English ones that the Markdown library makes.

use std::borrow::Cow;

/// The apostrophe, in every language that the program knows.
const APOSTROPHE: &str = "’";

/// The quotation marks of one paragraph, as they open and close.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Quotes {
    inner_open: usize,
}

impl Quotes {
    /// A piece of text with the language's marks. `source` is the whole text and `start` the piece's first byte in it:
    /// a mark is the library's when it is not what stands in the source.
    pub(super) fn localise<'a>(
        &mut self,
        piece: &'a str,
        source: &str,
        start: usize,
        marks: &'a [String; 4],
    ) -> Cow<'a, str> {
        let written = source.as_bytes().get(start);
        let mark = match (piece, written) {
            ("“", Some(b'"')) => &marks[0],
            ("”", Some(b'"')) => &marks[1],
            ("‘", Some(b'\'')) => {
                self.inner_open += 1;
                &marks[2]
            }
            ("’", Some(b'\'')) => {
                if self.inner_open == 0 || joins_letters(source, start) {
                    return APOSTROPHE.into();
                }
                self.inner_open -= 1;
                &marks[3]
            }
            _ => piece,
        };
        mark.into()
    }
}

/// Whether letters stand at both sides of the one-byte mark at `at`.
fn joins_letters(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    let after = source[at + 1..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}
