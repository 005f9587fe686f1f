//! `dateline serve`: a real server on a real folder, asked with raw bytes.

mod crowd;
mod editing;
mod events;
mod memory;
mod security;
pub(crate) mod server;
