//! What the events of a timemap name: its sources as records, its associations as terms.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::content::Slug;
use crate::diagnostic::Place;
use crate::exchange::address::is_address;
use crate::exchange::date::{self, DayOrder};
use crate::exchange::json_text;
use crate::exchange::{Imported, Incoming, NewSource, Notes, plain};

/// A text or a number of a record.
pub(super) fn text(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The texts of a list of a record.
pub(super) fn texts(value: &Value, key: &str) -> Vec<String> {
    let items = value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    items
        .filter_map(|item| item.as_str().map(plain::line))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The sources, which are an object by id or a list; gives the id here for each id there.
pub(super) fn sources(
    value: Option<&Value>,
    incoming: &Incoming,
    imported: &mut Imported,
) -> HashMap<String, String> {
    let text_of = |keys: &[&str]| {
        let whole = 0..incoming.text.len();
        json_text::find(incoming.text, whole, keys).unwrap_or(0..0)
    };
    let items: Vec<(&Value, Range<usize>)> = match value {
        Some(Value::Object(map)) => {
            let mut spans: HashMap<String, Range<usize>> =
                json_text::entries(incoming.text, text_of(&["sources"])).collect();
            let span = |key: &String| spans.remove(key).unwrap_or(0..0);
            map.values().zip(map.keys().map(span)).collect()
        }
        Some(Value::Array(items)) => {
            let spans = json_text::items(incoming.text, text_of(&["sources"]));
            items.iter().zip(spans).collect()
        }
        _ => Vec::new(),
    };
    let mut ids = HashMap::new();
    for (item, span) in items {
        let id = text(item, "id");
        let Some(slug) = Slug::from_name(&id) else {
            imported
                .notes
                .add("a source whose id has neither a letter nor a digit is left out");
            continue;
        };
        let source = source(item, &id, incoming, &mut imported.notes);
        imported.sources.push(NewSource {
            id: slug.to_string(),
            fields: source,
            place: Some(Place::bytes(
                incoming.file,
                json_text::nearest(incoming.text, span, &["title"]),
            )),
        });
        ids.insert(id, slug.to_string());
    }
    ids
}

fn source(item: &Value, id: &str, incoming: &Incoming, notes: &mut Notes) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            fields.insert(key.to_owned(), value.into());
        }
    };
    let title = plain::line(&text(item, "title"));
    let title: String = title
        .chars()
        .take(incoming.site.settings.limits.title_chars)
        .collect();
    put(
        "title",
        if title.is_empty() {
            plain::line(id)
        } else {
            title
        },
    );
    put("authors", plain::line(&text(item, "author")));
    let date = text(item, "date");
    match date::loose(&date, Some(DayOrder::MonthFirst)) {
        Ok(date) => put("published", date),
        Err(_) if date.is_empty() => {}
        Err(_) => notes.add("a source's date that is none is left out"),
    }
    put("kind", plain::line(&text(item, "type")));
    let note = [text(item, "description"), text(item, "notes")].map(|text| plain::line(&text));
    put(
        "note",
        note.into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    );
    let paths = texts(item, "paths");
    let url = std::iter::once(text(item, "url"))
        .chain(paths.iter().cloned())
        .find(|url| is_address(url));
    put("url", url.unwrap_or_default());
    notes.add_times(
        "a path of a source that is no address on the web is left out",
        paths.iter().filter(|path| !is_address(path)).count(),
    );
    fields
}

/// What an association is here: a taxonomy and a name. A filter whose path begins with a taxonomy of the site is one of
/// its terms, others are topics.
pub(super) fn associations(
    value: Option<&Value>,
    incoming: &Incoming,
) -> HashMap<String, (String, String)> {
    let taxonomies = &incoming.site.settings.taxonomies;
    let items = value.and_then(Value::as_array).into_iter().flatten();
    let named = items.map(|item| {
        let title = plain::line(&text(item, "title"));
        let id = text(item, "id");
        let mut path = texts(item, "filter_paths");
        let known = taxonomies
            .iter()
            .find(|taxonomy| path.len() > 1 && path[0] == taxonomy.key);
        let taxonomy = match text(item, "mode").to_uppercase().as_str() {
            "NARRATIVE" => "threads",
            _ => known.map_or("topics", |taxonomy| &taxonomy.key),
        };
        let path = path.pop();
        let name = path.filter(|_| title.is_empty()).unwrap_or(title);
        let name = if name.is_empty() {
            plain::line(&id)
        } else {
            name
        };
        (id, (taxonomy.to_owned(), name))
    });
    named.collect()
}
