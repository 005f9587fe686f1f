//! Escaping for HTML: text, values of attributes, and addresses, each appended to what is written already.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

const INFALLIBLE: &str = "writing to a string cannot fail";

/// Appends text between tags: `&`, `<` and `>` are escaped.
pub fn push_text(html: &mut String, text: &str) {
    escape_html_body_text(html, text).expect(INFALLIBLE);
}

/// Appends the value of an attribute in double quotes: `&`, `<`, `>` and both quotes are escaped.
pub fn push_attribute(html: &mut String, value: &str) {
    escape_html(html, value).expect(INFALLIBLE);
}

/// Appends an address as the value of an attribute: what RFC 3986 does not allow is percent-encoded.
pub fn push_address(html: &mut String, address: &str) {
    escape_href(html, address).expect(INFALLIBLE);
}
