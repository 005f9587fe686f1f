//! The fingerprints of records' own pages and of lists of events.

use rayon::prelude::*;

use super::Prints;
use super::faces::{Faces, add_image};
use crate::digest::{Digest, Digester};
use crate::edtf::Period;
use crate::graph::Target;
use crate::graph::provenance::origin_name;
use crate::plan::{List, list_events};
use crate::render::context::MOST_COPIES;
use crate::render::picture::Occasion;
use crate::site::{EventId, Site, SourceId, TaxonomyId, TermId, ViewId};

/// What pages of many lists share.
pub(super) struct Lists {
    /// All events in order, as the pictures show them.
    all: Digest,
    /// The places on the map of each taxonomy.
    maps: Vec<Digest>,
    /// Which events each term and each source has.
    terms: Vec<Digest>,
    sources: Vec<Digest>,
}

impl Lists {
    pub(super) fn of(site: &Site, faces: &Faces) -> Self {
        let mut digester = Digester::default();
        digester.list(site.timeline.all.iter().map(|id| faces.event(*id)));
        let all = digester.finish();
        let map = |index: usize| {
            for term in site.terms_of(TaxonomyId::new(index)) {
                if site.terms[term.index()].location.is_some() {
                    digester.add(faces.term(term));
                }
            }
            digester.finish()
        };
        let maps = (0..site.taxonomies.len()).map(map).collect();
        let members = |events: &[EventId]| {
            let mut digester = Digester::default();
            for id in events {
                digester.value(site.events[id.index()].slug.as_str());
            }
            digester.finish()
        };
        let (terms, sources) = (site.graph.terms.par_iter(), site.graph.sources.par_iter());
        Self {
            all,
            maps,
            terms: terms.map(|links| members(&links.events)).collect(),
            sources: sources.map(|links| members(&links.events)).collect(),
        }
    }

    /// The map of a taxonomy's places.
    pub(super) fn map(&self, taxonomy: TaxonomyId) -> Digest {
        self.maps[taxonomy.index()]
    }
}

/// What tells a period from all others.
fn numbers(period: Period) -> (usize, i64, i64) {
    let (number, part) = match period {
        Period::Day(day) => (day.0, 0),
        Period::Month(year, month) => (year, i64::from(month)),
        Period::Year(year) | Period::Decade(year) | Period::Century(year) => (year, 0),
    };
    (period.rank(), number, part)
}

