//! The parts that all pages share, and the contexts of all pages but the event's.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{CitationView, FacetView, ImageView, OriginView, When, YearGroup};

/// The site, the same on every page (`site` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// A line under the name.
    pub subtitle: Option<String>,
    /// What the site is about.
    pub description: Option<String>,
    /// The language (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The address that the site is published at, with `/` at its end.
    pub base_url: Option<String>,
    /// The front page, from the site's root: empty, or `index.html` for sites that are opened from a disk.
    pub home: String,
    /// Style sheets after the theme's own, from the site's root: the settings' colours, the site's `custom.css`.
    pub stylesheets: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Who edits it.
    pub authors: Vec<String>,
    /// The licence of its texts.
    pub licence: Option<String>,
    /// The navigation: timeline, taxonomies, sources, free pages.
    pub menu: Vec<MenuItem>,
    /// How many events there are.
    pub events: usize,
    /// How many sources there are.
    pub sources: usize,
    /// The program that made the site, with its version.
    pub generator: String,
    /// The address of the site's repository.
    pub repository: Option<String>,
    /// What the settings say besides.
    pub extra: Map<String, Value>,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MenuItem {
    /// `timeline`, `taxonomy`, `sources`, `search`, `page`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The page.
    pub url: String,
}

/// What concerns the page itself (`page` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageView {
    /// `front`, `timeline`, `lanes`, `period`, `event`, `taxonomy`, `term`, `sources`, `source`, `view`, `page`, `search`,
    /// `not-found`, `redirect`.
    pub kind: String,
    /// The title, unique in the site, without the site's name.
    pub title: String,
    /// One or two sentences of plain text for search engines and shares.
    pub description: String,
    /// The page itself, from the site's root.
    pub url: String,
    /// The page's full address, where the settings have a base address.
    pub canonical: Option<String>,
    /// The way from the front page to here; without the front page and the page itself.
    pub breadcrumbs: Vec<Crumb>,
    /// The feeds of what the page shows.
    pub feeds: Vec<FeedLink>,
    /// The page's place in a list that runs over several pages.
    pub paging: Option<Paging>,
    /// The picture for shares.
    pub image: Option<ImageView>,
    /// Schema.org data as JSON, safe to stand in a `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
    /// How other sites show what the page is about; none where they cannot.
    pub embed: Option<EmbedView>,
    /// The file that the page was made from, from the site's root.
    pub source_file: Option<String>,
}

/// How other sites show an event or a thread in a frame.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EmbedView {
    /// The markup of the frame, to be copied.
    pub code: String,
    /// The full address of the oEmbed document.
    pub oembed: String,
}

/// What stands in the frame (`embedded` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EmbeddedView {
    /// The event's or thread's headline.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// The event, or the thread's events in order; at most the 60 newest.
    pub events: Vec<super::RowView>,
    /// Whether it is a thread.
    pub is_list: bool,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Link {
    /// The words.
    pub title: String,
    /// The page, from the site's root.
    pub url: String,
}

/// One step of the way from the front page.
pub type Crumb = Link;

/// A feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedLink {
    /// Its title.
    pub title: String,
    /// What it is: "Atom", "JSON Feed", "Calendar".
    pub format: String,
    /// Its address, from the site's root.
    pub url: String,
    /// Its media type: `application/atom+xml`, `application/feed+json`, `text/calendar`.
    pub media_type: String,
}

/// A page's place in a list that runs over several pages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Paging {
    /// This page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub total: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The first page.
    pub first: String,
    /// The last page.
    pub last: String,
}

/// A list of events (`list` in templates); its rendered rows are in `rows`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListView {
    /// How many events the whole list has.
    pub total: usize,
    /// The groups of the rows of this page.
    pub years: Vec<YearGroup>,
    /// The date of the first event.
    pub first_date: Option<When>,
    /// The date of the last event.
    pub last_date: Option<When>,
    /// What the list can be filtered by; nothing where it is too short to need it.
    pub facets: Vec<FacetView>,
}

/// The front page (`front` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FrontView {
    /// How many of the rendered `lead_rows` there are.
    pub leads: usize,
    /// Whether the list below is only the newest part of the timeline.
    pub partial: bool,
    /// The last events of the timeline, the newest first.
    pub latest: Vec<LatestView>,
    /// Each thread, with its summary and its span.
    pub threads: Vec<TermEntry>,
    /// The views of the settings.
    pub views: Vec<Link>,
    /// The years that have a page, in order, with their counts.
    pub years: Vec<TermEntry>,
}

