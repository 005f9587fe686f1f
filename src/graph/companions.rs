//! Which terms share most events with a term.

use rayon::prelude::*;

use crate::site::{EventId, TermId};

/// How many companions a term has at most.
const MOST: usize = 12;

/// Terms that one thread takes at once, with counts of its own for every term.
const AT_ONCE: usize = 64;

/// The companions of every term: the terms, of any taxonomy, that share most events with it, most first.
///
/// `events` are those of each term, `named` the terms of each event. A term's own parts and larger terms are left out:
/// they share its events by definition. The time is linear in the events of all terms.
pub(crate) fn companions(
    events: &[&[EventId]],
    named: &[Vec<TermId>],
    is_kin: impl Fn(TermId, TermId) -> bool + Sync,
) -> Vec<Vec<(TermId, usize)>> {
    let counts = || (vec![0_usize; events.len()], Vec::<TermId>::new());
    let of_term = |(shared, touched): &mut (Vec<usize>, Vec<TermId>), index: usize| {
        let term = TermId::new(index);
        for event in events[index] {
            for &other in &named[event.index()] {
                if other != term {
                    if shared[other.index()] == 0 {
                        touched.push(other);
                    }
                    shared[other.index()] += 1;
                }
            }
        }
        let mut list: Vec<(TermId, usize)> = touched
            .drain(..)
            .map(|other| (other, std::mem::take(&mut shared[other.index()])))
            .filter(|(other, _)| !is_kin(term, *other))
            .collect();
        list.sort_unstable_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        list.truncate(MOST);
        list
    };
    (0..events.len())
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(counts, of_term)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_share_most_events_come_first() {
        let named = [vec![0, 1], vec![0, 1, 2], vec![0, 2], vec![0, 2]];
        let named: Vec<Vec<TermId>> = named
            .iter()
            .map(|ids| ids.iter().copied().map(TermId).collect())
            .collect();
        let events: Vec<Vec<EventId>> = (0..3)
            .map(|term| {
                let has = |event: &usize| named[*event].contains(&TermId(term));
                (0..named.len()).filter(has).map(EventId::new).collect()
            })
            .collect();
        let events: Vec<&[EventId]> = events.iter().map(Vec::as_slice).collect();
        let found = companions(&events, &named, |_, _| false);
        assert_eq!(found[0], [(TermId(2), 3), (TermId(1), 2)]);
        assert_eq!(found[1], [(TermId(0), 2), (TermId(2), 1)]);
        let without_kin = companions(&events, &named, |a, b| a.0 + b.0 == 2);
        assert_eq!(without_kin[0], [(TermId(1), 2)]);
    }
}
