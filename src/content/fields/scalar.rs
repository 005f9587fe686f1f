//! Fields that hold one value: lines and paragraphs of text, switches, numbers, choices.

use serde_json::Value;

use super::{Reading, Trail, shown};
use crate::diagnostic::{Code, Diagnostic, suggest};

/// The controls of Unicode's bidirectional algorithm that override or embed (UAX 9, 2.1 and 2.2), and the isolates.
const BIDI_CONTROLS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// A line of text: white space is folded, numbers and switches are taken as they are written, and the length is
/// limited.
pub(crate) fn line(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let text = paragraph(reading, value, trail)?;
    let limit = reading.limits.title_chars;
    // A byte count within the limit spares the count of characters.
    if text.len() > limit && text.chars().count() > limit {
        let message = format!("`{}` is longer than {limit} characters", trail.name());
        let diagnostic = Diagnostic::new(Code::TooLong, message)
            .at(reading.value_place(trail), "too long")
            .help("what does not fit in a line belongs in the text below the front matter");
        reading.report(diagnostic);
        return None;
    }
    Some(text)
}

/// A text of a few sentences: as [`line()`], and as long as the front matter may be.
pub(crate) fn paragraph(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text,
        Value::Number(_) | Value::Bool(_) => reading
            .as_written(trail)
            .map_or_else(|| value.to_string(), str::to_owned),
        other => {
            reading.wrong_type(trail, "a text", &other);
            return None;
        }
    };
    let text = folded(text);
    if text.contains(BIDI_CONTROLS) {
        let message = format!("`{}` turns the direction of what follows", trail.name());
        let diagnostic = Diagnostic::new(Code::BidiOverride, message)
            .at(
                reading.value_place(trail),
                "holds an invisible control character",
            )
            .help("delete the character; Dateline isolates every title's direction by itself");
        reading.report(diagnostic);
    }
    (!text.is_empty()).then_some(text)
}

/// One space for every stretch of white space, none at the ends.
fn folded(text: String) -> String {
    let clean = |text: &str| {
        text.trim().len() == text.len()
            && !text.contains(['\n', '\t', '\r'])
            && !text.contains("  ")
    };
    if clean(&text) {
        text
    } else {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// `true` or `false`; also `yes`, `no`, `on` and `off`, which older YAML took for them.
pub(crate) fn flag(reading: &Reading, value: Value, trail: &Trail) -> Option<bool> {
    let word = match &value {
        Value::Bool(flag) => return Some(*flag),
        Value::String(word) => word.to_ascii_lowercase(),
        _ => String::new(),
    };
    match word.as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => {
            reading.wrong_type(trail, "`true` or `false`", &value);
            None
        }
    }
}

/// A whole number.
pub(crate) fn integer(reading: &Reading, value: Value, trail: &Trail) -> Option<i64> {
    let number = match &value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if number.is_none() {
        reading.wrong_type(trail, "a whole number", &value);
    }
    number
}

/// One of a few words.
pub(crate) fn choice<T: Copy>(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    choices: &[(&str, T)],
) -> Option<T> {
    let word = line(reading, value, trail)?;
    if let Some((_, meant)) = choices.iter().find(|(name, _)| *name == word) {
        return Some(*meant);
    }
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let message = format!("`{}` is not a value of `{}`", shown(&word), trail.name());
    let diagnostic = Diagnostic::new(Code::WrongValue, message);
    let help = format!("write {}", quoted(&names));
    report_unknown(reading, trail, &word, diagnostic, names.into_iter(), &help);
    None
}

/// One of many words, of which only the likeliest is told.
pub(crate) fn one_of<'n>(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    names: impl Iterator<Item = &'n str> + Clone,
    help: &str,
) -> Option<String> {
    let word = line(reading, value, trail)?;
    if names.clone().any(|name| name == word) {
        return Some(word);
    }
    let message = format!("`{}` is not a value of `{}`", shown(&word), trail.name());
    let diagnostic = Diagnostic::new(Code::WrongValue, message);
    report_unknown(reading, trail, &word, diagnostic, names, help);
    None
}

/// A status that is built in or declared: key and title of each are given.
pub(crate) fn status(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    statuses: &[(String, Option<String>)],
) -> Option<String> {
    let status = line(reading, value, trail)?;
    let names = statuses.iter().map(|(key, _)| key.as_str());
    if names.clone().any(|name| name == status) {
        return Some(status);
    }
    let message = format!("`{}` is not a status of this site", shown(&status));
    let diagnostic = Diagnostic::new(Code::UnknownStatus, message);
    let help = "declare it under `statuses:` in dateline.yaml";
    report_unknown(reading, trail, &status, diagnostic, names, help);
    None
}

fn report_unknown<'n>(
    reading: &Reading,
    trail: &Trail,
    word: &str,
    diagnostic: Diagnostic,
    names: impl Iterator<Item = &'n str>,
    help: &str,
) {
    let diagnostic = diagnostic.at(reading.value_place(trail), "not known here");
    reading.report(match suggest(word, names) {
        Some(meant) => diagnostic
            .help(format!("did you mean `{meant}`?"))
            .replace_with(meant),
        None => diagnostic.help(help),
    });
}

/// "`a`, `b` or `c`".
fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => names.concat(),
    }
}
