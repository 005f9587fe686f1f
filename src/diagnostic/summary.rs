//! How many diagnostics there are, in one line.

use std::collections::BTreeSet;

use super::{Diagnostic, Severity};

/// "3 errors and 2 warnings in 4 files"; `None` when there is nothing to count.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let errors = count(diagnostics, Severity::Error);
    let warnings = count(diagnostics, Severity::Warning);
    let found = match (errors, warnings) {
        (0, 0) => return None,
        (errors, 0) => counted(errors, "error"),
        (0, warnings) => counted(warnings, "warning"),
        (errors, warnings) => format!(
            "{} and {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    };
    let files: BTreeSet<&str> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.place.as_ref())
        .map(|place| &*place.file)
        .collect();
    Some(match files.len() {
        0 => found,
        files => format!("{found} in {}", counted(files, "file")),
    })
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity)
        .count()
}

/// "1 file", "1,997 files".
fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A number with a comma before every third digit from the end.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Place};
    use super::*;

    fn check(codes: &[(Code, &str)], expected: Option<&str>) {
        let diagnostics: Vec<Diagnostic> = codes
            .iter()
            .map(|&(code, file)| Diagnostic::new(code, "").at(Place::file(&file.into()), ""))
            .collect();
        assert_eq!(summary(&diagnostics).as_deref(), expected);
    }

    #[test]
    fn counts_errors_warnings_and_files() {
        use Code::{BadDate, UnknownKey};
        check(&[], None);
        check(&[(BadDate, "a")], Some("1 error in 1 file"));
        check(
            &[(BadDate, "a"), (UnknownKey, "a"), (UnknownKey, "b")],
            Some("1 error and 2 warnings in 2 files"),
        );
    }

    #[test]
    fn groups_digits_by_three() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1_997, "1,997"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }
}
