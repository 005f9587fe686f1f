//! Raw HTML in a text: cut into text, comments and tags, and judged by a list of harmless elements and attributes.
//!
//! Nothing is passed through. A tag that is on the list is written anew from its parts; everything else is text.

/// One piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Not a tag that is kept; to be shown as text.
    Text(&'a str),
    /// A comment, to be left out.
    Comment,
    /// A tag of a harmless element.
    Tag(Tag<'a>),
}

/// A tag of a harmless element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) element: &'static Element,
    pub(super) is_end: bool,
    /// Names and values as written, entities not resolved.
    pub(super) attributes: Vec<(&'a str, &'a str)>,
    /// The tag as written.
    pub(super) source: &'a str,
}

/// An element that is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    /// Where it may stand and what it may hold.
    pub(super) kind: Kind,
    /// The attributes that it keeps, besides `lang`, `dir` and `title`.
    pub(super) attributes: &'static [&'static str],
}

/// Where an element may stand and what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In a paragraph, around words.
    Phrasing,
    /// In a paragraph, around nothing.
    Void,
    /// Between paragraphs, around words.
    Line,
    /// Between paragraphs, around paragraphs.
    Flow,
    /// Between paragraphs, around nothing.
    Break,
}

const fn element(name: &'static str, kind: Kind) -> Element {
    Element {
        name,
        kind,
        attributes: &[],
    }
}

const fn with(name: &'static str, kind: Kind, attributes: &'static [&'static str]) -> Element {
    Element {
        name,
        kind,
        attributes,
    }
}

/// Kept elements. None of them runs, loads, submits, positions or styles anything, changes how what follows is parsed,
/// or is a heading or a landmark of the page.
static ELEMENTS: &[Element] = &[
    with("a", Kind::Phrasing, &["href"]),
    element("abbr", Kind::Phrasing),
    element("b", Kind::Phrasing),
    element("bdi", Kind::Phrasing),
    element("bdo", Kind::Phrasing),
    element("br", Kind::Void),
    element("cite", Kind::Phrasing),
    element("code", Kind::Phrasing),
    element("dd", Kind::Flow),
    with("del", Kind::Phrasing, &["datetime"]),
    with("details", Kind::Flow, &["open"]),
    element("dfn", Kind::Phrasing),
    element("div", Kind::Flow),
    element("dl", Kind::Flow),
    element("dt", Kind::Line),
    element("em", Kind::Phrasing),
    element("figcaption", Kind::Flow),
    element("figure", Kind::Flow),
    element("hr", Kind::Break),
    element("i", Kind::Phrasing),
    with("img", Kind::Void, &["src", "alt"]),
    with("ins", Kind::Phrasing, &["datetime"]),
    element("kbd", Kind::Phrasing),
    element("li", Kind::Flow),
    element("mark", Kind::Phrasing),
    with("ol", Kind::Flow, &["start", "reversed"]),
    element("p", Kind::Line),
    element("q", Kind::Phrasing),
    element("blockquote", Kind::Flow),
    element("rp", Kind::Phrasing),
    element("rt", Kind::Phrasing),
    element("ruby", Kind::Phrasing),
    element("s", Kind::Phrasing),
    element("samp", Kind::Phrasing),
    element("small", Kind::Phrasing),
    element("span", Kind::Phrasing),
    element("strong", Kind::Phrasing),
    element("sub", Kind::Phrasing),
    element("summary", Kind::Line),
    element("sup", Kind::Phrasing),
    with("time", Kind::Phrasing, &["datetime"]),
    element("u", Kind::Phrasing),
    element("ul", Kind::Flow),
    element("var", Kind::Phrasing),
    element("wbr", Kind::Void),
];

impl Element {
    fn named(name: &str) -> Option<&'static Self> {
        ELEMENTS
            .iter()
            .find(|element| element.name.eq_ignore_ascii_case(name))
    }

    /// Whether it has no end tag.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self.kind, Kind::Void | Kind::Break)
    }

    /// Whether it stands between paragraphs only.
    pub(super) fn is_block(&self) -> bool {
        matches!(self.kind, Kind::Line | Kind::Flow | Kind::Break)
    }

    /// The attribute's name on the list, when the element keeps it.
    pub(super) fn keeps(&self, attribute: &str) -> Option<&'static str> {
        ["lang", "dir", "title"]
            .iter()
            .chain(self.attributes)
            .find(|kept| kept.eq_ignore_ascii_case(attribute))
            .copied()
    }
}

