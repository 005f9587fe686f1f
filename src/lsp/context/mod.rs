//! What is being written at a byte of a text, for completion: the text may be broken there, so that no parser is asked.
//!
//! YAML is read by its indentation and its brackets alone; a text's links and citations by what opens them.

mod flow;
#[cfg(test)]
mod tests;

use std::ops::Range;

use flow::Flow;

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Context {
    /// What goes there.
    pub(super) slot: Slot,
    /// The bytes that what is chosen takes the place of.
    pub(super) range: Range<usize>,
    /// What stands between the start of these and the cursor, without quotes.
    pub(super) typed: String,
}

/// What goes to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key of the mapping at these keys; `is_new` where no colon follows yet.
    Key { path: Vec<String>, is_new: bool },
    /// A value of the field at these keys.
    Value(Vec<String>),
    /// An item of the list at these keys: a value, or a mapping's first key.
    Item(Vec<String>),
    /// The target of a `[[…]]`; whether it is closed already.
    Wikilink { is_closed: bool },
    /// The id of an `[@…]`; whether it is closed already.
    Citation { is_closed: bool },
}

/// What is being written at a byte of YAML that stands in a range of a text.
pub(super) fn in_yaml(text: &str, yaml: Range<usize>, byte: usize) -> Option<Context> {
    let mut reader = Reader::default();
    let mut start = yaml.start;
    for line in text[yaml.clone()].split_inclusive('\n') {
        let end = start + line.trim_end_matches('\n').len();
        if byte <= end {
            return reader.last_line(text, start..byte);
        }
        reader.line(&text[start..end], start);
        start += line.len();
    }
    reader.last_line(text, start.min(byte)..byte)
}

/// What is being written at a byte of Markdown: a wikilink or a citation that was opened on the same line.
pub(super) fn in_markdown(text: &str, byte: usize) -> Option<Context> {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..byte];
    let after = text[byte..].split('\n').next().unwrap_or_default();
    let link = before
        .rfind("[[")
        .filter(|at| !before[*at..].contains("]]"));
    let citation = before.rfind("[@").filter(|at| !before[*at..].contains(']'));
    if let Some(at) = link.filter(|at| citation.is_none_or(|other| other < *at)) {
        let typed = &before[at + 2..];
        if typed.contains(['|', '#']) {
            return None;
        }
        let closed = after.find("]]").filter(|end| !after[..*end].contains("[["));
        let rest = closed.map_or(0, |end| after[..end].find(['|', '#']).unwrap_or(end));
        return Some(Context {
            slot: Slot::Wikilink {
                is_closed: closed.is_some(),
            },
            range: start + at + 2..byte + rest,
            typed: typed.to_owned(),
        });
    }
    let at = citation?;
    // `[@a; @b]` cites two.
    let last = before[at + 1..]
        .rfind(';')
        .map_or(at + 1, |semicolon| at + 2 + semicolon);
    let written = before[last..].trim_start();
    let typed = written.strip_prefix('@')?;
    if typed.contains([',', ' ']) {
        return None;
    }
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let rest = after.find(|c: char| !is_id(c)).unwrap_or(after.len());
    let close = after[rest..]
        .find(']')
        .filter(|end| !after[rest..rest + end].contains('['));
    Some(Context {
        slot: Slot::Citation {
            is_closed: close.is_some(),
        },
        range: byte - typed.len()..byte + rest,
        typed: typed.to_owned(),
    })
}

/// A collection that is open while lines go by.
#[derive(Debug)]
struct Open {
    indent: usize,
    /// The key whose value it is; `None` for an item of a list.
    key: Option<String>,
}

/// The lines of YAML above the cursor, by their indentation.
#[derive(Debug, Default)]
struct Reader {
    open: Vec<Open>,
    /// The indentation of the key whose value is a text of several lines.
    block: Option<usize>,
    flow: Option<Flow>,
}

/// What a line comes to after its indentation, dashes and key.
struct Rest {
    /// Where it begins, as a byte of the text.
    start: usize,
    /// Whether a dash stands before it on the line.
    is_item: bool,
    /// Whether a key stands before it on the line.
    is_value: bool,
}

impl Reader {
    fn path(&self) -> Vec<String> {
        self.open
            .iter()
            .filter_map(|open| open.key.clone())
            .collect()
    }

