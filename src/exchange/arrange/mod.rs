//! Giving imported events and sources their places among the files of a site: nothing is overwritten, and what was
//! imported before is left out.

mod naming;
mod settle;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use self::naming::Name;
pub(super) use self::naming::marks;
use super::{Imported, NewEvent, Notes, Text};
use crate::content::Slug;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::folder::Folder;
use crate::settings::Settings;
use crate::site::Site;

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path from the site's root.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// The files of an import.
#[derive(Debug, Clone, Default)]
pub struct Arranged {
    /// What is to be written: sources, then events in the order of the imported text.
    pub files: Vec<NewFile>,
    /// How many of the records stand in the site already.
    pub known: usize,
    /// What was changed so that the files pass the check.
    pub notes: Notes,
    /// Why records cannot become files; places are bytes of the imported text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Gives the records of an import their files in a site, which was compiled from the folder with its drafts. `into` is
/// a folder below each kind's own, without `/` at its ends; `format` becomes a part of the names by which another import
/// knows the events again.
///
/// Every file passes the check for errors together with the site's own files; an event whose Markdown does not is
/// written as plain text, and one that fails even so is left out, with a diagnostic.
#[must_use]
pub fn arrange(
    imported: &Imported,
    format: &str,
    site: &Site,
    folder: &Folder,
    into: Option<&str>,
) -> Arranged {
    let mut desk = Desk::new(site, folder, format, into);
    desk.done.known = imported.known;
    for source in &imported.sources {
        desk.source(&source.id, source.file(), source.place.clone());
    }
    let names = desk.name_all(&imported.events);
    let slugs = slugs_by_id(&imported.events, &names);
    for (event, name) in imported.events.iter().zip(&names) {
        if let Some(name) = name {
            desk.event(event, name, &slugs);
        }
    }
    desk.settle(folder)
}

fn slugs_by_id<'a>(events: &'a [NewEvent], names: &'a [Option<Name>]) -> HashMap<&'a str, &'a str> {
    let pairs = events.iter().zip(names);
    pairs
        .filter(|(event, _)| !event.id.is_empty())
        .filter_map(|(event, name)| Some((event.id.as_str(), name.as_ref()?.slug.as_str())))
        .collect()
}

/// A file with what it was made from.
struct Made {
    file: NewFile,
    place: Option<Place>,
    /// The event with plain text in place of Markdown, for a second try.
    plain: Option<String>,
}

/// The work of one import.
struct Desk<'a> {
    settings: &'a Settings,
    format: &'a str,
    into: String,
    /// Slugs of events by the name that an earlier import gave them.
    imported: HashMap<String, Slug>,
    event_slugs: HashSet<String>,
    source_ids: HashSet<String>,
    paths: HashSet<String>,
    made: Vec<Made>,
    done: Arranged,
}

impl<'a> Desk<'a> {
    fn new(site: &'a Site, folder: &Folder, format: &'a str, into: Option<&str>) -> Self {
        let imported = site.events.iter().flat_map(|event| {
            let marks = event.extra.get("imported").map(marks);
            let marks = marks.into_iter().flatten();
            marks.map(|mark| (mark.to_owned(), event.slug.clone()))
        });
        Self {
            settings: &site.settings,
            format,
            into: into.map(|into| format!("{into}/")).unwrap_or_default(),
            imported: imported.collect(),
            event_slugs: site
                .events
                .iter()
                .map(|event| event.slug.to_string())
                .collect(),
            source_ids: site
                .sources
                .iter()
                .map(|source| source.id.to_string())
                .collect(),
            paths: folder
                .content
                .iter()
                .map(|file| file.path.to_string())
                .collect(),
            made: Vec::new(),
            done: Arranged::default(),
        }
    }

    fn source(&mut self, id: &str, text: String, place: Option<Place>) {
        let Some(id) = Slug::from_name(id) else {
            self.done
                .notes
                .add("a source whose id has neither a letter nor a digit is left out");
            return;
        };
        if !self.source_ids.insert(id.to_string()) {
            self.done.known += 1;
            return;
        }
        let path = format!("content/sources/{}{id}.md", self.into);
        self.make(path, text, place, None);
    }

    fn event(&mut self, event: &NewEvent, name: &Name, slugs: &HashMap<&str, &str>) {
        if name.is_known {
            self.done.known += 1;
            return;
        }
        let mut event = event.clone();
        event.relations = self.resolved(&event.relations, slugs);
        for (taxonomy, names) in &mut event.terms {
            let (named, nameless): (Vec<String>, Vec<String>) = names
                .drain(..)
                .partition(|name| Slug::from_name(name).is_some());
            *names = named;
            if !nameless.is_empty() {
                event.extra.insert(taxonomy.clone(), nameless.into());
                self.done
                    .notes
                    .add("a name with neither a letter nor a digit is kept under `extra`");
            }
        }
        // A file's name that begins with a date, or is `index`, would give another slug.
        let stem = name.slug.as_str();
        let needs_slug = stem == "index" || stem.starts_with(|c: char| c.is_ascii_digit());
        let slug = needs_slug.then_some(stem);
        let text = event.file(&name.marks, slug, self.settings);
        let plain = match &event.body {
            Text::Markdown(markdown) => {
                let body = Text::Plain(markdown.clone());
                Some(
                    NewEvent {
                        body,
                        ..event.clone()
                    }
                    .file(&name.marks, slug, self.settings),
                )
            }
            Text::Plain(_) => None,
        };
        self.make(self.event_path(&name.slug), text, event.place, plain);
    }

    /// Relations with slugs in the place of ids; what names no event is left out.
    fn resolved(
        &mut self,
        relations: &Map<String, Value>,
        slugs: &HashMap<&str, &str>,
    ) -> Map<String, Value> {
        let mut resolved = Map::new();
        for (kind, targets) in relations {
            let targets = targets
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str);
            let mut known = Vec::new();
            for target in targets {
                match slugs.get(target) {
                    Some(slug) => known.push(Value::from(*slug)),
                    None => self
                        .done
                        .notes
                        .add("a relation to an event that is not there is left out"),
                }
            }
            if !known.is_empty() {
                resolved.insert(kind.clone(), known.into());
            }
        }
        resolved
    }

    fn make(&mut self, path: String, text: String, place: Option<Place>, plain: Option<String>) {
        self.paths.insert(path.clone());
        self.made.push(Made {
            file: NewFile { path, text },
            place,
            plain,
        });
    }
}

/// A fault of an imported text.
pub(super) fn fault(code: Code, message: impl Into<String>, place: Place) -> Diagnostic {
    Diagnostic::new(code, message).at(place, "")
}
