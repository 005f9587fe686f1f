//! Reading the fields of a YAML mapping: each is taken by its key, what is wrong is reported and never stops the rest.

#![allow(
    clippy::needless_pass_by_value,
    reason = "every reader of a field has one shape, so that `take` can call each"
)]

mod address;
mod extent;
mod list;
mod reading;
mod scalar;

pub(crate) use address::{alias, base_url, site_file, slug, web_address, web_or_mail_address};
pub(crate) use extent::{date, language, location_number, timezone};
pub(crate) use list::{items, lines};
pub(crate) use reading::{Reading, Trail};
pub(crate) use scalar::{choice, flag, integer, line, one_of, paragraph, status};

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, suggest};

/// A mapping's fields that nobody has taken yet.
pub(crate) struct Fields<'t> {
    pub(crate) reading: &'t Reading<'t>,
    pub(crate) trail: &'t Trail<'t>,
    /// What the mapping is, for messages: "an event".
    kind: &'t str,
    known: &'t [&'t str],
    entries: Vec<Entry>,
}

struct Entry {
    /// The key in the file.
    written: String,
    /// Our key, where the settings map a foreign one to it.
    mapped: Option<String>,
    value: Value,
}

impl Entry {
    fn key(&self) -> &str {
        self.mapped.as_deref().unwrap_or(&self.written)
    }
}

/// A key of the settings' `fields:` that keeps what it maps in `extra`, and is known everywhere.
const EXTRA: &str = "extra";

