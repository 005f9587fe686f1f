//! A formatted date in pieces: which words are its day, which its month, so that one of them can be replaced.
//!
//! ICU knows where a language puts the day; a range of days is the same date with "13–20" in that place.

use std::fmt::{self, Write};

use icu_datetime::parts;
use writeable::{Part, PartsWrite, Writeable};

/// What a piece of a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The era.
    Era,
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day of the month.
    Day,
    /// What stands between them, and everything else.
    Between,
}

/// A formatted date, piece by piece.
#[derive(Debug)]
pub(super) struct Pieces(Vec<(Kind, String)>);

impl Pieces {
    /// The pieces of something that ICU formatted.
    pub(super) fn of(formatted: &impl Writeable) -> Self {
        let mut sink = Sink {
            kind: Kind::Between,
            pieces: Vec::with_capacity(6),
        };
        // Strings take whatever is written to them; ICU itself reports nothing here.
        let _ = formatted.write_to_parts(&mut sink);
        Self(sink.pieces)
    }

    /// The text of the first piece of a kind, or nothing.
    pub(super) fn get(&self, kind: Kind) -> &str {
        let found = self.0.iter().find(|(other, _)| *other == kind);
        found.map_or("", |(_, text)| text)
    }

    /// Replaces the piece of a kind, where there is one.
    pub(super) fn with(mut self, kind: Kind, text: &str) -> Self {
        if let Some(piece) = self.0.iter_mut().find(|(other, _)| *other == kind) {
            piece.1.clear();
            piece.1.push_str(text);
        }
        self
    }

    /// Adds a piece at the end.
    pub(super) fn push(mut self, kind: Kind, text: &str) -> Self {
        self.0.push((kind, text.to_owned()));
        self
    }

    /// Whether the year stands before the day, as in Japanese and Hungarian.
    pub(super) fn year_first(&self) -> bool {
        let at = |kind| self.0.iter().position(|(other, _)| *other == kind);
        at(Kind::Year) < at(Kind::Day)
    }

    /// The whole text.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

struct Sink {
    kind: Kind,
    pieces: Vec<(Kind, String)>,
}

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.pieces.last_mut() {
            Some((kind, piece)) if *kind == self.kind => piece.push_str(text),
            _ => self.pieces.push((self.kind, text.to_owned())),
        }
        Ok(())
    }
}

impl PartsWrite for Sink {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let outer = self.kind;
        // A part within one that is known, such as the digits of a day, belongs to it.
        if outer == Kind::Between {
            self.kind = match part {
                parts::ERA => Kind::Era,
                parts::YEAR => Kind::Year,
                parts::MONTH => Kind::Month,
                parts::DAY => Kind::Day,
                _ => Kind::Between,
            };
        }
        let result = write(self);
        self.kind = outer;
        result
    }
}
