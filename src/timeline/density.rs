//! How many events when: counts over a span, in the smallest unit that gives a chart few enough bars.

use std::collections::BTreeMap;

use crate::edtf::{EventDate, Period};

/// The most bars of a chart: one can still be hit with a finger on a wide page.
const MOST_BARS: i64 = 60;

/// The counts of a span.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Density {
    /// `day`, `month`, `year`, `decade` or `century`.
    pub(crate) unit: &'static str,
    /// Every period of the span in order, also those without events, with its count.
    pub(crate) bars: Vec<(Period, usize)>,
    /// How many events have dates too vague for any bar.
    pub(crate) vague: usize,
}

/// A unit of time as a count of itself, so that a span is a range of integers.
struct Unit {
    name: &'static str,
    /// The unit's number that a period has; `None` for a period of another kind.
    number: fn(Period) -> Option<i64>,
    /// The period of a number.
    period: fn(i64) -> Period,
}

const UNITS: [Unit; 5] = [
    Unit {
        name: "day",
        number: |period| {
            if let Period::Day(day) = period {
                Some(day.0)
            } else {
                None
            }
        },
        period: |number| Period::Day(crate::edtf::Day(number)),
    },
    Unit {
        name: "month",
        number: |period| {
            if let Period::Month(year, month) = period {
                Some(year * 12 + i64::from(month) - 1)
            } else {
                None
            }
        },
        period: |number| {
            let month = u8::try_from(number.rem_euclid(12) + 1).expect("a month is 1 to 12");
            Period::Month(number.div_euclid(12), month)
        },
    },
    Unit {
        name: "year",
        number: |period| {
            if let Period::Year(year) = period {
                Some(year)
            } else {
                None
            }
        },
        period: Period::Year,
    },
    Unit {
        name: "decade",
        number: |period| {
            if let Period::Decade(year) = period {
                Some(year.div_euclid(10))
            } else {
                None
            }
        },
        period: |number| Period::Decade(number * 10),
    },
    Unit {
        name: "century",
        number: |period| {
            if let Period::Century(year) = period {
                Some(year.div_euclid(100))
            } else {
                None
            }
        },
        period: |number| Period::Century(number * 100),
    },
];

/// The density of events: each counts once, in the first period of the unit that it stands in. `None` where no unit
/// has two events.
///
/// The unit is the smallest in which the span of all events takes at most [`MOST_BARS`] bars and at least half of the
/// events stand in one; dates that are vaguer than the unit are counted apart, never put on an invented day.
pub(crate) fn density<'a>(dates: impl Iterator<Item = &'a EventDate>) -> Option<Density> {
    let dates: Vec<&EventDate> = dates.collect();
    UNITS.iter().find_map(|unit| {
        let mut counts = BTreeMap::<i64, usize>::new();
        let mut vague = 0;
        for date in &dates {
            match date.periods().into_iter().find_map(unit.number) {
                Some(number) => *counts.entry(number).or_default() += 1,
                None => vague += 1,
            }
        }
        let ((&from, _), (&to, _)) = (counts.first_key_value()?, counts.last_key_value()?);
        let counted = dates.len() - vague;
        if counted < 2 || counted < vague || to.saturating_sub(from) >= MOST_BARS {
            return None;
        }
        let count = |number: i64| counts.get(&number).copied().unwrap_or_default();
        let bars = (from..=to)
            .map(|number| ((unit.period)(number), count(number)))
            .collect();
        Some(Density {
            unit: unit.name,
            bars,
            vague,
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn check(dates: &[&str], expected: Option<(&str, &[usize], usize)>) {
        let dates: Vec<EventDate> = dates
            .iter()
            .map(|date| EventDate::parse(date).unwrap())
            .collect();
        let found = density(dates.iter());
        let found = found.as_ref().map(|density| {
            let counts: Vec<usize> = density.bars.iter().map(|(_, count)| *count).collect();
            (density.unit, counts, density.vague)
        });
        let expected = expected.map(|(unit, counts, vague)| (unit, counts.to_vec(), vague));
        assert_eq!(found, expected, "{dates:?}");
    }

    #[test]
    fn the_smallest_unit_that_fits_is_taken() {
        check(&[], None);
        check(&["2022-01-01"], None);
        check(
            &["2022-01-01", "2022-01-03", "2022-01-03"],
            Some(("day", &[1, 0, 2], 0)),
        );
        check(
            &["2022-01-01", "2022-01-02", "2022-01"],
            Some(("day", &[1, 1], 1)),
        );
        check(
            &["2022-01", "2022-03-05", "2022-12-31"],
            Some(("month", &[1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0)),
        );
        check(
            &["2014", "2015-03-04", "2016"],
            Some(("year", &[1, 1, 1], 0)),
        );
    }

    #[test]
    fn a_long_span_has_few_bars() {
        let dates =
            ["0100", "0450", "1450", "1999-12-31"].map(|date| EventDate::parse(date).unwrap());
        let found = density(dates.iter()).unwrap();
        assert_eq!((found.unit, found.bars.len()), ("century", 19));
    }
}
