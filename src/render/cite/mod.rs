//! How a reader cites an event's page: as a line of text, as BibTeX and as CSL-JSON, each ready to be copied.
//!
//! A page that is kept up has no date of issue, so none is given; the date of the event stands with its title, and the
//! day of access is the reader's to add.

mod bibtex;
mod csl;

pub(super) use bibtex::bibtex;
pub(super) use csl::csl_json;

use crate::edtf::EventDate;
use crate::render::characters::is_plain;

/// What is cited: an event's page.
#[derive(Debug, Clone)]
pub(super) struct Work<'a> {
    /// The event's slug, the key of the entry.
    pub(super) slug: &'a str,
    /// The event's title.
    pub(super) title: &'a str,
    /// When it happened, in words.
    pub(super) when: &'a str,
    /// When it happened.
    pub(super) date: &'a EventDate,
    /// Who edits the site.
    pub(super) authors: &'a [String],
    /// The site.
    pub(super) site: &'a str,
    /// Who publishes it, where that is said.
    pub(super) publisher: Option<&'a str>,
    /// The page's full address, where the site has one.
    pub(super) url: Option<&'a str>,
    /// The language (BCP 47).
    pub(super) language: &'a str,
}

/// The citation as a line: `Authors. Title (date). Site. Publisher. Address`.
pub(super) fn plain(work: &Work<'_>) -> String {
    let authors = work.authors.join(", ");
    let titled = format!("{} ({})", work.title, work.when);
    let parts = [
        Some(authors.as_str()),
        Some(titled.as_str()),
        Some(work.site),
        work.publisher.filter(|publisher| *publisher != work.site),
    ];
    let mut line = String::new();
    for part in parts.into_iter().flatten().map(one_line) {
        if part.is_empty() {
            continue;
        }
        line.push_str(&part);
        line.push_str(if part.ends_with(['.', '?', '!', '…', '。']) {
            " "
        } else {
            ". "
        });
    }
    line.push_str(work.url.unwrap_or_default());
    line.trim_end().to_owned()
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    // Most titles are so already.
    if is_plain(text) && !text.contains("  ") && text.trim_matches(' ').len() == text.len() {
        return text.to_owned();
    }
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
