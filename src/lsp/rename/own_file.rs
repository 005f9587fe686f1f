//! What changes in the file of a record that is renamed: its name or its `slug:`, and its `aliases:`.

use std::ops::Range;

use lsp_types::TextEdit;

use crate::content::{Part, Slug, is_yaml, slugs_of_name, split_front_matter, yaml_text};
use crate::diagnostic::{FieldPath, SitePath};
use crate::edtf::EventDate;
use crate::graph::Target;
use crate::lsp::mention::Places;
use crate::lsp::navigation::Ground;
use crate::lsp::position::Lines;

/// The file of the record that is renamed, and what changes in it.
pub(super) struct OwnFile<'t> {
    file: &'t SitePath,
    text: &'t str,
    places: Places<'t>,
    lines: Lines<'t>,
    pub(super) edits: Vec<TextEdit>,
}

impl<'t> OwnFile<'t> {
    pub(super) fn of(file: &'t SitePath, text: &'t str, ground: &Ground<'_>) -> Self {
        Self {
            file,
            text,
            places: Places::of(file, text),
            lines: Lines::of(text, ground.encoding),
            edits: Vec::new(),
        }
    }

    fn value_of(&mut self, key: &str) -> Option<Range<usize>> {
        self.places
            .positions()
            .find(&FieldPath::key(key), Part::Value)
    }

    fn replace(&mut self, bytes: Range<usize>, text: String) {
        self.edits
            .push(TextEdit::new(self.lines.range(bytes), text));
    }

    /// The file's new path; `None` where its name is not what its slug comes from, or cannot be.
    pub(super) fn renamed(&mut self, target: Target, old: &str, new: &Slug) -> Option<String> {
        if self.value_of("slug").is_some() {
            return None;
        }
        let (folder, name) = self.file.rsplit_once('/')?;
        let (stem, extension) = name.rsplit_once('.')?;
        let is_event = matches!(target, Target::Event(_));
        let slug_of = |path: &str| {
            let mut slugs = slugs_of_name(path);
            if is_event { slugs.next() } else { slugs.last() }
        };
        // An `index.md` takes its slug from its folder, which may hold pictures.
        if stem == "index" || slug_of(self.file).is_none_or(|slug| slug.as_str() != old) {
            return None;
        }
        let whole = Slug::from_name(stem);
        let kept = if is_event && whole.is_some_and(|whole| whole.as_str() != old) {
            stem.get(..DATE_AND_HYPHEN)?
        } else if is_event && EventDate::parse(stem).is_ok() {
            // The name is the event's date.
            return None;
        } else {
            ""
        };
        let path = format!("{folder}/{kept}{new}.{extension}");
        slug_of(&path).filter(|slug| slug == new).map(|_| path)
    }

    pub(super) fn set_slug(&mut self, new: &Slug) {
        match self.value_of("slug") {
            Some(bytes) => self.replace(bytes, yaml_text(new.as_str())),
            None => self.add_line(&format!("slug: {}", yaml_text(new.as_str()))),
        }
    }

    /// Adds the old address to the aliases, and takes out the new one, which is an alias no more.
    pub(super) fn add_alias(&mut self, aliases: &[String], old: &str, new: &str) {
        let is_new = |alias: &String| alias.trim_matches('/') == new.trim_matches('/');
        let mut list: Vec<&str> = (aliases.iter())
            .filter(|alias| !is_new(alias))
            .map(String::as_str)
            .collect();
        list.push(old);
        let whole = format!(
            "[{}]",
            list.iter()
                .map(|it| alias_text(it))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let Some(bytes) = self.value_of("aliases") else {
            return self.add_line(&format!("aliases: {whole}"));
        };
        let value = &self.text[bytes.clone()];
        if value == "aliases" {
            // The key has no value, and its own place was given instead.
            self.replace(bytes.end..bytes.end + 1, format!(": {whole}"));
        } else if value.starts_with("- ") && !aliases.iter().any(is_new) {
            let line = self.text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
            let indent = &self.text[line..bytes.start];
            let item = format!("\n{indent}- {}", alias_text(old));
            self.replace(bytes.end..bytes.end, item);
        } else {
            self.replace(bytes, whole);
        }
    }

    /// Adds a line at the end of the front matter.
    fn add_line(&mut self, line: &str) {
        if is_yaml(self.file) {
            let end = self.text.len();
            let before = if self.text.is_empty() || self.text.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            return self.replace(end..end, format!("{before}{line}\n"));
        }
        match split_front_matter(self.text) {
            Ok(Some(parts)) => self.replace(parts.yaml.end..parts.yaml.end, format!("{line}\n")),
            // A heading stands for all of it so far.
            _ if self.edits.is_empty() => self.replace(0..0, format!("---\n{line}\n---\n")),
            _ => {
                let first = self.edits.remove(0);
                let inner = first.new_text.trim_end_matches("---\n").to_owned();
                self.replace(0..0, format!("{inner}{line}\n---\n"));
            }
        }
    }
}

/// Bytes of the date that a file's name can begin with, and of the hyphen behind it.
const DATE_AND_HYPHEN: usize = "2022-01-21-".len();

/// An alias in a list: plain where YAML reads it so.
fn alias_text(alias: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '_');
    if alias.starts_with('/') && alias.chars().all(is_plain) {
        alias.to_owned()
    } else {
        yaml_text(alias)
    }
}
