//! Where events stand in time: their zones and moments, their order, the periods that hold them, their density.

use std::collections::BTreeMap;

use crate::edtf::Period;
use crate::site::EventId;

/// Where the events of a site stand in time.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The moment at which each event begins, for those with a time; by [`EventId`].
    pub moments: Vec<Option<Moment>>,
    /// The events of each period that has any, in order. Days, months and years always; decades and centuries where
    /// the timeline spans more than one.
    pub periods: BTreeMap<Period, Vec<EventId>>,
}

/// A moment as a clock on the spot shows it, and as UTC counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The zone (IANA name) in which the local time is given; `None` where the date itself has an offset.
    pub zone: Option<chrono_tz::Tz>,
    /// Minutes from 1970-01-01T00:00Z.
    pub utc_minutes: i64,
    /// Minutes that the local clock is ahead of UTC.
    pub offset_minutes: i32,
}
