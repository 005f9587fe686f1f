//! The moment at which an event with a time begins: its own zone, else its place's, else the site's.

use chrono_tz::Tz;

use crate::content::{Event, Term};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::edtf::zone::{self, Moment, ZoneFault};
use crate::site::TermId;

/// The moment at which an event begins; `None` for one without a time, or with one that its zone does not have.
pub(crate) fn moment(event: &Event, zone: Tz, diagnostics: &mut Vec<Diagnostic>) -> Option<Moment> {
    match event.date.start_moment(zone)? {
        Ok(moment) => Some(moment),
        Err(ZoneFault::OutOfRange) => None,
        Err(fault @ (ZoneFault::Skipped | ZoneFault::StoodTwice { .. })) => {
            let what = if fault == ZoneFault::Skipped {
                "was skipped"
            } else {
                "stood twice"
            };
            let start = event.date.text().split('/').next().unwrap_or_default();
            diagnostics.push(
                Diagnostic::new(
                    Code::NonexistentTime,
                    format!(
                        "`{}` {what} in {} when the clocks changed",
                        event.date.text(),
                        zone.name()
                    ),
                )
                .at(
                    Place::at_value(&event.file, FieldPath::key("date")),
                    "expected a time that stood once",
                )
                .help(format!(
                    "give the offset from UTC with the time, such as `{start}+01:00`"
                )),
            );
            None
        }
    }
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
