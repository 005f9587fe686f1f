//! What other sites show in a frame: the markup to copy, the oEmbed document, and the page in the frame.

use super::Contexts;
use crate::graph::Target;
use crate::plan::{List, Route, Show, embed_route, list_events, oembed_route};
use crate::render::Links;
use crate::render::oembed::{self, Embed};
use crate::view::{EmbedView, EmbeddedView};

/// The height of a frame with an event, in pixels.
const EVENT: u32 = 300;
/// The height of a frame with a thread, in pixels.
const THREAD: u32 = 520;
/// The most events in a frame.
const MOST: usize = 60;

impl Contexts<'_> {
    /// How other sites show what a page is about.
    pub(super) fn embed(&self, show: &Show) -> Option<EmbedView> {
        let target = match show {
            Show::Event(id) => Target::Event(*id),
            Show::List(List::Term(id), _) => Target::Term(*id),
            _ => return None,
        };
        let page = self.outside(&embed_route(self.site, target)?)?;
        Some(EmbedView {
            code: oembed::frame(&self.frame(target, &page)),
            oembed: self.outside(&oembed_route(self.site, target)?)?,
        })
    }

    /// The oEmbed document of a record; empty for one without, which no plan has.
    pub(crate) fn oembed(&self, target: Target) -> Vec<u8> {
        let page = embed_route(self.site, target).and_then(|route| self.outside(&route));
        let home = self.outside(&Route::new(""));
        let document = page.zip(home).map(|(page, home)| {
            oembed::document(&self.frame(target, &page), &self.site.settings.title, &home)
        });
        document.unwrap_or_default()
    }

    /// What stands in the frame.
    pub(crate) fn embedded(&self, target: Target) -> EmbeddedView {
        let (summary, events, is_list) = match target {
            Target::Event(id) => {
                let event = &self.site.events[id.index()];
                (
                    self.typeset_some(event.summary.as_ref()),
                    vec![self.row(id)],
                    false,
                )
            }
            Target::Term(id) => {
                let events = list_events(self.site, List::Term(id));
                let newest = &events[events.len().saturating_sub(MOST)..];
                let rows = newest.iter().map(|id| self.row(*id)).collect();
                let summary = self.site.terms[id.index()].summary.as_ref();
                (self.typeset_some(summary), rows, true)
            }
            Target::Source(_) | Target::Page(_) => (None, Vec::new(), false),
        };
        EmbeddedView {
            title: self.title(target).to_owned(),
            url: self.target_url(target),
            summary,
            events,
            is_list,
        }
    }

    fn frame<'a>(&'a self, target: Target, url: &'a str) -> Embed<'a> {
        Embed {
            title: self.title(target),
            url,
            height: if matches!(target, Target::Event(_)) {
                EVENT
            } else {
                THREAD
            },
        }
    }

    /// The full address of a route, percent-encoded; `None` where the site has no base address.
    fn outside(&self, route: &Route) -> Option<String> {
        let base = self.site.settings.base_url.as_deref()?;
        Some(Links::new(self, Some(base), "").route(&self.url(route)))
    }
}
