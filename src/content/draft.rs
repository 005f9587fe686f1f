//! The text of a new file of content, with a front matter that the parser takes back as it was meant.

use std::fmt::Write;

use serde_json::Value;

use super::front_matter::yaml_text;

/// A front matter while it is written, one field a line.
#[derive(Debug, Default)]
pub struct Draft {
    text: String,
}

impl Draft {
    /// Adds a field with one value.
    #[must_use]
    pub fn field(mut self, key: &str, value: &str) -> Self {
        let _ = writeln!(self.text, "{key}: {}", yaml_text(value));
        self
    }

    /// Adds a field with one value, where there is one.
    #[must_use]
    pub fn optional(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.field(key, value),
            None => self,
        }
    }

    /// Adds a field with several values, where there are any.
    #[must_use]
    pub fn list(mut self, key: &str, values: &[String]) -> Self {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| yaml_text(value)).collect();
            let _ = writeln!(self.text, "{key}: [{}]", values.join(", "));
        }
        self
    }

    /// Adds a field with a value of any form, on one line; nothing for `null` and for what is empty.
    #[must_use]
    pub fn value(mut self, key: &str, value: &Value) -> Self {
        if !is_nothing(value) {
            let _ = write!(self.text, "{key}: ");
            push_flow(&mut self.text, value);
            self.text.push('\n');
        }
        self
    }

    /// The whole file, with an empty text.
    #[must_use]
    pub fn finish(self) -> String {
        format!("---\n{}---\n", self.text)
    }

    /// The whole file, with a text in Markdown.
    #[must_use]
    pub fn finish_with(self, markdown: &str) -> String {
        let markdown = markdown.trim_matches('\n');
        if markdown.is_empty() {
            return self.finish();
        }
        format!("{}{markdown}\n", self.finish())
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// Writes a value in YAML's flow style (YAML 1.2, section 7.4).
fn push_flow(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => out.push_str(&yaml_text(text)),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                push_flow(out, item);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push_str("{ ");
            for (index, (key, item)) in map.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                out.push_str(&yaml_text(key));
                out.push_str(": ");
                push_flow(out, item);
            }
            out.push_str(" }");
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::content::parse_yaml;
    use crate::settings::Limits;

    #[test]
    fn values_of_any_form_are_read_back_as_they_were() {
        for value in [
            json!({"media": {"url": "https://example.org/a?b=1#c", "credit": "A: \"B\", {C}"}}),
            json!({"a b": ["no", "true", "1", "- x", "# y", "", "line\nbreak"], "n": 1.5, "t": true}),
            json!({"=": "=1+1", "[x]": "&anchor", "?": "*alias", "!tag": "%"}),
        ] {
            let text = Draft::default().value("extra", &value).finish();
            let yaml = 4..text.len() - 4;
            let (map, faults) = parse_yaml(&"a.md".into(), &text, yaml, &Limits::default());
            assert!(faults.is_empty(), "{text}\n{faults:?}");
            assert_eq!(map.map(|map| map["extra"].clone()), Some(value), "{text}");
        }
    }
}
