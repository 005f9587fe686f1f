//! The axis: ticks that suit each piece of the scale, from hours to aeons, with names that do not touch each other.

use super::calendar::{Step, TickName};
use super::scale::{Piece, Scale};
use super::{pixels, text};

/// The size of the names of ticks in pixels.
const SIZE: f64 = 13.0;
/// The space between a tick and its name.
const INDENT: f64 = 4.0;
/// The least space between two names.
const SPACE: f64 = 14.0;
/// The least space between two ticks.
const LEAST_STEP: f64 = 26.0;

/// An axis.
#[derive(Debug, Default)]
pub(crate) struct Axis {
    /// The ticks, from left to right.
    pub(crate) ticks: Vec<Tick>,
    /// What stands over the ticks: the year over months, the month over days.
    pub(crate) wholes: Vec<AxisLabel>,
}

/// A tick.
#[derive(Debug)]
pub(crate) struct Tick {
    /// Where it stands.
    pub(crate) x: i32,
    /// Its name, where there is room for it.
    pub(crate) label: Option<AxisLabel>,
}

/// A name on the axis.
#[derive(Debug)]
pub(crate) struct AxisLabel {
    /// Its left edge.
    pub(crate) x: i32,
    /// Its width.
    pub(crate) width: i32,
    /// The words.
    pub(crate) text: String,
    /// What it names.
    pub(crate) name: TickName,
}

/// A row of names that is filled from left to right.
struct Row {
    end: f64,
}

impl Row {
    /// Puts a name at a place, where it neither touches the one before nor reaches past the piece or the drawing.
    fn put(&mut self, x: f64, room: f64, name: TickName, words: String) -> Option<AxisLabel> {
        let left = (x + INDENT).round();
        let width = text::width(&words, SIZE).ceil();
        if left < self.end + SPACE || left + width > room {
            return None;
        }
        self.end = left + width;
        Some(AxisLabel {
            x: pixels(left),
            width: pixels(width),
            text: words,
            name,
        })
    }
}

/// The axis of a scale.
pub(super) fn axis(scale: &Scale, name: &dyn Fn(TickName) -> String) -> Axis {
    let (mut narrow, mut wide) = (Row { end: -SPACE }, Row { end: -SPACE });
    let mut axis = Axis::default();
    for piece in scale.pieces().iter().filter(|piece| !piece.is_break) {
        let Some((step, ticks)) = ticks(piece, name) else {
            // What is too narrow for ticks still says which month or year it is.
            let over = if piece.finest < 20.0 {
                Step::Months(1)
            } else {
                Step::Years(1)
            };
            let named = over.whole_name(piece.from);
            let label = wide.put(piece.left, piece.right, named, name(named));
            axis.wholes.extend(label);
            continue;
        };
        // The first name of a piece may reach past it: without it nobody knows where one is. The others may not, or
        // there would be no room for the first name of the next piece.
        let is_last = piece.right >= scale.width();
        let room = |is_first: bool| {
            if is_first || is_last {
                scale.width()
            } else {
                piece.right - SPACE
            }
        };
        // A year that only its end shows is named at the edge: without it nobody knows where one is.
        if matches!(step, Step::Years(_)) && ticks.first().is_some_and(|first| *first > piece.from)
        {
            let named = Step::Years(1).name(piece.from);
            axis.ticks.push(Tick {
                x: pixels(piece.left),
                label: narrow.put(piece.left, room(true), named, name(named)),
            });
        }
        for (index, tick) in ticks.into_iter().enumerate() {
            let (x, named) = (scale.x(tick), step.name(tick));
            let label = narrow.put(x, room(index == 0), named, name(named));
            axis.ticks.push(Tick {
                x: pixels(x),
                label,
            });
        }
        let Some(wider) = step.wider() else {
            continue;
        };
        let begins = wider.ticks(piece.from, piece.to, 40.0);
        let begins = begins.into_iter().filter(|begin| *begin > piece.from);
        let mut times: Vec<f64> = std::iter::once(piece.from).chain(begins).collect();
        // The name of a stretch that is too short for it gives way to the next.
        let width = text::width(&name(wider.whole_name(piece.from)), SIZE);
        let is_short = |next: f64| scale.x(next) < piece.left + width + SPACE;
        if times.get(1).is_some_and(|next| is_short(*next)) {
            times.remove(0);
        }
        for (index, time) in times.into_iter().enumerate() {
            let named = wider.whole_name(time);
            let label = wide.put(scale.x(time), room(index == 0), named, name(named));
            axis.wholes.extend(label);
        }
    }
    axis
}

/// The narrowest step whose names fit side by side, and that is no finer than the dates of the piece.
fn ticks(piece: &Piece, name: &dyn Fn(TickName) -> String) -> Option<(Step, Vec<f64>)> {
    let width = piece.right - piece.left;
    let per_day = width / (piece.to - piece.from);
    Step::all()
        .filter(|step| step.days() >= piece.finest * 0.9)
        .map(|step| (step, step.ticks(piece.from, piece.to, width / LEAST_STEP)))
        .find(|(step, ticks)| {
            let fits = |pair: &[f64]| {
                let room = (pair[1] - pair[0]) * per_day;
                room >= text::width(&name(step.name(pair[0])), SIZE) + SPACE
            };
            // The last name of a month's days may be squeezed out; the others must fit.
            !ticks.is_empty()
                && ticks.windows(2).filter(|pair| !fits(pair)).count() <= ticks.len() / 8
        })
}
