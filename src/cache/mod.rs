//! What is kept between two builds, as bytes: parsed files, and what the last build read and wrote.
//!
//! Bytes that are not exactly what this program wrote are worth nothing, and are read as nothing: losing a cache costs
//! time alone. Where it is kept is for the host to know.

mod envelope;
mod records;
mod state;

pub use records::{NewRecords, Records, Rows};
pub use state::{Input, Stamp, State, Written};
