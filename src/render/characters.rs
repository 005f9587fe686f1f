//! Which characters of a text go into a file that other programs read: no controls, and no direction override that
//! reaches past the end of its field.

use std::borrow::Cow;

/// A text for a field of one line: line breaks and tabs become spaces, other controls are dropped.
#[must_use]
pub(super) fn line(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    contain(text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => is_harmless(c).then_some(c),
    }))
}

/// A text of several lines: every line break becomes LF, other controls but the tab are dropped.
#[must_use]
pub(super) fn text(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut previous = ' ';
    contain(text.chars().filter_map(|c| {
        let before = std::mem::replace(&mut previous, c);
        match c {
            '\n' if before == '\r' => None,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' | '\t' => Some(c),
            c => is_harmless(c).then_some(c),
        }
    }))
}

/// Markup that is already safe, without the characters that XML 1.0 (section 2.2) cannot hold.
#[must_use]
pub(super) fn markup(html: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '\n' | '\t') || is_harmless(c);
    // No byte of these begins, or is, a character that goes: U+0080 to U+009F begin with C2, U+FFFE and U+FFFF with EF.
    let is_harmless_byte =
        |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~' | 0x80..=0xc1 | 0xc3..=0xee | 0xf0..);
    if every_byte(html, is_harmless_byte) || html.chars().all(stays) {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.chars().filter(|&c| stays(c)).collect())
}

/// Whether a text has printable ASCII characters alone, as most have: nothing in it needs a second look.
#[must_use]
pub(super) fn is_plain(text: &str) -> bool {
    every_byte(text, |byte| matches!(byte, b' '..=b'~'))
}

/// Whether every byte of a text passes a test, which is made of many bytes at once: no branch for each, but one for a
/// whole piece.
#[must_use]
pub(super) fn every_byte(text: &str, passes: impl Fn(u8) -> bool) -> bool {
    const PIECE: usize = 32;
    let (pieces, rest) = text.as_bytes().as_chunks::<PIECE>();
    let fails = |byte: &u8| u8::from(!passes(*byte));
    let is_whole = |piece: &[u8; PIECE]| piece.iter().map(fails).fold(0, |any, one| any | one) == 0;
    pieces.iter().all(is_whole) && rest.iter().all(|byte| passes(*byte))
}

fn is_harmless(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Closes the embeddings, overrides and isolates that are open at the end, and drops closers that close nothing
/// (Unicode Standard Annex 9, sections 2.1 to 2.5): else the next field would be drawn in the wrong direction.
fn contain(characters: impl Iterator<Item = char>) -> String {
    const CLOSE_EMBEDDING: char = '\u{202C}';
    const CLOSE_ISOLATE: char = '\u{2069}';
    let mut text = String::new();
    let mut open: Vec<char> = Vec::new();
    for c in characters {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(CLOSE_EMBEDDING),
            '\u{2066}'..='\u{2068}' => open.push(CLOSE_ISOLATE),
            CLOSE_EMBEDDING | CLOSE_ISOLATE => {
                let Some(depth) = open.iter().rposition(|&closer| closer == c) else {
                    continue;
                };
                open.truncate(depth);
            }
            _ => {}
        }
        text.push(c);
    }
    text.extend(open.iter().rev());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_no_breaks_and_no_controls() {
        let check = |input: &str, expected: &str| assert_eq!(line(input), expected, "{input:?}");
        check("plain text", "plain text");
        check("a\nb\tc", "a b c");
        check("a\u{0}\u{8}b\u{7f}\u{9f}c", "abc");
        check("a\u{2028}b\u{fffe}", "a b");
    }

    #[test]
    fn texts_hold_line_feeds_alone() {
        let check = |input: &str, expected: &str| assert_eq!(text(input), expected, "{input:?}");
        check("a\r\nb\rc\nd", "a\nb\nc\nd");
        check("a\n\nb\u{1b}[0m", "a\n\nb[0m");
    }

    #[test]
    fn directions_end_with_their_field() {
        let check = |input: &str, expected: &str| assert_eq!(line(input), expected, "{input:?}");
        check("\u{202e}cod.exe", "\u{202e}cod.exe\u{202c}");
        check("\u{2067}a\u{2069}b", "\u{2067}a\u{2069}b");
        check("a\u{2069}\u{202c}b", "ab");
        check("\u{2066}\u{202a}x", "\u{2066}\u{202a}x\u{202c}\u{2069}");
    }
}
