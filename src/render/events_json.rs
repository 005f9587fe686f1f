//! `/events.json`: everything that the site knows of its events, sources and terms, for programs.
//! `docs/data.md` documents it field by field.

use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::entry::{Entry, iso_day, key, on_earth, precision_word};
use super::json;
use super::links::Links;
use crate::content::{Account, Image, Location, Source, Term};
use crate::edtf::{Day, EventDate};
use crate::graph::Target;
use crate::site::{EventId, Site, SourceId, TermId};
use crate::timeline::Moment;

/// The version of the form; a field that is new does not change it, a field that is gone or means something else does.
const VERSION: u32 = 1;

/// Bytes to begin with for what is not events.
const ROOM: usize = 64 << 10;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    site: SiteRecord<'a>,
    events: Vec<Box<RawValue>>,
    sources: Vec<SourceRecord<'a>>,
    terms: Vec<TermRecord<'a>>,
}

#[derive(Serialize)]
struct SiteRecord<'a> {
    title: &'a str,
    description: Option<&'a str>,
    language: &'a str,
    timezone: &'static str,
    url: Option<&'a str>,
    publisher: Option<&'a str>,
    authors: &'a [String],
    licence: Option<&'a str>,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    slug: &'a str,
    url: String,
    title: &'a str,
    summary: Option<&'a str>,
    date: DateRecord<'a>,
    daypart: Option<String>,
    local_time: Option<String>,
    utc_time: Option<String>,
    status: &'a str,
    lead: bool,
    terms: Map<String, Value>,
    sources: Vec<CitationRecord<'a>>,
    origins: Vec<OriginRecord<'a>>,
    relations: Vec<RelationRecord<'a>>,
    accounts: &'a [Account],
    corrections: Vec<CorrectionRecord<'a>>,
    image: Option<ImageRecord<'a>>,
}

#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "programs read each as a field of its own"
)]
struct DateRecord<'a> {
    edtf: &'a str,
    text: String,
    precision: &'static str,
    earliest: Option<String>,
    latest: Option<String>,
    open_start: bool,
    open_end: bool,
    uncertain: bool,
    approximate: bool,
    exact: bool,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    id: &'a str,
    says: Option<String>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct OriginRecord<'a> {
    name: &'a str,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct RelationRecord<'a> {
    kind: String,
    inverse: bool,
    event: &'a str,
}

#[derive(Serialize)]
struct CorrectionRecord<'a> {
    date: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct ImageRecord<'a> {
    url: String,
    alt: &'a str,
    credit: Option<&'a str>,
    caption: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    id: &'a str,
    url: String,
    title: &'a str,
    publisher: Option<&'a str>,
    agency: Option<&'a str>,
    authors: &'a [String],
    published: Option<DateRecord<'a>>,
    accessed: Option<DateRecord<'a>>,
    link: Option<&'a str>,
    archive: Option<&'a str>,
    language: Option<&'a str>,
    kind: Option<&'a str>,
    note: Option<&'a str>,
    events: usize,
}

#[derive(Serialize)]
struct TermRecord<'a> {
    taxonomy: &'a str,
    slug: &'a str,
    url: String,
    title: &'a str,
    summary: Option<&'a str>,
    also: &'a [String],
    part_of: Option<&'a str>,
    kind: Option<&'a str>,
    role: Option<&'a str>,
    link: Option<&'a str>,
    wikidata: Option<&'a str>,
    location: Option<Location>,
    timezone: Option<&'a str>,
    events: usize,
}

/// The whole site as one JSON document.
#[must_use]
pub fn render(site: &Site, links: &Links) -> Vec<u8> {
    let document = Document {
        version: VERSION,
        site: site_record(site),
        // The largest single piece of work of a build, and its last.
        events: (0..site.events.len())
            .into_par_iter()
            .map(|index| Entry::new(site, EventId::new(index)))
            .map(|entry| json::raw(&event_record(entry, links)))
            .collect(),
        sources: site
            .sources
            .iter()
            .enumerate()
            .map(|(index, source)| source_record(site, links, SourceId::new(index), source))
            .collect(),
        terms: site
            .terms
            .iter()
            .enumerate()
            .map(|(index, term)| term_record(site, links, TermId::new(index), term))
            .collect(),
    };
    let events = document.events.iter().map(|event| event.get().len() + 1);
    json::bytes_of(events.sum::<usize>() + ROOM, &document)
}

fn site_record(site: &Site) -> SiteRecord<'_> {
    let settings = &site.settings;
    SiteRecord {
        title: &settings.title,
        description: settings.description.as_deref(),
        language: site.language.tag(),
        timezone: settings.timezone.name(),
        url: settings.base_url.as_deref(),
        publisher: settings.publisher.as_deref(),
        authors: &settings.authors,
        licence: settings.licence.as_deref(),
    }
}

fn event_record<'a>(entry: Entry<'a>, links: &Links) -> EventRecord<'a> {
    let event = entry.event;
    EventRecord {
        slug: event.slug.as_str(),
        url: links.record(entry.target()),
        title: &event.title,
        summary: event.summary.as_deref(),
        date: date_record(&event.date, entry.sentence()),
        daypart: event.daypart.map(key),
        local_time: entry.moment().map(local_time),
        utc_time: entry.moment().map(utc_time),
        status: &entry.links.status,
        lead: event.lead,
        terms: terms(entry),
        sources: citations(entry),
        origins: origins(entry),
        relations: relations(entry),
        accounts: &event.accounts,
        corrections: corrections(entry),
        image: event.image.as_ref().map(|image| image_record(image, links)),
    }
}

