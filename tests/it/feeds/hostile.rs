//! Texts that a hostile or careless hand may write, and a site that has one of them in every field.

use std::sync::Arc;

use dateline::site::Site;

use super::site::talks;

/// The talks with a text in every field that a person can write freely.
pub(crate) fn talks_saying(text: &str) -> Site {
    let mut site = talks();
    let own = || text.to_owned();
    let settings = &mut site.settings;
    settings.title = own();
    settings.description = Some(own());
    settings.publisher = Some(own());
    settings.authors = vec![own()];
    settings.licence = Some(own());
    for event in site.events.iter_mut().map(Arc::make_mut) {
        event.title = own();
        event.summary = Some(own());
        for correction in &mut event.corrections {
            correction.note = own();
        }
        if let Some(image) = &mut event.image {
            image.alt = own();
            image.credit = Some(own());
            image.caption = Some(own());
        }
    }
    for term in Arc::make_mut(&mut site.terms) {
        term.title = own();
        term.summary = Some(own());
        term.also = vec![own()];
        term.kind = Some(own());
        term.role = Some(own());
        term.wikidata = Some(own());
    }
    for source in Arc::make_mut(&mut site.sources)
        .iter_mut()
        .map(Arc::make_mut)
    {
        source.title = own();
        source.publisher = Some(own());
        source.agency = Some(own());
        source.authors = vec![own()];
        source.url = Some(format!("https://news.example/{text}"));
    }
    for origin in &mut Arc::make_mut(&mut site.graph.events[6]).origins {
        origin.name = own();
    }
    site
}

/// What a hostile or careless hand may write into a field.
pub(crate) const HOSTILE: [&str; 14] = [
    "plain",
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "semi;colon, comma \\ backslash \\n",
    "]]> &amp; <b>\"x'</b>",
    "</script><script>alert(1)</script><!--<script>",
    "=cmd()|' /C calc'!A0",
    "\t@SUM(1)",
    "nul\u{0}bell\u{7}escape\u{1b}[31mdel\u{7f}c1\u{9b}",
    "bidi \u{202e}gnp.exe",
    "\u{2069}\u{202c}closers",
    "line\u{2028}separator\u{85}next\u{fffe}\u{ffff}",
    "{{ site.title }}{% raw %}",
    "日本語の長い題名、折り返しの試験。日本語の長い題名、折り返しの試験。日本語の長い題名。",
    "👩‍👩‍👧 e\u{301}\u{327} العربية",
];
