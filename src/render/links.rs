//! The addresses that a file of the output writes: absolute where the site has a base address, else relative to the file.

use std::borrow::Cow;
use std::fmt::Write;

use crate::diagnostic::SitePath;
use crate::graph::Target;
use crate::render::characters::every_byte;

/// Where the pages and files of a site stand. All are addresses from the site's root, not percent-encoded, without a
/// leading `/`: `events/deputy-talks/`, or nothing for the front page.
pub trait Addresses: Sync {
    /// The page of a record.
    fn record(&self, target: Target) -> String;

    /// The place of a file that is copied, by its path in the site's folder.
    fn asset(&self, file: &SitePath) -> String;
}

/// The addresses that one file of the output writes.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    addresses: &'a dyn Addresses,
    base_url: Option<&'a str>,
    from: &'a str,
}

impl<'a> Links<'a> {
    /// The addresses that the file at the address `from` (from the site's root) writes. `base_url` ends in `/`.
    #[must_use]
    pub fn new(addresses: &'a dyn Addresses, base_url: Option<&'a str>, from: &'a str) -> Self {
        Self {
            addresses,
            base_url,
            from,
        }
    }

    /// Whether the addresses are whole, so that they mean the same outside the site.
    #[must_use]
    pub fn are_absolute(&self) -> bool {
        self.base_url.is_some()
    }

    /// How many folders below the site's root relative addresses begin; the same for all files where they are whole.
    pub(super) fn depth(&self) -> usize {
        if self.are_absolute() {
            0
        } else {
            self.from.matches('/').count()
        }
    }

    /// The page of a record.
    #[must_use]
    pub fn record(&self, target: Target) -> String {
        self.route(&self.addresses.record(target))
    }

    /// A file that is copied.
    #[must_use]
    pub fn asset(&self, file: &SitePath) -> String {
        self.route(&self.addresses.asset(file))
    }

    /// The file that the addresses are written in.
    #[must_use]
    pub fn here(&self) -> String {
        self.route(self.from)
    }

    /// The page of a record from the site's root, as [`Addresses`] gives it.
    #[must_use]
    pub fn plain_record(&self, target: Target) -> String {
        self.addresses.record(target)
    }

    /// An address from the site's root.
    #[must_use]
    pub fn route(&self, route: &str) -> String {
        let encoded = percent_encoded(route);
        match self.base_url {
            Some(base) if base.ends_with('/') => [base, &*encoded].concat(),
            Some(base) => [base, "/", &*encoded].concat(),
            None => relative(self.from, &encoded),
        }
    }
}

/// The way from the file at `from` to `route`.
fn relative(from: &str, route: &str) -> String {
    let up = "../".repeat(from.matches('/').count());
    if up.is_empty() && route.is_empty() {
        "./".to_owned()
    } else {
        up + route
    }
}

/// The path of a URL (RFC 3986, section 3.3): unreserved characters and `/` stay, every other byte is encoded.
pub(super) fn percent_encoded(route: &str) -> Cow<'_, str> {
    let stays =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    if every_byte(route, stays) {
        return route.into();
    }
    let mut encoded = String::with_capacity(route.len() + 16);
    for byte in route.bytes() {
        if stays(byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    encoded.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nowhere;

    impl Addresses for Nowhere {
        fn record(&self, _: Target) -> String {
            String::new()
        }

        fn asset(&self, file: &SitePath) -> String {
            file.to_string()
        }
    }

    #[test]
    fn addresses_are_absolute_or_relative_to_the_file() {
        let check = |base: Option<&str>, from: &str, route: &str, expected: &str| {
            assert_eq!(Links::new(&Nowhere, base, from).route(route), expected);
        };
        let base = Some("https://example.org/t/");
        check(base, "atom.xml", "", "https://example.org/t/");
        check(
            base,
            "actors/a/atom.xml",
            "events/x/",
            "https://example.org/t/events/x/",
        );
        check(
            Some("https://example.org"),
            "atom.xml",
            "2022/",
            "https://example.org/2022/",
        );
        check(None, "atom.xml", "events/x/", "events/x/");
        check(None, "atom.xml", "", "./");
        check(None, "actors/a/atom.xml", "events/x/", "../../events/x/");
        check(None, "actors/a/atom.xml", "", "../../");
        check(
            None,
            "atom.xml",
            "a b/é%:?.jpg",
            "a%20b/%C3%A9%25%3A%3F.jpg",
        );
    }
}
