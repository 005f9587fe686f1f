//! Time zones: a local time becomes an instant, and an instant the words that stand behind a time: `CET`, `UTC+3`.
//!
//! This is the home of `chrono` and `chrono-tz`. Instants exist within chrono's range, about 262,000 years each way.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::OffsetName;
pub use chrono_tz::Tz;

use super::{ClockTime, Day, EventDate};

/// An instant, with the local clock that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Minutes since 1970-01-01T00:00Z.
    pub utc_minutes: i64,
    /// Minutes that the local clock is ahead of UTC (for local mean times: rounded).
    pub offset_minutes: i32,
    /// The second, where one was given.
    pub second: Option<u8>,
    /// The zone's abbreviation at that instant: `CET`, `UTC+3`.
    pub abbreviation: String,
}

/// A day and a time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// The day.
    pub day: Day,
    /// The hour, 0–23.
    pub hour: u8,
    /// The minute, 0–59.
    pub minute: u8,
}

/// Why a local time is not one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneFault {
    /// The clocks were set forward over it: it never was.
    Skipped {
        /// The offset until then, in minutes ahead of UTC.
        before: i32,
        /// The offset from then on.
        after: i32,
    },
    /// The clocks were set back: it stood twice, and both offsets (minutes ahead of UTC) are possible.
    StoodTwice {
        /// The offset of the first time.
        first: i32,
        /// The offset of the second time.
        second: i32,
    },
    /// It is farther away than the time zones are known for.
    OutOfRange,
}

/// The zone of an IANA name, in any case of letters.
#[must_use]
pub fn parse_zone(name: &str) -> Option<Tz> {
    name.parse().ok().or_else(|| {
        let same = |zone: &&Tz| zone.name().eq_ignore_ascii_case(name);
        chrono_tz::TZ_VARIANTS.iter().find(same).copied()
    })
}

/// The IANA name that comes nearest to one that is not known: for a city alone, its zone; else by spelling.
#[must_use]
pub fn nearest_zone(name: &str) -> Option<&'static str> {
    let wanted = name.trim().replace(' ', "_").to_ascii_lowercase();
    let zones = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).to_ascii_lowercase();
    let wanted_city = city(&wanted);
    if let Some(zone) = zones().find(|zone| city(zone) == wanted_city) {
        return Some(zone);
    }
    zones()
        .map(|zone| {
            (
                strsim::jaro_winkler(&zone.to_ascii_lowercase(), &wanted),
                zone,
            )
        })
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, zone)| zone)
}

/// The instant of a local time. An offset that the time states wins over the zone.
pub fn resolve(day: Day, time: ClockTime, zone: Tz) -> Result<Moment, ZoneFault> {
    let local = naive(day, time).ok_or(ZoneFault::OutOfRange)?;
    if let Some(offset) = time.offset_minutes {
        let utc = local
            .checked_sub_signed(TimeDelta::minutes(i64::from(offset)))
            .ok_or(ZoneFault::OutOfRange)?;
        let there = zone.offset_from_utc_datetime(&utc);
        let abbreviation = if minutes_of(&there) == offset {
            abbreviation(there.abbreviation(), offset)
        } else {
            offset_name(offset)
        };
        return Ok(moment(utc, offset, time.second, abbreviation));
    }
    match zone.offset_from_local_datetime(&local) {
        LocalResult::None => Err(skipped(local, zone)),
        LocalResult::Ambiguous(a, b) => Err(ZoneFault::StoodTwice {
            first: minutes_of(&a),
            second: minutes_of(&b),
        }),
        LocalResult::Single(there) => {
            let seconds = TimeDelta::seconds(i64::from(there.fix().local_minus_utc()));
            let utc = local
                .checked_sub_signed(seconds)
                .ok_or(ZoneFault::OutOfRange)?;
            let offset = minutes_of(&there);
            let name = abbreviation(there.abbreviation(), offset);
            Ok(moment(utc, offset, time.second, name))
        }
    }
}

