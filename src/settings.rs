//! The site's settings: what `dateline.yaml` may say, with the value of each key that it leaves out.

mod parse;

#[cfg(test)]
mod tests;

pub use parse::known_keys;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::{Map, Value};

use crate::content::Slug;
use crate::edtf::{EventDate, Period};

/// The name of the settings file in the site's folder.
pub const SETTINGS_FILE: &str = "dateline.yaml";

/// What `dateline.yaml` says. Every key is optional except `title`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// A line under the name.
    pub subtitle: Option<String>,
    /// What the site is about, in one or two sentences of plain text.
    pub description: Option<String>,
    /// The address that the site is published at, with `/` at its end; feeds and canonical addresses need it.
    pub base_url: Option<String>,
    /// The language of the site (BCP 47). `en` is American English, as in the CLDR; `en-GB` British.
    pub language: String,
    /// The time zone of times that say none, and whose places say none.
    pub timezone: Tz,
    /// Who publishes the site.
    pub publisher: Option<String>,
    /// Who edits the site.
    pub authors: Vec<String>,
    /// The licence of the site's texts: a name or an SPDX identifier.
    pub licence: Option<String>,
    /// The form of addresses.
    pub urls: Urls,
    /// The taxonomies, built-in ones first, in the order of the navigation.
    pub taxonomies: Vec<Taxonomy>,
    /// Foreign keys of the front matter and ours that they stand for; `extra` keeps one there without a warning.
    /// `description` stands for `summary` unless the settings say otherwise.
    pub fields: BTreeMap<String, String>,
    /// The statuses that events may have, built-in ones first: key and title (`None`: the language's own word).
    pub statuses: Vec<(String, Option<String>)>,
    /// Whether a source that is named and has no record becomes one of that title.
    pub implied_sources: bool,
    /// What becomes of raw HTML in Markdown.
    pub raw_html: RawHtml,
    /// Whether quotes and dashes are made typographic.
    pub smart_punctuation: bool,
    /// Saved selections with a page and feeds of their own.
    pub views: Vec<ViewSettings>,
    /// Events on one page of a list before it is continued on the next; at least 10.
    pub page_size: usize,
    /// Events in a feed, newest first.
    pub feed_size: usize,
    /// Whether events and threads have pages for frames on other sites: two more files for each.
    pub embeds: bool,
    /// What is not written.
    pub leave_out: Vec<OutputPart>,
    /// The look of the built-in theme.
    pub theme: ThemeSettings,
    /// The address of the site's repository, for "suggest a change".
    pub repository: Option<String>,
    /// The editor of the preview's "edit" links: a name or an address with `{file}` and `{line}`.
    pub editor: Option<String>,
    /// What is refused because of its size.
    pub limits: Limits,
    /// Everything else that the settings say.
    pub extra: Map<String, Value>,
}

impl Settings {
    /// The settings of a site that says nothing but its title.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            subtitle: None,
            description: None,
            base_url: None,
            language: "en".to_owned(),
            timezone: Tz::UTC,
            publisher: None,
            authors: Vec::new(),
            licence: None,
            urls: Urls::default(),
            taxonomies: BUILT_IN_TAXONOMIES.map(Taxonomy::built_in).to_vec(),
            fields: BTreeMap::from([("description".to_owned(), "summary".to_owned())]),
            statuses: BUILT_IN_STATUSES.map(|key| (key.to_owned(), None)).to_vec(),
            implied_sources: false,
            raw_html: RawHtml::default(),
            smart_punctuation: true,
            views: Vec::new(),
            page_size: 60,
            feed_size: 50,
            embeds: false,
            leave_out: Vec::new(),
            theme: ThemeSettings::default(),
            repository: None,
            editor: None,
            limits: Limits::default(),
            extra: Map::new(),
        }
    }
}

/// The taxonomies that every site has unless its settings drop one.
pub const BUILT_IN_TAXONOMIES: [&str; 4] = ["actors", "places", "topics", "threads"];

/// The statuses that every event may have.
pub const BUILT_IN_STATUSES: [&str; 5] = [
    "announced",
    "reported",
    "confirmed",
    "disputed",
    "cancelled",
];

