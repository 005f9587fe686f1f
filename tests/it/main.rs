//! The tests of the program as a whole: text literals, folders and command lines in, sites and reports out.
#![allow(clippy::unwrap_used)]

mod asking;
mod bounded;
mod cli;
mod diagnostics;
mod docs;
mod exchange;
mod faults;
mod feeds;
mod flagship;
mod foreign;
mod html;
mod incremental;
mod mistakes;
mod output;
mod own_templates;
mod pictures;
mod preview;
mod publish;
