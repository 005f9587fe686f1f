//! Rows of events, rendered once for each depth below the site's root and shared by every page that lists them.

use std::sync::OnceLock;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::Route;
use crate::render::context::Contexts;
use crate::render::theme::Theme;
use crate::site::EventId;

/// The deepest page that lists events: `2022/01/21/page/2/`.
const DEPTHS: usize = 8;

/// The rows of one component (`event_row`, `lead_row`).
pub(crate) struct Rows {
    component: &'static str,
    /// By depth, then by event; a depth's shelf is made when a page of that depth first asks.
    shelves: [OnceLock<Box<[OnceLock<Value>]>>; DEPTHS],
}

impl Rows {
    pub(crate) fn of(component: &'static str) -> Self {
        Self {
            component,
            shelves: std::array::from_fn(|_| OnceLock::new()),
        }
    }

    /// The rows of events, for a page at a route.
    pub(crate) fn get(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        route: &Route,
        events: &[EventId],
    ) -> Result<Value, Diagnostic> {
        let urls = contexts.plan.urls();
        let depth = route.depth(urls).min(DEPTHS - 1);
        let root = route.root(urls);
        let rows_here = self.shelves[depth].get_or_init(|| {
            contexts
                .site
                .events
                .iter()
                .map(|_| OnceLock::new())
                .collect()
        });
        let rows: Result<Vec<Value>, Diagnostic> = events
            .iter()
            .map(|id| {
                let slot = &rows_here[id.index()];
                if let Some(row) = slot.get() {
                    return Ok(row.clone());
                }
                let row = self.render(contexts, theme, &root, *id)?;
                Ok(slot.get_or_init(|| row).clone())
            })
            .collect();
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
