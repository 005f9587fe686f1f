//! Dates as pages show them.

use super::Contexts;
use crate::edtf::{Bound, EventDate, Form, Period};
use crate::plan::Route;
use crate::render::theme::Costly;
use crate::site::EventId;
use crate::view::{Link, When};

impl Contexts<'_> {
    /// When an event happened, with its time in its zone and in UTC.
    pub(crate) fn when(&self, id: EventId) -> When {
        let event = &self.site.events[id.index()];
        let mut when = self.when_of_date(&event.date);
        if let Some(moment) = &self.site.timeline.moments[id.index()] {
            if event.date.is_range() {
                when.text = self
                    .language()
                    .date_in_zone(&event.date, self.site.timeline.zones[id.index()]);
            } else {
                let (local, utc) = self.language().local_and_utc(moment);
                when.text = self.language().day(moment.local().day);
                when.local_time = Some(local);
                when.utc_time = utc;
                when.datetime = when.datetime.and_then(|_| moment.html_datetime());
            }
        }
        when.daypart = event
            .daypart
            .map(|daypart| self.language().daypart(daypart).to_owned());
        when
    }

    /// A date by itself: of a source, of a correction.
    pub(crate) fn when_of_date(&self, date: &EventDate) -> When {
        let day = |bound: Bound| match bound {
            Bound::Day(day) => Some(day.to_string()),
            Bound::Open | Bound::Unknown => None,
        };
        let is_open = |bound: Bound| !matches!(bound, Bound::Day(_));
        let exact_day = match date.earliest() {
            Bound::Day(day) if date.is_exact() => Some(day),
            _ => None,
        };
        When {
            text: self.language().date(date),
            short: self.wanted(Costly::Short, || self.language().short(date)),
            weekday: self.wanted(Costly::Weekday, || {
                exact_day.map(|day| self.language().weekday(day))
            }),
            edtf: date.text().to_owned(),
            datetime: date.html_datetime(),
            local_time: None,
            utc_time: None,
            daypart: None,
            precision: date.precision().as_str().to_owned(),
            inexact: !date.is_exact(),
            qualified: date.is_uncertain() || date.is_approximate(),
            range: date.form() == Form::Interval,
            open_start: is_open(date.earliest()),
            open_end: is_open(date.latest()),
            earliest: day(date.earliest()),
            latest: day(date.latest()),
            periods: self.wanted(Costly::Periods, || self.periods_of(date)),
        }
    }

    /// The pages of the periods that a date stands in, widest first.
    pub(super) fn periods_of(&self, date: &EventDate) -> Vec<Link> {
        let mut periods = date.periods();
        periods.retain(|period| self.site.timeline.periods.contains(*period));
        periods.sort_by_key(|period| (std::cmp::Reverse(period.rank()), *period));
        let link = |period: Period| Link {
            title: self.period_title(period),
            url: self.url(&Route::of_period(period)),
        };
        periods.into_iter().map(link).collect()
    }

    /// The name of a period in the site's language.
    pub(crate) fn period_title(&self, period: Period) -> String {
        self.period_titles.of(period, self.language())
    }
}
