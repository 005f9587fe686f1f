//! From time to pixels: a piecewise linear scale.
//!
//! One linear scale is honest and, where nearly everything happened in a hundredth of the span, useless. So the events
//! are cut into at most five groups, at stretches in which nothing begins and at the edges of crowds; each group has a
//! linear scale of its own, and the time between two groups that belongs to neither is a break of fixed width, which is
//! drawn as one. Order is never changed, and within a piece lengths can be compared.

use super::calendar::Step;
use super::{Occasion, count};

/// The most pieces with a scale of their own: more would be a list again.
const MOST_GROUPS: usize = 5;
/// The width of a break in pixels.
const BREAK: f64 = 44.0;
/// The least width of a piece in pixels: room for a tick and for its month with the year.
const LEAST: f64 = 124.0;
/// A stretch without events that takes this part of a span is cut out.
const EMPTY: f64 = 0.6;
/// This part of the events is a crowd (nine of twenty) …
const CROWD: (usize, usize) = (9, 20);
/// … where it lies in this part of the span.
const CROWDED: f64 = 0.12;
/// Fewer events than this have one scale.
const LEAST_CUT: usize = 5;
/// Fewer events than this are no crowd.
const LEAST_CROWD: usize = 10;
/// Where every date has so many pixels, one scale is wide enough: cutting it would only make lengths incomparable.
const ROOM: f64 = 24.0;
/// The least that is taken for the length of a date, in days: an hour.
const HOUR: f64 = 1.0 / 24.0;

/// A piecewise linear scale.
#[derive(Debug)]
pub(crate) struct Scale {
    pieces: Vec<Piece>,
    width: f64,
}

/// A stretch of time and the stretch of the drawing that shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// Its first moment, in days since 1970-01-01.
    pub(crate) from: f64,
    /// The moment after its last.
    pub(crate) to: f64,
    /// Its left edge in pixels.
    pub(crate) left: f64,
    /// Its right edge in pixels.
    pub(crate) right: f64,
    /// Whether it is a break: time in which nothing begins, shown shortened.
    pub(crate) is_break: bool,
    /// The length of the shortest event that begins in it, in days: its ticks are no finer.
    pub(crate) finest: f64,
    /// How many events begin in it.
    pub(crate) events: usize,
}

impl Scale {
    /// The scale of some events on so many pixels; `None` where there are none.
    pub(crate) fn of(occasions: &[&Occasion], width: i32) -> Option<Self> {
        let mut sorted = occasions.to_vec();
        sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
        if sorted.is_empty() {
            return None;
        }
        let width = f64::from(width);
        let mut pieces = stretches(&groups(&sorted, width));
        set_widths(&mut pieces, width);
        Some(Self { pieces, width })
    }

    /// Where a time stands, in pixels from the left; times beyond the scale stand at its ends.
    pub(crate) fn x(&self, time: f64) -> f64 {
        let piece = self.pieces.iter().find(|piece| time < piece.to);
        piece.map_or(self.width, |piece| {
            let part = ((time - piece.from) / (piece.to - piece.from)).max(0.0);
            piece.left + part * (piece.right - piece.left)
        })
    }

    /// The width in pixels.
    pub(crate) fn width(&self) -> f64 {
        self.width
    }

    /// The pieces, from left to right; each begins where the one before ends.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

/// Cuts events, in order of time, into groups that share a linear scale.
fn groups<'g, 'o>(sorted: &'g [&'o Occasion], width: f64) -> Vec<&'g [&'o Occasion]> {
    let mut groups = vec![sorted];
    while groups.len() < MOST_GROUPS {
        let cuts = groups.iter().enumerate();
        let cuts = cuts.filter(|(_, group)| !has_room(group, width));
        let cuts = cuts.filter_map(|(index, group)| Some((index, best_cut(group)?)));
        let Some((index, (at, _))) = cuts.max_by(|(_, (_, a)), (_, (_, b))| a.total_cmp(b)) else {
            break;
        };
        let (before, after) = groups[index].split_at(at);
        groups.splice(index..=index, [before, after]);
    }
    groups
}

/// Whether the dates of a group, as long as half of them are, have room side by side on one scale.
fn has_room(group: &[&Occasion], width: f64) -> bool {
    let mut lengths: Vec<f64> = group.iter().map(|one| one.until - one.at).collect();
    lengths.sort_by(f64::total_cmp);
    let usual = lengths[lengths.len() / 2].max(HOUR);
    let span = group[group.len() - 1].at - group[0].at;
    span / usual * ROOM <= width
}

/// Where a group is best cut, and how much that would gain (0 to 1); `None` where one scale does it justice.
fn best_cut(group: &[&Occasion]) -> Option<(usize, f64)> {
    let span = group.last()?.at - group.first()?.at;
    if group.len() < LEAST_CUT || span < 1.0 {
        return None;
    }
    let covered = |occasion: &Occasion| {
        if occasion.length() <= span / 4.0 {
            occasion.until
        } else {
            occasion.at
        }
    };
    let mut reached = f64::NEG_INFINITY;
    let gaps = group.windows(2).enumerate().map(|(index, pair)| {
        reached = reached.max(covered(pair[0]));
        (index + 1, (pair[1].at - reached) / span)
    });
    let widest = gaps.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    if widest.1 >= EMPTY {
        return Some(widest);
    }
    crowd_edge(group, span)
}

