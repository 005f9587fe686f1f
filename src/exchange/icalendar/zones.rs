//! The time zones of a calendar: by their IANA name, else by the rules that the calendar itself states (RFC 5545, 3.6.5).

use std::collections::HashMap;

use chrono_tz::Tz;
use icalendar::parser::{Component, Property};

use super::moment::Moment;
use super::recurrence::Recurrence;
use super::{parameter, value};
use crate::edtf::zone::parse_zone;

/// The zones that a calendar defines, by their ids.
pub(super) struct Zones {
    by_id: HashMap<String, Zone>,
}

enum Zone {
    Known(Tz),
    /// The beginnings of standard and of summer time, as local clocks, in order, with the offset in minutes from then on.
    Stated(Vec<(i64, i32)>),
}

impl Zones {
    /// The zones among the components of a calendar.
    pub(super) fn of(components: &[&Component]) -> Self {
        let zones = components
            .iter()
            .filter(|component| component.name == "VTIMEZONE");
        let by_id = zones.filter_map(|zone| {
            let id = value(zone, "TZID")?;
            let known = named(&id).or_else(|| named(&value(zone, "X-LIC-LOCATION")?));
            Some((
                id,
                known.map_or_else(|| Zone::Stated(onsets(zone)), Zone::Known),
            ))
        });
        Self {
            by_id: by_id.collect(),
        }
    }

    /// The moment of a property, in the zone that it names.
    pub(super) fn moment(&self, property: &Property) -> Result<Moment, String> {
        let text = property.val.as_str().trim();
        let moment = Moment::parse(text).ok_or_else(|| {
            format!(
                "`{}` is neither a day nor a time",
                crate::exchange::columns::shown(text)
            )
        })?;
        let Some(id) = parameter(property, "TZID")
            .filter(|_| moment.time.is_some() && moment.offset.is_none())
        else {
            return Ok(moment);
        };
        match self.by_id.get(&id) {
            Some(Zone::Known(zone)) => Ok(Moment {
                zone: Some(*zone),
                ..moment
            }),
            Some(Zone::Stated(onsets)) => Ok(Moment {
                offset: offset_at(onsets, moment.seconds()),
                ..moment
            }),
            None => match named(&id) {
                Some(zone) => Ok(Moment {
                    zone: Some(zone),
                    ..moment
                }),
                None => Err(format!(
                    "the time zone `{}` is neither known nor defined",
                    crate::exchange::columns::shown(&id)
                )),
            },
        }
    }
}

/// The zone of a name; some programs put their own address before it.
fn named(id: &str) -> Option<Tz> {
    let last_two = id.rmatch_indices('/').nth(1).map(|(at, _)| &id[at + 1..]);
    parse_zone(id).or_else(|| parse_zone(last_two?))
}

fn offset_at(onsets: &[(i64, i32)], seconds: i64) -> Option<i32> {
    let before = onsets.iter().rev().find(|(onset, _)| *onset <= seconds);
    before.or(onsets.first()).map(|(_, offset)| *offset)
}

/// When each rule of a zone begins to hold. What recurs is told for a hundred times, as entries are.
fn onsets(zone: &Component) -> Vec<(i64, i32)> {
    let mut onsets = Vec::new();
    for rule in &zone.components {
        let start = value(rule, "DTSTART").and_then(|start| Moment::parse(&start));
        let offset = value(rule, "TZOFFSETTO").and_then(|offset| minutes(&offset));
        let (Some(start), Some(offset)) = (start, offset) else {
            continue;
        };
        let recurrence = Recurrence::of_rule(value(rule, "RRULE"));
        let starts = recurrence
            .occurrences(start)
            .map_or_else(|_| vec![start], |found| found.starts);
        onsets.extend(starts.into_iter().map(|start| (start.seconds(), offset)));
    }
    onsets.sort_unstable();
    onsets
}

/// `+0100` in minutes.
fn minutes(offset: &str) -> Option<i32> {
    let (sign, digits) = match offset.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let is_offset = digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = |range| {
        is_offset.then(|| {
            digits
                .get::<std::ops::Range<usize>>(range)?
                .parse::<i32>()
                .ok()
        })?
    };
    let (hours, minutes) = (number(0..2)?, number(2..4)?);
    (hours < 15 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
