//! From the site to what templates see: each page's [`crate::view`] types, filled.

mod axis;
mod embed;
mod event;
mod filters;
mod lanes;
mod list;
mod map;
mod marks;
mod meta;
mod page;
mod picture;
mod typography;
mod when;

pub(crate) use page::MOST_COPIES;

use crate::content::Body;
use crate::graph::{Citation, Filled, Target};
use crate::language::Language;
use crate::plan::{Plan, Route, asset_route, target_route};
use crate::render::body;
use crate::render::json_ld::ListItems;
use crate::render::picture::Occasion;
use crate::render::shelf::PerEvent;
use crate::render::theme::Names;
use crate::render::told::Told;
use crate::settings::Urls;
use crate::site::{EventId, Site, SourceId, TermId};
use crate::view::{CitationView, ImageView, Link, StatusView, TermEntry};
use list::Heading;

/// What views have in common, made when one first asks for it.
pub(crate) struct Kept {
    /// The words for when each event happened.
    tellings: PerEvent<Told>,
    /// What each event stands under in a list.
    headings: PerEvent<Heading>,
    /// Where each event stands on a drawing.
    occasions: PerEvent<Option<Occasion>>,
    /// What the Schema.org data of lists say of each event.
    list_items: ListItems,
}

impl Kept {
    /// Nothing yet, for so many events.
    pub(crate) fn for_events(events: usize) -> Self {
        Self {
            tellings: PerEvent::for_events(events),
            headings: PerEvent::for_events(events),
            occasions: PerEvent::for_events(events),
            list_items: ListItems::for_events(events),
        }
    }
}

/// Makes views from a site and its plan.
#[derive(Clone, Copy)]
pub(crate) struct Contexts<'a> {
    pub(crate) site: &'a Site,
    pub(crate) plan: &'a Plan,
    pub(crate) kept: &'a Kept,
    /// The names that the template may ask for; views have the other fields empty.
    pub(crate) names: &'a Names,
}

