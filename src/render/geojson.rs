//! `/places.geojson`: the places that have a location, as a `FeatureCollection` of points (RFC 7946), with how much happened
//! there and when.

use serde::Serialize;

use super::entry::{iso_day, on_earth};
use super::json;
use super::links::Links;
use crate::content::{Location, Term};
use crate::edtf::Day;
use crate::graph::Target;
use crate::site::{EventId, Site, TermId};

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Point,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude, then latitude, in degrees (WGS 84).
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    title: &'a str,
    slug: &'a str,
    taxonomy: &'a str,
    kind: Option<&'a str>,
    summary: Option<&'a str>,
    url: String,
    part_of: Option<&'a str>,
    /// Metres within which the point lies.
    precision: Option<f64>,
    /// Events there and in its parts.
    events: usize,
    first: Option<String>,
    last: Option<String>,
}

/// The places of a site, by taxonomy and name.
#[must_use]
pub fn render(site: &Site, links: &Links) -> Vec<u8> {
    let places = site.terms.iter().enumerate().filter_map(|(index, term)| {
        let location = on_earth(term.location?)?;
        Some(feature(site, links, TermId::new(index), term, location))
    });
    let collection = Collection {
        kind: "FeatureCollection",
        features: places.collect(),
    };
    json::bytes(&collection)
}

fn feature<'a>(
    site: &'a Site,
    links: &Links,
    id: TermId,
    term: &'a Term,
    location: Location,
) -> Feature<'a> {
    let graph = &site.graph.terms[id.index()];
    let (first, last) = extent(site, &graph.events);
    let larger = graph.ancestors.first();
    Feature {
        kind: "Feature",
        id: format!("{}/{}", term.taxonomy, term.slug),
        geometry: Point {
            kind: "Point",
            coordinates: [location.lon, location.lat],
        },
        properties: Properties {
            title: &term.title,
            slug: term.slug.as_str(),
            taxonomy: &term.taxonomy,
            kind: term.kind.as_deref(),
            summary: term.summary.as_deref(),
            url: links.record(Target::Term(id)),
            part_of: larger.map(|id| site.terms[id.index()].slug.as_str()),
            precision: location.precision.filter(|metres| metres.is_finite()),
            events: graph.events.len(),
            first: first.map(iso_day),
            last: last.map(iso_day),
        },
    }
}

/// The first and the last day that the dates of some events can mean; open ends do not count.
fn extent(site: &Site, events: &[EventId]) -> (Option<Day>, Option<Day>) {
    let dates = || events.iter().map(|id| &site.events[id.index()].date);
    let first = dates().filter_map(|date| date.earliest().day()).min();
    let last = dates().filter_map(|date| date.latest().day()).max();
    (first, last)
}
