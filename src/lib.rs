//! Dateline turns a folder of dated, sourced Markdown notes into a permanent, linked static website: a timeline.
//!
//! The stages, in the order in which a build passes them; each is a function from the plain data of the one before:
//!
//! 1. **read** ([`host::read`]): the site's folder becomes a [`folder::Folder`]: files with their bytes, nothing judged.
//! 2. **parse** ([`content`], [`settings`], [`edtf`]): each file by itself becomes a record, with what is wrong with it.
//! 3. **timeline, graph** ([`compile`], [`timeline`], [`graph`]): the records are joined into a [`site::Site`]: terms and
//!    sources gathered, events ordered, every link resolved in both directions, origins counted.
//! 4. **plan** ([`plan`]): which files the output has, where each stands, and what each shows.
//! 5. **check** ([`check`]): the rules that need the whole site.
//! 6. **render** ([`render`]): each planned file becomes bytes: pages from the [`view`] types through the theme's templates,
//!    feeds and data files through their own writers.
//! 7. **publish** ([`host::publish`]): the bytes become the output, all of them or none.
//!
//! [`exchange`] stands beside the pipeline: it makes content files of what people have, and other formats of a site.
//!
//! [`prepare`] composes 2 to 5, and the commands ([`command`]) compose the whole: `build` all of it, `check` without the
//! end, `serve` with a server in the place of publishing. Only [`host`] touches the disk, the clock and the terminal; broken content is never an `Err` but a
//! [`diagnostic::Diagnostic`].

pub mod cache;
pub mod check;
pub mod cli;
pub mod command;
pub mod compile;
pub mod content;
pub mod diagnostic;
pub mod digest;
pub mod edtf;
mod embedded;
pub mod exchange;
pub mod folder;
pub mod graph;
pub mod host;
pub mod language;
pub mod lsp;
pub mod plan;
pub mod prepare;
pub mod render;
pub mod schema;
pub mod settings;
pub mod site;
pub mod timeline;
pub mod view;
