//! The program as its users meet it: the real binary, on sites on a real disk.
#![allow(clippy::unwrap_used)]

mod faults;
