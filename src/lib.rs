//! Dateline turns a folder of dated, sourced Markdown notes into a permanent, linked static website: a timeline.

pub mod content;
pub mod diagnostic;
pub mod edtf;
pub mod folder;
pub mod host;
pub mod language;
pub mod settings;
