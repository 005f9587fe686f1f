//! Where the values of a JSON document stand in its text, so that a fault of one can name its line and its column. The
//! text has to be JSON: it is walked, not judged.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place, SitePath};

use super::arrange::fault;

/// A member of an object, or an item of a list.
struct Member<'a> {
    /// As it is written, between its quotes; `None` in a list.
    key: Option<&'a str>,
    value: Range<usize>,
}

/// The bytes of the values in a list or an object, in their order.
pub(super) fn items(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    members(text, within).map(|member| member.value).collect()
}

/// The keys of an object with the bytes of their values.
pub(super) fn entries(
    text: &str,
    within: Range<usize>,
) -> impl Iterator<Item = (String, Range<usize>)> {
    members(text, within).filter_map(|member| Some((unescaped(member.key?), member.value)))
}

/// The bytes of the value that keys lead to, each in the value of the one before. Of a key that stands twice the last counts,
/// as it does for the parser.
pub(super) fn find(text: &str, within: Range<usize>, keys: &[&str]) -> Option<Range<usize>> {
    keys.iter().try_fold(within, |within, wanted| {
        let of_key = members(text, within)
            .filter(|member| member.key.is_some_and(|key| is_key(key, wanted)));
        Some(of_key.last()?.value)
    })
}

/// The bytes to point at for what keys should lead to: the value, else the value that has no such key, by its first byte.
pub(super) fn nearest(text: &str, within: Range<usize>, keys: &[&str]) -> Range<usize> {
    for count in (1..=keys.len()).rev() {
        if let Some(found) = find(text, within.clone(), &keys[..count]) {
            return match text.as_bytes()[found.start] {
                b'{' | b'[' => found.start..found.start + 1,
                _ => found,
            };
        }
    }
    within.start..within.end.min(within.start + 1)
}

fn is_key(written: &str, wanted: &str) -> bool {
    written == wanted || (written.contains('\\') && unescaped(written) == wanted)
}

fn unescaped(key: &str) -> String {
    serde_json::from_str(&format!("\"{key}\"")).unwrap_or_else(|_| key.to_owned())
}

fn members(text: &str, within: Range<usize>) -> impl Iterator<Item = Member<'_>> {
    let bytes = &text.as_bytes()[..within.end];
    let start = after_space(bytes, within.start);
    let is_object = bytes.get(start) == Some(&b'{');
    let is_list = bytes.get(start) == Some(&b'[');
    let mut at = if is_object || is_list {
        start + 1
    } else {
        bytes.len()
    };
    std::iter::from_fn(move || {
        at = after_space(bytes, at);
        if bytes.get(at) == Some(&b',') {
            at = after_space(bytes, at + 1);
        }
        if matches!(bytes.get(at), None | Some(b'}' | b']')) {
            return None;
        }
        let key = if is_object {
            let end = after_value(bytes, at);
            let key = text.get(at + 1..end.checked_sub(1)?)?;
            // The colon, and what may stand around it.
            at = after_space(bytes, after_space(bytes, end) + 1);
            Some(key)
        } else {
            None
        };
        let value = at..after_value(bytes, at);
        at = value.end;
        Some(Member { key, value })
    })
}

fn after_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

/// Where the value that begins here ends.
fn after_value(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut is_quoted, mut at) = (0_usize, false, start);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if is_quoted => at += 1,
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 1 => depth -= 1,
            b'}' | b']' => return at + usize::from(depth == 1),
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
        if *byte == b'"' && !is_quoted && depth == 0 {
            return at;
        }
    }
    bytes.len()
}

/// A part of a text that was parsed by itself, to its end or to where its parser stopped.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Its first byte.
    pub(super) start: usize,
    /// The line that it begins in, from 1.
    pub(super) line: usize,
}

impl Part {
    /// All of a text.
    pub(super) const WHOLE: Self = Self { start: 0, line: 1 };
}

/// What is wrong with a text that should be JSON, by line and column.
pub(super) fn syntax(
    file: &SitePath,
    text: &str,
    part: Part,
    what: &str,
    error: &serde_json::Error,
) -> Diagnostic {
    let lines = text[part.start..].split_inclusive('\n');
    let lines_before = error.line().saturating_sub(1);
    let before: usize = lines.take(lines_before).map(str::len).sum();
    let at = text.floor_char_boundary(part.start + before + error.column().saturating_sub(1));
    let line_start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let line = part.line + lines_before;
    let column = text[line_start..at].chars().count() + 1;
    let message = error.to_string();
    // The parser counts from the start of its own part, and its columns are bytes.
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    let message = format!("{what}line {line}, column {column}: {message}");
    let shown = text[at..].chars().next().filter(|c| !c.is_control());
    let end = at + shown.map_or(0, char::len_utf8);
    fault(Code::ImportSyntax, message, Place::bytes(file, at..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_keys() {
        let text =
            r#" {"a": [1, {"b\u0063": "x, \"}"}, [] ], "é": {"d": -2.5e3,"d":null}, "f":"" } "#;
        let check = |keys: &[&str], expected: Option<&str>| {
            let found = find(text, 0..text.len(), keys).map(|range| &text[range]);
            assert_eq!(found, expected, "{keys:?}");
        };
        check(&["a"], Some(r#"[1, {"b\u0063": "x, \"}"}, [] ]"#));
        check(&["é", "d"], Some("null"));
        check(&["f"], Some("\"\""));
        check(&["g"], None);
        check(&["f", "g"], None);
        let list = find(text, 0..text.len(), &["a"]).expect("a list");
        let found: Vec<&str> = items(text, list.clone())
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["1", r#"{"b\u0063": "x, \"}"}"#, "[]"]);
        let second = items(text, list)[1].clone();
        assert_eq!(
            &text[find(text, second.clone(), &["bc"]).expect("a text")],
            r#""x, \"}""#
        );
        assert_eq!(
            nearest(text, second.clone(), &["q"]),
            second.start..second.start + 1
        );
        assert_eq!(&text[nearest(text, 0..text.len(), &["é", "q"])], "{");
        let keys: Vec<String> = entries(text, second).map(|(key, _)| key).collect();
        assert_eq!(keys, ["bc"]);
    }
}
