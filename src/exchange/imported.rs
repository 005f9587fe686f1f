//! What an importer makes: events and sources that are not files of a site yet.

use serde_json::{Map, Value, json};

use super::{Notes, plain};
use crate::content::Draft;
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::Settings;

/// What became of a text that was imported.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The events, in the order of the text.
    pub events: Vec<NewEvent>,
    /// The sources that have files of their own.
    pub sources: Vec<NewSource>,
    /// Lines for `dateline.yaml`, which no import changes: views, a title.
    pub settings: Vec<String>,
    /// How the text was understood, where that was a guess.
    pub guesses: Vec<String>,
    /// What could not be carried over.
    pub notes: Notes,
    /// What is wrong with the text; places are bytes of it.
    pub diagnostics: Vec<Diagnostic>,
    /// What programs may want to know besides: the statements of news reports.
    pub details: Vec<Value>,
    /// How much of the text stands in the site already, and is not among the events.
    pub known: usize,
}

/// An event that is no file yet. Texts are plain unless they say otherwise; they may hold anything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewEvent {
    /// What names it where it comes from; empty where nothing does.
    pub id: String,
    /// What else names it there: an event that says what several records say.
    pub further_ids: Vec<String>,
    /// What its address should be made of; the headline where it is empty.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// When: a text that [`crate::edtf::EventDate::parse`] takes.
    pub date: String,
    /// IANA name.
    pub timezone: Option<String>,
    /// `morning`, `afternoon`, `evening`, `night`.
    pub daypart: Option<String>,
    /// A status that the site knows.
    pub status: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Taxonomy's key and names.
    pub terms: Vec<(String, Vec<String>)>,
    /// As `sources:` takes them: ids, or records written in place.
    pub sources: Vec<Value>,
    /// As `relations:` takes them.
    pub relations: Map<String, Value>,
    /// A picture, a film or a page that goes with it.
    pub media: Option<Media>,
    /// What else is known, for templates.
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Text,
    /// Whether an editor has to look at it first.
    pub draft: bool,
    /// Where it stands in the imported text.
    pub place: Option<Place>,
}

/// A text of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// Shown as it is.
    Plain(String),
    /// Markdown.
    Markdown(String),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// What goes with an event and lies elsewhere on the web.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Media {
    /// Its address.
    pub url: String,
    /// Who made it.
    pub credit: String,
    /// What stands below it.
    pub caption: String,
    /// What it shows, in words.
    pub alt: String,
    /// The address of a small picture of it.
    pub thumbnail: String,
}

/// A source that gets a file of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewSource {
    /// The id, which becomes a slug.
    pub id: String,
    /// The fields of its front matter besides the id.
    pub fields: Map<String, Value>,
    /// Where it stands in the imported text.
    pub place: Option<Place>,
}

impl NewEvent {
    /// Adds names of a taxonomy; empty and repeated ones are left out.
    pub fn add_terms(&mut self, taxonomy: &str, names: impl IntoIterator<Item = String>) {
        let index = if let Some(index) = self.terms.iter().position(|(key, _)| key == taxonomy) {
            index
        } else {
            self.terms.push((taxonomy.to_owned(), Vec::new()));
            self.terms.len() - 1
        };
        for name in names {
            let name = plain::line(&name);
            if !name.is_empty() && !self.terms[index].1.contains(&name) {
                self.terms[index].1.push(name);
            }
        }
    }

    /// The file of the event. `marks` are the names by which another import knows it again; `slug` is written where
    /// the file's name would not give it.
    pub(super) fn file(&self, marks: &[String], slug: Option<&str>, settings: &Settings) -> String {
        let mut extra = self.extra.clone();
        let imported = match marks {
            [mark] => json!(mark),
            marks => json!(marks),
        };
        extra.insert("imported".to_owned(), imported);
        if let Some(media) = &self.media {
            extra.insert("media".to_owned(), media.value());
        }
        let mut draft = Draft::default()
            .field("title", &shortened(&self.title, settings))
            .field("date", &self.date)
            .optional("slug", slug)
            .optional("timezone", self.timezone.as_deref())
            .optional("daypart", self.daypart.as_deref())
            .optional("status", self.status.as_deref())
            .optional("summary", self.summary.as_deref());
        for (taxonomy, names) in &self.terms {
            if settings
                .taxonomies
                .iter()
                .any(|known| known.key == *taxonomy)
            {
                draft = draft.list(taxonomy, names);
            } else if !names.is_empty() {
                extra.insert(taxonomy.clone(), json!(names));
            }
        }
        draft
            .value("sources", &Value::Array(self.sources.clone()))
            .value("relations", &Value::Object(self.relations.clone()))
            .value("draft", &self.draft.then_some(true).into())
            .value("extra", &Value::Object(extra))
            .finish_with(&self.markdown())
    }

    /// The text as Markdown, with the link to its media below it.
    fn markdown(&self) -> String {
        let mut text = match &self.body {
            Text::Plain(text) => plain::markdown(text),
            Text::Markdown(text) => plain::clean(text),
        };
        if let Some(link) = self.media.as_ref().and_then(Media::link)
            && !text.contains(&link)
        {
            text = format!("{}\n\n{link}", text.trim_end());
        }
        text.trim_matches('\n').to_owned()
    }
}

impl Media {
    /// What is kept of it under `extra`, for the way back.
    fn value(&self) -> Value {
        let fields = [
            ("url", &self.url),
            ("credit", &self.credit),
            ("caption", &self.caption),
            ("alt", &self.alt),
            ("thumbnail", &self.thumbnail),
        ];
        let known = fields.into_iter().filter(|(_, text)| !text.is_empty());
        Value::Object(
            known
                .map(|(key, text)| (key.to_owned(), text.as_str().into()))
                .collect(),
        )
    }

    /// From what is kept under `extra`.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let text = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let media = Self {
            url: text("url"),
            credit: text("credit"),
            caption: text("caption"),
            alt: text("alt"),
            thumbnail: text("thumbnail"),
        };
        (!media.url.is_empty()).then_some(media)
    }

    /// A paragraph that links to it: `[caption](url) (credit)`. `None` where the address is not one of the web.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let is_web = self.url.starts_with("https://") || self.url.starts_with("http://");
        let is_clean = !self
            .url
            .contains(|c: char| c.is_whitespace() || c.is_control() || "<>()\\`[]".contains(c));
        if !is_web || !is_clean {
            return None;
        }
        let words = [&self.caption, &self.alt]
            .into_iter()
            .map(|words| plain::line(words));
        let words = words.into_iter().find(|words| !words.is_empty());
        let words = words.unwrap_or_else(|| self.url.clone());
        let credit = plain::line(&self.credit);
        let credit = if credit.is_empty() {
            credit
        } else {
            format!(" ({})", plain::inline(&credit))
        };
        Some(format!("[{}]({}){credit}", plain::inline(&words), self.url))
    }
}

impl NewSource {
    /// The file of the source.
    pub(super) fn file(&self) -> String {
        self.fields
            .iter()
            .fold(Draft::default(), |draft, (key, value)| {
                draft.value(key, value)
            })
            .finish()
    }
}

/// A headline within the limit of one; what is cut off is told by an ellipsis.
fn shortened(title: &str, settings: &Settings) -> String {
    let title = plain::line(title);
    let limit = settings.limits.title_chars;
    if title.chars().count() <= limit {
        return title;
    }
    let head: String = title.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}
