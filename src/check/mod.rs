//! The rules that need the whole site: what its editor would want to know before a reader finds it.
//!
//! What concerns one file alone is found when it is parsed, what concerns names when they are resolved.

mod addresses;
mod editorial;
mod pictures;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::site::Site;

/// A rule: the site and its plan in, what is wrong out.
type Rule = fn(&Site, &Plan) -> Vec<Diagnostic>;

/// Every rule, in the order of `docs/diagnostics.md`.
const RULES: [Rule; 9] = [
    addresses::links_land,
    addresses::fragments_land,
    pictures::exist,
    pictures::are_described,
    editorial::events_have_sources,
    editorial::sources_are_used,
    editorial::accounts_have_sources,
    editorial::order_is_possible,
    editorial::reports_come_after,
];

/// Applies every rule.
#[must_use]
pub fn check(site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    let found = RULES.par_iter().flat_map_iter(|rule| rule(site, plan));
    found.collect()
}
