//! The drawing of a timeline. All lengths are whole pixels of a drawing that is `width` wide; in a right-to-left language
//! they are already mirrored.

use schemars::JsonSchema;
use serde::Serialize;

use super::Link;

/// A timeline as a drawing (`picture` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools)] // Templates ask each of them by its name.
pub struct PictureView {
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// Whether time runs from right to left.
    pub mirrored: bool,
    /// The height of the axis, which stands at the top.
    pub axis: i32,
    /// The ticks of the axis, drawn through all lanes, as an SVG path.
    pub grid: String,
    /// The names on the axis: those over the ticks, then the ticks' own.
    pub labels: Vec<AxisLabelView>,
    /// Where the scale leaves time out.
    pub breaks: Vec<BreakView>,
    /// Where one scale ends and another begins without a break.
    pub seams: Vec<i32>,
    /// The lanes, from top to bottom.
    pub lanes: Vec<LaneView>,
    /// The lanes that there was no room for.
    pub more_lanes: usize,
    /// The page of all terms that have lanes.
    pub more_url: Option<String>,
    /// The other ways to arrange the same events in lanes.
    pub ways: Vec<WayView>,
    /// What a script needs to draw it at any scale; only where it shows the whole timeline.
    pub zoom: Option<ZoomView>,
    /// Whether it shows the whole timeline of a site that is opened from a disk, where no script may zoom it.
    pub on_disk: bool,
    /// Whether a lane is drawn as bars.
    pub has_bars: bool,
    /// Whether a lane is drawn as marks.
    pub has_marks: bool,
    /// What each column counts, where all count the same: `day`, `month`, `year`, `decade`, `century`.
    pub unit: Option<String>,
    /// How many events have dates too vague for a bar.
    pub vague: usize,
    /// These events, where they are few enough to be named.
    pub vague_events: Vec<Link>,
    /// Whether an event that is counted in a period lasts into another one.
    pub has_lasting: bool,
    /// Whether an event stands in more than one lane.
    pub has_repeated: bool,
    /// What the drawing shows, for those who do not see it.
    pub name: String,
}

/// A name on the axis.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AxisLabelView {
    /// Whether it stands over the ticks: the year over months, the month over days.
    pub over: bool,
    /// Where it begins.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its left edge.
    pub left: i32,
    /// Its width, and no less than a finger needs.
    pub width: i32,
    /// The words.
    pub text: String,
    /// The page of the period that it names, where the drawing leads there.
    pub url: Option<String>,
}

/// A stretch of time that is left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BreakView {
    /// Its left edge.
    pub x: i32,
    /// Its width.
    pub width: i32,
}

/// One arrangement of the events in lanes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WayView {
    /// The taxonomy: "Actors".
    pub title: String,
    /// Its page.
    pub url: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// What a script needs to draw the timeline at any scale.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ZoomView {
    /// The file of all events and arrangements.
    pub marks: String,
    /// The arrangement that is shown, by its name in that file.
    pub arrangement: String,
    /// How many events begin when, as an SVG path on a strip that is as wide as the drawing; time runs from left to right.
    pub strip: String,
    /// The height of that strip.
    pub strip_height: i32,
    /// The page with a list that can be filtered by days; none where the list is too long for that, or too short.
    pub list: Option<String>,
}

/// A lane.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LaneView {
    /// What its events share; none where it is the only lane.
    pub title: Option<String>,
    /// The page of that, where it has one.
    pub url: Option<String>,
    /// How many events it has.
    pub count: usize,
    /// Its upper edge.
    pub top: i32,
    /// Its lower edge.
    pub bottom: i32,
    /// Where the line of its title begins.
    pub title_x: i32,
    /// The left edge of that line.
    pub title_left: i32,
    /// The width of that line.
    pub title_width: i32,
    /// Its events, one by one.
    pub marks: Vec<MarkView>,
    /// Its events, counted by period, where they are too many for marks.
    pub bars: Vec<BarView>,
    /// The same more finely, as an SVG path: a column for each period that an eye can tell from its neighbours.
    pub columns: String,
}

/// An event on the drawing: a label over a bar.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MarkView {
    /// The event's page.
    pub url: String,
    /// The label, shortened where it would be too wide.
    pub label: String,
    /// Its date, title and status, for those who do not see the drawing.
    pub name: String,
    /// `exact`, `soft`, `range`, `soft-range`, `open-start`, `open-end`.
    pub edge: String,
    /// The status's key.
    pub status: String,
    /// Whether it leads on the front page.
    pub lead: bool,
    /// The left edge of the bar.
    pub x: i32,
    /// The upper edge of the row.
    pub y: i32,
    /// The width of the bar.
    pub width: i32,
    /// Where the label begins, or ends.
    pub text_x: i32,
    /// Whether the label ends there.
    pub text_ends: bool,
    /// The left edge of label and bar together.
    pub reach_x: i32,
    /// Their width.
    pub reach_width: i32,
}

/// The events of a period on the drawing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BarView {
    /// The period and how many events: "21 January 2022: 3 events".
    pub name: String,
    /// The period's page, where it has one.
    pub url: Option<String>,
    /// The left edge.
    pub x: i32,
    /// The width.
    pub width: i32,
}
