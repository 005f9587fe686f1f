//! Diagnostics with their places looked up in the files' texts: sorted, with bytes, lines and columns.

use std::ops::Range;

use super::{Diagnostic, Place, SitePath, Spot};
use crate::content::{Part, Positions, is_yaml};

/// Bytes between two places up to which the characters are counted beforehand.
const STRIDE: usize = 1 << 10;

/// Gives the decoded text of a file of the site by its path; `None` when it has none.
pub type Texts<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// A diagnostic and where it stands.
pub(super) struct Located<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) place: Option<Spotted>,
    pub(super) related: Vec<(Spotted, &'a str)>,
}

/// A place that was looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spotted {
    pub(super) file: SitePath,
    /// `None` when the file as a whole is meant, or its text is not to be had.
    pub(super) span: Option<Span>,
}

/// Bytes of a text, and the same as lines and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) bytes: Range<usize>,
    pub(super) start: Position,
    pub(super) end: Position,
}

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Spotted {
    /// `file:line:column`, or the file alone.
    pub(super) fn to_text(&self) -> String {
        match &self.span {
            Some(span) => format!("{}:{}:{}", self.file, span.start.line, span.start.column),
            None => self.file.to_string(),
        }
    }
}

/// Looks every place up, and sorts: what concerns the whole site first, then by file and position.
///
/// One text is held at a time, so that memory does not grow with the number of files that have faults.
pub(super) fn locate_all<'a>(diagnostics: &'a [Diagnostic], texts: &Texts) -> Vec<Located<'a>> {
    let mut in_order: Vec<&Diagnostic> = diagnostics.iter().collect();
    in_order.sort_by_key(|diagnostic| file_of(diagnostic));
    let mut texts = Reader {
        texts,
        current: None,
    };
    let mut located: Vec<Located> = in_order
        .into_iter()
        .map(|diagnostic| Located {
            diagnostic,
            place: diagnostic.place.as_ref().map(|place| texts.spot(place)),
            related: Vec::new(),
        })
        .collect();
    for item in &mut located {
        item.related = item
            .diagnostic
            .related
            .iter()
            .map(|(place, label)| (texts.spot(place), label.as_str()))
            .collect();
    }
    located.sort_by(|a, b| order(a).cmp(&order(b)));
    located
}

fn file_of(diagnostic: &Diagnostic) -> Option<&SitePath> {
    diagnostic.place.as_ref().map(|place| &place.file)
}

fn order<'a>(item: &'a Located) -> impl Ord + 'a {
    let diagnostic = item.diagnostic;
    let span = item.place.as_ref().and_then(|place| place.span.as_ref());
    (
        file_of(diagnostic),
        span.map(|span| (span.bytes.start, span.bytes.end)),
        diagnostic.severity,
        diagnostic.code,
        &diagnostic.message,
        &diagnostic.label,
    )
}

struct Reader<'t> {
    texts: &'t Texts<'t>,
    current: Option<(SitePath, Option<Text>)>,
}

impl Reader<'_> {
    fn spot(&mut self, place: &Place) -> Spotted {
        let span = match place.spot {
            Spot::File => None,
            _ => self.text(&place.file).map(|text| text.span(&place.spot)),
        };
        Spotted {
            file: place.file.clone(),
            span,
        }
    }

    fn text(&mut self, file: &SitePath) -> Option<&mut Text> {
        if self.current.as_ref().is_none_or(|(path, _)| path != file) {
            let text = (self.texts)(file).map(|text| Text::new(text, is_yaml(file)));
            self.current = Some((file.clone(), text));
        }
        self.current.as_mut().and_then(|(_, text)| text.as_mut())
    }
}

/// A file's text with the tables that finding lines and fields needs.
struct Text {
    content: String,
    yaml: bool,
    line_starts: Vec<usize>,
    /// How many characters stand before each [`STRIDE`] bytes: many faults on one long line are not counted from its
    /// start each time.
    milestones: Vec<usize>,
    fields: Option<Positions>,
}

impl Text {
    fn new(text: String, yaml: bool) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let milestones = text
            .as_bytes()
            .chunks(STRIDE)
            .scan(0, |before, chunk| {
                let here = *before;
                *before += characters(chunk);
                Some(here)
            })
            .collect();
        Self {
            content: text,
            yaml,
            line_starts,
            milestones,
            fields: None,
        }
    }

    fn span(&mut self, spot: &Spot) -> Span {
        let bytes = self.bytes_of(spot);
        let bytes = self.on_characters(bytes);
        Span {
            start: self.position(bytes.start),
            end: self.position(bytes.end),
            bytes,
        }
    }

    fn bytes_of(&mut self, spot: &Spot) -> Range<usize> {
        let (path, part) = match spot {
            Spot::File => return 0..0,
            Spot::Bytes(bytes) => return bytes.clone(),
            Spot::Key(path) => (path, Part::Key),
            Spot::Value(path) => (path, Part::Value),
        };
        self.fields
            .get_or_insert_with(|| Positions::of(&self.content, self.yaml))
            .find(path, part)
            .unwrap_or_else(|| 0..self.content.find('\n').unwrap_or(self.content.len()))
    }

    /// The range within the text and between characters: a stale or wrong range must never end in a panic.
    fn on_characters(&self, range: Range<usize>) -> Range<usize> {
        let start = self.content.floor_char_boundary(range.start);
        start..self.content.ceil_char_boundary(range.end.max(start))
    }

    fn position(&self, byte: usize) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1];
        Position {
            line,
            column: self.characters_before(byte) - self.characters_before(start) + 1,
        }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        let milestone = self.milestones.get(stride);
        let rest = self.content.as_bytes().get(stride * STRIDE..byte);
        // At the very end there may be no stride any more.
        match (milestone, rest) {
            (Some(milestone), Some(rest)) => milestone + characters(rest),
            _ => characters(&self.content.as_bytes()[..byte]),
        }
    }
}

/// The characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}
