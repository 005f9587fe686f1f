//! Where the keys and values of a YAML text stand: a field's path goes in, the bytes of its key or value come out.
//!
//! Used when something is wrong, never otherwise; the one home of `granit-parser`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use granit_parser::{Event, Parser, Span};

use super::front_matter::{split, whole};
use crate::diagnostic::{FieldPath, Step};

/// Which part of a field is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its key.
    Key,
    /// Its value.
    Value,
}

/// Whether a file is YAML as a whole, by its name; other texts have YAML in their front matter alone.
#[must_use]
pub fn is_yaml(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    })
}

/// The bytes of a field in a file's decoded text; see [`Positions::find`].
#[must_use]
pub fn locate(text: &str, yaml: bool, path: &FieldPath, part: Part) -> Option<Range<usize>> {
    Positions::of(text, yaml).find(path, part)
}

/// Where every key and value of one text stands.
#[derive(Debug, Default)]
pub struct Positions {
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    path: FieldPath,
    /// The collection that it is in: keys of two mappings on one path are no duplicates.
    parent: usize,
    key: Option<Range<usize>>,
    value: Range<usize>,
    plain: bool,
}

impl Positions {
    /// The positions in a file's decoded text, as far as it is YAML.
    #[must_use]
    pub fn of(text: &str, yaml: bool) -> Self {
        let range = if yaml {
            whole(text)
        } else {
            match split(text) {
                Ok(Some(parts)) => parts.yaml,
                _ => return Self::default(),
            }
        };
        let mut walk = Walk::default();
        for event in Parser::new_from_str(&text[range.clone()]) {
            let Ok((event, span)) = event else { break };
            walk.take(&event, &span, range.start);
        }
        Self {
            fields: walk.fields,
        }
    }

    /// The bytes of a field's key or value.
    ///
    /// An item without a key, or a value that is empty, is shown by what there is; a path that leads nowhere by the
    /// nearest field above it (`actors[0]` where `actors` is no list).
    #[must_use]
    pub fn find(&self, path: &FieldPath, part: Part) -> Option<Range<usize>> {
        let mut steps = &path.0[..];
        while !steps.is_empty() {
            if let Some(field) = self.fields.iter().find(|field| field.path.0 == steps) {
                return Some(match (part, &field.key) {
                    (Part::Key, Some(key)) => key.clone(),
                    (Part::Value, Some(key)) if field.value.is_empty() => key.clone(),
                    _ => field.value.clone(),
                });
            }
            steps = &steps[..steps.len() - 1];
        }
        None
    }

    /// The innermost field at a byte, and whether its key or its value stands there.
    #[must_use]
    pub fn at(&self, byte: usize) -> Option<(&FieldPath, Part)> {
        let holds = |range: &Range<usize>| range.start <= byte && byte <= range.end;
        let keys = self.fields.iter().filter_map(|field| {
            let key = field.key.as_ref().filter(|key| holds(key))?;
            Some((key.len(), &field.path, Part::Key))
        });
        let values = (self.fields.iter())
            .filter(|field| holds(&field.value) && !field.value.is_empty())
            .map(|field| (field.value.len(), &field.path, Part::Value));
        keys.chain(values)
            .min_by_key(|(length, ..)| *length)
            .map(|(_, path, part)| (path, part))
    }

    /// The bytes of a value that is written without quotes.
    pub(super) fn find_plain(&self, path: &FieldPath) -> Option<Range<usize>> {
        self.fields
            .iter()
            .find(|field| field.plain && field.path == *path)
            .map(|field| field.value.clone())
    }

    /// Keys that stand twice in one mapping: the key, its first place, and the place and whole extent of the second.
    pub(super) fn duplicates(&self) -> Vec<Duplicate> {
        let mut firsts: HashMap<(usize, &FieldPath), &Range<usize>> = HashMap::new();
        let mut duplicates = Vec::new();
        for field in &self.fields {
            let (Some(key), Some(Step::Key(name))) = (&field.key, field.path.0.last()) else {
                continue;
            };
            match firsts.entry((field.parent, &field.path)) {
                Entry::Vacant(entry) => {
                    entry.insert(key);
                }
                Entry::Occupied(first) => duplicates.push(Duplicate {
                    name: name.clone(),
                    first: (*first.get()).clone(),
                    second: key.clone(),
                    extent: key.start..field.value.end.max(key.end),
                }),
            }
        }
        duplicates
    }
}

/// A key that stands a second time in one mapping.
pub(super) struct Duplicate {
    pub(super) name: String,
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
    pub(super) extent: Range<usize>,
}

/// The collections that are open while the events go by.
#[derive(Default)]
struct Walk {
    fields: Vec<Field>,
    open: Vec<Open>,
    path: Vec<Step>,
    collections: usize,
}

struct Open {
    id: usize,
    start: usize,
    /// The end of what it holds so far.
    end: usize,
    kind: Kind,
}

enum Kind {
    List(usize),
    /// The key whose value comes next.
    Mapping(Option<(String, Range<usize>)>),
}

