//! Fingerprints of the files of a plan: while one is the same, so are the file's bytes, and nothing need be rendered.
//!
//! A page's takes the templates that it goes through with all that they use, the parts of the site's frame that these
//! name, the settings, the page's own record and the faces of every record that it may show. It may change where the bytes do
//! not; the reverse would leave a stale page, and a test of random edits compares the two.

mod faces;
mod lists;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::Value;

use super::Renderer;
use super::shared;
use super::theme::Used;
use crate::diagnostic::SitePath;
use crate::digest::{Digest, Digester};
use crate::edtf::Period;
use crate::graph::Target;
use crate::plan::{DataFile, FeedFormat, List, Output, Show, list_events};
use crate::site::TaxonomyId;
use faces::Faces;
use lists::Lists;

/// What stands for the bytes of each file.
#[derive(Debug)]
pub struct Fingerprints {
    /// Those of the plan's files, in its order; `None` for a file that is cheaper to make than to look through.
    pub outputs: Vec<Option<Digest>>,
    /// That of all bundles together.
    pub bundles: Digest,
}

impl Renderer {
    /// The fingerprints of all files. `copied` gives what stands for a file of the site that is copied, where that is
    /// known.
    #[must_use]
    pub fn fingerprints(
        &self,
        copied: impl Fn(&SitePath) -> Option<Digest> + Sync,
    ) -> Fingerprints {
        let faces = Faces::of(&self.site, &self.plan);
        let prints = Prints {
            renderer: self,
            lists: Lists::of(&self.site, &faces),
            templates: self.templates(&self.frame()),
            settings: self.basis(),
            whole: whole(&faces),
            faces,
        };
        let one = |digester: &mut Digester, output: &Output| match &output.show {
            Show::SiteAsset(path) => copied(path),
            _ => prints.output(output, digester).then(|| digester.finish()),
        };
        let outputs = self.plan.outputs.par_iter().with_min_len(64);
        Fingerprints {
            outputs: outputs.map_init(Digester::default, one).collect(),
            bundles: prints.bundles(),
        }
    }

    /// What every file depends on: the settings, and what of the site decides how links and facets look everywhere.
    fn basis(&self) -> Digest {
        let site = &self.site;
        let taxonomies = 0..site.settings.taxonomies.len();
        let mut digester = Digester::default();
        digester.value(&format!("{:?}", site.settings));
        digester.add(self.theme.language());
        for index in taxonomies {
            digester.value(&site.taxonomies[index].is_empty());
        }
        let has = |is_kind: fn(&Period) -> bool| {
            let mut periods = site.timeline.periods.iter().map(|(period, _)| period);
            periods.any(|period| is_kind(&period))
        };
        digester.value(&(
            site.sources.is_empty(),
            has(|period| matches!(period, Period::Decade(_))),
            has(|period| matches!(period, Period::Century(_))),
        ));
        digester.finish()
    }

    /// What stands for each template that a page goes through: its texts with all that they use, and the parts of the
    /// frame that any of them names.
    fn templates(&self, frame: &BTreeMap<String, Digest>) -> BTreeMap<&'static str, Digest> {
        let names = self
            .plan
            .outputs
            .iter()
            .filter_map(|it| template_of(&it.show));
        let names: BTreeSet<&'static str> = names.collect();
        let uses = self.theme.uses();
        let mut digester = Digester::default();
        let mut one = |name: &'static str| {
            // These are rendered by themselves, whatever the page's own template takes.
            let mut pieces = vec!["event_row", "lead_row"];
            if uses.names(name).is_some_and(|names| names.has("shared")) {
                pieces.extend(shared::components());
                // The menu decides which entry is the page's.
                digester.list(frame.get("menu").copied());
            }
            let pieces = pieces.into_iter().flat_map(|piece| uses.component(piece));
            for text in uses.template(name).into_iter().chain(pieces) {
                add_used(text, frame, &mut digester);
            }
            (name, digester.finish())
        };
        names.into_iter().map(&mut one).collect()
    }

    /// What stands for each part of the site's frame, by its name.
    fn frame(&self) -> BTreeMap<String, Digest> {
        let view = serde_json::to_value(self.contexts().site_view());
        match view {
            Ok(Value::Object(parts)) => parts
                .into_iter()
                .map(|(name, part)| (name, Digest::of(&part.to_string())))
                .collect(),
            _ => BTreeMap::new(),
        }
    }
}

/// What stands for the whole site, without the texts.
fn whole(faces: &Faces) -> Digest {
    let mut digester = Digester::default();
    faces.add_all(&mut digester);
    digester.finish()
}

