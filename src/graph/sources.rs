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
    pub(crate) records: Arc<Vec<Source>>,
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
        register.add_record(Source::clone(record), diagnostics);
    }
    let cited: Vec<Vec<Cited>> = events
        .iter()
        .map(|event| register.cite(event, diagnostics))
        .collect();

    let mut order: Vec<usize> = (0..register.sources.len()).collect();
    order.sort_by(|&a, &b| register.sources[a].id.cmp(&register.sources[b].id));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let cited = cited
        .into_iter()
        .map(|list| {
            list.into_iter()
                .map(|cited| Citation {
                    source: SourceId::new(place[cited.source]),
                    ..cited.citation
                })
                .collect()
        })
        .collect();
    let by_name = register
        .by_name
        .into_iter()
        .map(|(name, old)| (name, SourceId::new(place[old])))
        .collect();
    let mut slots: Vec<Option<Source>> = register.sources.into_iter().map(Some).collect();
    let sources = order
        .iter()
        .map(|&old| slots[old].take().expect("an order names each source once"))
        .collect();
    Sources {
        records: Arc::new(sources),
        cited,
        by_name,
        unread: Arc::clone(unread),
    }
}

/// Whether a name means a file that could not be read.
fn is_unread(name: &str, unread: &HashSet<Slug>) -> bool {
    Slug::from_name(name).is_some_and(|slug| unread.contains(&slug))
}

struct Cited {
    source: usize,
    citation: Citation,
}

/// Sources while they are gathered, with the ids and folded titles that lead to them.
#[derive(Default)]
struct Register {
    implied: bool,
    unread: Arc<HashSet<Slug>>,
    sources: Vec<Source>,
    by_name: HashMap<String, usize>,
}

impl Register {
    fn add_record(&mut self, record: Source, diagnostics: &mut Vec<Diagnostic>) {
        let index = self.sources.len();
        if let Some(&other) = self.by_name.get(record.id.as_str())
            && self.sources[other].id == record.id
        {
            diagnostics.push(duplicate_slug(
                &record.id,
                &record.file,
                &self.sources[other].file,
            ));
            return;
        }
        self.by_name.insert(record.id.to_string(), index);
        if let Some(title) = Slug::from_name(&record.title) {
            self.by_name.entry(title.to_string()).or_insert(index);
        }
        self.sources.push(record);
    }

    fn cite(&mut self, event: &Event, diagnostics: &mut Vec<Diagnostic>) -> Vec<Cited> {
        let mut list: Vec<Cited> = Vec::with_capacity(event.sources.len());
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
            // The final id of the source is not known before all of them are.
            let citation = Citation {
                source: SourceId(0),
                says: cited.says,
                note: cited.note.clone(),
                marks: 0,
            };
            list.push(Cited { source, citation });
        }
        list
    }

    fn named(
        &mut self,
        name: &str,
        file: &SitePath,
        place: impl FnOnce() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        if let Some(&index) = self.by_name.get(name) {
            return Some(index);
        }
        let folded = Slug::from_name(name);
        if let Some(&index) = folded
            .as_ref()
            .and_then(|slug| self.by_name.get(slug.as_str()))
        {
            return Some(index);
        }
        let Some(id) = folded.filter(|_| self.implied) else {
            if !is_unread(name, &self.unread) {
                let ids = self.sources.iter().map(|source| source.id.as_str());
                diagnostics.push(unknown_source(name, place(), ids));
            }
            return None;
        };
        let index = self.sources.len();
        self.by_name.insert(id.to_string(), index);
        self.by_name.insert(name.to_owned(), index);
        self.sources.push(implied_source(id, name, file));
        Some(index)
    }

    /// A source written in an event: the same record written twice is one source, and two that only share their
    /// title are two, the later one with a suffix made from what differs.
    fn written_in_place(&mut self, record: &Source) -> usize {
        let mut id = record.id.clone();
        if let Some(&index) = self.by_name.get(id.as_str()) {
            if is_same_source(&self.sources[index], record) {
                return index;
            }
            let what = format!("{}\n{:?}\n{:?}", record.title, record.url, record.published);
            id = id.with_suffix(&what);
            if let Some(&index) = self.by_name.get(id.as_str()) {
                return index;
            }
        }
        let index = self.sources.len();
        self.by_name.insert(id.to_string(), index);
        self.sources.push(Source {
            id,
            ..record.clone()
        });
        index
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
