//! Dates in English words, as people write them into a front matter, and the EDTF that says the same.
//!
//! Only advice comes of it: words are never taken for a date.

/// The months' English names, as formats and people that write English use them.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const SEASONS: [(&str, &str); 5] = [
    ("spring", "21"),
    ("summer", "22"),
    ("autumn", "23"),
    ("fall", "23"),
    ("winter", "24"),
];

/// Words before a date, and the EDTF around it.
const PREFIXES: [(&str, &str, &str); 20] = [
    ("circa ", "", "~"),
    ("approximately ", "", "~"),
    ("approx. ", "", "~"),
    ("around ", "", "~"),
    ("about ", "", "~"),
    ("ca. ", "", "~"),
    ("ca ", "", "~"),
    ("c. ", "", "~"),
    ("c.", "", "~"),
    ("c ", "", "~"),
    ("c", "", "~"),
    ("~", "", "~"),
    ("possibly ", "", "?"),
    ("probably ", "", "?"),
    ("perhaps ", "", "?"),
    ("since ", "", "/.."),
    ("from ", "", "/.."),
    ("until ", "../", ""),
    ("till ", "../", ""),
    ("up to ", "../", ""),
];

/// The EDTF that a text in words may mean. It still has to be tried.
pub(super) fn proposals(text: &str) -> Vec<String> {
    let lower = text.trim().to_ascii_lowercase();
    let found = plain(&lower)
        .or_else(|| between(&lower))
        .or_else(|| before_or_after(&lower))
        .or_else(|| prefixed(&lower));
    found.into_iter().collect()
}

/// What to do about words that say no date at all.
pub(super) fn hint(text: &str) -> Option<&'static str> {
    match text.trim().to_ascii_lowercase().as_str() {
        "unknown" | "n.d." | "nd" | "undated" | "?" => {
            Some("write `XXXX` for a year that is not known, or the range that it must lie in")
        }
        "today" | "yesterday" | "tomorrow" | "now" => {
            Some("write the day itself; a page that is built tomorrow must say the same")
        }
        lower if lower.contains("24:00") => Some("the end of a day is 00:00 of the next"),
        _ => None,
    }
}

/// A date in words without a word before it.
fn plain(lower: &str) -> Option<String> {
    if digits(lower, 4) {
        return Some(lower.to_owned());
    }
    decade(lower)
        .or_else(|| century(lower))
        .or_else(|| era(lower))
        .or_else(|| quarter(lower))
        .or_else(|| month_and_year(lower))
}

/// `1990s`, `the 1990's`.
fn decade(lower: &str) -> Option<String> {
    let text = lower.strip_prefix("the ").unwrap_or(lower);
    let year = text.strip_suffix("'s").or_else(|| text.strip_suffix('s'))?;
    (digits(year, 4) && year.ends_with('0')).then(|| format!("{}X", &year[..3]))
}

/// `19th century`.
fn century(lower: &str) -> Option<String> {
    let text = lower.strip_prefix("the ").unwrap_or(lower);
    let number = text.strip_suffix("century")?.trim_end_matches([' ', '-']);
    let number = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| number.strip_suffix(ending))?;
    let number: u8 = number.parse().ok()?;
    Some(format!("{:02}XX", number.checked_sub(1)?))
}

/// `500 BC`, `BCE`, `AD 80`, `476 CE`. Year 1 BCE is 0000.
fn era(lower: &str) -> Option<String> {
    let before = ["bce", "bc", "b.c.e.", "b.c."];
    if let Some(year) = before.iter().find_map(|era| lower.strip_suffix(era)) {
        let year: i64 = year.trim().replace(',', "").parse().ok()?;
        let astronomical = year.checked_sub(1)?;
        return Some(match astronomical {
            0 => "0000".to_owned(),
            1..=9999 => format!("-{astronomical:04}"),
            _ => format!("Y-{astronomical}"),
        });
    }
    let year = lower
        .strip_suffix("ce")
        .or_else(|| lower.strip_suffix("ad"))
        .or_else(|| lower.strip_prefix("ad"))?;
    let year: u16 = year.trim().parse().ok()?;
    Some(format!("{year:04}"))
}

