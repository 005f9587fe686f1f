//! A calendar as lines, before its parser takes it: where its entries stand, how deep its components lie, and names in the
//! capitals that the parser wants.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::exchange::Incoming;
use crate::exchange::arrange::fault;

/// Components within components that are read; a calendar needs three.
const MOST_LEVELS: usize = 16;

/// The bytes of each line of a part of a text, without its end.
pub(super) fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = part.start;
    text[part].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end().len()
    })
}

/// The bytes of each entry of a calendar, from its first line to its last.
pub(super) fn entry_spans(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    for line in lines(text, 0..text.len()) {
        let words = &text[line.clone()];
        if words.eq_ignore_ascii_case("BEGIN:VEVENT") {
            spans.push(line);
        } else if words.eq_ignore_ascii_case("END:VEVENT")
            && let Some(last) = spans.last_mut()
        {
            last.end = last.end.max(line.end);
        }
    }
    spans
}

/// What is wrong where components lie so deep in each other that the parser would run out of stack.
pub(super) fn too_deep(incoming: &Incoming) -> Option<Diagnostic> {
    let mut depth = 0_usize;
    let mut at = 0;
    for line in incoming.text.split_inclusive('\n') {
        let is = |word: &str| {
            line.get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        if is("BEGIN:") {
            depth += 1;
        } else if is("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > MOST_LEVELS {
            let message = format!("components lie more than {MOST_LEVELS} deep in each other");
            let place = Place::bytes(incoming.file, at..at + line.trim_end().len());
            return Some(fault(Code::ImportSyntax, message, place));
        }
        at += line.len();
    }
    None
}

/// An unfolded calendar with the names of its properties and components in capitals: their case means nothing (RFC 5545, 2).
pub(super) fn with_names_in_capitals(text: &str) -> String {
    let mut calendar = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let name = line.find([':', ';']).unwrap_or(0);
        let is_component = ["BEGIN", "END"]
            .iter()
            .any(|word| line[..name].eq_ignore_ascii_case(word));
        let end = if is_component { line.len() } else { name };
        calendar.push_str(&line[..end].to_ascii_uppercase());
        calendar.push_str(&line[end..]);
    }
    calendar
}

/// Where a byte of the unfolded text stands in the text, and what follows it on its line there.
pub(super) fn before_unfolding(text: &str, at: usize) -> Range<usize> {
    let mut found = 0..0;
    let (mut start, mut unfolded, mut line_break) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let fold = usize::from(start > 0 && line.starts_with([' ', '\t']));
        // A fold takes the break before it away, and its own first character.
        unfolded -= fold * line_break;
        if unfolded > at {
            break;
        }
        let begin = start + fold;
        let end = begin.max(start + line.trim_end().len());
        found = (begin + at - unfolded).min(end)..end;
        line_break = if line.ends_with("\r\n") { 2 } else { 1 };
        unfolded += line.len() - fold;
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_again_before_unfolding() {
        let text = "\r\nA:b\r\n c\r\n\td\n \n e\nF:ä\n ö";
        let unfolded = icalendar::parser::unfold(text);
        assert_eq!(unfolded, "\r\nA:bcde\nF:äö");
        let check = |word: &str, expected: &str| {
            let at = unfolded.find(word).expect("a word");
            let found = before_unfolding(text, at);
            assert_eq!(&text[found], expected, "{word}");
        };
        check("A", "A:b");
        check("b", "b");
        check("c", "c");
        check("d", "d");
        check("e", "e");
        check("F", "F:ä");
        check("ö", "ö");
        assert_eq!(
            before_unfolding(text, unfolded.len()),
            text.len()..text.len()
        );
    }
}
