//! Finding front matter in a text: where its YAML stands and where the Markdown begins.

use std::ops::Range;

/// The parts of a text that has front matter, as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// What stands between the two lines.
    pub(crate) yaml: Range<usize>,
    /// The byte after the closing line.
    pub(crate) body: usize,
}

/// Splits a decoded text whose first line is `---`, up to the next line `---` or `...`; `Ok(None)` when it has another
/// first line, and the opener's bytes as the error when the closing line is missing.
pub(crate) fn split(text: &str) -> Result<Option<Parts>, Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let Some(opener) = lines.next().filter(|line| line.trim_end() == "---") else {
        return Ok(None);
    };
    let start = opener.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(Some(Parts {
                yaml: start..at,
                body: at + line.len(),
            }));
        }
        at += line.len();
    }
    Err(0..3)
}

/// The YAML of a file that is YAML as a whole. It may stand between two lines `---` all the same, as front matter does.
pub(crate) fn whole(text: &str) -> Range<usize> {
    match split(text) {
        Ok(Some(parts)) if text[parts.body..].trim().is_empty() => parts.yaml,
        _ => 0..text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let parts = split(text).unwrap_or_else(|opener| panic!("{text:?} is open at {opener:?}"));
        let found = parts.map(|parts| (&text[parts.yaml], &text[parts.body..]));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn splits_at_the_second_line() {
        check("---\na: 1\n---\nText", Some(("a: 1\n", "Text")));
        check("--- \na: 1\n...\n---\n", Some(("a: 1\n", "---\n")));
        check("---\n---", Some(("", "")));
        check("---\n  ---\n---\n", Some(("  ---\n", "")));
        check("", None);
        check("Text\n---\n", None);
        check(" ---\na: 1\n---\n", None);
        check("----\n", None);
    }

    #[test]
    fn tells_where_an_unclosed_one_opens() {
        for text in ["---", "---\n", "---\na: 1\n--- not\n"] {
            assert_eq!(split(text), Err(0..3), "{text:?}");
        }
    }
}
