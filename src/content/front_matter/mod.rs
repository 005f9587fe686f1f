//! Front matter: the YAML between two lines `---` at the top of a file, as plain data.
//!
//! The one home of `serde_yaml`. A text goes in; a JSON object of its fields comes out, or what is wrong with it.

mod escaped;
mod fault;
mod shape;
mod split;

use std::ops::Range;

use serde_json::{Map, Number, Value};
use serde_yaml::Value as Yaml;

pub(crate) use split::{split, whole};

use super::Positions;
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::settings::Limits;

/// A file's front matter as data, and where its Markdown begins.
pub(super) struct FrontMatter {
    /// The fields; `None` when the file has no front matter.
    pub(super) fields: Option<Map<String, Value>>,
    /// The byte of the decoded text at which the Markdown begins.
    pub(super) body: usize,
}

/// Takes a Markdown file's decoded text apart. What cannot be read as YAML gives diagnostics, and no front matter
/// where nothing could be saved of it.
pub(super) fn read(
    file: &SitePath,
    text: &str,
    limits: &Limits,
) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    let parts = match split(text) {
        Ok(Some(parts)) => parts,
        Ok(None) => {
            let whole = FrontMatter {
                fields: None,
                body: 0,
            };
            return (Some(whole), Vec::new());
        }
        Err(opener) => return (None, vec![fault::unclosed(file, opener)]),
    };
    let (fields, diagnostics) = parse_yaml(file, text, parts.yaml, limits);
    let front_matter = fields.map(|fields| FrontMatter {
        fields: Some(fields),
        body: parts.body,
    });
    (front_matter, diagnostics)
}

/// The mapping in a range of a file's decoded text.
///
/// When a key stands twice, the first one counts, and a diagnostic names both places. Every other fault leaves nothing.
pub(crate) fn parse_yaml(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    limits: &Limits,
) -> (Option<Map<String, Value>>, Vec<Diagnostic>) {
    if range.len() > limits.front_matter_bytes {
        return (None, vec![fault::too_large(file, &range, limits)]);
    }
    if let Err(diagnostic) = shape::check(file, text, range.clone()) {
        return (None, vec![diagnostic]);
    }
    match load(&text[range.clone()]) {
        // Only an escape can bring in a character that the file itself may not hold.
        Ok(fields) if text[range.clone()].contains('\\') => match escaped::control(file, &fields) {
            Some(diagnostic) => (None, vec![diagnostic]),
            None => (Some(fields), Vec::new()),
        },
        Ok(fields) => (Some(fields), Vec::new()),
        Err(Trouble::Yaml(error)) if fault::is_duplicate(&error) => {
            without_duplicates(file, text, range, &error)
        }
        Err(trouble) => (None, vec![fault::describe(file, text, range, &trouble)]),
    }
}

/// Why a text is no mapping.
enum Trouble {
    Yaml(serde_yaml::Error),
    /// It is YAML, and something other than a mapping.
    NoMapping(&'static str),
    /// A key is a list or a mapping.
    KeyIsNoText,
}

fn load(yaml: &str) -> Result<Map<String, Value>, Trouble> {
    let mut value: Yaml = serde_yaml::from_str(yaml).map_err(Trouble::Yaml)?;
    if yaml.contains("<<") {
        value.apply_merge().map_err(Trouble::Yaml)?;
    }
    match value {
        Yaml::Null => Ok(Map::new()),
        Yaml::Mapping(mapping) => object(mapping),
        Yaml::Sequence(_) => Err(Trouble::NoMapping("a list")),
        _ => Err(Trouble::NoMapping("a single text")),
    }
}

fn object(mapping: serde_yaml::Mapping) -> Result<Map<String, Value>, Trouble> {
    let mut object = Map::with_capacity(mapping.len());
    for (key, value) in mapping {
        let key = match key {
            Yaml::String(text) => text,
            Yaml::Bool(flag) => flag.to_string(),
            Yaml::Number(number) => number.to_string(),
            Yaml::Null => "null".to_owned(),
            _ => return Err(Trouble::KeyIsNoText),
        };
        object.insert(key, json(value)?);
    }
    Ok(object)
}

/// A YAML value as JSON: tags are dropped, numbers that JSON does not know become text.
///
/// The recursion is bounded by the parser's own limit on nesting (128).
fn json(value: Yaml) -> Result<Value, Trouble> {
    Ok(match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::String(text) => Value::String(text),
        Yaml::Number(number) => json_number(&number),
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(json).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(mapping) => Value::Object(object(mapping)?),
        Yaml::Tagged(tagged) => json(tagged.value)?,
    })
}

fn json_number(number: &serde_yaml::Number) -> Value {
    if let Some(integer) = number.as_i64() {
        return integer.into();
    }
    if let Some(integer) = number.as_u64() {
        return integer.into();
    }
    number
        .as_f64()
        .and_then(Number::from_f64)
        .map_or_else(|| number.to_string().into(), Value::Number)
}

/// Reports every key that stands twice, and reads the text again with the second ones blanked out.
fn without_duplicates(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    error: &serde_yaml::Error,
) -> (Option<Map<String, Value>>, Vec<Diagnostic>) {
    let duplicates = Positions::of(text, super::is_yaml(file)).duplicates();
    if duplicates.is_empty() {
        let message = fault::duplicate_message(error);
        let place = Place::bytes(file, range.start..range.start);
        let diagnostic = Diagnostic::new(Code::DuplicateKey, message).at(place, "in this mapping");
        return (None, vec![diagnostic]);
    }
    let mut bytes = text[range.clone()].as_bytes().to_vec();
    let mut diagnostics = Vec::new();
    for duplicate in duplicates {
        let extent = duplicate.extent.start - range.start..duplicate.extent.end - range.start;
        for byte in &mut bytes[extent] {
            // Line ends stay, so that every other place in the text stays what it is.
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        let message = format!("`{}` stands twice in one mapping", duplicate.name);
        diagnostics.push(
            Diagnostic::new(Code::DuplicateKey, message)
                .at(Place::bytes(file, duplicate.second), "a second time here")
                .also(Place::bytes(file, duplicate.first), "the first time here")
                .help("keep one of the two, or make one list of their values"),
        );
    }
    let fields = String::from_utf8(bytes)
        .ok()
        .and_then(|rest| load(&rest).ok());
    (fields, diagnostics)
}

/// A text as a YAML scalar that is read back as the same text, also within `[…]`: plain where that is safe, else in
/// double quotes (YAML 1.2, section 7.3.1, which JSON's strings are a part of).
pub(crate) fn yaml_text(text: &str) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/' | '’' | '(' | ')');
    let looks_plain =
        text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
    if looks_plain
        && text.chars().all(is_plain)
        && matches!(serde_yaml::from_str(text), Ok(serde_yaml::Value::String(read)) if read == text)
    {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}
