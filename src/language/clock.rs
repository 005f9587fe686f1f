//! Times of day: on the clock of the place, with its zone, and in UTC beside it.

use super::Language;
use super::phrases::fill;
use super::range::Join;
use crate::content::Daypart;
use crate::edtf::zone::{Clock, Moment, Tz, offset_name};
use crate::edtf::{ClockTime, EventDate};

/// The name of universal time, which every language writes alike.
const UTC: &str = "UTC";

impl Language {
    /// A time of day: `11:00`, `11:00:30`, in American English `11:00 AM`.
    #[must_use]
    pub fn clock(&self, hour: u8, minute: u8, second: Option<u8>) -> String {
        self.calendar.time(hour, minute, second)
    }

    /// A time as a date states it, with the offset where it states one: `11:00`, `11:00 UTC+1`.
    pub(super) fn clock_time(&self, time: ClockTime) -> String {
        let text = self.clock(time.hour, time.minute, time.second);
        match time.offset_minutes {
            None => text,
            Some(offset) => {
                let values = [("time", &*text), ("zone", &*offset_name(offset))];
                fill(self.date_phrase("zoned_alone"), &values)
            }
        }
    }

    /// The long form of an instant: `21 January 2022, 11:00 CET (10:00 UTC)`.
    #[must_use]
    pub fn moment(&self, moment: &Moment) -> String {
        let date = self.day(moment.local().day);
        self.with_time(&date, &self.moment_time(moment))
    }

    /// The time of an instant by itself: `11:00 CET (10:00 UTC)`.
    #[must_use]
    pub fn moment_time(&self, moment: &Moment) -> String {
        let second = moment.second;
        let (local, utc) = (moment.local(), moment.utc());
        let local_time = self.clock(local.hour, local.minute, second);
        let utc_time = self.dated_unless(utc, local, second);
        self.zoned(&local_time, &moment.abbreviation, &utc_time)
    }

    /// The time of an instant on the clock of the place, `11:00 CET`, and in UTC, `10:00 UTC`, with its day where that
    /// is another; the second is `None` where the place keeps UTC.
    #[must_use]
    pub fn local_and_utc(&self, moment: &Moment) -> (String, Option<String>) {
        let (local, utc) = (moment.local(), moment.utc());
        let local_time = self.clock(local.hour, local.minute, moment.second);
        let utc_time = self.dated_unless(utc, local, moment.second);
        let zoned = |time: &str, zone: &str| {
            let values = [("time", time), ("zone", zone)];
            fill(self.date_phrase("zoned_alone"), &values)
        };
        let universal = zoned(&utc_time, UTC);
        if moment.abbreviation == UTC {
            return (universal, None);
        }
        (zoned(&local_time, &moment.abbreviation), Some(universal))
    }

    /// The date as [`Language::date`] says it, but with its times in a zone and in UTC. A time that the zone skipped,
    /// or that stood twice, shows without them.
    #[must_use]
    pub fn date_in_zone(&self, date: &EventDate, zone: Tz) -> String {
        let start = date.start_moment(zone).and_then(Result::ok);
        let end = date.end_moment(zone).and_then(Result::ok);
        match (start, end) {
            (Some(moment), None) if !date.is_range() => self.moment(&moment),
            (Some(start), Some(end)) => self.moments(&start, &end),
            _ => self.date(date),
        }
    }

    /// A date's words with a part of the day: `9 January 2022, evening`.
    #[must_use]
    pub fn with_daypart(&self, date: &str, daypart: Daypart) -> String {
        self.with_time(date, self.daypart(daypart))
    }

    /// From one instant to another.
    fn moments(&self, start: &Moment, end: &Moment) -> String {
        let (from, to) = (start.local(), end.local());
        if from.day != to.day || start.abbreviation != end.abbreviation {
            let (start, end) = (self.moment(start), self.moment(end));
            return self.join(Join::Range, "dates", &start, &end);
        }
        let times = |from: &str, to: &str| self.join(Join::Range, "times", from, to);
        let time =
            |clock: Clock, moment: &Moment| self.clock(clock.hour, clock.minute, moment.second);
        let local = times(&time(from, start), &time(to, end));
        let utc = times(
            &self.dated_unless(start.utc(), from, start.second),
            &self.dated_unless(end.utc(), start.utc(), end.second),
        );
        let zoned = self.zoned(&local, &start.abbreviation, &utc);
        self.with_time(&self.day(from.day), &zoned)
    }

    /// A local time with its zone, and UTC beside it unless it is the zone.
    fn zoned(&self, local: &str, zone: &str, utc: &str) -> String {
        let key = if zone == UTC { "zoned_alone" } else { "zoned" };
        let values = [("time", local), ("zone", zone), ("utc", utc)];
        fill(self.date_phrase(key), &values)
    }

    /// A time, with its day unless that is the other clock's.
    fn dated_unless(&self, clock: Clock, other: Clock, second: Option<u8>) -> String {
        let time = self.clock(clock.hour, clock.minute, second);
        if clock.day == other.day {
            return time;
        }
        let (_, month, day) = clock.day.ymd();
        self.with_time(&self.day_of_year_pieces(month, day).text(), &time)
    }

    pub(super) fn with_time(&self, date: &str, time: &str) -> String {
        fill(
            self.date_phrase("with_time"),
            &[("date", date), ("time", time)],
        )
    }
}
