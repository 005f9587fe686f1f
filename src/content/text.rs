//! From a file's bytes to its text: UTF-8 without a byte order mark, lines ending in LF, no control characters.
//!
//! What is not such a text is refused with its place, never mended by guessing.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::settings::Limits;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a file. CRLF and CR become LF; a byte order mark is left out.
///
/// # Errors
/// A diagnostic when the file is too large, is not UTF-8, or holds a character that no text needs: a control other than
/// tab and line ends (C0, DEL, and C1 with U+0085), or a noncharacter. HTML and XML forbid those in what is published.
pub fn decode(file: &SitePath, bytes: &[u8], limits: &Limits) -> Result<String, Diagnostic> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_large(file, bytes.len(), limits));
    }
    if let Some(encoding) = wide_encoding(bytes) {
        return Err(
            Diagnostic::new(Code::NotUtf8, format!("the file is {encoding}, not UTF-8"))
                .at(Place::file(file), "")
                .help("save it as UTF-8"),
        );
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(file, bytes, &error))?;
    let text = with_line_feeds(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text));
    match first_control(&text) {
        Some((at, character)) => Err(control(file, at, character)),
        None => Ok(text),
    }
}

/// The text of a file that [`decode`] refused, with U+FFFD where it is not UTF-8: for the excerpt of the diagnostic and
/// for nothing else. Bytes before the fault stand where [`decode`] says.
#[must_use]
pub fn decode_lossy(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    with_line_feeds(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text))
}

fn with_line_feeds(text: &str) -> String {
    if !text.as_bytes().contains(&b'\r') {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len());
    let mut pieces = text.split('\r');
    clean.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        if !piece.starts_with('\n') {
            clean.push('\n');
        }
        clean.push_str(piece);
    }
    clean
}

/// The name of an encoding of two or four bytes a character: by its byte order mark, or by the zeros that Latin
/// letters leave in it.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some("UTF-16"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let mostly = |many: usize, few: usize| many * 5 >= pairs * 2 && few * 20 <= pairs;
    (pairs >= 2 && (mostly(even, odd) || mostly(odd, even))).then_some("UTF-16")
}

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// Whether a byte begins, or is, a character that may be refused: a control; U+0080 to U+00BF; U+F000 to U+FFFF; what
/// lies beyond.
fn is_suspect(byte: u8) -> bool {
    matches!(byte, 0..0x09 | 0x0b..0x20 | 0x7f | 0xc2 | 0xef..)
}

/// The place of the first suspect. Whole chunks of harmless bytes are passed over without a branch for each.
fn first_suspect(bytes: &[u8]) -> Option<usize> {
    let is_harmless = |chunk: &&[u8; CHUNK]| {
        let suspects = chunk.iter().map(|byte| u8::from(is_suspect(*byte)));
        suspects.fold(0, |found, suspect| found | suspect) == 0
    };
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    let harmless = chunks.iter().take_while(is_harmless).count() * CHUNK;
    let rest = bytes[harmless..].iter().position(|byte| is_suspect(*byte));
    rest.map(|at| harmless + at)
}

fn first_control(text: &str) -> Option<(usize, char)> {
    let mut from = 0;
    while let Some(found) = first_suspect(&text.as_bytes()[from..]) {
        let at = from + found;
        let character = text[at..].chars().next()?;
        if is_refused(character) {
            return Some((at, character));
        }
        from = at + character.len_utf8();
    }
    None
}

