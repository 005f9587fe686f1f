//! Where a file names a record: in its front matter, in the links and citations of its text, and in the settings' views.

use std::ops::Range;

use super::index::Index;
use crate::content::{Body, Event, Filling, Part, Positions, SourceName, Term, is_yaml};
use crate::diagnostic::{FieldPath, SitePath, Spot};
use crate::graph::{Filled, Target, TextLinks};
use crate::settings::{SETTINGS_FILE, ViewSettings};
use crate::site::Site;

/// A place where a file names a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The record.
    pub(super) target: Target,
    /// Where in the file.
    pub(super) spot: Spot,
    /// What is written there.
    pub(super) written: Written,
}

/// What is written where a record is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// A name in YAML.
    Name(String),
    /// The target of a `[[…]]`, which the spot is the whole of.
    Wikilink(String),
    /// The id of an `[@…]`; the spot is `@` and the id.
    Citation(String),
    /// The address of a link in Markdown, which the spot is the whole of.
    Href(String),
}

/// Everything that the record of a file names.
pub(super) fn of_file(site: &Site, index: &Index, file: &str) -> Vec<Mention> {
    if file == SETTINGS_FILE {
        return of_views(site, index);
    }
    let Some(target) = index.of_file(file) else {
        return Vec::new();
    };
    let mut mentions = Mentions {
        site,
        index,
        list: Vec::new(),
    };
    let graph = &site.graph;
    match target {
        Target::Event(id) => {
            let event = &site.events[id.index()];
            mentions.event(event);
            mentions.text(&event.body, &graph.events[id.index()].text);
        }
        Target::Term(id) => {
            let term = &site.terms[id.index()];
            mentions.part_of(term);
            mentions.text(&term.body, &graph.terms[id.index()].text);
        }
        Target::Source(id) => {
            mentions.text(
                &site.sources[id.index()].body,
                &graph.sources[id.index()].text,
            );
        }
        Target::Page(id) => {
            mentions.text(&site.pages[id.index()].body, &graph.pages[id.index()]);
        }
    }
    mentions.list
}

/// Every place of the site that names a record, by file.
pub(super) fn of_target(site: &Site, index: &Index, target: Target) -> Vec<(SitePath, Mention)> {
    let events = site.events.iter().map(|it| &it.file);
    let terms = site.terms.iter().map(|it| &it.file);
    let sources = site.sources.iter().map(|it| &it.file);
    let pages = site.pages.iter().map(|it| &it.file);
    let settings = SitePath::from(SETTINGS_FILE);
    let mut files: Vec<&SitePath> = events.chain(terms).chain(sources).chain(pages).collect();
    files.push(&settings);
    files.sort();
    files.dedup();
    let mut found = Vec::new();
    for file in files {
        let mentions = of_file(site, index, file).into_iter();
        let meant = mentions.filter(|mention| mention.target == target);
        found.extend(meant.map(|mention| (file.clone(), mention)));
    }
    found
}

struct Mentions<'s> {
    site: &'s Site,
    index: &'s Index,
    list: Vec<Mention>,
}

