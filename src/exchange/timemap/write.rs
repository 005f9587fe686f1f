//! A site as a timemap.

use serde_json::{Map, Value, json};

use crate::content::{Event, Term};
use crate::edtf::{EventDate, Expression, Shape};
use crate::exchange::{Exported, Notes, Outgoing, plain};
use crate::site::EventId;

/// A site as a timemap. What timemap does not know (`edtf`, `title`, `dateline_slug`) stands beside what it does; an
/// event whose date is no day has no `date` there and is left out.
pub(in crate::exchange) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let site = outgoing.site;
    let events: Vec<Value> = outgoing
        .events()
        .filter_map(|(id, event)| item(outgoing, id, event, &mut notes))
        .collect();
    let sources = site.sources.iter().map(|source| {
        let note = source.note.clone().unwrap_or_default();
        let record = json!({
            "id": source.id.as_str(),
            "title": source.title,
            "paths": source.url.iter().collect::<Vec<_>>(),
            "type": source.kind.clone().unwrap_or_default(),
            "url": source.url.clone().unwrap_or_default(),
            "author": source.authors.join("; "),
            "date": source.published.as_ref().map(|date| date.text().to_owned()).unwrap_or_default(),
            "description": note,
        });
        (source.id.to_string(), record)
    });
    let associations: Vec<Value> = site
        .terms
        .iter()
        .filter_map(|term| {
            let mode = match term.taxonomy.as_str() {
                "threads" => "NARRATIVE",
                "places" => return None,
                _ => "FILTER",
            };
            let summary = term.summary.clone().unwrap_or_default();
            Some(json!({
                "id": association(term),
                "title": term.title,
                "desc": summary,
                "mode": mode,
                "filter_paths": [term.taxonomy, term.title],
            }))
        })
        .collect();
    let document = json!({
        "events": events,
        "sources": sources.collect::<Map<_, _>>(),
        "associations": associations,
    });
    let mut bytes =
        serde_json::to_vec_pretty(&document).expect("a JSON value is written without fail");
    bytes.push(b'\n');
    Exported { bytes, notes }
}

fn association(term: &Term) -> String {
    format!("{}/{}", term.taxonomy, term.slug)
}

fn item(outgoing: &Outgoing, id: EventId, event: &Event, notes: &mut Notes) -> Option<Value> {
    let Some((day, time)) = day_and_time(&event.date) else {
        notes.add("an event whose date is no day is left out: timemap knows days alone");
        return None;
    };
    let site = outgoing.site;
    let links = &site.graph.events[id.index()];
    notes.add_times("a relation is left out", event.relations.len());
    let terms = links.terms.iter().map(|term| &site.terms[term.index()]);
    let associations = terms
        .clone()
        .filter(|term| term.taxonomy != "places")
        .map(association);
    let mut places = terms.clone().filter(|term| term.taxonomy == "places");
    let place = places.next();
    notes.add_times(
        "a second place of an event is left out: timemap knows one",
        places.count(),
    );
    let kept = event.extra.get("location");
    let degrees = |key: &str, own: Option<f64>| {
        let kept = kept
            .and_then(|location| location.get(key))
            .and_then(Value::as_f64);
        own.or(kept)
            .map(|degrees| degrees.to_string())
            .unwrap_or_default()
    };
    let location = place.and_then(|term| term.location);
    let text = plain::unescaped(&outgoing.markdown(event));
    let description = [event.summary.clone().unwrap_or_default(), text];
    let description = description
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    let mut item = json!({
        "id": event.slug.as_str(),
        "title": event.title,
        "description": if description.is_empty() { event.title.clone() } else { description },
        "date": day,
        "time": time,
        "edtf": event.date.text(),
        "location": place.map(|term| term.title.clone()).unwrap_or_default(),
        "associations": associations.collect::<Vec<_>>(),
        "sources": links.text.citations.iter().map(|citation| site.sources[citation.source.index()].id.as_str()).collect::<Vec<_>>(),
    });
    let (lat, lon) = (
        degrees("lat", location.map(|it| it.lat)),
        degrees("lon", location.map(|it| it.lon)),
    );
    if !lat.is_empty() && !lon.is_empty() {
        item["latitude"] = lat.into();
        item["longitude"] = lon.into();
    }
    Some(item)
}

/// `1/21/2022` and `11:00`, for a date that is a day.
fn day_and_time(date: &EventDate) -> Option<(String, String)> {
    let Expression::Single(point) = date.expression() else {
        return None;
    };
    let Shape::Day { year, month, day } = point.shape else {
        return None;
    };
    let time = point
        .time
        .map(|time| format!("{:02}:{:02}", time.hour, time.minute));
    (1..=9999)
        .contains(&year)
        .then(|| (format!("{month}/{day}/{year:04}"), time.unwrap_or_default()))
}
