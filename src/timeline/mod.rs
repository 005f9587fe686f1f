//! Where events stand in time: their zones and moments, their order, the periods that hold them.

pub(crate) mod moments;
pub(crate) mod order;
pub(crate) mod periods;

pub use periods::Periods;

pub use crate::edtf::zone::{Moment, Tz};
use crate::site::EventId;

/// Where the events of a site stand in time.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// The moment at which each event begins, for those with a time; by [`EventId`].
    pub moments: Vec<Option<Moment>>,
    /// The zone in which the times of each event are given and shown.
    pub zones: Vec<Tz>,
    /// Every event, in order.
    pub all: Vec<EventId>,
    /// The events of each period that has any.
    pub periods: Periods,
}
