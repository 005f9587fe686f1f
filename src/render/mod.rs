//! From the site to the bytes of its files: feeds, calendars, data files, the sitemap and the search index.
//!
//! Each format is one file and one function, from plain data to bytes, without a clock and without a disk.

mod characters;
mod content_line;
mod entry;
mod feed;
mod identifier;
mod json;
mod links;

mod xml;

pub mod atom;
pub mod events_csv;
pub mod events_json;
pub mod geojson;
pub mod icalendar;
pub mod json_feed;
pub mod json_ld;
pub mod search_index;
pub mod sitemap;
pub mod timelinejs;
pub mod updated;

pub use feed::Feed;
pub use links::{Addresses, Links};
pub use updated::Instant;

use crate::site::EventId;

/// A file of a format that cannot hold every event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partial {
    /// The file.
    pub bytes: Vec<u8>,
    /// The events that the format cannot hold honestly, in order.
    pub left_out: Vec<EventId>,
}
