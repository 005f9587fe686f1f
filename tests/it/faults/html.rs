//! What a browser would find in a page, by a tokenizer of another origin: what runs, and where links lead.

use std::path::Path;

use html5gum::{Token, Tokenizer};

use super::site::Tree;

/// The attributes whose values are addresses.
const ADDRESSES: [&str; 7] = [
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "srcset",
];

/// The elements that no text of a site may bring into a page.
const FORBIDDEN: [&str; 9] = [
    "iframe", "object", "embed", "base", "frame", "frameset", "applet", "style", "math",
];

/// A start tag: its name and its attributes.
type Tag = (String, Vec<(String, String)>);

/// The start tags of a page, and the text of the elements whose text is not markup, with their names.
fn tags(html: &str) -> Vec<Tag> {
    let tokens = Tokenizer::new(html).flatten();
    tokens
        .filter_map(|token| match token {
            Token::StartTag(tag) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let attributes = tag.attributes.iter();
                Some((
                    text(&tag.name),
                    attributes
                        .map(|(name, value)| (text(name), text(value)))
                        .collect(),
                ))
            }
            _ => None,
        })
        .collect()
}

/// The names of the tags of a page, in their order, each run of one name as one.
pub(crate) fn names(html: &str) -> Vec<String> {
    let mut names: Vec<_> = tags(html).into_iter().map(|(name, _)| name).collect();
    names.dedup();
    names
}

/// What in a page runs, or leads to what runs: every script that is not the theme's own or data, every handler, every
/// style, every address of a scheme that is not allowed.
pub(crate) fn dangers(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, attributes) in tags(html) {
        let shown = || format!("<{name} {attributes:?}>");
        if FORBIDDEN.contains(&name.as_str()) || (name == "script" && !is_of_theme(&attributes)) {
            found.push(shown());
        }
        for (attribute, value) in &attributes {
            let is_address = ADDRESSES.contains(&attribute.as_str());
            if attribute.starts_with("on")
                || attribute == "srcdoc"
                || (is_address && !is_allowed(value))
            {
                found.push(shown());
            }
        }
    }
    found
}

/// Whether a script is a file of the site or data.
fn is_of_theme(attributes: &[(String, String)]) -> bool {
    let value = |name: &str| {
        attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    };
    match (value("src"), value("type")) {
        (Some(src), _) => {
            scheme(src).is_none() && !src.starts_with("//") && src.contains("assets/")
        }
        (None, kind) => matches!(kind, Some("application/ld+json" | "application/json")),
    }
}

fn is_allowed(address: &str) -> bool {
    match scheme(address).as_deref() {
        None => !address.trim_start().starts_with("//"),
        Some("https" | "http" | "mailto" | "tel") => true,
        Some(_) => false,
    }
}

/// The scheme of an address as browsers see it: without the white space and controls that they leave out.
fn scheme(address: &str) -> Option<String> {
    let clean: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, _) = clean.split_once(':')?;
    let mut characters = scheme.chars();
    let is_scheme = characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Whether a file of the output is a page.
pub(crate) fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "html")
}

/// The internal links of an output that lead to no file, as `page -> address`. `base` is the path of the site's address,
/// which is `url`.
pub(crate) fn dangling(tree: &Tree, base: &str, url: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in tree {
        let Some(bytes) = bytes else { continue };
        if !is_page(path) || path.starts_with(".dateline-tmp") {
            continue;
        }
        for (_, attributes) in tags(&String::from_utf8_lossy(bytes)) {
            for (name, value) in attributes {
                let is_link = matches!(name.as_str(), "href" | "src");
                if is_link && !lands(tree, path, &value, base, url) {
                    found.push(format!("{path} -> {value}"));
                }
            }
        }
    }
    found
}

fn lands(tree: &Tree, page: &str, address: &str, base: &str, url: &str) -> bool {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let address = address
        .strip_prefix(url)
        .map_or(address.to_owned(), |rest| format!("{base}{rest}"));
    if scheme(&address).is_some() || address.starts_with("//") {
        return true;
    }
    let target = if let Some(rest) = address.strip_prefix('/') {
        match format!("/{rest}").strip_prefix(base) {
            Some(rest) => rest.to_owned(),
            None => return false,
        }
    } else {
        let mut parts: Vec<&str> = page.split('/').collect();
        if !address.is_empty() {
            parts.pop();
        }
        for part in address.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        return false;
                    }
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    };
    let target = percent_decoded(target.trim_end_matches('/'));
    let index = if target.is_empty() {
        "index.html".to_owned()
    } else {
        format!("{target}/index.html")
    };
    tree.get(&target).is_some_and(Option::is_some) || tree.get(&index).is_some_and(Option::is_some)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn dangers_are_seen() {
    let check = |html: &str, expected: usize| assert_eq!(dangers(html).len(), expected, "{html}");
    check(
        "<p>a<a href='../b/'>c</a><script src='../assets/a.js'></script>",
        0,
    );
    check("<script type='application/ld+json'>{}</script>", 0);
    check("<script>alert(1)</script>", 1);
    check("<script src=//evil.example/assets/a.js></script>", 2);
    check("<a href=' JaVa\tScript:x'>", 1);
    check("<img src=data:text/html,x onerror=y>", 2);
    check("<svg/onload=x><iframe srcdoc=x>", 3);
    check("<!-- <script>alert(1)</script> -->", 0);
}
