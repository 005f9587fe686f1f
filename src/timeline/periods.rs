//! The periods that have events: days, months and years always, decades and centuries where the timeline spans more
//! than one of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::Event;
use crate::edtf::Period;
use crate::site::EventId;

/// The events of each period that has any, by kind of period and then in order of time.
#[derive(Debug, Clone, Default)]
pub struct Periods {
    by_period: BTreeMap<Period, Vec<EventId>>,
}

impl Periods {
    /// Puts each event into the periods that its date supports and that the site `has`.
    #[must_use]
    pub fn of(events: &[Arc<Event>], has: impl Fn(Period) -> bool) -> Self {
        let mut by_period: BTreeMap<Period, Vec<EventId>> = BTreeMap::new();
        for (index, event) in events.iter().enumerate() {
            for period in event
                .date
                .periods()
                .into_iter()
                .filter(|period| has(*period))
            {
                by_period
                    .entry(period)
                    .or_default()
                    .push(EventId::new(index));
            }
        }
        for is_kind in [
            |p: &Period| matches!(p, Period::Decade(_)),
            |p: &Period| matches!(p, Period::Century(_)),
        ] {
            if by_period.keys().filter(|period| is_kind(period)).count() < 2 {
                by_period.retain(|period, _| !is_kind(period));
            }
        }
        Self { by_period }
    }

    /// The events of a period, in order; none where it has no page.
    #[must_use]
    pub fn events(&self, period: Period) -> &[EventId] {
        self.by_period.get(&period).map_or(&[], Vec::as_slice)
    }

    /// Whether a period has events.
    #[must_use]
    pub fn contains(&self, period: Period) -> bool {
        self.by_period.contains_key(&period)
    }

    /// Every period that has events.
    pub fn iter(&self) -> impl Iterator<Item = (Period, &[EventId])> {
        self.by_period
            .iter()
            .map(|(period, events)| (*period, events.as_slice()))
    }

    /// The period of the same kind before one, that has events.
    #[must_use]
    pub fn before(&self, period: Period) -> Option<Period> {
        let (other, _) = self.by_period.range(..period).next_back()?;
        (other.rank() == period.rank()).then_some(*other)
    }

    /// The period of the same kind after one, that has events.
    #[must_use]
    pub fn after(&self, period: Period) -> Option<Period> {
        use std::ops::Bound::{Excluded, Unbounded};
        let (other, _) = self.by_period.range((Excluded(period), Unbounded)).next()?;
        (other.rank() == period.rank()).then_some(*other)
    }

    /// The periods of the next smaller kind within one, that have events.
    pub fn within(&self, period: Period) -> impl Iterator<Item = (Period, &[EventId])> {
        let parts = period.parts();
        let range = parts.map(|parts| self.by_period.range(parts));
        range
            .into_iter()
            .flatten()
            .map(|(period, events)| (*period, events.as_slice()))
    }
}