impl Prints<'_> {
    fn site(&self) -> &Site {
        &self.renderer.site
    }

    /// Adds the front page: what leads, the newest rows, and the ways into the site.
    pub(super) fn add_front(&self, digester: &mut Digester) {
        let site = self.site();
        let contexts = self.renderer.contexts();
        digester.add(self.lists.all);
        self.add_rows(&contexts.leads(), digester);
        self.add_rows(contexts.newest(), digester);
        let terms = (0..site.terms.len()).map(TermId::new);
        let threads = terms.filter(|id| site.terms[id.index()].taxonomy == "threads");
        digester.list(threads.map(|id| self.faces.term(id)));
        for (period, events) in site.timeline.periods.iter() {
            if let Period::Year(year) = period {
                digester.value(&(year, events.len()));
            }
        }
    }

    /// Adds one page of a list: what the list is about, the picture and the rows that the page shows.
    pub(super) fn add_list(&self, list: List, number: usize, digester: &mut Digester) {
        let site = self.site();
        let events = list_events(site, list);
        let ends = [events.first(), events.last()].into_iter().flatten();
        digester.value(&(number, events.len()));
        digester.list(ends.map(|id| self.faces.event(*id)));
        let shown = self.renderer.contexts().page_of(events, number);
        self.add_rows(shown, digester);
        self.add_subject(list, digester);
        if number != 1 {
            return;
        }
        match list {
            // Its picture may be in lanes, which any term and any of its events can change.
            List::All => digester.add(self.whole),
            List::Source(_) | List::Period(Period::Day(_)) => {}
            _ => {
                digester.list(events.iter().map(|id| self.faces.event(*id)));
                self.add_counted(events, digester);
            }
        }
    }

    /// Adds which pages of periods the bars of a picture lead to, that other events make: an event between two years is
    /// counted in the first, which need not be one of its own.
    fn add_counted(&self, events: &[EventId], digester: &mut Digester) {
        let site = self.site();
        let dates = events.iter().map(|id| &site.events[id.index()].date);
        let between = dates.filter(|date| date.is_range() || !date.is_exact());
        for occasion in between.filter_map(Occasion::of) {
            for period in Period::containing(occasion.day()) {
                digester.value(&site.timeline.periods.contains(period));
            }
        }
    }

    fn add_rows(&self, events: &[EventId], digester: &mut Digester) {
        digester.list(events.iter().map(|id| self.faces.row(*id)));
    }

    /// Adds what a list is about.
    pub(super) fn add_subject(&self, list: List, digester: &mut Digester) {
        match list {
            List::All => digester.value("all"),
            List::Period(period) => self.add_period(period, digester),
            List::Term(id) => self.add_record(Target::Term(id), digester),
            List::Source(id) => self.add_record(Target::Source(id), digester),
            List::View(ViewId(id)) => digester.value(&id),
        }
    }

    /// Adds a period with its neighbours and its parts.
    fn add_period(&self, period: Period, digester: &mut Digester) {
        let periods = &self.site().timeline.periods;
        for wider in Period::containing(period.days().0) {
            digester.value(&periods.contains(wider));
        }
        digester.value(&(
            numbers(period),
            periods.before(period).map(numbers),
            periods.after(period).map(numbers),
        ));
        for (part, events) in periods.within(period) {
            digester.value(&(numbers(part), events.len()));
        }
    }

    /// Adds the page of a record: its face, its text, and the faces of all that it is linked with.
    pub(super) fn add_record(&self, target: Target, digester: &mut Digester) {
        digester.add(self.faces.of_target(target));
        let site = self.site();
        match target {
            Target::Event(id) => self.add_event(id, digester),
            Target::Term(id) => self.add_term(id, digester),
            Target::Source(id) => self.add_source(id, digester),
            Target::Page(id) => {
                let page = &site.pages[id.index()];
                digester.value(&page.file);
                let (body, links) = (&page.body, &site.graph.pages[id.index()]);
                let plan = &self.renderer.plan;
                self.faces.add_text(site, plan, body, links, digester);
            }
        }
        let mentioned_in = &site.graph.text(target).mentioned_in;
        digester.list(
            mentioned_in
                .iter()
                .map(|other| self.faces.of_target(*other)),
        );
    }

    fn add_event(&self, id: EventId, digester: &mut Digester) {
        let site = self.site();
        let (event, links) = (&site.events[id.index()], &site.graph.events[id.index()]);
        digester.value(&event.file);
        digester.add(self.faces.row(id));
        digester.add(self.faces.text(id));
        for origin in &links.origins {
            digester.list(
                origin
                    .sources
                    .iter()
                    .map(|source| self.faces.source(*source)),
            );
        }
        for sources in &links.accounts {
            digester.list(sources.iter().map(|source| self.faces.source(*source)));
        }
        add_image(site, event.image.as_ref(), digester);
        self.add_around(&site.timeline.all, id, digester);
        for term in &links.terms {
            let events = &site.graph.terms[term.index()].events;
            if site.terms[term.index()].taxonomy == "threads" {
                digester.value(&(events.binary_search(&id).ok(), events.len()));
                self.add_around(events, id, digester);
            }
        }
    }

    /// Adds the events before and after one in a list that is in order.
    fn add_around(&self, events: &[EventId], id: EventId, digester: &mut Digester) {
        let Ok(index) = events.binary_search(&id) else {
            return;
        };
        let before = index.checked_sub(1).and_then(|index| events.get(index));
        for other in [before, events.get(index + 1)] {
            digester.list(other.map(|id| self.faces.event(*id)));
        }
    }

    fn add_term(&self, id: TermId, digester: &mut Digester) {
        let site = self.site();
        let (term, links) = (&site.terms[id.index()], &site.graph.terms[id.index()]);
        let plan = &self.renderer.plan;
        self.faces
            .add_text(site, plan, &term.body, &links.text, digester);
        add_image(site, term.image.as_ref(), digester);
        for others in [&links.ancestors, &links.parts] {
            digester.list(others.iter().map(|other| self.faces.term(*other)));
        }
        for (other, shared) in &links.companions {
            digester.add(self.faces.term(*other));
            digester.value(shared);
        }
        // A page that mentions it is named only where it is not listed.
        digester.add(self.lists.terms[id.index()]);
        let taxonomies = &site.settings.taxonomies;
        let taxonomy = taxonomies.iter().position(|it| it.key == term.taxonomy);
        digester.list(taxonomy.map(|index| self.lists.maps[index]));
    }

    fn add_source(&self, id: SourceId, digester: &mut Digester) {
        let site = self.site();
        let (source, links) = (&site.sources[id.index()], &site.graph.sources[id.index()]);
        let plan = &self.renderer.plan;
        self.faces
            .add_text(site, plan, &source.body, &links.text, digester);
        let copies = site.graph.copies.get(origin_name(source));
        let copies = copies.map_or(&[][..], Vec::as_slice);
        digester.value(&copies.len());
        // Itself may be among them.
        let listed = copies.iter().take(MOST_COPIES + 1);
        digester.list(listed.map(|other| self.faces.source(*other)));
        // A page that mentions it is named only where it is not listed.
        digester.add(self.lists.sources[id.index()]);
    }

    /// Adds a page of the list of all sources.
    pub(super) fn add_sources(&self, number: usize, digester: &mut Digester) {
        let site = self.site();
        let (all, most) = (site.sources.len(), site.settings.page_size);
        digester.value(&(number, all));
        for index in (0..all).skip((number - 1) * most).take(most) {
            self.add_record(Target::Source(SourceId::new(index)), digester);
        }
    }
}
