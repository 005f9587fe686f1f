//! Small sites made by hand, record by record, as they are after their files were joined.

use std::sync::Arc;

use chrono_tz::Tz;
use dateline::content::{
    Body, Correction, Event, FreePage, Image, Location, RelationKind, Says, Slug, Source, Term,
};
use dateline::diagnostic::SitePath;
use dateline::edtf::EventDate;
use dateline::graph::{
    Citation, EventLinks, Graph, Origin, Relation, SourceLinks, Target, TermLinks,
};
use dateline::language::Language;
use dateline::render::{Addresses, Feed, Links};
use dateline::settings::{Limits, RawHtml, Settings, Taxonomy, ThemeSettings, Urls};
use dateline::site::{EventId, Site, SourceId, TermId};
use dateline::timeline::{Moment, Timeline};
use serde_json::{Map, json};

pub(crate) const BASE_URL: &str = "https://example.org/talks/";

pub(crate) fn date(text: &str) -> EventDate {
    EventDate::parse(text).unwrap()
}

pub(crate) fn slug(text: &str) -> Slug {
    serde_json::from_value(json!(text)).unwrap()
}

fn file() -> SitePath {
    Arc::from("content/events/x.md")
}

pub(crate) fn event(name: &str, when: &str, title: &str) -> Event {
    Event {
        file: file(),
        slug: slug(name),
        title: title.to_owned(),
        date: date(when),
        daypart: None,
        timezone: None,
        summary: None,
        lead: false,
        status: None,
        terms: Vec::new(),
        sources: Vec::new(),
        relations: Vec::new(),
        accounts: Vec::new(),
        corrections: Vec::new(),
        image: None,
        aliases: Vec::new(),
        draft: false,
        order: 0,
        extra: Map::new(),
        body: Body::default(),
    }
}

pub(crate) fn term(taxonomy: &str, name: &str, title: &str) -> Term {
    Term {
        file: file(),
        taxonomy: taxonomy.to_owned(),
        slug: slug(name),
        title: title.to_owned(),
        summary: None,
        also: Vec::new(),
        part_of: None,
        kind: None,
        role: None,
        url: None,
        wikidata: None,
        image: None,
        location: None,
        timezone: None,
        aliases: Vec::new(),
        extra: Map::new(),
        body: Body::default(),
    }
}

pub(crate) fn source(id: &str, title: &str, outlet: &str, when: &str) -> Source {
    Source {
        file: file(),
        id: slug(id),
        title: title.to_owned(),
        publisher: Some(outlet.to_owned()),
        agency: None,
        authors: Vec::new(),
        published: Some(date(when)),
        accessed: None,
        url: Some(format!("https://news.example/{id}?a=1&b=2")),
        archive_url: None,
        language: None,
        kind: None,
        note: None,
        aliases: Vec::new(),
        extra: Map::new(),
        body: Body::default(),
    }
}

fn page(name: &str, title: &str) -> FreePage {
    FreePage {
        file: file(),
        slug: slug(name),
        title: title.to_owned(),
        summary: Some("How the chronology is made.".to_owned()),
        order: None,
        menu: true,
        aliases: Vec::new(),
        extra: Map::new(),
        body: Body::default(),
    }
}

fn settings() -> Settings {
    let taxonomy = |key: &str| Taxonomy {
        key: key.to_owned(),
        slug: slug(key),
        title: None,
        singular: None,
    };
    Settings {
        title: "Talks in Geneva".to_owned(),
        subtitle: None,
        description: Some("A chronology.".to_owned()),
        base_url: Some(BASE_URL.to_owned()),
        language: "en-GB".to_owned(),
        timezone: Tz::Europe__Zurich,
        publisher: Some("The Desk".to_owned()),
        authors: vec!["Ada Editor".to_owned()],
        licence: Some("CC-BY-4.0".to_owned()),
        urls: Urls::Directory,
        taxonomies: ["actors", "places", "threads"].map(taxonomy).into(),
        fields: std::collections::BTreeMap::default(),
        statuses: Vec::new(),
        implied_sources: false,
        raw_html: RawHtml::Text,
        smart_punctuation: true,
        views: Vec::new(),
        page_size: 100,
        feed_size: 4,
        theme: ThemeSettings::default(),
        repository: None,
        editor: None,
        limits: Limits::default(),
        extra: Map::new(),
    }
}

fn language() -> Language {
    let phrases = [
        ("en", include_str!("../../templates/languages/en.yaml")),
        (
            "en-GB",
            include_str!("../../templates/languages/en-GB.yaml"),
        ),
    ];
    Language::load("en-GB", &phrases).0
}

/// A site of these events, in this order, with neither links nor times.
pub(crate) fn site_of(events: Vec<Event>) -> Site {
    let links = |_: &Event| EventLinks {
        status: "reported".to_owned(),
        ..EventLinks::default()
    };
    let graph = Graph {
        events: events.iter().map(links).collect(),
        ..Graph::default()
    };
    let timeline = Timeline {
        moments: vec![None; events.len()],
        ..Timeline::default()
    };
    Site {
        settings: settings(),
        language: language(),
        events,
        sources: Vec::new(),
        terms: Vec::new(),
        pages: Vec::new(),
        views: Vec::new(),
        assets: Vec::new(),
        timeline,
        graph,
    }
}

