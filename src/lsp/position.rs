//! Bytes of a text ↔ the lines and columns of the protocol (LSP 3.17, "Position"), from 0, in UTF-16 or UTF-8 units.
//!
//! A line ends with LF, CR LF or CR, so that a text and the same text with LF alone have the same positions.

use std::ops::Range;

use lsp_types::{self as lsp, Position};

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: what every client understands.
    #[default]
    Utf16,
}

/// A text with the places where its lines begin.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    encoding: Encoding,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let is_end = |&at: &usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let ends = (0..bytes.len()).filter(is_end);
        Self {
            text,
            encoding,
            starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(),
        }
    }

    /// The position of a byte; one within a character or past the end is moved back.
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte) - 1;
        let before = &self.text[self.starts[line]..byte];
        let column = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
        };
        Position::new(number(line), number(column))
    }

    /// The positions of a range of bytes.
    pub(super) fn range(&self, bytes: Range<usize>) -> lsp::Range {
        lsp::Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The byte of a position; one past the end of its line is moved to the end, one past the last line to the text's.
    pub(super) fn byte(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else {
            return self.text.len();
        };
        let end = self
            .starts
            .get(line + 1)
            .map_or(self.text.len(), |&next| next);
        let line = self.text[start..end].trim_end_matches(['\r', '\n']);
        let column = position.character as usize;
        if self.encoding == Encoding::Utf8 {
            return start + line.floor_char_boundary(column);
        }
        let mut units = 0;
        for (at, character) in line.char_indices() {
            units += character.len_utf16();
            if units > column {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The bytes between two positions; none where they are the wrong way round.
    pub(super) fn bytes(&self, range: lsp::Range) -> Range<usize> {
        let start = self.byte(range.start);
        start..self.byte(range.end).max(start)
    }
}

/// A number of the protocol, which has 32 bits; no text of a site reaches them.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, encoding: Encoding, byte: usize, expected: (u32, u32)) {
        let lines = Lines::of(text, encoding);
        let position = lines.position(byte);
        assert_eq!((position.line, position.character), expected, "{text:?}");
        assert_eq!(lines.byte(position), byte, "{text:?}");
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        use Encoding::{Utf8, Utf16};
        check("", Utf16, 0, (0, 0));
        check("ab\ncd", Utf16, 4, (1, 1));
        check("Київ x", Utf16, 9, (0, 5));
        check("Київ x", Utf8, 9, (0, 9));
        check("🕊️ x", Utf16, 8, (0, 4));
        check("🕊️ x", Utf8, 8, (0, 8));
        check("a\r\nb\rc\n", Utf16, 3, (1, 0));
        check("a\r\nb\rc\n", Utf16, 5, (2, 0));
        check("a\r\nb\rc\n", Utf16, 7, (3, 0));
    }

    #[test]
    fn positions_that_are_none_are_moved_to_the_nearest() {
        let byte = |text, line, character| {
            Lines::of(text, Encoding::Utf16).byte(Position::new(line, character))
        };
        assert_eq!(byte("ab\r\ncd", 0, 99), 2);
        assert_eq!(byte("ab\ncd", 9, 9), 5);
        assert_eq!(byte("🕊", 0, 1), 0);
        assert_eq!(Lines::of("é", Encoding::Utf8).byte(Position::new(0, 1)), 0);
    }

    proptest! {
        #[test]
        fn every_character_is_found_again(text in "[a-zЖ🕊\r\n]{0,40}") {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let lines = Lines::of(&text, encoding);
                for (at, character) in text.char_indices() {
                    let is_line_end = matches!(character, '\r' | '\n');
                    if !is_line_end || !text[..at].ends_with('\r') {
                        prop_assert_eq!(lines.byte(lines.position(at)), at);
                    }
                }
            }
        }
    }
}
