//! When an event was last touched, as feeds want to know it, told by the content alone and not by a clock.
//!
//! It is the latest of: the event's corrections, the dates of publication of its sources, and its own date where that is
//! exact and the event is more than announced. An event with none of them has the earliest day that its date can mean.

use crate::content::Event;
use crate::edtf::zone::Tz;
use crate::edtf::{Day, EventDate};
use crate::site::{EventId, Site};

/// A moment in whole minutes from 1970-01-01T00:00Z, within the years 1 to 9999 that RFC 3339 and RFC 5545 can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i64);

const MINUTES_PER_DAY: i64 = 24 * 60;

impl Instant {
    /// What stands where a format asks for a moment and nothing has one: a list without events.
    pub const NONE: Self = Self(0);

    /// A moment, moved into the years 1 to 9999.
    #[must_use]
    pub fn from_minutes(minutes: i64) -> Self {
        let first = Day::from_ymd(1, 1, 1).0 * MINUTES_PER_DAY;
        let last = Day::from_ymd(9999, 12, 31).0 * MINUTES_PER_DAY + MINUTES_PER_DAY - 1;
        Self(minutes.clamp(first, last))
    }

    /// The first minute of a day in UTC.
    #[must_use]
    pub fn from_day(day: Day) -> Self {
        Self::from_minutes(day.0.saturating_mul(MINUTES_PER_DAY))
    }

    /// The moment as RFC 3339 (section 5.6) writes it.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let (year, month, day, hour, minute) = self.parts();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
    }

    /// The moment as iCalendar (RFC 5545, section 3.3.5, form 2) writes it.
    #[must_use]
    pub fn basic(self) -> String {
        let (year, month, day, hour, minute) = self.parts();
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}00Z")
    }

    fn parts(self) -> (i64, u8, u8, i64, i64) {
        let (year, month, day) = Day(self.0.div_euclid(MINUTES_PER_DAY)).ymd();
        let minutes = self.0.rem_euclid(MINUTES_PER_DAY);
        (year, month, day, minutes / 60, minutes % 60)
    }
}

/// When an event was last touched.
#[must_use]
pub(super) fn event(site: &Site, id: EventId) -> Instant {
    let event = &site.events[id.index()];
    let links = &site.graph.events[id.index()];
    let zone = site.settings.timezone;
    let corrections = event.corrections.iter().map(|correction| &correction.date);
    let published = links
        .text
        .citations
        .iter()
        .filter_map(|citation| site.sources[citation.source.index()].published.as_ref());
    let happened = !matches!(links.status.as_str(), "announced" | "cancelled");
    corrections
        .chain(published)
        .filter_map(|date| of_date(date, zone))
        .chain(own(site, id, event).filter(|_| happened && event.date.is_exact()))
        .max()
        .or_else(|| own(site, id, event))
        .unwrap_or(Instant::NONE)
}

fn own(site: &Site, id: EventId, event: &Event) -> Option<Instant> {
    match site.timeline.moments.get(id.index()) {
        Some(Some(moment)) => Some(Instant::from_minutes(moment.utc_minutes)),
        _ => of_date(&event.date, site.settings.timezone),
    }
}

/// The earliest moment that a date can mean, or the end of one without a beginning; a day without a time begins in UTC.
fn of_date(date: &EventDate, zone: Tz) -> Option<Instant> {
    let day = date.earliest().day().or_else(|| date.latest().day())?;
    let moment = date.start_moment(zone).and_then(Result::ok);
    Some(moment.map_or_else(
        || Instant::from_day(day),
        |moment| Instant::from_minutes(moment.utc_minutes),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_stay_within_what_the_formats_can_write() {
        let check = |day: Day, expected: &str| {
            assert_eq!(Instant::from_day(day).rfc3339(), expected);
        };
        check(Day::from_ymd(2022, 1, 21), "2022-01-21T00:00:00Z");
        check(Day::from_ymd(1969, 12, 31), "1969-12-31T00:00:00Z");
        check(Day::from_ymd(-499, 3, 15), "0001-01-01T00:00:00Z");
        check(Day(i64::MIN), "0001-01-01T00:00:00Z");
        check(Day(i64::MAX), "9999-12-31T23:59:00Z");
    }

    #[test]
    fn instants_are_written_as_rfc_5545_wants_them() {
        let check = |minutes: i64, expected: &str| {
            assert_eq!(Instant::from_minutes(minutes).basic(), expected);
        };
        check(0, "19700101T000000Z");
        check(-1, "19691231T235900Z");
        check(1_642_761_420 / 60, "20220121T103700Z");
    }
}
