//! What a request asks for: its path and query, decoded once and checked, as plain text.
//!
//! Nothing here becomes a path on the disk: pages are looked up in the plan. The checks keep forms that other servers
//! stumble over from ever being looked up at all.

use std::fmt::Write;

/// An address that no page can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// The decoded path of a request without its leading `/`.
pub(super) fn parse_path(raw: &str) -> Result<String, Malformed> {
    let path = decode(raw.strip_prefix('/').ok_or(Malformed)?)?;
    let is_foreign = |c: char| c.is_control() || matches!(c, '\\' | ':');
    // A `%` that is left was encoded twice.
    if path.contains(is_foreign) || path.contains('%') {
        return Err(Malformed);
    }
    let is_dotted = |part: &str| part == "." || part == "..";
    if path.starts_with('/') || path.contains("//") || path.split('/').any(is_dotted) {
        return Err(Malformed);
    }
    Ok(path)
}

/// The decoded value of a parameter of a query.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let (_, value) = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)?;
    decode(&value.replace('+', " ")).ok()
}

/// Decodes `%` and two digits (RFC 3986, section 2.1).
fn decode(text: &str) -> Result<String, Malformed> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || {
            let digit = char::from(rest.next()?).to_digit(16)?;
            u8::try_from(digit).ok()
        };
        match (digit(), digit()) {
            (Some(high), Some(low)) => bytes.push(high << 4 | low),
            _ => return Err(Malformed),
        }
    }
    String::from_utf8(bytes).map_err(|_| Malformed)
}

/// A text as a part of an address, with everything encoded that means something there; `/` stays.
pub(super) fn encode_path(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        let check = |raw: &str, expected: Option<&str>| {
            assert_eq!(parse_path(raw).ok().as_deref(), expected, "{raw}");
        };
        check("/", Some(""));
        check("/events/deputy-talks/", Some("events/deputy-talks/"));
        check(
            "/media/sch%C3%B6n%20bild.png",
            Some("media/sch\u{f6}n bild.png"),
        );
        for raw in [
            "",
            "*",
            "//evil/..",
            "//evil/",
            "/..",
            "/a/../b",
            "/./a",
            "/%2e%2e/a",
            "/a/%2e%2e",
            "/%252e%252e/",
            "/a\\b",
            "/%5c..%5ca",
            "/a%00",
            "/a%0d%0a",
            "/C:/x",
            "/a.md::$DATA",
            "/a%2f%2fb",
            "/%",
            "/%f",
            "/%zz",
            "/%ff",
        ] {
            check(raw, None);
        }
    }

    #[test]
    fn parameters_are_found() {
        let check = |query: &str, expected: Option<&str>| {
            assert_eq!(parameter(query, "page").as_deref(), expected, "{query}");
        };
        check("page=%2F2022%2F&mark=a", Some("/2022/"));
        check("mark=a&page=a+b", Some("a b"));
        check("pages=a", None);
        check("page", None);
        check("page=%", None);
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let check = |text: &str, expected: &str| {
            assert_eq!(encode_path(text), expected);
            assert_eq!(decode(expected).as_deref(), Ok(text));
        };
        check("/a b/\u{f6}\"&.md", "/a%20b/%C3%B6%22%26.md");
    }
}
