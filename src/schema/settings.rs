//! The shape of `dateline.yaml`.

#![allow(dead_code, reason = "only the schemas of these types are used")]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::parts::{Date, OneOrMany};

/// `dateline.yaml`: the settings of a site. Only `title` is required.
#[derive(JsonSchema)]
#[schemars(title = "Dateline settings")]
pub(super) struct Settings {
    /// The name of the site.
    title: String,
    /// A line under the title.
    subtitle: Option<String>,
    /// What the site is about, in one or two sentences of plain text.
    description: Option<String>,
    /// The address that the site is published at; feeds, the sitemap and canonical addresses need it.
    #[schemars(extend("examples" = ["https://example.org/timeline/"]))]
    base_url: Option<String>,
    /// The language of the site, as a BCP 47 tag; `en` is American English, `en-GB` British.
    #[schemars(extend("default" = "en", "examples" = ["en", "en-GB", "de", "fr", "es", "ru", "uk", "pl", "ar"]))]
    language: Option<String>,
    /// The IANA name of the zone of times that give none and whose places give none.
    #[schemars(extend("default" = "UTC", "examples" = ["Europe/Vienna"]))]
    timezone: Option<String>,
    /// Who publishes the site.
    publisher: Option<String>,
    /// Who edits the site.
    authors: Option<OneOrMany<String>>,
    /// The licence of the texts: a name or an SPDX identifier.
    licence: Option<String>,
    /// `directory` for a web server; `file` for a site that is opened from a disk.
    urls: Option<Urls>,
    /// Renames, drops (`false`) and adds taxonomies.
    taxonomies: Option<Taxonomies>,
    /// What the keys of an existing collection mean: their key, our key.
    fields: Option<BTreeMap<String, String>>,
    /// Statuses besides the built-in ones: a list, or keys with the words to show.
    statuses: Option<Statuses>,
    /// How sources are read.
    sources: Option<Sources>,
    /// How Markdown is read.
    markdown: Option<Markdown>,
    /// Saved selections of events, by their slugs, each with a page and feeds of its own.
    views: Option<BTreeMap<String, View>>,
    /// How many events stand on one page of a list before it goes on on the next.
    #[schemars(range(min = 10, max = 100_000), extend("default" = 60))]
    page_size: Option<u32>,
    /// How many events a feed has, newest first.
    #[schemars(range(min = 1, max = 10_000), extend("default" = 50))]
    feed_size: Option<u32>,
    /// Whether events and threads have pages for frames on other sites.
    #[schemars(extend("default" = false))]
    embeds: Option<bool>,
    /// What is not written.
    leave_out: Option<OneOrMany<Part>>,
    /// The look of the built-in theme.
    theme: Option<Theme>,
    /// The address of the site's repository, for "suggest a change".
    repository: Option<String>,
    /// How the preview helps to edit.
    preview: Option<Preview>,
    /// What is refused because of its size.
    limits: Option<Limits>,
    /// Anything else; templates can read it.
    extra: Option<Map<String, Value>>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Part {
    Days,
    Months,
    Decades,
    Lanes,
    Search,
    TermFeeds,
    JsonFeeds,
    Calendars,
    Data,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Urls {
    Directory,
    File,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Taxonomies {
    Keys(Vec<String>),
    Declared(BTreeMap<String, Taxonomy>),
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Taxonomy {
    /// `false` drops a built-in taxonomy.
    Kept(bool),
    /// The title of the whole.
    Title(String),
    Declared(TaxonomyFields),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TaxonomyFields {
    /// The title of the whole.
    title: Option<String>,
    /// The title of one term.
    singular: Option<String>,
    /// Its address.
    slug: Option<String>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Statuses {
    Keys(Vec<String>),
    Titled(BTreeMap<String, String>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Sources {
    /// Whether a source that is named and has no record becomes one of that title.
    #[schemars(extend("default" = false))]
    implied: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Markdown {
    /// `text` shows raw HTML as text; `sanitised` keeps harmless elements.
    raw_html: Option<RawHtml>,
    /// Whether quotes and dashes are made typographic.
    #[schemars(extend("default" = true))]
    smart_punctuation: Option<bool>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum RawHtml {
    Text,
    Sanitised,
}

/// The events that meet every line. A taxonomy's key selects by its terms.
#[derive(JsonSchema)]
struct View {
    /// Its title.
    title: String,
    /// One or two sentences of plain text.
    summary: Option<String>,
    /// The events of any of these actors.
    actors: Option<OneOrMany<String>>,
    /// The events at any of these places, or at a part of one.
    places: Option<OneOrMany<String>>,
    /// The events about any of these topics.
    topics: Option<OneOrMany<String>>,
    /// The events of any of these threads.
    threads: Option<OneOrMany<String>>,
    /// The events that have any of these statuses.
    status: Option<OneOrMany<String>>,
    /// The events whose own date overlaps this one.
    dates: Option<Date>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Theme {
    /// The accent colour: a CSS hex colour, in quotes.
    #[schemars(extend("examples" = ["#8a1c1c"]))]
    accent: Option<String>,
    /// The same on a dark ground.
    accent_dark: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Preview {
    /// The editor that the preview's links open: a name, or an address with `{file}` and `{line}` in it.
    #[schemars(extend("examples" = ["vscode", "vscodium", "cursor", "zed", "idea", "sublime", "textmate"]))]
    editor: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Limits {
    /// Bytes of a text file.
    #[schemars(range(min = 1024, max = 1_073_741_824), extend("default" = 4_194_304))]
    file_bytes: Option<u64>,
    /// Characters of a title or another one-line field.
    #[schemars(range(min = 20, max = 10_000), extend("default" = 1_000))]
    title_chars: Option<u32>,
    /// Levels of lists and quotes within each other.
    #[schemars(range(min = 4, max = 200), extend("default" = 64))]
    nesting: Option<u32>,
}
