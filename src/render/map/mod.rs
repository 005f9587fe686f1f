//! A map of places, drawn at build: the land as one path, each place as a dot with a label. Degrees go in, pixels come
//! out. There are no tiles, no third party and no borders (see `ORIGIN.md` beside this file).

mod frame;
mod labels;
mod outlines;
mod path;

pub(crate) use labels::Side;

use frame::Frame;

/// The radius of the smallest dot in pixels.
const LEAST_RADIUS: f64 = 5.0;
/// The radius of the largest.
const MOST_RADIUS: f64 = 11.0;
/// The most dots: more are a list.
const MOST_DOTS: usize = 300;

/// A place that is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// Its number for the caller.
    pub(crate) key: usize,
    /// Degrees east.
    pub(crate) lon: f64,
    /// Degrees north.
    pub(crate) lat: f64,
    /// Its name.
    pub(crate) label: String,
    /// How many events it has: what has more is drawn larger, and over the others.
    pub(crate) weight: usize,
    /// Whether the map is about it: the frame is laid around such places alone.
    pub(crate) is_subject: bool,
}

/// A map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Map {
    /// The width in pixels.
    pub(crate) width: i32,
    /// The height in pixels.
    pub(crate) height: i32,
    /// The land: the data of an SVG path, in half pixels.
    pub(crate) land: String,
    /// The dots, the smallest first.
    pub(crate) dots: Vec<Dot>,
}

/// A dot on the map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dot {
    /// The places that it stands for, the largest first: those too near to each other to have dots of their own.
    pub(crate) keys: Vec<usize>,
    /// Whether the map is about one of them.
    pub(crate) is_subject: bool,
    /// Its centre.
    pub(crate) x: i32,
    /// Its centre.
    pub(crate) y: i32,
    /// Its radius.
    pub(crate) radius: i32,
    /// The label of the first place, and on which side of the dot it has room; none where it has room on no side.
    pub(crate) label: Option<(String, Side)>,
}

/// Draws places on so many pixels. `None` where the map would be about nothing.
pub(crate) fn draw(places: &[Place], width: i32) -> Option<Map> {
    let subjects = places.iter().filter(|place| place.is_subject);
    let frame = Frame::around(subjects.map(|place| (place.lon, place.lat)), width)?;
    let mut dots = dots(places, &frame);
    labels::place(&mut dots, places, &frame);
    dots.reverse();
    Some(Map {
        width: frame.width,
        height: frame.height,
        land: path::land(&frame),
        dots,
    })
}

/// The dots of the places that lie in the frame, the largest first and each with the smaller places that it covers.
fn dots(places: &[Place], frame: &Frame) -> Vec<Dot> {
    let mut order: Vec<&Place> = places.iter().collect();
    order.sort_by_key(|place| {
        (
            !place.is_subject,
            std::cmp::Reverse(place.weight),
            place.key,
        )
    });
    let most = places.iter().map(|place| place.weight).max().unwrap_or(1);
    let mut dots: Vec<Dot> = Vec::new();
    for place in order {
        let Some((x, y)) = frame.pixel(place.lon, place.lat) else {
            continue;
        };
        let covers = |dot: &&mut Dot| {
            let (dx, dy) = (dot.x - x, dot.y - y);
            dx * dx + dy * dy < (dot.radius + 4) * (dot.radius + 4)
        };
        if let Some(dot) = dots.iter_mut().find(covers) {
            dot.keys.push(place.key);
        } else if dots.len() < MOST_DOTS {
            dots.push(Dot {
                keys: vec![place.key],
                is_subject: place.is_subject,
                x,
                y,
                radius: radius(place.weight, most),
                label: None,
            });
        }
    }
    dots
}

/// The radius of a dot: its area grows with its events.
fn radius(weight: usize, most: usize) -> i32 {
    let part = super::picture::count(weight) / super::picture::count(most.max(1));
    super::picture::pixels(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * part.sqrt())
}

#[cfg(test)]
mod tests;
