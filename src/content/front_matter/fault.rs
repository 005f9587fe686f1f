//! What is wrong with a text that is not YAML, in the words of people who write front matter rather than parsers.

use std::ops::Range;

use super::Trouble;
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::settings::Limits;

pub(super) fn unclosed(file: &SitePath, opener: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::FrontMatterUnclosed,
        "the front matter is never closed",
    )
    .at(Place::bytes(file, opener), "it opens here")
    .help("put a line `---` between the front matter and the text")
}

pub(super) fn too_large(file: &SitePath, range: &Range<usize>, limits: &Limits) -> Diagnostic {
    let message = format!(
        "the front matter has {} bytes, and {} is the limit",
        range.len(),
        limits.front_matter_bytes
    );
    Diagnostic::new(Code::FrontMatterTooLarge, message)
        .at(
            Place::bytes(file, range.start..range.start),
            "it begins here",
        )
        .help("long texts belong below the front matter")
}

pub(super) fn is_duplicate(error: &serde_yaml::Error) -> bool {
    error.to_string().contains("duplicate entry")
}

/// For a duplicate that was not found again by its place (`1` and `"1"`).
pub(super) fn duplicate_message(error: &serde_yaml::Error) -> String {
    let text = error.to_string();
    let key = text.split('"').nth(1).unwrap_or("a key");
    format!("`{key}` stands twice in one mapping")
}

pub(super) fn describe(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    trouble: &Trouble,
) -> Diagnostic {
    let error = match trouble {
        Trouble::Yaml(error) => error,
        Trouble::NoMapping(found) => {
            let message = format!("these are no fields, but {found}");
            return Diagnostic::new(Code::YamlSyntax, message)
                .at(first_line(file, text, range), "expected `key: value`")
                .help("write one `key: value` a line, with a space after the colon");
        }
        Trouble::KeyIsNoText => {
            return Diagnostic::new(Code::YamlSyntax, "a key is a list or a mapping")
                .at(
                    braces(file, text, range),
                    "`{…}` and `[…]` have a meaning in YAML",
                )
                .help("put a value that begins with `{` or `[` in quotes");
        }
    };
    let yaml = &text[range.clone()];
    let at = error.location().map_or(0, |location| {
        byte_of(yaml, location.line(), location.column())
    });
    let error = error.to_string();
    let (message, at, label, help) = explain(&error, yaml, at, context_of(&error, yaml));
    let start = range.start + at;
    let width = yaml[at..].chars().next().filter(|c| *c != '\n');
    let end = start + width.map_or(0, char::len_utf8);
    let diagnostic =
        Diagnostic::new(Code::YamlSyntax, message).at(Place::bytes(file, start..end), label);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

type Explained = (String, usize, &'static str, Option<&'static str>);

/// The parser's words, the text, the byte where it stopped and the one where what it was reading began → the message,
/// the byte to show, a label and a help.
fn explain(error: &str, yaml: &str, at: usize, context: usize) -> Explained {
    let line_start = yaml[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if let Some(tab) = tab_in_indent(yaml, line_start) {
        return (
            "a tab cannot indent in YAML".to_owned(),
            tab,
            "a tab",
            Some("use spaces"),
        );
    }
    let quoted = Some("put the value in quotes: \"…\"");
    if error.contains("mapping values are not allowed") {
        let message = "a colon and a space begin a second value in this line".to_owned();
        return (message, at, "not allowed here", quoted);
    }
    if error.contains("cannot start any token") {
        let message = "a value cannot begin with this character".to_owned();
        return (message, at, "has a meaning in YAML", quoted);
    }
    if error.contains("quoted scalar") {
        let message = "a quotation mark is never closed".to_owned();
        return (
            message,
            context,
            "it opens here",
            Some("close it, or double it inside the text"),
        );
    }
    if error.contains("',' or ']'") || error.contains("',' or '}'") {
        let message = "a list or mapping in brackets is not closed".to_owned();
        let help = "close the bracket, or put the value in quotes where it begins with one";
        return (message, context, "it opens here", Some(help));
    }
    if error.contains("expected key")
        || error.contains("expected ':'")
        || error.contains("simple key")
    {
        let message = "this line is neither a field nor a part of the one before".to_owned();
        let help = "write `key: value`, and indent what belongs to the line before";
        return (message, context, "expected `key: value`", Some(help));
    }
    if error.contains("more than one document") {
        let message = "a line `---` begins a second document".to_owned();
        let second = yaml.find("\n---").map_or(0, |newline| newline + 1);
        return (message, second, "one document to a file", None);
    }
    if error.contains("unknown anchor") {
        let message = "an alias names an anchor that does not exist".to_owned();
        let help = "put the value in quotes where it begins with `*`";
        return (message, at, "no such anchor", Some(help));
    }
    if error.contains("alias") || error.contains("anchor") || error.contains("tag") {
        let message =
            "a value begins with `*`, `&` or `!`, which have a meaning in YAML".to_owned();
        return (message, context, "not understood", quoted);
    }
    (parsers_words(error), at, "not YAML", None)
}

/// The parser's message without the positions that the excerpt shows anyway.
fn parsers_words(error: &str) -> String {
    let words = error.split(" at line ").next().unwrap_or(error);
    let words = words.split(" at position ").next().unwrap_or(words);
    format!("this is not YAML: {words}")
}

fn tab_in_indent(yaml: &str, line_start: usize) -> Option<usize> {
    let line = yaml[line_start..].lines().next().unwrap_or_default();
    line[..leading(line)].find('\t').map(|tab| line_start + tab)
}

/// Bytes of white space at the start.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Where the thing began that the parser could not finish: its words end in "while …[ at line L column C]", without
/// the position where that is the very first.
fn context_of(error: &str, yaml: &str) -> usize {
    let context = error.rsplit(", while ").next().unwrap_or_default();
    let mut numbers = context
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(line), Some(column)) => byte_of(yaml, line, column),
        _ => 0,
    }
}

/// The byte of a line and a column, both from 1, columns in characters.
fn byte_of(yaml: &str, line: usize, column: usize) -> usize {
    let start = match line.saturating_sub(2) {
        _ if line < 2 => 0,
        newline => yaml
            .match_indices('\n')
            .nth(newline)
            .map_or(yaml.len(), |(at, _)| at + 1),
    };
    let in_line = yaml[start..]
        .char_indices()
        .take_while(|(_, c)| *c != '\n')
        .nth(column.saturating_sub(1));
    in_line.map_or_else(
        || {
            yaml[start..]
                .find('\n')
                .map_or(yaml.len(), |end| start + end)
        },
        |(at, _)| start + at,
    )
}

fn first_line(file: &SitePath, text: &str, range: Range<usize>) -> Place {
    let yaml = &text[range.clone()];
    let start = range.start + leading(yaml);
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    Place::bytes(file, start..start + length)
}

fn braces(file: &SitePath, text: &str, range: Range<usize>) -> Place {
    let yaml = &text[range.clone()];
    match ["{{", "{[", "[[", "[{", "? "]
        .iter()
        .find_map(|opening| yaml.find(opening))
    {
        Some(at) => Place::bytes(file, range.start + at..range.start + at + 2),
        None => first_line(file, text, range),
    }
}
