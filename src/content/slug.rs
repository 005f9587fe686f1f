//! Slugs: the part of an address that names one page, made from a file's stem or from a name.

use std::borrow::Borrow;
use std::fmt;

use deunicode::deunicode_with_tofu;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The longest slug, in bytes. File systems take names of 255 bytes; this leaves room for what is put around it.
pub const SLUG_BYTES: usize = 100;

/// Hexadecimal digits of the hash that keeps two slugs apart that were cut.
const HASH_DIGITS: usize = 8;

/// The part of an address that names one page: lowercase ASCII letters, digits and single hyphens, at most
/// [`SLUG_BYTES`] long, never empty, never a name that Windows reserves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The slug itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The slug of a name: transliterated, in lowercase, with hyphens for what is neither letter nor digit.
    ///
    /// `straße` and `STRASSE` give one slug, and so do composed and decomposed letters. A longer one is cut at a hyphen
    /// and ends in a hash of the whole. `None` when the name has neither a letter nor a digit.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let words = if name.is_ascii() {
            hyphenated(name)
        } else {
            let composed: String = name.nfc().collect();
            hyphenated(&deunicode_with_tofu(&composed, ""))
        };
        if words.is_empty() {
            None
        } else if words.len() > SLUG_BYTES {
            Some(Self(cut(&words)))
        } else if is_reserved(&words) {
            // Windows keeps these names to itself, with any extension.
            Some(Self(words + "-1"))
        } else {
            Some(Self(words))
        }
    }

    /// This slug with a short hash of something behind it, for one of several that would have the same.
    #[must_use]
    pub fn with_suffix(&self, of: &str) -> Self {
        let hash = blake3::hash(of.as_bytes()).to_hex();
        let suffix = &hash[..HASH_DIGITS];
        let room = SLUG_BYTES - HASH_DIGITS - 1;
        let head = self.0[..self.0.len().min(room)].trim_end_matches('-');
        Self(format!("{head}-{suffix}"))
    }

    /// A slug that somebody wrote, which has to be one already.
    ///
    /// # Errors
    /// What is wrong with it, as one lowercase sentence without a full stop.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("a slug cannot be empty".to_owned());
        }
        if text.len() > SLUG_BYTES {
            return Err(format!(
                "a slug has at most {SLUG_BYTES} bytes; this one has {}",
                text.len()
            ));
        }
        if is_reserved(text) {
            return Err(format!("`{text}` is a name that Windows reserves"));
        }
        if hyphenated(text) == text {
            return Ok(Self(text.to_owned()));
        }
        let rule = "a slug has lowercase letters, digits and single hyphens between them";
        let wrong = text
            .chars()
            .find(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && *c != '-')
            .unwrap_or('-');
        Err(match Self::from_name(text) {
            Some(slug) if wrong.is_alphanumeric() || matches!(wrong, ' ' | '_' | '-') => {
                format!("{rule}: `{slug}`, not `{text}`")
            }
            _ => format!("{rule}, no `{}`", wrong.escape_debug()),
        })
    }
}

/// Lowercase words of ASCII letters and digits, joined by hyphens. An apostrophe joins what stands around it.
fn hyphenated(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut pending = false;
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            if pending && !slug.is_empty() {
                slug.push('-');
            }
            pending = false;
            slug.push(char::from(byte.to_ascii_lowercase()));
        } else if byte != b'\'' {
            pending = true;
        }
    }
    slug
}

fn cut(words: &str) -> String {
    let room = SLUG_BYTES - HASH_DIGITS - 1;
    let head = &words[..room];
    // A cut at a hyphen reads better; a name of one endless word is cut where the room ends.
    let end = match words.as_bytes()[room] {
        b'-' => room,
        _ => head.rfind('-').filter(|at| *at > room / 2).unwrap_or(room),
    };
    let hash = blake3::hash(words.as_bytes()).to_hex();
    format!(
        "{}-{}",
        head[..end].trim_end_matches('-'),
        &hash[..HASH_DIGITS]
    )
}

