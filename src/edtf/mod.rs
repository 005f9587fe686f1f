//! Dates as historians know them: EDTF (ISO 8601-2:2019, Annex A, levels 0 to 2), local times and ranges of them.
//!
//! Text goes in; an [`EventDate`] comes out, with bounds in whole days, a precision, qualifiers and an order.
//! Sentences about dates are made in [`crate::language`].

pub mod zone;

use serde::{Deserialize, Serialize};

/// placeholder
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate(String);

/// placeholder
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// placeholder
    pub message: String,
    /// placeholder
    pub offset: usize,
    /// placeholder
    pub help: Option<String>,
}

impl EventDate {
    /// placeholder
    pub fn parse(text: &str) -> Result<Self, DateError> {
        match text.find(|c: char| !c.is_ascii_digit() && !"-+:.TZXY/~?%[]{}, ".contains(c)) {
            Some(offset) => Err(DateError {
                message: "this is not a date".to_owned(),
                offset,
                help: Some("write `2022-01-21`".to_owned()),
            }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// placeholder
    pub fn from_yaml_integer(year: i64) -> Result<Self, DateError> {
        Self::parse(&format!("{year:04}"))
    }

    /// placeholder
    #[must_use]
    pub fn text_of_yaml_list(items: &[String]) -> String {
        format!("[{}]", items.join(","))
    }
}
