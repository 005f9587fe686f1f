//! A term's front matter → [`Term`].

use serde_json::{Map, Value};

use super::event::{image, list};
use super::{Draft, Fields, KEPT, Reading, Trail};
use crate::content::fields::{
    alias, line, lines, location_number, paragraph, shown, timezone, web_or_mail_address,
};
use crate::content::{Location, Term};

pub(super) const KEYS: [&str; 14] = [
    "title", "summary", "also", "part_of", "kind", "role", "url", "wikidata", "image", "location",
    "timezone", "aliases", "slug", "extra",
];

pub(super) fn read(draft: &mut Draft, map: Map<String, Value>, taxonomy: &str) -> Option<Term> {
    let reading = draft.reading;
    let trail = Trail::Top;
    let mut fields = Fields::new(
        reading,
        &trail,
        "a term",
        &KEYS,
        map,
        &draft.settings.fields,
    );
    let title = draft.title(&mut fields, "write its name: `title: …`");
    let slug = draft.slug(&mut fields, draft.name.slug(), &title);
    let also = fields.take("also", |reading, value, trail| {
        Some(lines(reading, value, trail))
    });
    let summary = fields.take("summary", paragraph);
    let part_of = fields.take("part_of", line);
    let kind = fields.take("kind", line);
    let role = fields.take("role", line);
    let url = fields.take("url", web_or_mail_address);
    let wikidata = fields.take("wikidata", wikidata);
    let image = fields.take("image", image);
    let location = fields.take("location", location);
    let timezone = fields.take("timezone", timezone);
    let aliases = list(&mut fields, "aliases", alias);
    let extra = fields.finish(KEPT);
    let body = draft.body();
    Some(Term {
        file: reading.file.clone(),
        taxonomy: taxonomy.to_owned(),
        slug: slug?,
        title,
        summary,
        also: also.into_iter().flatten().map(|(_, name)| name).collect(),
        part_of,
        kind,
        role,
        url,
        wikidata,
        image,
        location,
        timezone,
        aliases,
        extra,
        body,
    })
}

/// An item's number, `Q…`, or the address of its page.
fn wikidata(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let text = line(reading, value, trail)?;
    let item = text
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let number = item.strip_prefix(['Q', 'q']).filter(|digits| {
        (1..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if let Some(number) = number {
        return Some(format!("Q{number}"));
    }
    let message = format!("`{}` is not an item of Wikidata", shown(&text));
    reading.wrong_value(trail, message, "write its number: `Q71`");
    None
}

/// A mapping with `lat`, `lon` and `precision`, or a list of latitude and longitude.
fn location(reading: &Reading, value: Value, trail: &Trail) -> Option<Location> {
    if let Value::Array(items) = value {
        let [lat, lon]: [Value; 2] = items
            .try_into()
            .map_err(|items: Vec<Value>| {
                reading.wrong_type(trail, "latitude and longitude", &Value::Array(items));
            })
            .ok()?;
        return Some(Location {
            lat: location_number(reading, lat, &Trail::Index(trail, 0), LATITUDES)?,
            lon: location_number(reading, lon, &Trail::Index(trail, 1), LONGITUDES)?,
            precision: None,
        });
    }
    let known = ["lat", "lon", "precision"];
    let mut fields = Fields::of_value(reading, trail, "`location`", &known, value)?;
    for (key, help) in [
        ("lat", "write the degrees north: `lat: 46.2`"),
        ("lon", "write the degrees east: `lon: 6.15`"),
    ] {
        if !fields.has(key) {
            fields.missing(key, help);
        }
    }
    let mut number = |key: &str, bounds| {
        fields.take(key, |reading, value, trail| {
            location_number(reading, value, trail, bounds)
        })
    };
    let (lat, lon) = (number("lat", LATITUDES), number("lon", LONGITUDES));
    let precision = number("precision", METRES);
    fields.close();
    Some(Location {
        lat: lat?,
        lon: lon?,
        precision,
    })
}

const LATITUDES: (f64, f64) = (-90.0, 90.0);
const LONGITUDES: (f64, f64) = (-180.0, 180.0);
/// Half of the Earth's circumference leaves no point out.
const METRES: (f64, f64) = (0.0, 20_040_000.0);
