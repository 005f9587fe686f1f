//! The order of events: earliest bound, then time, then narrower precision first, then `order:`, then slug.

use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Daypart, Event};
use crate::edtf::Bound;
use crate::edtf::zone::Moment;

/// The order of events, as indices: the first is the earliest.
///
/// An event without a known beginning comes before all others; one without a time before those of its day that have
/// one. Times of different zones are compared as moments, and a part of the day stands where it begins.
pub(crate) fn order(events: &[Arc<Event>], moments: &[Option<Moment>]) -> Vec<usize> {
    let key = |(event, moment): (&Arc<Event>, &Option<Moment>)| {
        let earliest = match event.date.earliest() {
            Bound::Day(day) => day.0,
            Bound::Open | Bound::Unknown => i64::MIN,
        };
        let time = match (moment, event.daypart) {
            (Some(moment), _) => Some(moment.utc_minutes),
            (None, Some(daypart)) => Some(
                earliest
                    .saturating_mul(24 * 60)
                    .saturating_add(begins(daypart)),
            ),
            (None, None) => None,
        };
        (earliest, time, event.date.precision(), event.order)
    };
    let keys: Vec<_> = events.par_iter().zip(moments).map(key).collect();
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.par_sort_by(|&a, &b| {
        let by_slug = || events[a].slug.cmp(&events[b].slug);
        keys[a].cmp(&keys[b]).then_with(by_slug)
    });
    order
}

/// The minute of the day at which a part of it begins, for the order alone.
fn begins(daypart: Daypart) -> i64 {
    60 * match daypart {
        Daypart::Morning => 6,
        Daypart::Afternoon => 12,
        Daypart::Evening => 18,
        Daypart::Night => 22,
    }
}
