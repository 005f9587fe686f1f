//! The labels of a map: each on the first side of its dot on which it touches no other label, no dot and no edge.

use super::frame::Frame;
use super::{Dot, Place};
use crate::render::picture::{pixels, text_width};

/// The size of labels in pixels.
const SIZE: f64 = 14.0;
/// The height of a label.
const HEIGHT: i32 = 18;
/// The space between a dot and its label.
const SPACE: i32 = 4;

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// To the right of the dot.
    Right,
    /// To the left of the dot.
    Left,
    /// Over the dot.
    Above,
    /// Under the dot.
    Below,
}

const SIDES: [Side; 4] = [Side::Right, Side::Left, Side::Above, Side::Below];

/// Left, top, right, bottom.
pub(super) type Area = [i32; 4];

/// Gives dots, in their order, the labels that have room.
pub(super) fn place(dots: &mut [Dot], places: &[Place], frame: &Frame) {
    let mut taken: Vec<Area> = dots.iter().map(dot_area).collect();
    for dot in dots {
        let Some(place) = places.iter().find(|place| place.key == dot.keys[0]) else {
            continue;
        };
        let width = pixels(text_width(&place.label, SIZE));
        let own = dot_area(dot);
        let fits = |side: &Side| {
            let [left, top, right, bottom] = label_area(dot, *side, width);
            let is_in = left >= 0 && top >= 0 && right <= frame.width && bottom <= frame.height;
            is_in
                && taken
                    .iter()
                    .all(|area| *area == own || !overlap(*area, [left, top, right, bottom]))
        };
        if let Some(side) = SIDES.into_iter().find(fits) {
            taken.push(label_area(dot, side, width));
            dot.label = Some((place.label.clone(), side));
        }
    }
}

fn dot_area(dot: &Dot) -> Area {
    let r = dot.radius;
    [dot.x - r, dot.y - r, dot.x + r, dot.y + r]
}

/// The room of a label of so many pixels.
pub(super) fn label_area(dot: &Dot, side: Side, width: i32) -> Area {
    let reach = dot.radius + SPACE;
    let (left, top) = match side {
        Side::Right => (dot.x + reach, dot.y - HEIGHT / 2),
        Side::Left => (dot.x - reach - width, dot.y - HEIGHT / 2),
        Side::Above => (dot.x - width / 2, dot.y - reach - HEIGHT),
        Side::Below => (dot.x - width / 2, dot.y + reach),
    };
    [left, top, left + width, top + HEIGHT]
}

pub(super) fn overlap(a: Area, b: Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
