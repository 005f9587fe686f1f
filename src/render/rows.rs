//! Rows of events, rendered once and shared by every page that lists them.
//!
//! Pages stand at different depths below the site's root. A row has a mark in the place of the way back to the root, and
//! each page that shows it puts its own way there.

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::render::EVERY_NAME;
use crate::render::context::Contexts;
use crate::render::named::Named;
use crate::render::shelf::PerEvent;
use crate::render::theme::{Names, Theme};
use crate::site::EventId;

/// Stands for the way back to the site's root: one of Unicode's noncharacters, which no text of a site can hold.
const ROOT: char = '\u{FDD0}';

/// The rows of one component (`event_row`, `lead_row`).
pub(super) struct Rows {
    component: &'static str,
    rows: PerEvent<Value>,
}

impl Rows {
    pub(super) fn of(component: &'static str, events: usize) -> Self {
        Self {
            component,
            rows: PerEvent::for_events(events),
        }
    }

    /// The rows of events; [`with_root`] completes the page that they stand in.
    pub(super) fn get(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        events: &[EventId],
    ) -> Result<Value, Diagnostic> {
        let row = |id: &EventId| {
            let make = || {
                let names = &theme.uses().names_of_component(self.component);
                // As with pages: the message for a field that there is not tells which there are.
                (self.render(contexts, theme, *id, names))
                    .or_else(|_| self.render(contexts, theme, *id, &EVERY_NAME))
            };
            self.rows.try_get(*id, make).cloned()
        };
        let rows: Result<Vec<Value>, Diagnostic> = events.iter().map(row).collect();
        Ok(Value::from(rows?))
    }

    fn render(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        id: EventId,
        names: &Names,
    ) -> Result<Value, Diagnostic> {
        let contexts = Contexts { names, ..*contexts };
        let mut arguments = Context::new();
        arguments.insert("event", &Named(&contexts.row(id), names));
        let mut implicit = Context::new();
        implicit.insert("root", &ROOT);
        theme
            .component(self.component, &arguments, &implicit)
            .map(|html| Value::safe_string(&html))
    }
}

/// A page with its way back to the site's root in every row.
pub(super) fn with_root(page: &[u8], root: &str) -> Vec<u8> {
    let mut mark = [0; 4];
    let mark = ROOT.encode_utf8(&mut mark).as_bytes();
    let mut whole = Vec::with_capacity(page.len() + page.len() / 4);
    let mut done = 0;
    for at in memchr::memmem::find_iter(page, mark) {
        whole.extend_from_slice(&page[done..at]);
        whole.extend_from_slice(root.as_bytes());
        done = at + mark.len();
    }
    whole.extend_from_slice(&page[done..]);
    whole
}
