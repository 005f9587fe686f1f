//! Plain text as Markdown that shows exactly that text, and as a line that front matter takes.

/// Plain text as Markdown: every character that could be markup is escaped, a line break stays one, an empty line
/// parts paragraphs (`CommonMark` 0.31, 2.4 and 6.7).
pub(super) fn markdown(plain: &str) -> String {
    let clean = clean(plain);
    let mut out = String::with_capacity(clean.len() + clean.len() / 16);
    let mut is_first = true;
    let mut was_blank = false;
    for line in clean.lines().map(str::trim) {
        if line.is_empty() {
            was_blank = true;
            continue;
        }
        if !is_first {
            out.push_str(if was_blank { "\n\n" } else { "\\\n" });
        }
        out.push_str(&line_start(&inline(line)));
        (is_first, was_blank) = (false, false);
    }
    out
}

/// Markdown for readers who see it as it is: what [`markdown`] escapes is shown again as it was. A text with code, in which
/// a backslash is one, stays as it is written.
pub(super) fn unescaped(markdown: &str) -> String {
    if markdown.contains('`') {
        return markdown.to_owned();
    }
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        let is_escape = chars
            .peek()
            .is_some_and(|next| next.is_ascii_punctuation() || *next == '\n');
        match (c, is_escape) {
            ('\\', true) => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// Escapes what is markup within a line.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            // Within a word an underscore is a letter.
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Escapes a piece of a line of which the neighbours are not known: what only might be markup, too.
pub(super) fn piece(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "\\`*[]<~|_&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what is markup at the start of a line alone: headings, quotes, lists, rules, definitions.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && digits < 10 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '>', '-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// A text without characters that no content file may hold; line ends are LF.
pub(super) fn clean(text: &str) -> String {
    let is_kept = |c: &char| {
        let code = u32::from(*c);
        let is_noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
        matches!(c, '\n' | '\t') || !(c.is_control() || is_noncharacter || *c == '\u{feff}')
    };
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(is_kept).collect()
}

/// A text on one line, its white space folded.
pub(super) fn line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::{self as md, Options};

    #[test]
    fn what_is_escaped_is_shown_again_as_it_was() {
        for text in ["a *b* & c_d_ [e]", "# a\n1. b\n- c", "a\n\nb \\n", "\\"] {
            assert_eq!(unescaped(&markdown(text)), text);
        }
        assert_eq!(unescaped("`\\*` and \\*"), "`\\*` and \\*");
    }

    #[test]
    fn plain_text_shows_as_it_is() {
        let check = |plain: &str, expected: &str| {
            let options = Options {
                smart_punctuation: false,
                ..Options::default()
            };
            let (body, faults) = md::to_body(&"a.md".into(), &markdown(plain), 0, &options);
            assert!(faults.is_empty(), "{plain:?}: {faults:?}");
            assert!(body.holes.is_empty(), "{plain:?}");
            assert_eq!(body.html.trim(), expected, "{plain:?}");
        };
        check(
            "a *b* _c_ d_e [f](g) [[h]] [@i]",
            "<p>a *b* _c_ d_e [f](g) [[h]] [@i]</p>",
        );
        check("# a", "<p># a</p>");
        check("1. a\n2) b", "<p>1. a<br>\n2) b</p>");
        check("- a\n\n> b", "<p>- a</p>\n<p>&gt; b</p>");
        check(
            "<script>&amp; & AT&T",
            "<p>&lt;script&gt;&amp;amp; &amp; AT&amp;T</p>",
        );
        check(
            "a\n===\nb | c\n--|--",
            "<p>a<br>\n===<br>\nb | c<br>\n--|--</p>",
        );
        check("    a", "<p>a</p>");
        check("a\\", "<p>a\\</p>");
        check("term\n: b\n~~~", "<p>term<br>\n: b<br>\n~~~</p>");
        check(
            "![x](y.jpg) [^1] <!-- c -->",
            "<p>![x](y.jpg) [^1] &lt;!-- c --&gt;</p>",
        );
        check("a\u{0}b\u{85}c", "<p>abc</p>");
    }
}
