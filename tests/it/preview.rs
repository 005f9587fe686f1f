//! `dateline serve`: a real server on a real folder, asked with raw bytes.

mod editing;
mod events;
mod security;
pub(crate) mod server;
