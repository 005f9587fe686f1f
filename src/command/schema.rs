//! `dateline schema`: prints the JSON Schema of a kind of file, for editors; without a kind those of all, by their names.

use std::io::Write;

use serde_json::{Map, Value};

use crate::cli::SchemaKind;
use crate::host::terminal::Terminal;
use crate::schema::{Kind, schema};

pub(super) fn run(kind: Option<SchemaKind>, terminal: &Terminal) {
    let document = match kind {
        Some(kind) => schema(kind_of(kind)),
        None => Value::Object(all()),
    };
    // A reader that went away, as in `dateline schema | head`, is no failure.
    let _ = writeln!(terminal.stdout(), "{document:#}");
}

fn all() -> Map<String, Value> {
    let named = |kind: Kind| (kind.as_str().to_owned(), schema(kind));
    Kind::ALL.into_iter().map(named).collect()
}

fn kind_of(kind: SchemaKind) -> Kind {
    match kind {
        SchemaKind::Event => Kind::Event,
        SchemaKind::Source => Kind::Source,
        SchemaKind::Term => Kind::Term,
        SchemaKind::Page => Kind::Page,
        SchemaKind::Settings => Kind::Settings,
    }
}
