//! What to say about a text that is not a date: what is wrong, where, and which accepted form comes nearest.

mod numbers;
mod words;

pub(crate) use words::MONTHS;

use super::parse::Fault;
use super::{DateError, Day, parse};

const FORMS: &str = "write a year (2022), a month (2022-01), a day (2022-01-21), a time (2022-01-21T11:00), a range \
                     (2022-01-13/2022-01-20), or one of several (`[2022-01-13..2022-01-20]`)";

const MANY: &str = "write a range (1900/2022), or wider dates: the months instead of their days";

/// The error for a text that [`parse::expression`] refused.
pub(super) fn explain(text: &str, fault: &Fault) -> DateError {
    let offset = boundary(text, fault.offset);
    if let Some((message, help, at)) = impossible_day(text) {
        return DateError {
            message,
            offset: at,
            help,
            replacement: None,
        };
    }
    let proposals: Vec<String> = proposals(text)
        .into_iter()
        .filter(|proposal| proposal != text && parse::expression(proposal).is_ok())
        .collect();
    let (help, replacement) = match proposals.as_slice() {
        [] if fault.message == parse::TOO_MANY_DATES => (MANY.to_owned(), None),
        [] => (words::hint(text).unwrap_or(FORMS).to_owned(), None),
        [one] => (format!("write `{one}`"), Some(one.clone())),
        [first, .., last] => (
            format!("write `{first}` or `{last}`, whichever is meant"),
            None,
        ),
    };
    DateError {
        message: message(text, fault.message),
        offset,
        help,
        replacement,
    }
}

/// The message, with the crate's own words where they say enough.
fn message(text: &str, words: &str) -> String {
    let said = match words {
        _ if text.is_empty() => "a date is expected, and nothing is written",
        _ if text.starts_with(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'X' | 'Y')) => {
            "a date begins with its year, and has no words in it"
        }
        "whitespace is not allowed" if text.contains(' ') => "a date has no spaces in it",
        "whitespace is not allowed" => "a date has no line breaks or control characters in it",
        "EDTF permits ASCII characters only" => "a date has ASCII characters only",
        "year must have exactly four digits (or X)" => {
            "a year has four digits, or `X` for one that is not known"
        }
        "expected '-' before month" => {
            "a year of four digits is followed by `-` and a month, or by nothing"
        }
        "expected '-' before day" => {
            "a month of two digits is followed by `-` and a day, or by nothing"
        }
        "unexpected characters after day" => {
            "a day of two digits is followed by a time, or by nothing"
        }
        "Y-prefixed years require |year| > 9999" => "a year after `Y` has five digits or more",
        "month must be 01-12 or a sub-year code 21-41" => {
            "a month is 01 to 12, or 21 to 41 for a season or quarter"
        }
        "interval must contain exactly one '/'" => "a range has one `/`",
        "interval end precedes interval start" => "the range ends before it begins",
        "interval needs at least one dated endpoint" => "a range needs a date on one side",
        "unterminated set" => "the bracket that opens the list is not closed",
        "-0000 is not a valid year" => "the year -0000 is written 0000",
        other => other,
    };
    said.to_owned()
}

/// The nearest offset within the text at which a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// For a well-formed day that the calendar lacks: what is wrong, what to do, and where the day stands.
fn impossible_day(text: &str) -> Option<(String, String, usize)> {
    let sign = usize::from(text.starts_with('-'));
    let numbers = text.get(sign..sign + 10)?;
    let rest = &text[sign + 10..];
    if !(rest.is_empty() || rest.starts_with(['T', ' ', '/', '?', '~', '%'])) {
        return None;
    }
    let (year, month, day) = ymd(numbers)?;
    let year = if sign == 1 { -year } else { year };
    if !(1..=12).contains(&month) {
        let message = format!("there is no month {month:02}");
        let help =
            "a month is 01 to 12; 21 to 24 are spring to winter, and have no days".to_owned();
        return Some((message, help, sign + 5));
    }
    let days = Day::days_in_month(year, month);
    if (1..=days).contains(&day) {
        return None;
    }
    let name = words::MONTHS[usize::from(month) - 1];
    let name = format!("{}{}", name[..1].to_ascii_uppercase(), &name[1..]);
    let message = format!("{name} {} has {days} days", &text[..sign + 4]);
    let help = format!(
        "write a day from 01 to {days}, or `{}-{month:02}-XX` when it is not known",
        &text[..sign + 4]
    );
    Some((message, help, sign + 8))
}

