//! Dates as historians know them: EDTF (ISO 8601-2:2019, Annex A, levels 0 to 2), local times and ranges of them.
//!
//! Text goes in; an [`EventDate`] comes out, with bounds in whole days, a precision, qualifiers and an order.
//! Sentences about dates are made in [`crate::language`].

use serde::{Deserialize, Serialize};

/// placeholder
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate(String);

/// placeholder
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    Day(i64),
    Month(i64, u8),
    Year(i64),
    Decade(i64),
    Century(i64),
}
