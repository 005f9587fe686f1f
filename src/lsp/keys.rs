//! What the schemas say of keys and their values: which keys a mapping may have, what each is for, what it may hold.

use serde_json::{Map, Value};

use crate::graph::Target;
use crate::schema::{Kind, schema_of_site};
use crate::settings::{SETTINGS_FILE, Settings};
use crate::site::{EventId, Site, SourceId, TermId};

/// The schema of the file's kind; `None` for a file that is no record and not the settings.
pub(super) fn schema_of_file(file: &str, settings: &Settings) -> Option<Value> {
    kind_of(file, settings).map(|kind| schema_of_site(kind, settings))
}

/// The kind of a file, by its folder.
pub(super) fn kind_of(file: &str, settings: &Settings) -> Option<Kind> {
    if file == SETTINGS_FILE {
        return Some(Kind::Settings);
    }
    let (folder, _) = file.strip_prefix("content/")?.split_once('/')?;
    match folder {
        "events" => Some(Kind::Event),
        "sources" => Some(Kind::Source),
        "pages" => Some(Kind::Page),
        _ => taxonomy_of(file, settings).map(|_| Kind::Term),
    }
}

/// The key of the taxonomy that a term's file belongs to.
pub(super) fn taxonomy_of<'s>(file: &str, settings: &'s Settings) -> Option<&'s str> {
    let (folder, _) = file.strip_prefix("content/")?.split_once('/')?;
    let mut keys = settings
        .taxonomies
        .iter()
        .map(|taxonomy| taxonomy.key.as_str());
    keys.find(|key| *key == folder)
}

/// What may stand at a place: the alternatives of a schema, references followed.
#[derive(Debug, Clone)]
pub(super) struct Shape<'s> {
    root: &'s Value,
    /// Each alternative, with the names that the schema's definitions were reached by left out.
    nodes: Vec<&'s Value>,
    /// What the place is for.
    description: Option<&'s str>,
}

impl<'s> Shape<'s> {
    /// The whole of a file.
    pub(super) fn of(root: &'s Value) -> Self {
        Self::from_node(root, root)
    }

    fn from_node(root: &'s Value, node: &'s Value) -> Self {
        let mut nodes = Vec::new();
        gather(root, node, &mut nodes, 0);
        let described = nodes.iter().find_map(|node| node["description"].as_str());
        Self {
            root,
            nodes,
            description: node["description"].as_str().or(described),
        }
    }

    /// What may stand below these keys. Items of lists are no step: a list of one is written as the one.
    pub(super) fn below(&self, path: &[String]) -> Option<Self> {
        let Some((key, rest)) = path.split_first() else {
            return Some(self.clone());
        };
        let found = self
            .nodes
            .iter()
            .find_map(|node| node["properties"].get(key));
        let any = || {
            self.nodes
                .iter()
                .find_map(|node| node.get("additionalProperties").filter(|it| it.is_object()))
        };
        Self::from_node(self.root, found.or_else(any)?).below(rest)
    }

    /// The keys of the mapping that may stand here, each with what it is for.
    pub(super) fn keys(&self) -> Vec<(&'s str, Self)> {
        let properties: Vec<&'s Map<String, Value>> = (self.nodes.iter())
            .filter_map(|node| node.get("properties")?.as_object())
            .collect();
        let each = properties.into_iter().flatten();
        each.map(|(key, node)| (key.as_str(), Self::from_node(self.root, node)))
            .collect()
    }

    /// Whether a mapping with keys that are known may stand here, and nothing else but a list of such.
    pub(super) fn is_mapping(&self) -> bool {
        let is_scalar = |node: &&Value| has_type(node, &["string", "integer", "number", "boolean"]);
        !self.keys().is_empty() && !self.nodes.iter().any(is_scalar)
    }

