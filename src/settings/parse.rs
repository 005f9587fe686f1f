//! `dateline.yaml` → [`Settings`]: every key is read, whatever is wrong with the others.

mod selection;
mod taxonomy;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::{Limits, OutputPart, RawHtml, SETTINGS_FILE, Settings, Taxonomy, ThemeSettings, Urls};
use crate::content::fields::{
    base_url, choice, flag, integer, items, language, line, lines, one_of, paragraph, timezone,
    web_address,
};
use crate::content::{self, Fields, Reading, Trail, decode, parse_yaml, whole};
use crate::diagnostic::{Code, Diagnostic};
use crate::folder::TextFile;

const KEYS: [&str; 25] = [
    "title",
    "subtitle",
    "description",
    "base_url",
    "language",
    "timezone",
    "publisher",
    "authors",
    "licence",
    "urls",
    "taxonomies",
    "fields",
    "statuses",
    "sources",
    "markdown",
    "views",
    "page_size",
    "feed_size",
    "embeds",
    "leave_out",
    "theme",
    "repository",
    "preview",
    "limits",
    "extra",
];
const SOURCES: [&str; 1] = ["implied"];
const MARKDOWN: [&str; 2] = ["raw_html", "smart_punctuation"];
const LIMITS: [&str; 4] = ["file_bytes", "title_chars", "nesting", "terms"];
const THEME: [&str; 2] = ["accent", "accent_dark"];
const PREVIEW: [&str; 1] = ["editor"];

/// Every key of the settings, each with the key that it stands below; for the docs to be held against. The names of
/// taxonomies, statuses and views are the site's own.
pub fn known_keys() -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
    let below: [(Option<&str>, &[&str]); 8] = [
        (None, &KEYS),
        (Some("sources"), &SOURCES),
        (Some("markdown"), &MARKDOWN),
        (Some("limits"), &LIMITS),
        (Some("theme"), &THEME),
        (Some("preview"), &PREVIEW),
        (Some("taxonomies"), &taxonomy::KEYS),
        (Some("views"), &selection::KEYS),
    ];
    (below.into_iter()).flat_map(|(parent, keys)| keys.iter().map(move |key| (parent, *key)))
}

impl Settings {
    /// The settings of a site, and what is wrong with them; `None` when they cannot be used at all: there is no file,
    /// it is no YAML, or it has no title. A value that is wrong leaves its default.
    #[must_use]
    pub fn parse(file: Option<&TextFile>) -> (Option<Self>, Vec<Diagnostic>) {
        let Some(file) = file else {
            let missing = Diagnostic::new(
                Code::SettingsMissing,
                format!("there is no `{SETTINGS_FILE}`"),
            )
            .help(format!(
                "`dateline init` makes a new site, `--site` names one that lies elsewhere; for content without settings, write a file `{SETTINGS_FILE}` with `title: …`"
            ));
            return (None, vec![missing]);
        };
        // The settings cannot raise the limits that hold while they are read.
        let limits = Limits::default();
        let text = match decode(&file.path, &file.bytes, &limits) {
            Ok(text) => text,
            Err(diagnostic) => return (None, vec![diagnostic]),
        };
        let (map, mut diagnostics) = parse_yaml(&file.path, &text, whole(&text), &limits);
        let settings = map.and_then(|map| {
            let reading = Reading::new(&file.path, &text, &limits);
            let settings = read(&reading, map);
            diagnostics.extend(reading.into_diagnostics());
            settings
        });
        (settings, diagnostics)
    }
}

fn read(reading: &Reading, map: Map<String, Value>) -> Option<Settings> {
    let trail = Trail::Top;
    let spelling = BTreeMap::from([("license".to_owned(), "licence".to_owned())]);
    let mut fields = Fields::new(reading, &trail, "the settings", &KEYS, map, &spelling);
    if !fields.has("title") {
        fields.missing("title", "write the name of the site: `title: …`");
    }
    let title = fields.take("title", line);
    let mut settings = Settings::new(title.clone().unwrap_or_default());
    identity(&mut fields, &mut settings);
    taxonomy::read(&mut fields, &mut settings);
    selection::read(&mut fields, &mut settings);
    if let Some(mapping) = fields.take("fields", |reading, value, trail| {
        mapping(reading, value, trail, &settings.taxonomies)
    }) {
        settings.fields.extend(mapping);
    }
    reading_of_content(&mut fields, &mut settings);
    look(&mut fields, &mut settings);
    settings.extra = fields.finish(
        "templates find it under `extra`; write it below `extra:` to keep it without this warning",
    );
    title.map(|_| settings)
}

/// Who and what the site is.
fn identity(fields: &mut Fields, settings: &mut Settings) {
    settings.subtitle = fields.take("subtitle", line);
    settings.description = fields.take("description", paragraph);
    settings.base_url = fields.take("base_url", base_url);
    if let Some(language) = fields.take("language", language) {
        settings.language = language;
    }
    if let Some(zone) = fields.take("timezone", timezone) {
        settings.timezone = zone.parse().unwrap_or(Tz::UTC);
    }
    settings.publisher = fields.take("publisher", line);
    let authors = fields.take("authors", |reading, value, trail| {
        Some(lines(reading, value, trail))
    });
    settings.authors = authors
        .into_iter()
        .flatten()
        .map(|(_, name)| name)
        .collect();
    settings.licence = fields.take("licence", line);
    settings.repository = fields.take("repository", web_address);
}

