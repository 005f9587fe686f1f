//! One file while its fields are read: its text for the places of what is wrong, and the diagnostics so far.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use serde_json::Value;

use crate::content::{Part, Positions, is_yaml};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath, Step};
use crate::settings::Limits;

/// A file that is being read.
pub(crate) struct Reading<'a> {
    pub(crate) file: &'a SitePath,
    pub(crate) text: &'a str,
    pub(crate) limits: &'a Limits,
    positions: OnceCell<Positions>,
    diagnostics: RefCell<Vec<Diagnostic>>,
}

/// The way to a value, as links on the stack: a path that owns its steps is made only when something is wrong.
pub(crate) enum Trail<'a> {
    /// The mapping of the whole file.
    Top,
    /// The value of a key as it is written.
    Key(&'a Trail<'a>, &'a str),
    /// An item of a list.
    Index(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    /// The same, with steps of its own.
    pub(crate) fn to_path(&self) -> FieldPath {
        let mut steps = Vec::new();
        let mut trail = self;
        loop {
            trail = match trail {
                Self::Top => break,
                Self::Key(above, key) => {
                    steps.push(Step::Key((*key).to_owned()));
                    above
                }
                Self::Index(above, index) => {
                    steps.push(Step::Index(*index));
                    above
                }
            };
        }
        steps.reverse();
        FieldPath(steps)
    }

    /// The nearest key, for messages.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Top => "the front matter",
            Self::Key(_, key) => key,
            Self::Index(above, _) => above.name(),
        }
    }
}

impl<'a> Reading<'a> {
    pub(crate) fn new(file: &'a SitePath, text: &'a str, limits: &'a Limits) -> Self {
        Self {
            file,
            text,
            limits,
            positions: OnceCell::new(),
            diagnostics: RefCell::default(),
        }
    }

    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    pub(crate) fn key_place(&self, trail: &Trail) -> Place {
        Place::at_key(self.file, trail.to_path())
    }

    pub(crate) fn value_place(&self, trail: &Trail) -> Place {
        Place::at_value(self.file, trail.to_path())
    }

    /// Where a mapping begins: for the whole file its first line.
    pub(crate) fn mapping_place(&self, trail: &Trail) -> Place {
        match trail {
            Trail::Top => Place::bytes(self.file, 0..self.text.lines().next().map_or(0, str::len)),
            Trail::Key(..) => self.key_place(trail),
            Trail::Index(..) => self.value_place(trail),
        }
    }

    /// A value that is written without quotes, exactly as it is written: `2014.0`, `0x1F`, `no`.
    pub(crate) fn as_written(&self, trail: &Trail) -> Option<&'a str> {
        let range = self.positions().find_plain(&trail.to_path())?;
        self.text.get(range)
    }

    /// The part of a value from a byte of its text on; the whole value when it is written with quotes or escapes.
    pub(crate) fn part_place(&self, trail: &Trail, value: &str, offset: usize) -> Place {
        match self.range_of(trail, value) {
            Some(range) if offset < value.len() => {
                let start = range.start + value.floor_char_boundary(offset);
                Place::bytes(self.file, start..range.end)
            }
            Some(range) => Place::bytes(self.file, range.end..range.end),
            None => self.value_place(trail),
        }
    }

    fn range_of(&self, trail: &Trail, value: &str) -> Option<Range<usize>> {
        let range = self.positions().find(&trail.to_path(), Part::Value)?;
        let written = self.text.get(range.clone())?;
        let at = written.find(value)?;
        Some(range.start + at..range.start + at + value.len())
    }

    fn positions(&self) -> &Positions {
        self.positions
            .get_or_init(|| Positions::of(self.text, is_yaml(self.file)))
    }

    /// Reports that a value has another type than its field takes.
    pub(crate) fn wrong_type(&self, trail: &Trail, expected: &str, found: &Value) {
        let found = match found {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "a mapping",
        };
        let message = format!("`{}` takes {expected}, not {found}", trail.name());
        self.report(
            Diagnostic::new(Code::WrongType, message)
                .at(self.value_place(trail), format!("expected {expected}")),
        );
    }

    /// Reports that a value is one that its field does not take.
    pub(crate) fn wrong_value(&self, trail: &Trail, message: String, help: &str) {
        self.report(
            Diagnostic::new(Code::WrongValue, message)
                .at(self.value_place(trail), "not taken here")
                .help(help),
        );
    }
}