impl Settings {
    /// Whether a part of the output is written.
    #[must_use]
    pub fn has(&self, part: OutputPart) -> bool {
        !self.leave_out.contains(&part)
    }

    /// Whether a period of this kind has a page of its own where it has events.
    #[must_use]
    pub fn has_period(&self, period: Period) -> bool {
        match period {
            Period::Day(_) => self.has(OutputPart::Days),
            Period::Month(..) => self.has(OutputPart::Months),
            Period::Year(_) => true,
            Period::Decade(_) | Period::Century(_) => self.has(OutputPart::Decades),
        }
    }
}

/// A part of the output that a site can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputPart {
    /// The pages of days.
    Days,
    /// The pages of months.
    Months,
    /// The pages of decades and centuries.
    Decades,
    /// The drawings of the timeline in lanes, but for that on the timeline's own page.
    Lanes,
    /// The search page and its index.
    Search,
    /// The feeds of terms and views.
    TermFeeds,
    /// JSON Feed, of every list.
    JsonFeeds,
    /// iCalendar, of every list.
    Calendars,
    /// The files with the data of the whole site.
    Data,
}

impl OutputPart {
    /// Every part, by the name that the settings have for it.
    pub const ALL: [(&'static str, Self); 9] = [
        ("days", Self::Days),
        ("months", Self::Months),
        ("decades", Self::Decades),
        ("lanes", Self::Lanes),
        ("search", Self::Search),
        ("term_feeds", Self::TermFeeds),
        ("json_feeds", Self::JsonFeeds),
        ("calendars", Self::Calendars),
        ("data", Self::Data),
    ];
}

/// The form of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Urls {
    /// `/events/SLUG/`, for a web server.
    #[default]
    Directory,
    /// `/events/SLUG.html`, for a site that is opened from a disk.
    File,
}

/// What becomes of raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RawHtml {
    /// It is shown as text.
    #[default]
    Text,
    /// Harmless elements are kept, everything else is shown as text.
    Sanitised,
}

/// A way to group events by terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// Its key in the front matter, and its folder in `content/`.
    pub key: String,
    /// Its address.
    pub slug: Slug,
    /// Its title (`None`: the language's own word for a built-in one).
    pub title: Option<String>,
    /// The title of one term of it (`None`: the language's own word for a built-in one).
    pub singular: Option<String>,
}

impl Taxonomy {
    fn built_in(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            slug: Slug::parse(key).expect("the built-in keys are slugs"),
            title: None,
            singular: None,
        }
    }
}

/// A saved selection of events.
#[derive(Debug, Clone)]
pub struct ViewSettings {
    /// Its address below `/views/`.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// The terms that an event must have, each taxonomy's any of those listed: taxonomy key and names.
    pub terms: Vec<(String, Vec<String>)>,
    /// The statuses that an event may have; empty means any.
    pub statuses: Vec<String>,
    /// The dates that an event's own must overlap.
    pub dates: Option<EventDate>,
}

/// The look of the built-in theme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThemeSettings {
    /// The accent colour: a CSS hex colour.
    pub accent: Option<String>,
    /// The accent colour on dark ground.
    pub accent_dark: Option<String>,
}

/// What is refused because of its size. `docs/settings.md` tells which of them the settings can raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text file.
    pub file_bytes: u64,
    /// Bytes of the front matter; superlinear in the YAML parser, and so not for the settings to raise.
    pub front_matter_bytes: usize,
    /// Characters of a title or another one-line field.
    pub title_chars: usize,
    /// Levels of lists and quotes in a text.
    pub nesting: usize,
    /// Terms of one event, those of all taxonomies together.
    pub terms: usize,
}

impl Limits {
    /// For texts that were read within limits before.
    #[must_use]
    pub fn unlimited() -> Self {
        Self {
            file_bytes: u64::MAX,
            ..Self::default()
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 4 << 20,
            front_matter_bytes: 64 << 10,
            title_chars: 1_000,
            nesting: 64,
            terms: 500,
        }
    }
}
