//! The words for when each event happened, made once: its page, its rows, its feeds and the drawings all say them.

use std::sync::OnceLock;

use crate::site::EventId;

/// The words for when an event happened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// The date, without the time where that is told apart.
    pub(crate) text: String,
    /// The time with the zone's abbreviation.
    pub(crate) local_time: Option<String>,
    /// The same moment in UTC.
    pub(crate) utc_time: Option<String>,
}

/// The words of all events, as far as they were asked for.
pub(crate) struct Tellings(Box<[OnceLock<Told>]>);

impl Tellings {
    pub(super) fn for_events(events: usize) -> Self {
        Self((0..events).map(|_| OnceLock::new()).collect())
    }

    /// The words of an event, which are the same at every call.
    pub(super) fn of(&self, id: EventId, tell: impl FnOnce() -> Told) -> &Told {
        self.0[id.index()].get_or_init(tell)
    }
}
