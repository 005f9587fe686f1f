//! The contexts of all pages but the event's: front page, periods, taxonomies, terms, sources, free pages.

use super::Contexts;
use crate::edtf::Period;
use crate::graph::provenance::origin_name;
use crate::graph::{Origin, Target};
use crate::plan::{List, Route, list_events};
use crate::settings::Taxonomy;
use crate::site::{EventId, PageId, SourceId, TaxonomyId, TermId, ViewId};
use crate::view::{
    FreePageView, FrontView, LatestView, Link, OriginView, PeriodView, SourceView, TaxonomyView,
    TermEntry, TermView, ViewView,
};

/// The events that a front page names as its newest.
const LATEST: usize = 5;

/// The other sources of an agency's copy that a source's page lists: a large archive has thousands of them.
pub(crate) const MOST_COPIES: usize = 200;

impl Contexts<'_> {
    /// The events that lead on the front page.
    pub(crate) fn leads(&self) -> Vec<EventId> {
        let is_lead = |id: &EventId| self.site.events[id.index()].lead;
        self.site
            .timeline
            .all
            .iter()
            .copied()
            .filter(is_lead)
            .collect()
    }

    /// The events that the front page lists: all, or the newest part that fits on a page.
    pub(crate) fn newest(&self) -> &[EventId] {
        let all = &self.site.timeline.all;
        &all[all.len().saturating_sub(self.site.settings.page_size)..]
    }

    pub(crate) fn front(&self) -> FrontView {
        let site = self.site;
        let is_thread = |id: &TermId| site.terms[id.index()].taxonomy == "threads";
        let years = site
            .timeline
            .periods
            .iter()
            .filter(|(period, _)| matches!(period, Period::Year(_)));
        FrontView {
            leads: self.leads().len(),
            partial: self.newest().len() < site.timeline.all.len(),
            latest: self.latest(),
            threads: (0..site.terms.len())
                .map(TermId::new)
                .filter(is_thread)
                .map(|id| self.term_entry(id))
                .collect(),
            views: (0..site.views.len())
                .map(|index| self.list_link(List::View(ViewId::new(index))))
                .collect(),
            years: years
                .map(|(period, events)| self.period_entry(period, events))
                .collect(),
        }
    }

    /// The last events of the timeline, the newest first.
    fn latest(&self) -> Vec<LatestView> {
        let latest = self.newest().iter().rev().take(LATEST);
        let view = |&id: &EventId| LatestView {
            title: self.title(Target::Event(id)).to_owned(),
            url: self.target_url(Target::Event(id)),
            when: self.when(id),
        };
        latest.map(view).collect()
    }

    fn period_entry(&self, period: Period, events: &[EventId]) -> TermEntry {
        TermEntry {
            title: self.period_title(period),
            url: self.url(&Route::of_period(period)),
            role: None,
            kind: None,
            summary: None,
            count: events.len(),
            span: None,
            part_of: None,
        }
    }

    pub(crate) fn period(&self, period: Period) -> PeriodView {
        let periods = &self.site.timeline.periods;
        let link = |period: Period| Link {
            title: self.period_title(period),
            url: self.url(&Route::of_period(period)),
        };
        PeriodView {
            kind: period.kind().to_owned(),
            title: self.period_title(period),
            weekday: match period {
                Period::Day(day) => Some(self.language().weekday(day)),
                _ => None,
            },
            previous: periods.before(period).map(link),
            next: periods.after(period).map(link),
            parts: self.wanted("parts", || {
                let parts = periods.within(period);
                parts
                    .map(|(part, events)| self.period_entry(part, events))
                    .collect()
            }),
        }
    }

    /// The title of a taxonomy: the settings', else the language's word, else its key.
    pub(crate) fn taxonomy_title<'t>(&'t self, taxonomy: &'t Taxonomy) -> &'t str {
        let key = &taxonomy.key;
        taxonomy
            .title
            .as_deref()
            .unwrap_or_else(|| self.language().word_or(&format!("taxonomies.{key}"), key))
    }

    /// What one term of a taxonomy is called: as the settings say, else the language; else as the taxonomy itself.
    fn taxonomy_singular<'t>(&'t self, taxonomy: &'t Taxonomy) -> &'t str {
        let Taxonomy {
            key,
            title,
            singular,
            ..
        } = taxonomy;
        singular.as_deref().or(title.as_deref()).unwrap_or_else(|| {
            self.language()
                .word_or(&format!("taxonomy_terms.{key}"), key)
        })
    }

    /// A page of the terms of a taxonomy.
    pub(crate) fn taxonomy(&self, id: TaxonomyId, number: usize) -> TaxonomyView {
        let taxonomy = &self.site.settings.taxonomies[id.index()];
        let size = self.site.settings.page_size;
        let shown = self.site.terms_of(id).skip((number - 1) * size).take(size);
        TaxonomyView {
            key: taxonomy.key.clone(),
            title: self.taxonomy_title(taxonomy).to_owned(),
            singular: self.taxonomy_singular(taxonomy).to_owned(),
            total: self.site.terms_of(id).len(),
            terms: shown.map(|term| self.term_entry(term)).collect(),
        }
    }

    pub(crate) fn term(&self, id: TermId, root: &str) -> TermView {
        let term = &self.site.terms[id.index()];
        let links = &self.site.graph.terms[id.index()];
        let companion = |&(other, shared): &(TermId, usize)| TermEntry {
            count: shared,
            ..self.named_term(other)
        };
        TermView {
            taxonomy: term.taxonomy.clone(),
            slug: term.slug.to_string(),
            title: term.title.clone(),
            summary: self.typeset_some(term.summary.as_ref()),
            also: term.also.clone(),
            kind: term.kind.clone(),
            role: term.role.clone(),
            link: term.url.clone(),
            wikidata: term.wikidata.clone(),
            lat: term.location.map(|location| location.lat),
            lon: term.location.map(|location| location.lon),
            timezone: term.timezone.clone(),
            image: term.image.as_ref().map(|image| self.image(image)),
            body: self.wanted("body", || self.body(Target::Term(id), root)),
            citations: self.wanted("citations", || self.citations(&links.text.citations)),
            ancestors: self.wanted("ancestors", || {
                let ancestors = links.ancestors.iter();
                ancestors
                    .map(|parent| self.link(Target::Term(*parent)))
                    .collect()
            }),
            parts: self.wanted("parts", || {
                let parts = links.parts.iter();
                parts.map(|part| self.term_entry(*part)).collect()
            }),
            companions: self.wanted("companions", || {
                links.companions.iter().map(companion).collect()
            }),
            mentioned_in: self.wanted("mentioned_in", || {
                self.mentions_besides(&links.text.mentioned_in, &links.events)
            }),
            extra: self.wanted("extra", || term.extra.clone()),
        }
    }

    /// The pages that mention a record, without the events that its own page lists anyway.
    fn mentions_besides(&self, mentioned_in: &[Target], listed: &[EventId]) -> Vec<Link> {
        let is_listed = |target: &&Target| match target {
            Target::Event(id) => listed.binary_search(id).is_ok(),
            _ => false,
        };
        mentioned_in
            .iter()
            .filter(|target| !is_listed(target))
            .map(|target| self.link(*target))
            .collect()
    }

    /// A source; its text is left out in the list of all sources.
    pub(crate) fn source(&self, id: SourceId, root: Option<&str>) -> SourceView {
        let source = &self.site.sources[id.index()];
        let links = &self.site.graph.sources[id.index()];
        SourceView {
            id: source.id.to_string(),
            title: source.title.clone(),
            url: self.target_url(Target::Source(id)),
            publisher: source.publisher.clone(),
            agency: source.agency.clone(),
            authors: source.authors.clone(),
            published: source
                .published
                .as_ref()
                .map(|date| self.when_of_date(date)),
            accessed: source.accessed.as_ref().map(|date| self.when_of_date(date)),
            link: source.url.clone(),
            archive: source.archive_url.clone(),
            language: source.language.clone(),
            language_name: source
                .language
                .as_deref()
                .map(|tag| self.language_name(tag)),
            kind: source.kind.clone(),
            note: self.typeset_some(source.note.as_ref()),
            count: links.events.len(),
            body: self.wanted("body", || {
                let body = root.map(|root| self.body(Target::Source(id), root));
                body.unwrap_or_default()
            }),
            citations: self.wanted("citations", || {
                let citations = root.map(|_| self.citations(&links.text.citations));
                citations.unwrap_or_default()
            }),
            shared_origin: self.wanted("shared_origin", || self.shared_origin(id)),
            mentioned_in: self.wanted("mentioned_in", || {
                self.mentions_besides(&links.text.mentioned_in, &links.events)
            }),
            extra: self.wanted("extra", || source.extra.clone()),
        }
    }

    /// What the language of a tag is called, whatever its script and region.
    fn language_name(&self, tag: &str) -> String {
        let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        let phrase = format!("language_names.{primary}");
        self.language().word_or(&phrase, tag).to_owned()
    }

    /// The other sources that carry the same agency's copy.
    fn shared_origin(&self, id: SourceId) -> Option<OriginView> {
        let source = &self.site.sources[id.index()];
        let name = origin_name(source);
        let others = self.site.graph.copies.get(name)?;
        let count = others.len().checked_sub(1).filter(|count| *count > 0)?;
        let sources = others.iter().copied().filter(|other| *other != id);
        let listed = self.origin(&Origin {
            name: name.to_owned(),
            sources: sources.take(MOST_COPIES).collect(),
        });
        Some(OriginView {
            more: count.saturating_sub(MOST_COPIES),
            ..listed
        })
    }

    pub(crate) fn free_page(&self, id: PageId, root: &str) -> FreePageView {
        let page = &self.site.pages[id.index()];
        let heading = |heading: &crate::content::Heading| Link {
            title: heading.text.clone(),
            url: format!("#{}", heading.id),
        };
        FreePageView {
            title: page.title.clone(),
            summary: self.typeset_some(page.summary.as_ref()),
            body: self.body(Target::Page(id), root),
            citations: self.citations(&self.site.graph.pages[id.index()].citations),
            headings: page.body.headings.iter().map(heading).collect(),
            extra: page.extra.clone(),
        }
    }

    pub(crate) fn view(&self, id: ViewId) -> ViewView {
        let view = &self.site.settings.views[id.index()];
        ViewView {
            title: view.title.clone(),
            summary: self.typeset_some(view.summary.as_ref()),
        }
    }

    /// What a list is called.
    pub(crate) fn list_title(&self, list: List) -> String {
        match list {
            List::All => self.language().word("timeline").to_owned(),
            List::Period(period) => self.period_title(period),
            List::Term(id) => self.title(Target::Term(id)).to_owned(),
            List::Source(id) => self.title(Target::Source(id)).to_owned(),
            List::View(id) => self.site.settings.views[id.index()].title.clone(),
        }
    }

    /// What a list holds, in plain text: the summary that somebody wrote, else how many events and when.
    pub(crate) fn list_description(&self, list: List) -> String {
        self.written_description(list)
            .cloned()
            .unwrap_or_else(|| self.list_facts(list))
    }

    /// What a list's page says of itself to search engines: no two pages the same. The site's own description is the front
    /// page's, and terms may be described alike.
    pub(super) fn list_page_description(&self, list: List) -> String {
        match (list, self.written_description(list)) {
            (List::All, _) | (_, None) => self.list_facts(list),
            (_, Some(written)) => self.language().labelled(&self.list_title(list), written),
        }
    }

    fn written_description(&self, list: List) -> Option<&String> {
        match list {
            List::All => self.site.settings.description.as_ref(),
            List::Term(id) => self.site.terms[id.index()].summary.as_ref(),
            List::View(id) => self.site.settings.views[id.index()].summary.as_ref(),
            List::Period(_) | List::Source(_) => None,
        }
    }

    /// A list's title, how many events it has, and from when to when.
    fn list_facts(&self, list: List) -> String {
        let events = list_events(self.site, list);
        let count = self.language().count("events", events.len() as u64);
        let facts: Vec<String> = [count].into_iter().chain(self.span(events)).collect();
        let facts = facts.join(self.language().word("punctuation.comma"));
        self.language().labelled(&self.list_title(list), &facts)
    }
}