    /// Takes a whole line.
    fn line(&mut self, line: &str, start: usize) {
        if let Some(flow) = &mut self.flow {
            flow.feed(line, start);
            if flow.is_closed() {
                self.flow = None;
            }
            return;
        }
        if self.is_in_block(line) || line.trim_start().starts_with('#') || line.trim().is_empty() {
            return;
        }
        let rest = self.enter(line, start);
        let value = &line[rest.start - start..];
        if value.starts_with(['[', '{']) {
            let mut flow = Flow::new(self.path());
            flow.feed(value, rest.start);
            self.flow = (!flow.is_closed()).then_some(flow);
        } else if value.starts_with(['|', '>']) {
            self.block = self.open.last().map(|open| open.indent);
        }
    }

    fn is_in_block(&mut self, line: &str) -> bool {
        let indent = line.len() - line.trim_start_matches(' ').len();
        match self.block {
            Some(above) if indent > above || line.trim().is_empty() => true,
            _ => {
                self.block = None;
                false
            }
        }
    }

    /// Closes what a line's indentation closes, and opens its dashes and its key.
    fn enter(&mut self, line: &str, start: usize) -> Rest {
        let mut indent = line.len() - line.trim_start_matches(' ').len();
        let mut is_item = false;
        while line[indent..] == *"-" || line[indent..].starts_with("- ") {
            // A list may stand at the same indentation as the key above it.
            self.close(|open| {
                open.indent > indent || (open.indent == indent && open.key.is_none())
            });
            self.open.push(Open { indent, key: None });
            is_item = true;
            let after = &line[(indent + 1).min(line.len())..];
            indent += 1 + (after.len() - after.trim_start_matches(' ').len());
            indent = indent.min(line.len());
        }
        if !is_item {
            self.close(|open| open.indent >= indent);
        }
        let Some((key, length)) = key_of(&line[indent..]) else {
            return Rest {
                start: start + indent,
                is_item,
                is_value: false,
            };
        };
        self.open.push(Open {
            indent,
            key: Some(key.to_owned()),
        });
        let value = &line[indent + length..];
        let spaces = value.len() - value.trim_start_matches(' ').len();
        Rest {
            start: start + indent + length + spaces,
            is_item,
            is_value: true,
        }
    }

    fn close(&mut self, is_over: impl Fn(&Open) -> bool) {
        while self.open.last().is_some_and(&is_over) {
            self.open.pop();
        }
    }

    /// The line with the cursor, up to it.
    fn last_line(mut self, text: &str, line: Range<usize>) -> Option<Context> {
        let written = &text[line.clone()];
        if let Some(mut flow) = self.flow.take() {
            flow.feed(written, line.start);
            return flow.context(text, line.end);
        }
        if self.is_in_block(written) || is_comment(written) {
            return None;
        }
        let rest = self.enter(written, line.start);
        let value = &text[rest.start.min(line.end)..line.end];
        if value.starts_with(['[', '{']) {
            let mut flow = Flow::new(self.path());
            flow.feed(value, rest.start);
            return flow.context(text, line.end);
        }
        let path = self.path();
        let after = text[line.end..].split('\n').next().unwrap_or_default();
        let slot = if rest.is_value {
            Slot::Value(path)
        } else if rest.is_item {
            Slot::Item(path)
        } else {
            let word = after.find([' ', ':']).unwrap_or(after.len());
            let is_new = !after[word..].starts_with(':');
            return Some(Context {
                slot: Slot::Key { path, is_new },
                range: rest.start..line.end + word,
                typed: value.to_owned(),
            });
        };
        let end = after.find(" #").unwrap_or(after.len());
        let rest_of_value = after[..end].trim_end().len();
        Some(Context {
            slot,
            range: rest.start.min(line.end)..line.end + rest_of_value,
            typed: value.trim_start_matches(['"', '\'']).to_owned(),
        })
    }
}

/// Whether the cursor, at the end of a piece of a line, stands in a comment.
fn is_comment(written: &str) -> bool {
    written.trim_start().starts_with('#') || written.contains(" #")
}

/// The key that a piece of a line begins with, and the bytes up to what follows its colon.
fn key_of(line: &str) -> Option<(&str, usize)> {
    if line.starts_with(['[', '{', '"', '\'', '#', '&', '*', '!', '|', '>']) {
        return None;
    }
    let (at, _) = line.match_indices(':').find(|(at, _)| {
        let after = &line[at + 1..];
        after.is_empty() || after.starts_with(' ')
    })?;
    Some((line[..at].trim_end(), at + 1))
}