/// One of the newest events, as the head of the front page names it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LatestView {
    /// The headline.
    pub title: String,
    /// The page.
    pub url: String,
    /// When it happened.
    pub when: When,
}

/// A period (`period` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PeriodView {
    /// `day`, `month`, `year`, `decade`, `century`.
    pub kind: String,
    /// The period: "January 2022".
    pub title: String,
    /// The weekday of a day: "Friday".
    pub weekday: Option<String>,
    /// The period before it that has events.
    pub previous: Option<Link>,
    /// The period after it that has events.
    pub next: Option<Link>,
    /// The periods within it that have pages: months of a year, days of a month.
    pub parts: Vec<TermEntry>,
}

/// A taxonomy (`taxonomy` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TaxonomyView {
    /// Its key: `actors`.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The title of one term of it.
    pub singular: String,
    /// How many terms it has, on all its pages.
    pub total: usize,
    /// Its terms in the language's alphabetical order; parts stand also under what they are part of.
    pub terms: Vec<TermEntry>,
}

/// A term, period or thread in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TermEntry {
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// What it is, in a few words.
    pub role: Option<String>,
    /// person, organisation, state, …
    pub kind: Option<String>,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// How many events it has.
    pub count: usize,
    /// From the first to the last date of its events, as words; none where another record names it.
    pub span: Option<String>,
    /// The larger term.
    pub part_of: Option<String>,
}

/// A term (`term` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermView {
    /// Its taxonomy's key.
    pub taxonomy: String,
    /// The slug.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// person, organisation, state, …
    pub kind: Option<String>,
    /// What it is, in a few words.
    pub role: Option<String>,
    /// Its address on the web.
    pub link: Option<String>,
    /// Its item in Wikidata.
    pub wikidata: Option<String>,
    /// Degrees north (WGS 84).
    pub lat: Option<f64>,
    /// Degrees east (WGS 84).
    pub lon: Option<f64>,
    /// Its time zone (IANA name).
    pub timezone: Option<String>,
    /// Its picture.
    pub image: Option<ImageView>,
    /// The text as HTML.
    pub body: String,
    /// The sources that the text cites, in the order of their numbers.
    pub citations: Vec<CitationView>,
    /// The larger terms, the nearest first.
    pub ancestors: Vec<Link>,
    /// The terms that are part of it.
    pub parts: Vec<TermEntry>,
    /// The terms that share most events with it: `count` is how many they share.
    pub companions: Vec<TermEntry>,
    /// The pages whose texts mention it, its own events aside.
    pub mentioned_in: Vec<Link>,
    /// The front matter besides.
    pub extra: Map<String, Value>,
}

/// A source (`source` in templates; `sources` is a list of them).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    /// The id.
    pub id: String,
    /// The headline.
    pub title: String,
    /// The page.
    pub url: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where the copy comes from, where that is not the publisher.
    pub agency: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was read.
    pub accessed: Option<When>,
    /// Its address on the web.
    pub link: Option<String>,
    /// A copy that stays.
    pub archive: Option<String>,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// What that language is called: "English"; the tag itself, where the site's language has no name for it.
    pub language_name: Option<String>,
    /// article, report, …
    pub kind: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// How many events it supports.
    pub count: usize,
    /// The text as HTML; empty in the list of sources.
    pub body: String,
    /// The sources that the text cites, in the order of their numbers.
    pub citations: Vec<CitationView>,
    /// The origin of the copy and the other sources that carry it too; none where no other does.
    pub shared_origin: Option<OriginView>,
    /// The pages whose texts mention it, the events that it supports aside.
    pub mentioned_in: Vec<Link>,
    /// The front matter besides.
    pub extra: Map<String, Value>,
}

/// A free page (`free_page` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FreePageView {
    /// Its headline.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// The text as HTML.
    pub body: String,
    /// The sources that the text cites, in the order of their numbers.
    pub citations: Vec<CitationView>,
    /// The headings of the text.
    pub headings: Vec<Link>,
    /// The front matter besides.
    pub extra: Map<String, Value>,
}

/// A view: a saved selection of the settings (`view` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ViewView {
    /// Its title.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
}
