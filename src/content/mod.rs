//! From text to plain data: what the files of a site say, one file at a time, before anything is joined.
//!
//! A file's bytes are decoded ([`decode`]), its front matter read and interpreted, its Markdown turned into HTML with
//! holes where links and citations go ([`Body`]). The result depends on the one file and on the settings alone, so that
//! it can be kept from one build to the next.

pub mod markdown;
mod slug;
mod text;

pub use slug::{SLUG_BYTES, Slug};
pub use text::{decode, decode_lossy};

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, SitePath};
use crate::edtf::EventDate;

/// What one file holds, and what is wrong with it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Parsed {
    /// The record, when enough of it was understood; `None` also for a draft that is left out.
    pub record: Option<Record>,
    /// What is wrong with the file by itself.
    pub diagnostics: Vec<Diagnostic>,
}

/// One file of content.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Record {
    /// A file of `content/events/`.
    Event(Box<Event>),
    /// A file of `content/sources/`.
    Source(Box<Source>),
    /// A file of a taxonomy's folder.
    Term(Box<Term>),
    /// A file of `content/pages/`.
    Page(Box<FreePage>),
}

/// Something that happened, was announced, or is disputed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Event {
    /// The file that it was read from.
    pub file: SitePath,
    /// Its address below `/events/`.
    pub slug: Slug,
    /// Its headline.
    pub title: String,
    /// When, as honestly as it is known.
    pub date: EventDate,
    /// The part of the day, where the hour is not known.
    pub daypart: Option<Daypart>,
    /// Its own time zone (IANA name), where it says one.
    pub timezone: Option<String>,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Whether it leads on the front page.
    pub lead: bool,
    /// Its status as written; `None` means that the sources decide (see [`crate::graph`]).
    pub status: Option<String>,
    /// The terms that it names, taxonomy by taxonomy in the order of the settings.
    pub terms: Vec<NamedTerm>,
    /// The sources that it cites in its front matter, in order.
    pub sources: Vec<CitedSource>,
    /// Its relations to other events, as written.
    pub relations: Vec<NamedRelation>,
    /// What sources say differently.
    pub accounts: Vec<Account>,
    /// What was mended after publication.
    pub corrections: Vec<Correction>,
    /// Its picture.
    pub image: Option<Image>,
    /// Addresses that it had before, from the site's root, with `/` at both ends.
    pub aliases: Vec<String>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Its place among events of one date; smaller is earlier, 0 when not given.
    pub order: i64,
    /// Everything else that the front matter says.
    #[serde(with = "extra_as_text")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}

/// A part of the day. It orders and shows, and invents no hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Daypart {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
    /// The end of the day.
    Evening,
    /// The night that follows the day.
    Night,
}

/// A term as an event names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedTerm {
    /// The taxonomy's key: `actors`, `places`, …
    pub taxonomy: String,
    /// The name or slug as written.
    pub name: String,
    /// The index of the name in the list as written (for diagnostics).
    pub index: usize,
}

/// A source as an event cites it in its front matter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CitedSource {
    /// The record that is meant.
    pub source: SourceName,
    /// What this source does for the event, where it is said.
    pub says: Option<Says>,
    /// A note on what it is cited for.
    pub note: Option<String>,
}

/// A source by its id (or implied title), or a record written in place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum SourceName {
    /// The id of a file in `content/sources/`, or a title where sources may be implied.
    Named(String),
    /// A record written in the event.
    InPlace(Box<Source>),
}

/// What a source does with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Says {
    /// It was written before, and says that it will happen.
    Announced,
    /// It says that it happened.
    Reported,
    /// It says that it did not happen, or not so.
    Disputed,
}

/// A relation as an event states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRelation {
    /// What kind.
    pub kind: RelationKind,
    /// The other event, by slug, title or alias.
    pub target: String,
    /// The index in the list as written (for diagnostics).
    pub index: usize,
}

/// How one event stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// It comes after, in one course of events.
    Follows,
    /// It answers.
    RespondsTo,
    /// It is a part of a larger one.
    PartOf,
    /// It cannot be true together with the other.
    Contradicts,
    /// It brings the other about.
    Causes,
    /// It has to do with it.
    Related,
}

/// One of several accounts of what happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// What is claimed, in plain text.
    pub claim: String,
    /// The ids of the sources that claim it.
    pub sources: Vec<String>,
}

/// A correction, as newspapers print them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub date: EventDate,
    /// What was wrong, in plain text.
    pub note: String,
}

/// A picture beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The picture's file, from the site's root.
    pub file: SitePath,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// What stands below it.
    pub caption: Option<String>,
}