fn date_record(date: &EventDate, text: String) -> DateRecord<'_> {
    let (earliest, latest) = (date.earliest().day(), date.latest().day());
    DateRecord {
        edtf: date.text(),
        text,
        precision: precision_word(date),
        earliest: earliest.map(iso_day),
        latest: latest.map(iso_day),
        open_start: earliest.is_none(),
        open_end: latest.is_none(),
        uncertain: date.is_uncertain(),
        approximate: date.is_approximate(),
        exact: date.is_exact(),
    }
}

/// The clock on the spot, with its offset: `2022-01-21T11:00+01:00`.
pub(super) fn local_time(moment: &Moment) -> String {
    let offset = moment.offset_minutes;
    let local = moment.utc_minutes.saturating_add(i64::from(offset));
    let sign = if offset < 0 { '-' } else { '+' };
    let offset = offset.unsigned_abs();
    format!(
        "{}{sign}{:02}:{:02}",
        clock(local),
        offset / 60,
        offset % 60
    )
}

/// The same moment in UTC: `2022-01-21T10:00Z`.
pub(super) fn utc_time(moment: &Moment) -> String {
    clock(moment.utc_minutes) + "Z"
}

fn clock(minutes: i64) -> String {
    let day = Day(minutes.div_euclid(24 * 60));
    let minutes = minutes.rem_euclid(24 * 60);
    format!("{}T{:02}:{:02}", iso_day(day), minutes / 60, minutes % 60)
}

/// The slugs of its terms, taxonomy by taxonomy; taxonomies without any are left out.
fn terms(entry: Entry) -> Map<String, Value> {
    let mut terms: Map<String, Value> = Map::new();
    for (_, term) in entry.terms() {
        let slugs = terms
            .entry(term.taxonomy.as_str())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(slugs) = slugs {
            slugs.push(term.slug.as_str().into());
        }
    }
    terms
}

fn citations(entry: Entry<'_>) -> Vec<CitationRecord<'_>> {
    entry
        .sources()
        .map(|(citation, source)| CitationRecord {
            id: source.id.as_str(),
            says: citation.says.map(key),
            note: citation.note.as_deref(),
        })
        .collect()
}

fn origins(entry: Entry<'_>) -> Vec<OriginRecord<'_>> {
    let id = |source: &SourceId| entry.site.sources[source.index()].id.as_str();
    let origins = entry.links.origins.iter();
    origins
        .map(|origin| OriginRecord {
            name: &origin.name,
            sources: origin.sources.iter().map(id).collect(),
        })
        .collect()
}

fn relations(entry: Entry<'_>) -> Vec<RelationRecord<'_>> {
    let relations = entry.links.relations.iter();
    relations
        .map(|relation| RelationRecord {
            kind: key(relation.kind),
            inverse: relation.inverse,
            event: entry.site.events[relation.event.index()].slug.as_str(),
        })
        .collect()
}

fn corrections(entry: Entry<'_>) -> Vec<CorrectionRecord<'_>> {
    let corrections = entry.event.corrections.iter();
    corrections
        .map(|correction| CorrectionRecord {
            date: correction.date.text(),
            note: &correction.note,
        })
        .collect()
}

fn image_record<'a>(image: &'a Image, links: &Links) -> ImageRecord<'a> {
    ImageRecord {
        url: links.asset(&image.file),
        alt: &image.alt,
        credit: image.credit.as_deref(),
        caption: image.caption.as_deref(),
    }
}

fn source_record<'a>(
    site: &'a Site,
    links: &Links,
    id: SourceId,
    source: &'a Source,
) -> SourceRecord<'a> {
    let date = |date: &'a Option<EventDate>| {
        let date = date.as_ref()?;
        Some(date_record(date, site.language.date(date)))
    };
    SourceRecord {
        id: source.id.as_str(),
        url: links.record(Target::Source(id)),
        title: &source.title,
        publisher: source.publisher.as_deref(),
        agency: source.agency.as_deref(),
        authors: &source.authors,
        published: date(&source.published),
        accessed: date(&source.accessed),
        link: source.url.as_deref(),
        archive: source.archive_url.as_deref(),
        language: source.language.as_deref(),
        kind: source.kind.as_deref(),
        note: source.note.as_deref(),
        events: site.graph.sources[id.index()].events.len(),
    }
}

fn term_record<'a>(site: &'a Site, links: &Links, id: TermId, term: &'a Term) -> TermRecord<'a> {
    let graph = &site.graph.terms[id.index()];
    let slug = |id: &TermId| site.terms[id.index()].slug.as_str();
    TermRecord {
        taxonomy: &term.taxonomy,
        slug: term.slug.as_str(),
        url: links.record(Target::Term(id)),
        title: &term.title,
        summary: term.summary.as_deref(),
        also: &term.also,
        part_of: graph.ancestors.first().map(slug),
        kind: term.kind.as_deref(),
        role: term.role.as_deref(),
        link: term.url.as_deref(),
        wikidata: term.wikidata.as_deref(),
        location: term.location.and_then(on_earth),
        timezone: term.timezone.as_deref(),
        events: graph.events.len(),
    }
}
