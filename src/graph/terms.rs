//! The terms of a site: those that have a file and those that events only name, joined by slug, title and other names.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::{Body, Event, Slug, Term};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};
use crate::language::Language;
use crate::settings::Settings;
use crate::site::TermId;

/// The terms, in their final order, and what refers to them.
pub(crate) struct Terms {
    /// By taxonomy in the order of the settings, then by name in the language's order.
    pub(crate) records: Arc<Vec<Term>>,
    /// The terms that each event names, by the index of the event; sorted, without doubles.
    pub(crate) named: Vec<Vec<TermId>>,
    /// The larger terms of each term, the nearest first.
    pub(crate) ancestors: Vec<Vec<TermId>>,
}

/// Joins the terms that have files with those that events name.
pub(crate) fn gather(
    records: &[Arc<Term>],
    events: &[Arc<Event>],
    settings: &Settings,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Terms {
    let mut register = Register::default();
    for record in records {
        register.add_record(Term::clone(record), diagnostics);
    }
    let mut named: Vec<Vec<usize>> = events
        .iter()
        .map(|event| register.name_terms_of(event, diagnostics))
        .collect();
    let parents = register.parents(diagnostics);

    let rank: HashMap<&str, usize> = settings
        .taxonomies
        .iter()
        .enumerate()
        .map(|(index, taxonomy)| (taxonomy.key.as_str(), index))
        .collect();
    let mut order: Vec<usize> = (0..register.terms.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&register.terms[a], &register.terms[b]);
        rank.get(a.taxonomy.as_str())
            .cmp(&rank.get(b.taxonomy.as_str()))
            .then_with(|| language.compare(&a.title, &b.title))
            .then_with(|| a.slug.cmp(&b.slug))
    });
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let id = |old: usize| TermId::new(place[old]);

    let ancestors = order
        .iter()
        .map(|&old| chain(old, &parents).into_iter().map(id).collect())
        .collect();
    let named = named
        .iter_mut()
        .map(|list| {
            let mut ids: Vec<TermId> = list.drain(..).map(id).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        })
        .collect();
    let mut slots: Vec<Option<Term>> = register.terms.into_iter().map(Some).collect();
    let terms = order
        .iter()
        .map(|&old| slots[old].take().expect("an order names each term once"))
        .collect();
    Terms {
        records: Arc::new(terms),
        named,
        ancestors,
    }
}

/// The larger terms of one, the nearest first. The parents hold no circle.
fn chain(term: usize, parents: &[Option<usize>]) -> Vec<usize> {
    std::iter::successors(parents[term], |&parent| parents[parent]).collect()
}

/// Terms while they are gathered, with the names that lead to them.
#[derive(Default)]
struct Register {
    terms: Vec<Term>,
    /// By taxonomy and folded name.
    by_name: HashMap<String, HashMap<String, usize>>,
    /// The exact spellings that were resolved already, of each taxonomy: there are few of these.
    seen: Vec<(String, HashMap<String, usize>)>,
}