impl Walk {
    fn take(&mut self, event: &Event, span: &Span, offset: usize) {
        let Some(bytes) = span.byte_range() else {
            return;
        };
        let bytes = bytes.start + offset..bytes.end + offset;
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = matches!(style, granit_parser::ScalarStyle::Plain);
                self.node(Some(text), bytes, plain);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.node(None, bytes, false),
            Event::SequenceStart(..) => self.start(Kind::List(0), &bytes),
            Event::MappingStart(..) => self.start(Kind::Mapping(None), &bytes),
            Event::SequenceEnd | Event::MappingEnd => self.end(&bytes),
            _ => {}
        }
    }

    fn start(&mut self, kind: Kind, bytes: &Range<usize>) {
        self.enter();
        self.collections += 1;
        self.open.push(Open {
            id: self.collections,
            start: bytes.start,
            end: bytes.end,
            kind,
        });
    }

    fn end(&mut self, bytes: &Range<usize>) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        // A block collection's end event stands before whatever comes next; its last item tells where it ends.
        let end = if bytes.is_empty() {
            closed.end
        } else {
            bytes.end
        };
        self.leave();
        self.node(None, closed.start..end.max(closed.start), false);
    }

    /// Puts the step to the node that begins now on the path.
    fn enter(&mut self) {
        match self.open.last() {
            None => {}
            Some(Open {
                kind: Kind::List(index),
                ..
            }) => self.path.push(Step::Index(*index)),
            Some(Open {
                kind: Kind::Mapping(key),
                ..
            }) => {
                let name = key.as_ref().map_or("?", |(name, _)| name);
                self.path.push(Step::Key(name.to_owned()));
            }
        }
    }

    fn leave(&mut self) {
        if !self.open.is_empty() {
            self.path.pop();
        }
    }

    /// A whole node: a mapping's key, or a value.
    fn node(&mut self, text: Option<&str>, bytes: Range<usize>, plain: bool) {
        if let Some(Open {
            kind: Kind::Mapping(key @ None),
            end,
            ..
        }) = self.open.last_mut()
        {
            *end = bytes.end;
            *key = Some((text.unwrap_or("?").to_owned(), bytes));
            return;
        }
        self.enter();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.end = open.end.max(bytes.end);
        let key = match &mut open.kind {
            Kind::List(next) => {
                *next += 1;
                None
            }
            Kind::Mapping(key) => key.take().map(|(_, bytes)| bytes),
        };
        self.fields.push(Field {
            path: FieldPath(self.path.clone()),
            parent: open.id,
            key,
            value: bytes,
            plain,
        });
        self.path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: A name\ndate: 2014 # a year\nactors: [Antony Blinken, 'Sergei Lavrov']\nplaces:\n  - Geneva\n  - \"Hotel: President\"\n\nsources:\n  - id: geo\n    note: >\n      two\n      lines\n  - dw\n\"quoted key\": &a {in: {deep: [1, 2]}}\nempty:\nagain: *a\nmore: |\n  text\n---\nBody: no field\n";

    fn check(path: &str, part: Part, expected: Option<&str>) {
        let steps = path.split('/').map(|step| match step.parse() {
            Ok(index) => Step::Index(index),
            Err(_) => Step::Key(step.to_owned()),
        });
        let range = locate(TEXT, false, &FieldPath(steps.collect()), part);
        assert_eq!(range.map(|range| &TEXT[range]), expected, "{path}");
    }

    #[test]
    fn finds_the_field_at_a_byte() {
        let positions = Positions::of(TEXT, false);
        let path = |steps: &[Step]| FieldPath(steps.to_vec());
        let key = |name: &str| Step::Key(name.to_owned());
        for (before, expected, part) in [
            ("ti", path(&[key("title")]), Part::Key),
            ("A na", path(&[key("title")]), Part::Value),
            (
                "Antony B",
                path(&[key("actors"), Step::Index(0)]),
                Part::Value,
            ),
            (
                "note: >\n      tw",
                path(&[key("sources"), Step::Index(0), key("note")]),
                Part::Value,
            ),
            (
                "{in: {de",
                path(&[key("quoted key"), key("in"), key("deep")]),
                Part::Key,
            ),
        ] {
            let at = TEXT.find(before).expect("it stands in the text") + before.len();
            assert_eq!(positions.at(at), Some((&expected, part)), "{before}");
        }
        assert_eq!(positions.at(TEXT.len() - 3), None);
    }

    #[test]
    fn finds_keys_and_values() {
        use Part::{Key, Value};
        for (path, part, expected) in [
            ("title", Key, Some("title")),
            ("title", Value, Some("A name")),
            ("date", Value, Some("2014")),
            ("actors", Value, Some("[Antony Blinken, 'Sergei Lavrov']")),
            ("actors/1", Value, Some("'Sergei Lavrov'")),
            ("actors/0/deeper", Value, Some("Antony Blinken")),
            ("places/1", Value, Some("\"Hotel: President\"")),
            ("places", Value, Some("- Geneva\n  - \"Hotel: President\"")),
            ("sources/0/id", Key, Some("id")),
            ("sources/0/id", Value, Some("geo")),
            ("sources/1", Value, Some("dw")),
            ("quoted key", Key, Some("\"quoted key\"")),
            ("quoted key/in/deep/1", Value, Some("2")),
            ("empty", Value, Some("empty")),
            ("again", Value, Some("*a")),
            ("title/0", Value, Some("A name")),
            ("Body", Key, None),
            ("nowhere", Value, None),
        ] {
            check(path, part, expected);
        }
    }
}
