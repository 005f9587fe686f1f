//! Escaping for HTML: text, values of attributes, and addresses, each appended to what is written already.

use std::fmt;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::content::text::without_controls;

/// Appends text between tags: `&`, `<` and `>` are escaped.
pub fn push_text(html: &mut String, text: &str) {
    expect_written(escape_html_body_text(html, &without_controls(text)));
}

/// Appends the value of an attribute in double quotes: `&`, `<`, `>` and both quotes are escaped.
pub fn push_attribute(html: &mut String, value: &str) {
    expect_written(escape_html(html, &without_controls(value)));
}

/// Appends an address as the value of an attribute: what RFC 3986 does not allow is percent-encoded.
pub fn push_address(html: &mut String, address: &str) {
    expect_written(escape_href(html, address));
}

/// A string takes whatever is written to it.
pub(super) fn expect_written(result: fmt::Result) {
    result.expect("writing to a string cannot fail");
}
