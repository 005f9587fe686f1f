//! Where a record is written, where it is named, and which records there are.

use lsp_types::{self as lsp, Location, SymbolInformation, SymbolKind};

use super::address::Root;
use super::describe;
use super::index::Index;
use super::mention::{self, Places};
use super::position::{Encoding, Lines};
use super::workspace::State;
use crate::content::Slug;
use crate::diagnostic::{FieldPath, SitePath, Spot};
use crate::graph::Target;
use crate::plan::target_route;
use crate::site::{EventId, PageId, Site, SourceId, TermId};

/// How many symbols are given at once.
const MOST: usize = 200;

/// What answers about places need.
pub(super) struct Ground<'a> {
    pub(super) state: &'a State,
    pub(super) site: &'a Site,
    pub(super) index: &'a Index,
    pub(super) root: &'a Root,
    pub(super) encoding: Encoding,
}

impl Ground<'_> {
    /// The record that is meant at a byte of a file: the one that is named there, else, in a file's front matter, the
    /// file's own.
    pub(super) fn target_at(&self, file: &str, text: &str, byte: usize) -> Option<Target> {
        if let Some((mention, _)) = mention::at(self.site, self.index, file, text, byte) {
            return Some(mention.target);
        }
        let mut places = Places::of(file, text);
        let (path, _) = places.positions().at(byte)?;
        let own = [FieldPath::key("title"), FieldPath::key("slug")];
        own.contains(path)
            .then(|| self.index.of_file(file))
            .flatten()
    }

    /// Where a record is written: the title in its own file. One without a file is written where it is first named.
    pub(super) fn definition(&self, target: Target) -> Option<Location> {
        let file = file_of(self.site, target);
        if self.index.of_file(file) == Some(target) {
            return self
                .location(file, &[Spot::Value(FieldPath::key("title"))])
                .pop();
        }
        let in_file = mention::of_file(self.site, self.index, file);
        let named = in_file.into_iter().find(|mention| mention.target == target);
        let spot = named.map_or(Spot::File, |mention| mention.spot);
        self.location(file, &[spot]).pop()
    }

    /// Every place that names a record, by file.
    pub(super) fn references(&self, target: Target) -> Vec<Location> {
        let mentions = mention::of_target(self.site, self.index, target);
        let mut found = Vec::new();
        for of_file in mentions.chunk_by(|(a, _), (b, _)| a == b) {
            let spots: Vec<Spot> = of_file
                .iter()
                .map(|(_, mention)| mention.spot.clone())
                .collect();
            found.extend(self.location(&of_file[0].0, &spots));
        }
        found
    }

    fn location(&self, file: &SitePath, spots: &[Spot]) -> Vec<Location> {
        let (Some(text), Some(uri)) = (self.state.text(file), self.root.uri(file)) else {
            return Vec::new();
        };
        let lines = Lines::of(&text, self.encoding);
        let mut places = Places::of(file, &text);
        let mut at = |spot: &Spot| Location::new(uri.clone(), lines.range(places.bytes(spot)));
        spots.iter().map(&mut at).collect()
    }

    /// The records whose titles or slugs hold what was asked for, by kind.
    pub(super) fn symbols(&self, query: &str) -> Vec<SymbolInformation> {
        let query = query.trim().to_lowercase();
        let folded = Slug::from_name(&query).map(|slug| slug.to_string());
        let fits = |target: &Target| {
            let title = describe::title(self.site, *target).to_lowercase();
            let route = target_route(self.site, *target);
            let is_folded = |folded: &String| route.as_str().contains(folded.as_str());
            title.contains(&query) || folded.as_ref().is_some_and(is_folded)
        };
        let found = targets(self.site).filter(fits).take(MOST);
        found.filter_map(|target| self.symbol(target)).collect()
    }

    /// The record of a file.
    pub(super) fn symbol_of_file(&self, file: &str) -> Option<SymbolInformation> {
        self.symbol(self.index.of_file(file)?)
    }

    #[expect(deprecated, reason = "the field has to be filled")]
    fn symbol(&self, target: Target) -> Option<SymbolInformation> {
        Some(SymbolInformation {
            name: describe::title(self.site, target).to_owned(),
            kind: match target {
                Target::Event(_) => SymbolKind::EVENT,
                Target::Term(_) => SymbolKind::CLASS,
                Target::Source(_) => SymbolKind::CONSTANT,
                Target::Page(_) => SymbolKind::FILE,
            },
            tags: None,
            deprecated: None,
            location: self.definition(target)?,
            container_name: Some(describe::detail(self.site, target)),
        })
    }
}

/// The file that a record comes from; of a term or source without one, the file that names it.
pub(super) fn file_of(site: &Site, target: Target) -> &SitePath {
    match target {
        Target::Event(id) => &site.events[id.index()].file,
        Target::Term(id) => &site.terms[id.index()].file,
        Target::Source(id) => &site.sources[id.index()].file,
        Target::Page(id) => &site.pages[id.index()].file,
    }
}

/// Every record of the site.
fn targets(site: &Site) -> impl Iterator<Item = Target> + use<> {
    let events = (0..site.events.len()).map(|at| Target::Event(EventId::new(at)));
    let terms = (0..site.terms.len()).map(|at| Target::Term(TermId::new(at)));
    let sources = (0..site.sources.len()).map(|at| Target::Source(SourceId::new(at)));
    let pages = (0..site.pages.len()).map(|at| Target::Page(PageId::new(at)));
    events.chain(terms).chain(sources).chain(pages)
}

/// The start of a file: what is meant where nothing in it is.
pub(super) const FILE_START: lsp::Range = lsp::Range {
    start: lsp::Position {
        line: 0,
        character: 0,
    },
    end: lsp::Position {
        line: 0,
        character: 0,
    },
};
