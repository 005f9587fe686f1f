//! The heading that a text begins with, which is its title where the front matter has none.

/// A first-level heading at the very start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its words, as written.
    pub(super) text: String,
    /// The byte of the file's text after it.
    pub(super) end: usize,
}

/// The first-level heading at the start of the Markdown that begins at byte `start`: `# Words`, or words above a line
/// of `=` (`CommonMark` 4.2, 4.3).
pub(super) fn leading_heading(text: &str, start: usize) -> Option<Heading> {
    let mut at = start;
    let mut lines = text[start..].split_inclusive('\n');
    let line = loop {
        let line = lines.next()?;
        at += line.len();
        if !line.trim().is_empty() {
            break line;
        }
    };
    // Four columns make it code.
    if line.starts_with("    ") || line.starts_with('\t') {
        return None;
    }
    let line = line.trim();
    if let Some(words) = line.strip_prefix('#') {
        if !words.starts_with([' ', '\t']) {
            return None;
        }
        return heading(without_closing(words.trim()), at);
    }
    let underline = lines.next()?;
    let is_underline = underline.trim_start().starts_with('=')
        && underline.trim().chars().all(|c| c == '=')
        && !underline.starts_with("    ");
    let is_paragraph = !line.starts_with(['>', '-', '*', '+', '|', '`', '~', '<']);
    if is_underline && is_paragraph {
        heading(line, at + underline.len())
    } else {
        None
    }
}

fn heading(words: &str, end: usize) -> Option<Heading> {
    (!words.is_empty()).then(|| Heading {
        text: words.to_owned(),
        end,
    })
}

/// `Words ##` is `Words`; `C#` is itself.
fn without_closing(words: &str) -> &str {
    let open = words.trim_end_matches('#');
    if open.is_empty() || open.ends_with([' ', '\t']) {
        open.trim_end()
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = leading_heading(text, 0);
        let found = found.map(|heading| (heading.text, &text[heading.end..]));
        let expected = expected.map(|(words, rest)| (words.to_owned(), rest));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn finds_the_heading_that_a_text_begins_with() {
        check("# A title\n\nText", Some(("A title", "\nText")));
        check("\n\n#  A title ##\nText", Some(("A title", "Text")));
        check("# C#", Some(("C#", "")));
        check("A title\n===\nText", Some(("A title", "Text")));
        check("## Second level", None);
        check("#hashtag", None);
        check("Text\n\n# Later", None);
        check("    # code", None);
        check("> quote\n===", None);
        check("# ", None);
        check("", None);
    }
}
