//! The sources of a site: those with a file, those written in events, and, where the settings allow it, implied ones.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::content::{Body, Event, Slug, Source, SourceName};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath, suggest_name};
use crate::graph::Citation;
use crate::graph::terms::duplicate_slug;
use crate::site::SourceId;

/// The sources in their final order, by id, and the citations of each event's front matter.
#[derive(Debug)]
pub(crate) struct Sources {
    /// By id.
    pub(crate) records: Arc<Vec<Arc<Source>>>,
    /// By the index of the event; without doubles.
    pub(crate) cited: Vec<Vec<Citation>>,
    by_name: HashMap<String, SourceId>,
    unread: Arc<HashSet<Slug>>,
}

impl Sources {
    /// The source of an id, or of a title's folded form.
    pub(crate) fn find(&self, name: &str) -> Option<SourceId> {
        self.by_name
            .get(name)
            .copied()
            .or_else(|| self.by_name.get(Slug::from_name(name)?.as_str()).copied())
    }

    /// The diagnostic for a source that has no record; none where its file could not be read, which was reported.
    pub(crate) fn unknown(&self, name: &str, place: Place) -> Option<Diagnostic> {
        let ids = self.records.iter().map(|source| source.id.as_str());
        (!is_unread(name, &self.unread)).then(|| unknown_source(name, place, ids))
    }
}

/// Joins the sources that have files with those that events write in place or imply. `unread` are the slugs of files
/// that could not be read.
pub(crate) fn gather(
    records: &[Arc<Source>],
    events: &[Arc<Event>],
    implied: bool,
    unread: &Arc<HashSet<Slug>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sources {
    let mut register = Register {
        implied,
        unread: Arc::clone(unread),
        ..Register::default()
    };
    for record in records {
        register.add_record(record, diagnostics);
    }
    let mut cited: Vec<Vec<Citation>> = events
        .iter()
        .map(|event| register.cite(event, diagnostics))
        .collect();

    let mut order: Vec<usize> = (0..register.sources.len()).collect();
    order.sort_by(|&a, &b| register.sources[a].id.cmp(&register.sources[b].id));
    let mut place = vec![SourceId(0); order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = SourceId::new(new);
    }
    let Register {
        sources,
        mut by_name,
        ..
    } = register;
    let citations = cited.iter_mut().flatten();
    let of_citations = citations.map(|citation| &mut citation.source);
    for source in of_citations.chain(by_name.values_mut()) {
        *source = place[source.index()];
    }
    let in_order = order.iter().map(|&old| Arc::clone(&sources[old]));
    Sources {
        records: Arc::new(in_order.collect()),
        cited,
        by_name,
        unread: Arc::clone(unread),
    }
}

/// Whether a name means a file that could not be read.
fn is_unread(name: &str, unread: &HashSet<Slug>) -> bool {
    Slug::from_name(name).is_some_and(|slug| unread.contains(&slug))
}

/// Sources while they are gathered, with the names and folded titles that lead to them. An id is the place at which a
/// source came; the final ones are not known before all have come.
#[derive(Default)]
struct Register {
    implied: bool,
    unread: Arc<HashSet<Slug>>,
    sources: Vec<Arc<Source>>,
    by_name: HashMap<String, SourceId>,
}

impl Register {
    fn add_record(&mut self, record: &Arc<Source>, diagnostics: &mut Vec<Diagnostic>) {
        let known = self.by_name.get(record.id.as_str());
        let known = known.map(|known| &self.sources[known.index()]);
        if let Some(other) = known.filter(|other| other.id == record.id) {
            diagnostics.push(duplicate_slug(&record.id, &record.file, &other.file));
            return;
        }
        let id = self.add(Arc::clone(record));
        self.by_name.insert(record.id.to_string(), id);
        if let Some(title) = Slug::from_name(&record.title) {
            self.by_name.entry(title.to_string()).or_insert(id);
        }
    }

    fn add(&mut self, source: Arc<Source>) -> SourceId {
        self.sources.push(source);
        SourceId::new(self.sources.len() - 1)
    }

    fn cite(&mut self, event: &Event, diagnostics: &mut Vec<Diagnostic>) -> Vec<Citation> {
        let mut list: Vec<Citation> = Vec::with_capacity(event.sources.len());
        for cited in &event.sources {
            let source = match &cited.source {
                SourceName::InPlace(record) => Some(self.written_in_place(record)),
                SourceName::Named(name) => {
                    let place = || event.source_place(cited);
                    self.named(name, &event.file, place, diagnostics)
                }
            };
            let Some(source) = source else { continue };
            if list.iter().any(|other| other.source == source) {
                continue;
            }
            list.push(Citation {
                source,
                says: cited.says,
                note: cited.note.clone(),
                marks: 0,
            });
        }
        list
    }

    fn named(
        &mut self,
        name: &str,
        file: &SitePath,
        place: impl FnOnce() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<SourceId> {
        let folded = match self.by_name.get(name) {
            Some(&known) => return Some(known),
            None => Slug::from_name(name),
        };
        let known = folded
            .as_ref()
            .and_then(|slug| self.by_name.get(slug.as_str()));
        if let Some(&known) = known {
            return Some(known);
        }
        let Some(id) = folded.filter(|_| self.implied) else {
            if !is_unread(name, &self.unread) {
                let ids = self.sources.iter().map(|source| source.id.as_str());
                diagnostics.push(unknown_source(name, place(), ids));
            }
            return None;
        };
        let slug = id.to_string();
        let id = self.add(Arc::new(implied_source(id, name, file)));
        self.by_name.insert(slug, id);
        self.by_name.insert(name.to_owned(), id);
        Some(id)
    }

    /// A source written in an event: the same record written twice is one source, and two that only share their
    /// title are two, the later one with a suffix made from what differs.
    fn written_in_place(&mut self, record: &Source) -> SourceId {
        let mut slug = record.id.clone();
        if let Some(&known) = self.by_name.get(slug.as_str()) {
            if is_same_source(&self.sources[known.index()], record) {
                return known;
            }
            let what = format!("{}\n{:?}\n{:?}", record.title, record.url, record.published);
            slug = slug.with_suffix(&what);
            if let Some(&known) = self.by_name.get(slug.as_str()) {
                return known;
            }
        }
        let name = slug.to_string();
        let id = self.add(Arc::new(Source {
            id: slug,
            ..record.clone()
        }));
        self.by_name.insert(name, id);
        id
    }
}

/// Whether a record written in place is one that is known already: the same address, or the same title and no other
/// address.
fn is_same_source(known: &Source, written: &Source) -> bool {
    match (&known.url, &written.url) {
        (Some(a), Some(b)) => a == b,
        (_, None) => {
            known.title == written.title
                && (written.published.is_none() || known.published == written.published)
        }
        (None, Some(_)) => false,
    }
}

fn implied_source(id: Slug, title: &str, file: &SitePath) -> Source {
    Source {
        file: file.clone(),
        id,
        title: title.trim().to_owned(),
        publisher: None,
        agency: None,
        authors: Vec::new(),
        published: None,
        accessed: None,
        url: None,
        archive_url: None,
        language: None,
        kind: None,
        note: None,
        aliases: Vec::new(),
        extra: serde_json::Map::new(),
        body: Body::default(),
    }
}

fn unknown_source<'a>(
    name: &str,
    place: Place,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnknownSource, format!("there is no source `{name}`"))
        .at(place, "expected the id of a file in `content/sources/`");
    match suggest_name(name, ids) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace_with(near),
        None => diagnostic.help(
            "make the record with `dateline new source URL`, or set `sources: {implied: true}` in `dateline.yaml`",
        ),
    }
}
