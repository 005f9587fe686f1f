//! What new events are called: slugs that are free, and the names by which a later import knows them again.

use std::collections::HashMap;

use serde_json::Value;

use super::Desk;
use crate::content::Slug;
use crate::exchange::{NewEvent, plain};

/// What an event is called.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) slug: Slug,
    /// What is written as `extra.imported`: by each of these another import knows the event again.
    pub(super) marks: Vec<String>,
    pub(super) is_known: bool,
}

/// The names under `extra.imported`: one, or a list.
pub(in crate::exchange) fn marks(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(marks) => marks.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect(),
    }
}

impl Desk<'_> {
    /// Names every event; `None` for one that only repeats an earlier one of the same import.
    pub(super) fn name_all(&mut self, events: &[NewEvent]) -> Vec<Option<Name>> {
        let mut seen: HashMap<String, Vec<&NewEvent>> = HashMap::new();
        let mut names = Vec::with_capacity(events.len());
        for event in events {
            let key = self.key(event);
            let twins = seen.entry(key.clone()).or_default();
            let is_repeated = twins.iter().any(|twin| is_same(twin, event));
            twins.push(event);
            let ordinal = twins.len();
            if is_repeated {
                self.done
                    .notes
                    .add("an event that repeats an earlier one word for word is left out");
                names.push(None);
                continue;
            }
            let ordinal = if ordinal > 1 {
                format!("#{ordinal}")
            } else {
                String::new()
            };
            let mut marks = vec![format!("{key}{ordinal}")];
            let further = event.further_ids.iter();
            marks.extend(further.map(|id| format!("{}:{}", self.format, plain::line(id))));
            names.push(Some(self.name(event, marks)));
        }
        names
    }

    /// What names an event in every import of the same text.
    fn key(&self, event: &NewEvent) -> String {
        let is_short = !event.id.is_empty() && event.id.len() <= 200;
        if is_short {
            return format!("{}:{}", self.format, plain::line(&event.id));
        }
        let what = format!("{}\n{}\n{}", event.id, event.title, event.date);
        let hash = blake3::hash(what.as_bytes()).to_hex();
        format!("{}:{}", self.format, &hash[..16])
    }

    fn name(&mut self, event: &NewEvent, marks: Vec<String>) -> Name {
        if let Some(slug) = marks.iter().find_map(|mark| self.imported.get(mark)) {
            return Name {
                slug: slug.clone(),
                marks,
                is_known: true,
            };
        }
        let imported = marks[0].clone();
        let wanted = [&event.slug, &event.title]
            .into_iter()
            .find_map(|name| Slug::from_name(name));
        let wanted = wanted.unwrap_or_else(|| {
            Slug::from_name("event")
                .expect("letters make a slug")
                .with_suffix(&imported)
        });
        let dated = Slug::from_name(&format!("{wanted} {}", event.date));
        let candidates = [
            Some(wanted.clone()),
            dated,
            Some(wanted.with_suffix(&imported)),
        ];
        let slug = candidates
            .into_iter()
            .flatten()
            .find(|slug| self.is_free(slug));
        let slug = slug.unwrap_or_else(|| {
            wanted.with_suffix(&format!("{imported} {}", self.event_slugs.len()))
        });
        self.event_slugs.insert(slug.to_string());
        Name {
            slug,
            marks,
            is_known: false,
        }
    }

    fn is_free(&self, slug: &Slug) -> bool {
        !self.event_slugs.contains(slug.as_str()) && !self.paths.contains(&self.event_path(slug))
    }

    pub(super) fn event_path(&self, slug: &Slug) -> String {
        format!("content/events/{}{slug}.md", self.into)
    }
}

/// Whether two events say the same, wherever they stand.
fn is_same(one: &NewEvent, other: &NewEvent) -> bool {
    NewEvent {
        place: None,
        ..one.clone()
    } == NewEvent {
        place: None,
        ..other.clone()
    }
}
