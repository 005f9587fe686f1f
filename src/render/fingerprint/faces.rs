//! What pages may show of a record that they are not about: its face, for events also the row, and what texts lead to.
//!
//! Each takes the whole record but its text, so that no field is forgotten; a page is compared again rather than stale.

use rayon::prelude::*;

use crate::content::extra::Text;
use crate::content::{Body, FreePage, Image, Source, Term};
use crate::digest::{Digest, Digester};
use crate::edtf::{Bound, Period};
use crate::graph::{Filled, Target, TextLinks};
use crate::plan::{Plan, asset_route};
use crate::site::{EventId, Site, SourceId, TermId};

/// The digests of all records, by their ids.
pub(super) struct Faces {
    events: Vec<Digest>,
    terms: Vec<Digest>,
    sources: Vec<Digest>,
    pages: Vec<Digest>,
    /// Events as lists show them, with the terms and sources that a row names.
    rows: Vec<Digest>,
    /// The texts of events, with what fills their holes.
    texts: Vec<Digest>,
}

impl Faces {
    /// Makes those of a site.
    pub(super) fn of(site: &Site, plan: &Plan) -> Self {
        let terms = each(site.terms.len(), |index, digester| {
            term_record(&site.terms[index], digester);
        });
        let mut faces = Self {
            events: each(site.events.len(), |index, digester| {
                event_face(site, index, digester);
            }),
            terms: each(site.terms.len(), |index, digester| {
                term_face(site, index, &terms, digester);
            }),
            sources: each(site.sources.len(), |index, digester| {
                source_face(&site.sources[index], digester);
                digester.value(&site.graph.sources[index].events.len());
            }),
            pages: each(site.pages.len(), |index, digester| {
                page_face(&site.pages[index], digester);
            }),
            rows: Vec::new(),
            texts: Vec::new(),
        };
        faces.rows = each(site.events.len(), |index, digester| {
            faces.row_of(site, index, digester);
        });
        faces.texts = each(site.events.len(), |index, digester| {
            digester.add(site.events[index].digests().text);
            faces.add_links(site, plan, &site.graph.events[index].text, digester);
        });
        faces
    }

    /// What other pages may show of a record.
    pub(super) fn of_target(&self, target: Target) -> Digest {
        match target {
            Target::Event(id) => self.events[id.index()],
            Target::Term(id) => self.terms[id.index()],
            Target::Source(id) => self.sources[id.index()],
            Target::Page(id) => self.pages[id.index()],
        }
    }

    pub(super) fn event(&self, id: EventId) -> Digest {
        self.events[id.index()]
    }

    pub(super) fn term(&self, id: TermId) -> Digest {
        self.terms[id.index()]
    }

    pub(super) fn source(&self, id: SourceId) -> Digest {
        self.sources[id.index()]
    }

    pub(super) fn row(&self, id: EventId) -> Digest {
        self.rows[id.index()]
    }

    /// The text of an event.
    pub(super) fn text(&self, id: EventId) -> Digest {
        self.texts[id.index()]
    }

    /// Adds everything that is known of all records, without the texts.
    pub(super) fn add_all(&self, digester: &mut Digester) {
        let lists = [&self.rows, &self.terms, &self.sources, &self.pages];
        for list in lists {
            digester.list(list.iter().copied());
        }
    }

    fn row_of(&self, site: &Site, index: usize, digester: &mut Digester) {
        let links = &site.graph.events[index];
        digester.add(self.events[index]);
        digester.list(links.terms.iter().map(|term| self.term(*term)));
        self.add_citations(&links.text, digester);
        for origin in &links.origins {
            digester.value(&(&origin.name, origin.sources.len()));
        }
        for relation in &links.relations {
            digester.value(&(relation.kind, relation.inverse));
            digester.add(self.event(relation.event));
        }
        // The headings that it stands under in a list lead to pages that other events make.
        if let Bound::Day(day) = site.events[index].date.earliest() {
            let (year, month, _) = day.ymd();
            for period in [Period::Year(year), Period::Month(year, month)] {
                digester.value(&site.timeline.periods.contains(period));
            }
        }
        add_image(site, site.events[index].image.as_ref(), digester);
    }

    fn add_citations(&self, links: &TextLinks, digester: &mut Digester) {
        for citation in &links.citations {
            digester.add(self.source(citation.source));
            digester.value(&(citation.says, &citation.note, citation.marks));
        }
        digester.value(&links.citations.len());
    }

