//! A day as a number, in the proleptic Gregorian calendar, as far back and forward as sixty-four bits reach.

use serde::{Deserialize, Serialize};

/// A day: days since 1970-01-01, proleptic Gregorian. Year 0 is 1 BCE.
///
/// Years beyond about ±25 quadrillion do not fit; they become the first or the last day there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i64);

const DAYS_IN_400_YEARS: i64 = 146_097;
/// From 0000-03-01, at which the arithmetic begins, to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

impl std::fmt::Display for Day {
    /// `2022-01-21`, `-0499-03-01`; a year of more than four digits as EDTF has it, `Y12345-01-01`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.ymd();
        match year {
            0..=9_999 => write!(f, "{year:04}-{month:02}-{day:02}"),
            -9_999..0 => write!(f, "-{:04}-{month:02}-{day:02}", -year),
            _ => write!(f, "Y{year}-{month:02}-{day:02}"),
        }
    }
}

impl Day {
    /// The first day that can be told.
    pub const FIRST: Self = Self(i64::MIN);
    /// The last day that can be told.
    pub const LAST: Self = Self(i64::MAX);

    /// The day of a year (astronomical), a month (1–12) and a day of the month (1–31).
    ///
    /// A day that the month does not have counts on into the next month.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Self {
        // The year is taken to begin in March, so that the leap day is its last.
        let from_march = year.rem_euclid(400) - i64::from(month <= 2);
        let era = year.div_euclid(400) + from_march.div_euclid(400);
        let year_of_era = from_march.rem_euclid(400);
        let month_from_march = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        // Only this may have more than 64 bits, and to divide that many is slow.
        let days =
            i128::from(era) * i128::from(DAYS_IN_400_YEARS) + i128::from(day_of_era - DAYS_TO_1970);
        Self(i64::try_from(days).unwrap_or(if days < 0 { i64::MIN } else { i64::MAX }))
    }

    /// Its year (astronomical), month (1–12) and day of the month (1–31).
    #[must_use]
    pub fn ymd(self) -> (i64, u8, u8) {
        let days = self.0.rem_euclid(DAYS_IN_400_YEARS) + DAYS_TO_1970;
        let era = self.0.div_euclid(DAYS_IN_400_YEARS) + days / DAYS_IN_400_YEARS;
        let day_of_era = days % DAYS_IN_400_YEARS;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        (
            era * 400 + year_of_era + i64::from(month <= 2),
            u8::try_from(month).expect("a month is 1 to 12"),
            u8::try_from(day).expect("a day is 1 to 31"),
        )
    }

    /// Its day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        let from_monday = (self.0.rem_euclid(7) + 3) % 7;
        u8::try_from(from_monday).expect("a remainder of seven") + 1
    }

    /// The day so many days later, or earlier.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days in a month (1–12) of a year.
    #[must_use]
    pub fn days_in_month(year: i64, month: u8) -> u8 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            _ => 31,
        }
    }
}

fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ymd: (i64, u8, u8), days: i64, weekday: u8) {
        let day = Day::from_ymd(ymd.0, ymd.1, ymd.2);
        assert_eq!(day, Day(days), "{ymd:?}");
        assert_eq!(day.ymd(), ymd);
        assert_eq!(day.weekday(), weekday, "{ymd:?}");
    }

    #[test]
    fn days_are_counted_from_1970() {
        check((1970, 1, 1), 0, 4);
        check((1969, 12, 31), -1, 3);
        check((2022, 1, 21), 19_013, 5);
        check((2000, 2, 29), 11_016, 2);
        check((1600, 2, 29), -135_081, 2);
        check((0, 3, 1), -719_468, 3);
        check((-499, 1, 1), -901_784, 2);
    }

    #[test]
    fn far_years_saturate() {
        assert_eq!(Day::from_ymd(i64::MAX, 12, 31), Day::LAST);
        assert_eq!(Day::from_ymd(i64::MIN, 1, 1), Day::FIRST);
        assert!(Day::LAST.ymd().0 > 25_000_000_000_000_000);
        assert_eq!(Day::LAST.plus(1), Day::LAST);
    }
}