impl<'t> Fields<'t> {
    /// The fields of a mapping, its foreign keys replaced by ours as `mapping` tells (foreign → ours), where ours is
    /// among the `known` keys.
    pub(crate) fn new(
        reading: &'t Reading<'t>,
        trail: &'t Trail<'t>,
        kind: &'t str,
        known: &'t [&'t str],
        map: Map<String, Value>,
        mapping: &BTreeMap<String, String>,
    ) -> Self {
        let entries = map.into_iter().map(|(written, value)| Entry {
            mapped: mapping
                .get(&written)
                .filter(|ours| known.contains(&ours.as_str()))
                .cloned(),
            written,
            value,
        });
        let mut fields = Self {
            reading,
            trail,
            kind,
            known,
            entries: entries.collect(),
        };
        fields.mend_slips();
        fields
    }

    /// Reports keys that are likely slips, and reads on as if they were written as they were meant: one mistake should
    /// not be told as two ("no such key `Date`", "no `date`").
    fn mend_slips(&mut self) {
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            if self.known.contains(&entry.key()) {
                continue;
            }
            let Some(meant) = suggest(&entry.written, self.known.iter().copied()) else {
                continue;
            };
            let place = self
                .reading
                .key_place(&Trail::Key(self.trail, &entry.written));
            self.reading.report(
                Diagnostic::new(Code::MisspeltKey, self.not_a_key(&entry.written))
                    .at(place, "no such key")
                    .help(format!("did you mean `{meant}`?"))
                    .replace_with(meant),
            );
            self.entries[index].mapped = Some(meant.to_owned());
        }
    }

    /// The fields of a value that has to be a mapping and knows no foreign keys.
    pub(crate) fn of_value(
        reading: &'t Reading<'t>,
        trail: &'t Trail<'t>,
        kind: &'t str,
        known: &'t [&'t str],
        value: Value,
    ) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self::new(
                reading,
                trail,
                kind,
                known,
                map,
                &BTreeMap::new(),
            )),
            other => {
                reading.wrong_type(trail, "a mapping of `key: value`", &other);
                None
            }
        }
    }

    /// Takes a field and reads it; `None` when it is missing, empty or wrong.
    ///
    /// Of several keys that stand for one, our own counts, then the first; the others stay and go to `extra`.
    pub(crate) fn take<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&Reading, Value, &Trail) -> Option<T>,
    ) -> Option<T> {
        let entry = self.remove(key)?;
        read(
            self.reading,
            entry.value,
            &Trail::Key(self.trail, &entry.written),
        )
    }

    /// Takes every field that stands for a key, as lists are joined: our own first, then foreign ones as written.
    pub(crate) fn take_all(
        &mut self,
        key: &str,
        mut read: impl FnMut(&Reading, Value, &Trail, Option<&str>),
    ) {
        while let Some(entry) = self.remove(key) {
            let foreign = entry.mapped.is_some().then_some(entry.written.as_str());
            let trail = Trail::Key(self.trail, &entry.written);
            read(self.reading, entry.value, &trail, foreign);
        }
    }

    fn remove(&mut self, key: &str) -> Option<Entry> {
        self.entries
            .retain(|entry| !entry.value.is_null() || entry.key() != key);
        let own = self
            .entries
            .iter()
            .position(|entry| entry.mapped.is_none() && entry.written == key);
        let index = own.or_else(|| self.entries.iter().position(|entry| entry.key() == key))?;
        Some(self.entries.remove(index))
    }

    /// Takes a field that nothing else reads, if it is `true` or `false`.
    pub(crate) fn take_switch(&mut self, key: &str) -> Option<bool> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.key() == key && entry.value.is_boolean())?;
        self.entries.remove(index).value.as_bool()
    }

    /// Whether the mapping has a field of this key that says something.
    pub(crate) fn has(&self, key: &str) -> bool {
        // An empty text says as little as nothing, and is taken for it when it is read.
        let says = |value: &Value| {
            !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty())
        };
        self.entries
            .iter()
            .any(|entry| entry.key() == key && says(&entry.value))
    }

    /// Whether a key stands there without a value.
    pub(crate) fn is_empty(&self, key: &str) -> bool {
        let is_it = |entry: &Entry| entry.key() == key && entry.value.is_null();
        self.entries.iter().any(is_it)
    }

    /// Reports that a field is required and not there.
    pub(crate) fn missing(&self, key: &str, help: &str) {
        let article = if key.starts_with(['a', 'e', 'i', 'o']) {
            "an"
        } else {
            "a"
        };
        let message = format!("{} needs {article} `{key}`", self.kind);
        let place = self.reading.mapping_place(self.trail);
        self.reading.report(
            Diagnostic::new(Code::MissingField, message)
                .at(place, format!("no `{key}` here"))
                .help(help),
        );
    }

    /// What is left, as `extra`: unknown keys are reported with a help and kept, the mapping under `extra:` is joined
    /// to them.
    pub(crate) fn finish(mut self, help: &str) -> Map<String, Value> {
        let own = self.remove_own_extra();
        let mut extra = Map::new();
        for entry in std::mem::take(&mut self.entries) {
            if !self.known.contains(&entry.key()) {
                self.unknown(&entry.written, help);
            }
            extra.insert(entry.written, entry.value);
        }
        extra.extend(own);
        extra
    }

    /// Reports what is left in a mapping that keeps nothing unknown.
    pub(crate) fn close(mut self) {
        for entry in std::mem::take(&mut self.entries) {
            if !self.known.contains(&entry.key()) {
                self.unknown(&entry.written, "it has no effect");
            }
        }
    }

    fn remove_own_extra(&mut self) -> Map<String, Value> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.mapped.is_none() && entry.written == EXTRA);
        match index.map(|index| self.entries.remove(index).value) {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(map)) => map,
            Some(other) => {
                let trail = Trail::Key(self.trail, EXTRA);
                self.reading
                    .wrong_type(&trail, "a mapping of `key: value`", &other);
                Map::new()
            }
        }
    }

    fn unknown(&self, written: &str, help: &str) {
        let place = self.reading.key_place(&Trail::Key(self.trail, written));
        self.reading.report(
            Diagnostic::new(Code::UnknownKey, self.not_a_key(written))
                .at(place, "not known here")
                .help(habit(written, self.known).unwrap_or_else(|| help.to_owned())),
        );
    }

    fn not_a_key(&self, written: &str) -> String {
        format!("`{}` is not a key of {}", shown(written), self.kind)
    }
}

/// What to do with keys that people bring from elsewhere.
fn habit(written: &str, known: &[&str]) -> Option<String> {
    let relations = [
        "follows",
        "responds-to",
        "part-of",
        "contradicts",
        "causes",
        "related",
    ];
    if relations.contains(&written) && known.contains(&"relations") {
        return Some(format!("write it below `relations:`, as `{written}: …`"));
    }
    if matches!(written, "coordinates" | "coords" | "geo") && known.contains(&"location") {
        return Some("a place says where it is as `location: { lat: 46.2, lon: 6.1 }`".to_owned());
    }
    let ours = match written {
        "tags" | "categories" | "keywords" => "topics",
        "location" | "where" | "venue" => "places",
        "people" | "who" | "persons" => "actors",
        "outlet" | "website" | "site" => "publisher",
        "references" | "citations" | "links" => "sources",
        _ => return None,
    };
    known.contains(&ours).then(|| {
        format!(
            "to read it as `{ours}`, write `fields: {{{written}: {ours}}}` in dateline.yaml; templates find it under \
             `extra`"
        )
    })
}

/// A text of unknown length for a message.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
