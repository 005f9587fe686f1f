//! The picture of a timeline: where each event, lane and tick of the axis stands on a drawing, as plain geometry. Events
//! go in with their dates, labels and lanes; rectangles in whole pixels come out, which a template draws as SVG.
//!
//! Time is linear within each piece of the [`scale`] and only there: where most of a timeline happened in a small part
//! of its span, the parts get scales of their own, and time that is left out between them is a marked break.

mod axis;
mod bars;
mod calendar;
mod lanes;
mod occasion;
mod scale;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use axis::{Axis, AxisLabel};
pub(crate) use bars::{Bar, Bars};
pub(crate) use calendar::TickName;
pub(crate) use occasion::{Edge, Occasion, day_number};
pub(crate) use scale::{Piece, Scale};
pub(crate) use text::width as text_width;

/// The height of a row of marks: a target for a finger.
pub(crate) const ROW: i32 = 32;
/// The height of a lane of bars.
pub(crate) const BARS: i32 = 56;
/// The height of the axis.
const AXIS: i32 = 58;
/// The height of an axis with nothing over its ticks.
const LOW_AXIS: i32 = 36;
/// The space over the first row of a lane.
const LANE_TOP: i32 = 6;
/// The space below a lane.
pub(crate) const LANE_FOOT: i32 = 10;

/// An event that is to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Its number for the caller.
    pub(crate) key: usize,
    /// When it happened.
    pub(crate) occasion: Occasion,
    /// What stands over its mark.
    pub(crate) label: String,
    /// Whether it is told larger than others.
    pub(crate) lead: bool,
}

/// Events that are drawn in one lane.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lane {
    /// What stands at its head.
    pub(crate) title: Option<String>,
    /// The events.
    pub(crate) items: Vec<Item>,
}

/// How a picture is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// The width in pixels.
    pub(crate) width: i32,
    /// The most events of a lane that are drawn one by one; a lane of more is drawn as bars.
    pub(crate) most_marks: usize,
    /// The most rows of marks of a lane; one that needs more is drawn as bars.
    pub(crate) most_rows: usize,
    /// Whether a script may draw it at another scale, whose axis may need its whole height.
    pub(crate) is_zoomed: bool,
}

/// A picture: its axis and its lanes, from top to bottom.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The height in pixels.
    pub(crate) height: i32,
    /// The scale of time.
    pub(crate) scale: Scale,
    /// The axis, which stands at the top.
    pub(crate) axis: Axis,
    /// The height of the axis.
    pub(crate) axis_height: i32,
    /// The lanes, in the order in which they were given.
    pub(crate) lanes: Vec<LanePicture>,
}

/// A lane as it is drawn.
#[derive(Debug)]
pub(crate) struct LanePicture {
    /// Its upper edge.
    pub(crate) top: i32,
    /// Its lower edge.
    pub(crate) bottom: i32,
    /// Its title, shortened where it would be too wide.
    pub(crate) title: Option<String>,
    /// The room that its title takes in its first row.
    pub(crate) title_width: i32,
    /// Its marks, in order of time; none where it is drawn as bars.
    pub(crate) marks: Vec<Mark>,
    /// Its bars; none where it is drawn as marks.
    pub(crate) bars: Bars,
}

/// An event as it is drawn: a label over a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The event's number for the caller.
    pub(crate) key: usize,
    /// The left edge of the bar.
    pub(crate) x: i32,
    /// The bar's width.
    pub(crate) width: i32,
    /// The upper edge of the row.
    pub(crate) y: i32,
    /// The left edge of the label.
    pub(crate) text_x: i32,
    /// The label's width.
    pub(crate) text_width: i32,
    /// Whether the label ends at a place rather than begins at one: its right edge is then the place that is sure.
    pub(crate) ends: bool,
    /// The label, shortened where it would be too wide.
    pub(crate) label: String,
    /// How the bar's ends look.
    pub(crate) edge: Edge,
}

impl Mark {
    /// From where to where the label and the bar reach.
    pub(crate) fn reach(&self) -> (i32, i32) {
        (
            self.x.min(self.text_x),
            (self.x + self.width).max(self.text_x + self.text_width),
        )
    }
}

/// Draws lanes of events. `name` says what a tick is called in the site's language. `None` where nothing has a date
/// that could be drawn.
pub(crate) fn draw(
    lanes: &[Lane],
    frame: &Frame,
    name: &dyn Fn(TickName) -> String,
) -> Option<Picture> {
    let mut occasions: Vec<Occasion> = lanes
        .iter()
        .flat_map(|lane| lane.items.iter().map(|item| item.occasion))
        .collect();
    if frame.most_marks == 0 {
        // Bars count beginnings: how long something lasted needs no room.
        for occasion in &mut occasions {
            occasion.end = Some(occasion.until);
        }
    }
    let scale = Scale::of(&occasions.iter().collect::<Vec<_>>(), frame.width)?;
    let axis = axis::axis(&scale, name);
    let axis_height = if axis.wholes.is_empty() && !frame.is_zoomed {
        LOW_AXIS
    } else {
        AXIS
    };
    let mut top = axis_height;
    let mut drawn = Vec::with_capacity(lanes.len());
    for lane in lanes {
        let lane = lane_picture(lane, &scale, frame, top);
        top = lane.bottom;
        drawn.push(lane);
    }
    Some(Picture {
        height: top,
        scale,
        axis,
        axis_height,
        lanes: drawn,
    })
}

fn lane_picture(lane: &Lane, scale: &Scale, frame: &Frame, top: i32) -> LanePicture {
    let title = lane.title.as_deref().map(lanes::title);
    let title_width = title.as_ref().map(|(width, _)| *width);
    let mut drawn = LanePicture {
        top,
        bottom: top,
        title: title.map(|(_, words)| words),
        title_width: title_width.unwrap_or_default(),
        marks: Vec::new(),
        bars: Bars::default(),
    };
    let first_row = top + LANE_TOP;
    let marks = (lane.items.len() <= frame.most_marks)
        .then(|| lanes::marks(&lane.items, scale, frame.most_rows, first_row, title_width))
        .flatten();
    if let Some(marks) = marks {
        let rows_end = marks.iter().map(|mark| mark.y + ROW).max();
        drawn.bottom = rows_end.unwrap_or(first_row + ROW) + LANE_FOOT;
        drawn.marks = marks;
        return drawn;
    }
    let head = if title_width.is_some() { ROW } else { 0 };
    drawn.bars = bars::bars(&lane.items, scale);
    drawn.bottom = first_row + head + BARS + LANE_FOOT;
    drawn
}

/// A length in whole pixels. Lengths stay within the width of a picture.
#[allow(clippy::cast_possible_truncation)] // A float past the range becomes its end.
pub(crate) fn pixels(length: f64) -> i32 {
    length.round() as i32
}

/// A count as a factor of a length.
pub(crate) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
