//! Where events stand in time: their zones and moments, their order, the periods that hold them.

pub(crate) mod density;
pub(crate) mod moments;
pub(crate) mod order;
pub(crate) mod periods;

pub use periods::Periods;

pub use crate::edtf::zone::Moment;
use crate::site::EventId;

/// Where the events of a site stand in time.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The moment at which each event begins, for those with a time; by [`EventId`].
    pub moments: Vec<Option<Moment>>,
    /// Every event, in order.
    pub all: Vec<EventId>,
    /// The events of each period that has any.
    pub periods: Periods,
}
