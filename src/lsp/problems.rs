//! The compiler's diagnostics as the editor takes them, by file.

use std::collections::{BTreeMap, HashMap};

use lsp_types::{
    Diagnostic as Problem, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, Range,
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
    let elsewhere = elsewhere(state, encoding, &state.diagnostics);
    let each = by_file.into_iter().map(|(file, diagnostics)| {
        let text = state.text(&file).unwrap_or_default();
        let lines = Lines::of(&text, encoding);
        let mut places = Places::of(&file, &text);
        let mut range = |place: &Place| lines.range(places.bytes(&place.spot));
        let problem = |it: &&Diagnostic| problem(root, &file, it, &mut range, &elsewhere);
        let mut problems: Vec<Problem> = diagnostics.iter().map(problem).collect();
        problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
        (file, problems)
    });
    each.collect()
}

/// One diagnostic as it is told of a file in which it has this range.
pub(super) fn of_one(
    state: &State,
    root: &Root,
    encoding: Encoding,
    (file, range): (&SitePath, Range),
    diagnostic: &Diagnostic,
) -> Problem {
    let elsewhere = elsewhere(state, encoding, std::slice::from_ref(diagnostic));
    problem(root, file, diagnostic, &mut |_| range, &elsewhere)
}

/// The file at which a diagnostic is shown.
pub(super) fn shown_file(state: &State, diagnostic: &Diagnostic) -> SitePath {
    let place = diagnostic.place.as_ref();
    match place.filter(|place| state.has_file(&place.file)) {
        Some(place) => place.file.clone(),
        None => SETTINGS_FILE.into(),
    }
}

/// The ranges of the other places that belong to diagnostics. Each text is gone through once, however many name it.
fn elsewhere<'d>(
    state: &State,
    encoding: Encoding,
    diagnostics: &'d [Diagnostic],
) -> HashMap<&'d Place, Range> {
    let mut by_file: HashMap<&SitePath, Vec<&Place>> = HashMap::new();
    for (place, _) in diagnostics.iter().flat_map(|it| &it.related) {
        by_file.entry(&place.file).or_default().push(place);
    }
    let mut ranges = HashMap::new();
    for (file, of_file) in by_file {
        let Some(text) = state.text(file) else {
            continue;
        };
        let lines = Lines::of(&text, encoding);
        let mut places = Places::of(file, &text);
        for place in of_file {
            ranges.insert(place, lines.range(places.bytes(&place.spot)));
        }
    }
    ranges
}

fn problem(
    root: &Root,
    file: &SitePath,
    diagnostic: &Diagnostic,
    range: &mut dyn FnMut(&Place) -> Range,
    elsewhere: &HashMap<&Place, Range>,
) -> Problem {
    let place = diagnostic.place.as_ref();
    let place = place.filter(|place| place.file == *file);
    Problem {
        range: place.map_or(FILE_START, range),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(diagnostic.code.as_str().to_owned())),
        source: Some("dateline".to_owned()),
        message: message(diagnostic, place.is_some()),
        related_information: related(root, diagnostic, elsewhere),
        ..Problem::default()
    }
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
    root: &Root,
    diagnostic: &Diagnostic,
    elsewhere: &HashMap<&Place, Range>,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    let information = |(place, label): &(Place, String)| {
        let range = elsewhere.get(place)?;
        Some(DiagnosticRelatedInformation {
            location: Location::new(root.uri(&place.file)?, *range),
            message: label.clone(),
        })
    };
    let related: Vec<_> = diagnostic.related.iter().filter_map(information).collect();
    (!related.is_empty()).then_some(related)
}
