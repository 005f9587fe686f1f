//! What is wrong with a slide, by the name of its field.

use crate::diagnostic::Code;

/// A fault of a field of a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: Code,
    /// The field as the sheet names it: `End Month`.
    pub(super) field: &'static str,
    /// One lowercase sentence without a full stop.
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(code: Code, field: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            field,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
