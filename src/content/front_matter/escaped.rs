//! Characters that no text may hold, written as escapes in YAML's double quotes (`"\\x01"`): the file is sound, what it says
//! is not.

use serde_json::{Map, Value};

use crate::content::text::is_refused;
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};

/// The first key or value with such a character.
pub(super) fn control(file: &SitePath, fields: &Map<String, Value>) -> Option<Diagnostic> {
    fields.iter().find_map(|(key, value)| {
        // A key's path could not be shown with the character in it.
        if let Some(character) = key.chars().find(|c| is_refused(*c)) {
            return Some(refusal(character).at(Place::file(file), "in a key"));
        }
        in_value(file, FieldPath::key(key), value)
    })
}

fn in_value(file: &SitePath, path: FieldPath, value: &Value) -> Option<Diagnostic> {
    match value {
        Value::String(text) => {
            let character = text.chars().find(|c| is_refused(*c))?;
            Some(refusal(character).at(Place::at_value(file, path), "it stands here"))
        }
        Value::Array(items) => (items.iter().enumerate())
            .find_map(|(index, item)| in_value(file, path.then_index(index), item)),
        Value::Object(fields) => {
            fields
                .iter()
                .find_map(|(key, value)| match key.chars().find(|c| is_refused(*c)) {
                    Some(character) => {
                        Some(refusal(character).at(Place::at_value(file, path.clone()), "in a key"))
                    }
                    None => in_value(file, path.then_key(key), value),
                })
        }
        _ => None,
    }
}

fn refusal(character: char) -> Diagnostic {
    let code = u32::from(character);
    let message = format!("an escape stands for U+{code:04X}, which no text may hold");
    Diagnostic::new(Code::ControlCharacter, message).help("delete it")
}