/// Seven events from antiquity to 2022; the last two have terms, sources of one origin, a place and a picture.
pub(crate) fn talks() -> Site {
    let mut meeting = event("ministers-meet", "2022-01-21T11:00", "Ministers meet");
    meeting.summary = Some("They talk for an hour and a half.".to_owned());
    meeting.lead = true;
    meeting.corrections = vec![Correction {
        date: date("2022-01-23"),
        note: "The hour was first given in UTC.".to_owned(),
    }];
    meeting.image = Some(Image {
        file: Arc::from("content/events/the hall.jpg"),
        alt: "A hall".to_owned(),
        credit: Some("Photo & Co".to_owned()),
        caption: None,
    });
    let mut site = site_of(vec![
        event("ionian-revolt", "-0499", "The Ionian revolt begins"),
        event("undated-past", "../1985", "Something older"),
        event("conflict", "2014/..", "A conflict begins"),
        event("round", "2022-01-10/2022-01-13", "A round of talks"),
        event("call", "[2022-01-13..2022-01-20]", "A telephone call"),
        event("statement", "2022-01-21", "A statement is announced"),
        meeting,
    ]);
    site.sources = vec![
        source(
            "one-2022",
            "Ministers meet in Geneva",
            "One",
            "2022-01-21T10:37Z",
        ),
        source("two-2022", "No breakthrough", "Two", "2022-01-21"),
    ];
    site.terms = terms();
    site.pages = vec![page("about", "About")];
    link(&mut site);
    site
}

fn terms() -> Vec<Term> {
    let mut lavrov = term("actors", "sergei-lavrov", "Sergei Lavrov");
    lavrov.kind = Some("person".to_owned());
    lavrov.wikidata = Some("Q58217".to_owned());
    lavrov.also = vec!["Сергей Лавров".to_owned()];
    let mut geneva = term("places", "geneva", "Geneva");
    geneva.location = Some(Location {
        lat: 46.2,
        lon: 6.15,
        precision: Some(5000.0),
    });
    let mut hotel = term("places", "hotel", "Hotel; by the lake, west");
    hotel.location = Some(Location {
        lat: 46.215,
        lon: 6.15,
        precision: None,
    });
    vec![
        lavrov,
        geneva,
        hotel,
        term("threads", "geneva-round", "Geneva round"),
    ]
}

fn link(site: &mut Site) {
    let [hotel, geneva] = [TermId(2), TermId(1)];
    let statement = &mut site.graph.events[5];
    statement.status = "announced".into();
    statement.relations = vec![relation(true, 6)];
    let meeting = &mut site.graph.events[6];
    meeting.terms = (0..4).map(TermId).collect();
    meeting.relations = vec![relation(false, 5)];
    meeting.text.citations = vec![citation(0, Some(Says::Reported)), citation(1, None)];
    meeting.origins = vec![Origin {
        name: "Agency".to_owned(),
        sources: vec![SourceId(0), SourceId(1)],
    }];
    site.timeline.moments[6] = Some(Moment {
        zone: Some(Tz::Europe__Zurich),
        utc_minutes: 27_379_320,
        offset_minutes: 60,
    });
    site.graph.terms = (0..site.terms.len())
        .map(|_| TermLinks {
            events: vec![EventId(6)],
            ..TermLinks::default()
        })
        .collect();
    site.graph.terms[hotel.index()].ancestors = vec![geneva];
    site.graph.terms[geneva.index()].events = vec![EventId(2), EventId(6)];
    site.graph.sources = (0..2)
        .map(|_| SourceLinks {
            events: vec![EventId(6)],
            ..SourceLinks::default()
        })
        .collect();
}

fn relation(inverse: bool, event: u32) -> Relation {
    Relation {
        kind: RelationKind::RespondsTo,
        inverse,
        event: EventId(event),
    }
}

fn citation(source: u32, says: Option<Says>) -> Citation {
    Citation {
        source: SourceId(source),
        says,
        note: None,
        marks: 0,
    }
}

/// Addresses as the site's plan gives them.
pub(crate) struct Plan<'a>(pub(crate) &'a Site);

impl Addresses for Plan<'_> {
    fn record(&self, target: Target) -> String {
        let site = self.0;
        match target {
            Target::Event(id) => format!("events/{}/", site.events[id.index()].slug),
            Target::Source(id) => format!("sources/{}/", site.sources[id.index()].id),
            Target::Page(id) => format!("{}/", site.pages[id.index()].slug),
            Target::Term(id) => {
                let term = &site.terms[id.index()];
                format!("{}/{}/", term.taxonomy, term.slug)
            }
        }
    }

    fn asset(&self, file: &SitePath) -> String {
        file.trim_start_matches("content/").to_owned()
    }
}

/// The bytes that a format makes of the whole list of a site.
pub(crate) fn with_feed<T>(site: &Site, route: &str, render: impl FnOnce(&Feed) -> T) -> T {
    let plan = Plan(site);
    let events: Vec<EventId> = (0..site.events.len()).map(EventId::new).collect();
    let title = &site.settings.title;
    let body = |id: EventId| {
        format!(
            "<p>{}</p>",
            site.events[id.index()].title.replace('<', "&lt;")
        )
    };
    render(&Feed {
        site,
        title,
        summary: site.settings.description.as_deref(),
        links: Links::new(&plan, site.settings.base_url.as_deref(), route),
        page: "",
        events: &events,
        body: Some(&body),
    })
}

/// What a format makes of a whole site.
pub(crate) fn with_links<T>(
    site: &Site,
    route: &str,
    render: impl FnOnce(&Site, &Links) -> T,
) -> T {
    let plan = Plan(site);
    render(
        site,
        &Links::new(&plan, site.settings.base_url.as_deref(), route),
    )
}
