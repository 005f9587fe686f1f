//! Compiling again after an edit: the folder as it is now and what was kept of the last compilation go in; the same site
//! comes out that a clean compilation gives.
//!
//! While all records are the ones of the last time but for a few events, and these keep the site's frame (see
//! [`Event::keeps_frame_of`]), terms, sources, order and timeline are shared with the last site, and only the edited texts
//! are linked. Any other change joins everything anew.

use std::sync::Arc;

use super::{Basis, Compiled, Joined, Material, Options, Records, join};
use crate::content::{Event, ParseCache};
use crate::diagnostic::Diagnostic;
use crate::folder::{Content, Folder, TextFile, are_same};
use crate::graph::relink::relink;
use crate::graph::views;
use crate::site::EventId;

/// For how many edited events the site is not joined anew.
const FEW: usize = 64;

/// What is kept of one compilation for the next.
#[derive(Debug, Default)]
pub struct Kept {
    parsed: ParseCache,
    last: Option<Last>,
}

/// The last compilation.
#[derive(Debug)]
struct Last {
    options: Options,
    settings: Option<TextFile>,
    /// The language's phrases lie among them.
    templates: Vec<TextFile>,
    records: Records,
    /// The place of each event of the records in the timeline.
    places: Vec<EventId>,
    joined: Joined,
}

/// Compiles a folder, and makes anew what changed since the last time.
#[must_use]
pub fn compile_again(folder: &Folder, options: &Options, kept: &mut Kept) -> Compiled {
    let basis = match Basis::of(folder, options) {
        Ok(basis) => basis,
        Err(diagnostics) => {
            return Compiled {
                site: None,
                diagnostics,
            };
        }
    };
    let content = Content::Read(folder.content.clone());
    let (material, mut diagnostics) = basis.parse(folder, content, options, Some(&mut kept.parsed));
    let edited = kept.last.take().and_then(|last| {
        let is_of = last.is_of(folder, options);
        is_of.then(|| last.edit(&material.records)).flatten()
    });
    let last = edited.unwrap_or_else(|| Last::of(material, folder, options));
    diagnostics.extend(last.diagnostics().cloned());
    let site = Some(last.joined.site.clone());
    kept.last = Some(last);
    Compiled { site, diagnostics }
}

impl Last {
    fn of(material: Material, folder: &Folder, options: &Options) -> Self {
        let records = material.records.clone();
        let joined = join(material, Arc::new(folder.assets.clone()));
        let mut places = vec![EventId(0); joined.order.len()];
        for (place, &index) in joined.order.iter().enumerate() {
            places[index] = EventId::new(place);
        }
        Self {
            options: options.clone(),
            settings: folder.settings.clone(),
            templates: folder.templates.clone(),
            records,
            places,
            joined,
        }
    }

    fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.joined.diagnostics()
    }

    /// Whether everything that is no record is as it was.
    fn is_of(&self, folder: &Folder, options: &Options) -> bool {
        self.options == *options
            && are_same(self.settings.as_slice(), folder.settings.as_slice())
            && are_same(&self.templates, &folder.templates)
            && *self.joined.site.assets == folder.assets
    }

    /// The compilation with these records in the place of its own; `None` where it has to be made anew.
    fn edit(mut self, records: &Records) -> Option<Self> {
        let mut before = Vec::new();
        for (id, event) in self.edited(records)? {
            let own = &mut self.joined.site.events[id.index()];
            before.push((id, std::mem::replace(own, event)));
        }
        relink(&mut self.joined.site, &mut self.joined.linked, &before)?;
        self.joined.site.views = views::all(&self.joined.site);
        self.records.events.clone_from(&records.events);
        Some(self)
    }

    /// The events that are others than before, at their places; `None` where more than a few events changed, or the
    /// frame did.
    fn edited(&self, records: &Records) -> Option<Vec<(EventId, Arc<Event>)>> {
        let own = &self.records;
        let is_same = are_shared(&own.sources, &records.sources)
            && are_shared(&own.terms, &records.terms)
            && are_shared(&own.pages, &records.pages)
            && own.unread == records.unread
            && own.events.len() == records.events.len()
            // Where an event gave way to another of its slug, places are not those of the records.
            && own.events.len() == self.places.len();
        if !is_same {
            return None;
        }
        let mut edited = Vec::new();
        for ((before, after), place) in own.events.iter().zip(&records.events).zip(&self.places) {
            if Arc::ptr_eq(before, after) {
                continue;
            }
            if edited.len() == FEW || !after.keeps_frame_of(before) {
                return None;
            }
            edited.push((*place, Arc::clone(after)));
        }
        Some(edited)
    }
}

/// Whether two lists share each of their records.
fn are_shared<T>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| Arc::ptr_eq(a, b))
}