/// `Q1 2022`, `2022-Q1`.
fn quarter(lower: &str) -> Option<String> {
    let (a, b) = lower.split_once([' ', '-', '/'])?;
    let (quarter, year) = if a.starts_with('q') { (a, b) } else { (b, a) };
    let quarter: u8 = quarter.strip_prefix('q')?.parse().ok()?;
    ((1..=4).contains(&quarter) && digits(year, 4)).then(|| format!("{year}-{}", 32 + quarter))
}

/// `Jan 2022`, `21 January 2022`, `January 21st, 2022`, `2022 Jan 21`, `spring 2001`.
fn month_and_year(lower: &str) -> Option<String> {
    let words: Vec<&str> = lower
        .split([' ', ',', '-', '.'])
        .filter(|word| !word.is_empty() && *word != "of" && weekday(word).is_none())
        .collect();
    if words.len() > 3 {
        return None;
    }
    let year = words.iter().find(|word| digits(word, 4))?;
    let month = words.iter().find_map(|word| month(word))?;
    let mut others = words
        .iter()
        .filter(|word| *word != year && self::month(word).is_none());
    let Some(day) = others.next() else {
        return Some(format!("{year}-{month}"));
    };
    let day = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| day.strip_suffix(ending))
        .unwrap_or(day);
    let day: u8 = day.parse().ok()?;
    Some(format!("{year}-{month}-{day:02}"))
}

/// The two digits of a month or season that is named.
fn month(word: &str) -> Option<String> {
    if let Some((_, code)) = SEASONS.iter().find(|(name, _)| *name == word) {
        return Some((*code).to_owned());
    }
    let named = |name: &str| {
        word.len() >= 3 && (name.starts_with(word) || word == "sept" && name == "september")
    };
    let index = MONTHS.iter().position(|name| named(name))?;
    Some(format!("{:02}", index + 1))
}

fn weekday(word: &str) -> Option<()> {
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    days.iter()
        .any(|day| word.len() >= 3 && day.starts_with(word))
        .then_some(())
}

/// `between 2014 and 2016`, `2014 to 2016`.
fn between(lower: &str) -> Option<String> {
    if let Some(rest) = lower.strip_prefix("between ") {
        let (from, to) = rest.split_once(" and ")?;
        return Some(format!("[{}..{}]", dated(from)?, dated(to)?));
    }
    let rest = lower.strip_prefix("from ").unwrap_or(lower);
    let (from, to) = [" to ", " until ", " - "]
        .iter()
        .find_map(|mark| rest.split_once(mark))?;
    Some(format!("{}/{}", dated(from)?, dated(to)?))
}

/// `before 1985` is 1984 or earlier; `after 1985` is 1986 or later.
fn before_or_after(lower: &str) -> Option<String> {
    let year = |text: &str| {
        text.trim()
            .parse::<u16>()
            .ok()
            .filter(|_| digits(text.trim(), 4))
    };
    if let Some(year) = lower.strip_prefix("before ").and_then(year) {
        return Some(format!("[..{:04}]", year.checked_sub(1)?));
    }
    let year = lower.strip_prefix("after ").and_then(year)?;
    Some(format!("[{:04}..]", year.checked_add(1)?))
}

fn prefixed(lower: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(word, before, after)| {
        let rest = lower.strip_prefix(word)?;
        Some(format!("{before}{}{after}", dated(rest)?))
    })
}

/// A part of an expression: EDTF already, or in words.
fn dated(text: &str) -> Option<String> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && text.len() >= 4
    {
        return Some(text.to_owned());
    }
    plain(text)
}

fn digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}
