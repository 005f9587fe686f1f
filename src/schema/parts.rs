//! What several schemas share: dates, names, pictures, places.

#![allow(dead_code, reason = "only the schemas of these types are used")]

use schemars::JsonSchema;

/// A value, or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// An EDTF date (ISO 8601-2:2019, levels 0 to 2), a local time such as 2022-01-21T11:00, or a range of them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(extend("examples" = [
    "2022-01-21", "2022-01-21T11:00", "2022-01", "1914~", "2014/..", "2022-01-09/2022-01-13",
    "[2022-01-13..2022-01-20]", "198X", "-0499"
]))]
pub(super) enum Date {
    /// The date as text.
    Written(String),
    /// A year.
    Year(i64),
    /// One of several days, without quotes.
    OneOf(Vec<serde_json::Value>),
}

/// A picture: its file alone, or with what it shows.
#[derive(JsonSchema)]
#[serde(untagged)]
pub(super) enum Image {
    /// The name of a file that lies beside the text.
    File(String),
    Described(DescribedImage),
}

/// A picture with what it shows.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct DescribedImage {
    /// The name of a file that lies beside the text.
    file: String,
    /// What the picture shows, for those who do not see it.
    alt: Option<String>,
    /// Who made it.
    credit: Option<String>,
    /// What stands below it.
    caption: Option<String>,
}

/// Where a place is, in degrees (WGS 84); south and west are negative.
#[derive(JsonSchema)]
#[serde(untagged)]
pub(super) enum Location {
    /// Latitude and longitude.
    Pair([f64; 2]),
    Point(Point),
}

/// Where a place is, and how exactly.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Point {
    /// Degrees north.
    #[schemars(range(min = -90, max = 90))]
    lat: f64,
    /// Degrees east.
    #[schemars(range(min = -180, max = 180))]
    lon: f64,
    /// Metres within which it is.
    #[schemars(range(min = 0))]
    precision: Option<f64>,
}
