//! What a site's settings add to the schemas: its taxonomies, statuses and foreign keys.

use serde_json::{Map, Value, json};

use super::Kind;
use crate::settings::{BUILT_IN_TAXONOMIES, Settings, Taxonomy};

/// Makes a schema that of one site.
pub(super) fn apply(schema: &mut Value, kind: Kind, settings: &Settings) {
    match kind {
        Kind::Event => {
            if let Some(properties) = properties_of(schema) {
                taxonomies(properties, settings, "names or slugs");
                properties.insert("status".to_owned(), statuses(settings));
            }
        }
        Kind::Settings => {
            if let Some(view) = schema
                .pointer_mut("/definitions/View")
                .and_then(properties_of)
            {
                taxonomies(view, settings, "the events of any of these");
            }
        }
        Kind::Source | Kind::Term | Kind::Page => {}
    }
    if kind != Kind::Settings
        && let Some(properties) = properties_of(schema)
    {
        foreign_keys(properties, settings);
    }
}

fn properties_of(schema: &mut Value) -> Option<&mut Map<String, Value>> {
    schema.get_mut("properties")?.as_object_mut()
}

/// Takes out the built-in taxonomies that the site drops, and puts in its own.
fn taxonomies(properties: &mut Map<String, Value>, settings: &Settings, takes: &str) {
    let is_kept = |key: &str| settings.taxonomies.iter().any(|own| own.key == key);
    for key in BUILT_IN_TAXONOMIES.iter().filter(|key| !is_kept(key)) {
        properties.shift_remove(*key);
    }
    for taxonomy in &settings.taxonomies {
        if !properties.contains_key(&taxonomy.key) {
            properties.insert(taxonomy.key.clone(), names(taxonomy, takes));
        }
    }
}

/// A name, or a list of them.
fn names(taxonomy: &Taxonomy, takes: &str) -> Value {
    let title = taxonomy.title.as_ref().unwrap_or(&taxonomy.key);
    json!({
        "description": format!("{title}: {takes}."),
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "null"},
        ],
    })
}

/// The statuses that events of the site may have, each with its title.
fn statuses(settings: &Settings) -> Value {
    let each = settings.statuses.iter().map(|(key, title)| match title {
        Some(title) => json!({"const": key, "description": title}),
        None => json!({"const": key}),
    });
    json!({
        "description": "What its sources say together, where you know better than they.",
        "anyOf": each.chain([json!({"type": "null"})]).collect::<Vec<_>>(),
    })
}

/// A key of an existing collection takes what the key takes that it stands for.
fn foreign_keys(properties: &mut Map<String, Value>, settings: &Settings) {
    for (foreign, own) in &settings.fields {
        if let Some(property) = properties.get(own).cloned() {
            properties.entry(foreign.clone()).or_insert(property);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;
    use crate::schema::{schema, schema_of_site};

    const SETTINGS: &str = "-- dateline.yaml --\ntitle: T\ntaxonomies:\n  threads: false\n  \
                            lanes: {title: Lanes of capture}\nstatuses: {leaked: Leaked to the press}\n\
                            fields: {tags: topics, outlet: publisher}\n";

    fn of_site(kind: Kind) -> Value {
        let folder = Folder::from_literal(SETTINGS);
        let (settings, faults) = Settings::parse(folder.settings.as_ref());
        assert_eq!(faults, []);
        schema_of_site(kind, &settings.expect("settings"))
    }

    #[test]
    fn an_event_has_the_keys_of_its_site() {
        let event = of_site(Kind::Event);
        let properties = &event["properties"];
        assert!(properties.get("threads").is_none());
        assert_eq!(
            properties["lanes"]["description"],
            "Lanes of capture: names or slugs."
        );
        assert_eq!(properties["tags"], properties["topics"]);
        let statuses: Vec<&str> = properties["status"]["anyOf"]
            .as_array()
            .expect("statuses")
            .iter()
            .filter_map(|one| one["const"].as_str())
            .collect();
        let expected = [
            "announced",
            "reported",
            "confirmed",
            "disputed",
            "cancelled",
            "leaked",
        ];
        assert_eq!(statuses, expected);
    }

    #[test]
    fn other_kinds_have_what_concerns_them() {
        let source = of_site(Kind::Source);
        assert_eq!(
            source["properties"]["outlet"],
            source["properties"]["publisher"]
        );
        let settings = of_site(Kind::Settings);
        let view = &settings["definitions"]["View"]["properties"];
        assert!(view.get("lanes").is_some() && view.get("threads").is_none());
    }

    #[test]
    fn a_site_that_adds_nothing_changes_nothing_but_statuses() {
        let plain = Settings::new("T");
        for kind in [Kind::Page, Kind::Settings] {
            let mut expected = schema(kind);
            if let Some(properties) = properties_of(&mut expected)
                && kind == Kind::Page
            {
                let summary = properties["summary"].clone();
                properties.insert("description".to_owned(), summary);
            }
            assert_eq!(schema_of_site(kind, &plain), expected);
        }
    }
}
