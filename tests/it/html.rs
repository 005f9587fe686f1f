//! Pages as a reader and a link checker see them: their words, and whether each link of an output lands.
//!
//! `html5gum` finds the tags, so that no mistake of our own in writing HTML is repeated in reading it.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};

use super::output::Files;

/// What a page says and where it leads.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The words that are shown, with single spaces between them.
    pub(crate) text: String,
    /// The `id` of each element.
    pub(crate) ids: BTreeSet<String>,
    /// Every address that an element names, as it stands there.
    pub(crate) links: Vec<String>,
}

impl Page {
    pub(crate) fn parse(html: &str) -> Self {
        let mut page = Self::default();
        let mut words = String::new();
        let mut hidden = 0;
        for token in Tokenizer::new(html) {
            match token.unwrap() {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    hidden += usize::from(is_hidden(&name));
                    for (attribute, value) in &tag.attributes {
                        let value = String::from_utf8_lossy(value);
                        page.attribute(&name, &String::from_utf8_lossy(attribute), &value);
                    }
                    words.push_str(gap(&name));
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    hidden -= usize::from(is_hidden(&name));
                    words.push_str(gap(&name));
                }
                Token::String(text) if hidden == 0 => {
                    words.push_str(&String::from_utf8_lossy(&text));
                }
                _ => {}
            }
        }
        page.text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        page
    }

    fn attribute(&mut self, element: &str, attribute: &str, value: &str) {
        match (element, attribute) {
            (_, "id") => assert!(self.ids.insert(value.to_owned()), "two ids `{value}`"),
            (_, "href" | "src" | "poster" | "action" | "data-copies") => {
                self.links.push(value.to_owned());
            }
            (_, "srcset") => {
                let candidates = value
                    .split(',')
                    .filter_map(|part| part.split_whitespace().next());
                self.links.extend(candidates.map(str::to_owned));
            }
            ("meta", "content") => {
                if let Some((_, address)) = value.split_once("url=") {
                    self.links.push(address.to_owned());
                } else if value.starts_with("http://") || value.starts_with("https://") {
                    self.links.push(value.to_owned());
                }
            }
            _ => {}
        }
    }
}

fn is_hidden(element: &str) -> bool {
    matches!(element, "head" | "script" | "style" | "template")
}

/// Elements of a line of text leave no gap between words.
fn gap(element: &str) -> &'static str {
    match element {
        "a" | "abbr" | "b" | "bdi" | "code" | "em" | "i" | "q" | "small" | "span" | "strong"
        | "sup" | "time" => "",
        _ => " ",
    }
}

/// Every link of the pages that `is_followed` chooses that does not land, with its page; and how many were followed.
///
/// `base` is the address at which the output's root stands: links within it are followed too. A folder is its
/// `index.html` where there is a web server that makes it so.
pub(crate) fn broken_links(
    files: &Files,
    base: &str,
    has_server: bool,
    is_followed: impl Fn(&str) -> bool,
) -> (Vec<String>, usize) {
    let parse = |path: &str| Page::parse(std::str::from_utf8(&files[path]).unwrap());
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut broken = Vec::new();
    let mut followed = 0;
    let pages = files.keys().filter(|path| is_page(path));
    for path in pages.filter(|path| is_followed(path)) {
        for link in parse(path).links {
            let Some((target, fragment)) = resolve(path, &link, base) else {
                continue;
            };
            followed += 1;
            let file = file_at(files, &target, has_server);
            let lands = match (file, fragment) {
                (None, _) => false,
                (Some(file), Some(id)) if is_page(&file) => ids
                    .entry(file)
                    .or_insert_with_key(|file| parse(file).ids)
                    .contains(&id),
                _ => true,
            };
            if !lands {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    (broken, followed)
}

fn is_page(path: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "html")
}

/// The path below the output's root that a link leads to, and its fragment; `None` for one that leaves the site.
fn resolve(page: &str, link: &str, base: &str) -> Option<(String, Option<String>)> {
    let (address, fragment) = match link.split_once('#') {
        Some((address, fragment)) => (address, Some(decoded(fragment))),
        None => (link, None),
    };
    let address = address.split('?').next().unwrap_or_default();
    let root = base.split_once("://").map_or("/", |(_, rest)| {
        rest.find('/').map_or("/", |start| &rest[start..])
    });
    let rest = if let Some(rest) = address.strip_prefix(base) {
        return Some((decoded(rest), fragment));
    } else if address.contains(':') {
        return None;
    } else if address.starts_with('/') {
        let within = address.strip_prefix(root);
        let within = within.unwrap_or_else(|| panic!("{page}: {link} leaves the site"));
        return Some((decoded(within), fragment));
    } else {
        address
    };
    if rest.is_empty() {
        return Some((page.to_owned(), fragment));
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(
                parts
                    .pop()
                    .unwrap_or_else(|| panic!("{page}: {link} leaves the site")),
            ),
            part => parts.push(part),
        }
    }
    let is_folder = rest.ends_with('/') || rest.ends_with('.');
    let slash = if is_folder && !parts.is_empty() {
        "/"
    } else {
        ""
    };
    Some((decoded(&parts.join("/")) + slash, fragment))
}

/// The file that a web server, or without one a file browser, gives for a path.
fn file_at(files: &Files, path: &str, has_server: bool) -> Option<String> {
    let file = if has_server && (path.is_empty() || path.ends_with('/')) {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    files.contains_key(&file).then_some(file)
}

/// Without percent-encoding.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%')
            .then(|| u8::from_str_radix(text.get(at + 1..at + 3)?, 16).ok())
            .flatten();
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap()
}
