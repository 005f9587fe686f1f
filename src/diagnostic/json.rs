//! Diagnostics for programs: one JSON object a run, whose fields are documented here.

use serde::Serialize;

use super::located::{Span, Spotted, Texts, locate_all};
use super::{Diagnostic, Severity};

/// The version of the form; it grows when a field changes its meaning or goes, not when one is added.
const VERSION: u32 = 1;

/// Everything that a run found.
#[derive(Serialize)]
struct Document<'a> {
    /// The version of this form.
    version: u32,
    /// How many of the diagnostics are errors.
    errors: usize,
    /// How many of the diagnostics are warnings.
    warnings: usize,
    /// Every diagnostic, by file and position.
    diagnostics: Vec<Item<'a>>,
}

/// One diagnostic.
#[derive(Serialize)]
struct Item<'a> {
    /// The stable name of the kind of mistake.
    code: &'static str,
    /// `error` or `warning`.
    severity: &'static str,
    /// What is wrong, in one sentence.
    message: &'a str,
    /// Where; absent when it concerns the site as a whole.
    #[serde(flatten)]
    place: Option<Position>,
    /// The few words that stand under the excerpt; may be empty.
    label: &'a str,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// The text that would mend it between `line`:`column` and `end_line`:`end_column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<&'a str>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

/// Another place that belongs to a diagnostic.
#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Position,
    /// What it has to do with it.
    label: &'a str,
}

/// A file and where in it. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Serialize)]
struct Position {
    /// The path from the site's root, with `/`.
    file: String,
    /// Absent, as the next three, when the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

/// All diagnostics as one JSON object, indented, with a line feed at its end.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], texts: &Texts) -> String {
    let located = locate_all(diagnostics, texts);
    let items = located.iter().map(|item| Item {
        code: item.diagnostic.code.as_str(),
        severity: item.diagnostic.severity.as_str(),
        message: &item.diagnostic.message,
        place: item.place.as_ref().map(position),
        label: &item.diagnostic.label,
        help: item.diagnostic.help.as_deref(),
        replacement: item.diagnostic.replacement.as_deref(),
        related: item.related.iter().map(related).collect(),
    });
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|item| item.severity == severity)
            .count()
    };
    let document = Document {
        version: VERSION,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        diagnostics: items.collect(),
    };
    format!("{:#}\n", serde_json::json!(document))
}

fn related<'a>((place, label): &(Spotted, &'a str)) -> Related<'a> {
    Related {
        place: position(place),
        label,
    }
}

fn position(place: &Spotted) -> Position {
    let at = |field: fn(&Span) -> usize| place.span.as_ref().map(field);
    Position {
        file: place.file.to_string(),
        line: at(|span| span.start.line),
        column: at(|span| span.start.column),
        end_line: at(|span| span.end.line),
        end_column: at(|span| span.end.column),
    }
}
