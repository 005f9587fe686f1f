//! ICU's date formatters of one language, made once.
//!
//! Years that ICU has no calendar for are never given to it: days and months exist in EDTF for four-digit years alone.

use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{E, M, MD, T, YM, YMD, YMDE};
use icu_datetime::input::Time;
use icu_datetime::options::YearStyle;
use icu_datetime::{
    DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter,
};
use icu_locale::Locale;
use icu_locale::preferences::extensions::unicode::keywords::HourCycle;

use super::pieces::{Kind, Pieces};

type Formatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

const ROOT: &str = "the root locale stands in for every other";

/// The formatters of a language; those with an era are for years before 1.
#[derive(Debug)]
pub(super) struct Calendar {
    day: Formatter<YMD>,
    day_era: Formatter<YMD>,
    weekday_day: Formatter<YMDE>,
    weekday_day_era: Formatter<YMDE>,
    month: Formatter<YM>,
    month_era: Formatter<YM>,
    day_of_year: Formatter<MD>,
    short_day: Formatter<MD>,
    month_name: Formatter<M>,
    /// Drawings ask for them forty at a time, and so they are kept.
    short_month_names: [String; 12],
    weekday: Formatter<E>,
    minutes: NoCalendarFormatter<T>,
    seconds: NoCalendarFormatter<T>,
}

impl Calendar {
    /// The formatters of a locale. `hour_cycle` may be `h12` or `h23`, where a file of phrases wants another than ICU.
    pub(super) fn new(locale: &Locale, hour_cycle: Option<&str>) -> Self {
        let mut preferences: DateTimeFormatterPreferences = locale.into();
        match hour_cycle {
            Some("h12") => preferences.hour_cycle = Some(HourCycle::H12),
            Some("h23") => preferences.hour_cycle = Some(HourCycle::H23),
            _ => {}
        }
        macro_rules! of {
            ($fields:expr) => {
                Formatter::try_new(preferences, $fields).expect(ROOT)
            };
        }
        let (era, no_era) = (YearStyle::WithEra, YearStyle::NoEra);
        let clock = |fields: T| NoCalendarFormatter::try_new(preferences, fields).expect(ROOT);
        Self {
            day: of!(YMD::long().with_year_style(no_era)),
            day_era: of!(YMD::long().with_year_style(era)),
            weekday_day: of!(YMDE::long().with_year_style(no_era)),
            weekday_day_era: of!(YMDE::long().with_year_style(era)),
            month: of!(YM::long().with_year_style(no_era)),
            month_era: of!(YM::long().with_year_style(era)),
            day_of_year: of!(MD::long()),
            short_day: of!(MD::medium()),
            month_name: of!(M::long()),
            short_month_names: {
                let formatter: Formatter<M> = of!(M::medium());
                let name = |month| formatter.format(&date(2000, month, 1)).to_string();
                [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(name)
            },
            weekday: of!(E::long()),
            minutes: clock(T::hm()),
            seconds: clock(T::hms()),
        }
    }

    /// Whether ICU has month names for a locale; without, it calls January `M01`.
    pub(super) fn has_data(locale: &Locale) -> bool {
        Formatter::<M>::try_new(locale.into(), M::long()).is_ok_and(|formatter| {
            let january = formatter.format(&date(2022, 1, 1)).to_string();
            !january.contains("M01")
        })
    }

    /// A whole day: `21 January 2022`, with its era if it is wanted.
    pub(super) fn day(&self, (year, month, day): (i64, u8, u8), era: bool) -> Pieces {
        let formatter = if era { &self.day_era } else { &self.day };
        Pieces::of(&formatter.format(&date(year, month, day)))
    }

    /// A whole day with its weekday.
    pub(super) fn weekday_day(&self, (year, month, day): (i64, u8, u8), era: bool) -> Pieces {
        let formatter = if era {
            &self.weekday_day_era
        } else {
            &self.weekday_day
        };
        Pieces::of(&formatter.format(&date(year, month, day)))
    }

    /// A month and its year: `January 2022`.
    pub(super) fn month(&self, year: i64, month: u8, era: bool) -> Pieces {
        let formatter = if era { &self.month_era } else { &self.month };
        Pieces::of(&formatter.format(&date(year, month, 1)))
    }

    /// A day without its year: `21 January`.
    pub(super) fn day_of_year(&self, month: u8, day: u8) -> Pieces {
        Pieces::of(&self.day_of_year.format(&date(2000, month, day)))
    }

    /// The same, abbreviated: `21 Jan`.
    pub(super) fn short_day(&self, month: u8, day: u8) -> Pieces {
        Pieces::of(&self.short_day.format(&date(2000, month, day)))
    }

    /// The name of a month as it stands within a date: in inflected languages another than by itself.
    pub(super) fn month_in_date(&self, month: u8) -> String {
        let pieces = self.day((2001, month, 2), false);
        pieces.get(Kind::Month).to_owned()
    }

    /// The name of a month by itself.
    pub(super) fn month_name(&self, month: u8) -> String {
        self.month_name.format(&date(2000, month, 1)).to_string()
    }

    /// The same, abbreviated.
    pub(super) fn short_month_name(&self, month: u8) -> String {
        let index = usize::from(month.clamp(1, 12)) - 1;
        self.short_month_names[index].clone()
    }

    /// The name of a weekday: 1 is Monday.
    pub(super) fn weekday(&self, weekday: u8) -> String {
        // 3 January 2000 was a Monday.
        self.weekday
            .format(&date(2000, 1, 2 + weekday.clamp(1, 7)))
            .to_string()
    }

    /// A time of day: `11:00`, with its second where it is given (a leap second as the second before it).
    pub(super) fn time(&self, hour: u8, minute: u8, second: Option<u8>) -> String {
        let time = Time::try_new(hour.min(23), minute.min(59), second.unwrap_or(0).min(59), 0)
            .unwrap_or(Time::start_of_day());
        if second.is_some() {
            self.seconds.format(&time).to_string()
        } else {
            self.minutes.format(&time).to_string()
        }
    }
}

/// A day for ICU. What it does not know becomes its first day.
fn date(year: i64, month: u8, day: u8) -> Date<Gregorian> {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    Date::try_new_gregorian(year, month, day)
        .or_else(|_| Date::try_new_gregorian(2000, 1, 1))
        .expect("1 January 2000 is a day")
}
