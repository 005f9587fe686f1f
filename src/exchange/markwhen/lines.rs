//! A Markwhen document by lines: its header, its sections, and its entries with what stands below them.

use std::ops::Range;

use super::date;

/// A document.
pub(super) struct Document {
    /// Keys in lowercase, and values.
    pub(super) header: Vec<(String, String)>,
    pub(super) lines: Vec<Line>,
}

/// A line that means something, with what belongs to it.
pub(super) enum Line {
    /// Its level and its title.
    Section(usize, String),
    SectionEnd,
    Entry(Entry),
}

/// An entry: `date: headline`.
pub(super) struct Entry {
    /// From 1.
    pub(super) line: usize,
    /// The bytes of the line.
    pub(super) span: Range<usize>,
    pub(super) date: String,
    /// ` every 2 weeks x3`, or nothing.
    pub(super) recurrence: String,
    pub(super) title: String,
    pub(super) properties: Vec<(String, String)>,
    /// The lines below.
    pub(super) text: String,
}

impl Entry {
    pub(super) fn property(&self, name: &str) -> Option<String> {
        let found = self.properties.iter().find(|(key, _)| key == name)?;
        Some(found.1.clone()).filter(|value| !value.is_empty())
    }
}

/// Reads a document by lines. Comments are left out.
pub(super) fn lines(text: &str) -> Document {
    let mut document = Document {
        header: Vec::new(),
        lines: Vec::new(),
    };
    let mut may_have_properties = false;
    let mut at = 0;
    for (index, whole) in text.split_inclusive('\n').enumerate() {
        let line = whole.trim_end();
        let span = at..at + line.len();
        at += whole.len();
        if line.trim_start().starts_with("//") {
            continue;
        }
        if let Some(section) = section(line) {
            document.lines.push(section);
            may_have_properties = false;
            continue;
        }
        if let Some((date, recurrence, title)) = date::split(line) {
            let (properties, text) = (Vec::new(), String::new());
            document.lines.push(Line::Entry(Entry {
                line: index + 1,
                span,
                date,
                recurrence,
                title,
                properties,
                text,
            }));
            may_have_properties = true;
            continue;
        }
        match document.lines.last_mut() {
            Some(Line::Entry(entry)) => {
                if let Some(property) = property(line).filter(|_| may_have_properties) {
                    entry.properties.push(property);
                } else {
                    may_have_properties = false;
                    entry.text.push_str(line);
                    entry.text.push('\n');
                }
            }
            Some(_) => {}
            None => document
                .header
                .extend(property(line).map(|(key, value)| (key.to_lowercase(), value))),
        }
    }
    for line in &mut document.lines {
        if let Line::Entry(entry) = line {
            entry.text = entry.text.trim_matches('\n').to_owned();
        }
    }
    document
}

/// `# Title`, `section Title`, `group Title`, and their ends.
fn section(line: &str) -> Option<Line> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return Some(Line::Section(hashes, line[hashes..].trim().to_owned()));
    }
    let line = line.trim();
    for word in ["section", "group"] {
        if line.eq_ignore_ascii_case(&format!("end{word}"))
            || line.eq_ignore_ascii_case(&format!("end {word}"))
        {
            return Some(Line::SectionEnd);
        }
        let rest = line
            .get(..word.len())
            .filter(|head| head.eq_ignore_ascii_case(word))
            .map(|_| &line[word.len()..]);
        if let Some(title) = rest.filter(|rest| rest.starts_with(' ') && !rest.contains(':')) {
            // These nest by their ends, and lie within whatever heading stands above them.
            return Some(Line::Section(usize::MAX, title.trim().to_owned()));
        }
    }
    None
}

/// `key: value`, with a key of letters.
fn property(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let value = value.trim();
    let is_value = value.is_empty() || line[line.find(':')? + 1..].starts_with(' ');
    let value = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value);
    (is_key && is_value).then(|| (key.to_owned(), value.to_owned()))
}