/// The template of a page; `None` for what no template makes.
pub(super) fn template_of(show: &Show) -> Option<&'static str> {
    Some(match show {
        Show::Front => "front.html",
        Show::List(List::All, _) => "timeline.html",
        Show::List(List::Period(_), _) => "period.html",
        Show::List(List::Term(_), _) => "term.html",
        Show::List(List::Source(_), _) => "source.html",
        Show::List(List::View(_), _) => "view.html",
        Show::Lanes(_) => "lanes.html",
        Show::Event(_) => "event.html",
        Show::Embed(_) => "embed.html",
        Show::Taxonomy(..) => "taxonomy.html",
        Show::Sources(_) => "sources.html",
        Show::Page(_) => "page.html",
        Show::Search => "search.html",
        Show::Redirect(_) => "redirect.html",
        Show::NotFound => "404.html",
        Show::Feed(..)
        | Show::Data(_)
        | Show::OEmbed(_)
        | Show::Card(_)
        | Show::ThemeColours
        | Show::ThemeAsset(_)
        | Show::SiteAsset(_) => return None,
    })
}

/// What fingerprints are made of.
struct Prints<'a> {
    renderer: &'a Renderer,
    faces: Faces,
    lists: Lists,
    templates: BTreeMap<&'static str, Digest>,
    settings: Digest,
    whole: Digest,
}

/// Adds a text of the theme, and the parts of the frame that it names.
fn add_used(used: &Used, frame: &BTreeMap<String, Digest>, digester: &mut Digester) {
    digester.add(used.texts);
    match &used.frame {
        Some(parts) => {
            let parts = parts.iter().filter_map(|part| frame.get(part));
            digester.list(parts.copied());
        }
        None => digester.list(frame.values().copied()),
    }
}

impl Prints<'_> {
    fn bundles(&self) -> Digest {
        let mut digester = Digester::default();
        digester.add(self.settings);
        digester.add(self.whole);
        for output in &self.renderer.plan.outputs {
            digester.value(output.route.as_str());
        }
        digester.finish()
    }

    /// Adds what a file is made of; `false` where it is cheaper to make it.
    fn output(&self, output: &Output, digester: &mut Digester) -> bool {
        digester.value(&(output.route.as_str(), output.show.kind()));
        digester.add(self.settings);
        if let Some(template) = template_of(&output.show) {
            digester.add(self.templates[template]);
        }
        match &output.show {
            Show::Front => self.add_front(digester),
            Show::List(list, number) => self.add_list(*list, *number, digester),
            Show::Lanes(id) => {
                digester.value(&id.index());
                digester.add(self.whole);
            }
            Show::Event(id) => self.add_record(Target::Event(*id), digester),
            Show::Page(id) => self.add_record(Target::Page(*id), digester),
            Show::Taxonomy(id, number) => self.add_taxonomy(*id, *number, digester),
            Show::Sources(number) => self.add_sources(*number, digester),
            // The site's own card shows nothing but its settings.
            Show::Search | Show::NotFound | Show::ThemeColours | Show::Card(None) => {}
            Show::Redirect(to) => digester.value(to.as_str()),
            Show::Embed(target) => self.add_embedded(*target, digester),
            Show::OEmbed(target) => digester.add(self.faces.of_target(*target)),
            Show::Card(Some(id)) => digester.add(self.faces.event(*id)),
            Show::Feed(list, format) => self.add_feed(*list, *format, digester),
            Show::Data(file) if file.is_for_hosts() => return false,
            Show::Data(
                DataFile::TimelineJs
                | DataFile::EventsJson
                | DataFile::EventsCsv
                | DataFile::Places
                | DataFile::Marks,
            ) => digester.add(self.whole),
            Show::Data(_) | Show::SiteAsset(_) => return false,
            Show::ThemeAsset(name) => {
                digester.value(self.renderer.theme.asset(name).unwrap_or_default());
            }
        }
        true
    }

    fn add_taxonomy(&self, id: TaxonomyId, number: usize, digester: &mut Digester) {
        let site = &self.renderer.site;
        let (terms, most) = (site.terms_of(id), site.settings.page_size);
        digester.value(&(id.index(), number, terms.len()));
        if number == 1 {
            digester.add(self.lists.map(id));
        }
        let shown = terms.skip((number - 1) * most).take(most);
        digester.list(shown.map(|term| self.faces.term(term)));
    }

    fn add_embedded(&self, target: Target, digester: &mut Digester) {
        digester.add(self.faces.of_target(target));
        match target {
            Target::Event(id) => digester.add(self.faces.row(id)),
            Target::Term(id) => {
                let events = list_events(&self.renderer.site, List::Term(id)).iter();
                digester.list(events.map(|id| self.faces.row(*id)));
            }
            Target::Source(_) | Target::Page(_) => {}
        }
    }

    fn add_feed(&self, list: List, format: FeedFormat, digester: &mut Digester) {
        let site = &self.renderer.site;
        digester.value(format.file_name());
        self.add_subject(list, digester);
        let events = list_events(site, list);
        let ends = [events.first(), events.last()].into_iter().flatten();
        digester.list(ends.map(|id| self.faces.event(*id)));
        digester.value(&events.len());
        if format == FeedFormat::Calendar {
            digester.list(events.iter().map(|id| self.faces.row(*id)));
            return;
        }
        let newest = events.iter().rev().take(site.settings.feed_size);
        for id in newest {
            digester.add(self.faces.row(*id));
            digester.add(self.faces.text(*id));
        }
    }
}
