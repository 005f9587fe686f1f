//! Dates as historians know them: EDTF (ISO 8601-2:2019, Annex A, levels 0 to 2), local times and ranges of them.
//!
//! Text goes in; an [`EventDate`] comes out, with bounds in whole days, a precision, qualifiers and an order.
//! Sentences about dates are made in [`crate::language`].

pub mod zone;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Stand-in: a date as written, with its bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDate {
    text: String,
    earliest: Bound,
    latest: Bound,
    precision: Precision,
    start: Option<ClockTime>,
    end: Option<ClockTime>,
}

/// Stand-in: why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub message: String,
}

/// Stand-in: an end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// A day.
    Day(Day),
    /// Open.
    Open,
    /// Unknown.
    Unknown,
}

/// Stand-in: days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    /// The day of a proleptic Gregorian date.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let m = (i64::from(month) + 9) % 12;
        let doy = (153 * m + 2) / 5 + i64::from(day) - 1;
        Self(era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468)
    }

    /// Year, month and day.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn ymd(self) -> (i64, u8, u8) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        (year, month as u8, (doy - (153 * mp + 2) / 5 + 1) as u8)
    }
}

/// Stand-in: how narrow a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Precision {
    Minute,
    Day,
    Month,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Stand-in: a time of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ClockTime {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    pub offset_minutes: Option<i32>,
}

/// A period that has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Period {
    Day(Day),
    Month(i64, u8),
    Year(i64),
    Decade(i64),
    Century(i64),
}

struct Part {
    earliest: Bound,
    latest: Bound,
    precision: Precision,
    time: Option<ClockTime>,
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn clock(text: &str) -> Option<ClockTime> {
    let (time, offset) = if let Some(time) = text.strip_suffix('Z') {
        (time, Some(0))
    } else if let Some((time, offset)) = text.split_once('+') {
        let (hours, minutes) = offset.split_once(':')?;
        (
            time,
            Some(number::<i32>(hours)? * 60 + number::<i32>(minutes)?),
        )
    } else {
        (text, None)
    };
    let mut parts = time.split(':');
    Some(ClockTime {
        hour: number(parts.next()?)?,
        minute: number(parts.next()?)?,
        second: parts.next().and_then(number),
        offset_minutes: offset,
    })
}

fn part(text: &str) -> Option<Part> {
    let part = |earliest, latest, precision, time| Part {
        earliest: Bound::Day(earliest),
        latest: Bound::Day(latest),
        precision,
        time,
    };
    let open = |bound| Part {
        earliest: bound,
        latest: bound,
        precision: Precision::Millennium,
        time: None,
    };
    let plain = text.trim_end_matches(['?', '~', '%']);
    let (date, time) = match plain.split_once('T') {
        Some((date, time)) => (date, Some(clock(time)?)),
        None => (plain, None),
    };
    match plain {
        ".." => return Some(open(Bound::Open)),
        "" => return Some(open(Bound::Unknown)),
        _ => {}
    }
    if let Some(decade) = plain.strip_suffix('X') {
        let year = number::<i64>(decade)? * 10;
        return Some(part(
            Day::from_ymd(year, 1, 1),
            Day::from_ymd(year + 9, 12, 31),
            Precision::Decade,
            None,
        ));
    }
    let (sign, digits) = date.strip_prefix('-').map_or((1, date), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year = sign * number::<i64>(parts.next()?)?;
    let month: Option<u8> = parts.next().map(number).unwrap_or(Some(0))?.into();
    let month = month?;
    let day: u8 = parts.next().map_or(Some(0), number)?;
    Some(match (month, day) {
        (0, _) => part(
            Day::from_ymd(year, 1, 1),
            Day::from_ymd(year, 12, 31),
            Precision::Year,
            None,
        ),
        (12, 0) => part(
            Day::from_ymd(year, 12, 1),
            Day::from_ymd(year, 12, 31),
            Precision::Month,
            None,
        ),
        (m, 0) => part(
            Day::from_ymd(year, m, 1),
            Day(Day::from_ymd(year, m + 1, 1).0 - 1),
            Precision::Month,
            None,
        ),
        (m, d) => {
            let day = Day::from_ymd(year, m, d);
            let precision = if time.is_some() {
                Precision::Minute
            } else {
                Precision::Day
            };
            part(day, day, precision, time)
        }
    })
}

impl EventDate {
    /// Stand-in.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let inner = text.trim_matches(['[', ']', '{', '}']);
        let (a, b) = inner
            .split_once('/')
            .or_else(|| {
                if inner == text {
                    None
                } else {
                    inner.split_once("..").or_else(|| inner.split_once(','))
                }
            })
            .map_or((inner, inner), |ends| ends);
        let error = || DateError {
            message: format!("`{text}` is no date"),
        };
        let (a, b) = (part(a).ok_or_else(error)?, part(b).ok_or_else(error)?);
        Ok(Self {
            text: text.to_owned(),
            earliest: a.earliest,
            latest: b.latest,
            precision: a.precision.max(b.precision),
            start: a.time,
            end: if text.contains('/') { b.time } else { None },
        })
    }

    /// As written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn earliest(&self) -> Bound {
        self.earliest
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn latest(&self) -> Bound {
        self.latest
    }

    /// How narrow it is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.text.contains(['?', '%'])
    }

    /// `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.text.contains(['~', '%'])
    }

    /// A plain calendar day or time.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.precision <= Precision::Day && !self.text.contains(['?', '~', '%', '/', '[', '{', 'X'])
    }

    /// The clock at the start.
    #[must_use]
    pub fn start_time(&self) -> Option<ClockTime> {
        self.start
    }

    /// The clock at the end.
    #[must_use]
    pub fn end_time(&self) -> Option<ClockTime> {
        self.end
    }

    /// The value of a `datetime` attribute.
    #[must_use]
    pub fn html_datetime(&self) -> Option<String> {
        let plain = !self
            .text
            .contains(['?', '~', '%', '/', '[', '{', 'X', '-'].as_slice())
            || self.is_exact()
            || self.precision == Precision::Month;
        (plain && !self.text.starts_with('-') && !self.text.contains(['/', '[', '{', '~', '?']))
            .then(|| self.text.clone())
    }

    /// The periods that hold it.
    #[must_use]
    pub fn periods(&self) -> Vec<Period> {
        let (Bound::Day(a), Bound::Day(b)) = (self.earliest, self.latest) else {
            return Vec::new();
        };
        let ((y, m, d), (y2, m2, d2)) = (a.ymd(), b.ymd());
        let mut periods = Vec::new();
        if (y, m, d) == (y2, m2, d2) && !self.is_approximate() {
            periods.push(Period::Day(a));
        }
        if (y, m) == (y2, m2) {
            periods.push(Period::Month(y, m));
        }
        if y == y2 {
            periods.push(Period::Year(y));
        }
        if y.div_euclid(10) == y2.div_euclid(10) {
            periods.push(Period::Decade(y.div_euclid(10) * 10));
        }
        periods
    }
}

impl Serialize for EventDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for EventDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|error| serde::de::Error::custom(error.message))
    }
}