/// A document that supports events.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// The file that it was read from: its own, or the event's that it was written in.
    pub file: SitePath,
    /// Its address below `/sources/`.
    pub id: Slug,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where the copy comes from, where that is not the publisher.
    pub agency: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<EventDate>,
    /// When it was read.
    pub accessed: Option<EventDate>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The address of a copy that stays.
    pub archive_url: Option<String>,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// article, report, interview, …
    pub kind: Option<String>,
    /// A note, in plain text.
    pub note: Option<String>,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Everything else that the front matter says.
    #[serde(with = "extra_as_text")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}

/// A term of a taxonomy: an actor, a place, a topic, a thread, or of a taxonomy of the site's own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Term {
    /// The file that it was read from.
    pub file: SitePath,
    /// The taxonomy's key.
    pub taxonomy: String,
    /// Its address below the taxonomy's.
    pub slug: Slug,
    /// Its name.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Other names that mean it.
    pub also: Vec<String>,
    /// The larger term of the same taxonomy, by name or slug.
    pub part_of: Option<String>,
    /// person, organisation, state, city, …
    pub kind: Option<String>,
    /// What the person or body is, in a few words.
    pub role: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Its item in Wikidata: `Q…`.
    pub wikidata: Option<String>,
    /// Its picture.
    pub image: Option<Image>,
    /// Where it is, for places.
    pub location: Option<Location>,
    /// Its time zone (IANA name), for places.
    pub timezone: Option<String>,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Everything else that the front matter says.
    #[serde(with = "extra_as_text")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}

/// A point on the Earth (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Metres within which the point lies, where that is known.
    pub precision: Option<f64>,
}

/// A page that is not about an event or a term: about, method, …
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FreePage {
    /// The file that it was read from.
    pub file: SitePath,
    /// Its address below `/`.
    pub slug: Slug,
    /// Its headline.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Its place in the navigation; pages without one come last, by title.
    pub order: Option<i64>,
    /// Whether the navigation names it.
    pub menu: bool,
    /// Addresses that it had before.
    pub aliases: Vec<String>,
    /// Everything else that the front matter says.
    #[serde(with = "extra_as_text")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
}

/// A text as HTML, with holes where an address or a citation goes that only the whole site knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Safe HTML, without what goes into the holes.
    pub html: String,
    /// The holes, by their place in `html`.
    pub holes: Vec<Hole>,
    /// The headings, for fragments and a table of contents.
    pub headings: Vec<Heading>,
}

impl Body {
    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }
}

/// A place in a [`Body`]'s HTML that is filled when the site is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// The byte of `html` before which the filling goes.
    pub at: usize,
    /// The bytes of the file's decoded text that ask for it (for diagnostics).
    pub range: Range<usize>,
    /// What goes there.
    pub filling: Filling,
}

/// What goes into a [`Hole`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filling {
    /// `[[target]]` or `[[target|label]]`: a whole link. The hole's range is the whole of it.
    Wikilink {
        /// A slug, a title or an alias, as written; may end in `#fragment`, and never begins with one.
        target: String,
        /// The words to show; `None` means the page's title.
        label: Option<String>,
    },
    /// `[@id]` or `[@id, locator]`: a whole citation mark. The hole's range is `@` and the id; the marks of
    /// `[@a; @b]` are two holes with nothing between them.
    Citation {
        /// The source's id.
        id: String,
        /// The place in the source: `para. 3`.
        locator: Option<String>,
    },
    /// The value of a link's `href`: an address within the site, as written (`/a/`, `../b.md#c`, `#d`). The hole lies
    /// between the quotes of the attribute; the link's words follow in the HTML.
    Href(String),
    /// A whole image, whose width and height only the folder knows.
    Image {
        /// The picture's file, from the site's root.
        file: SitePath,
        /// What it shows, in plain text; empty when nothing is said.
        alt: String,
        /// The title, in plain text.
        title: Option<String>,
    },
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6: the page's title is the one `h1`.
    pub level: u8,
    /// Its fragment.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// `extra` in the cache: as JSON text, since the cache's format cannot hold a value of unknown type.
mod extra_as_text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
    use serde_json::{Map, Value};

    pub(super) fn serialize<S: Serializer>(
        map: &Map<String, Value>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let text = if map.is_empty() {
            String::new()
        } else {
            serde_json::to_string(map).map_err(ser::Error::custom)?
        };
        text.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Map<String, Value>, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            Ok(Map::new())
        } else {
            serde_json::from_str(&text).map_err(de::Error::custom)
        }
    }
}
