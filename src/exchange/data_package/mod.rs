//! The whole site as a Frictionless Data Package (specs.frictionlessdata.io, version 1): tables as CSV, their schemas
//! in `datapackage.json`, all in one ZIP archive.

mod tables;

use serde_json::{Map, Value, json};

use self::tables::Table;
use super::archive::archive;
use super::{Exported, Notes, Outgoing};
use crate::render::events_csv::defused;

/// A site as a data package.
pub(super) fn export(outgoing: &Outgoing) -> Exported {
    let tables = tables::all(outgoing);
    let mut notes = Notes::default();
    let events = outgoing.site.events.iter();
    notes.add_times(
        "an event's accounts are left out",
        events
            .clone()
            .filter(|event| !event.accounts.is_empty())
            .count(),
    );
    notes.add_times(
        "an event's corrections are left out",
        events.filter(|event| !event.corrections.is_empty()).count(),
    );
    let descriptor = descriptor(outgoing, &tables);
    let mut bytes =
        serde_json::to_vec_pretty(&descriptor).expect("a JSON value is written without fail");
    bytes.push(b'\n');
    let files: Vec<(String, Vec<u8>)> = tables
        .iter()
        .map(|table| (path(table), csv(table)))
        .collect();
    let files = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let bytes = archive(std::iter::once(("datapackage.json", bytes.as_slice())).chain(files))
        .expect("the tables have different names");
    Exported { bytes, notes }
}

fn path(table: &Table) -> String {
    format!("data/{}.csv", table.name)
}

fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut put = |row: &[String]| {
        writer
            .write_record(row)
            .expect("every row has a cell for each column, and memory takes them");
    };
    put(&table
        .columns
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect::<Vec<_>>());
    for row in &table.rows {
        put(&row.iter().map(|cell| defused(cell)).collect::<Vec<_>>());
    }
    writer
        .into_inner()
        .expect("flushing to memory does not fail")
}

fn descriptor(outgoing: &Outgoing, tables: &[Table]) -> Value {
    let settings = &outgoing.site.settings;
    let name = crate::content::Slug::from_name(&settings.title);
    let mut package = Map::new();
    package.insert("profile".to_owned(), "tabular-data-package".into());
    package.insert(
        "name".to_owned(),
        name.as_ref()
            .map_or("timeline", |name| name.as_str())
            .into(),
    );
    package.insert("title".to_owned(), settings.title.as_str().into());
    let mut optional = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            package.insert(key.to_owned(), value);
        }
    };
    optional(
        "description",
        settings.description.as_deref().map(Value::from),
    );
    optional("homepage", settings.base_url.as_deref().map(Value::from));
    optional("licenses", settings.licence.as_deref().map(licences));
    let people: Vec<Value> = settings
        .authors
        .iter()
        .map(|name| json!({ "title": name, "role": "author" }))
        .chain(
            settings
                .publisher
                .iter()
                .map(|name| json!({ "title": name, "role": "publisher" })),
        )
        .collect();
    optional("contributors", (!people.is_empty()).then(|| people.into()));
    let resources: Vec<Value> = tables.iter().map(resource).collect();
    package.insert("resources".to_owned(), resources.into());
    Value::Object(package)
}

/// A licence must have a name or a path; the words of the settings are kept as its title.
fn licences(licence: &str) -> Value {
    let ids = licence.split(" OR ").map(|id| {
        let name: String = id
            .trim()
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "-._".contains(c) {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        json!({ "name": name, "title": id.trim() })
    });
    ids.collect()
}

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|(name, about)| {
            let kind = if *name == "lead" { "boolean" } else { "string" };
            json!({ "name": name, "type": kind, "description": about })
        })
        .collect();
    let mut schema = json!({ "fields": fields, "primaryKey": table.key, "missingValues": [""] });
    let foreign: Vec<Value> = table.foreign.iter().map(|(field, resource, reference)| {
        json!({ "fields": field, "reference": { "resource": resource, "fields": reference } })
    }).collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    json!({
        "name": table.name,
        "description": table.about,
        "path": path(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "header": true },
        "schema": schema,
    })
}
