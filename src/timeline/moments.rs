//! The moment at which an event with a time begins: its own zone, else its place's, else the site's.

use chrono_tz::Tz;

use crate::content::{Event, Term};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::edtf::zone::{self, Moment, ZoneFault, offset_text};
use crate::site::TermId;

/// The moment at which an event begins; `None` for one without a time, or with one that its zone does not have.
pub(crate) fn moment(event: &Event, zone: Tz, diagnostics: &mut Vec<Diagnostic>) -> Option<Moment> {
    let fault = match event.date.start_moment(zone)? {
        Ok(moment) => return Some(moment),
        Err(fault) => fault,
    };
    let written = event.date.text();
    let start = written.split('/').next().unwrap_or_default();
    let with = |offset| format!("`{start}{}`", offset_text(offset));
    let (what, help) = match fault {
        ZoneFault::OutOfRange => return None,
        ZoneFault::Skipped { before, .. } => (
            "was skipped",
            format!(
                "give the time that the clock showed, or the offset from UTC with it, such as {}",
                with(before)
            ),
        ),
        ZoneFault::StoodTwice { first, second } => (
            "stood twice",
            format!(
                "give the offset from UTC with it: {} for the first of the two, {} for the second",
                with(first),
                with(second)
            ),
        ),
    };
    let message = format!(
        "`{written}` {what} in {} when the clocks changed",
        zone.name()
    );
    let place = Place::at_value(&event.file, FieldPath::key("date"));
    diagnostics.push(
        Diagnostic::new(Code::NonexistentTime, message)
            .at(place, "expected a time that stood once")
            .help(help),
    );
    None
}

/// The zone of an event's times: its own, that of its first place that has one or is part of one that has, the site's.
pub(crate) fn zone_of(
    event: &Event,
    named: &[TermId],
    terms: &[Term],
    ancestors: &[Vec<TermId>],
    site: Tz,
) -> Tz {
    let own = event.timezone.as_deref().and_then(zone::parse_zone);
    own.or_else(|| {
        named
            .iter()
            .flat_map(|id| std::iter::once(id).chain(&ancestors[id.index()]))
            .find_map(|id| {
                terms[id.index()]
                    .timezone
                    .as_deref()
                    .and_then(zone::parse_zone)
            })
    })
    .unwrap_or(site)
}