/// `YYYY-MM-DD` as numbers, whether or not there is such a day.
fn ymd(text: &str) -> Option<(i64, u8, u8)> {
    let mut parts = text.split('-');
    let mut part = |length: usize| {
        let part = parts.next()?;
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// Texts that may be meant. They are tried, and those that are no dates either are left out.
fn proposals(text: &str) -> Vec<String> {
    // Long texts are not misspelt dates, and are not worth the search.
    if text.is_empty() || text.len() > 80 {
        return Vec::new();
    }
    let plain = plain_characters(text.trim());
    let mut proposals = vec![
        plain.clone(),
        without_spaces(&plain),
        plain.to_ascii_uppercase(),
    ];
    proposals.extend(old_edtf(&plain));
    proposals.extend(almost_edtf(&plain));
    proposals.extend(numbers::proposals(&plain));
    proposals.extend(words::proposals(&plain));
    proposals.extend(joined_range(&plain));
    proposals.retain(|proposal| proposal != text && parse::expression(proposal).is_ok());
    // The first kind of reading that works is the one that is meant; only the order of day and month leaves two.
    let ambiguous = numbers::proposals(&plain).len() == 2;
    proposals.truncate(if ambiguous { 2 } else { 1 });
    proposals
}

/// Typographic dashes, spaces and dots as the characters that EDTF has for them.
fn plain_characters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2012}' | '\u{2212}' => plain.push('-'),
            '\u{2013}' | '\u{2014}' => plain.push('/'),
            '\u{2026}' => plain.push_str(".."),
            '\u{a0}' | '\u{202f}' | '\t' => plain.push(' '),
            '\u{2019}' => plain.push('\''),
            other => plain.push(other),
        }
    }
    plain
}

fn without_spaces(text: &str) -> String {
    text.replace(' ', "")
}

/// The draft of 2012 wrote `u` for an unspecified digit, `y` before a long year, `open` and `unknown`, and `?~`.
fn old_edtf(text: &str) -> Option<String> {
    let mended = text
        .replace("?~", "%")
        .replace("~?", "%")
        .replace("unknown/", "/")
        .replace("/unknown", "/")
        .replace("/open", "/..")
        .replace("open/", "../")
        .replace(['u', 'x', '_'], "X")
        .replace('y', "Y")
        .replace('e', "E");
    (mended != text).then_some(mended)
}

/// An open end without its brackets, a short year with a `Y`, ends that changed places, a second time without its day.
fn almost_edtf(text: &str) -> Option<String> {
    if text.starts_with("..") || text.ends_with("..") {
        return Some(format!("[{text}]"));
    }
    if let Some(year) = text.strip_prefix('Y') {
        let digits = year.trim_start_matches('-');
        let sign = if digits.len() < year.len() { "-" } else { "" };
        let digits = digits.trim_start_matches('0');
        return Some(match digits.len() {
            0..=4 => format!("{sign}{digits:0>4}"),
            _ => format!("Y{sign}{digits}"),
        });
    }
    let (start, end) = text.split_once('/')?;
    if end.find(':') == Some(2) {
        let day = start.split(['T', ' ']).next()?;
        return Some(format!("{start}/{day}T{end}"));
    }
    Some(format!("{end}/{start}"))
}

/// A range whose ends need mending, each by itself.
fn joined_range(text: &str) -> Option<String> {
    let (from, to) = ["/", " - ", " to "]
        .iter()
        .find_map(|mark| text.split_once(mark))?;
    let end = |text: &str| match text.trim() {
        "" | ".." => Some(text.trim().to_owned()),
        text if parse::expression(text).is_ok() => Some(text.to_owned()),
        text if text.contains(['/']) => None,
        text => numbers::proposals(text)
            .into_iter()
            .chain(words::proposals(text))
            .find(|proposal| parse::expression(proposal).is_ok()),
    };
    Some(format!("{}/{}", end(from)?, end(to)?))
}
