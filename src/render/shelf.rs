//! What is made once for each event and shared by every file that shows it.

use std::sync::OnceLock;

use crate::site::EventId;

/// What is made of each event when it is first asked for.
pub(crate) struct PerEvent<T>(Box<[OnceLock<T>]>);

impl<T> PerEvent<T> {
    /// Nothing yet, for so many events.
    pub(super) fn for_events(events: usize) -> Self {
        Self((0..events).map(|_| OnceLock::new()).collect())
    }

    /// What was made of an event; made by `make`, which gives the same at every call, when it is first asked for.
    pub(super) fn get(&self, event: EventId, make: impl FnOnce() -> T) -> &T {
        self.0[event.index()].get_or_init(make)
    }

    /// The same where the making may fail, which is tried again when it is next asked for.
    pub(super) fn try_get<E>(
        &self,
        event: EventId,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<&T, E> {
        let slot = &self.0[event.index()];
        if let Some(piece) = slot.get() {
            return Ok(piece);
        }
        let piece = make()?;
        Ok(slot.get_or_init(|| piece))
    }
}

/// Files deeper below the site's root than this share one set of pieces too few: `2022/01/21/page/2/` is the deepest.
const DEPTHS: usize = 8;

/// One kind of piece. Links within the site differ with the depth of the file that a piece stands in, and so each depth
/// has pieces of its own, made when a file of that depth first asks.
pub(super) struct Shelf<T> {
    depths: [OnceLock<PerEvent<T>>; DEPTHS],
    events: usize,
}

impl<T> Shelf<T> {
    /// An empty shelf for so many events.
    pub(super) fn for_events(events: usize) -> Self {
        Self {
            depths: std::array::from_fn(|_| OnceLock::new()),
            events,
        }
    }

    /// The piece of an event for files of a depth; made by `make` when it is first asked for.
    pub(super) fn get(&self, depth: usize, event: EventId, make: impl FnOnce() -> T) -> &T {
        self.depths[depth.min(DEPTHS - 1)]
            .get_or_init(|| PerEvent::for_events(self.events))
            .get(event, make)
    }
}
