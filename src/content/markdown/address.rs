//! Addresses of links and pictures: which lead outside, which stay within the site, which are refused.
//!
//! What is judged is what a browser would make of the address, and what is judged is what is written.

use std::borrow::Cow;

/// Schemes that a link may have. Everything else could run a script or start a program.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// To another website, to a mailbox or to a telephone: the whole address.
    Outside(Cow<'a, str>),
    /// To a page, a file or a heading of the site.
    Inside(Cow<'a, str>),
    /// By a scheme that is not allowed.
    Forbidden {
        /// The scheme, in lowercase.
        scheme: String,
    },
    /// By an allowed scheme, and to nowhere: `https://`, `mailto:`.
    Nowhere,
}

impl<'a> Address<'a> {
    /// Judges an address from which entities and backslashes are gone already.
    ///
    /// URL Standard, 4.4: a browser leaves out controls and spaces at both ends, and tabs and line ends anywhere.
    pub(super) fn parse(written: &'a str) -> Self {
        let address = as_browsers_read(written);
        if let Some(scheme) = scheme(&address) {
            let rest = &address[scheme.len() + 1..];
            let scheme = scheme.to_ascii_lowercase();
            if !SCHEMES.contains(&scheme.as_str()) {
                return Self::Forbidden { scheme };
            }
            let is_somewhere = match scheme.as_str() {
                "http" | "https" => rest.strip_prefix("//").is_some_and(starts_with_host),
                _ => !rest.is_empty(),
            };
            return if is_somewhere {
                Self::Outside(address)
            } else {
                Self::Nowhere
            };
        }
        // `//host` is another website's; browsers take `\` for `/` here.
        let mut start = address.bytes().map(|b| b == b'/' || b == b'\\');
        if start.next() == Some(true) && start.next() == Some(true) {
            return match &address[2..] {
                host if starts_with_host(host) => Self::Outside(format!("https://{host}").into()),
                _ => Self::Nowhere,
            };
        }
        Self::Inside(address)
    }
}

fn as_browsers_read(written: &str) -> Cow<'_, str> {
    let trimmed = written.trim_matches(|c: char| c <= ' ');
    if trimmed.contains(['\t', '\n', '\r']) {
        trimmed.replace(['\t', '\n', '\r'], "").into()
    } else {
        trimmed.into()
    }
}

/// The scheme of an absolute address (RFC 3986, 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
    is_scheme.then_some(scheme)
}

fn starts_with_host(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// The file, from the site's root, of a picture that a text names: beside the text, or from `static/` when the address
/// begins with `/`. `None` when the address leads out of `content/` or `static/`, or cannot be a file.
pub(super) fn picture_file(text_file: &str, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decoded(path)?;
    if path.is_empty() || path.contains(|c: char| c == '\\' || c.is_control()) {
        return None;
    }
    let mut parts: Vec<&str> = if path.starts_with('/') {
        vec!["static"]
    } else {
        let mut folder: Vec<&str> = text_file.split('/').collect();
        folder.pop();
        folder
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            bytes.push(high << 4 | low);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let found = match Address::parse(written) {
            Address::Outside(address) => format!("out {address}"),
            Address::Inside(address) => format!("in {address}"),
            Address::Forbidden { scheme } => format!("no {scheme}"),
            Address::Nowhere => "nowhere".to_owned(),
        };
        assert_eq!(found, expected, "{written:?}");
    }

    #[test]
    fn addresses_are_judged_as_browsers_read_them() {
        check("https://example.org/a?b#c", "out https://example.org/a?b#c");
        check("HTTP://example.org", "out HTTP://example.org");
        check("https://münchen.de", "out https://münchen.de");
        check("mailto:a@example.org", "out mailto:a@example.org");
        check("tel:+41", "out tel:+41");
        check("//example.org/x", "out https://example.org/x");
        check("\\\\example.org", "out https://example.org");
        check("/\\example.org", "out https://example.org");
        check("///x", "nowhere");
        check("https://", "nowhere");
        check("https:x", "nowhere");
        check("mailto:", "nowhere");

        check("/events/x/", "in /events/x/");
        check("../x.md#y", "in ../x.md#y");
        check("#y", "in #y");
        check("", "in ");
        check("a/b:c", "in a/b:c");
        check("10:30", "in 10:30");
        check("java%73cript:x", "in java%73cript:x");

        check("JaVaScRiPt:alert(1)", "no javascript");
        check("\u{1}\u{1f} javascript:x", "no javascript");
        check("java\tscr\nipt\r:x", "no javascript");
        check("data:text/html,x", "no data");
        check("vbscript:x", "no vbscript");
        check("file:///etc/passwd", "no file");
        check("x-app.a+b:", "no x-app.a+b");
    }

    fn check_picture(address: &str, expected: Option<&str>) {
        let found = picture_file("content/events/2022/a.md", address);
        assert_eq!(found.as_deref(), expected, "{address:?}");
    }

    #[test]
    fn pictures_lie_beside_their_text_or_in_static() {
        check_picture("hall.jpg", Some("content/events/2022/hall.jpg"));
        check_picture("./a/hall.jpg?w=1#x", Some("content/events/2022/a/hall.jpg"));
        check_picture("../hall.jpg", Some("content/events/hall.jpg"));
        check_picture("../../../hall.jpg", None);
        check_picture("/img/hall.jpg", Some("static/img/hall.jpg"));
        check_picture("/../hall.jpg", None);
        check_picture("the%20hall.jpg", Some("content/events/2022/the hall.jpg"));
        check_picture("100%.jpg", Some("content/events/2022/100%.jpg"));
        check_picture("%2e%2e/%2e%2e/%2e%2e/x", None);
        check_picture("a\\b.jpg", None);
        check_picture("a%00.jpg", None);
        check_picture("%ff.jpg", None);
        check_picture("", None);
        check_picture("?x", None);
    }
}
