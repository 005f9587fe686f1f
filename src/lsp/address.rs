//! The addresses by which an editor names files (`file:` URIs, RFC 8089) ↔ paths from the site's root.

use std::fmt::Write;

use lsp_types::Uri;

use crate::diagnostic::SitePath;

/// Where a site lies on the disk, in every spelling that an editor may use for it.
#[derive(Debug, Clone)]
pub struct Root {
    /// Absolute paths with `/` between their parts and none at the end. The first is used in answers.
    spellings: Vec<String>,
}

impl Root {
    /// A site at an absolute path, which may be known by another spelling too, as where a link leads to it.
    #[must_use]
    pub fn new<'p>(spellings: impl IntoIterator<Item = &'p str>) -> Self {
        let mut own = Vec::new();
        for spelling in spellings {
            let spelling = normal(spelling.trim_start_matches(r"\\?\"));
            if !own.contains(&spelling) {
                own.push(spelling);
            }
        }
        Self { spellings: own }
    }

    /// The path of a file of the site; `None` where it lies elsewhere.
    #[must_use]
    pub fn site_path(&self, uri: &Uri) -> Option<SitePath> {
        let path = path_of_uri(uri.as_str())?;
        let below =
            |root: &String| Some(path.strip_prefix(root.as_str())?.strip_prefix('/')?.into());
        self.spellings.iter().find_map(below)
    }

    /// Uses the spelling that the editor uses from now on.
    pub fn prefer_spelling_of(&mut self, uri: &Uri) {
        let Some(path) = path_of_uri(uri.as_str()) else {
            return;
        };
        let is_below = |root: &String| {
            path.strip_prefix(root.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        };
        if let Some(index) = self.spellings.iter().position(is_below) {
            self.spellings.swap(0, index);
        }
    }

    /// The address of a file of the site; `None` where the root is none that an address can be made of.
    #[must_use]
    pub fn uri(&self, path: &str) -> Option<Uri> {
        let mut uri = "file://".to_owned();
        let root = self.spellings.first()?;
        if !root.starts_with('/') {
            uri.push('/');
        }
        push_encoded(&mut uri, root);
        uri.push('/');
        push_encoded(&mut uri, path);
        uri.parse().ok()
    }
}

/// The absolute path that an address names, with `/` between its parts; `None` where it is no file of this machine.
#[must_use]
pub fn path_of_uri(uri: &str) -> Option<String> {
    let rest = uri.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    Some(normal(&percent_decoded(path)?))
}

/// One spelling for a path: `/` as the separator, a small letter for a drive, no `/` before it or at the end.
fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.trim_end_matches('/');
    let bare = path.strip_prefix('/').unwrap_or(path);
    match bare.as_bytes() {
        [drive, b':', ..] if drive.is_ascii_alphabetic() => {
            format!("{}{}", bare[..1].to_ascii_lowercase(), &bare[1..])
        }
        _ => path.to_owned(),
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%').then(|| {
            let [high, low] = *after.first_chunk()?;
            Some(hex_digit(high)? << 4 | hex_digit(low)?)
        });
        if let Some(Some(decoded)) = escaped {
            bytes.push(decoded);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The value of a hexadecimal digit.
fn hex_digit(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Leaves what RFC 3986 calls unreserved, and the separators.
fn push_encoded(uri: &mut String, path: &str) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(root: &[&str], uri: &str, expected: Option<&str>) {
        let root = Root::new(root.iter().copied());
        let uri: Uri = uri.parse().expect("an address");
        assert_eq!(root.site_path(&uri).as_deref(), expected, "{uri:?}");
        if let (Some(path), true) = (expected, uri.as_str().starts_with("file:///")) {
            let again = root.uri(path).expect("an address");
            assert_eq!(root.site_path(&again).as_deref(), Some(path));
        }
    }

    #[test]
    fn addresses_name_files_of_the_site() {
        check(
            &["/home/a site"],
            "file:///home/a%20site/dateline.yaml",
            Some("dateline.yaml"),
        );
        check(
            &["/s/"],
            "file:///s/content/events/%D0%9A.md",
            Some("content/events/К.md"),
        );
        check(&["/s"], "file://localhost/s/x.md", Some("x.md"));
        check(&["/s"], "file:///s", None);
        check(&["/s"], "file:///side/x.md", None);
        check(&["/s"], "file://server/s/x.md", None);
        check(&["/s"], "untitled:Untitled-1", None);
        check(&["/s"], "file:///s/%FF.md", None);
        check(&["/s"], "file:///s/%C3%A9%2b.md", Some("é+.md"));
        check(
            &["/link", "/private/s"],
            "file:///private/s/x.md",
            Some("x.md"),
        );
        check(
            &[r"\\?\C:\Sites\one"],
            "file:///c%3A/Sites/one/a.md",
            Some("a.md"),
        );
        check(
            &[r"C:\Sites\one"],
            "file:///C:/Sites/one/a.md",
            Some("a.md"),
        );
    }

    #[test]
    fn two_hexadecimal_digits_make_a_byte() {
        let check = |uri: &str, expected: &str| {
            assert_eq!(path_of_uri(uri).as_deref(), Some(expected));
        };
        check("file:///s/%2B%4a", "/s/+J");
        check("file:///s/%+5", "/s/%+5");
        check("file:///s/%4", "/s/%4");
        check("file:///s/%é", "/s/%é");
    }

    #[test]
    fn answers_use_the_spelling_of_the_editor() {
        let mut root = Root::new(["/link", "/private/s"]);
        let text = |root: &Root| root.uri("a b.md").map(|uri| uri.as_str().to_owned());
        assert_eq!(text(&root).as_deref(), Some("file:///link/a%20b.md"));
        let opened: Uri = "file:///private/s/x.md".parse().expect("an address");
        root.prefer_spelling_of(&opened);
        assert_eq!(text(&root).as_deref(), Some("file:///private/s/a%20b.md"));
    }
}
