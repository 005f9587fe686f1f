//! What is wrong as the script in the page gets it: text with its excerpt, and a link that opens the editor there.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::editor::Editor;
use super::revision::Problems;
use crate::diagnostic::{Diagnostic, Look, Severity, Texts, human, json, summary};

/// How many problems a page shows; the others are counted.
const SHOWN: usize = 50;

/// One problem, for the script in the page.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// How many problems it stands for: one, or all that are not listed.
    pub count: usize,
    /// What is wrong, in one sentence.
    pub message: String,
    /// `file:line:column`, the file alone, or nothing.
    pub place: String,
    /// The message with its excerpt and what to do, as the terminal shows it; plain text.
    pub text: String,
    /// An address that opens the editor at the place, where there is an editor.
    pub edit: Option<String>,
}

/// Where a diagnostic stands, as [`json`] tells it.
#[derive(Debug, Default, Deserialize)]
struct Spot {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

/// The part of [`json`]'s object that is read here.
#[derive(Debug, Deserialize)]
struct Located {
    diagnostics: Vec<Spot>,
}

impl Problems {
    /// Tells diagnostics, errors first, each with its excerpt.
    #[must_use]
    pub fn of(
        diagnostics: &[Diagnostic],
        texts: &Texts,
        site: &Path,
        editor: Option<&Editor>,
    ) -> Self {
        let is = |severity| move |one: &&Diagnostic| one.severity == severity;
        let errors = diagnostics.iter().filter(is(Severity::Error));
        let shown: Vec<&Diagnostic> = errors
            .chain(diagnostics.iter().filter(is(Severity::Warning)))
            .take(SHOWN)
            .collect();
        let mut problems: Vec<Problem> = shown
            .iter()
            .map(|one| problem(one, texts, site, editor))
            .collect();
        if let Some(more) = diagnostics.len().checked_sub(SHOWN + 1) {
            problems.push(and_more(more + 1));
        }
        let parts = problems.iter().map(|problem| problem.text.as_str());
        let text = parts
            .chain(summary(diagnostics).as_deref())
            .collect::<Vec<_>>()
            .join("\n\n");
        let json = serde_json::to_string(&problems).expect("texts and numbers are JSON");
        Self { json, text }
    }
}

fn problem(one: &Diagnostic, texts: &Texts, site: &Path, editor: Option<&Editor>) -> Problem {
    let alone = std::slice::from_ref(one);
    let located = serde_json::from_str::<Located>(&json(alone, texts)).ok();
    let spot = located
        .and_then(|mut located| located.diagnostics.pop())
        .unwrap_or_default();
    let text = human(alone, texts, Look::default());
    // The last paragraph counts the problems, of which this is one.
    let text = text
        .trim_end()
        .rsplit_once("\n\n")
        .map_or(text.as_str(), |(text, _)| text);
    let (file, line, column) = (
        spot.file.unwrap_or_default(),
        spot.line,
        spot.column.unwrap_or(1),
    );
    Problem {
        severity: one.severity.as_str(),
        count: 1,
        message: one.message.clone(),
        place: line.map_or_else(|| file.clone(), |line| format!("{file}:{line}:{column}")),
        text: text.to_owned(),
        edit: editor
            .filter(|_| !file.is_empty())
            .map(|editor| editor.address(&site.join(&file), line.unwrap_or(1), column)),
    }
}

fn and_more(count: usize) -> Problem {
    let message = format!("and {count} more, which the terminal shows");
    Problem {
        severity: Severity::Warning.as_str(),
        count,
        text: message.clone(),
        message,
        place: String::new(),
        edit: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    fn diagnostic(code: Code, message: &str) -> Diagnostic {
        let file = "content/events/a.md".into();
        Diagnostic::new(code, message).at(Place::bytes(&file, 4..9), "here")
    }

    #[test]
    fn errors_come_first_with_their_places() {
        let diagnostics = [
            diagnostic(Code::NoSource, "one"),
            diagnostic(Code::BadDate, "<b>two</b>"),
        ];
        let text = |_: &str| Some("---\ntitle\n".to_owned());
        let editor = Editor::parse("vscode").ok();
        let problems = Problems::of(&diagnostics, &text, Path::new("/s"), editor.as_ref());
        let list: Vec<serde_json::Value> = serde_json::from_str(&problems.json).expect("JSON");
        assert_eq!(list[0]["severity"], "error");
        assert_eq!(list[0]["message"], "<b>two</b>");
        assert_eq!(list[0]["place"], "content/events/a.md:2:1");
        assert_eq!(list[0]["edit"], "vscode://file/s/content/events/a.md:2:1");
        assert_eq!(list[1]["severity"], "warning");
        assert!(
            list[1]["text"]
                .as_str()
                .is_some_and(|text| text.contains("title") && !text.contains("1 warning"))
        );
        assert!(
            problems.text.ends_with("1 error and 1 warning in 1 file"),
            "{}",
            problems.text
        );
    }

    #[test]
    fn many_are_counted() {
        let diagnostics = vec![diagnostic(Code::NoSource, "one"); SHOWN + 3];
        let problems = Problems::of(&diagnostics, &|_| None, Path::new("/s"), None);
        assert!(problems.json.contains("and 3 more"));
        let list: Vec<serde_json::Value> = serde_json::from_str(&problems.json).expect("JSON");
        let counts = list.iter().filter_map(|one| one["count"].as_u64());
        assert_eq!(counts.sum::<u64>(), SHOWN as u64 + 3);
        let few = Problems::of(&diagnostics[..SHOWN], &|_| None, Path::new("/s"), None);
        assert!(!few.json.contains("more, which"));
    }
}
