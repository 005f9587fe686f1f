//! An event as its own page shows it.

use std::collections::{BTreeMap, HashSet};

use super::Contexts;
use crate::graph::{Origin, Relation, Target};
use crate::plan::Route;
use crate::render::Links;
use crate::render::cite::{self, Work};
use crate::site::{EventId, TermId};
use crate::view::{
    AccountView, CiteView, CorrectionView, EventView, Link, NeighboursView, OriginView,
    RelationView, TaxonomyTerms, ThreadNeighbours,
};

/// The taxonomy whose terms tie events to one course.
const THREADS: &str = "threads";

impl Contexts<'_> {
    /// An event as its own page shows it, for a page with this way back to the site's root.
    pub(crate) fn event(&self, id: EventId, root: &str) -> EventView {
        let event = &self.site.events[id.index()];
        let links = &self.site.graph.events[id.index()];
        EventView {
            slug: event.slug.to_string(),
            title: event.title.clone(),
            url: self.target_url(Target::Event(id)),
            summary: self.wanted("summary", || self.typeset_some(event.summary.as_ref())),
            lead: event.lead,
            draft: event.draft,
            when: self.when(id),
            status: self.wanted("status", || self.status(&links.status)),
            taxonomies: self.wanted("taxonomies", || self.taxonomies_of(&links.terms)),
            body: self.wanted("body", || self.body(Target::Event(id), root)),
            citations: self.wanted("citations", || self.citations(&links.text.citations)),
            origins: self.wanted("origins", || {
                let origins = links.origins.iter();
                origins.map(|origin| self.origin(origin)).collect()
            }),
            relations: self.wanted("relations", || self.relations(&links.relations)),
            accounts: self.wanted("accounts", || self.accounts(id)),
            corrections: self.wanted("corrections", || self.corrections(id)),
            image: event.image.as_ref().map(|image| self.image(image)),
            mentioned_in: self.wanted("mentioned_in", || self.other_mentions(id)),
            cite: self.wanted("cite", || self.cite(id)),
            neighbours: self.wanted("neighbours", || self.neighbours(id)),
            suggest_url: self.wanted("suggest_url", || self.suggest_url(&event.file)),
            extra: self.wanted("extra", || event.extra.clone()),
        }
    }

    /// How to cite an event's page.
    fn cite(&self, id: EventId) -> CiteView {
        let settings = &self.site.settings;
        let event = &self.site.events[id.index()];
        let words = self.moment_words(id);
        let url = settings
            .base_url
            .as_deref()
            .map(|base| Links::new(self, Some(base), "").record(Target::Event(id)));
        let work = Work {
            slug: event.slug.as_str(),
            title: &event.title,
            when: &words,
            date: &event.date,
            authors: &settings.authors,
            site: &settings.title,
            publisher: settings.publisher.as_deref(),
            url: url.as_deref(),
            language: self.language().tag(),
        };
        CiteView {
            plain: cite::plain(&work),
            bibtex: cite::bibtex(&work),
            csl: cite::csl_json(&work),
        }
    }

    /// The terms of an event, taxonomy by taxonomy.
    fn taxonomies_of(&self, terms: &[TermId]) -> Vec<TaxonomyTerms> {
        let settings = &self.site.settings;
        settings
            .taxonomies
            .iter()
            .filter_map(|taxonomy| {
                let own = |id: &&TermId| self.site.terms[id.index()].taxonomy == taxonomy.key;
                let terms: Vec<_> = terms
                    .iter()
                    .filter(own)
                    .map(|id| self.named_term(*id))
                    .collect();
                (!terms.is_empty()).then(|| TaxonomyTerms {
                    key: taxonomy.key.clone(),
                    title: self.taxonomy_title(taxonomy).to_owned(),
                    url: self.url(&Route::new(format!("{}/", taxonomy.slug))),
                    terms,
                })
            })
            .collect()
    }

    /// An origin and the sources that carry its copy.
    pub(super) fn origin(&self, origin: &Origin) -> OriginView {
        OriginView {
            name: origin.name.clone(),
            sources: origin
                .sources
                .iter()
                .map(|source| self.source_link(*source))
                .collect(),
            more: 0,
        }
    }

    fn relations(&self, relations: &[Relation]) -> Vec<RelationView> {
        relations
            .chunk_by(|a, b| (a.kind, a.inverse) == (b.kind, b.inverse))
            .map(|group| {
                let (kind, inverse) = (group[0].kind, group[0].inverse);
                RelationView {
                    kind: kind.as_str().to_owned(),
                    inverse,
                    title: self.language().word(kind.word(inverse)).to_owned(),
                    events: group
                        .iter()
                        .map(|relation| self.event_link(relation.event))
                        .collect(),
                }
            })
            .collect()
    }

    /// The pages that mention an event, without those that the page leads to anyway: its relations, its terms, and the
    /// events before and after it.
    fn other_mentions(&self, id: EventId) -> Vec<Link> {
        let links = &self.site.graph.events[id.index()];
        let related: HashSet<EventId> = links.relations.iter().map(|it| it.event).collect();
        // Events are numbered in their order.
        let is_next_to = |other: &EventId| other.index().abs_diff(id.index()) == 1;
        let is_told = |target: &&Target| match target {
            Target::Event(other) => related.contains(other) || is_next_to(other),
            Target::Term(term) => links.terms.contains(term),
            Target::Source(_) | Target::Page(_) => false,
        };
        let mentions = links.text.mentioned_in.iter();
        let others = mentions.filter(|target| !is_told(target));
        others.map(|target| self.link(*target)).collect()
    }

    fn accounts(&self, id: EventId) -> Vec<AccountView> {
        let accounts = &self.site.events[id.index()].accounts;
        let sources = &self.site.graph.events[id.index()].accounts;
        accounts
            .iter()
            .zip(sources)
            .map(|(account, sources)| AccountView {
                claim: self.typeset(&account.claim),
                sources: sources
                    .iter()
                    .map(|source| self.source_link(*source))
                    .collect(),
            })
            .collect()
    }

    fn corrections(&self, id: EventId) -> Vec<CorrectionView> {
        let mut corrections: Vec<_> = self.site.events[id.index()].corrections.iter().collect();
        corrections.sort_by_key(|correction| correction.date.earliest().day());
        corrections
            .into_iter()
            .map(|correction| CorrectionView {
                when: self.when_of_date(&correction.date),
                note: self.typeset(&correction.note),
            })
            .collect()
    }

    fn neighbours(&self, id: EventId) -> NeighboursView {
        let (previous, next) = self.around(&self.site.timeline.all, id);
        let terms = self.wanted("threads", || &self.site.graph.events[id.index()].terms[..]);
        let related = self.site.graph.events[id.index()].relations.iter();
        let mut told: HashSet<String> = related
            .map(|relation| self.target_url(Target::Event(relation.event)))
            .collect();
        let threads = terms
            .iter()
            .filter(|term| self.site.terms[term.index()].taxonomy == THREADS)
            .map(|&term| {
                let events = &self.site.graph.terms[term.index()].events;
                let (previous, next) = self.around(events, id);
                let mut untold = |step: Option<Link>| step.filter(|it| told.insert(it.url.clone()));
                let (previous, next) = (untold(previous), untold(next));
                ThreadNeighbours {
                    thread: self.link(Target::Term(term)),
                    position: events.binary_search(&id).map_or(0, |index| index + 1),
                    total: events.len(),
                    previous,
                    next,
                }
            })
            .collect();
        NeighboursView {
            previous,
            next,
            threads,
        }
    }

    /// The events before and after one in a list that is in order.
    fn around(&self, events: &[EventId], id: EventId) -> (Option<Link>, Option<Link>) {
        let Ok(index) = events.binary_search(&id) else {
            return (None, None);
        };
        let link = |index: usize| events.get(index).map(|id| self.event_link(*id));
        (index.checked_sub(1).and_then(link), link(index + 1))
    }

    /// Where a reader can suggest a change to a file.
    pub(super) fn suggest_url(&self, file: &str) -> Option<String> {
        let repository = self.site.settings.repository.as_ref()?;
        let encoded: BTreeMap<char, &str> =
            [(' ', "%20"), ('#', "%23"), ('?', "%3F"), ('%', "%25")].into();
        let path: String = file
            .chars()
            .map(|c| {
                encoded
                    .get(&c)
                    .map_or_else(|| c.to_string(), |code| (*code).to_owned())
            })
            .collect();
        Some(format!(
            "{}/edit/HEAD/{path}",
            repository.trim_end_matches('/')
        ))
    }
}
