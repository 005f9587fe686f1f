//! The text of a new file of content, with a front matter that the parser takes back as it was meant.

use std::fmt::Write;

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

    /// The whole file, with an empty text.
    #[must_use]
    pub fn finish(self) -> String {
        format!("---\n{}---\n", self.text)
    }
}
