//! What the program does, seen from outside: data in, data out.
#![allow(clippy::unwrap_used)]

mod exchange;
