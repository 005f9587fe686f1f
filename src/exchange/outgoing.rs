//! A site as exporters see it: its records, the addresses of its pages, and its texts in Markdown and as HTML.

use std::collections::HashMap;
use std::fmt::Write;

use super::Notes;
use crate::content::markdown::{self, Options};
use crate::content::{Event, Filling, decode_lossy, markdown_text};
use crate::folder::Folder;
use crate::graph::{Filled, Target};
use crate::plan::{asset_route, target_route};
use crate::render::{Rendered, Renderer};
use crate::site::{EventId, Site};

/// What an exporter wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be carried over.
    pub notes: Notes,
}

/// A compiled site with the texts of its files.
pub struct Outgoing<'a> {
    /// The site.
    pub(super) site: &'a Site,
    renderer: &'a Renderer,
    texts: HashMap<&'a str, &'a [u8]>,
}

impl std::fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").finish_non_exhaustive()
    }
}

impl<'a> Outgoing<'a> {
    /// A site that was compiled from a folder.
    #[must_use]
    pub fn new(renderer: &'a Renderer, folder: &'a Folder) -> Self {
        let texts = folder
            .content
            .iter()
            .map(|file| (&*file.path, &*file.bytes));
        Self {
            site: renderer.site(),
            renderer,
            texts: texts.collect(),
        }
    }

    /// A file as the website publishes it, by its path in the output; empty where there is none.
    pub(super) fn published(&self, file: &str) -> Vec<u8> {
        let output = self.renderer.plan().of_file(file);
        match output.map(|output| self.renderer.render(output)) {
            Some(Ok(Rendered::Bytes(bytes))) => bytes,
            _ => Vec::new(),
        }
    }

    /// The events, in the order of the timeline.
    pub(super) fn events(&self) -> impl Iterator<Item = (EventId, &'a Event)> {
        self.site
            .events
            .iter()
            .enumerate()
            .map(|(index, event)| (EventId::new(index), &**event))
    }

    /// The text of an event in Markdown, as its file has it.
    pub(super) fn markdown(&self, event: &Event) -> String {
        let Some(bytes) = self.texts.get(&*event.file) else {
            return String::new();
        };
        let text = decode_lossy(bytes);
        markdown_text(&text, &event.title)
            .trim_matches('\n')
            .to_owned()
    }

    /// The names of an event's terms of a taxonomy, by name.
    pub(super) fn terms(
        &self,
        id: EventId,
        taxonomy: &'a str,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        let site = self.site;
        let terms = site.graph.events[id.index()].terms.iter();
        let terms = terms.map(move |term| &site.terms[term.index()]);
        terms
            .filter(move |term| term.taxonomy == taxonomy)
            .map(|term| term.title.as_str())
    }

    /// The date of an event as a sentence of the site's language.
    pub(super) fn sentence(&self, event: &Event) -> String {
        let date = self.site.language.date(&event.date);
        match event.daypart {
            Some(daypart) => self.site.language.with_daypart(&date, daypart),
            None => date,
        }
    }

    /// The text of an event as HTML that stands by itself: links lead to the published site, quotes are as written.
    /// `but` is a paragraph at its end that is left out.
    pub(super) fn html(&self, id: EventId, event: &Event, but: Option<&str>) -> String {
        let options = Options {
            smart_punctuation: false,
            raw_html: self.site.settings.raw_html,
            ..Options::default()
        };
        let text = self.markdown(event);
        let text = but.and_then(|but| text.strip_suffix(but)).unwrap_or(&text);
        let (body, _) = markdown::to_body(&event.file, text, 0, &options);
        let links = &self.site.graph.events[id.index()].text;
        let mut holes = links.holes.iter();
        body.fill(|filling, html| {
            let filled = holes.next().and_then(Option::as_ref);
            self.fill(filling, filled, html);
        })
    }

    fn fill(&self, filling: &Filling, filled: Option<&Filled>, html: &mut String) {
        let address = match filled {
            Some(Filled::Record(target, _)) => self.page(*target),
            Some(Filled::Route { address, .. }) => self.whole(address),
            Some(Filled::Asset(path)) => self.asset(path),
            _ => String::new(),
        };
        match filling {
            Filling::Wikilink { target, label } => {
                let title = match filled {
                    Some(Filled::Record(target, _)) => self.title(*target),
                    _ => target,
                };
                let words = escaped(label.as_deref().unwrap_or(title));
                let _ = write!(html, "<a href=\"{}\">{words}</a>", escaped(&address));
            }
            // A mark without the list that it points to says nothing.
            Filling::Citation { .. } => {}
            Filling::Href(_) => html.push_str(&escaped(&address)),
            Filling::Image { alt, .. } => {
                let _ = write!(
                    html,
                    "<img src=\"{}\" alt=\"{}\">",
                    escaped(&address),
                    escaped(alt)
                );
            }
        }
    }

    fn title(&self, target: Target) -> &str {
        match target {
            Target::Event(id) => &self.site.events[id.index()].title,
            Target::Term(id) => &self.site.terms[id.index()].title,
            Target::Source(id) => &self.site.sources[id.index()].title,
            Target::Page(id) => &self.site.pages[id.index()].title,
        }
    }

    /// The address of a record's page: whole where the site has a base address, else from the site's root.
    pub(super) fn page(&self, target: Target) -> String {
        self.whole(&target_route(self.site, target).url(self.site.settings.urls))
    }

    /// The address of a file that is copied.
    pub(super) fn asset(&self, path: &str) -> String {
        let route = asset_route(path);
        route.map_or_else(
            || path.to_owned(),
            |route| self.whole(&route.url(self.site.settings.urls)),
        )
    }

    fn whole(&self, route: &str) -> String {
        let base = self.site.settings.base_url.as_deref().unwrap_or("/");
        format!("{base}{}", route.trim_start_matches('/'))
    }
}

/// Plain text as HTML.
pub(super) fn escaped(plain: &str) -> String {
    let mut html = String::with_capacity(plain.len());
    markdown::escape::push_attribute(&mut html, plain);
    html
}
