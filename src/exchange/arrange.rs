//! Giving imported events and sources their places among the files of a site: nothing is overwritten, and what was
//! imported before is left out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Imported, NewEvent, Notes, Text};
use crate::compile::{Options, compile};
use crate::content::Slug;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::folder::Folder;
use crate::prepare::prepare;
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

/// Gives the records of an import their files in a site. `into` is a folder below each kind's own, without `/` at its
/// ends; `format` becomes a part of the names by which another import knows the events again.
///
/// Every file passes the check for errors together with the site's own files; an event whose Markdown does not is
/// written as plain text, and one that fails even so is left out, with a diagnostic.
#[must_use]
pub fn arrange(imported: &Imported, format: &str, folder: &Folder, into: Option<&str>) -> Arranged {
    let compiled = compile(
        folder,
        &Options {
            drafts: true,
            ..Options::default()
        },
    );
    let Some(site) = compiled.site else {
        return Arranged {
            diagnostics: compiled.diagnostics,
            ..Arranged::default()
        };
    };
    let mut desk = Desk::new(&site, folder, format, into);
    for source in &imported.sources {
        desk.source(&source.id, source.file(), source.place.clone());
    }
    let slugs = desk.name_all(&imported.events);
    for (event, name) in imported.events.iter().zip(&slugs) {
        if let Some(name) = name {
            desk.event(event, name, &slugs_by_id(&imported.events, &slugs));
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

/// What an event is called: its slug, and the name by which another import knows it again.
#[derive(Debug, Clone)]
struct Name {
    slug: Slug,
    imported: String,
    is_known: bool,
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
        let imported = site.events.iter().filter_map(|event| {
            let name = event.extra.get("imported")?.as_str()?;
            Some((name.to_owned(), event.slug.clone()))
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

    /// Names every event; `None` for one that only repeats an earlier one of the same import.
    fn name_all(&mut self, events: &[NewEvent]) -> Vec<Option<Name>> {
        let mut seen: HashMap<String, Vec<&NewEvent>> = HashMap::new();
        let mut names = Vec::with_capacity(events.len());
        for event in events {
            let key = self.key(event);
            let twins = seen.entry(key.clone()).or_default();
            let is_repeated = twins.iter().any(|twin| is_same(twin, event));
            twins.push(event);
            let ordinal = twins.len();
            if is_repeated {
                self.done
                    .notes
                    .add("an event that repeats an earlier one word for word is left out");
                names.push(None);
                continue;
            }
            let imported = if ordinal > 1 {
                format!("{key}#{ordinal}")
            } else {
                key
            };
            names.push(Some(self.name(event, imported)));
        }
        names
    }

    /// What names an event in every import of the same text.
    fn key(&self, event: &NewEvent) -> String {
        let is_short = !event.id.is_empty() && event.id.len() <= 200;
        if is_short {
            return format!("{}:{}", self.format, super::plain::line(&event.id));
        }
        let what = format!("{}\n{}\n{}", event.id, event.title, event.date);
        let hash = blake3::hash(what.as_bytes()).to_hex();
        format!("{}:{}", self.format, &hash[..16])
    }

    fn name(&mut self, event: &NewEvent, imported: String) -> Name {
        if let Some(slug) = self.imported.get(&imported) {
            return Name {
                slug: slug.clone(),
                imported,
                is_known: true,
            };
        }
        let wanted = [&event.slug, &event.title]
            .into_iter()
            .find_map(|name| Slug::from_name(name));
        let wanted = wanted.unwrap_or_else(|| {
            Slug::from_name("event")
                .expect("letters make a slug")
                .with_suffix(&imported)
        });
        let dated = Slug::from_name(&format!("{wanted} {}", event.date));
        let candidates = [
            Some(wanted.clone()),
            dated,
            Some(wanted.with_suffix(&imported)),
        ];
        let slug = candidates
            .into_iter()
            .flatten()
            .find(|slug| self.is_free(slug));
        let slug = slug.unwrap_or_else(|| {
            wanted.with_suffix(&format!("{imported} {}", self.event_slugs.len()))
        });
        self.event_slugs.insert(slug.to_string());
        Name {
            slug,
            imported,
            is_known: false,
        }
    }

    fn is_free(&self, slug: &Slug) -> bool {
        !self.event_slugs.contains(slug.as_str()) && !self.paths.contains(&self.event_path(slug))
    }

    fn event_path(&self, slug: &Slug) -> String {
        format!("content/events/{}{slug}.md", self.into)
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
        let text = event.file(&name.imported, slug, self.settings);
        let plain = match &event.body {
            Text::Markdown(markdown) => {
                let body = Text::Plain(markdown.clone());
                Some(
                    NewEvent {
                        body,
                        ..event.clone()
                    }
                    .file(&name.imported, slug, self.settings),
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

    /// Tries the new files together with the site's own.
    fn settle(mut self, folder: &Folder) -> Arranged {
        let mut refused = refused(folder, &self.made);
        let mut is_mended = false;
        for made in &mut self.made {
            if refused.contains_key(&made.file.path)
                && let Some(plain) = made.plain.take()
            {
                made.file.text = plain;
                is_mended = true;
                self.done
                    .notes
                    .add("a text whose Markdown the check refuses is kept as plain text");
            }
        }
        if is_mended {
            refused = self::refused(folder, &self.made);
        }
        for made in self.made {
            match refused.remove(&made.file.path) {
                None => self.done.files.push(made.file),
                Some(fault) => {
                    let message = format!(
                        "this would become a file that the check refuses: {}",
                        fault.message
                    );
                    let diagnostic = Diagnostic {
                        related: Vec::new(),
                        replacement: None,
                        ..fault
                    };
                    let diagnostic = Diagnostic {
                        message,
                        place: None,
                        ..diagnostic
                    };
                    self.done.diagnostics.push(match made.place {
                        Some(place) => diagnostic.at(place, "from here"),
                        None => diagnostic,
                    });
                }
            }
        }
        self.done
    }
}

/// Whether two events say the same, wherever they stand.
fn is_same(one: &NewEvent, other: &NewEvent) -> bool {
    NewEvent {
        place: None,
        ..one.clone()
    } == NewEvent {
        place: None,
        ..other.clone()
    }
}

/// The first error of each new file, by its path.
fn refused(folder: &Folder, made: &[Made]) -> HashMap<String, Diagnostic> {
    let mut whole = folder.clone();
    whole
        .content
        .extend(made.iter().map(|made| crate::folder::TextFile {
            path: made.file.path.as_str().into(),
            bytes: made.file.text.as_bytes().into(),
        }));
    whole.content.sort_by(|a, b| a.path.cmp(&b.path));
    let new: HashSet<&str> = made.iter().map(|made| made.file.path.as_str()).collect();
    let mut refused = HashMap::new();
    for diagnostic in prepare(
        &whole,
        &Options {
            drafts: true,
            ..Options::default()
        },
    )
    .diagnostics
    {
        let Some(place) = &diagnostic.place else {
            continue;
        };
        if diagnostic.severity == Severity::Error && new.contains(&*place.file) {
            refused.entry(place.file.to_string()).or_insert(diagnostic);
        }
    }
    refused
}

/// A fault of an imported text.
pub(super) fn fault(code: Code, message: impl Into<String>, place: Place) -> Diagnostic {
    Diagnostic::new(code, message).at(place, "")
}