impl Contexts<'_> {
    /// A field's value, where the template names it.
    pub(super) fn wanted<T: Default>(&self, field: &str, make: impl FnOnce() -> T) -> T {
        if self.names.has(field) {
            make()
        } else {
            T::default()
        }
    }

    fn language(&self) -> &Language {
        &self.site.language
    }

    fn urls(&self) -> Urls {
        self.site.settings.urls
    }

    /// An address as pages write it.
    pub(crate) fn url(&self, route: &Route) -> String {
        route.url(self.urls())
    }

    /// The full address of a route, where the site has a base address.
    pub(crate) fn full_url(&self, route: &Route) -> Option<String> {
        self.site
            .settings
            .base_url
            .as_ref()
            .map(|base| format!("{base}{}", self.url(route)))
    }

    pub(crate) fn target_url(&self, target: Target) -> String {
        self.url(&target_route(self.site, target))
    }

    pub(crate) fn link(&self, target: Target) -> Link {
        Link {
            title: self.title(target).to_owned(),
            url: self.target_url(target),
        }
    }

    fn event_link(&self, id: EventId) -> Link {
        self.link(Target::Event(id))
    }

    fn source_link(&self, id: SourceId) -> Link {
        self.link(Target::Source(id))
    }

    pub(crate) fn title(&self, target: Target) -> &str {
        match target {
            Target::Event(id) => &self.site.events[id.index()].title,
            Target::Term(id) => &self.site.terms[id.index()].title,
            Target::Source(id) => &self.site.sources[id.index()].title,
            Target::Page(id) => &self.site.pages[id.index()].title,
        }
    }

    /// The word for a status: the settings' title, else the language's word, else the key.
    pub(crate) fn status(&self, key: &str) -> StatusView {
        let declared = self
            .site
            .settings
            .statuses
            .iter()
            .find(|(status, _)| status == key);
        let title = declared.and_then(|(_, title)| title.clone());
        StatusView {
            key: key.to_owned(),
            told: is_told(key),
            title: title.unwrap_or_else(|| {
                self.language()
                    .word_or(&format!("status.{key}"), key)
                    .to_owned()
            }),
        }
    }

    /// A term as lists of terms show it, with the span of its events.
    pub(crate) fn term_entry(&self, id: TermId) -> TermEntry {
        let events = &self.site.graph.terms[id.index()].events;
        TermEntry {
            span: self.wanted("span", || self.span(events)),
            ..self.named_term(id)
        }
    }

    /// A term where another record names it: without the span, which is two sentences to make.
    pub(crate) fn named_term(&self, id: TermId) -> TermEntry {
        let term = &self.site.terms[id.index()];
        let links = &self.site.graph.terms[id.index()];
        TermEntry {
            title: term.title.clone(),
            url: self.target_url(Target::Term(id)),
            role: self.wanted("role", || term.role.clone()),
            kind: self.wanted("kind", || term.kind.clone()),
            summary: self.wanted("summary", || self.typeset_some(term.summary.as_ref())),
            count: links.events.len(),
            span: None,
            part_of: self.wanted("part_of", || {
                let parent = links.ancestors.first()?;
                Some(self.title(Target::Term(*parent)).to_owned())
            }),
        }
    }

    /// A record's text as HTML, for a page with this way back to the site's root.
    pub(crate) fn body(&self, target: Target, root: &str) -> String {
        let body = self.body_of(target);
        let links = self.site.graph.text(target);
        body::fill(body, &links.holes, |filled, filling, out| match filled {
            Filled::Record(other, fragment) => {
                let address = format!("{root}{}", self.target_url(*other));
                body::link(
                    filling,
                    &address,
                    fragment.as_deref(),
                    self.title(*other),
                    out,
                );
            }
            Filled::Route { address, fragment } => {
                let route = self
                    .plan
                    .at_address(address)
                    .map(|output| self.url(&output.route));
                let address = format!("{root}{}", route.as_deref().unwrap_or(address));
                body::link(filling, &address, fragment.as_deref(), "", out);
            }
            Filled::Fragment(fragment) => body::link(filling, "", Some(fragment), fragment, out),
            Filled::Citation(index, mark) => {
                let source = &self.site.sources[links.citations[*index].source.index()];
                body::citation(filling, index + 1, *mark, &source.title, out);
            }
            Filled::Asset(path) => {
                let address = asset_route(path)
                    .map_or_else(String::new, |route| format!("{root}{}", self.url(&route)));
                body::asset(filling, &address, self.dimensions(path), out);
            }
        })
    }

    fn body_of(&self, target: Target) -> &Body {
        match target {
            Target::Event(id) => &self.site.events[id.index()].body,
            Target::Term(id) => &self.site.terms[id.index()].body,
            Target::Source(id) => &self.site.sources[id.index()].body,
            Target::Page(id) => &self.site.pages[id.index()].body,
        }
    }

    fn dimensions(&self, path: &str) -> Option<(u32, u32)> {
        let index = self
            .site
            .assets
            .binary_search_by(|asset| (*asset.path).cmp(path))
            .ok()?;
        self.site.assets[index].dimensions
    }

    fn image(&self, image: &crate::content::Image) -> ImageView {
        let dimensions = self.dimensions(&image.file);
        ImageView {
            url: asset_route(&image.file).map_or_else(String::new, |route| self.url(&route)),
            alt: image.alt.clone(),
            width: dimensions.map(|(width, _)| width),
            height: dimensions.map(|(_, height)| height),
            credit: image.credit.clone(),
            caption: image.caption.clone(),
        }
    }

    /// The sources that a record cites, in the order of their numbers.
    pub(crate) fn citations(&self, citations: &[Citation]) -> Vec<CitationView> {
        citations
            .iter()
            .enumerate()
            .map(|(index, citation)| self.citation(index + 1, citation))
            .collect()
    }

    fn citation(&self, number: usize, citation: &Citation) -> CitationView {
        let source = &self.site.sources[citation.source.index()];
        CitationView {
            number,
            id: source.id.to_string(),
            title: source.title.clone(),
            url: self.target_url(Target::Source(citation.source)),
            link: self.wanted("link", || source.url.clone()),
            archive: self.wanted("archive", || source.archive_url.clone()),
            publisher: self.wanted("publisher", || source.publisher.clone()),
            agency: self.wanted("agency", || source.agency.clone()),
            authors: self.wanted("authors", || source.authors.clone()),
            published: self.wanted("published", || {
                let published = source.published.as_ref();
                published.map(|date| self.when_of_date(date))
            }),
            says: self.wanted("says", || {
                citation.says.map(|says| self.status(says.as_str()))
            }),
            note: self.wanted("note", || citation.note.clone()),
            marks: self.wanted("marks", || {
                let marks = 1..=citation.marks;
                marks.map(|mark| body::mark_id(number, mark)).collect()
            }),
        }
    }
}

/// Whether a status is told beside an event's title: an event is reported unless something else is said.
fn is_told(status: &str) -> bool {
    !matches!(status, "reported" | "confirmed")
}
