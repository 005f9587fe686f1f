//! A map of places. All lengths are whole pixels of a drawing that is `width` wide.

use schemars::JsonSchema;
use serde::Serialize;

/// A map (`map` in templates).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MapView {
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// What it shows, for those who do not see it.
    pub name: String,
    /// The land: the data of an SVG path, in half pixels.
    pub land: String,
    /// The places, the smallest first.
    pub dots: Vec<DotView>,
}

/// One place, or several that are too near to each other to be told apart.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DotView {
    /// The page of the first place.
    pub url: String,
    /// The places and how many events they have.
    pub name: String,
    /// Whether the page is about it.
    pub subject: bool,
    /// Its centre.
    pub x: i32,
    /// Its centre.
    pub y: i32,
    /// Its radius.
    pub radius: i32,
    /// The name that stands beside it; none where there is no room.
    pub label: Option<String>,
    /// Where the label begins, ends or has its middle.
    pub label_x: i32,
    /// The line on which it stands.
    pub label_y: i32,
    /// Whether `label_x` is its `start`, its `middle` or its `end`, left to right.
    pub label_anchor: String,
}
