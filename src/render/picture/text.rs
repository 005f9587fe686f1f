//! How wide a text is likely to be in a sans-serif face. The reader's fonts are not known at build, so it errs to the
//! wide side: a label that is told to fit does.

/// The width of a text in pixels at a size in pixels.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The text, shortened with an ellipsis where it would be wider than so many pixels.
pub(super) fn shortened(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut room = most / size - advance('…');
    let mut cut = 0;
    for (index, c) in text.char_indices() {
        room -= advance(c);
        if room < 0.0 {
            break;
        }
        cut = index + c.len_utf8();
    }
    // Not in the middle of a word, unless the word is most of the label.
    let kept = &text[..cut];
    let kept = match kept.rfind(char::is_whitespace) {
        Some(space) if space * 3 > cut * 2 => &kept[..space],
        _ => kept,
    };
    format!(
        "{}…",
        kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:–-".contains(c))
    )
}

/// The width of a character in ems.
fn advance(c: char) -> f64 {
    match c {
        // Marks that stand over or under a letter.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '‘' => 0.27,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | ' ' | '-' | '"' => 0.34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.92,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.53,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{9fff}'
        | '\u{a960}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'.. => 1.05,
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => 0.575,
        c if c.is_uppercase() => 0.72,
        _ => 0.62,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_between_words() {
        let check = |text: &str, most: f64, expected: &str| {
            let short = shortened(text, 10.0, most);
            assert_eq!(short, expected);
            assert!(width(&short, 10.0) <= most, "{short}");
        };
        check("Talks", 100.0, "Talks");
        check("Talks in Geneva and elsewhere", 100.0, "Talks in Geneva…");
        check("Donaudampfschifffahrt", 60.0, "Donauda…");
    }
}
