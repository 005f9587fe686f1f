//! Addresses of the web: which texts are some, whose they are, and sources of which nothing else is known.

use serde_json::{Value, json};

/// Whether a text is an address of the web that a content file takes.
pub(super) fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_clean = !text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{}|".contains(c));
    is_clean && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

/// The host of an address, without `www.`.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = match host.find(']') {
        // The colons of an IPv6 address part no port.
        Some(end) => &host[..=end],
        None => host.split(':').next().unwrap_or(host),
    };
    host.strip_prefix("www.").unwrap_or(host)
}

/// A source that is known by its address alone: it goes by its host.
pub(super) fn source(url: &str) -> Value {
    json!({ "title": host(url), "url": url })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_the_rest_of_an_address() {
        let check = |url: &str, expected: &str| assert_eq!(host(url), expected, "{url}");
        check("https://www.geo.tv/latest/1", "geo.tv");
        check("https://news.example.co.uk:8080/a", "news.example.co.uk");
        check("http://localhost?a", "localhost");
        check("https://ann:lee@example.org#a@b", "example.org");
        check("https://[2001:db8::1]:80/a", "[2001:db8::1]");
    }
}
