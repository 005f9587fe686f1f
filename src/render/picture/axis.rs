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
    /// A name at a place, where it neither touches the one before nor reaches past its room.
    fn fit(&self, x: f64, room: f64, name: TickName, words: String) -> Option<AxisLabel> {
        let width = text::width(&words, SIZE).ceil();
        // Without the space before it a name may just fit.
        let left = (x + INDENT).min((room - width).max(x)).round();
        if left < self.end + SPACE || left + width > room {
            return None;
        }
        Some(AxisLabel {
            x: pixels(left),
            width: pixels(width),
            text: words,
            name,
        })
    }

    /// Takes the room of a name.
    fn take(&mut self, label: &AxisLabel) {
        self.end = f64::from(label.x + label.width);
    }
}

/// The axis of a scale.
pub(super) fn axis(scale: &Scale, name: &dyn Fn(TickName) -> String) -> Axis {
    let mut laying = Laying {
        scale,
        name,
        narrow: Row { end: -SPACE },
        wide: Row { end: -SPACE },
        said: None,
        axis: Axis::default(),
    };
    for piece in scale.pieces().iter().filter(|piece| !piece.is_break) {
        if let Some((step, ticks)) = ticks(piece, name) {
            laying.wholes(piece, step);
            laying.ticks(piece, step, ticks);
        } else {
            // What is too narrow for ticks still says which month or year it is.
            let over = if piece.finest < 20.0 {
                Step::Months(1)
            } else {
                Step::Years(1)
            };
            laying.whole(piece.left, piece.right, over.whole_name(piece.from));
        }
    }
    laying.axis
}

/// An axis that is being laid out, piece after piece.
struct Laying<'a> {
    scale: &'a Scale,
    name: &'a dyn Fn(TickName) -> String,
    narrow: Row,
    wide: Row,
    /// What the last name over the ticks says: it holds until the next.
    said: Option<TickName>,
    axis: Axis,
}

impl Laying<'_> {
    /// Puts a name over the ticks, unless it stands there already.
    fn whole(&mut self, x: f64, room: f64, named: TickName) {
        if self.said == Some(named) {
            return;
        }
        if let Some(label) = self.wide.fit(x, room, named, (self.name)(named)) {
            self.wide.take(&label);
            self.axis.wholes.push(label);
            self.said = Some(named);
        }
    }

    /// What stands over the ticks of a piece.
    fn wholes(&mut self, piece: &Piece, step: Step) {
        let Some(wider) = step.wider() else {
            return;
        };
        let begins = wider.ticks(piece.from, piece.to, 40.0);
        let begins = begins.into_iter().filter(|begin| *begin > piece.from);
        let mut times: Vec<f64> = std::iter::once(piece.from).chain(begins).collect();
        // The name of a stretch that is too short for it gives way to the next, where there is room for that.
        let width = |time: f64| text::width(&(self.name)(wider.whole_name(time)), SIZE);
        let gives_way = |next: f64| {
            let x = self.scale.x(next);
            x < piece.left + width(piece.from) + SPACE && x + width(next) <= self.room(piece, false)
        };
        if times.get(1).is_some_and(|next| gives_way(*next)) {
            times.remove(0);
        }
        for (index, time) in times.into_iter().enumerate() {
            let room = self.room(piece, index == 0);
            self.whole(self.scale.x(time), room, wider.whole_name(time));
        }
    }

    /// The ticks of a piece, with names where the name over them is theirs too.
    fn ticks(&mut self, piece: &Piece, step: Step, mut times: Vec<f64>) {
        // Where a piece begins is named, also between two steps: without it nobody knows where one is.
        let unit = step.unit();
        if times.first().is_some_and(|first| *first > piece.from) {
            times.insert(0, piece.from);
        }
        // So is its last day.
        let last = unit.floor(piece.to - 1e-6);
        let ends = matches!(step, Step::Days(_)) && times.last().is_some_and(|time| *time < last);
        if ends {
            times.push(last);
        }
        let is_theirs = |said: Option<TickName>, time: f64| {
            let wider = step.wider();
            wider.is_none_or(|wider| said == Some(wider.whole_name(time)))
        };
        let last_width = text::width(&(self.name)(unit.name(last)), SIZE);
        let held = self.scale.x(last).min(self.scale.width() - last_width);
        for (index, time) in times.into_iter().enumerate() {
            let named = unit.name(time);
            let x = self.scale.x(time);
            let mut room = self.room(piece, index == 0);
            if ends && time < last && index > 0 {
                room = room.min(held - SPACE);
            } else if ends && index > 0 {
                room = self.scale.width();
            }
            let label = self.narrow.fit(x, room, named, (self.name)(named));
            let label = label.filter(|label| is_theirs(self.said_at(label.x), time));
            if let Some(label) = &label {
                self.narrow.take(label);
            }
            self.axis.ticks.push(Tick {
                x: pixels(x),
                label,
            });
        }
    }

    /// What the name over a place says.
    fn said_at(&self, x: i32) -> Option<TickName> {
        let before = |label: &&AxisLabel| label.x <= x;
        let label = self.axis.wholes.iter().rfind(before);
        label.map(|label| label.name)
    }

    /// How far a name may reach. The first of a piece may reach past it: without it nobody knows where one is. The others may
    /// not, or there would be no room for the first name of the next piece.
    fn room(&self, piece: &Piece, is_first: bool) -> f64 {
        if is_first || piece.right >= self.scale.width() {
            self.scale.width()
        } else {
            piece.right - SPACE
        }
    }
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
