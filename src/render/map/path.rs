//! The land within a frame as the data of an SVG path: clipped to the frame and no finer than a reader can see.

use std::fmt::Write;

use super::frame::Frame;
use super::outlines;
use crate::render::picture::pixels;

/// Pixels around the frame in which the land is still drawn, so that its clipped edges are not seen.
const MARGIN: f64 = 4.0;
/// A point nearer than this to the one before is left out, in pixels.
const LEAST: f64 = 0.8;

type Point = (f64, f64);
/// The coordinate that an edge limits, its limit, and 1 where more is inside, -1 where less is.
type Edge = (fn(Point) -> f64, f64, f64);

/// The land as path data, in half pixels.
pub(super) fn land(frame: &Frame) -> String {
    let mut data = String::new();
    for moved in [-360.0, 0.0, 360.0] {
        for ring in outlines::land() {
            let [west, south, east, north] = ring.bounds;
            let (left, top) = frame.project(west, north, moved);
            let (right, bottom) = frame.project(east, south, moved);
            let (width, height) = (f64::from(frame.width), f64::from(frame.height));
            let is_out = right < 0.0 || left > width || bottom < 0.0 || top > height;
            if !is_out && (right - left).max(bottom - top) >= LEAST {
                let project = |point: &Point| frame.project(point.0, point.1, moved);
                let points = ring.points.iter().map(project).collect();
                write(&clipped(points, width, height), &mut data);
            }
        }
    }
    data
}

/// A polygon cut at the four edges of the frame, one after the other (Sutherland and Hodgman, 1974).
fn clipped(mut points: Vec<Point>, width: f64, height: f64) -> Vec<Point> {
    let edges: [Edge; 4] = [
        (|p| p.0, -MARGIN, 1.0),
        (|p| p.0, width + MARGIN, -1.0),
        (|p| p.1, -MARGIN, 1.0),
        (|p| p.1, height + MARGIN, -1.0),
    ];
    for (coordinate, limit, sign) in edges {
        let inside = |point: Point| (coordinate(point) - limit) * sign;
        let mut kept = Vec::with_capacity(points.len());
        for (index, &point) in points.iter().enumerate() {
            let before = points[index.checked_sub(1).unwrap_or(points.len() - 1)];
            let (here, there) = (inside(point), inside(before));
            if (here >= 0.0) != (there >= 0.0) {
                let part = there / (there - here);
                kept.push((
                    before.0 + (point.0 - before.0) * part,
                    before.1 + (point.1 - before.1) * part,
                ));
            }
            if here >= 0.0 {
                kept.push(point);
            }
        }
        points = kept;
    }
    points
}

/// Writes a polygon with relative steps, which are short.
fn write(points: &[Point], data: &mut String) {
    let mut kept: Vec<(i32, i32)> = Vec::new();
    let mut last: Option<Point> = None;
    for &point in points {
        if last.is_some_and(|last| (point.0 - last.0).hypot(point.1 - last.1) < LEAST) {
            continue;
        }
        last = Some(point);
        kept.push((pixels(point.0 * 2.0), pixels(point.1 * 2.0)));
    }
    let Some((&(mut x, mut y), rest)) = kept.split_first() else {
        return;
    };
    if rest.len() < 2 {
        return;
    }
    let written = write!(data, "M{x} {y}l");
    debug_assert!(written.is_ok(), "writing to a string does not fail");
    for (index, &(next_x, next_y)) in rest.iter().enumerate() {
        let (dx, dy) = (next_x - x, next_y - y);
        // A minus sign parts two numbers as well as a space does.
        let first = if index == 0 || dx < 0 { "" } else { " " };
        let second = if dy < 0 { "" } else { " " };
        let written = write!(data, "{first}{dx}{second}{dy}");
        debug_assert!(written.is_ok(), "writing to a string does not fail");
        (x, y) = (next_x, next_y);
    }
    data.push('z');
}
