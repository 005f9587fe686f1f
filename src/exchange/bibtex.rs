//! Sources as `BibTeX`, for `BibLaTeX`: its dates are EDTF, and its `url` stands by itself.

use std::fmt::Write;

use super::{Exported, Notes, Outgoing, plain};
use crate::content::Source;
use crate::edtf::EventDate;

/// The sources of a site, one entry each.
pub(super) fn export(outgoing: &Outgoing) -> Exported {
    let mut text = String::new();
    for source in outgoing.site.sources.iter() {
        entry(source, &mut text);
    }
    Exported {
        bytes: text.into_bytes(),
        notes: Notes::default(),
    }
}

fn entry(source: &Source, out: &mut String) {
    let kind = source.kind.as_deref().unwrap_or_default().to_lowercase();
    let (entry, container) = if kind.contains("book") {
        ("book", "publisher")
    } else if kind.contains("report") && !kind.contains("news") {
        ("report", "institution")
    } else if kind.contains("news") || kind.contains("article") {
        ("article", "journaltitle")
    } else {
        ("online", "organization")
    };
    let _ = write!(out, "@{entry}{{{}", source.id);
    let authors: Vec<String> = source
        .authors
        .iter()
        .map(|name| format!("{{{}}}", escaped(name)))
        .collect();
    let mut field = |key: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(out, ",\n  {key} = {{{value}}}");
        }
    };
    let text = |text: Option<&String>| text.map(|text| escaped(text)).unwrap_or_default();
    let date = |date: Option<&EventDate>| {
        date.map(|date| plain::line(&days(date)))
            .unwrap_or_default()
    };
    // Braces keep the case of the title's letters.
    field("title", &format!("{{{}}}", escaped(&source.title)));
    field("author", &authors.join(" and "));
    field(container, &text(source.publisher.as_ref()));
    field("date", &date(source.published.as_ref()));
    field("url", &address(source.url.as_deref()));
    field("urldate", &date(source.accessed.as_ref()));
    field("langid", &text(source.language.as_ref()));
    field("addendum", &text(source.agency.as_ref()));
    field("note", &text(source.note.as_ref()));
    field("eprint", &address(source.archive_url.as_deref()));
    out.push_str("\n}\n\n");
}

/// Text with the characters escaped that TeX takes for commands.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in plain::line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address: `url` fields are read as they stand, so that only what would end the field is encoded.
fn address(url: Option<&str>) -> String {
    let url = url.unwrap_or_default();
    url.replace('\\', "%5C")
        .replace('{', "%7B")
        .replace('}', "%7D")
}

/// A date without its times of day, which `BibLaTeX` reads with their seconds alone.
fn days(date: &EventDate) -> String {
    let ends = date.text().split('/');
    let days = ends.map(|end| end.split('T').next().unwrap_or(end));
    days.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_tex_are_text() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("AT&T 100% _a_ #1 $x$", "AT\\&T 100\\% \\_a\\_ \\#1 \\$x\\$");
        check(
            "\\input{/etc/passwd}",
            "\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}",
        );
        check("a\n@book{b}", "a @book\\textbraceleft{}b\\textbraceright{}");
    }
}
