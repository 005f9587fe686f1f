//! Lists of events: rows, groups by year and month, and the span of a list.

use super::Contexts;
use crate::edtf::{Bound, Day, Form, Period};
use crate::graph::{Origin, Target};
use crate::plan::{List, Route, list_events, list_route, pages};
use crate::site::{EventId, TermId};
use crate::view::{Link, ListView, MonthGroup, Paging, RowView, YearGroup};

/// The taxonomy whose terms rows name.
const PLACES: &str = "places";

/// What an event stands under in a list.
#[derive(Default)]
pub(super) struct Heading {
    /// The year that its date supports and begins in.
    year: Option<i64>,
    /// The month of that year, likewise.
    month: Option<u8>,
    /// The day on which it happened, where its date names one and no other.
    day: Option<Day>,
}

impl Contexts<'_> {
    /// An event as lists show it.
    pub(crate) fn row(&self, id: EventId) -> RowView {
        let event = &self.site.events[id.index()];
        let links = &self.site.graph.events[id.index()];
        RowView {
            slug: event.slug.to_string(),
            title: event.title.clone(),
            url: self.target_url(Target::Event(id)),
            summary: self.wanted("summary", || self.typeset_some(event.summary.as_ref())),
            lead: event.lead,
            draft: event.draft,
            when: self.when(id),
            status: self.wanted("status", || self.status(&links.status)),
            places: self.wanted("places", || {
                let is_place = |id: &&TermId| self.site.terms[id.index()].taxonomy == PLACES;
                let places = links.terms.iter().filter(is_place);
                places.map(|id| self.link(Target::Term(*id))).collect()
            }),
            origins: self.wanted("origins", || {
                let origins = links.origins.iter();
                origins.map(|origin| self.origin_words(origin)).collect()
            }),
            sources: links.text.citations.len(),
            facets: self.wanted("facets", || self.facets_of(id)),
        }
    }

    /// An origin as newspapers name their agencies: "Reuters (2 outlets)".
    fn origin_words(&self, origin: &Origin) -> String {
        match origin.sources.len() {
            0 | 1 => origin.name.clone(),
            outlets => format!(
                "{} ({})",
                origin.name,
                self.language().count("outlets", outlets as u64)
            ),
        }
    }

    /// A part of a list as its page shows it: the groups are of the rows in `shown`.
    pub(crate) fn list(&self, list: List, shown: &[EventId]) -> ListView {
        let events = list_events(self.site, list);
        ListView {
            total: events.len(),
            years: self.wanted("years", || self.years(shown)),
            first_date: self.wanted("first_date", || events.first().map(|id| self.when(*id))),
            last_date: self.wanted("last_date", || events.last().map(|id| self.when(*id))),
            facets: self.wanted("facets", || self.facets(events.len())),
        }
    }

    /// Rows grouped by year and, within it, by runs of one month or of none.
    fn years(&self, events: &[EventId]) -> Vec<YearGroup> {
        let mut years: Vec<(Option<i64>, YearGroup)> = Vec::new();
        let mut month = None;
        let mut day_before = None;
        for (row, id) in events.iter().enumerate() {
            let Heading {
                year,
                month: own_month,
                day,
            } = *self.kept.headings.get(*id, || self.heading(*id));
            if years.last().is_none_or(|(last, _)| *last != year) {
                years.push((year, self.year_group(year)));
                month = None;
            }
            let months = &mut years
                .last_mut()
                .expect("a year was just made sure of")
                .1
                .months;
            match months.last_mut() {
                Some(group) if month == Some(own_month) => {
                    group.same_day.push(day.is_some() && day == day_before);
                    group.end = row + 1;
                }
                _ => {
                    let group = self.month_group(year, own_month, row);
                    months.push(group);
                    month = Some(own_month);
                }
            }
            day_before = day;
        }
        let mut years: Vec<YearGroup> = years.into_iter().map(|(_, group)| group).collect();
        let months = years.iter_mut().flat_map(|year| &mut year.months);
        make_unique(months.map(|group| &mut group.id));
        make_unique(years.iter_mut().map(|group| &mut group.id));
        years
    }

    fn exact_day(&self, id: EventId) -> Option<Day> {
        let date = &self.site.events[id.index()].date;
        match (&self.site.timeline.moments[id.index()], date.earliest()) {
            _ if date.is_range() || !date.is_exact() => None,
            (Some(moment), _) => Some(moment.local().day),
            (None, Bound::Day(day)) => (date.latest() == Bound::Day(day)).then_some(day),
            (None, _) => None,
        }
    }

    fn heading(&self, id: EventId) -> Heading {
        let date = &self.site.events[id.index()].date;
        let Bound::Day(earliest) = date.earliest() else {
            return Heading::default();
        };
        let (year, month, _) = earliest.ymd();
        let supported = date.periods().contains(&Period::Month(year, month));
        Heading {
            year: Some(year),
            month: supported.then_some(month),
            day: self.exact_day(id),
        }
    }

    fn year_group(&self, year: Option<i64>) -> YearGroup {
        let Some(year) = year else {
            let title = self.language().word("no_beginning").to_owned();
            return YearGroup {
                title,
                id: "before".to_owned(),
                url: None,
                months: Vec::new(),
            };
        };
        YearGroup {
            title: self.language().year(year),
            id: format!("y{year}"),
            url: self.period_url(Period::Year(year)),
            months: Vec::new(),
        }
    }

    fn month_group(&self, year: Option<i64>, month: Option<u8>, row: usize) -> MonthGroup {
        let period = year
            .zip(month)
            .map(|(year, month)| Period::Month(year, month));
        let id = match (year, month) {
            (Some(year), Some(month)) => format!("y{year}-{month:02}"),
            (Some(year), None) => format!("y{year}-year"),
            (None, _) => "before-all".to_owned(),
        };
        MonthGroup {
            title: period.map(|period| self.period_title(period)),
            id,
            url: period.and_then(|period| self.period_url(period)),
            first: row,
            end: row + 1,
            same_day: vec![false],
        }
    }

    /// The page of a period, where it has one.
    pub(super) fn period_url(&self, period: Period) -> Option<String> {
        self.site
            .timeline
            .periods
            .contains(period)
            .then(|| self.url(&Route::of_period(period)))
    }

    /// From the first to the last date of events, as words; `None` where there are none.
    pub(super) fn span(&self, events: &[EventId]) -> Option<String> {
        if let &[id] = events
            && self.site.timeline.moments[id.index()].is_none()
            && self.site.events[id.index()].date.form() == Form::Single
        {
            return Some(self.told(id).text.clone());
        }
        let date = |id: &EventId| &self.site.events[id.index()].date;
        let (first, last) = (events.first()?, events.last()?);
        Some(self.language().span(date(first), date(last)))
    }

    /// The events of one page of a list.
    pub(crate) fn page_of<'e>(&self, events: &'e [EventId], number: usize) -> &'e [EventId] {
        let size = self.site.settings.page_size;
        let from = (number.saturating_sub(1) * size).min(events.len());
        &events[from..events.len().min(from + size)]
    }

    /// The place of a page in a list that runs over several; `None` where it does not.
    pub(crate) fn paging(
        &self,
        entries: usize,
        number: usize,
        first: impl FnOnce() -> Route,
    ) -> Option<Paging> {
        let total = pages(entries, self.site);
        if total <= 1 {
            return None;
        }
        let first = first();
        let url = |number: usize| self.url(&first.page(number));
        Some(Paging {
            number,
            total,
            previous: (number > 1).then(|| url(number - 1)),
            next: (number < total).then(|| url(number + 1)),
            first: url(1),
            last: url(total),
        })
    }

    /// The page of a list as a link.
    pub(super) fn list_link(&self, list: List) -> Link {
        Link {
            title: self.list_title(list),
            url: self.url(&list_route(self.site, list)),
        }
    }
}

/// Gives the second and further bearers of an identifier a number.
fn make_unique<'a>(ids: impl Iterator<Item = &'a mut String>) {
    let ids: Vec<&mut String> = ids.collect();
    if ids.len() < 2 {
        return;
    }
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for id in ids {
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *id = format!("{id}-{count}");
        }
    }
}