    /// The values that are named one by one, each with what it means, then examples.
    pub(super) fn values(&self) -> Vec<(String, Option<&'s str>)> {
        let mut values: Vec<(String, Option<&'s str>)> = Vec::new();
        let mut add = |value: &Value, meaning: Option<&'s str>| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            if !value.is_null() && !values.iter().any(|(other, _)| *other == text) {
                values.push((text, meaning));
            }
        };
        for node in &self.nodes {
            for value in node["enum"].as_array().into_iter().flatten() {
                add(value, None);
            }
            if let Some(value) = node.get("const") {
                add(value, node["description"].as_str());
            }
            if has_type(node, &["boolean"]) {
                add(&Value::Bool(true), None);
                add(&Value::Bool(false), None);
            }
        }
        for node in &self.nodes {
            for value in node["examples"].as_array().into_iter().flatten() {
                add(value, Some("an example"));
            }
        }
        values
    }

    /// What it is for.
    pub(super) fn description(&self) -> Option<&'s str> {
        self.description
    }
}

/// Gathers the alternatives of a node. Schemas refer to each other without end only by name, which is cut off.
fn gather<'s>(root: &'s Value, node: &'s Value, nodes: &mut Vec<&'s Value>, depth: usize) {
    const DEEPEST: usize = 8;
    if depth > DEEPEST {
        return;
    }
    nodes.push(node);
    if let Some(name) = node["$ref"]
        .as_str()
        .and_then(|name| name.strip_prefix('#'))
        && let Some(node) = root.pointer(name)
    {
        gather(root, node, nodes, depth + 1);
    }
    for list in ["allOf", "anyOf", "oneOf"] {
        for node in node[list].as_array().into_iter().flatten() {
            gather(root, node, nodes, depth + 1);
        }
    }
    if let Some(items) = node.get("items").filter(|items| items.is_object()) {
        gather(root, items, nodes, depth + 1);
    }
}

fn has_type(node: &Value, types: &[&str]) -> bool {
    let is_one = |value: &Value| value.as_str().is_some_and(|name| types.contains(&name));
    match &node["type"] {
        Value::Array(names) => names.iter().any(is_one),
        name => is_one(name),
    }
}

/// What the names are of that a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names<'s> {
    /// Terms of a taxonomy.
    Terms(&'s str),
    /// Sources.
    Sources,
    /// Events.
    Events,
}

/// What the field at these keys names, in a file of a kind.
pub(super) fn names_of<'s>(
    file: &str,
    path: &[String],
    settings: &'s Settings,
) -> Option<Names<'s>> {
    let taxonomy = |key: &str| {
        let mut keys = settings
            .taxonomies
            .iter()
            .map(|taxonomy| taxonomy.key.as_str());
        keys.find(|own| *own == key).map(Names::Terms)
    };
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let first = path.first().map(String::as_str).unwrap_or_default();
    let first = settings.fields.get(first).map_or(first, String::as_str);
    match (kind_of(file, settings)?, keys.as_slice()) {
        (Kind::Event, [_] | [_, "id"]) if first == "sources" => Some(Names::Sources),
        (Kind::Event, ["accounts", "sources"]) => Some(Names::Sources),
        (Kind::Event, ["relations", _]) => Some(Names::Events),
        (Kind::Event, [_]) => taxonomy(first),
        (Kind::Term, ["part_of"]) => taxonomy(taxonomy_of(file, settings)?),
        (Kind::Settings, ["views", _, key]) => taxonomy(key),
        _ => None,
    }
}

/// The records that a field can name, in the order of the site; events newest first.
pub(super) fn nameable(site: &Site, names: Names) -> Vec<Target> {
    match names {
        Names::Events => (0..site.events.len())
            .rev()
            .map(|at| Target::Event(EventId::new(at)))
            .collect(),
        Names::Sources => (0..site.sources.len())
            .map(|at| Target::Source(SourceId::new(at)))
            .collect(),
        Names::Terms(key) => {
            let is_of = |at: &usize| site.terms[*at].taxonomy == key;
            (0..site.terms.len())
                .filter(is_of)
                .map(|at| Target::Term(TermId::new(at)))
                .collect()
        }
    }
}
