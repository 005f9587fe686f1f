//! Wikilinks and citations: what stands between `[[` and `]]`, and between `[@` and `]`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use super::Spanned;

/// One source that a text cites.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Citation {
    /// The source's id.
    pub(super) id: String,
    /// The bytes of `@` and the id.
    pub(super) range: Range<usize>,
    /// The bytes of the place in the source, where one is given.
    pub(super) locator: Option<Range<usize>>,
}

/// Whether the words between brackets cite something.
pub(super) fn is_citation(label: &str) -> bool {
    label
        .trim_start()
        .strip_prefix('@')
        .is_some_and(|id| id_length(id) > 0)
}

/// Whether the Markdown library made a link only because it stands for a citation.
pub(super) fn is_from_citation(link_type: LinkType) -> bool {
    matches!(
        link_type,
        LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown
    )
}

/// The citations in `text[range]`, which holds what stands between one pair of brackets. `; @` begins another one.
pub(super) fn citations(text: &str, range: Range<usize>) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    let mut at = range.start;
    for piece in text[range].split_inclusive(';') {
        let end = at + piece.len();
        let start = at + piece.len() - trim_start(piece).len();
        let id = text[start..end].strip_prefix('@').map_or(0, id_length);
        if id > 0 {
            let id_end = start + 1 + id;
            found.push(Citation {
                id: text[start + 1..id_end].to_owned(),
                range: start..id_end,
                locator: locator(text, id_end..end),
            });
        } else if let Some(last) = found.last_mut() {
            // A semicolon that no `@` follows belongs to the locator.
            let from = last.locator.as_ref().map_or(start, |locator| locator.start);
            last.locator = locator(text, from..end);
        }
        at = end;
    }
    found
}

/// The bytes of an id: up to a space, a comma or a semicolon.
fn id_length(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '@'))
        .unwrap_or(text.len())
}

fn locator(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = &text[range.clone()];
    let trimmed = trim_start(trim_start(written).trim_start_matches(','));
    let start = range.end - trimmed.len();
    let length = trimmed
        .trim_end_matches(|c: char| c == ';' || c.is_whitespace())
        .len();
    (length > 0).then_some(start..start + length)
}

/// Leaves out spaces, and the `>` that begin the lines of a quote.
fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == '>' || c.is_whitespace())
}

/// The events' text within `range`, one line.
pub(super) fn words_within(inner: &[Spanned<'_>], text: &str, range: &Range<usize>) -> String {
    let mut words = String::new();
    for (event, place) in inner {
        let overlap = place.start.max(range.start)..place.end.min(range.end);
        if overlap.is_empty() {
            continue;
        }
        match event {
            Event::Text(piece) if **piece == text[place.clone()] => {
                words.push_str(&text[overlap]);
            }
            Event::Text(piece) | Event::Code(piece) => words.push_str(piece),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// The target of a wikilink as the Markdown library cuts it out, on one line. `None` when nothing is left of it.
pub(super) fn target(written: &str, has_label: bool) -> Option<String> {
    // In a table the bar is written `\|`, and the library leaves the backslash.
    let written = match written.strip_suffix('\\') {
        Some(rest) if has_label => rest,
        _ => written,
    };
    let lines: Vec<&str> = written
        .lines()
        .map(|line| trim_start(line).trim_end())
        .collect();
    let target = lines.join(" ");
    let target = target.trim();
    (!target.is_empty()).then(|| target.to_owned())
}

/// Whether the target of `![[…]]` is a picture, not a page.
pub(super) fn is_picture(target: &str) -> bool {
    let extension = target
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some("avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inside: &str, expected: &str) {
        let found: Vec<String> = citations(inside, 0..inside.len())
            .into_iter()
            .map(|citation| {
                assert_eq!(inside[citation.range.clone()], format!("@{}", citation.id));
                let locator = citation.locator.map_or("", |range| &inside[range]);
                format!("{}/{locator}", citation.id)
            })
            .collect();
        assert_eq!(found.join(" | "), expected, "{inside:?}");
    }

    #[test]
    fn citations_have_ids_and_locators() {
        check("@a", "a/");
        check(" @a-2022-01-21 ", "a-2022-01-21/");
        check("@a, para. 3", "a/para. 3");
        check("@a para. 3", "a/para. 3");
        check("@a,p. 4 ; @b;@c, x", "a/p. 4 | b/ | c/x");
        check("@a, p. 4; p. 7; @b", "a/p. 4; p. 7 | b/");
        check("@a,", "a/");
        check("@a;", "a/");
        check("@a;\n> @b,\n> p. 1", "a/ | b/p. 1");
        check("@", "");
        check("@ a", "");
        check("a", "");
    }
}
