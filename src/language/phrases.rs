//! A language's phrases: YAML in, a flat table of keys and texts out, and the filling of `{placeholders}`.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde_yaml::Value;

/// Phrases by their way from the top of the file: `dates.range.days`, `counts.events.one`.
#[derive(Debug, Default)]
pub(super) struct Phrases(BTreeMap<String, String>);

/// Why a file of phrases cannot be used.
#[derive(Debug)]
pub(super) struct PhraseError {
    /// What is wrong.
    pub(super) message: String,
    /// The byte at which it is, where that is known.
    pub(super) offset: Option<usize>,
}

impl Phrases {
    /// Adds a file's phrases; those that are there already are replaced.
    pub(super) fn lay_over(&mut self, yaml: &str) -> Result<(), PhraseError> {
        let value: Value = serde_yaml::from_str(yaml).map_err(|error| PhraseError {
            message: error.to_string(),
            offset: error
                .location()
                .map(|location| location.index().min(yaml.len())),
        })?;
        match value {
            Value::Null => Ok(()),
            Value::Mapping(_) => {
                self.add(String::new(), &value);
                Ok(())
            }
            _ => Err(PhraseError {
                message: "a file of phrases is a mapping".to_owned(),
                offset: None,
            }),
        }
    }

    /// The phrase of a key within a group of the file.
    pub(super) fn find(&self, group: &str, key: &str) -> Option<&str> {
        let mut path = String::with_capacity(group.len() + 1 + key.len());
        path.push_str(group);
        path.push('.');
        path.push_str(key);
        self.0.get(&path).map(String::as_str)
    }

    /// The phrases of a group, by their keys within it.
    pub(super) fn group(&self, group: &str) -> impl Iterator<Item = (&str, &str)> {
        let prefix = format!("{group}.");
        let after = prefix.clone();
        self.0
            .range::<str, _>((Bound::Included(after.as_str()), Bound::Unbounded))
            .map_while(move |(key, text)| Some((key.strip_prefix(&prefix)?, text.as_str())))
    }

    fn add(&mut self, path: String, value: &Value) {
        match value {
            Value::Mapping(mapping) => {
                for (key, value) in mapping {
                    if let Some(key) = scalar(key) {
                        let dot = if path.is_empty() { "" } else { "." };
                        self.add(format!("{path}{dot}{key}"), value);
                    }
                }
            }
            value => {
                if let Some(text) = scalar(value) {
                    self.0.insert(path, text);
                }
            }
        }
    }
}

/// A phrase, or a key, that YAML may have taken for a number or a truth value.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(if *truth { "yes" } else { "no" }.to_owned()),
        _ => None,
    }
}

/// The template with each `{name}` that is given a value replaced by it; others stay as they are.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let name = rest.find('}').map(|close| &rest[1..close]);
        let value = name.and_then(|name| values.iter().find(|(key, _)| *key == name));
        if let (Some(name), Some((_, value))) = (name, value) {
            text.push_str(value);
            rest = &rest[name.len() + 2..];
        } else {
            text.push('{');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled() {
        let check = |template, expected| {
            assert_eq!(fill(template, &[("a", "1"), ("b", "{a}")]), expected);
        };
        check("{a} and {b}", "1 and {a}");
        check("{c} {a", "{c} {a");
        check("{{a}}", "{1}");
        check("", "");
    }

    #[test]
    fn later_phrases_lie_over_earlier_ones() {
        let mut phrases = Phrases::default();
        phrases
            .lay_over("words: {a: A, b: B, n: 1, no: no}")
            .unwrap();
        phrases.lay_over("words: {b: C}\nwordsmith: x").unwrap();
        phrases.lay_over("# nothing").unwrap();
        let words: Vec<_> = phrases.group("words").collect();
        assert_eq!(words, [("a", "A"), ("b", "C"), ("n", "1"), ("no", "no")]);
        assert!(phrases.lay_over("words: [").is_err());
        assert!(phrases.lay_over("- a").is_err());
    }
}
