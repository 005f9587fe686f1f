//! Bars: how many events begin in each period, for lanes of more events than can be drawn one by one.
//!
//! Each piece of the scale has the unit that suits it, so that heights can be compared within a piece and not across a
//! break. A date that is vaguer than its piece's unit is counted apart and never put on an invented day.

use std::collections::BTreeMap;

use super::scale::{Piece, Scale};
use super::{BARS, Occasion, count, day_number, pixels};
use crate::edtf::{Day, Period};

/// The greatest width of a bar in pixels.
const WIDEST: f64 = 20.0;
/// The lowest count that makes a bar as high as the lane: single events should not look like a wall.
const LEAST_MOST: usize = 4;
/// The days of each kind of period, from the narrowest.
const DAYS: [f64; 5] = [1.0, 31.0, 366.0, 3_653.0, 36_525.0];

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// The period that it counts.
    pub(crate) period: Period,
    /// How many events begin in it.
    pub(crate) count: usize,
    /// Its left edge.
    pub(crate) x: i32,
    /// Its width.
    pub(crate) width: i32,
    /// Its upper edge.
    pub(crate) y: i32,
    /// Its height.
    pub(crate) height: i32,
}

/// The bars of events, in a lane with this upper edge, and how many events are too vague for any.
pub(super) fn bars(
    occasions: &[&Occasion],
    scale: &Scale,
    top: i32,
    least: f64,
) -> (Vec<Bar>, usize) {
    let mut bars = Vec::new();
    let mut vague = 0;
    for piece in scale.pieces().iter().filter(|piece| !piece.is_break) {
        let own = |occasion: &&&Occasion| piece.from <= occasion.at && occasion.at < piece.to;
        let own: Vec<&Occasion> = occasions.iter().filter(own).copied().collect();
        let (by_period, left_out) = counts(&own, piece, least);
        vague += left_out;
        bars.extend(by_period.into_iter().map(|(period, number)| {
            let (begin, end) = period.days();
            let left = scale.x(day_number(begin).max(piece.from));
            let right = scale.x((day_number(end) + 1.0).min(piece.to - 1e-6));
            // A year beside days would be a wall: what counts is the height.
            let width = (right - left - 1.0).clamp(2.0, WIDEST);
            Bar {
                period,
                count: number,
                x: pixels((left + right - width) / 2.0),
                width: pixels(width),
                y: 0,
                height: 0,
            }
        }));
    }
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    for bar in &mut bars {
        let part = count(bar.count) / count(most.max(LEAST_MOST));
        bar.height = pixels(f64::from(BARS) * part).max(3);
        bar.y = top + BARS - bar.height;
    }
    (bars, vague)
}

/// The counts of the periods of one piece, and how many of its events are vaguer than those.
fn counts(occasions: &[&Occasion], piece: &Piece, least: f64) -> (BTreeMap<Period, usize>, usize) {
    let per_day = (piece.right - piece.left) / (piece.to - piece.from);
    let is_vague = |occasion: &Occasion, level: usize| occasion.until - occasion.at > DAYS[level];
    let suits = |level: &usize| {
        let vague = occasions
            .iter()
            .filter(|occasion| is_vague(occasion, *level))
            .count();
        DAYS[*level] * per_day >= least && vague * 2 <= occasions.len()
    };
    let level = (0..DAYS.len()).find(suits).unwrap_or(DAYS.len() - 1);
    let mut counts = BTreeMap::new();
    let mut vague = 0;
    for occasion in occasions {
        if is_vague(occasion, level) {
            vague += 1;
        } else {
            let period = Period::containing(day(occasion.at))[level];
            *counts.entry(period).or_default() += 1;
        }
    }
    (counts, vague)
}

#[allow(clippy::cast_possible_truncation)] // A float past the range becomes the first or the last day.
fn day(time: f64) -> Day {
    Day(time.floor() as i64)
}
