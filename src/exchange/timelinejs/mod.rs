//! `TimelineJS` 3, in and out: its sheet (CSV) and its JSON, which hold the same slides.

mod fault;
mod json;
mod sheet;
mod slide;
mod stamp;
mod write;

use super::{Imported, Incoming};

pub(super) use json::export as export_json;
pub(super) use sheet::export as export_sheet;

/// Slides as events; what begins with a brace is JSON, everything else a sheet.
pub(super) fn import(incoming: &Incoming) -> Imported {
    if incoming.text.trim_start().starts_with('{') {
        json::import(incoming)
    } else {
        sheet::import(incoming)
    }
}
