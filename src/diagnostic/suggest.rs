//! "Did you mean": the one candidate that is close enough to a word to be what was meant.

/// The candidate that differs from `word` by so little that a slip is likely: the closest, and of equals the first by
/// its letters, so that the order in which they are given makes no difference.
///
/// Case, `_`, `-` and spaces count as equal. A word of two letters has no slip that could be told from another word,
/// one of five may differ by one letter (or two that changed places), one of nine by two, a longer one by three.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    let limit = slips(length);
    let letters = letter_set(&word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Three cheap tests spare the expensive distance for nearly every candidate of a large site.
        if candidate.is_ascii() && candidate.trim().len().abs_diff(length) > limit {
            continue;
        }
        let folded = fold(candidate);
        if folded.chars().count().abs_diff(length) > limit
            || (letters ^ letter_set(&folded)).count_ones() as usize > 2 * limit
        {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word, &folded);
        let found = (distance, candidate);
        if distance <= limit && best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// As [`suggest`], for the names of things: a part of a longer name (`Blinken` for `antony-blinken`) is understood too,
/// when it is part of one candidate alone.
pub fn suggest_name<'a, I>(word: &str, candidates: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a str> + Clone,
{
    suggest(word, candidates.clone()).or_else(|| part_of_one(word, candidates))
}

fn part_of_one<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    if word.chars().count() < 4 {
        return None;
    }
    let wanted: Vec<&str> = word.split('-').collect();
    let mut fitting = candidates.into_iter().filter(|candidate| {
        let folded = fold(candidate);
        let parts: Vec<&str> = folded.split('-').collect();
        wanted.iter().all(|part| parts.contains(part))
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn slips(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

fn fold(word: &str) -> String {
    word.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '_' | ' ') { '-' } else { c })
        .collect()
}

/// Which letters a word has, one bit each; letters that share a bit only make the test less sharp.
fn letter_set(word: &str) -> u64 {
    word.chars()
        .fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &[
        "title",
        "date",
        "actors",
        "sources",
        "archive_url",
        "places",
    ];
    const NAMES: &[&str] = &["antony-blinken", "sergei-lavrov", "sergei-ryabkov", "nato"];

    #[test]
    fn suggests_what_a_slip_can_have_meant() {
        for (word, expected) in [
            ("tilte", Some("title")),
            ("Title", Some("title")),
            ("actor", Some("actors")),
            ("souces", Some("sources")),
            ("archive-url", Some("archive_url")),
            ("note", None),
            ("tags", None),
            ("", None),
            ("outlet", None),
        ] {
            assert_eq!(suggest(word, KEYS.iter().copied()), expected, "{word}");
        }
    }

    #[test]
    fn the_order_of_the_candidates_makes_no_difference() {
        for candidates in [["talks-2", "talks-1"], ["talks-1", "talks-2"]] {
            assert_eq!(suggest("talks-3", candidates), Some("talks-1"));
        }
    }

    #[test]
    fn suggests_a_name_from_a_part_of_it() {
        for (word, expected) in [
            ("Blinken", Some("antony-blinken")),
            ("Antony Blinkn", Some("antony-blinken")),
            ("sergei", None),
            ("Lavrov Sergei", Some("sergei-lavrov")),
            ("osce", None),
        ] {
            assert_eq!(
                suggest_name(word, NAMES.iter().copied()),
                expected,
                "{word}"
            );
        }
    }
}
