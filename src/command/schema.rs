//! `dateline schema`: prints the JSON Schema of a kind of file, for editors; without a kind those of all, by their names.
//! In a site's folder they are that site's, with its own taxonomies and statuses.

use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value};

use crate::cli::SchemaKind;
use crate::host::read::read_settings;
use crate::host::terminal::Terminal;
use crate::schema::{Kind, schema, schema_of_site};
use crate::settings::{Limits, Settings};

pub(super) fn run(site: &Path, kind: Option<SchemaKind>, terminal: &Terminal) {
    let settings = settings_of(site);
    let schema_of = |kind| match &settings {
        Some(settings) => schema_of_site(kind, settings),
        None => schema(kind),
    };
    let document = match kind {
        Some(kind) => schema_of(kind_of(kind)),
        None => Value::Object(all(schema_of)),
    };
    // A reader that went away, as in `dateline schema | head`, is no failure.
    let _ = writeln!(terminal.stdout(), "{document:#}");
}

/// The settings of the site, where there is one; what is wrong with them is for `check` to tell.
fn settings_of(site: &Path) -> Option<Settings> {
    let (file, _) = read_settings(site, &Limits::default()).ok()?;
    Settings::parse(Some(&file?)).0
}

fn all(schema_of: impl Fn(Kind) -> Value) -> Map<String, Value> {
    let named = |kind: Kind| (kind.as_str().to_owned(), schema_of(kind));
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