/// A text that was made, by an entity of Markdown (`&#1;`), with U+FFFD for each character that [`decode`] refuses.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    if first_control(text).is_none() {
        return text.into();
    }
    let clean = |c| {
        if is_refused(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    text.chars().map(clean).collect()
}

/// Whether no text needs this character, and HTML and XML forbid it.
pub(super) fn is_refused(character: char) -> bool {
    let code = u32::from(character);
    let is_control = character.is_control() && character != '\t' && character != '\n';
    is_control || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

fn too_large(file: &SitePath, bytes: usize, limits: &Limits) -> Diagnostic {
    let limit = limits.file_bytes;
    Diagnostic::new(
        Code::FileTooLarge,
        format!("the file has {bytes} bytes; the limit is {limit}"),
    )
    .at(Place::file(file), "")
    .help("split the file")
}

fn not_utf8(file: &SitePath, bytes: &[u8], error: &std::str::Utf8Error) -> Diagnostic {
    let valid = error.valid_up_to();
    let at = decode_lossy(&bytes[..valid]).len();
    let replacement = char::REPLACEMENT_CHARACTER.len_utf8();
    Diagnostic::new(
        Code::NotUtf8,
        format!(
            "the file is not UTF-8: it holds the byte 0x{:02X}",
            bytes[valid]
        ),
    )
    .at(
        Place::bytes(file, at..at + replacement),
        "not UTF-8 from here",
    )
    .help("save it as UTF-8; it may be Windows-1252 or another older encoding")
}

fn control(file: &SitePath, at: usize, character: char) -> Diagnostic {
    let code = u32::from(character);
    let name = match character {
        '\0' => "a NUL".to_owned(),
        _ if character.is_control() => format!("the control character U+{code:04X}"),
        _ => format!("the noncharacter U+{code:04X}"),
    };
    Diagnostic::new(Code::ControlCharacter, format!("the file holds {name}"))
        .at(
            Place::bytes(file, at..at + character.len_utf8()),
            "not a character of a text",
        )
        .help("delete it")
        .replace_with("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Spot;

    /// The text, or the code with the bytes of its place.
    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let limits = Limits {
            file_bytes: 100,
            ..Limits::default()
        };
        let found = decode(&"a.md".into(), bytes, &limits).map_err(|diagnostic| {
            let place = diagnostic.place.map(|place| place.spot);
            match place {
                Some(Spot::Bytes(range)) => {
                    format!("{} {}-{}", diagnostic.code.as_str(), range.start, range.end)
                }
                _ => format!("{}: {}", diagnostic.code.as_str(), diagnostic.message),
            }
        });
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(found, expected, "{bytes:?}");
    }

    #[test]
    fn texts_are_cleaned_or_refused() {
        check(b"", Ok(""));
        check("— «a»\tb\n".as_bytes(), Ok("— «a»\tb\n"));
        check(b"\xef\xbb\xbfa", Ok("a"));
        check("\u{feff}\u{feff}a".as_bytes(), Ok("\u{feff}a"));
        check(b"a\r\nb\rc\r\r\nd\r", Ok("a\nb\nc\n\nd\n"));
        check("😀\u{fffd}".as_bytes(), Ok("😀\u{fffd}"));

        check(b"a\0b", Err("control-character 1-2"));
        check(b"a\r\n\x1bb", Err("control-character 2-3"));
        check(b"a\x0c", Err("control-character 1-2"));
        check(b"\x7f", Err("control-character 0-1"));
        check("ab\u{85}".as_bytes(), Err("control-character 2-4"));
        check("\u{ffff}".as_bytes(), Err("control-character 0-3"));
        check("é\u{1fffe}".as_bytes(), Err("control-character 2-6"));

        check(b"caf\xe9", Err("not-utf8 3-6"));
        check(b"\xef\xbb\xbfa\r\nb\xff", Err("not-utf8 3-6"));
        check(b"cut \xe2\x82", Err("not-utf8 4-7"));
        let wide = Err("not-utf8: the file is UTF-16, not UTF-8");
        check(b"\xff\xfea\0b\0", wide);
        check(b"\xfe\xff\0a\0b", wide);
        check(b"t\0i\0t\0l\0e\0", wide);
        check(b"\0t\0i\0t\0l\0e", wide);
        check(
            b"\xff\xfe\0\0a\0\0\0",
            Err("not-utf8: the file is UTF-32, not UTF-8"),
        );
        check(
            &[b'a'; 101],
            Err("file-too-large: the file has 101 bytes; the limit is 100"),
        );
    }

    #[test]
    fn an_excerpt_can_be_cut_where_the_diagnostic_points() {
        let bytes = b"\xef\xbb\xbfone\r\ntwo \xe9 three";
        let diagnostic = decode(&"a.md".into(), bytes, &Limits::default()).err();
        let text = decode_lossy(bytes);
        let Some(Spot::Bytes(range)) = diagnostic.and_then(|d| d.place).map(|place| place.spot)
        else {
            panic!("no place");
        };
        assert_eq!(&text[range.clone()], "\u{fffd}");
        assert_eq!(&text[..range.start], "one\ntwo ");
    }
}
