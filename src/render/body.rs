//! Filling the holes of a text's HTML: links, citation marks and pictures.

use std::fmt::Write;

use crate::content::markdown::escape::push_attribute;
use crate::content::markdown::{ImageTag, push_image};
use crate::content::{Body, Filling};
use crate::graph::Filled;

/// The HTML of a text, its holes filled by `fill`; a hole that leads nowhere shows its words.
pub(crate) fn fill(
    body: &Body,
    holes: &[Option<Filled>],
    mut fill: impl FnMut(&Filled, &Filling, &mut String),
) -> String {
    let mut out = String::with_capacity(body.html.len() + 96 * body.holes.len());
    let mut from = 0;
    for (hole, filled) in body.holes.iter().zip(holes) {
        out.push_str(&body.html[from..hole.at]);
        from = hole.at;
        match filled {
            Some(filled) => {
                join_mark(&hole.filling, &mut out);
                fill(filled, &hole.filling, &mut out);
            }
            None => unfilled(&hole.filling, &mut out),
        }
    }
    out.push_str(&body.html[from..]);
    out
}

/// Takes the space before a citation's mark away: the mark stands at the word that it is about, and no line ends between.
fn join_mark(filling: &Filling, out: &mut String) {
    if matches!(filling, Filling::Citation { .. }) {
        let text = out.trim_end_matches([' ', '\n']).len();
        if !out[..text].ends_with('>') || is_inline(&out[..text]) {
            out.truncate(text);
        }
    }
}

/// Whether the markup that a text ends with is of a line, and not of a block around it.
fn is_inline(text: &str) -> bool {
    [
        "</sup>",
        "</a>",
        "</em>",
        "</strong>",
        "</code>",
        "</del>",
        "</bdi>",
    ]
    .iter()
    .any(|end| text.ends_with(end))
}

/// What stands in a hole that leads nowhere, as a preview of a site with mistakes shows it.
fn unfilled(filling: &Filling, out: &mut String) {
    match filling {
        Filling::Wikilink { target, label } => escape(label.as_deref().unwrap_or(target), out),
        Filling::Citation { id, .. } => escape(&format!("[@{id}]"), out),
        Filling::Href(_) => {}
        Filling::Image { alt, .. } => escape(alt, out),
    }
}

/// A whole link for a wikilink, the address alone for an `href`.
pub(crate) fn link(
    filling: &Filling,
    address: &str,
    fragment: Option<&str>,
    title: &str,
    out: &mut String,
) {
    let address = match fragment {
        Some(fragment) => format!("{address}#{fragment}"),
        None => address.to_owned(),
    };
    if let Filling::Wikilink { label, .. } = filling {
        out.push_str("<a href=\"");
        escape(&address, out);
        out.push_str("\">");
        escape(label.as_deref().unwrap_or(title), out);
        out.push_str("</a>");
    } else {
        escape(&address, out);
    }
}

/// The `id` of the n-th mark for a citation.
pub(crate) fn mark_id(number: usize, mark: usize) -> String {
    format!("cite-{number}-{mark}")
}

/// A citation mark that leads to the citation's entry in the list of sources.
pub(crate) fn citation(
    filling: &Filling,
    number: usize,
    mark: usize,
    title: &str,
    out: &mut String,
) {
    let Filling::Citation { locator, .. } = filling else {
        return;
    };
    let id = mark_id(number, mark);
    let _ = write!(
        out,
        "<sup class=\"cite\"><a id=\"{id}\" href=\"#cite-{number}\" role=\"doc-noteref\" title=\""
    );
    escape(title, out);
    let _ = write!(out, "\">{number}");
    if let Some(locator) = locator {
        out.push_str(", ");
        escape(locator, out);
    }
    out.push_str("</a></sup>");
}

/// A picture, or the address of a file.
pub(crate) fn asset(
    filling: &Filling,
    address: &str,
    dimensions: Option<(u32, u32)>,
    out: &mut String,
) {
    match filling {
        Filling::Image { alt, title, .. } => {
            push_image(
                out,
                &ImageTag {
                    src: address,
                    alt,
                    title: title.as_deref(),
                    dimensions,
                },
            );
        }
        _ => escape(address, out),
    }
}

/// Escapes for HTML's text and for attributes in double quotes.
fn escape(text: &str, out: &mut String) {
    push_attribute(out, text);
}
