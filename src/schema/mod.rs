//! JSON Schemas of the front matter and of the settings, for editors: what a key takes, and what it is for.
//!
//! They help to write; `dateline check` judges. Without a site they leave open what its settings may add: statuses and
//! taxonomies. The shapes are types that only their schemas are made from; doc comments become descriptions.

mod own;
mod parts;
mod record;
mod settings;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::settings::Settings;

/// A kind of file that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The front matter of an event.
    Event,
    /// The front matter of a source, or a YAML file in `content/sources/`.
    Source,
    /// The front matter of a term of any taxonomy.
    Term,
    /// The front matter of a free page.
    Page,
    /// `dateline.yaml`.
    Settings,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Event,
        Self::Source,
        Self::Term,
        Self::Page,
        Self::Settings,
    ];

    /// Its name: `event`, `source`, `term`, `page`, `settings`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Source => "source",
            Self::Term => "term",
            Self::Page => "page",
            Self::Settings => "settings",
        }
    }
}

/// The schema of a kind of file, in the dialect of draft 7, which editors know best.
#[must_use]
pub fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Event => of::<record::Event>(),
        Kind::Source => of::<record::Source>(),
        Kind::Term => of::<record::Term>(),
        Kind::Page => of::<record::Page>(),
        Kind::Settings => of::<settings::Settings>(),
    }
    .to_value()
}

/// The schema of a kind of file of one site: with its own taxonomies, statuses and foreign keys.
#[must_use]
pub fn schema_of_site(kind: Kind, settings: &Settings) -> Value {
    let mut schema = schema(kind);
    own::apply(&mut schema, kind, settings);
    schema
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::compile::{Options, compile};
    use crate::content::known_keys;
    use crate::diagnostic::Code;
    use crate::folder::Folder;

    fn keys(kind: Kind) -> BTreeSet<String> {
        let schema = schema(kind);
        let properties = schema["properties"]
            .as_object()
            .expect("a schema of a mapping");
        properties.keys().cloned().collect()
    }

    /// The codes of keys that a file with nothing but these keys is told of.
    fn refused(path: &str, keys: &BTreeSet<String>, is_yaml: bool) -> Vec<String> {
        let fence = if is_yaml { "" } else { "---\n" };
        let lines: Vec<String> = keys.iter().map(|key| format!("{key}:\n")).collect();
        let lines = lines.concat();
        let settings = if is_yaml {
            ""
        } else {
            "-- dateline.yaml --\ntitle: T\n"
        };
        let folder =
            Folder::from_literal(&format!("{settings}-- {path} --\n{fence}{lines}{fence}"));
        let diagnostics = compile(&folder, &Options::default()).diagnostics;
        let is_of_key = |code| matches!(code, Code::UnknownKey | Code::MisspeltKey);
        diagnostics
            .into_iter()
            .filter(|one| is_of_key(one.code))
            .map(|one| one.message)
            .collect()
    }

    #[test]
    fn every_key_of_a_schema_is_known() {
        for (kind, path) in [
            (Kind::Event, "content/events/a.md"),
            (Kind::Source, "content/sources/a.md"),
            (Kind::Term, "content/places/a.md"),
            (Kind::Page, "content/pages/a.md"),
            (Kind::Settings, "dateline.yaml"),
        ] {
            assert_eq!(
                refused(path, &keys(kind), kind == Kind::Settings),
                [""; 0],
                "{kind:?}"
            );
        }
        let unknown = BTreeSet::from(["zzz".to_owned()]);
        assert_eq!(refused("content/events/a.md", &unknown, false).len(), 1);
    }

    #[test]
    fn every_key_of_a_record_is_described() {
        let described: BTreeSet<String> = Kind::ALL.into_iter().flat_map(keys).collect();
        let in_place = ["id", "says"];
        for key in known_keys().filter(|key| !in_place.contains(key)) {
            assert!(described.contains(key), "{key}");
        }
    }

    #[test]
    fn every_property_has_a_description() {
        for kind in Kind::ALL {
            let schema = schema(kind);
            let properties = schema["properties"]
                .as_object()
                .expect("a schema of a mapping");
            for (key, property) in properties {
                assert!(
                    property["description"].is_string(),
                    "{kind:?}: {key}: {property}"
                );
            }
        }
    }
}
