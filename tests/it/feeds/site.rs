//! Small sites, compiled from text literals without a disk, and what the writers of feeds and data files make of them.

use std::sync::Arc;

use dateline::compile::{Options, compile};
use dateline::content::Event;
use dateline::folder::Folder;
use dateline::graph::Target;
use dateline::render::{Addresses, Feed, FeedItems, Links};
use dateline::site::{EventId, Site};

pub(crate) const BASE_URL: &str = "https://example.org/talks/";

/// The settings of every site here.
const SETTINGS: &str = "\
-- dateline.yaml --
title: Talks in Geneva
description: A chronology.
base_url: https://example.org/talks/
language: en-GB
timezone: Europe/Zurich
publisher: The Desk
authors: Ada Editor
licence: CC-BY-4.0
taxonomies: { topics: false }
feed_size: 4
";

/// Seven events from antiquity to 2022; the last has terms, sources of one origin, a place and a picture.
const TALKS: &str = "\
-- content/events/ionian-revolt.md --
---
title: The Ionian revolt begins
date: -0499
---
-- content/events/undated-past.md --
---
title: Something older
date: ../1985
---
-- content/events/conflict.md --
---
title: A conflict begins
date: 2014/..
places: Geneva
---
-- content/events/round.md --
---
title: A round of talks
date: 2022-01-10/2022-01-13
---
-- content/events/call.md --
---
title: A telephone call
date: [2022-01-13..2022-01-20]
---
-- content/events/statement.md --
---
title: A statement is announced
date: 2022-01-21
status: announced
---
-- content/events/ministers-meet.md --
---
title: Ministers meet
date: 2022-01-21T11:00
summary: They talk for an hour and a half.
lead: true
actors: Sergei Lavrov
places: [Geneva, 'Hotel; by the lake, west']
threads: Geneva round
sources: [{ id: one-2022, says: reported }, two-2022]
relations: { responds-to: statement }
corrections: [{ date: 2022-01-23, note: The hour was first given in UTC. }]
image: { file: the hall.jpg, alt: A hall, credit: Photo & Co }
---
-- content/events/the hall.jpg --
-- content/sources/one-2022.md --
---
title: Ministers meet in Geneva
publisher: One
agency: Agency
published: 2022-01-21T10:37Z
url: https://news.example/one-2022?a=1&b=2
---
-- content/sources/two-2022.md --
---
title: No breakthrough
publisher: Two
agency: Agency
published: 2022-01-21
url: https://news.example/two-2022?a=1&b=2
---
-- content/actors/sergei-lavrov.md --
---
title: Sergei Lavrov
kind: person
wikidata: Q58217
also: Сергей Лавров
---
-- content/places/geneva.md --
---
title: Geneva
location: { lat: 46.2, lon: 6.15, precision: 5000 }
---
-- content/places/hotel.md --
---
title: Hotel; by the lake, west
part_of: Geneva
location: { lat: 46.215, lon: 6.15 }
---
-- content/pages/about.md --
---
title: About
summary: How the chronology is made.
---
";

/// A site of these files, below the settings that all have.
fn compiled(files: &str) -> Site {
    let folder = Folder::from_literal(&format!("{SETTINGS}{files}"));
    let compiled = compile(&folder, &Options::default());
    assert_eq!(compiled.diagnostics, [], "{files}");
    compiled.site.unwrap()
}

pub(crate) fn talks() -> Site {
    compiled(TALKS)
}

/// A site of one event.
pub(crate) fn site_on(date: &str) -> Site {
    compiled(&format!(
        "-- content/events/x.md --\n---\ntitle: X\ndate: \"{date}\"\n---\n"
    ))
}

/// A site of events on one day that differ by slug, title and summary alone; made by copying, since it may be large.
pub(crate) fn site_of(texts: impl Iterator<Item = (String, String)>) -> Site {
    let mut site = site_on("2022-01-21");
    let event = Event::clone(&site.events.remove(0));
    for (index, (title, summary)) in texts.enumerate() {
        let mut event = event.clone();
        event.slug = serde_json::from_value(format!("event-{index}").into()).unwrap();
        (event.title, event.summary) = (title, Some(summary));
        push(&mut site, event);
    }
    site
}

/// Puts an event at the end of a site.
pub(crate) fn push(site: &mut Site, event: Event) {
    site.events.push(Arc::new(event));
    let count = site.events.len();
    site.graph.events.resize_with(count, Default::default);
    let timeline = Arc::make_mut(&mut site.timeline);
    timeline.moments.resize(count, None);
    timeline.zones.resize(count, site.settings.timezone);
}

/// Addresses as the site's plan gives them.
struct Plan<'a>(&'a Site);

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

    fn asset(&self, file: &dateline::diagnostic::SitePath) -> String {
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
        items: &FeedItems::for_events(events.len()),
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
