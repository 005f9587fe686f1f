//! HTML cut into tags and text, as forgiving as browsers are and no cleverer than a chronology needs.

use std::borrow::Cow;

/// One piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its entities resolved.
    Text(Cow<'a, str>),
    /// A start tag; the name is in lowercase.
    Start(String, Attributes<'a>),
    /// An end tag; the name is in lowercase.
    End(String),
}

/// The attributes of a tag, as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

/// Elements whose content is no text for readers (HTML, Living Standard, 13.2.5).
const UNREAD: [&str; 6] = ["script", "style", "noscript", "template", "title", "head"];

/// Cuts HTML into tokens. Twice the length takes twice the time.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    let mut may_close = true;
    while !rest.is_empty() {
        let text = rest.find('<').unwrap_or(rest.len());
        if text > 0 {
            tokens.push(Token::Text(resolved(&rest[..text])));
            rest = &rest[text..];
            continue;
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else if let Some((token, after)) = may_close.then(|| tag(rest)).flatten() {
            rest = after;
            match &token {
                Token::Start(name, _) if UNREAD.contains(&name.as_str()) => {
                    rest = after_element(rest, name);
                }
                _ => tokens.push(token),
            }
        } else {
            // A bracket that opens no tag is text; where no `>` follows none will.
            may_close = rest.contains('>');
            tokens.push(Token::Text("<".into()));
            rest = &rest[1..];
        }
    }
    tokens
}

fn tag(html: &str) -> Option<(Token<'_>, &str)> {
    let inside = &html[1..];
    let (is_end, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))?;
    let (name, rest) = inside.split_at(name_end);
    let close = closing(rest)?;
    let name = name.to_ascii_lowercase();
    let after = &rest[close + 1..];
    let token = if is_end {
        Token::End(name)
    } else {
        Token::Start(name, Attributes(&rest[..close]))
    };
    Some((token, after))
}

/// The `>` that closes a tag: not one within quotes, unless the quotes never close.
fn closing(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.find('>')
}

fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let inside = &rest[from + at + 2..];
        if inside
            .get(..name.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(name))
        {
            return inside.find('>').map_or("", |end| &inside[end + 1..]);
        }
        from += at + 2;
    }
    ""
}

impl Attributes<'_> {
    /// The value of an attribute, its entities resolved.
    pub(super) fn value(&self, wanted: &str) -> Option<String> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            if rest.is_empty() {
                return None;
            }
            let (value, after) = match after.trim_start().strip_prefix('=') {
                Some(after) => value(after.trim_start()),
                None => ("", after),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(resolved(value).into_owned());
            }
            // A stray `=` is a name of its own, so that every turn gets on.
            rest = if name.is_empty() && after.len() == rest.len() {
                &after[1..]
            } else {
                after
            };
        }
    }
}

fn value(after: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = after.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    after.split_at(
        after
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(after.len()),
    )
}

/// Text with the character references of HTML resolved; one that is not known stays as it is written.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // The longest name has 31 letters.
        let end = rest.bytes().take(34).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&rest[..end])?, end))) {
            Some((character, end)) => {
                out.push_str(&character);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out.into()
}

fn character(name: &str) -> Option<Cow<'static, str>> {
    let Some(code) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => code.parse(),
    };
    Some(char::from_u32(code.ok()?)?.to_string().into())
}
