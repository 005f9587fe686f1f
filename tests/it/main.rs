//! The integration tests: the program as its users meet it.
#![allow(clippy::unwrap_used)]

mod preview;
