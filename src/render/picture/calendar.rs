//! The calendar on the axis: steps from an hour to aeons, and where they begin.

use super::day_number;
use crate::edtf::Day;

/// A length of time between two ticks, which the calendar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many hours: a divisor of 24.
    Hours(u8),
    /// So many days, counted within each month.
    Days(u8),
    /// So many months: a divisor of 12.
    Months(u8),
    /// So many years.
    Years(i64),
}

/// What a tick names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TickName {
    /// An hour of the day.
    Hour(u8),
    /// A day of the month that stands over it.
    Day(Day),
    /// A day with its year, over hours.
    WholeDay(Day),
    /// A month without its year.
    Month(i64, u8),
    /// A month with its year, over days.
    WholeMonth(i64, u8),
    /// A year.
    Year(i64),
}

/// The steps within a year, from narrow to wide.
const STEPS: [Step; 9] = [
    Step::Hours(1),
    Step::Hours(3),
    Step::Hours(6),
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
];

/// Days of a year, on average.
const YEAR: f64 = 365.2425;

impl Step {
    /// All steps, from narrow to wide, as far as a float tells their ends apart.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let years = (0..13).flat_map(|power| [1, 2, 5].map(|n| Self::Years(n * 10_i64.pow(power))));
        STEPS.into_iter().chain(years)
    }

    /// Its length in days, on average.
    #[allow(clippy::cast_precision_loss)] // An average.
    pub(super) fn days(self) -> f64 {
        match self {
            Self::Hours(hours) => f64::from(hours) / 24.0,
            Self::Days(days) => f64::from(days),
            Self::Months(months) => f64::from(months) * YEAR / 12.0,
            Self::Years(years) => years as f64 * YEAR,
        }
    }

    /// The last beginning of a step that is not after a time.
    pub(super) fn floor(self, time: f64) -> f64 {
        let day = whole_day(time);
        let (year, month, day_of_month) = day.ymd();
        match self {
            Self::Hours(hours) => {
                let hours = f64::from(hours);
                let counted = (time - day_number(day)) * 24.0 / hours;
                // What the division by twenty-four has lost must not cost an hour.
                day_number(day) + (counted + 1e-6).floor() * hours / 24.0
            }
            Self::Days(days) => {
                let counted = (day_of_month - 1) / days * days + 1;
                // The last days of a month are few: they belong to the step before.
                let fits = counted == 1 || counted + days / 2 <= Day::days_in_month(year, month);
                let counted = if fits { counted } else { counted - days };
                day_number(Day::from_ymd(year, month, counted))
            }
            Self::Months(months) => {
                let month = (month - 1) / months * months + 1;
                day_number(Day::from_ymd(year, month, 1))
            }
            Self::Years(years) => {
                let year = year.saturating_sub(year.rem_euclid(years));
                day_number(Day::from_ymd(year, 1, 1))
            }
        }
    }

    /// The first beginning of a step after a time.
    pub(super) fn after(self, time: f64) -> f64 {
        // One and a half steps on lies in the next step or in the one after it, whatever the lengths of months.
        let near = self.floor(self.floor(time) + self.days() * 1.5);
        let before = self.floor(near - self.days() * 0.5);
        if before > time { before } else { near }
    }

    /// The beginnings of steps from one time to another, the second excluded; none where they would be more than `most`.
    pub(super) fn ticks(self, from: f64, to: f64, most: f64) -> Vec<f64> {
        if (to - from) / self.days() > most {
            return Vec::new();
        }
        let first = self.floor(from);
        let first = if first < from {
            self.after(first)
        } else {
            first
        };
        let next = |tick: &f64| {
            let after = self.after(*tick);
            // Far from here a step can be less than what a float tells apart.
            (after > *tick).then_some(after)
        };
        std::iter::successors(Some(first), next)
            .take_while(|tick| *tick < to)
            .collect()
    }

    /// The name of the tick at a time.
    pub(super) fn name(self, time: f64) -> TickName {
        // A third of a second makes up for what the division by twenty-four has lost.
        let time = time + 4e-6;
        let day = whole_day(time);
        let (year, month, _) = day.ymd();
        match self {
            Self::Hours(_) => TickName::Hour(hour(time - day_number(day))),
            Self::Days(_) => TickName::Day(day),
            Self::Months(_) => TickName::Month(year, month),
            Self::Years(_) => TickName::Year(year),
        }
    }

    /// A single one of what it counts.
    pub(super) fn unit(self) -> Self {
        match self {
            Self::Hours(_) => Self::Hours(1),
            Self::Days(_) => Self::Days(1),
            Self::Months(_) => Self::Months(1),
            Self::Years(_) => Self::Years(1),
        }
    }

    /// The step of what stands over the ticks: days over hours, months over days, years over months.
    pub(super) fn wider(self) -> Option<Self> {
        match self {
            Self::Hours(_) => Some(Self::Days(1)),
            Self::Days(_) => Some(Self::Months(1)),
            Self::Months(_) => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    /// The name, over narrower ticks, of what a time lies in.
    pub(super) fn whole_name(self, time: f64) -> TickName {
        match self.name(self.floor(time)) {
            TickName::Day(day) => TickName::WholeDay(day),
            TickName::Month(year, month) => TickName::WholeMonth(year, month),
            name => name,
        }
    }
}

#[allow(clippy::cast_possible_truncation)] // A float past the range becomes the first or the last day.
fn whole_day(time: f64) -> Day {
    Day(time.floor() as i64)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between 0 and 24.
fn hour(fraction: f64) -> u8 {
    (fraction * 24.0).floor().clamp(0.0, 23.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_stand_where_the_calendar_turns() {
        let check =
            |step: Step, from: (i64, u8, u8), to: (i64, u8, u8), expected: &[(i64, u8, u8)]| {
                let time = |(y, m, d)| day_number(Day::from_ymd(y, m, d));
                let found: Vec<_> = step
                    .ticks(time(from), time(to), 100.0)
                    .into_iter()
                    .map(|tick| whole_day(tick).ymd())
                    .collect();
                assert_eq!(found, expected, "{step:?}");
            };
        check(
            Step::Days(1),
            (2020, 2, 28),
            (2020, 3, 2),
            &[(2020, 2, 28), (2020, 2, 29), (2020, 3, 1)],
        );
        check(
            Step::Days(7),
            (2022, 1, 2),
            (2022, 2, 9),
            &[
                (2022, 1, 8),
                (2022, 1, 15),
                (2022, 1, 22),
                (2022, 2, 1),
                (2022, 2, 8),
            ],
        );
        check(
            Step::Months(3),
            (2021, 12, 1),
            (2022, 8, 1),
            &[(2022, 1, 1), (2022, 4, 1), (2022, 7, 1)],
        );
        check(
            Step::Years(500),
            (-600, 1, 1),
            (700, 1, 1),
            &[(-500, 1, 1), (0, 1, 1), (500, 1, 1)],
        );
    }

    #[test]
    fn hours_are_counted_from_midnight() {
        let day = day_number(Day::from_ymd(2022, 1, 21));
        let names: Vec<_> = Step::Hours(6)
            .ticks(day + 0.3, day + 1.3, 100.0)
            .into_iter()
            .map(|tick| Step::Hours(6).name(tick))
            .collect();
        let hours = [12, 18, 0, 6].map(TickName::Hour);
        assert_eq!(names, hours);
    }

    #[test]
    fn every_step_goes_on() {
        for step in Step::all() {
            let mut time = step.floor(day_number(Day::from_ymd(1999, 11, 30)));
            for _ in 0..40 {
                let next = step.after(time);
                assert!(next > time && next - time < step.days() * 2.0, "{step:?}");
                time = next;
            }
        }
    }
}