/// No zone has skipped more than a day, nor changed twice within two.
fn skipped(local: NaiveDateTime, zone: Tz) -> ZoneFault {
    let offset = |days| {
        let there = local.checked_add_signed(TimeDelta::days(days))?;
        let offset = zone.offset_from_local_datetime(&there).earliest()?;
        Some(minutes_of(&offset))
    };
    match (offset(-1), offset(1)) {
        (Some(before), Some(after)) => ZoneFault::Skipped { before, after },
        _ => ZoneFault::OutOfRange,
    }
}

/// How an offset is told where there is no abbreviation: `UTC`, `UTC+3`, `UTC−3:30`.
#[must_use]
pub fn offset_name(minutes: i32) -> String {
    let sign = match minutes {
        0 => return "UTC".to_owned(),
        1.. => '+',
        _ => '\u{2212}',
    };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{rest:02}")
    }
}

/// How an offset is written in a date: `Z`, `+01:00`.
#[must_use]
pub fn offset_text(minutes: i32) -> String {
    let sign = match minutes {
        0 => return "Z".to_owned(),
        1.. => '+',
        _ => '-',
    };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

impl EventDate {
    /// The instant of [`EventDate::start_time`] in a zone; `None` for a date without a time.
    #[must_use]
    pub fn start_moment(&self, zone: Tz) -> Option<Result<Moment, ZoneFault>> {
        let day = self.earliest().day()?;
        Some(resolve(day, self.start_time()?, zone))
    }

    /// The instant of [`EventDate::end_time`] in a zone; `None` for everything but a range that ends with a time.
    #[must_use]
    pub fn end_moment(&self, zone: Tz) -> Option<Result<Moment, ZoneFault>> {
        let day = self.latest().day()?;
        Some(resolve(day, self.end_time()?, zone))
    }
}

impl Moment {
    /// What the clock on the spot showed.
    #[must_use]
    pub fn local(&self) -> Clock {
        clock(self.utc_minutes + i64::from(self.offset_minutes))
    }

    /// The value of HTML's `<time datetime>` (Living Standard, 4.5.14): the local time with its offset; `None` before
    /// year 1, for which HTML has no form.
    #[must_use]
    pub fn html_datetime(&self) -> Option<String> {
        let Clock { day, hour, minute } = self.local();
        let (year, month, of_month) = day.ymd();
        let offset = offset_text(self.offset_minutes);
        (year >= 1)
            .then(|| format!("{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}{offset}"))
    }

    /// What a clock that keeps UTC showed.
    #[must_use]
    pub fn utc(&self) -> Clock {
        clock(self.utc_minutes)
    }
}

fn moment(utc: NaiveDateTime, offset: i32, second: Option<u8>, abbreviation: String) -> Moment {
    Moment {
        utc_minutes: utc.and_utc().timestamp().div_euclid(60),
        offset_minutes: offset,
        second,
        abbreviation,
    }
}

fn clock(minutes: i64) -> Clock {
    let of_day = minutes.rem_euclid(1_440);
    let small = |value: i64| u8::try_from(value).expect("a part of a day's 1,440 minutes");
    Clock {
        day: Day(minutes.div_euclid(1_440)),
        hour: small(of_day / 60),
        minute: small(of_day % 60),
    }
}

/// The same in chrono's types. A leap second counts as the second before it.
fn naive(day: Day, time: ClockTime) -> Option<NaiveDateTime> {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?;
    let date = epoch.checked_add_signed(TimeDelta::try_days(day.0)?)?;
    let second = u32::from(time.second.unwrap_or(0)).min(59);
    let time = NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), second)?;
    Some(date.and_time(time))
}

fn minutes_of(offset: &impl Offset) -> i32 {
    // Rounded, for the local mean times of the nineteenth century have seconds.
    (offset.fix().local_minus_utc() + 30).div_euclid(60)
}

/// The abbreviation, unless the zone's only name is a number (`+03`).
fn abbreviation(name: Option<&str>, offset: i32) -> String {
    match name {
        Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name.to_owned(),
        _ => offset_name(offset),
    }
}
