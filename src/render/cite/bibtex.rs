//! A citation as a BibTeX entry: `@misc` with a `url`, which both BibTeX and biblatex read.

use std::fmt::Write;

use super::{Work, one_line};

/// The citation as BibTeX. What TeX reads as a command is escaped; letters of all scripts stay, in UTF-8.
pub(in crate::render) fn bibtex(work: &Work<'_>) -> String {
    let authors: Vec<String> = work.authors.iter().map(|name| author(name)).collect();
    let fields = [
        ("author", authors.join(" and ")),
        ("title", format!("{{{}}}", escaped(work.title))),
        ("howpublished", escaped(work.site)),
        ("publisher", escaped(work.publisher.unwrap_or_default())),
        ("note", escaped(work.when)),
        ("language", escaped(work.language)),
        ("url", address(work.url.unwrap_or_default())),
    ];
    let mut entry = format!("@misc{{{},\n", key(work.slug));
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(entry, "  {name} = {{{value}}},").expect("writing to a string does not fail");
    }
    entry.push('}');
    entry
}

/// A name. One that BibTeX would take apart at a comma or at "and" is kept whole by braces.
fn author(name: &str) -> String {
    let escaped = escaped(name);
    let is_parted = name.contains(',') || name.split_whitespace().any(|word| word == "and");
    if is_parted {
        format!("{{{escaped}}}")
    } else {
        escaped
    }
}

/// A key of the characters that every BibTeX program takes.
fn key(slug: &str) -> String {
    let key: String = slug
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if key.chars().any(char::is_alphanumeric) {
        key
    } else {
        "event".to_owned()
    }
}

/// Text in which TeX sees nothing but letters.
fn escaped(text: &str) -> String {
    let line = one_line(text);
    if !line.contains(['\\', '~', '^', '&', '%', '$', '#', '_', '{', '}']) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 8);
    for c in line.chars() {
        match c {
            '\\' => out.push_str(r"\textbackslash{}"),
            '~' => out.push_str(r"\textasciitilde{}"),
            '^' => out.push_str(r"\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address, which is read as it stands: only what would end the field is encoded.
fn address(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}
