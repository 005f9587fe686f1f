//! The files that are not pages: the formats of feeds, and those with the data of the whole site.

use crate::settings::{OutputPart, Settings};

/// The formats of feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeedFormat {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
    /// RFC 5545.
    Calendar,
}

impl FeedFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Json, Self::Calendar];

    /// The formats that a site's feeds have.
    pub fn of(settings: &Settings) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|format| match format {
            Self::Atom => true,
            Self::Json => settings.has(OutputPart::JsonFeeds),
            Self::Calendar => settings.has(OutputPart::Calendars),
        })
    }

    /// The name of the file beside the list's page.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
            Self::Calendar => "timeline.ics",
        }
    }

    /// The key of its name among the language's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Atom => "feeds.atom",
            Self::Json => "feeds.json",
            Self::Calendar => "feeds.calendar",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
            Self::Calendar => "text/calendar",
        }
    }
}

/// One file with the data of the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DataFile {
    /// `timeline.json`, for `TimelineJS`.
    TimelineJs,
    /// `events.json`.
    EventsJson,
    /// `events.csv`.
    EventsCsv,
    /// `places.geojson`.
    Places,
    /// `timeline/marks.json`, from which a script draws the timeline at any scale.
    Marks,
    /// `robots.txt`.
    Robots,
    /// `site.webmanifest`.
    Manifest,
    /// `_headers`, for hosts that read it.
    Headers,
    /// `_redirects`, for hosts that read it.
    Redirects,
    /// `.nojekyll`, so that GitHub Pages publishes the files as they are.
    NoJekyll,
}

impl DataFile {
    /// Every file.
    pub const ALL: [Self; 10] = [
        Self::TimelineJs,
        Self::EventsJson,
        Self::EventsCsv,
        Self::Places,
        Self::Marks,
        Self::Robots,
        Self::Manifest,
        Self::Headers,
        Self::Redirects,
        Self::NoJekyll,
    ];

    /// Whether it speaks to the host and to browsers, not to readers of the data: a site may have its own.
    #[must_use]
    pub fn is_for_hosts(self) -> bool {
        matches!(
            self,
            Self::Robots | Self::Manifest | Self::Headers | Self::Redirects | Self::NoJekyll
        )
    }

    /// Its path, from the site's root.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::TimelineJs => "timeline.json",
            Self::EventsJson => "events.json",
            Self::EventsCsv => "events.csv",
            Self::Places => "places.geojson",
            Self::Marks => "timeline/marks.json",
            Self::Robots => "robots.txt",
            Self::Manifest => "site.webmanifest",
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
            Self::NoJekyll => ".nojekyll",
        }
    }
}
