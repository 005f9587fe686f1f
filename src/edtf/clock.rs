//! A time of day as it is written: `11:00`, `11:00:30Z`, `11:00 +0100`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::parse::Fault;

/// A time of day on a local clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClockTime {
    /// The hour, 0–23.
    pub hour: u8,
    /// The minute, 0–59.
    pub minute: u8,
    /// The second, 0–60 (60 is a leap second), where it is given.
    pub second: Option<u8>,
    /// Minutes that the clock is ahead of UTC, where it is said; it wins over a time zone.
    pub offset_minutes: Option<i32>,
}

impl ClockTime {
    /// Reads `hh:mm`, `hh:mm:ss`, each with `Z` or an offset behind it; `base` is where the text begins in the whole.
    pub(super) fn parse(text: &str, base: usize) -> Result<Self, Fault> {
        let bytes = text.as_bytes();
        let hour = two_digits(bytes, 0)
            .ok_or_else(|| Fault::new("a time begins with a two-digit hour", base))?;
        if bytes.get(2) != Some(&b':') {
            return Err(Fault::new("a `:` and the minutes are expected", base + 2));
        }
        let minute = two_digits(bytes, 3)
            .ok_or_else(|| Fault::new("the minutes have two digits", base + 3))?;
        let (second, rest) = seconds(bytes, base)?;
        if hour > 23 {
            return Err(Fault::new("the hour is 00 to 23", base));
        }
        if minute > 59 {
            return Err(Fault::new("the minutes are 00 to 59", base + 3));
        }
        if second.is_some_and(|second| second > 60) {
            return Err(Fault::new("the seconds are 00 to 60", base + 6));
        }
        Ok(Self {
            hour,
            minute,
            second,
            offset_minutes: offset(bytes, rest, base)?,
        })
    }

    /// Seconds since midnight on the local clock.
    #[must_use]
    pub fn seconds_of_day(self) -> u32 {
        u32::from(self.hour) * 3600
            + u32::from(self.minute) * 60
            + u32::from(self.second.unwrap_or(0))
    }
}

impl fmt::Display for ClockTime {
    /// `hh:mm` or `hh:mm:ss`, with `Z` or `±hh:mm` where an offset is given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset_minutes {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// The second, where one follows, and where the rest begins. A fraction is passed over.
fn seconds(bytes: &[u8], base: usize) -> Result<(Option<u8>, usize), Fault> {
    if bytes.get(5) != Some(&b':') {
        return Ok((None, 5));
    }
    let second =
        two_digits(bytes, 6).ok_or_else(|| Fault::new("the seconds have two digits", base + 6))?;
    let mut rest = 8;
    if matches!(bytes.get(rest), Some(b'.' | b',')) {
        let digits = count_digits(&bytes[rest + 1..]);
        if digits == 0 {
            return Err(Fault::new("digits are expected here", base + rest + 1));
        }
        rest += 1 + digits;
    }
    Ok((Some(second), rest))
}

/// `Z`, `+01`, `+01:00` or `+0100`, with a space before it or without; `None` when nothing is left.
fn offset(bytes: &[u8], mut at: usize, base: usize) -> Result<Option<i32>, Fault> {
    if bytes.get(at) == Some(&b' ') && at + 1 < bytes.len() {
        at += 1;
    }
    let rest = &bytes[at.min(bytes.len())..];
    let sign = match rest {
        [] => return Ok(None),
        [b'Z'] => return Ok(Some(0)),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => {
            let message = "`Z`, an offset such as +01:00, or nothing is expected after the time";
            return Err(Fault::new(message, base + at));
        }
    };
    let minutes_at = match rest.len() {
        3 => None,
        5 => Some(3),
        6 if rest[3] == b':' => Some(4),
        _ => return Err(Fault::new("an offset is written +01:00", base + at)),
    };
    let bad = || Fault::new("an offset has digits only", base + at + 1);
    let hours = two_digits(rest, 1).ok_or_else(bad)?;
    let minutes = match minutes_at {
        Some(index) => two_digits(rest, index).ok_or_else(bad)?,
        None => 0,
    };
    let total = i32::from(hours) * 60 + i32::from(minutes);
    if minutes > 59 || total > 14 * 60 {
        return Err(Fault::new("an offset is at most 14:00", base + at));
    }
    if sign < 0 && total == 0 {
        return Err(Fault::new("an offset of zero is written Z", base + at));
    }
    Ok(Some(sign * total))
}

fn two_digits(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
        _ => None,
    }
}

fn count_digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}
