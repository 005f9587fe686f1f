//! Entries that recur: each occurrence by itself, up to a limit. The one home of `rrule`.

use icalendar::parser::Component;
use rrule::RRuleSet;

use super::moment::Moment;
use super::zones::Zones;
use crate::edtf::Day;

/// The most occurrences of one entry that are taken.
pub(super) const MOST: usize = 100;

/// How an entry recurs.
#[derive(Debug, Default)]
pub(super) struct Recurrence {
    rule: Option<String>,
    more: Vec<Moment>,
    without: Vec<Moment>,
}

/// When it does.
pub(super) struct Occurrences {
    pub(super) starts: Vec<Moment>,
    pub(super) is_cut: bool,
}

impl Recurrence {
    pub(super) fn of(entry: &Component, zones: &Zones) -> Self {
        let dates = |name: &str| {
            let properties = entry
                .properties
                .iter()
                .filter(|property| property.name == name);
            let single = properties.flat_map(|property| {
                property
                    .val
                    .as_str()
                    .split(',')
                    .filter_map(|text| {
                        let mut one = property.clone();
                        one.val = text.trim().to_owned().into();
                        zones.moment(&one).ok()
                    })
                    .collect::<Vec<_>>()
            });
            single.collect()
        };
        Self {
            more: dates("RDATE"),
            without: dates("EXDATE"),
            ..Self::of_rule(super::value(entry, "RRULE"))
        }
    }

    pub(super) fn of_rule(rule: Option<String>) -> Self {
        Self {
            rule,
            ..Self::default()
        }
    }

    pub(super) fn is_none(&self) -> bool {
        self.rule.is_none() && self.more.is_empty()
    }

    /// The occurrences, the first one included. The clock on the spot is what recurs, whatever the zone does.
    pub(super) fn occurrences(&self, start: Moment) -> Result<Occurrences, String> {
        let mut starts = vec![start];
        let mut is_cut = false;
        if let Some(rule) = &self.rule {
            (starts, is_cut) = expanded(rule, start)?;
        }
        starts.extend(self.more.iter().map(|moment| Moment {
            time: start.time.and(moment.time),
            ..*moment
        }));
        let without: Vec<i64> = self.without.iter().map(|moment| moment.seconds()).collect();
        starts.retain(|moment| !without.contains(&moment.seconds()));
        starts.sort_by_key(|moment| moment.seconds());
        starts.dedup_by_key(|moment| moment.seconds());
        is_cut |= starts.len() > MOST;
        starts.truncate(MOST);
        Ok(Occurrences { starts, is_cut })
    }
}

/// The rule is followed on a clock without a zone, for which that of UTC stands in.
fn expanded(rule: &str, start: Moment) -> Result<(Vec<Moment>, bool), String> {
    let (year, month, day) = start.day.ymd();
    let time = start.time.unwrap_or(0);
    if rule.contains(['\n', '\r']) || !(1..=9999).contains(&year) {
        return Err("it is no rule".to_owned());
    }
    // The grammar has ASCII alone, which `rrule` takes for granted.
    if let Some(strange) = rule.chars().find(|letter| !letter.is_ascii()) {
        return Err(format!(
            "`{strange}` has no meaning in a rule (RFC 5545, 3.3.10)"
        ));
    }
    let text = format!(
        "DTSTART:{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z\nRRULE:{}",
        time / 3_600,
        time / 60 % 60,
        time % 60,
        until_in_utc(rule)
    );
    let set: RRuleSet = text
        .parse()
        .map_err(|error: rrule::RRuleError| error.to_string())?;
    let limit = u16::try_from(MOST).expect("a small number");
    let found = set.limit().all(limit);
    let starts = found.dates.iter().map(|date| {
        let seconds = date.timestamp();
        Moment {
            day: Day(seconds.div_euclid(86_400)),
            time: start.time.map(|_| seconds.rem_euclid(86_400)),
            ..start
        }
    });
    Ok((starts.collect(), found.limited))
}

/// The rule with its end as a moment of UTC, which a start in UTC wants; an end that is a day counts to its last second.
fn until_in_utc(rule: &str) -> String {
    let parts = rule.split(';').map(|part| match part.split_once('=') {
        Some((key, until)) if key.eq_ignore_ascii_case("UNTIL") => match until.len() {
            8 => format!("UNTIL={until}T235959Z"),
            _ => format!("UNTIL={}Z", until.trim_end_matches('Z')),
        },
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(";")
}