impl Mentions<'_> {
    fn add(&mut self, target: Option<Target>, path: FieldPath, name: &str) {
        self.list.extend(target.map(|target| Mention {
            target,
            spot: Spot::Value(path),
            written: Written::Name(name.to_owned()),
        }));
    }

    fn event(&mut self, event: &Event) {
        for term in &event.terms {
            let target = self
                .index
                .term(&term.taxonomy, &term.name)
                .map(Target::Term);
            let key = term.key.as_deref().unwrap_or(&term.taxonomy);
            self.add(
                target,
                FieldPath::key(key).then_index(term.index),
                &term.name,
            );
        }
        for cited in &event.sources {
            if let SourceName::Named(name) = &cited.source {
                let key = cited.key.as_deref().unwrap_or("sources");
                let path = FieldPath::key(key).then_index(cited.index).then_key("id");
                self.add(self.index.source(name).map(Target::Source), path, name);
            }
        }
        for relation in &event.relations {
            let target = self.index.names.event(&relation.target).map(Target::Event);
            let path = FieldPath::key("relations").then_key(relation.kind.as_str());
            self.add(target, path.then_index(relation.index), &relation.target);
        }
        for (at, account) in event.accounts.iter().enumerate() {
            let path = FieldPath::key("accounts")
                .then_index(at)
                .then_key("sources");
            for (at, name) in account.sources.iter().enumerate() {
                let target = self.index.source(name).map(Target::Source);
                self.add(target, path.then_index(at), name);
            }
        }
    }

    fn part_of(&mut self, term: &Term) {
        if let Some(name) = &term.part_of {
            let target = self.index.term(&term.taxonomy, name).map(Target::Term);
            self.add(target, FieldPath::key("part_of"), name);
        }
    }

    fn view(&mut self, view: &ViewSettings) {
        for (taxonomy, names) in &view.terms {
            let path = FieldPath::key("views")
                .then_key(view.slug.as_str())
                .then_key(taxonomy);
            for (at, name) in names.iter().enumerate() {
                let target = self.index.term(taxonomy, name).map(Target::Term);
                self.add(target, path.then_index(at), name);
            }
        }
    }

    fn text(&mut self, body: &Body, links: &TextLinks) {
        for (hole, filled) in body.holes.iter().zip(&links.holes) {
            let target = match filled {
                Some(Filled::Record(target, _)) => *target,
                Some(Filled::Citation(number, _)) => match links.citations.get(*number) {
                    Some(citation) => Target::Source(citation.source),
                    None => continue,
                },
                _ => continue,
            };
            let written = match &hole.filling {
                Filling::Wikilink { target, .. } => Written::Wikilink(target.clone()),
                Filling::Citation { id, .. } => Written::Citation(id.clone()),
                Filling::Href(address) => Written::Href(address.clone()),
                Filling::Image { .. } => continue,
            };
            self.list.push(Mention {
                target,
                spot: Spot::Bytes(hole.range.clone()),
                written,
            });
        }
    }
}

fn of_views(site: &Site, index: &Index) -> Vec<Mention> {
    let mut mentions = Mentions {
        site,
        index,
        list: Vec::new(),
    };
    for view in &mentions.site.settings.views {
        mentions.view(view);
    }
    mentions.list
}

/// A text with the places of its fields, which are looked for once and only where they are asked for.
pub(super) struct Places<'t> {
    text: &'t str,
    yaml: bool,
    positions: Option<Positions>,
}

impl<'t> Places<'t> {
    pub(super) fn of(file: &str, text: &'t str) -> Self {
        Self {
            text,
            yaml: is_yaml(file),
            positions: None,
        }
    }

    pub(super) fn positions(&mut self) -> &Positions {
        self.positions
            .get_or_insert_with(|| Positions::of(self.text, self.yaml))
    }

    /// The bytes of a spot, within the text and between characters; the first line where there are none.
    pub(super) fn bytes(&mut self, spot: &Spot) -> Range<usize> {
        let first_line = 0..self.text.find('\n').unwrap_or(self.text.len());
        let bytes = match spot {
            Spot::File => first_line,
            Spot::Bytes(bytes) => bytes.clone(),
            Spot::Key(path) => self.positions().find(path, Part::Key).unwrap_or(first_line),
            Spot::Value(path) => self
                .positions()
                .find(path, Part::Value)
                .unwrap_or(first_line),
        };
        let start = self.text.floor_char_boundary(bytes.start);
        start..self.text.ceil_char_boundary(bytes.end.max(start))
    }
}

/// The record that a file names at a byte of its text, and the bytes of the name.
pub(super) fn at(
    site: &Site,
    index: &Index,
    file: &str,
    text: &str,
    byte: usize,
) -> Option<(Mention, Range<usize>)> {
    let mut places = Places::of(file, text);
    let ranged = of_file(site, index, file).into_iter().map(|mention| {
        let bytes = places.bytes(&mention.spot);
        (mention, bytes)
    });
    // A link within a link's words lies within it; the shorter of the two is meant.
    ranged
        .filter(|(_, bytes)| bytes.start <= byte && byte <= bytes.end)
        .min_by_key(|(_, bytes)| bytes.len())
}
