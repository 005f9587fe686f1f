//! Whose copy reports are: those of one copy get the agency that one of them names. Where they name several nobody is
//! believed more than another.

use std::collections::BTreeSet;

use super::Report;
use super::copies::{Copy, copies};
use crate::exchange::Imported;

/// The names of files that one sentence tells.
const MOST_NAMES: usize = 5;

/// Gives reports of one copy the agency that they name, and says so.
pub(super) fn propose(reports: &mut [Report], imported: &mut Imported) {
    let bodies: Vec<&str> = reports.iter().map(Report::body).collect();
    for copy in copies(&bodies) {
        let agencies: BTreeSet<String> = copy
            .reports
            .iter()
            .filter_map(|index| reports[*index].header.agency.clone())
            .collect();
        let told = told(&copy, reports);
        let mut agencies = agencies.into_iter();
        match (agencies.next(), agencies.next()) {
            (None, _) => imported
                .guesses
                .push(format!("{told}: which agency's it is, none of them says")),
            (Some(agency), None) => {
                imported
                    .guesses
                    .push(format!("{told}: the agency is taken to be {agency}"));
                for index in copy.reports {
                    reports[index].header.agency = Some(agency.clone());
                }
            }
            (Some(one), Some(other)) => imported.notes.add(&format!(
                "{told}, and name {one} and {other}: no agency is given to the others"
            )),
        }
    }
}

/// Which reports are one copy, by their files.
fn told(copy: &Copy, reports: &[Report]) -> String {
    let mut files: Vec<String> = copy
        .reports
        .iter()
        .map(|index| format!("`{}`", reports[*index].file))
        .collect();
    files.sort();
    let more = files.len().saturating_sub(MOST_NAMES);
    files.truncate(MOST_NAMES);
    let last = match more {
        0 => files.pop().unwrap_or_default(),
        more => format!("{more} more"),
    };
    let percent = (copy.share * 100.0).round();
    let files = files.join(", ");
    format!("{files} and {last} are one copy ({percent} % of the shorter)")
}
