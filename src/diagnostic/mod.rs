//! What is wrong with a site's content, as data: a stable code, a message, the place, and what to do about it.
//!
//! Broken content is a value, not an `Err`: every stage returns what it understood together with its diagnostics.

mod code;
mod github;
mod human;
mod json;
mod located;
mod sarif;
mod suggest;
mod summary;

#[cfg(test)]
mod tests;

pub use code::{Code, Severity};
pub use github::github;
pub use human::{Look, human};
pub use json::json;
pub use located::Texts;
pub use sarif::sarif;
pub use suggest::{suggest, suggest_name};
pub use summary::summary;

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file's path from the site's root, with `/` between its parts on every system.
pub type SitePath = Arc<str>;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of thing is wrong.
    pub code: Code,
    /// How bad it is; the code's own severity unless a rule says otherwise.
    pub severity: Severity,
    /// One lowercase sentence without a full stop; names in backticks.
    pub message: String,
    /// Where; `None` when it concerns the site as a whole.
    pub place: Option<Place>,
    /// The few words under the excerpt: what was expected here.
    pub label: String,
    /// Other places that belong to it, each with its label.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
    /// A text that would mend it when put in the place of `place`.
    pub replacement: Option<String>,
}

/// A file and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: SitePath,
    /// Where in the file.
    pub spot: Spot,
}

/// Where in a file. Fields are turned into bytes only when a diagnostic is shown (see [`crate::content::locate`]),
/// so that a file without faults never pays for positions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// Bytes of the file's decoded text (after the byte order mark, lines ending in LF).
    Bytes(Range<usize>),
    /// The key of a field of the front matter or of a YAML file.
    Key(FieldPath),
    /// The value of such a field.
    Value(FieldPath),
}

/// The way to a value in YAML: keys and indices from the top.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct FieldPath(pub Vec<Step>);

/// One step of a [`FieldPath`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// A mapping's key.
    Key(String),
    /// A sequence's index, from 0.
    Index(usize),
}

impl FieldPath {
    /// The path of a top-level field.
    #[must_use]
    pub fn key(name: &str) -> Self {
        Self(vec![Step::Key(name.to_owned())])
    }

    /// This path, one key deeper.
    #[must_use]
    pub fn then_key(&self, name: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(name.to_owned()));
        Self(steps)
    }

    /// This path, one index deeper.
    #[must_use]
    pub fn then_index(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(file: &SitePath) -> Self {
        Self {
            file: file.clone(),
            spot: Spot::File,
        }
    }

    /// Bytes of the file's decoded text.
    #[must_use]
    pub fn bytes(file: &SitePath, range: Range<usize>) -> Self {
        Self {
            file: file.clone(),
            spot: Spot::Bytes(range),
        }
    }

    /// The key of a field.
    #[must_use]
    pub fn at_key(file: &SitePath, path: FieldPath) -> Self {
        Self {
            file: file.clone(),
            spot: Spot::Key(path),
        }
    }

    /// The value of a field.
    #[must_use]
    pub fn at_value(file: &SitePath, path: FieldPath) -> Self {
        Self {
            file: file.clone(),
            spot: Spot::Value(path),
        }
    }
}

impl Diagnostic {
    /// A diagnostic about the site as a whole, with the code's own severity.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            replacement: None,
        }
    }

    /// Says where, with the few words that stand under the excerpt.
    #[must_use]
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.place = Some(place);
        self.label = label.into();
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Gives the text that would mend it when put in the place of the excerpt.
    #[must_use]
    pub fn replace_with(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }
}
