//! Calendar arithmetic of newsrooms: which Tuesday, which May, how long ago, seen from the day of publication.

use super::outlook::Outlook;
use super::when::When;
use crate::edtf::Day;

/// What an expression is resolved against.
#[derive(Debug, Clone)]
pub(super) struct Setting<'a> {
    /// The day of publication, where the report was written.
    pub(super) published: Day,
    /// Which way the words around the expression look.
    pub(super) outlook: Outlook,
    /// What the report told of before, in this sentence and the one before it.
    pub(super) told: &'a [When],
    /// The last day that this sentence told of before.
    pub(super) of_sentence: Option<Day>,
}

impl Setting<'_> {
    /// The day that "the next day" and "three days later" count from.
    pub(super) fn last_day(&self) -> Option<Day> {
        match self.told.last() {
            Some(last) => last.exact_day(),
            None => Some(self.published),
        }
    }

    /// The day that "three days after the flood" counts from.
    pub(super) fn own_day(&self) -> Day {
        self.of_sentence.unwrap_or(self.published)
    }
}

/// A span of the calendar that reports count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// The Monday of a day's week (ISO 8601).
pub(super) fn monday(day: Day) -> Day {
    day.plus(1 - i64::from(day.weekday()))
}

/// The weekday (1 is Monday) that a report means: the nearest past one, today included; the coming one, today
/// included, where the words look ahead.
pub(super) fn weekday(weekday: u8, setting: &Setting) -> Day {
    match setting.outlook {
        Outlook::Ahead => coming(weekday, setting.published),
        Outlook::Back | Outlook::Open => past(weekday, setting.published),
    }
}

/// The last such weekday up to a day, which may be that day.
pub(super) fn past(weekday: u8, day: Day) -> Day {
    day.plus(-(i64::from(day.weekday()) - i64::from(weekday)).rem_euclid(7))
}

/// The first such weekday from a day on, which may be that day.
pub(super) fn coming(weekday: u8, day: Day) -> Day {
    day.plus((i64::from(weekday) - i64::from(day.weekday())).rem_euclid(7))
}

/// The year of a month that is told without one: the latest past one, or the coming one where the words look ahead.
pub(super) fn year_of_month(month: u8, setting: &Setting) -> i64 {
    let (year, of_publication, _) = setting.published.ymd();
    match setting.outlook {
        Outlook::Ahead => year + i64::from(month < of_publication),
        Outlook::Back | Outlook::Open => year - i64::from(month > of_publication),
    }
}

/// A day that is told without its year: the nearest, on the side that the words look to.
pub(super) fn day_of_month(month: u8, day: u8, setting: &Setting) -> Option<Day> {
    let year = setting.published.ymd().0;
    let days = (year - 1..=year + 1).filter_map(|year| whole_day(year, month, day));
    let published = setting.published;
    let fits = |found: &Day| match setting.outlook {
        Outlook::Back => *found <= published,
        Outlook::Ahead => *found >= published,
        Outlook::Open => true,
    };
    days.filter(fits)
        .min_by_key(|found| found.0.abs_diff(published.0))
}

/// A day that the calendar has.
pub(super) fn whole_day(year: i64, month: u8, day: u8) -> Option<Day> {
    let is_there =
        (1..=12).contains(&month) && (1..=Day::days_in_month(year, month)).contains(&day);
    is_there.then(|| Day::from_ymd(year, month, day))
}

/// So long before or after a day: exact in days, about then in anything longer.
pub(super) fn counted(from: Day, count: i64, unit: Unit) -> When {
    let (year, month, _) = from.ymd();
    match unit {
        Unit::Day => When::day(from.plus(count)),
        Unit::Week => When::day(from.plus(7 * count)).about(),
        Unit::Month => {
            let (year, month) = months_on(year, month, count);
            When::month(year, month).about()
        }
        Unit::Year => When::year(year + count).about(),
        Unit::Decade => When::year(year + 10 * count).about(),
    }
}

/// A month so many months on, or back.
pub(super) fn months_on(year: i64, month: u8, count: i64) -> (i64, u8) {
    let months = year * 12 + i64::from(month) - 1 + count;
    let month = u8::try_from(months.rem_euclid(12)).expect("a remainder of twelve") + 1;
    (months.div_euclid(12), month)
}

/// The first and the last day of the week, month, year or decade that is so many on from a day's own.
pub(super) fn period(day: Day, unit: Unit, on: i64) -> (Day, Day) {
    let (year, month, _) = day.ymd();
    let years = |first: i64, last: i64| (Day::from_ymd(first, 1, 1), Day::from_ymd(last, 12, 31));
    match unit {
        Unit::Day => (day.plus(on), day.plus(on)),
        Unit::Week => {
            let monday = monday(day).plus(7 * on);
            (monday, monday.plus(6))
        }
        Unit::Month => {
            let (year, month) = months_on(year, month, on);
            let last = Day::days_in_month(year, month);
            (
                Day::from_ymd(year, month, 1),
                Day::from_ymd(year, month, last),
            )
        }
        Unit::Year => years(year + on, year + on),
        Unit::Decade => {
            let first = year.div_euclid(10) * 10 + 10 * on;
            years(first, first + 9)
        }
    }
}