/// Cuts raw HTML into pieces. Twice the length takes twice the time.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    comments_may_end: bool,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            rest: html,
            comments_may_end: true,
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn comment(&mut self) -> Option<usize> {
        if !self.comments_may_end || !self.rest.starts_with("<!--") {
            return None;
        }
        let end = self.rest["<!--".len()..].find("-->");
        self.comments_may_end = end.is_some();
        Some("<!--".len() + end? + "-->".len())
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(length) = self.comment() {
            self.take(length);
            return Some(Piece::Comment);
        }
        if let Some((tag, length)) = tag(self.rest) {
            self.take(length);
            return Some(Piece::Tag(tag));
        }
        let after_first = self.rest.chars().next().map_or(0, char::len_utf8);
        let length = self.rest[after_first..]
            .find('<')
            .map_or(self.rest.len(), |at| after_first + at);
        Some(Piece::Text(self.take(length)))
    }
}

/// A tag of a harmless element (`CommonMark` 0.31, 6.6) at the start of `html`, and its length.
fn tag(html: &str) -> Option<(Tag<'_>, usize)> {
    let inside = html.strip_prefix('<')?;
    let (is_end, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let (name, mut rest) = split_where(inside, |c| !c.is_ascii_alphanumeric());
    let element = Element::named(name)?;
    let mut attributes = Vec::new();
    loop {
        let trimmed = rest.trim_ascii_start();
        if let Some(after) = trimmed
            .strip_prefix('>')
            .or_else(|| trimmed.strip_prefix("/>").filter(|_| !is_end))
        {
            let length = html.len() - after.len();
            let tag = Tag {
                element,
                is_end,
                attributes,
                source: &html[..length],
            };
            return Some((tag, length));
        }
        if is_end || trimmed.len() == rest.len() {
            return None;
        }
        let (attribute, after) = attribute(trimmed)?;
        attributes.push(attribute);
        rest = after;
    }
}

type Attribute<'a> = (&'a str, &'a str);

fn attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
    let (name, rest) = split_where(text, |c| !is_name(c));
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some(((name, ""), rest));
    };
    let value = value.trim_ascii_start();
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (value, rest) = value[1..].split_once(quote)?;
        return Some(((name, value), rest));
    }
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`');
    let (value, rest) = split_where(value, ends);
    (!value.is_empty()).then_some(((name, value), rest))
}

fn split_where(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// An attribute's value with the entities resolved that HTML's own syntax and hidden schemes need. A name that is not
/// among them stays as it is written; it is escaped when it is written, so that what was judged is what is read.
pub(super) fn resolved(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // The longest name or number that counts has fewer than twelve bytes.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| entity(&rest[..end]).zip(Some(end))) {
            Some((character, end)) => {
                text.push(character);
                rest = &rest[end + 1..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    text
}

fn entity(name: &str) -> Option<char> {
    let code = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        "nbsp" => return Some('\u{a0}'),
        _ => name.strip_prefix('#')?,
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => code.parse(),
    };
    let character = char::from_u32(code.ok()?)?;
    Some(character).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let pieces: Vec<String> = Pieces::new(html)
            .map(|piece| match piece {
                Piece::Text(text) => format!("{text:?}"),
                Piece::Comment => "comment".to_owned(),
                Piece::Tag(tag) => {
                    let slash = if tag.is_end { "/" } else { "" };
                    let mut shown = format!("{slash}{}", tag.element.name);
                    for (name, value) in tag.attributes {
                        shown.extend([" ", name, "=", &resolved(value)]);
                    }
                    shown
                }
            })
            .collect();
        assert_eq!(pieces.join(" | "), expected, "{html}");
    }

    #[test]
    fn raw_html_is_cut_into_pieces() {
        check("a <b>c</b>", r#""a " | b | "c" | /b"#);
        check(
            "<SPAN lang=de title='x y' hidden>",
            "span lang=de title=x y hidden=",
        );
        check("<br/><br />", "br | br");
        check("<!-- <b> --><!--x-->y", r#"comment | comment | "y""#);
        check("<!-- a <!-- b", r#""<!-- a " | "<!-- b""#);
        check("<script>x</script>", r#""<script>x" | "</script>""#);
        check("<b <i>", r#""<b " | i"#);
        check("<b title=\"x", r#""<b title=\"x""#);
        check("</b x>", r#""</b x>""#);
        check("<b/title=x>", r#""<b/title=x>""#);
        check(
            "<a href='java&#115;cript&#x3A;&amp;&Tab;&#0;&'>",
            "a href=javascript:&&Tab;&#0;&",
        );
    }

    #[test]
    fn no_kept_element_is_dangerous() {
        for name in "script style iframe object embed form input svg math base meta link template noscript textarea title \
                     select plaintext xmp video audio"
            .split_whitespace()
        {
            assert_eq!(Element::named(name), None);
        }
        for element in ELEMENTS {
            for attribute in [
                "onclick", "style", "class", "id", "srcset", "target", "name",
            ] {
                assert_eq!(element.keeps(attribute), None);
            }
        }
    }
}
