//! The view types as Markdown: a table of fields for each, from the JSON Schema that their definitions and doc comments
//! give.

use std::fmt::Write;

use dateline::view::{
    EmbeddedView, EventView, FreePageView, FrontView, ListView, MapView, PageView, PeriodView,
    PictureView, RowView, SiteView, SourceView, TaxonomyView, TermView, ViewView,
};
use schemars::SchemaGenerator;
use serde_json::{Map, Value};

/// Every type that a template can meet, those of whole variables first.
pub(super) fn views() -> String {
    let mut generator = SchemaGenerator::default();
    let schemas = [
        generator.subschema_for::<SiteView>(),
        generator.subschema_for::<PageView>(),
        generator.subschema_for::<FrontView>(),
        generator.subschema_for::<ListView>(),
        generator.subschema_for::<RowView>(),
        generator.subschema_for::<EventView>(),
        generator.subschema_for::<PeriodView>(),
        generator.subschema_for::<TaxonomyView>(),
        generator.subschema_for::<TermView>(),
        generator.subschema_for::<SourceView>(),
        generator.subschema_for::<FreePageView>(),
        generator.subschema_for::<ViewView>(),
        generator.subschema_for::<PictureView>(),
        generator.subschema_for::<MapView>(),
        generator.subschema_for::<EmbeddedView>(),
    ];
    let mut names: Vec<String> = (schemas.iter())
        .map(|schema| name_of(schema.as_value()["$ref"].as_str().unwrap()).to_owned())
        .collect();
    let definitions = generator.definitions();
    let mut others: Vec<String> = (definitions.keys())
        .filter(|name| !names.contains(name))
        .cloned()
        .collect();
    others.sort();
    names.extend(others);
    let mut text = String::new();
    for name in names {
        section(&mut text, &name, &definitions[&name]);
    }
    text
}

fn section(text: &mut String, name: &str, schema: &Value) {
    let description = description(schema);
    writeln!(text, "### {name}\n\n{description}\n").unwrap();
    writeln!(text, "| field | is | holds |\n| --- | --- | --- |").unwrap();
    let none = Map::new();
    let fields = schema["properties"].as_object().unwrap_or(&none);
    assert!(!fields.is_empty(), "{name} has fields");
    for (field, schema) in fields {
        let (kind, description) = (kind_of(schema), self::description(schema));
        assert!(!description.is_empty(), "{name}.{field} has a doc comment");
        writeln!(text, "| `{field}` | {kind} | {description} |").unwrap();
    }
    text.push('\n');
}

fn description(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default();
    text.replace('\n', " ").replace('|', "\\|")
}

/// A type in words.
fn kind_of(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = name_of(reference);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let kinds: Vec<String> = choices.iter().map(kind_of).collect();
        return kinds.join(" or ");
    }
    match &schema["type"] {
        Value::Array(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| simple(kind, schema)).collect();
            kinds.join(" or ")
        }
        kind => simple(kind, schema),
    }
}

fn simple(kind: &Value, schema: &Value) -> String {
    match kind.as_str() {
        Some("string") => "text".to_owned(),
        Some("integer") => "whole number".to_owned(),
        Some("number") => "number".to_owned(),
        Some("boolean") => "true or false".to_owned(),
        Some("null") => "none".to_owned(),
        Some("array") => format!("list of {}", kind_of(&schema["items"])),
        Some("object") => "mapping".to_owned(),
        other => panic!("a kind of value without a word for it: {other:?} in {schema}"),
    }
}

fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
