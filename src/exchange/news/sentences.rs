//! A report's text as sentences, each as its bytes in the text. Full stops of abbreviations, initials and numbers end
//! none; the end of a paragraph always does.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Abbreviations after which a sentence always goes on.
const NEVER_LAST: &[&str] = &[
    "Mr", "Mrs", "Ms", "Messrs", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Capt",
    "Cmdr", "Maj", "Sgt", "Adm", "Rev", "Hon", "St", "Mt", "Jan", "Feb", "Mar", "Apr", "Jun",
    "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur",
    "Thurs", "Fri", "Sat", "Sun", "No", "vs", "v", "approx", "ca", "cf", "e.g", "i.e", "Art",
];

/// Words that begin a sentence where the abbreviation before them could end one.
const STARTERS: &[&str] = &[
    "A", "An", "The", "This", "That", "These", "Those", "It", "Its", "He", "She", "They", "We",
    "His", "Her", "Their", "In", "On", "At", "But", "And", "After", "Before", "For", "From", "If",
    "There", "When", "While", "With", "However", "Last", "Next", "Some", "Both", "Police",
];

/// A mark that can end a sentence, the quotes that close behind it, and what parts it from the next one.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?P<mark>[.!?…]+["”’')\]]*)(?P<gap>\s+)(?P<next>["“‘'(\[]*\S)"#)
        .expect("a constant pattern")
});

static PARAGRAPH_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\n[ \t\r]*\n\s*").expect("a constant pattern"));

/// The sentences of a text, in order; each range has neither white space at its ends nor is it empty.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for gap in PARAGRAPH_END.find_iter(text) {
        of_paragraph(text, start..gap.start(), &mut found);
        start = gap.end();
    }
    of_paragraph(text, start..text.len(), &mut found);
    found
}

fn of_paragraph(text: &str, paragraph: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    let mut from = paragraph.start;
    while let Some(end) = END.captures_at(&text[..paragraph.end], from) {
        let (mark, next) = (
            &end["mark"],
            end.name("next").map_or(0, |next| next.start()),
        );
        let at = end.name("mark").map_or(from, |mark| mark.end());
        if ends_here(&text[start..at], mark, &text[next..paragraph.end]) {
            push(text, start..at, found);
            start = next;
        }
        from = next;
    }
    push(text, start..paragraph.end, found);
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Whether a sentence that has come as far as `mark` is over, where `next` follows.
fn ends_here(so_far: &str, mark: &str, next: &str) -> bool {
    let next_word: String = next
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let begins = next.starts_with(['"', '“', '‘', '(', '['])
        || next_word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !begins {
        return false;
    }
    if mark != "." {
        return true;
    }
    let word = so_far
        .trim_end_matches('.')
        .rsplit([' ', '\n', '(', '"', '“'])
        .next();
    let word = word.unwrap_or_default();
    if NEVER_LAST.contains(&word) {
        return false;
    }
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if is_initial {
        return false;
    }
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let could_end = is_dotted
        || matches!(
            word,
            "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "bln" | "etc"
        );
    !could_end || STARTERS.contains(&next_word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = sentences(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
        check(
            "Mr. Pike of the U.S. Senate left on Jan. 21.",
            &["Mr. Pike of the U.S. Senate left on Jan. 21."],
        );
        check(
            "He lives in the U.S. The house is red.",
            &["He lives in the U.S.", "The house is red."],
        );
        check(
            "It fell at 3 a.m. on Monday. It rose at 4 p.m. The end.",
            &[
                "It fell at 3 a.m. on Monday.",
                "It rose at 4 p.m.",
                "The end.",
            ],
        );
        check(
            "\"We go.\" He went. \"Why?\" asked Judge R. T. Avery.",
            &[
                "\"We go.\"",
                "He went.",
                "\"Why?\" asked Judge R. T. Avery.",
            ],
        );
        check("“Stay.” “No.”", &["“Stay.”", "“No.”"]);
        check(
            "A rise of 2.5 percent to 1.1 billion. 2014 was worse.",
            &["A rise of 2.5 percent to 1.1 billion.", "2014 was worse."],
        );
        check(
            "A line\nthat wraps. And ends\n\nwithout a stop\n\n",
            &["A line\nthat wraps.", "And ends", "without a stop"],
        );
        check(
            "Brightwater Inc. rose. Acme Ltd. said so.",
            &["Brightwater Inc. rose.", "Acme Ltd. said so."],
        );
        check("", &[]);
        check(" \n \n ... ", &["..."]);
    }
}
