//! The words for when each event happened, made once: its page, its rows, its feeds and the drawings all say them.

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
