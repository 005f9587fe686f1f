//! Dateline turns a folder of dated, sourced Markdown notes into a permanent, linked static website: a timeline.

pub mod content;
pub mod diagnostic;
pub mod edtf;
pub mod folder;
pub mod graph;
pub mod language;
pub mod plan;
pub mod render;
pub mod settings;
pub mod site;
pub mod timeline;
pub mod view;
