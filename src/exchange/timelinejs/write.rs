//! Events and views as slides.

use super::slide::Slide;
use super::stamp::{RawStamp, START};
use crate::content::Event;
use crate::edtf::EventDate;
use crate::exchange::outgoing::escaped;
use crate::exchange::{Media, Notes, Outgoing};
use crate::render::timelinejs::{Stamp, span};
use crate::site::EventId;

/// The slides of a site: its title, its events, and its views as eras where these are spans of time.
pub(super) fn slides(outgoing: &Outgoing, notes: &mut Notes) -> Vec<Slide> {
    let settings = &outgoing.site.settings;
    let about = settings.description.as_ref().or(settings.subtitle.as_ref());
    let mut slides = vec![Slide {
        headline: escaped(&settings.title),
        text: about.map(|text| paragraph(text)).unwrap_or_default(),
        kind: "title".to_owned(),
        ..Slide::default()
    }];
    for (id, event) in outgoing.events() {
        match span(&event.date) {
            Some(dates) => slides.push(slide(outgoing, id, event, dates, notes)),
            None => notes.add("an event whose date has no beginning is left out"),
        }
    }
    for view in &settings.views {
        let Some((start, Some(end))) = view.dates.as_ref().and_then(span) else {
            notes.add("a view that is no span of time is left out");
            continue;
        };
        slides.push(Slide {
            start: raw(start),
            end: raw(end),
            headline: escaped(&view.title),
            kind: "era".to_owned(),
            ..Slide::default()
        });
    }
    slides
}

fn slide(
    outgoing: &Outgoing,
    id: EventId,
    event: &Event,
    (start, end): (Stamp, Option<Stamp>),
    notes: &mut Notes,
) -> Slide {
    let media = media(outgoing, event);
    let summary = event.summary.as_deref().map(paragraph).unwrap_or_default();
    let link = media.as_ref().and_then(Media::link);
    let body = outgoing.html(id, event, link.as_deref());
    let links = &outgoing.site.graph.events[id.index()];
    let threads: Vec<&str> = outgoing.terms(id, "threads").collect();
    let others = links.terms.len() - threads.len();
    notes.add_times(
        "a term is left out: TimelineJS has one group a slide",
        threads.len().saturating_sub(1) + others,
    );
    notes.add_times(
        "a citation is left out: TimelineJS has no place for sources",
        links.text.citations.len(),
    );
    notes.add_times("a relation is left out", event.relations.len());
    if event
        .date
        .start_time()
        .is_some_and(|time| time.offset_minutes.is_some())
        || event.timezone.is_some()
    {
        notes.add("a time zone is left out: TimelineJS has none");
    }
    Slide {
        id: event.slug.to_string(),
        start: raw(start),
        end: end.map(raw).unwrap_or_default(),
        display: display(outgoing, event),
        headline: escaped(&event.title),
        text: format!("{summary}{}", body.trim_end()),
        media: media
            .map(|media| Media {
                credit: escaped(&media.credit),
                caption: escaped(&media.caption),
                alt: escaped(&media.alt),
                ..media
            })
            .unwrap_or_default(),
        edtf: event.date.text().to_owned(),
        group: threads
            .first()
            .map(|name| escaped(name))
            .unwrap_or_default(),
        ..Slide::default()
    }
}

/// The site's own picture, else what an import kept.
fn media(outgoing: &Outgoing, event: &Event) -> Option<Media> {
    if let Some(image) = &event.image {
        return Some(Media {
            url: outgoing.asset(&image.file),
            alt: image.alt.clone(),
            credit: image.credit.clone().unwrap_or_default(),
            caption: image.caption.clone().unwrap_or_default(),
            thumbnail: String::new(),
        });
    }
    Media::from_value(event.extra.get("media")?)
}

/// The words for the date: those that an import kept, else the sentence where the parts do not say the same.
fn display(outgoing: &Outgoing, event: &Event) -> String {
    if let Some(words) = event
        .extra
        .get("display_date")
        .and_then(|words| words.as_str())
    {
        return escaped(words);
    }
    let is_same = parts(&event.date).is_some_and(|parts| parts == event.date.text());
    let is_said = is_same && event.daypart.is_none();
    if is_said {
        String::new()
    } else {
        escaped(&outgoing.sentence(event))
    }
}

/// What is read back of the parts of a date.
pub(super) fn parts(date: &EventDate) -> Option<String> {
    let (start, end) = span(date)?;
    let read = |stamp: Stamp| raw(stamp).read(&START).ok().flatten();
    let end = end.and_then(read);
    crate::exchange::date::range(&read(start)?, end.as_deref()).ok()
}

fn raw(stamp: Stamp) -> RawStamp {
    let text = |part: Option<u8>| part.map(|part| part.to_string()).unwrap_or_default();
    let second = stamp
        .second
        .map(|second| format!(":{second:02}"))
        .unwrap_or_default();
    let time = stamp
        .hour
        .zip(stamp.minute)
        .map(|(hour, minute)| format!("{hour:02}:{minute:02}{second}"));
    RawStamp {
        year: stamp.year.to_string(),
        month: text(stamp.month),
        day: text(stamp.day),
        time: time.unwrap_or_default(),
        whole: String::new(),
    }
}

fn paragraph(plain: &str) -> String {
    format!("<p>{}</p>", escaped(plain))
}
