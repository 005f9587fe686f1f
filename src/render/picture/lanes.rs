//! Marks in rows: each event in the first row in which its bar and its label touch no other.

use super::{Edge, Item, Mark, ROW, Scale, count, pixels, text};

/// The size of labels in pixels.
const SIZE: f64 = 14.0;
/// The size of the titles of lanes in pixels.
const TITLE: f64 = 17.0;
/// The room for the count behind a title.
const COUNT: i32 = 48;
/// How much wider the labels of lead events are, which are bold.
const BOLD: f64 = 1.1;
/// The widest label in pixels, where rows are left over and where they are not.
const MOST_LABEL: [f64; 2] = [600.0, 340.0];
/// The widest title of a lane in pixels.
const MOST_TITLE: f64 = 340.0;
/// The least width of a bar: a dot.
const DOT: f64 = 9.0;
/// The least space between two marks of a row.
pub(super) const SPACE: i32 = 14;

/// The width of a lane's title with its count, and the title, shortened where it would be too wide.
pub(super) fn title(words: &str) -> (i32, String) {
    let words = text::shortened(words, TITLE, MOST_TITLE);
    (pixels(text::width(&words, TITLE)) + COUNT, words)
}

/// The marks of a lane whose rows begin at `top`, in order of time; `None` where they need more rows than so many. The
/// lane's title takes so many pixels of the first row, or none. Labels are cut where whole ones would need too many rows.
pub(super) fn marks(
    items: &[Item],
    scale: &Scale,
    most_rows: usize,
    top: i32,
    title: Option<i32>,
) -> Option<Vec<Mark>> {
    MOST_LABEL.into_iter().find_map(|most_label| {
        let marks = items.iter().map(|item| mark(item, scale, most_label));
        rows(marks.collect(), most_rows, top, title)
    })
}

/// Gives marks their rows.
fn rows(mut marks: Vec<Mark>, most_rows: usize, top: i32, title: Option<i32>) -> Option<Vec<Mark>> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|&index| (marks[index].reach().0, marks[index].key));
    let mut ends: Vec<i32> = title.into_iter().collect();
    for index in order {
        let (left, right) = marks[index].reach();
        let row = ends.iter().position(|end| end + SPACE <= left);
        let row = row.unwrap_or_else(|| {
            ends.push(0);
            ends.len() - 1
        });
        if row >= most_rows {
            return None;
        }
        ends[row] = right;
        marks[index].y = top + pixels(count(row)) * ROW;
    }
    Some(marks)
}

/// A mark whose row is not yet known.
fn mark(item: &Item, scale: &Scale, most_label: f64) -> Mark {
    let occasion = &item.occasion;
    let from = occasion.start.map_or(0.0, |start| scale.x(start));
    let to = occasion.end.map_or(scale.width(), |end| scale.x(end));
    // A moment stands in the middle of its dot; a dot never leaves the drawing.
    let widened = (DOT - (to - from)).max(0.0);
    let is_moment = occasion.edge == Edge::Exact && occasion.length() == 0.0;
    let shift = if is_moment { widened / 2.0 } else { 0.0 };
    let left = (from - shift).min(scale.width() - DOT).max(0.0);
    let width = (to - from).max(DOT).min(scale.width() - left);
    let size = if item.lead { SIZE * BOLD } else { SIZE };
    let label = text::shortened(&item.label, size, most_label.min(scale.width()));
    let text_width = text::width(&label, size).ceil();
    // A label that would leave the drawing ends where its bar ends, or at the edge.
    let ends = left + text_width > scale.width();
    let text_end = (left + width).max(text_width);
    let text_left = if ends { text_end - text_width } else { left };
    Mark {
        key: item.key,
        x: pixels(left),
        width: pixels(width),
        y: 0,
        text_x: pixels(text_left),
        text_width: pixels(text_width),
        ends,
        label,
        edge: occasion.edge,
    }
}
