//! Rows of events, rendered once and shared by every page that lists them.
//!
//! Pages stand at different depths below the site's root. A row has a mark in the place of the way back to the root, and
//! each page that shows it puts its own way there.

use std::sync::OnceLock;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::render::context::Contexts;
use crate::render::theme::Theme;
use crate::site::EventId;

/// Stands for the way back to the site's root: one of Unicode's noncharacters, which no text of a site can hold.
const ROOT: char = '\u{FDD0}';

/// The rows of one component (`event_row`, `lead_row`).
pub(super) struct Rows {
    component: &'static str,
    rows: Box<[OnceLock<Value>]>,
}

impl Rows {
    pub(super) fn of(component: &'static str, events: usize) -> Self {
        Self {
            component,
            rows: (0..events).map(|_| OnceLock::new()).collect(),
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
            let slot = &self.rows[id.index()];
            if let Some(row) = slot.get() {
                return Ok(row.clone());
            }
            let row = self.render(contexts, theme, *id)?;
            Ok(slot.get_or_init(|| row).clone())
        };
        let rows: Result<Vec<Value>, Diagnostic> = events.iter().map(row).collect();
        Ok(Value::from(rows?))
    }

    fn render(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        id: EventId,
    ) -> Result<Value, Diagnostic> {
        let wants = theme.uses().wants_of_component(self.component);
        let contexts = Contexts { wants, ..*contexts };
        let mut arguments = Context::new();
        arguments.insert("event", &contexts.row(id));
        let mut implicit = Context::new();
        implicit.insert("root", &ROOT);
        theme
            .component(self.component, &arguments, &implicit)
            .map(|html| Value::safe_string(&html))
    }
}

/// A page with its way back to the site's root in every row.
pub(super) fn with_root(page: Vec<u8>, root: &str) -> Vec<u8> {
    match String::from_utf8(page) {
        Ok(page) => page.replace(ROOT, root).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}
