//! Links, pictures, wikilinks and citations: what leads somewhere.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::address::{Address, picture_file};
use super::footnote::Insert;
use super::mention::{self, Citation};
use super::writer::{Events, Writer, gather};
use super::{Spanned, escape, plain};
use crate::content::Filling;
use crate::diagnostic::Code;

const ALLOWED: &str = "use `https:`, `http:`, `mailto:` or `tel:`, or an address within the site";

/// A link whose words are being written.
#[derive(Debug)]
pub(super) struct OpenLink {
    /// Where its words begin, and how many inserts stood before them.
    start: (usize, usize),
    address: String,
}

impl<'a> Writer<'a> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        events: &mut Events<'_, 'a>,
    ) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            let inner = gather(events);
            self.wikilink(address, has_pothole, &inner, range);
        } else if mention::is_from_citation(link_type) {
            let inner = gather(events);
            self.citation_marks(link_type, range, inner);
        } else if link_type == LinkType::Email {
            self.open_link(&format!("mailto:{address}"), title, &range);
        } else {
            self.open_link(address, title, &range);
        }
    }

    fn open_link(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let opened = self.link_depth == 0 && self.push_link_start(address, title, range);
        if !opened {
            self.open_inline("", "");
            self.links.push(None);
            return;
        }
        self.open_inline(">", "</a>");
        self.link_depth += 1;
        self.links.push(Some(OpenLink {
            start: (self.draft.html.len(), self.draft.inserts.len()),
            address: address.to_owned(),
        }));
    }

    /// Writes `<a href="…" title="…"`, unless the address is refused.
    pub(super) fn push_link_start(
        &mut self,
        address: &str,
        title: &str,
        range: &Range<usize>,
    ) -> bool {
        match Address::parse(address) {
            Address::Outside(address) => {
                self.push("<a href=\"");
                escape::push_address(&mut self.draft.html, &address);
            }
            Address::Inside(address) => {
                self.push("<a href=\"");
                self.hole(Filling::Href(address.into_owned()), range);
            }
            Address::Forbidden { scheme } => {
                self.forbidden(&scheme, range);
                return false;
            }
            Address::Nowhere => {
                self.nowhere(address, range);
                return false;
            }
        }
        if !title.is_empty() {
            self.push("\" title=\"");
            escape::push_attribute(&mut self.draft.html, title);
        }
        self.push("\"");
        true
    }

    pub(super) fn end_link(&mut self) {
        let Some(Some(link)) = self.links.pop() else {
            return self.close();
        };
        if (self.draft.html.len(), self.draft.inserts.len()) == link.start {
            // A link needs words to be followed by.
            escape::push_text(&mut self.draft.html, &link.address);
        }
        self.close();
        self.leave_link();
    }

    /// Puts behind the link that has ended what could not stand in it.
    pub(super) fn leave_link(&mut self) {
        self.link_depth -= 1;
        if self.link_depth > 0 {
            return;
        }
        let here = self.draft.html.len();
        for mut insert in self.pending.drain(..) {
            match &mut insert {
                Insert::Hole(hole) => hole.at = here,
                Insert::Mark(at, _) => *at = here,
            }
            self.draft.inserts.push(insert);
        }
    }

    pub(super) fn image(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        inner: Vec<Spanned<'a>>,
    ) {
        if mention::is_from_citation(link_type) {
            // An exclamation mark before a citation.
            self.push("!");
            return self.citation_marks(link_type, range.start + 1..range.end, inner);
        }
        if let LinkType::WikiLink { has_pothole } = link_type {
            if !mention::is_picture(address.trim_end_matches('\\')) {
                return self.wikilink(address, has_pothole, &inner, range);
            }
            let label = if has_pothole { &inner[..] } else { &[] };
            let alt = plain::inline(label, self.text, self.options);
            return self.picture(address.trim_end_matches('\\'), alt, "", &range);
        }
        let alt = plain::inline(&inner, self.text, self.options);
        self.picture(address, alt, title, &range);
    }

    /// Leaves a hole for a picture of the site. A picture of another website becomes a link, so that no reader's
    /// browser asks a third party for anything.
    pub(super) fn picture(
        &mut self,
        address: &str,
        alt: String,
        title: &str,
        range: &Range<usize>,
    ) {
        match Address::parse(address) {
            Address::Inside(inside) => match picture_file(self.file, &inside) {
                Some(file) => {
                    if alt.is_empty() {
                        self.missing_alt(address, range);
                    }
                    let file = file.into();
                    let title = Some(title.to_owned()).filter(|title| !title.is_empty());
                    return self.hole(Filling::Image { file, alt, title }, range);
                }
                None => self.misplaced_picture(address, range),
            },
            Address::Outside(outside) if outside.starts_with(['h', 'H']) => {
                self.outside_picture(range);
                if self.link_depth == 0 {
                    self.push("<a href=\"");
                    escape::push_address(&mut self.draft.html, &outside);
                    self.push("\">");
                    let words = if alt.is_empty() { &*outside } else { &alt };
                    escape::push_text(&mut self.draft.html, words);
                    return self.push("</a>");
                }
            }
            Address::Outside(outside) => {
                let scheme = outside.split(':').next().unwrap_or_default();
                self.forbidden(scheme, range);
            }
            Address::Forbidden { scheme } => self.forbidden(&scheme, range),
            Address::Nowhere => self.nowhere(address, range),
        }
        escape::push_text(&mut self.draft.html, &alt);
    }

    fn wikilink(
        &mut self,
        written: &str,
        has_label: bool,
        inner: &[Spanned<'a>],
        range: Range<usize>,
    ) {
        let Some(target) = mention::target(written, has_label) else {
            return escape::push_text(&mut self.draft.html, &self.text[range]);
        };
        let label = has_label
            .then(|| plain::inline(inner, self.text, self.options))
            .filter(|label| !label.is_empty());
        if self.link_depth > 0 {
            let words = label.as_deref().unwrap_or(&target);
            escape::push_text(&mut self.draft.html, words);
        } else if let Some(fragment) = target.strip_prefix('#') {
            self.push("<a href=\"");
            self.hole(Filling::Href(target.clone()), &range);
            self.push("\">");
            let words = label.as_deref().unwrap_or(fragment);
            escape::push_text(&mut self.draft.html, words);
            self.push("</a>");
        } else {
            self.hole(Filling::Wikilink { target, label }, &range);
        }
    }

    /// `[@a]`, `[@a; @b]`, `[@a][@b]`, `[^1][@a]` and `[words][@a]`.
    fn citation_marks(
        &mut self,
        link_type: LinkType,
        range: Range<usize>,
        inner: Vec<Spanned<'a>>,
    ) {
        let source = &self.text[range.clone()];
        let split = match link_type {
            LinkType::ShortcutUnknown => source.len(),
            _ => source
                .rfind('[')
                .filter(|at| *at > 0)
                .unwrap_or(source.len()),
        };
        let first = range.start..range.start + split;
        if let Some(label) = footnote_label(&self.text[first.clone()]) {
            self.footnote_mark(label);
        } else if !self.cite(first, &inner) {
            self.run(&mut inner.into_iter());
        }
        let second = range.start + split..range.end;
        if !self.cite(second.clone(), &[]) {
            escape::push_text(&mut self.draft.html, &self.text[second]);
        }
    }

    /// Leaves the holes for what one pair of brackets cites; false when it cites nothing.
    fn cite(&mut self, brackets: Range<usize>, inner: &[Spanned<'a>]) -> bool {
        let source = &self.text[brackets.clone()];
        let is_citation = source
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .is_some_and(mention::is_citation);
        if !is_citation {
            return false;
        }
        for citation in mention::citations(self.text, brackets.start + 1..brackets.end - 1) {
            let Citation { id, range, locator } = citation;
            let locator = locator.map(|place| {
                let words = mention::words_within(inner, self.text, &place);
                if words.is_empty() {
                    self.text[place].to_owned()
                } else {
                    words
                }
            });
            self.hole(Filling::Citation { id, locator }, &range);
        }
        true
    }

    fn forbidden(&mut self, scheme: &str, range: &Range<usize>) {
        let message = format!("a link or an image cannot have the scheme `{scheme}:`");
        self.report(Code::ForbiddenLink, message, range, "left out", ALLOWED);
    }

    fn nowhere(&mut self, address: &str, range: &Range<usize>) {
        let message = format!("`{address}` leads nowhere");
        let help = "write the whole address: `https://example.org/page`";
        self.report(Code::BadUrl, message, range, "no host, or no address", help);
    }

    fn outside_picture(&mut self, range: &Range<usize>) {
        let message = "an image lies on another website".to_owned();
        let help =
            "put the file beside the text; readers' browsers are never sent to third parties";
        self.report(Code::OutsideImage, message, range, "becomes a link", help);
    }

    fn misplaced_picture(&mut self, address: &str, range: &Range<usize>) {
        let message = format!("`{address}` is not a file below `content/` or `static/`");
        let help = "name a file beside the text, or one in `static/` from `/`";
        self.report(Code::MissingImage, message, range, "left out", help);
    }

    fn missing_alt(&mut self, address: &str, range: &Range<usize>) {
        let message = format!("the image `{address}` has no alternative text");
        let help = "say between the brackets what it shows, for those who do not see it";
        self.report(Code::MissingAlt, message, range, "nothing is said", help);
    }
}

fn footnote_label(brackets: &str) -> Option<&str> {
    brackets.strip_prefix("[^")?.strip_suffix(']')
}
