//! Fields that say when, where in the clock or on the globe, and in which tongue: dates, time zones, coordinates,
//! language tags.

use serde_json::Value;

use super::{Reading, Trail, line, shown};
use crate::diagnostic::{Code, Diagnostic};
use crate::edtf::zone::{nearest_zone, parse_zone};
use crate::edtf::{DateError, EventDate};

/// A date: EDTF, a local time, a range of them; also the integer or list that YAML makes of an unquoted one.
pub(crate) fn date(reading: &Reading, value: Value, trail: &Trail) -> Option<EventDate> {
    match &value {
        Value::Null => None,
        Value::String(text) => parse(reading, trail, text.trim()),
        Value::Number(number) => match number.as_i64() {
            Some(year) => EventDate::from_yaml_integer(year)
                .map_err(|error| report(reading, trail, &year.to_string(), error))
                .ok(),
            // `1e3` and `2022.01` are numbers to YAML, and their characters count here.
            None => match reading.as_written(trail) {
                Some(text) => parse(reading, trail, text),
                None => wrong(reading, trail, &value),
            },
        },
        Value::Array(items) => list(reading, trail, items),
        // `{1960, 1961-12}`: a mapping whose keys have no values.
        Value::Object(map) if !map.is_empty() && map.values().all(Value::is_null) => {
            let keys: Vec<String> = map.keys().cloned().collect();
            parse(reading, trail, &EventDate::text_of_yaml_mapping(&keys))
        }
        _ => wrong(reading, trail, &value),
    }
}

fn parse(reading: &Reading, trail: &Trail, text: &str) -> Option<EventDate> {
    EventDate::parse(text)
        .map_err(|error| report(reading, trail, text, error))
        .ok()
}

fn list(reading: &Reading, trail: &Trail, items: &[Value]) -> Option<EventDate> {
    let mut texts = Vec::new();
    for (index, item) in items.iter().enumerate() {
        texts.push(match item {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other => return wrong(reading, &Trail::Index(trail, index), other),
        });
    }
    parse(reading, trail, &EventDate::text_of_yaml_list(&texts))
}

fn wrong(reading: &Reading, trail: &Trail, value: &Value) -> Option<EventDate> {
    reading.wrong_type(trail, "a date", value);
    None
}

fn report(reading: &Reading, trail: &Trail, text: &str, error: DateError) {
    let message = format!("`{}` is not a date: {}", shown(text), error.message);
    let diagnostic = Diagnostic::new(Code::BadDate, message).help(error.help);
    let diagnostic = if let Some(replacement) = error.replacement {
        // What is put in the place of the excerpt mends the whole value.
        diagnostic
            .at(reading.value_place(trail), "not a date")
            .replace_with(replacement)
    } else {
        let place = reading.part_place(trail, text, error.offset);
        diagnostic.at(place, "not understood from here on")
    };
    reading.report(diagnostic);
}

/// The IANA name of a time zone.
pub(crate) fn timezone(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let name = line(reading, value, trail)?;
    if let Some(zone) = parse_zone(&name) {
        return Some(zone.name().to_owned());
    }
    let message = format!("`{}` is not a time zone", shown(&name));
    let diagnostic = Diagnostic::new(Code::BadTimezone, message).at(
        reading.value_place(trail),
        "expected a name like `Europe/Zurich`",
    );
    // An abbreviation is close to many names and means none of them.
    let is_abbreviation = name.bytes().all(|byte| byte.is_ascii_uppercase());
    reading.report(match nearest_zone(&name) {
        Some(meant) if !is_abbreviation => diagnostic
            .help(format!("did you mean `{meant}`?"))
            .replace_with(meant),
        _ => diagnostic.help(
            "the names are those of the IANA time zone database; `CEST` and its like name no place",
        ),
    });
    None
}

/// A number within bounds that both count: degrees, metres.
pub(crate) fn location_number(
    reading: &Reading,
    value: Value,
    trail: &Trail,
    (least, most): (f64, f64),
) -> Option<f64> {
    let number = match &value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    match number {
        None => {
            reading.wrong_type(trail, "a number", &value);
            None
        }
        Some(number) if (least..=most).contains(&number) => Some(number),
        Some(number) => {
            let message = format!("`{}` cannot be {number}", trail.name());
            reading.wrong_value(
                trail,
                message,
                &format!("it lies between {least} and {most}"),
            );
            None
        }
    }
}

/// A language tag, checked for its form alone (BCP 47, 2.1): subtags of letters and digits, up to eight of them.
pub(crate) fn language(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let tag = line(reading, value, trail)?;
    let mut subtags = tag.split('-');
    let first = subtags
        .next()
        .is_some_and(|tag| (2..=8).contains(&tag.len()) && is_all(tag, char::is_ascii_alphabetic));
    let rest =
        subtags.all(|tag| (1..=8).contains(&tag.len()) && is_all(tag, char::is_ascii_alphanumeric));
    if first && rest {
        return Some(tag);
    }
    let message = format!("`{}` is not a language tag", shown(&tag));
    reading.wrong_value(trail, message, "write `en`, `en-GB`, `uk`, `zh-Hant`, …");
    None
}

fn is_all(text: &str, allowed: fn(&char) -> bool) -> bool {
    text.chars().all(|c| allowed(&c))
}
