//! Hover: the record that is named, the date that is written, or what the key is for.

use std::ops::Range;

use super::completion::yaml_at;
use super::describe;
use super::index::Index;
use super::keys::{self, Shape};
use super::mention::{self, Places};
use crate::content::{Part, Source, SourceName};
use crate::diagnostic::{FieldPath, Step};
use crate::edtf::EventDate;
use crate::graph::Target;
use crate::settings::SETTINGS_FILE;
use crate::site::Site;

/// What is to be said of what stands at a byte, in Markdown, and the bytes that it is said of.
pub(super) fn hover(
    site: &Site,
    index: &Index,
    file: &str,
    text: &str,
    byte: usize,
) -> Option<(String, Range<usize>)> {
    if let Some((mention, bytes)) = mention::at(site, index, file, text, byte) {
        return Some((describe::record(site, mention.target), bytes));
    }
    yaml_at(file, text, byte)?;
    let mut places = Places::of(file, text);
    let (path, part) = places.positions().at(byte)?;
    let (path, part) = (path.clone(), part);
    let bytes = places.positions().find(&path, part)?;
    if part == Part::Key {
        return key(site, file, &path).map(|said| (said, bytes));
    }
    if let Some(date) = date_at(site, index, file, &path) {
        return Some((describe::date(site, date), bytes));
    }
    if path == FieldPath::key("title") {
        let target = index.of_file(file)?;
        return Some((describe::record(site, target), bytes));
    }
    None
}

/// What a key is for.
fn key(site: &Site, file: &str, path: &FieldPath) -> Option<String> {
    let is_key = |step: &Step| match step {
        Step::Key(key) => Some(key.clone()),
        Step::Index(_) => None,
    };
    let keys: Vec<String> = path.0.iter().filter_map(is_key).collect();
    let schema = keys::schema_of_file(file, &site.settings)?;
    let shape = Shape::of(&schema).below(&keys)?;
    let mut said = shape.description()?.to_owned();
    let values: Vec<String> = shape
        .values()
        .iter()
        .map(|(value, _)| format!("`{value}`"))
        .collect();
    if !values.is_empty() {
        said.push_str("\n\n");
        said.push_str(&values.join(" · "));
    }
    Some(said)
}

/// The date that a field of a file holds, as it was understood.
fn date_at<'s>(
    site: &'s Site,
    index: &Index,
    file: &str,
    path: &FieldPath,
) -> Option<&'s EventDate> {
    let keys: Vec<&str> = (path.0.iter())
        .filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
        .collect();
    let number = path.0.iter().find_map(|step| match step {
        Step::Index(index) => Some(*index),
        Step::Key(_) => None,
    });
    if file == SETTINGS_FILE {
        let ["views", slug, "dates"] = keys[..] else {
            return None;
        };
        let view = site
            .settings
            .views
            .iter()
            .find(|view| view.slug.as_str() == slug)?;
        return view.dates.as_ref();
    }
    let first = *keys.first()?;
    let first = site
        .settings
        .fields
        .get(first)
        .map_or(first, String::as_str);
    match index.of_file(file)? {
        Target::Event(id) => {
            let event = &site.events[id.index()];
            match (first, keys.get(1).copied()) {
                ("date", _) => Some(&event.date),
                ("corrections", Some("date")) => Some(&event.corrections.get(number?)?.date),
                ("sources", Some(key)) => {
                    let cited = event
                        .sources
                        .iter()
                        .find(|cited| Some(cited.index) == number)?;
                    let SourceName::InPlace(source) = &cited.source else {
                        return None;
                    };
                    of_source(source, key)
                }
                _ => None,
            }
        }
        Target::Source(id) => of_source(&site.sources[id.index()], first),
        Target::Term(_) | Target::Page(_) => None,
    }
}

fn of_source<'s>(source: &'s Source, key: &str) -> Option<&'s EventDate> {
    match key {
        "published" => source.published.as_ref(),
        "accessed" => source.accessed.as_ref(),
        _ => None,
    }
}
