//! Bars: how many events begin in each period, for lanes of more events than can be drawn one by one.
//!
//! A period is what a finger can hit and leads to its page; within it, columns tell more finely when that was. Each piece
//! of the scale has the units that suit it, so that heights can be compared within a piece and not across a break. A date that is vaguer than its piece's unit is counted apart and never put on an invented day.

use std::collections::BTreeMap;

use super::scale::{Piece, Scale};
use super::{BARS, Item, count, day_number, pixels};
use crate::edtf::{Day, Period};

/// The greatest width of a column in pixels.
const WIDEST: f64 = 20.0;
/// The least width of what can be hit with a finger (WCAG 2.2, 2.5.8).
const LEAST: f64 = 24.0;
/// The least room for a column in pixels.
const FINEST: f64 = 4.0;
/// The lowest count that makes a column as high as the lane: single events should not look like a wall.
const LEAST_MOST: usize = 4;
/// The days of each kind of period, from the narrowest.
const DAYS: [f64; 5] = [1.0, 31.0, 366.0, 3_653.0, 36_525.0];

/// A period on a lane of bars: what a finger can hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// The period.
    pub(crate) period: Period,
    /// How many events begin in it.
    pub(crate) count: usize,
    /// Its left edge.
    pub(crate) x: i32,
    /// Its width.
    pub(crate) width: i32,
}

/// What is seen of a lane of bars: the same events, counted as finely as an eye can tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// The period that it counts.
    pub(crate) period: Period,
    /// Its left edge.
    pub(crate) x: f64,
    /// Its width.
    pub(crate) width: f64,
    /// Its height.
    pub(crate) height: i32,
}

/// A lane of bars.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bars {
    /// The periods, in order of time.
    pub(crate) periods: Vec<Bar>,
    /// The columns, in order of time.
    pub(crate) columns: Vec<Column>,
    /// The events that are too vague for any column, by their numbers for the caller.
    pub(crate) vague: Vec<usize>,
    /// Whether an event lasts beyond the period that it is counted in.
    pub(crate) has_lasting: bool,
}

/// The bars of events.
pub(super) fn bars(items: &[Item], scale: &Scale) -> Bars {
    let mut drawn = Bars::default();
    let mut numbers = Vec::new();
    for piece in scale.pieces().iter().filter(|piece| !piece.is_break) {
        let own = |item: &&Item| piece.from <= item.occasion.at && item.occasion.at < piece.to;
        let own: Vec<&Item> = items.iter().filter(own).collect();
        let (periods, _, has_lasting) = counts(&own, piece, LEAST);
        drawn.has_lasting |= has_lasting;
        drawn
            .periods
            .extend(periods.into_iter().map(|(period, count)| {
                let (left, right) = ends(period, piece, scale);
                Bar {
                    period,
                    count,
                    x: pixels(left),
                    width: pixels((right - left - 1.0).max(2.0)),
                }
            }));
        let (periods, left_out, _) = counts(&own, piece, FINEST);
        drawn.vague.extend(left_out);
        for (period, number) in periods {
            let (left, right) = ends(period, piece, scale);
            // A year beside days would be a wall: what counts is the height.
            let width = (right - left - 1.0).clamp(2.0, WIDEST);
            numbers.push(number);
            drawn.columns.push(Column {
                period,
                x: f64::midpoint(left, right) - width / 2.0,
                width,
                height: 0,
            });
        }
    }
    let most = numbers.iter().copied().max().unwrap_or_default();
    for (column, number) in drawn.columns.iter_mut().zip(numbers) {
        let part = count(number) / count(most.max(LEAST_MOST));
        column.height = pixels(f64::from(BARS) * part).max(3);
    }
    drawn
}

/// From where to where a period reaches on its piece.
fn ends(period: Period, piece: &Piece, scale: &Scale) -> (f64, f64) {
    let (begin, end) = period.days();
    (
        scale.x(day_number(begin).max(piece.from)),
        scale.x((day_number(end) + 1.0).min(piece.to - 1e-6)),
    )
}

/// The counts of the periods of one piece, those of its events that are vaguer than that, and whether one of the others lasts
/// into another period.
fn counts(
    items: &[&Item],
    piece: &Piece,
    least: f64,
) -> (BTreeMap<Period, usize>, Vec<usize>, bool) {
    let per_day = (piece.right - piece.left) / (piece.to - piece.from);
    let is_vague = |item: &Item, level: usize| item.occasion.until - item.occasion.at > DAYS[level];
    let suits = |level: &usize| {
        let vague = items.iter().filter(|item| is_vague(item, *level)).count();
        DAYS[*level] * per_day >= least && vague * 2 <= items.len()
    };
    let level = (0..DAYS.len()).find(suits).unwrap_or(DAYS.len() - 1);
    // Events come in order of time: neighbours mostly begin in one period.
    let mut runs: Vec<(Period, (Day, Day), usize)> = Vec::new();
    let mut vague = Vec::new();
    let mut has_lasting = false;
    for item in items {
        if is_vague(item, level) {
            vague.push(item.key);
            continue;
        }
        let begin = item.occasion.day();
        let is_outside = |(first, last): (Day, Day)| begin < first || last < begin;
        if runs.last().is_none_or(|(_, days, _)| is_outside(*days)) {
            let period = Period::containing(begin)[level];
            runs.push((period, period.days(), 0));
        }
        let (_, (_, last_day), count) = runs.last_mut().expect("one was just made sure of");
        *count += 1;
        let is_past = |end: f64| end > day_number(*last_day) + 1.0;
        has_lasting |= item.occasion.end.is_some_and(is_past);
    }
    let mut counts = BTreeMap::new();
    for (period, _, count) in runs {
        *counts.entry(period).or_default() += count;
    }
    (counts, vague, has_lasting)
}
