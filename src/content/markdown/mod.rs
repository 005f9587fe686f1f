//! Markdown to HTML with holes ([`Body`]) and to plain text. The one place that knows the Markdown library.
//!
//! The dialect is `CommonMark` with tables, footnotes, task lists, definition lists, strikethrough, alerts and heading
//! ids, and besides them wikilinks `[[slug|label]]` and citations `[@id, locator]`. What comes out is safe and
//! balanced HTML, whatever goes in: every tag in it is written here, never passed through.

mod address;
mod block;
pub mod escape;
mod footnote;
mod image;
mod link;
mod mention;
mod plain;
mod quote;
mod raw;
mod sanitise;
#[cfg(test)]
mod tests;
mod words;
mod writer;

pub use image::{ImageTag, push_image};
pub use plain::plain;
pub use words::Words;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options as Extensions, Parser};

use super::{Body, Filling};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::settings::RawHtml;

/// What the settings and the site's language say about texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Whether quotes, dashes and ellipses are made typographic.
    pub smart_punctuation: bool,
    /// The language's quotation marks: opening and closing, then opening and closing within a quotation. Each may
    /// hold the space that the language puts inside.
    pub quotes: [String; 4],
    /// Levels that lists and quotes may have.
    pub nesting: usize,
    /// The words that are put into texts.
    pub words: Words,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            raw_html: RawHtml::default(),
            smart_punctuation: true,
            quotes: ["“", "”", "‘", "’"].map(str::to_owned),
            nesting: crate::settings::Limits::default().nesting,
            words: Words::default(),
        }
    }
}

/// The HTML of a file's text, and what is wrong with it.
///
/// `text` is the part of the file's decoded text that begins at byte `offset`; ranges in what comes out are of the
/// whole. The body holds what could be understood even where there are errors.
#[must_use]
pub fn to_body(
    file: &SitePath,
    text: &str,
    offset: usize,
    options: &Options,
) -> (Body, Vec<Diagnostic>) {
    let mut writer = writer::Writer::new(file, text, offset, options);
    let shallow = writer.without_abysses(text);
    writer.run(&mut events(shallow, options.smart_punctuation));
    writer.finish()
}

/// An event of the Markdown library with its bytes in the text.
type Spanned<'a> = (Event<'a>, std::ops::Range<usize>);

fn events(text: &str, smart_punctuation: bool) -> impl Iterator<Item = Spanned<'_>> {
    let mut extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_WIKILINKS;
    extensions.set(Extensions::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    // A citation is a reference link without a definition; `[@a][@b]` and `[@a][]` are such links, too.
    let on_broken_link = move |link: BrokenLink<'_>| {
        let whole = text[link.span].trim_start_matches(['!', '[']);
        let is_citation = mention::is_citation(&link.reference) || mention::is_citation(whole);
        is_citation.then(|| (CowStr::from(""), CowStr::from("")))
    };
    Parser::new_with_broken_link_callback(text, extensions, Some(on_broken_link)).into_offset_iter()
}

impl Body {
    /// The whole HTML: `fill` appends what goes into each hole, in order.
    #[must_use]
    pub fn fill(&self, mut fill: impl FnMut(&Filling, &mut String)) -> String {
        let mut html = String::with_capacity(self.html.len() + 64 * self.holes.len());
        let mut from = 0;
        for hole in &self.holes {
            html.push_str(&self.html[from..hole.at]);
            fill(&hole.filling, &mut html);
            from = hole.at;
        }
        html.push_str(&self.html[from..]);
        html
    }
}
