//! An event as its file tells it: plain data, with the names of terms, sources and other events not yet looked up.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Body, Image, Slug, Source, extra};
use crate::diagnostic::{FieldPath, Place, SitePath};
use crate::digest::{Digest, Digester};
use crate::edtf::EventDate;

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
    /// Its status as written; `None` means that the sources decide (see `graph`).
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
    #[serde(with = "super::extra")]
    pub extra: Map<String, Value>,
    /// Its text.
    pub body: Body,
    /// What stands for it, where that was worked out: only builds that are remembered ask.
    pub digests: Option<EventDigests>,
}

/// What stands for an event, so that pages that show it can be compared without going through it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventDigests {
    /// For every field but its file and its text.
    pub record: Digest,
    /// For its text.
    pub text: Digest,
}

impl Event {
    /// What stands for it.
    #[must_use]
    pub fn digests(&self) -> EventDigests {
        self.digests.unwrap_or_else(|| self.digest())
    }

    /// Works out what stands for it, once for all who will ask. Nothing changes the event afterwards.
    pub(super) fn seal(&mut self) {
        self.digests = Some(self.digest());
    }

    fn digest(&self) -> EventDigests {
        let Self {
            file: _,
            slug,
            title,
            date,
            daypart,
            timezone,
            summary,
            lead,
            status,
            terms,
            sources,
            relations,
            accounts,
            corrections,
            image,
            aliases,
            draft,
            order,
            extra,
            body,
            digests: _,
        } = self;
        let mut digester = Digester::default();
        digester.value(&(slug, title, date, daypart, timezone, summary, lead, status));
        digester.value(&(terms, sources, relations, accounts, corrections, image));
        digester.value(&(aliases, draft, order, extra::Text(extra)));
        EventDigests {
            record: digester.finish(),
            text: Digest::of(body),
        }
    }

    /// Whether two readings of a file leave everything in its place: they differ at most in words, in the status as
    /// written, and in what no other record asks for. Where they do not, terms, sources, the order and the addresses of
    /// the whole site are the same with either.
    #[must_use]
    pub(crate) fn keeps_frame_of(&self, other: &Self) -> bool {
        self.file == other.file && self.frame() == other.frame()
    }

    /// What stands for everything that decides where the event and other records stand.
    fn frame(&self) -> Digest {
        let Self {
            file: _,
            slug,
            title: _,
            date,
            daypart,
            timezone,
            summary: _,
            lead: _,
            status: _,
            terms,
            sources,
            relations,
            accounts,
            corrections: _,
            image,
            aliases,
            draft,
            order,
            extra: _,
            body: _,
            digests: _,
        } = self;
        let mut digester = Digester::default();
        digester.value(&(slug, date, daypart, timezone, terms, sources));
        digester.value(&(relations, accounts, image, aliases, draft, order));
        digester.finish()
    }

    /// Where the event's file names a term.
    #[must_use]
    pub fn term_place(&self, term: &NamedTerm) -> Place {
        let key = term.key.as_deref().unwrap_or(&term.taxonomy);
        Place::at_value(&self.file, FieldPath::key(key).then_index(term.index))
    }

    /// Where the event's front matter cites a source.
    #[must_use]
    pub fn source_place(&self, cited: &CitedSource) -> Place {
        let key = cited.key.as_deref().unwrap_or("sources");
        Place::at_value(&self.file, FieldPath::key(key).then_index(cited.index))
    }

    /// Where the event's front matter states a relation.
    #[must_use]
    pub fn relation_place(&self, relation: &NamedRelation) -> Place {
        let path = FieldPath::key("relations")
            .then_key(relation.kind.as_str())
            .then_index(relation.index);
        Place::at_value(&self.file, path)
    }
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
    /// The key of that list, where `fields:` in the settings maps a foreign one to the taxonomy.
    pub key: Option<Box<str>>,
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
    /// The index in the list as written (for diagnostics).
    pub index: usize,
    /// The key of that list, where `fields:` in the settings maps a foreign one to `sources`.
    pub key: Option<Box<str>>,
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

impl Says {
    /// The value in the front matter, which is also the key of the status that it gives an event.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Reported => "reported",
            Self::Disputed => "disputed",
        }
    }
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

impl RelationKind {
    /// Every kind, in the order in which an event's page shows them.
    pub const ALL: [Self; 6] = [
        Self::Follows,
        Self::RespondsTo,
        Self::PartOf,
        Self::Contradicts,
        Self::Causes,
        Self::Related,
    ];

    /// The kind's key in the front matter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Follows => "follows",
            Self::RespondsTo => "responds-to",
            Self::PartOf => "part-of",
            Self::Contradicts => "contradicts",
            Self::Causes => "causes",
            Self::Related => "related",
        }
    }
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
