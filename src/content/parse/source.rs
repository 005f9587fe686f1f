//! A source's front matter, or an item of an event's `sources`, → [`Source`] and [`CitedSource`].

use serde_json::{Map, Value};

use super::event::list;
use super::{Draft, Fields, KEPT, Reading, Trail};
use crate::content::fields::{
    alias, choice, date, language, line, lines, paragraph, slug, web_address, web_or_mail_address,
};
use crate::content::{Body, CitedSource, Says, Slug, Source, SourceName};
use crate::settings::Settings;

pub(super) const KEYS: [&str; 14] = [
    "title",
    "publisher",
    "agency",
    "authors",
    "published",
    "accessed",
    "url",
    "archive_url",
    "language",
    "kind",
    "note",
    "aliases",
    "slug",
    "extra",
];

/// The keys of a source that is written in an event.
pub(super) const KEYS_IN_PLACE: [&str; 14] = [
    "id",
    "says",
    "note",
    "title",
    "publisher",
    "agency",
    "authors",
    "published",
    "accessed",
    "url",
    "archive_url",
    "language",
    "kind",
    "extra",
];

const SAYS: [(&str, Says); 3] = [
    ("announced", Says::Announced),
    ("reported", Says::Reported),
    ("disputed", Says::Disputed),
];

/// A file of `content/sources/`.
pub(super) fn read(draft: &mut Draft, map: Map<String, Value>) -> Option<Source> {
    let reading = draft.reading;
    let trail = Trail::Top;
    let mut fields = Fields::new(
        reading,
        &trail,
        "a source",
        &KEYS,
        map,
        &draft.settings.fields,
    );
    let title = draft.title(&mut fields, "write the headline of the source: `title: …`");
    let id = draft.slug(&mut fields, draft.name.slug(), &title);
    let note = fields.take("note", paragraph);
    let aliases = list(&mut fields, "aliases", alias);
    let details = Details::take(&mut fields);
    let extra = fields.finish(KEPT);
    let body = draft.body();
    Some(details.source(reading, id?, title, note, aliases, extra, body))
}

/// An item of an event's `sources`: an id, a mapping with an id and what it is cited for, a record in place, or the
/// bare address of a page on the web, which is a record with that address for its title.
pub(super) fn cited(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    settings: &Settings,
    (index, key): (usize, Option<Box<str>>),
) -> Option<CitedSource> {
    let named = |source| CitedSource {
        source,
        says: None,
        note: None,
        index,
        key: key.clone(),
    };
    let map = match value {
        Value::Object(map) => map,
        Value::Null => return None,
        value => {
            let text = line(reading, value, trail)?;
            return Some(named(if is_address(&text) {
                SourceName::InPlace(Box::new(from_address(reading, text, trail)?))
            } else {
                SourceName::Named(text)
            }));
        }
    };
    let mut fields = Fields::new(
        reading,
        trail,
        "a source",
        &KEYS_IN_PLACE,
        map,
        &settings.fields,
    );
    let says = fields.take("says", |reading, value, trail| {
        choice(reading, value, trail, &SAYS)
    });
    let note = fields.take("note", paragraph);
    let in_place = ["title", "url", "publisher"]
        .iter()
        .any(|key| fields.has(key));
    let source = if in_place {
        in_place_source(fields).map(|source| SourceName::InPlace(Box::new(source)))
    } else {
        if !fields.has("id") {
            fields.missing(
                "id",
                "name a record by its `id`, or write one in place with a `title`",
            );
        }
        let id = fields.take("id", line);
        fields.close();
        id.map(SourceName::Named)
    };
    Some(CitedSource {
        says,
        note,
        ..named(source?)
    })
}

fn in_place_source(mut fields: Fields) -> Option<Source> {
    let reading = fields.reading;
    let wrote_title = fields.has("title");
    let title = fields.take("title", line);
    if title.is_none() && !wrote_title {
        fields.missing("title", "write the headline of the source");
    }
    let id = if fields.has("id") {
        fields.take("id", slug)
    } else {
        title.as_deref().map(implied_id)
    };
    // A title that is missing or wrong is reported; the id stands in for it, so that citations find the source.
    let title = title.or_else(|| id.as_ref().map(ToString::to_string));
    let details = Details::take(&mut fields);
    let extra = fields.finish(KEPT);
    Some(details.source(
        reading,
        id?,
        title?,
        None,
        Vec::new(),
        extra,
        Body::default(),
    ))
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn from_address(reading: &Reading, text: String, trail: &Trail) -> Option<Source> {
    let url = web_address(reading, Value::String(text), trail)?;
    let title = url
        .split_once("://")
        .map_or(url.as_str(), |(_, rest)| rest)
        .trim_end_matches('/')
        .to_owned();
    let details = Details {
        url: Some(url),
        ..Details::default()
    };
    let id = implied_id(&title);
    Some(details.source(
        reading,
        id,
        title,
        None,
        Vec::new(),
        Map::new(),
        Body::default(),
    ))
}

/// The id of a source that gives none: from its title, or from a hash of it where no letter of it fits an address.
fn implied_id(title: &str) -> Slug {
    Slug::from_name(title).unwrap_or_else(|| {
        let hash = blake3::hash(title.as_bytes()).to_hex();
        Slug::from_name(&format!("source-{}", &hash[..12])).expect("ASCII letters make a slug")
    })
}

/// What a source says besides its id, title, note and text.
#[derive(Default)]
struct Details {
    publisher: Option<String>,
    agency: Option<String>,
    authors: Vec<String>,
    published: Option<crate::edtf::EventDate>,
    accessed: Option<crate::edtf::EventDate>,
    url: Option<String>,
    archive_url: Option<String>,
    language: Option<String>,
    kind: Option<String>,
}

impl Details {
    fn take(fields: &mut Fields) -> Self {
        let authors = fields.take("authors", |reading, value, trail| {
            Some(lines(reading, value, trail))
        });
        Self {
            publisher: fields.take("publisher", line),
            agency: fields.take("agency", line),
            authors: authors
                .into_iter()
                .flatten()
                .map(|(_, name)| name)
                .collect(),
            published: fields.take("published", date),
            accessed: fields.take("accessed", date),
            url: fields.take("url", web_or_mail_address),
            archive_url: fields.take("archive_url", web_address),
            language: fields.take("language", language),
            kind: fields.take("kind", line),
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "they are the fields of a source, each named once"
    )]
    fn source(
        self,
        reading: &Reading,
        id: Slug,
        title: String,
        note: Option<String>,
        aliases: Vec<String>,
        extra: Map<String, Value>,
        body: Body,
    ) -> Source {
        Source {
            file: reading.file.clone(),
            id,
            title,
            publisher: self.publisher,
            agency: self.agency,
            authors: self.authors,
            published: self.published,
            accessed: self.accessed,
            url: self.url,
            archive_url: self.archive_url,
            language: self.language,
            kind: self.kind,
            note,
            aliases,
            extra,
            body,
        }
    }
}
