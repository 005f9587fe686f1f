//! Stand-in for time zones.

use chrono::{NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;

use super::{ClockTime, Day};

/// Stand-in: minutes from 1970-01-01T00:00Z of a local time in a zone.
#[must_use]
pub fn utc_minutes(day: Day, clock: ClockTime, zone: Tz) -> Option<i64> {
    let local = day.0 * 1440 + i64::from(clock.hour) * 60 + i64::from(clock.minute);
    if let Some(offset) = clock.offset_minutes {
        return Some(local - i64::from(offset));
    }
    let (year, month, day) = day.ymd();
    let naive = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), day.into())?
        .and_hms_opt(clock.hour.into(), clock.minute.into(), 0)?;
    let offset = zone.offset_from_local_datetime(&naive).earliest()?;
    Some(local - i64::from(offset.fix().local_minus_utc() / 60))
}