/// The edge of a crowd: a small part of the span that holds nearly half of the events.
fn crowd_edge(group: &[&Occasion], span: f64) -> Option<(usize, f64)> {
    let size = (group.len() * CROWD.0).div_ceil(CROWD.1);
    if group.len() < LEAST_CROWD {
        return None;
    }
    let length = |first: usize| group[first + size - 1].at - group[first].at;
    let first = (0..=group.len() - size).min_by(|a, b| length(*a).total_cmp(&length(*b)))?;
    let crowded = length(first) / span;
    if crowded > CROWDED {
        return None;
    }
    // What lies near the crowd belongs to it, and equal times are never parted.
    let near = length(first) * 0.25;
    let (mut from, mut to) = (first, first + size);
    while from > 0 && group[from].at - group[from - 1].at <= near {
        from -= 1;
    }
    while to < group.len() && group[to].at - group[to - 1].at <= near {
        to += 1;
    }
    let cut = if from >= group.len() - to { from } else { to };
    (cut > 0 && cut < group.len()).then_some((cut, 1.0 - crowded))
}

/// The pieces of groups and the breaks between them; their places on the drawing are not yet set.
fn stretches(groups: &[&[&Occasion]]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for group in groups {
        let mut piece = stretch(group);
        if let Some(before) = pieces.last_mut() {
            let last_before = before.to;
            if piece.from < last_before {
                // The end of the piece before was a wish; what begins there now is a fact.
                let first = group.first().map_or(piece.from, |occasion| occasion.at);
                piece.from = piece.from.max(least_end(before)).min(first);
                before.to = before.to.min(piece.from);
            }
            join(&mut pieces, piece.from, 0.25);
        }
        pieces.push(piece);
    }
    let ends = groups.iter().flat_map(|group| group.iter());
    if let Some(end) = ends
        .filter_map(|occasion| occasion.end)
        .max_by(f64::total_cmp)
    {
        join(&mut pieces, end, 0.5);
    }
    pieces
}

/// The least that a piece must hold: a moment after the last event that begins in it.
fn least_end(piece: &Piece) -> f64 {
    piece.left
}

/// The stretch of a group. Until its place is set, `left` holds the moment at which its last event begins.
fn stretch(group: &[&Occasion]) -> Piece {
    let first = group.first().map_or(0.0, |occasion| occasion.at);
    let last = group.last().map_or(0.0, |occasion| occasion.at);
    let span = last - first;
    let end = |occasion: &&Occasion| {
        let closed = occasion.end.unwrap_or(occasion.until);
        if span == 0.0 || closed - occasion.at <= span {
            closed
        } else if occasion.until - occasion.at <= span {
            occasion.until
        } else {
            occasion.at
        }
    };
    let to = group.iter().map(end).fold(last, f64::max);
    let finest = group
        .iter()
        .map(|occasion| occasion.length())
        .fold(f64::INFINITY, f64::min);
    let to = to.max(first + finest.max(1.0 / 24.0));
    let step = snap(to - first, finest);
    let floor = step.floor(to);
    Piece {
        from: step.floor(first),
        to: if floor < to { step.after(to) } else { to },
        left: last,
        right: 0.0,
        is_break: false,
        finest,
        events: group.len(),
    }
}

/// What the ends of a piece are rounded to.
fn snap(span: f64, finest: f64) -> Step {
    match span {
        _ if finest >= 365.0 || span > 1_200.0 => Step::Years(1),
        _ if finest >= 28.0 || span > 100.0 => Step::Months(1),
        span if finest >= 1.0 || span > 2.0 => Step::Days(1),
        _ => Step::Hours(1),
    }
}

/// Reaches from the last piece to a later time: by making the piece longer where it is little, by a break where it is
/// more than this part of the piece.
fn join(pieces: &mut Vec<Piece>, to: f64, little: f64) {
    let Some(last) = pieces.last_mut() else {
        return;
    };
    let gap = to - last.to;
    if gap <= 0.0 {
        return;
    }
    if gap <= (last.to - last.from) * little {
        last.to = to;
    } else {
        let from = last.to;
        pieces.push(Piece {
            from,
            to,
            left: 0.0,
            right: 0.0,
            is_break: true,
            finest: f64::INFINITY,
            events: 0,
        });
    }
}

/// Shares the width out: to breaks what a break takes, to each other piece the least and its part of the rest, which
/// grows more slowly than its events.
fn set_widths(pieces: &mut [Piece], width: f64) {
    let breaks = count(pieces.iter().filter(|piece| piece.is_break).count());
    let drawn = count(pieces.len()) - breaks;
    let room = width - breaks * BREAK;
    let least = LEAST.min(room / drawn / 2.0);
    let weight = |piece: &Piece| {
        if piece.is_break {
            0.0
        } else {
            count(piece.events).powf(0.75)
        }
    };
    let whole: f64 = pieces.iter().map(weight).sum();
    let mut left = 0.0;
    for piece in pieces {
        let own = if piece.is_break {
            BREAK
        } else {
            least + (room - drawn * least) * weight(piece) / whole
        };
        piece.left = left;
        left += own;
        piece.right = left;
    }
}
