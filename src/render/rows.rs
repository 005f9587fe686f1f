//! Rows of events, rendered once for each depth below the site's root and shared by every page that lists them.

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::Route;
use crate::render::context::Contexts;
use crate::render::shelf::Shelf;
use crate::render::theme::Theme;
use crate::site::EventId;

/// The rows of one component (`event_row`, `lead_row`).
pub(super) struct Rows {
    component: &'static str,
    shelf: Shelf<Value>,
}

impl Rows {
    pub(super) fn of(component: &'static str, events: usize) -> Self {
        Self {
            component,
            shelf: Shelf::for_events(events),
        }
    }

    /// The rows of events, for a page at a route.
    pub(super) fn get(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        route: &Route,
        events: &[EventId],
    ) -> Result<Value, Diagnostic> {
        let urls = contexts.plan.urls();
        let root = route.root(urls);
        let row = |id: &EventId| {
            let make = || self.render(contexts, theme, &root, *id);
            self.shelf.get(route.depth(urls), *id, make).cloned()
        };
        let rows: Result<Vec<Value>, Diagnostic> = events.iter().map(row).collect();
        Ok(Value::from(rows?))
    }

    fn render(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        root: &str,
        id: EventId,
    ) -> Result<Value, Diagnostic> {
        let mut arguments = Context::new();
        arguments.insert("event", &contexts.row(id));
        let mut implicit = Context::new();
        implicit.insert("root", root);
        theme
            .component(self.component, &arguments, &implicit)
            .map(|html| Value::safe_string(&html))
    }
}
