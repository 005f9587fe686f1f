//! Markdown to plain text: the words that a reader would hear, for search and for summaries.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::quote::Quotes;
use super::{Options, Spanned, events, mention};
use crate::content::text::without_controls;

/// The words of a text, one line for each paragraph, heading, cell, item or block of code.
///
/// Marks of footnotes, citations and raw HTML are left out; pictures are told by their alternative text.
#[must_use]
pub fn plain(text: &str, options: &Options) -> String {
    let mut words = String::new();
    gather(
        &mut events(text, options.smart_punctuation),
        text,
        options,
        &mut words,
    );
    words.truncate(words.trim_end().len());
    words
}

/// The words of inline events that belong together: a heading, an alternative text, a label.
pub(super) fn inline(inner: &[Spanned<'_>], text: &str, options: &Options) -> String {
    let mut words = String::new();
    gather(&mut inner.iter().cloned(), text, options, &mut words);
    words.truncate(words.trim_end().len());
    let start = words.len() - words.trim_start().len();
    words.split_off(start)
}

fn gather(
    events: &mut dyn Iterator<Item = Spanned<'_>>,
    text: &str,
    options: &Options,
    words: &mut String,
) {
    let mut quotes = Quotes::default();
    let mut in_code = false;
    let mut silent = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(_) if silent > 0 => silent += 1,
            Event::End(_) if silent > 0 => silent -= 1,
            _ if silent > 0 => {}
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. })
                if mention::is_from_citation(link_type) =>
            {
                silent = 1;
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::Text(piece) if in_code => words.push_str(&piece),
            Event::Text(piece) => {
                let piece = without_controls(&piece);
                words.push_str(&quotes.localise(&piece, text, range.start, &options.quotes));
            }
            Event::Code(piece) => words.push_str(&piece),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(end) => {
                in_code &= end != TagEnd::CodeBlock;
                if ends_line(end) && !words.is_empty() && !words.ends_with('\n') {
                    words.push('\n');
                }
            }
            _ => {}
        }
    }
}

fn ends_line(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
