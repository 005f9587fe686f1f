//! The whole program and its documents, tested from outside.
#![allow(clippy::unwrap_used)]

mod docs;
