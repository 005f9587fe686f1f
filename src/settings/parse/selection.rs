//! `views:` of the settings: saved selections of events.

use serde_json::Value;

use crate::content::fields::{date, items, line, lines, paragraph, shown, slug, status};
use crate::content::{Fields, Reading, Slug, Trail};
use crate::diagnostic::{Code, Diagnostic};
use crate::settings::{Settings, ViewSettings};

/// The keys of a view, besides the taxonomies'.
pub(super) const KEYS: [&str; 5] = ["title", "slug", "summary", "status", "dates"];

/// What a view may select by.
struct Known<'s> {
    taxonomies: &'s [&'s str],
    statuses: &'s [(String, Option<String>)],
}

/// Reads the views; the taxonomies have to be known by now, since a view may select by each of them.
pub(super) fn read(fields: &mut Fields, settings: &mut Settings) {
    let taxonomies: Vec<&str> = settings
        .taxonomies
        .iter()
        .map(|it| it.key.as_str())
        .collect();
    let known = Known {
        taxonomies: &taxonomies,
        statuses: &settings.statuses,
    };
    let mut views = Vec::new();
    fields.take("views", |reading, value, trail| {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let trail = Trail::Key(trail, &key);
                    push(
                        reading,
                        &trail,
                        &mut views,
                        view(reading, value, &trail, Some(&key), &known),
                    );
                }
            }
            list => items(list, trail, |item, trail, _| {
                push(
                    reading,
                    trail,
                    &mut views,
                    view(reading, item, trail, None, &known),
                );
            }),
        }
        Some(())
    });
    settings.views = views;
}

fn push(
    reading: &Reading,
    trail: &Trail,
    views: &mut Vec<ViewSettings>,
    view: Option<ViewSettings>,
) {
    let Some(view) = view else { return };
    if views.iter().any(|other| other.slug == view.slug) {
        let message = format!("two views have the address `{}`", view.slug);
        reading.report(
            Diagnostic::new(Code::DuplicateSlug, message)
                .at(reading.value_place(trail), "the second one")
                .help("give one of them another `slug`"),
        );
        return;
    }
    views.push(view);
}

fn view(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    key: Option<&str>,
    known: &Known,
) -> Option<ViewSettings> {
    let keys: Vec<&str> = KEYS.iter().chain(known.taxonomies).copied().collect();
    let mut fields = Fields::of_value(reading, trail, "a view", &keys, value)?;
    if !fields.has("title") {
        fields.missing("title", "write the title of its page");
    }
    let title = fields.take("title", line);
    let slug = fields.take("slug", slug);
    let slug = slug.or_else(|| Slug::from_name(key.or(title.as_deref())?));
    if slug.is_none() && title.is_some() {
        let name = key.or(title.as_deref()).unwrap_or_default();
        let message = format!("`{}` gives no address", shown(name));
        reading.wrong_value(
            trail,
            message,
            "write `slug: …` with lowercase letters and digits",
        );
    }
    let summary = fields.take("summary", paragraph);
    let mut statuses = Vec::new();
    fields.take("status", |reading, value, trail| {
        items(value, trail, |item, trail, _| {
            statuses.extend(status(reading, item, trail, known.statuses));
        });
        Some(())
    });
    let dates = fields.take("dates", date);
    let mut terms = Vec::new();
    for taxonomy in known.taxonomies {
        let names = fields.take(taxonomy, |reading, value, trail| {
            Some(lines(reading, value, trail))
        });
        let names: Vec<String> = names.into_iter().flatten().map(|(_, name)| name).collect();
        if !names.is_empty() {
            terms.push(((*taxonomy).to_owned(), names));
        }
    }
    fields.close();
    Some(ViewSettings {
        slug: slug?,
        title: title?,
        summary,
        terms,
        statuses,
        dates,
    })
}
