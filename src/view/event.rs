//! An event as its own page shows it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Link, TermEntry};

/// An event as its own page shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventView {
    /// The slug, which is also good as an identifier in the page.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The page.
    pub url: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Whether it leads on the front page.
    pub lead: bool,
    /// Whether it is a draft (only ever true when drafts were asked for).
    pub draft: bool,
    /// When it happened.
    pub when: When,
    /// What is known of it.
    pub status: StatusView,
    /// The terms, taxonomy by taxonomy; taxonomies without any are left out.
    pub taxonomies: Vec<TaxonomyTerms>,
    /// The text as HTML, with links and citations in place.
    pub body: String,
    /// The sources that it cites, in the order of their numbers.
    pub citations: Vec<CitationView>,
    /// The independent origins of those sources.
    pub origins: Vec<OriginView>,
    /// The relations to other events, by kind and direction.
    pub relations: Vec<RelationView>,
    /// What sources say differently.
    pub accounts: Vec<AccountView>,
    /// What was mended after publication, oldest first.
    pub corrections: Vec<CorrectionView>,
    /// The picture.
    pub image: Option<ImageView>,
    /// The pages whose texts mention it, without those that its page leads to anyway: its relations, its terms, and the
    /// events before and after it.
    pub mentioned_in: Vec<Link>,
    /// How to cite its page.
    pub cite: CiteView,
    /// The events before and after it.
    pub neighbours: NeighboursView,
    /// The address at which a reader can suggest a change, where the settings name a repository.
    pub suggest_url: Option<String>,
    /// What the front matter says besides.
    pub extra: Map<String, Value>,
}

/// A date as it may honestly be shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools)] // Templates ask each of them by its name.
pub struct When {
    /// The date as a sentence of the site's language: "on a day between 13 and 20 January 2022"; without the time where
    /// that is told in `local_time`.
    pub text: String,
    /// The date for a narrow column: "21 Jan", "Jan", "2014", "c. 1850".
    pub short: String,
    /// The weekday, where the day is exact.
    pub weekday: Option<String>,
    /// The date as written (EDTF or a local time).
    pub edtf: String,
    /// The value of a `datetime` attribute, only where HTML has a form for this date.
    pub datetime: Option<String>,
    /// The local time with the zone's abbreviation: "11:00 CET".
    pub local_time: Option<String>,
    /// The same moment in UTC: "10:00 UTC"; with the date where that is another day.
    pub utc_time: Option<String>,
    /// The part of the day: "evening".
    pub daypart: Option<String>,
    /// The precision: `time`, `day`, `month`, `season`, `year`, `decade`, `century`, `millennium`.
    pub precision: String,
    /// Whether the date is anything but a plain day or time.
    pub inexact: bool,
    /// Whether it is marked uncertain (`?`) or approximate (`~`).
    pub qualified: bool,
    /// Whether it is a range with two ends that are known or open.
    pub range: bool,
    /// Whether it has no known beginning.
    pub open_start: bool,
    /// Whether it has no known end: it goes on, or nobody knows until when.
    pub open_end: bool,
    /// The first day that it can mean, as `YYYY-MM-DD`; none where the beginning is open.
    pub earliest: Option<String>,
    /// The last day that it can mean, as `YYYY-MM-DD`; none where the end is open.
    pub latest: Option<String>,
    /// The period pages that it stands in, widest first.
    pub periods: Vec<Link>,
}

/// A status.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct StatusView {
    /// `announced`, `reported`, `confirmed`, `disputed`, `cancelled`, or one of the site's own.
    pub key: String,
    /// The word for it in the site's language.
    pub title: String,
    /// Whether that word stands beside the event. What was reported or confirmed needs none.
    pub told: bool,
}

/// The terms of one taxonomy that an event has.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TaxonomyTerms {
    /// The taxonomy's key: `actors`.
    pub key: String,
    /// The taxonomy's title: "Actors".
    pub title: String,
    /// The taxonomy's page.
    pub url: String,
    /// The terms.
    pub terms: Vec<TermEntry>,
}

/// A source as an event cites it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CitationView {
    /// Its number in the text, from 1; `id="cite-1"` is its place in the list.
    pub number: usize,
    /// The source's id.
    pub id: String,
    /// The source's headline.
    pub title: String,
    /// The source's page.
    pub url: String,
    /// The source's address on the web.
    pub link: Option<String>,
    /// A copy that stays.
    pub archive: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where the copy comes from, where that is not the publisher.
    pub agency: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<When>,
    /// What it does for this event: `announced`, `reported`, `disputed`.
    pub says: Option<StatusView>,
    /// A note on what it is cited for.
    pub note: Option<String>,
    /// The fragments of the marks in the text that cite it: `cite-1-1`, `cite-1-2`.
    pub marks: Vec<String>,
}

/// One independent origin and the outlets that carry its copy.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OriginView {
    /// The agency or outlet: "Reuters".
    pub name: String,
    /// The sources that carry its copy.
    pub sources: Vec<Link>,
    /// How many more carry it that are not among these: a source's page lists 200 others.
    pub more: usize,
}

/// The related events of one kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RelationView {
    /// `follows`, `responds-to`, `part-of`, `contradicts`, `causes`, `related`.
    pub kind: String,
    /// Whether the other events state it.
    pub inverse: bool,
    /// The words for it: "Follows", "Followed by".
    pub title: String,
    /// The other events, in order of time.
    pub events: Vec<Link>,
}

/// One of several accounts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AccountView {
    /// What is claimed.
    pub claim: String,
    /// Who claims it.
    pub sources: Vec<Link>,
}

/// A correction.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CorrectionView {
    /// When it was made.
    pub when: When,
    /// What was wrong.
    pub note: String,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ImageView {
    /// The picture's file.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Width in pixels, where it is known.
    pub width: Option<u32>,
    /// Height in pixels, where it is known.
    pub height: Option<u32>,
    /// Who made it.
    pub credit: Option<String>,
    /// What stands below it.
    pub caption: Option<String>,
}

/// How to cite an event's page, ready to be copied.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct CiteView {
    /// A line of text.
    pub plain: String,
    /// An entry of BibTeX.
    pub bibtex: String,
    /// CSL-JSON, a list of one item.
    pub csl: String,
}

/// The events before and after one.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct NeighboursView {
    /// The one before it in the whole timeline.
    pub previous: Option<Link>,
    /// The one after it in the whole timeline.
    pub next: Option<Link>,
    /// The ones before and after it in each of its threads.
    pub threads: Vec<ThreadNeighbours>,
}

/// The events before and after one in a thread.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ThreadNeighbours {
    /// The thread.
    pub thread: Link,
    /// The event's place in it, from 1.
    pub position: usize,
    /// How many events the thread has.
    pub total: usize,
    /// The one before, unless a relation or a thread before this one names it.
    pub previous: Option<Link>,
    /// The one after, unless a relation or a thread before this one names it.
    pub next: Option<Link>,
}