/// A whole week, month, year or decade, as it is written.
pub(super) fn whole_period(day: Day, unit: Unit, on: i64) -> When {
    let (first, last) = period(day, unit, on);
    let (year, month, _) = first.ymd();
    match unit {
        Unit::Day | Unit::Week => When::one_day_of(first, last),
        Unit::Month => When::month(year, month),
        Unit::Year => When::year(year),
        Unit::Decade => decade(year),
    }
}

/// `199X`.
pub(super) fn decade(year: i64) -> When {
    format!("{:03}X", year.div_euclid(10)).into()
}

/// The season (1 is spring) that a report means, as EDTF codes it: 21 to 24, on neither hemisphere.
pub(super) fn season(season: u8, setting: &Setting, which: Option<&str>) -> When {
    let (year, month, _) = setting.published.ymd();
    // Spring is taken to begin in March; winter belongs to the year in which it begins.
    let now = match month {
        3..=5 => (year, 1),
        6..=8 => (year, 2),
        9..=11 => (year, 3),
        12 => (year, 4),
        _ => (year - 1, 4),
    };
    let of = match which {
        Some("last") => now.0 - i64::from(season >= now.1),
        Some("next") => now.0 + i64::from(season <= now.1),
        Some(_) => now.0,
        None if setting.outlook == Outlook::Ahead => now.0 + i64::from(season < now.1),
        None => now.0 - i64::from(season > now.1),
    };
    When::part_of_year(of, 20 + season)
}

/// The Saturday and Sunday that a report means.
pub(super) fn weekend(which: Option<&str>, setting: &Setting) -> When {
    let published = setting.published;
    let is_on = published.weekday() >= 6;
    let this = coming(6, published).plus(if published.weekday() == 7 { -7 } else { 0 });
    let saturday = match (which, setting.outlook) {
        (Some("last" | "past" | "previous"), _) => past(6, monday(published).plus(-1)),
        (Some("next" | "coming" | "this"), _) | (_, Outlook::Ahead) => this,
        _ if is_on => this,
        _ => past(6, published),
    };
    When::one_day_of(saturday, saturday.plus(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(outlook: Outlook) -> Setting<'static> {
        Setting {
            // A Friday.
            published: Day::from_ymd(2022, 1, 21),
            outlook,
            told: &[],
            of_sentence: None,
        }
    }

    #[test]
    fn weekdays_and_months_are_the_nearest_on_their_side() {
        let (back, ahead) = (setting(Outlook::Back), setting(Outlook::Ahead));
        assert_eq!(weekday(7, &back).to_string(), "2022-01-16");
        assert_eq!(weekday(7, &ahead).to_string(), "2022-01-23");
        assert_eq!(weekday(5, &back).to_string(), "2022-01-21");
        assert_eq!(weekday(5, &ahead).to_string(), "2022-01-21");
        assert_eq!(
            (year_of_month(12, &back), year_of_month(12, &ahead)),
            (2021, 2022)
        );
        assert_eq!(
            (year_of_month(1, &back), year_of_month(1, &ahead)),
            (2022, 2022)
        );
        let of = |setting: &Setting| day_of_month(3, 1, setting).map(|day| day.to_string());
        assert_eq!(of(&back).as_deref(), Some("2021-03-01"));
        assert_eq!(of(&ahead).as_deref(), Some("2022-03-01"));
        assert_eq!(of(&setting(Outlook::Open)).as_deref(), Some("2022-03-01"));
        assert_eq!(day_of_month(2, 30, &back), None);
        // A leap day is there in one year of four.
        assert_eq!(day_of_month(2, 29, &back), None);
    }

    #[test]
    fn what_is_longer_than_days_is_about_then() {
        let from = Day::from_ymd(2022, 1, 21);
        let check = |count, unit, expected: &str| {
            assert_eq!(
                counted(from, count, unit).edtf,
                expected,
                "{count} {unit:?}"
            );
        };
        check(-11, Unit::Day, "2022-01-10");
        check(-2, Unit::Week, "2022-01-07~");
        check(-3, Unit::Month, "2021-10~");
        check(12, Unit::Month, "2023-01~");
        check(-5, Unit::Year, "2017~");
        check(-1, Unit::Decade, "2012~");
    }

    #[test]
    fn periods_have_their_first_and_last_day() {
        let day = Day::from_ymd(2022, 1, 21);
        let check = |unit, on, expected: &str| {
            assert_eq!(whole_period(day, unit, on).edtf, expected, "{unit:?} {on}");
        };
        check(Unit::Week, -1, "[2022-01-10..2022-01-16]");
        check(Unit::Week, 1, "[2022-01-24..2022-01-30]");
        check(Unit::Month, -1, "2021-12");
        check(Unit::Year, 1, "2023");
        check(Unit::Decade, 0, "202X");
    }

    #[test]
    fn seasons_and_weekends_are_those_that_are_meant() {
        let (back, ahead) = (setting(Outlook::Back), setting(Outlook::Ahead));
        assert_eq!(season(2, &back, Some("last")).edtf, "2021-22");
        assert_eq!(season(2, &ahead, Some("next")).edtf, "2022-22");
        assert_eq!(season(1, &ahead, None).edtf, "2022-21");
        assert_eq!(season(3, &back, None).edtf, "2021-23");
        assert_eq!(weekend(None, &back).edtf, "[2022-01-15..2022-01-16]");
        assert_eq!(weekend(None, &ahead).edtf, "[2022-01-22..2022-01-23]");
        assert_eq!(
            weekend(Some("last"), &back).edtf,
            "[2022-01-15..2022-01-16]"
        );
    }
}
