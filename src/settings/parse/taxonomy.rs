//! `taxonomies:` and `statuses:` of the settings: what a site has besides, or instead of, the built-in ones.

use serde_json::Value;

use crate::content::fields::{items, line, shown, slug};
use crate::content::{Fields, Reading, Slug, Trail};
use crate::diagnostic::{Code, Diagnostic};
use crate::settings::{Settings, Taxonomy};

/// The keys of a taxonomy.
pub(super) const KEYS: [&str; 3] = ["title", "singular", "slug"];

/// Folders and addresses that mean something else.
const RESERVED: [&str; 12] = [
    "events", "sources", "pages", "views", "timeline", "search", "static", "embed", "assets",
    "extra", "title", "date",
];

pub(super) fn read(fields: &mut Fields, settings: &mut Settings) {
    fields.take("taxonomies", |reading, value, trail| {
        taxonomies(reading, value, trail, &mut settings.taxonomies);
        Some(())
    });
    fields.take("statuses", |reading, value, trail| {
        statuses(reading, value, trail, &mut settings.statuses);
        Some(())
    });
}

/// A mapping of keys to what is said about them, or a list of keys.
fn taxonomies(reading: &Reading, value: Value, trail: &Trail, taxonomies: &mut Vec<Taxonomy>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                taxonomy(reading, &key, value, &Trail::Key(trail, &key), taxonomies);
            }
        }
        list => items(list, trail, |item, trail, _| {
            if let Some(key) = line(reading, item, trail) {
                taxonomy(reading, &key, Value::Null, trail, taxonomies);
            }
        }),
    }
}

fn taxonomy(
    reading: &Reading,
    key: &str,
    value: Value,
    trail: &Trail,
    taxonomies: &mut Vec<Taxonomy>,
) {
    if value == Value::Bool(false) {
        taxonomies.retain(|taxonomy| taxonomy.key != key);
        return;
    }
    let Some(own_slug) = slug_of_key(reading, key, trail) else {
        return;
    };
    let mut declared = Taxonomy {
        key: key.to_owned(),
        slug: own_slug,
        title: None,
        singular: None,
    };
    match value {
        Value::Null | Value::Bool(true) => {}
        Value::String(_) => declared.title = line(reading, value, trail),
        value => {
            let Some(mut fields) = Fields::of_value(reading, trail, "a taxonomy", &KEYS, value)
            else {
                return;
            };
            declared.title = fields.take("title", line);
            declared.singular = fields.take("singular", line);
            if let Some(slug) = fields.take("slug", slug) {
                declared.slug = slug;
            }
            fields.close();
        }
    }
    match taxonomies.iter_mut().find(|taxonomy| taxonomy.key == key) {
        Some(built_in) => *built_in = declared,
        None => taxonomies.push(declared),
    }
}

/// The address of a taxonomy; its key has to be a folder's name and a key that means nothing else.
fn slug_of_key(reading: &Reading, key: &str, trail: &Trail) -> Option<Slug> {
    let is_plain = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
    let slug = Slug::from_name(&key.replace('_', "-"));
    if is_plain && !RESERVED.contains(&key) && slug.is_some() {
        return slug;
    }
    let message = format!("`{}` cannot be a taxonomy", shown(key));
    let place = match trail {
        Trail::Key(..) => reading.key_place(trail),
        _ => reading.value_place(trail),
    };
    reading.report(
        Diagnostic::new(Code::WrongValue, message)
            .at(place, "not taken here")
            .help("write lowercase letters, digits, `_` and `-`, and no word that Dateline uses itself"),
    );
    None
}

/// A list of keys, or a mapping of keys to titles; a built-in one is retitled.
fn statuses(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    statuses: &mut Vec<(String, Option<String>)>,
) {
    let mut declare = |key: String, title: Option<String>| match statuses
        .iter_mut()
        .find(|(other, _)| *other == key)
    {
        Some(known) => known.1 = title,
        None => statuses.push((key, title)),
    };
    match value {
        Value::Object(map) => {
            for (key, title) in map {
                let trail = Trail::Key(trail, &key);
                let title = line(reading, title, &trail);
                declare(key, title);
            }
        }
        list => items(list, trail, |item, trail, _| {
            if let Some(key) = line(reading, item, trail) {
                declare(key, None);
            }
        }),
    }
}