/// Foreign keys and ours: each key's value names one of our keys, or `extra`.
fn mapping(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    taxonomies: &[Taxonomy],
) -> Option<BTreeMap<String, String>> {
    let Value::Object(map) = value else {
        reading.wrong_type(trail, "a mapping of foreign keys to Dateline's", &value);
        return None;
    };
    let known = content::known_keys().chain(taxonomies.iter().map(|it| it.key.as_str()));
    let help = "name a key of an event, a source, a term or a page, or `extra`";
    let mut mapping = BTreeMap::new();
    for (foreign, ours) in map {
        let trail = Trail::Key(trail, &foreign);
        let ours = one_of(reading, ours, &trail, known.clone(), help);
        if let Some(ours) = ours {
            mapping.insert(foreign, ours);
        }
    }
    Some(mapping)
}

/// How content is read.
fn reading_of_content(fields: &mut Fields, settings: &mut Settings) {
    within(fields, "sources", &SOURCES, |fields| {
        if let Some(implied) = fields.take("implied", flag) {
            settings.implied_sources = implied;
        }
    });
    within(fields, "markdown", &MARKDOWN, |fields| {
        let choices = [
            ("text", RawHtml::Text),
            ("sanitised", RawHtml::Sanitised),
            ("sanitized", RawHtml::Sanitised),
        ];
        if let Some(raw_html) = fields.take("raw_html", |reading, value, trail| {
            choice(reading, value, trail, &choices)
        }) {
            settings.raw_html = raw_html;
        }
        if let Some(smart) = fields.take("smart_punctuation", flag) {
            settings.smart_punctuation = smart;
        }
    });
    within(fields, "limits", &LIMITS, |fields| {
        let limits = &mut settings.limits;
        if let Some(bytes) = fields.take("file_bytes", within_bounds(1 << 10, 1 << 30)) {
            limits.file_bytes = bytes as u64;
        }
        if let Some(chars) = fields.take("title_chars", within_bounds(20, 10_000)) {
            limits.title_chars = chars;
        }
        // Deeper nesting would make the renderer's stack the limit.
        if let Some(levels) = fields.take("nesting", within_bounds(4, 200)) {
            limits.nesting = levels;
        }
        if let Some(terms) = fields.take("terms", within_bounds(10, 5_000)) {
            limits.terms = terms;
        }
    });
}

/// How the site looks, and what its pages hold.
fn look(fields: &mut Fields, settings: &mut Settings) {
    let forms = [("directory", Urls::Directory), ("file", Urls::File)];
    if let Some(urls) = fields.take("urls", |reading, value, trail| {
        choice(reading, value, trail, &forms)
    }) {
        settings.urls = urls;
    }
    if let Some(size) = fields.take("page_size", within_bounds(10, 100_000)) {
        settings.page_size = size;
    }
    if let Some(size) = fields.take("feed_size", within_bounds(1, 10_000)) {
        settings.feed_size = size;
    }
    if let Some(embeds) = fields.take("embeds", flag) {
        settings.embeds = embeds;
    }
    fields.take("leave_out", |reading, value, trail| {
        items(value, trail, |name, trail, _| {
            let part = choice(reading, name, trail, &OutputPart::ALL);
            settings.leave_out.extend(part);
        });
        Some(())
    });
    within(fields, "theme", &THEME, |fields| {
        for key in THEME.into_iter().filter(|key| fields.is_empty(key)) {
            let message =
                format!("`{key}` is empty: in YAML, a `#` after a space begins a comment");
            fields
                .reading
                .wrong_value(&Trail::Key(fields.trail, key), message, IN_QUOTES);
        }
        settings.theme = ThemeSettings {
            accent: fields.take("accent", colour),
            accent_dark: fields.take("accent_dark", colour),
        };
    });
    within(fields, "preview", &PREVIEW, |fields| {
        settings.editor = fields.take("editor", line);
    });
}

/// Reads the fields of a mapping below a key, and reports those that are left.
fn within(fields: &mut Fields, key: &str, known: &[&str], read: impl FnOnce(&mut Fields)) {
    fields.take(key, |reading, value, trail| {
        let kind = format!("`{key}`");
        let mut fields = Fields::of_value(reading, trail, &kind, known, value)?;
        read(&mut fields);
        fields.close();
        Some(())
    });
}

/// Reads a whole number that lies between two, both counted.
fn within_bounds(
    least: usize,
    most: usize,
) -> impl FnOnce(&Reading, Value, &Trail) -> Option<usize> {
    move |reading, value, trail| {
        let number = integer(reading, value, trail)?;
        let fitting = usize::try_from(number)
            .ok()
            .filter(|number| (least..=most).contains(number));
        if fitting.is_none() {
            let message = format!("`{}` cannot be {number}", trail.name());
            let help = format!("write a number from {least} to {most}");
            reading.wrong_value(trail, message, &help);
        }
        fitting
    }
}

/// How a colour is written.
const IN_QUOTES: &str = "write it as CSS does, in quotes: \"#a4161a\"";

/// A CSS hex colour (CSS Color 4, 5.2), in lowercase.
fn colour(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let text = line(reading, value, trail)?.to_ascii_lowercase();
    let is_hex = text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if !is_hex {
        let message = format!("`{}` takes a colour", trail.name());
        reading.wrong_value(trail, message, IN_QUOTES);
    }
    is_hex.then_some(text)
}