/// Whether Windows keeps a name in lowercase letters to itself; it does so with any extension, which is to be cut off first.
pub(crate) fn is_reserved(slug: &str) -> bool {
    let is_port = |name: &str| {
        slug.strip_prefix(name)
            .is_some_and(|digit| digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit())
    };
    matches!(slug, "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A map of slugs can be asked with a `&str`; text and slug compare and hash alike.
impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_name(name: &str, expected: &str) {
        let slug = Slug::from_name(name);
        assert_eq!(
            slug.as_ref().map_or("", |slug| slug.as_str()),
            expected,
            "{name}"
        );
    }

    #[test]
    fn names_become_slugs() {
        check_name("Blinken and Lavrov meet", "blinken-and-lavrov-meet");
        check_name(
            "Ukraine's military intelligence",
            "ukraines-military-intelligence",
        );
        check_name("Ukraine’s", "ukraines");
        check_name("straße", "strasse");
        check_name("STRASSE", "strasse");
        check_name("caf\u{e9}", "cafe");
        check_name("cafe\u{301}", "cafe");
        check_name("Київ", "kiyiv");
        check_name("北京", "bei-jing");
        check_name("  --a__b..c--  ", "a-b-c");
        check_name("../../etc/passwd", "etc-passwd");
        check_name("x:y\\z%2e", "x-y-z-2e");
        check_name("AT&T", "at-t");
        check_name("CON", "con-1");
        check_name("lpt9", "lpt9-1");
        check_name("com10", "com10");
        check_name("console", "console");
        check_name("", "");
        check_name("…!?", "");
        check_name("\u{e000}", "");
    }

    #[test]
    fn long_names_stay_apart() {
        let long = "very ".repeat(40);
        let slugs: Vec<Slug> = ["a", "b"]
            .iter()
            .filter_map(|end| Slug::from_name(&format!("{long}{end}")))
            .collect();
        assert_ne!(slugs[0], slugs[1]);
        for slug in &slugs {
            assert!(slug.as_str().len() <= SLUG_BYTES, "{slug}");
            assert!(slug.as_str().starts_with("very-very-"), "{slug}");
            assert!(!slug.as_str().contains("--"), "{slug}");
        }
        check_name(&"x".repeat(100), &"x".repeat(100));
        let endless = Slug::from_name(&"x".repeat(100_000)).map(|slug| slug.0.len());
        assert_eq!(endless, Some(SLUG_BYTES));
    }

    fn check_written(text: &str, expected: Result<(), &str>) {
        let found = Slug::parse(text).map(|slug| assert_eq!(slug.as_str(), text));
        assert_eq!(found, expected.map_err(str::to_owned), "{text}");
    }

    #[test]
    fn written_slugs_are_taken_as_they_are_or_refused() {
        const RULE: &str = "a slug has lowercase letters, digits and single hyphens between them";
        let refused = |text: &str, why: &str| check_written(text, Err(&format!("{RULE}{why}")));
        check_written("deputy-talks", Ok(()));
        check_written("2022-01-21", Ok(()));
        check_written("", Err("a slug cannot be empty"));
        check_written("con", Err("`con` is a name that Windows reserves"));
        check_written(
            &"a".repeat(101),
            Err("a slug has at most 100 bytes; this one has 101"),
        );
        refused("../x", ", no `.`");
        refused("%2e%2e", ", no `%`");
        refused("/abs", ", no `/`");
        refused("a\\b", ", no `\\\\`");
        refused("x:y", ", no `:`");
        refused("x\n", ", no `\\n`");
        refused("Foo_Bar", ": `foo-bar`, not `Foo_Bar`");
        refused("a--b", ": `a-b`, not `a--b`");
        refused("-a", ": `a`, not `-a`");
        refused("-", ", no `-`");
        refused("größe", ": `grosse`, not `größe`");
    }

    proptest! {
        #[test]
        fn a_slug_of_a_name_is_a_slug(name in any::<String>()) {
            if let Some(slug) = Slug::from_name(&name) {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
                prop_assert_eq!(Slug::from_name(slug.as_str()), Some(slug));
            }
        }
    }
}
