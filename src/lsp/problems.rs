//! The compiler's diagnostics as the editor takes them, by file.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic as Problem, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString,
};

use super::address::Root;
use super::mention::Places;
use super::navigation::FILE_START;
use super::position::{Encoding, Lines};
use super::workspace::State;
use crate::diagnostic::{Diagnostic, Place, Severity, SitePath};
use crate::settings::SETTINGS_FILE;

/// Every file that has problems, with them in the order of their places. What concerns no file that the site has is told
/// of the settings.
pub(super) fn of_site(
    state: &State,
    root: &Root,
    encoding: Encoding,
) -> BTreeMap<SitePath, Vec<Problem>> {
    let mut by_file: BTreeMap<SitePath, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in &state.diagnostics {
        let file = shown_file(state, diagnostic);
        by_file.entry(file).or_default().push(diagnostic);
    }
    let each = by_file.into_iter().map(|(file, diagnostics)| {
        let mut problems = of_file(state, root, encoding, &file, &diagnostics);
        problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
        (file, problems)
    });
    each.collect()
}

/// The file at which a diagnostic is shown.
pub(super) fn shown_file(state: &State, diagnostic: &Diagnostic) -> SitePath {
    let place = diagnostic.place.as_ref();
    match place.filter(|place| state.has_file(&place.file)) {
        Some(place) => place.file.clone(),
        None => SETTINGS_FILE.into(),
    }
}

pub(super) fn of_file(
    state: &State,
    root: &Root,
    encoding: Encoding,
    file: &SitePath,
    diagnostics: &[&Diagnostic],
) -> Vec<Problem> {
    let text = state.text(file).unwrap_or_default();
    let lines = Lines::of(&text, encoding);
    let mut places = Places::of(file, &text);
    let problem = |diagnostic: &&Diagnostic| {
        let place = diagnostic
            .place
            .as_ref()
            .filter(|place| place.file == *file);
        let range = place.map(|place| lines.range(places.bytes(&place.spot)));
        Problem {
            range: range.unwrap_or(FILE_START),
            severity: Some(match diagnostic.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(diagnostic.code.as_str().to_owned())),
            source: Some("dateline".to_owned()),
            message: message(diagnostic, place.is_some()),
            related_information: related(state, root, encoding, diagnostic),
            ..Problem::default()
        }
    };
    diagnostics.iter().map(problem).collect()
}

/// What is wrong, what was expected, and what to do, each on a line.
fn message(diagnostic: &Diagnostic, is_placed: bool) -> String {
    let mut message = match &diagnostic.place {
        Some(place) if !is_placed => format!("{}: {}", place.file, diagnostic.message),
        _ => diagnostic.message.clone(),
    };
    if !diagnostic.label.is_empty() {
        message.push('\n');
        message.push_str(&diagnostic.label);
    }
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    message
}

fn related(
    state: &State,
    root: &Root,
    encoding: Encoding,
    diagnostic: &Diagnostic,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    let information = |(place, label): &(Place, String)| {
        let text = state.text(&place.file)?;
        let bytes = Places::of(&place.file, &text).bytes(&place.spot);
        Some(DiagnosticRelatedInformation {
            location: Location::new(
                root.uri(&place.file)?,
                Lines::of(&text, encoding).range(bytes),
            ),
            message: label.clone(),
        })
    };
    let related: Vec<_> = diagnostic.related.iter().filter_map(information).collect();
    (!related.is_empty()).then_some(related)
}
