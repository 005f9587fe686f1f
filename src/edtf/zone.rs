//! Time zones.

use chrono_tz::Tz;

/// A zone by its IANA name.
#[must_use]
pub fn parse_zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}
