//! Dates as pages show them.

use super::Contexts;
use crate::edtf::{Bound, EventDate, Form, Period};
use crate::plan::Route;
use crate::render::told::Told;
use crate::site::EventId;
use crate::view::{Link, When};

impl Contexts<'_> {
    /// When an event happened, with its time in its zone and in UTC.
    pub(crate) fn when(&self, id: EventId) -> When {
        let event = &self.site.events[id.index()];
        let is_told = ["text", "local_time", "utc_time"]
            .iter()
            .any(|field| self.names.has(field));
        let told = if is_told {
            self.told(id).clone()
        } else {
            Told::default()
        };
        let mut when = self.facts(&event.date);
        if let Some(moment) = &self.site.timeline.moments[id.index()]
            && !event.date.is_range()
        {
            when.datetime = when.datetime.and_then(|_| moment.html_datetime());
        }
        let daypart = |daypart| self.language().daypart(daypart).to_owned();
        When {
            text: told.text,
            local_time: told.local_time,
            utc_time: told.utc_time,
            daypart: event.daypart.map(daypart),
            ..when
        }
    }

    /// The words for when an event happened.
    pub(super) fn told(&self, id: EventId) -> &Told {
        self.kept.tellings.get(id, || self.tell(id))
    }

    fn tell(&self, id: EventId) -> Told {
        let date = &self.site.events[id.index()].date;
        let (text, times) = match &self.site.timeline.moments[id.index()] {
            None => (self.language().date(date), None),
            Some(_) if date.is_range() => {
                let zone = self.site.timeline.zones[id.index()];
                (self.language().date_in_zone(date, zone), None)
            }
            Some(moment) => {
                let times = self.language().local_and_utc(moment);
                (self.language().day(moment.local().day), Some(times))
            }
        };
        let (local_time, utc_time) = times.map_or((None, None), |(local, utc)| (Some(local), utc));
        Told {
            text,
            local_time,
            utc_time,
        }
    }

    /// A date by itself: of a source, of a correction.
    pub(crate) fn when_of_date(&self, date: &EventDate) -> When {
        When {
            text: self.wanted("text", || self.language().date(date)),
            ..self.facts(date)
        }
    }

    /// What is known of a date, without the words for it.
    fn facts(&self, date: &EventDate) -> When {
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
            short: self.wanted("short", || self.language().short(date)),
            weekday: self.wanted("weekday", || {
                exact_day.map(|day| self.language().weekday(day))
            }),
            edtf: self.wanted("edtf", || date.text().to_owned()),
            datetime: self.wanted("datetime", || date.html_datetime()),
            precision: self.wanted("precision", || date.precision().as_str().to_owned()),
            inexact: !date.is_exact(),
            qualified: date.is_uncertain() || date.is_approximate(),
            range: date.form() == Form::Interval,
            open_start: is_open(date.earliest()),
            open_end: is_open(date.latest()),
            earliest: self.wanted("earliest", || day(date.earliest())),
            latest: self.wanted("latest", || day(date.latest())),
            periods: self.wanted("periods", || self.periods_of(date)),
            ..When::default()
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
        self.language().period(&period)
    }
}