impl Register {
    fn add_record(&mut self, record: Term, diagnostics: &mut Vec<Diagnostic>) {
        let index = self.terms.len();
        let names = self.by_name.entry(record.taxonomy.clone()).or_default();
        if let Some(&other) = names.get(record.slug.as_str())
            && self.terms[other].slug == record.slug
        {
            diagnostics.push(duplicate_slug(
                &record.slug,
                &record.file,
                &self.terms[other].file,
            ));
            return;
        }
        names.insert(record.slug.to_string(), index);
        for name in std::iter::once(&record.title).chain(&record.also) {
            let Some(folded) = Slug::from_name(name) else {
                continue;
            };
            let other = *names.entry(folded.to_string()).or_insert(index);
            if other != index {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AmbiguousName,
                        format!(
                            "the name `{name}` fits both `{}` and `{}`",
                            self.terms[other].slug, record.slug
                        ),
                    )
                    .at(
                        Place::file(&record.file),
                        "this one is not reached by that name",
                    )
                    .also(Place::file(&self.terms[other].file), "the name leads here")
                    .help("take the name out of one of the two"),
                );
            }
        }
        self.terms.push(record);
    }

    fn name_terms_of(&mut self, event: &Event, diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
        event
            .terms
            .iter()
            .filter_map(|term| {
                self.resolve(
                    &term.taxonomy,
                    &term.name,
                    &event.file,
                    || event.term_place(term),
                    diagnostics,
                )
            })
            .collect()
    }

    /// The term of a name; one that nothing else names becomes a term. The place is made where it is told: most names
    /// are known.
    fn resolve(
        &mut self,
        taxonomy: &str,
        name: &str,
        file: &SitePath,
        place: impl FnOnce() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let seen = self.seen.iter().position(|(key, _)| key == taxonomy);
        let seen = seen.unwrap_or_else(|| {
            self.seen.push((taxonomy.to_owned(), HashMap::new()));
            self.seen.len() - 1
        });
        if let Some(&index) = self.seen[seen].1.get(name) {
            return Some(index);
        }
        let Some(slug) = Slug::from_name(name) else {
            diagnostics.push(
                Diagnostic::new(
                    Code::WrongValue,
                    format!("no address can be made from the name `{name}`"),
                )
                .at(place(), "expected a name with at least one letter or digit")
                .help("write the name with letters or digits"),
            );
            return None;
        };
        let names = self.by_name.entry(taxonomy.to_owned()).or_default();
        let index = *names.entry(slug.to_string()).or_insert(self.terms.len());
        if index == self.terms.len() {
            self.terms.push(implied(taxonomy, slug, name, file));
        } else if self.terms[index].title != name && is_respelling(&self.terms[index], name) {
            diagnostics.push(
                Diagnostic::new(
                    Code::MergedTerms,
                    format!(
                        "`{name}` and `{}` were taken as one",
                        self.terms[index].title
                    ),
                )
                .at(
                    place(),
                    format!("written `{}` elsewhere", self.terms[index].title),
                )
                .help(
                    "write the name in one way, or list the other under `also` in the term's file",
                )
                .replace_with(self.terms[index].title.clone()),
            );
        }
        self.seen[seen].1.insert(name.to_owned(), index);
        Some(index)
    }

    /// The larger term of each term; what would close a circle is left out.
    fn parents(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Option<usize>> {
        let mut parents: Vec<Option<usize>> = Vec::new();
        // Resolving can add terms, which have no larger ones themselves.
        for index in 0..self.terms.len() {
            let Some(name) = self.terms[index].part_of.clone() else {
                continue;
            };
            let (taxonomy, file) = (
                self.terms[index].taxonomy.clone(),
                self.terms[index].file.clone(),
            );
            let parent = self.resolve(
                &taxonomy,
                &name,
                &file,
                || Place::at_value(&file, FieldPath::key("part_of")),
                diagnostics,
            );
            parents.resize(self.terms.len(), None);
            parents[index] = parent;
        }
        parents.resize(self.terms.len(), None);
        for index in 0..parents.len() {
            if leads_back(index, &parents) {
                let term = &self.terms[index];
                diagnostics.push(
                    Diagnostic::new(
                        Code::PartOfCycle,
                        format!("`{}` is part of itself in a circle", term.title),
                    )
                    .at(
                        Place::at_value(&term.file, FieldPath::key("part_of")),
                        "closes the circle",
                    )
                    .help("take `part_of` out of one of the terms in the circle"),
                );
                parents[index] = None;
            }
        }
        parents
    }
}

fn leads_back(start: usize, parents: &[Option<usize>]) -> bool {
    let mut at = start;
    for _ in 0..parents.len() {
        match parents[at] {
            Some(parent) if parent == start => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

/// Whether a name is another spelling of the term's title, and not its slug or one of its declared names.
fn is_respelling(term: &Term, name: &str) -> bool {
    term.slug.as_str() != name && !term.also.iter().any(|also| also == name)
}

/// The term that an event names and that has no file; its file is the event's.
fn implied(taxonomy: &str, slug: Slug, name: &str, file: &SitePath) -> Term {
    Term {
        file: file.clone(),
        taxonomy: taxonomy.to_owned(),
        slug,
        title: name.trim().to_owned(),
        summary: None,
        also: Vec::new(),
        part_of: None,
        kind: None,
        role: None,
        url: None,
        wikidata: None,
        image: None,
        location: None,
        timezone: None,
        aliases: Vec::new(),
        extra: serde_json::Map::new(),
        body: Body::default(),
    }
}

/// Two files with one address.
pub(crate) fn duplicate_slug(slug: &Slug, file: &SitePath, other: &SitePath) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateSlug,
        format!("two files would have the address `{slug}`"),
    )
    .at(title_of(file), "this one")
    .also(title_of(other), "and this one")
    .help("rename one of the two files, or give it a `slug` of its own")
}

fn title_of(file: &SitePath) -> Place {
    Place::at_value(file, FieldPath::key("title"))
}
