//! A Markwhen document by lines: its header, its sections, and its entries with what stands below them.

use std::ops::Range;

use super::date;
use crate::exchange::Notes;
use crate::exchange::columns::shown;

/// The most lines that are told one by one.
const MOST_TOLD: usize = 50;

/// A document.
pub(super) struct Document {
    /// Keys in lowercase, and values.
    pub(super) header: Vec<(String, String)>,
    pub(super) lines: Vec<Line>,
    /// Which lines are left out, and which may mean something else than they were taken for.
    pub(super) notes: Notes,
    /// How many lines these are.
    told: usize,
}

/// A line that means something, with what belongs to it.
pub(super) enum Line {
    /// How many `#` it has, or none where a word opens it and another closes it; its title; the bytes of the line.
    Section(Option<usize>, String, Range<usize>),
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
    /// How many bytes an event of it holds.
    pub(super) fn size(&self) -> usize {
        let properties = self.properties.iter();
        let properties = properties.map(|(key, value)| key.len() + value.len());
        self.title.len() + self.text.len() + properties.sum::<usize>()
    }

    pub(super) fn property(&self, name: &str) -> Option<String> {
        let found = self.properties.iter().find(|(key, _)| key == name)?;
        Some(found.1.clone()).filter(|value| !value.is_empty())
    }
}

/// Reads a document by lines. What belongs to nothing is noted.
pub(super) fn lines(text: &str) -> Document {
    let mut document = Document {
        header: Vec::new(),
        lines: Vec::new(),
        notes: Notes::default(),
        told: 0,
    };
    let mut may_have_properties = false;
    let mut at = 0;
    for (index, whole) in text.split_inclusive('\n').enumerate() {
        let (line, number) = (whole.trim_end(), index + 1);
        let indent = line.len() - line.trim_start().len();
        let span = at + indent..at + line.len();
        at += whole.len();
        if line.trim_start().starts_with("//") {
            document.notes.add("a comment is left out");
        } else if let Some(section) = section(line, &span) {
            document.lines.push(section);
            may_have_properties = false;
        } else if let Some((date, recurrence, title)) = date::split(line) {
            document.lines.push(Line::Entry(Entry {
                line: number,
                span,
                date,
                recurrence,
                title,
                properties: Vec::new(),
                text: String::new(),
            }));
            may_have_properties = true;
        } else {
            document.add(line, number, &mut may_have_properties);
        }
    }
    if let Some(more @ 1..) = document.told.checked_sub(MOST_TOLD) {
        let note = format!("further lines that belong to no entry or only begin like one: {more}");
        document.notes.add(&note);
    }
    for line in &mut document.lines {
        if let Line::Entry(entry) = line {
            entry.text = entry.text.trim_matches('\n').to_owned();
        }
    }
    document
}

impl Document {
    /// Adds a line that begins nothing to what stands above it.
    fn add(&mut self, line: &str, number: usize, may_have_properties: &mut bool) {
        let lost = match self.lines.last_mut() {
            Some(Line::Entry(entry)) => {
                if let Some(property) = property(line).filter(|_| *may_have_properties) {
                    entry.properties.push(property);
                    return;
                }
                *may_have_properties = false;
                entry.text.push_str(line);
                entry.text.push('\n');
                if !is_like_entry(line) {
                    return;
                }
                "begins like an entry and is kept as text: its date is not understood"
            }
            Some(_) => "is left out: it belongs to no entry",
            None => match property(line) {
                Some((key, value)) => {
                    self.header.push((key.to_lowercase(), value));
                    return;
                }
                None => "is left out: it is neither an entry nor a property of the document",
            },
        };
        // A line of hyphens begins or ends the header.
        if line.trim_matches(['-', ' ']).is_empty() {
            return;
        }
        self.told += 1;
        if self.told <= MOST_TOLD {
            let line = shown(line);
            self.notes.add(&format!("line {number}, `{line}`, {lost}"));
        }
    }
}

/// Whether a line of a text looks like an entry: a few words before a colon, the first with a digit or the last a year.
fn is_like_entry(line: &str) -> bool {
    let Some((head, rest)) = line.trim().split_once(':') else {
        return false;
    };
    let is_numbered = head.contains(". ");
    let last = head.rsplit(' ').next().unwrap_or_default();
    let is_year = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    (is_year || head.starts_with(|c: char| c.is_ascii_digit()))
        && !is_numbered
        && (rest.is_empty() || rest.starts_with(' '))
        && head.len() <= 40
        && head.split_whitespace().count() <= 5
}

/// `# Title`, `section Title`, `group Title`, and their ends.
fn section(line: &str, span: &Range<usize>) -> Option<Line> {
    let line = line.trim();
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        return Some(Line::Section(
            Some(hashes),
            line[hashes..].trim().to_owned(),
            span.clone(),
        ));
    }
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
        if let Some(title) = rest.filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
            let title = title.trim().to_owned();
            return Some(Line::Section(None, title, span.clone()));
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
