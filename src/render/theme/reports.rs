//! What Tera says in one text of several templates at once (a template, component or filter that is not there), taken apart
//! into a diagnostic each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{FOLDER, lowercase};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Each report with the name of its template: `error: What` and, below it, `--> name:line:column`, both counted from 1.
pub(super) fn read(
    message: &str,
    templates: &BTreeMap<String, Cow<'_, str>>,
) -> Vec<(String, Diagnostic)> {
    message
        .split("error: ")
        .skip(1)
        .filter_map(|report| {
            let what = report.lines().next()?;
            let place = report
                .lines()
                .find_map(|line| line.trim_start().strip_prefix("--> "))?;
            let mut parts = place.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let name = parts.next()?;
            let at = offset(templates.get(name)?, line, column)?;
            let place = Place::bytes(&format!("{FOLDER}{name}").into(), at..at);
            let diagnostic =
                Diagnostic::new(Code::TemplateSyntax, lowercase(what)).at(place, "here");
            Some((name.to_owned(), diagnostic))
        })
        .collect()
}

/// The byte of a line and column.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let above = line.checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
    let line_text = text.split_inclusive('\n').nth(above)?;
    let within = line_text.char_indices().nth(column.checked_sub(1)?);
    Some(start + within.map_or(line_text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_taken_apart() {
        let templates = BTreeMap::from([("a.html".to_owned(), Cow::from("é\né {% x %}"))]);
        let check = |message: &str, expected: &[(&str, usize)]| {
            let found = read(message, &templates);
            let found: Vec<_> = found
                .iter()
                .map(|(name, it)| (name.as_str(), format!("{:?}", it.place)))
                .collect();
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for ((name, place), (expected, at)) in found.iter().zip(expected) {
                assert_eq!(name, expected);
                assert!(place.contains(&format!("{at}..{at}")), "{place}");
            }
        };
        check("error: Unknown `x`\n --> a.html:2:3\n  |", &[("a.html", 6)]);
        check(
            "error: A\n --> a.html:1:1\n\nerror: B\n --> a.html:2:99",
            &[("a.html", 0), ("a.html", 13)],
        );
        for unreadable in [
            "",
            "error: A",
            "error: A\n --> b.html:1:1",
            "error: A\n --> a.html:9:1",
            "error: A\n --> a.html:0:x",
        ] {
            check(unreadable, &[]);
        }
    }
}
