//! The clock: the one place where the program asks what day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::edtf::Day;

/// Today, in UTC.
#[must_use]
pub fn today() -> Day {
    const SECONDS_OF_DAY: u64 = 24 * 60 * 60;
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Day(i64::try_from(seconds / SECONDS_OF_DAY).unwrap_or_default())
}