    /// Adds a text with what fills its holes and what it cites.
    pub(super) fn add_text(
        &self,
        site: &Site,
        plan: &Plan,
        body: &Body,
        links: &TextLinks,
        digester: &mut Digester,
    ) {
        digester.value(body);
        self.add_links(site, plan, links, digester);
    }

    /// Adds what fills the holes of a text, and what it cites.
    fn add_links(&self, site: &Site, plan: &Plan, links: &TextLinks, digester: &mut Digester) {
        self.add_citations(links, digester);
        for filled in &links.holes {
            let Some(filled) = filled else {
                digester.value(&0_u8);
                continue;
            };
            match filled {
                Filled::Record(target, fragment) => {
                    digester.value(&(1_u8, fragment));
                    digester.add(self.of_target(*target));
                }
                Filled::Citation(index, mark) => digester.value(&(2_u8, index, mark)),
                Filled::Route { address, fragment } => {
                    let route = plan.at_address(address).map(|output| output.route.as_str());
                    digester.value(&(3_u8, address, fragment, route));
                }
                Filled::Asset(path) => {
                    digester.value(&(4_u8, path, dimensions(site, path)));
                }
                Filled::Fragment(fragment) => digester.value(&(5_u8, fragment)),
            }
        }
    }
}

/// A digest for each index, made on all cores.
fn each(count: usize, fill: impl Fn(usize, &mut Digester) + Sync) -> Vec<Digest> {
    let one = |digester: &mut Digester, index: usize| {
        fill(index, digester);
        digester.finish()
    };
    (0..count)
        .into_par_iter()
        .with_min_len(64)
        .map_init(Digester::default, one)
        .collect()
}

/// An event's own record, its moment, and the status that its sources give it.
fn event_face(site: &Site, index: usize, digester: &mut Digester) {
    digester.add(site.events[index].digests().record);
    let moment = site.timeline.moments[index].as_ref();
    digester.value(&(
        moment.map(|moment| (moment.utc_minutes, moment.offset_minutes)),
        site.timeline.zones[index].name(),
        &site.graph.events[index].status,
    ));
}

/// A term's own record, those of what it is part of, how many events it has and from when to when.
fn term_face(site: &Site, index: usize, records: &[Digest], digester: &mut Digester) {
    let links = &site.graph.terms[index];
    digester.add(records[index]);
    digester.list(links.ancestors.iter().map(|id| records[id.index()]));
    let ends = [links.events.first(), links.events.last()];
    let date = |id: Option<&EventId>| id.map(|id| site.events[id.index()].date.text());
    digester.value(&(links.events.len(), ends.map(date)));
}

/// Every field of a term but its file and its text.
fn term_record(term: &Term, digester: &mut Digester) {
    let Term {
        file: _,
        taxonomy,
        slug,
        title,
        summary,
        also,
        part_of,
        kind,
        role,
        url,
        wikidata,
        image,
        location,
        timezone,
        aliases,
        extra,
        body: _,
    } = term;
    digester.value(&(taxonomy, slug, title, summary, also, part_of, kind, role));
    digester.value(&(
        url,
        wikidata,
        image,
        location,
        timezone,
        aliases,
        Text(extra),
    ));
}

/// Every field of a source but its file and its text.
fn source_face(source: &Source, digester: &mut Digester) {
    let Source {
        file: _,
        id,
        title,
        publisher,
        agency,
        authors,
        published,
        accessed,
        url,
        archive_url,
        language,
        kind,
        note,
        aliases,
        extra,
        body: _,
    } = source;
    digester.value(&(id, title, publisher, agency, authors, published, accessed));
    digester.value(&(url, archive_url, language, kind, note, aliases, Text(extra)));
}

/// Every field of a free page but its file and its text.
fn page_face(page: &FreePage, digester: &mut Digester) {
    let FreePage {
        file: _,
        slug,
        title,
        summary,
        order,
        menu,
        draft,
        aliases,
        extra,
        body: _,
    } = page;
    digester.value(&(
        slug,
        title,
        summary,
        order,
        menu,
        draft,
        aliases,
        Text(extra),
    ));
}

/// Adds a picture with the size that only the folder knows.
pub(super) fn add_image(site: &Site, image: Option<&Image>, digester: &mut Digester) {
    if let Some(image) = image {
        digester.value(&(image, dimensions(site, &image.file)));
    }
}

/// The size of a picture, and whether it is published.
fn dimensions(site: &Site, path: &str) -> (Option<(u32, u32)>, bool) {
    let found = site
        .assets
        .binary_search_by(|asset| (*asset.path).cmp(path));
    let dimensions = found.ok().and_then(|index| site.assets[index].dimensions);
    (dimensions, asset_route(path).is_some())
}
