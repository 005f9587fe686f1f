//! A date as far as a report tells it: EDTF, with the part of the day where that is said.

use crate::edtf::{Day, EventDate};
use crate::exchange::date::{Parts, year as year_text};

/// When something was or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// EDTF, or a local time of a day.
    pub(super) edtf: String,
    /// `morning`, `afternoon`, `evening`, `night`.
    pub(super) daypart: Option<&'static str>,
}

impl From<String> for When {
    fn from(edtf: String) -> Self {
        Self {
            edtf,
            daypart: None,
        }
    }
}

impl When {
    pub(super) fn day(day: Day) -> Self {
        Parts::of_day(day).text().into()
    }

    pub(super) fn month(year: i64, month: u8) -> Self {
        let parts = Parts {
            year,
            month: Some(month),
            ..Parts::default()
        };
        parts.text().into()
    }

    pub(super) fn year(year: i64) -> Self {
        year_text(year).into()
    }

    /// A part of a year by its code in EDTF (ISO 8601-2:2019, 4.8): 21 is spring, 33 the first quarter.
    pub(super) fn part_of_year(year: i64, code: u8) -> Self {
        format!("{}-{code}", year_text(year)).into()
    }

    /// One of the days, months or years from the first to the last.
    pub(super) fn one_of(first: &Self, last: &Self) -> Self {
        if first == last {
            return first.clone();
        }
        format!("[{}..{}]", first.edtf, last.edtf).into()
    }

    /// One of the days from the first to the last.
    pub(super) fn one_day_of(first: Day, last: Day) -> Self {
        Self::one_of(&Self::day(first), &Self::day(last))
    }

    /// The same, but only about then.
    #[must_use]
    pub(super) fn about(mut self) -> Self {
        if !self.edtf.ends_with(['~', ']', '.']) {
            self.edtf.push('~');
        }
        self
    }

    pub(super) fn in_the(mut self, daypart: &'static str) -> Self {
        self.daypart = Some(daypart);
        self
    }

    /// From then on.
    pub(super) fn onward(&self) -> Self {
        let start = match (self.edtf.starts_with('['), self.first()) {
            (true, Some(first)) => Self::day(first).about().edtf,
            _ => self.edtf.clone(),
        };
        format!("{start}/..").into()
    }

    /// From this to that, both included.
    pub(super) fn to(&self, end: &Self) -> Option<Self> {
        let is_ordered = self.first()? < end.last()?;
        let is_plain = |when: &Self| !when.edtf.contains(['[', '/', 'T']);
        (is_ordered && is_plain(self) && is_plain(end))
            .then(|| format!("{}/{}", self.edtf, end.edtf).into())
    }

    /// The first day that can be meant.
    pub(super) fn first(&self) -> Option<Day> {
        EventDate::parse(&self.edtf).ok()?.earliest().day()
    }

    /// The last day that can be meant.
    pub(super) fn last(&self) -> Option<Day> {
        EventDate::parse(&self.edtf).ok()?.latest().day()
    }

    /// The day, where it is told exactly.
    pub(super) fn exact_day(&self) -> Option<Day> {
        let is_exact = !self.edtf.contains(['~', '[', '/']);
        self.first()
            .filter(|first| is_exact && self.last() == Some(*first))
    }

    /// Year and month, where it is no wider than a month.
    pub(super) fn exact_month(&self) -> Option<(i64, u8)> {
        let (first, last) = (self.first()?.ymd(), self.last()?.ymd());
        ((first.0, first.1) == (last.0, last.1)).then_some((first.0, first.1))
    }

    /// The year, where it is no wider than a year.
    pub(super) fn exact_year(&self) -> Option<i64> {
        let (first, last) = (self.first()?.ymd().0, self.last()?.ymd().0);
        (first == last).then_some(first)
    }
}
