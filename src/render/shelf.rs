//! Pieces of pages and feeds that are made once for each event and shared by every file that shows them.

use std::sync::OnceLock;

use crate::site::EventId;

/// Files deeper below the site's root than this share one set of pieces too few: `2022/01/21/page/2/` is the deepest.
const DEPTHS: usize = 8;

/// One kind of piece. Links within the site differ with the depth of the file that a piece stands in, and so each depth
/// has pieces of its own, made when a file of that depth first asks.
pub(super) struct Shelf<T> {
    depths: [OnceLock<Box<[OnceLock<T>]>>; DEPTHS],
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
    pub(super) fn get<E>(
        &self,
        depth: usize,
        event: EventId,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<&T, E> {
        let pieces = self.depths[depth.min(DEPTHS - 1)]
            .get_or_init(|| (0..self.events).map(|_| OnceLock::new()).collect());
        let slot = &pieces[event.index()];
        if let Some(piece) = slot.get() {
            return Ok(piece);
        }
        let piece = make()?;
        Ok(slot.get_or_init(|| piece))
    }
}
