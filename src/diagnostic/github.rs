//! Diagnostics as workflow commands of GitHub Actions, which show them beside the changed lines.

use std::fmt::Write as _;

use super::Diagnostic;
use super::located::{Texts, locate_all};

/// One `::error` or `::warning` command a line.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], texts: &Texts) -> String {
    let mut output = String::new();
    for item in locate_all(diagnostics, texts) {
        let diagnostic = item.diagnostic;
        let _ = write!(output, "::{} ", diagnostic.severity.as_str());
        if let Some(place) = &item.place {
            let _ = write!(output, "file={},", property(&place.file));
            if let Some(span) = &place.span {
                let (start, end) = (span.start, span.end);
                let _ = write!(output, "line={},endLine={},", start.line, end.line);
                // GitHub takes columns only where both ends stand on one line.
                if start.line == end.line {
                    let _ = write!(output, "col={},endColumn={},", start.column, end.column);
                }
            }
        }
        let _ = write!(output, "title={}", property(diagnostic.code.as_str()));
        let mut message = diagnostic.message.clone();
        for part in [Some(&diagnostic.label), diagnostic.help.as_ref()]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
        {
            message.push('\n');
            message.push_str(part);
        }
        let _ = writeln!(output, "::{}", data(&message));
    }
    output
}

/// The message of a command: `%`, CR and LF are written as escapes, other controls left out.
fn data(text: &str) -> String {
    let shown = |c: char| !c.is_control() || matches!(c, '\r' | '\n' | '\t');
    let text: String = text.chars().filter(|&c| shown(c)).collect();
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property: `:` and `,` as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
