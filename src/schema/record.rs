//! The shapes of front matter: events, sources, terms and free pages.

#![allow(dead_code, reason = "only the schemas of these types are used")]

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::parts::{Date, Image, Location, OneOrMany};

/// The front matter of an event: a Markdown file in `content/events/`.
#[derive(JsonSchema)]
#[schemars(title = "Event")]
pub(super) struct Event {
    /// The headline; a heading that the text begins with can stand for it.
    title: Option<String>,
    /// When: an EDTF date, a local time, or a range of them. The file's name can give it: `2022-01-21-talks.md`.
    date: Option<Date>,
    /// The IANA name of the zone of the time in `date`, such as Europe/Zurich; else the place's, else the site's.
    timezone: Option<String>,
    /// The part of the day, where the hour is not known; it orders the event within its day and invents no hour.
    daypart: Option<Daypart>,
    /// One or two sentences of plain text, for lists, feeds and the search.
    summary: Option<String>,
    /// Whether the front page leads with it.
    lead: Option<bool>,
    /// What its sources say together, where you know better than they; the settings can declare others.
    status: Option<Status>,
    /// Who acts or takes part: names or slugs.
    actors: Option<OneOrMany<String>>,
    /// Where it happens: names or slugs.
    places: Option<OneOrMany<String>>,
    /// What it is about: names or slugs.
    topics: Option<OneOrMany<String>>,
    /// The courses of events that it belongs to: names or slugs.
    threads: Option<OneOrMany<String>>,
    /// The sources that support it: ids of files in `content/sources/`, or records written in place.
    sources: Option<OneOrMany<CitedSource>>,
    /// Its relations to other events; each stands on the other event's page too.
    relations: Option<Relations>,
    /// Where sources differ: each account with the sources that give it.
    accounts: Option<Vec<Account>>,
    /// What was mended after publication.
    corrections: Option<Vec<Correction>>,
    /// A picture that lies beside the text.
    image: Option<Image>,
    /// Addresses that it had before; each leads on to it.
    aliases: Option<OneOrMany<String>>,
    /// Leaves it out unless drafts are asked for.
    draft: Option<bool>,
    /// Its place among events of the same date; smaller comes first, 0 when not given.
    order: Option<i64>,
    /// The last part of its address, instead of the file's name: lowercase letters, digits and hyphens.
    slug: Option<String>,
    /// Anything else; templates can read it.
    extra: Option<Map<String, Value>>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Daypart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Status {
    BuiltIn(BuiltInStatus),
    /// One that the settings declare under `statuses`.
    Own(String),
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum BuiltInStatus {
    Announced,
    Reported,
    Confirmed,
    Disputed,
    Cancelled,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum CitedSource {
    /// The id of a source.
    Id(String),
    InPlace(Box<SourceInPlace>),
}

/// A source by its id with what it is cited for, or a source without a file of its own.
#[derive(JsonSchema)]
struct SourceInPlace {
    /// The id of a source.
    id: Option<String>,
    /// What the source does for this event: it looks ahead, tells of it, or denies it.
    says: Option<Says>,
    #[serde(flatten)]
    record: SourceFields,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Says {
    Announced,
    Reported,
    Disputed,
}

/// Other events, by slug, title or alias.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "kebab-case")]
struct Relations {
    /// It comes after these, in one course of events.
    follows: Option<OneOrMany<String>>,
    /// It answers these.
    responds_to: Option<OneOrMany<String>>,
    /// It is a part of these larger ones.
    part_of: Option<OneOrMany<String>>,
    /// It cannot be true together with these.
    contradicts: Option<OneOrMany<String>>,
    /// It brings these about.
    causes: Option<OneOrMany<String>>,
    /// It has to do with these.
    related: Option<OneOrMany<String>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Account {
    /// What these sources say, in a sentence.
    claim: String,
    /// The ids of the sources that say so.
    sources: Option<OneOrMany<String>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Correction {
    /// When it was mended.
    date: Date,
    /// What was wrong.
    note: String,
}

/// The front matter of a source: a Markdown or YAML file in `content/sources/`, whose name is its id.
#[derive(JsonSchema)]
#[schemars(title = "Source")]
pub(super) struct Source {
    #[serde(flatten)]
    record: SourceFields,
    /// Addresses that it had before; each leads on to it.
    aliases: Option<OneOrMany<String>>,
    /// Its id, instead of the file's name: lowercase letters, digits and hyphens.
    slug: Option<String>,
}

#[derive(JsonSchema)]
struct SourceFields {
    /// Its headline.
    title: Option<String>,
    /// Who published it.
    publisher: Option<String>,
    /// Whose copy it is, where that is not the publisher's own.
    agency: Option<String>,
    /// Who wrote it.
    authors: Option<OneOrMany<String>>,
    /// When it was published.
    published: Option<Date>,
    /// When you read it.
    accessed: Option<Date>,
    /// Where it is on the web.
    url: Option<String>,
    /// Where a copy is that stays.
    archive_url: Option<String>,
    /// The language it is written in: a tag such as en or pt-BR.
    language: Option<String>,
    /// What it is: news report, interview, treaty, photograph, …
    kind: Option<String>,
    /// What a reader should know about it, as plain text.
    note: Option<String>,
    /// Anything else; templates can read it.
    extra: Option<Map<String, Value>>,
}

/// The front matter of a term: a Markdown file in the folder of a taxonomy, such as `content/actors/`.
#[derive(JsonSchema)]
#[schemars(title = "Term")]
pub(super) struct Term {
    /// Its name.
    title: Option<String>,
    /// One or two sentences of plain text.
    summary: Option<String>,
    /// Other names that mean it; events may use any of them.
    also: Option<OneOrMany<String>>,
    /// The larger term of the same taxonomy; events here count there too.
    part_of: Option<String>,
    /// What it is: person, organisation, state, city, …
    kind: Option<String>,
    /// What the person or body is, in a few words.
    role: Option<String>,
    /// Its own page on the web.
    url: Option<String>,
    /// Its item in Wikidata.
    #[schemars(extend("examples" = ["Q71"]))]
    wikidata: Option<String>,
    /// A picture that lies beside the text.
    image: Option<Image>,
    /// For places: where it is, in degrees (WGS 84).
    location: Option<Location>,
    /// For places: the IANA name of the zone of times there.
    timezone: Option<String>,
    /// Addresses that it had before; each leads on to it.
    aliases: Option<OneOrMany<String>>,
    /// The last part of its address, instead of the file's name.
    slug: Option<String>,
    /// Anything else; templates can read it.
    extra: Option<Map<String, Value>>,
}

/// The front matter of a free page: a Markdown file in `content/pages/`.
#[derive(JsonSchema)]
#[schemars(title = "Page")]
pub(super) struct Page {
    /// The headline; a heading that the text begins with can stand for it.
    title: Option<String>,
    /// What search and previews show.
    summary: Option<String>,
    /// Its place in the navigation; pages without one come last, by title.
    order: Option<i64>,
    /// Whether the navigation names it.
    menu: Option<bool>,
    /// Leaves it out unless drafts are asked for.
    draft: Option<bool>,
    /// Addresses that it had before; each leads on to it.
    aliases: Option<OneOrMany<String>>,
    /// The last part of its address, instead of the file's name.
    slug: Option<String>,
    /// Anything else; templates can read it.
    extra: Option<Map<String, Value>>,
}
