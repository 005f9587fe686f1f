//! The forms that a script fills say what the language itself says.

use super::{FILES, language};
use crate::edtf::Day;
use crate::language::stem_of;

/// The list of a form's key, as JSON has it.
fn forms(tag: &str) -> serde_json::Value {
    serde_json::to_value(language(tag).date_forms()).unwrap()
}

#[test]
fn a_filled_form_is_what_the_language_says() {
    for (stem, _) in FILES {
        let tag = stem_of(stem).unwrap_or(stem);
        let (language, forms) = (language(tag), forms(tag));
        let digits = |number: i64| -> String {
            let digits = number.to_string();
            let digit = |c: char| forms["digits"][c.to_digit(10).unwrap() as usize].as_str();
            digits.chars().filter_map(digit).collect()
        };
        let filled = |list: &str, month: u8, day: u8| {
            let form = forms[list][usize::from(month) - 1].as_str().unwrap();
            form.replace("{d}", &digits(day.into()))
                .replace("{y}", &digits(1987))
        };
        for month in 1..=12 {
            assert_eq!(filled("months", month, 1), language.month(1987, month));
            // The first day of a month has a name of its own in some languages; the axis counts it like the others.
            for day in 2..=28 {
                let said = language.day(Day::from_ymd(1987, month, day));
                assert_eq!(filled("days", month, day), said, "{tag}");
            }
        }
        let before = forms["before"].as_str().unwrap();
        assert_eq!(before.replace("{y}", &digits(500)), language.year(-499));
        assert_eq!(forms["hours"][23], language.clock(23, 0, None), "{tag}");
    }
}
