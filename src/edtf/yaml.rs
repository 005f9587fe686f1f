//! The EDTF that was meant where YAML took a date for something else: a number, a list, a mapping.

use super::{DateError, EventDate};

impl EventDate {
    /// A year that YAML read as a number: `2014`, `-0499`.
    ///
    /// A number of more than four digits is refused: `20220121` is more likely a day without its hyphens than a year.
    pub fn from_yaml_integer(number: i64) -> Result<Self, DateError> {
        let sign = if number < 0 { "-" } else { "" };
        Self::parse(&format!("{sign}{:04}", number.unsigned_abs()))
    }

    /// The EDTF of a YAML list's items: `[1667, 1760-12]` is read by YAML as a list of two.
    #[must_use]
    pub fn text_of_yaml_list(items: &[String]) -> String {
        format!("[{}]", joined(items))
    }

    /// The EDTF of a YAML mapping's keys: `{1960, 1961-12}` is read by YAML as keys without values.
    #[must_use]
    pub fn text_of_yaml_mapping(keys: &[String]) -> String {
        format!("{{{}}}", joined(keys))
    }
}

/// YAML makes a number of `-0499` and drops the zero; four digits are what EDTF wants.
fn joined(items: &[String]) -> String {
    let item = |item: &String| match item.trim().parse::<i64>() {
        Ok(year) if year < 0 => format!("-{:04}", year.unsigned_abs()),
        Ok(year) => format!("{year:04}"),
        Err(_) => item.trim().to_owned(),
    };
    items.iter().map(item).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_years() {
        for (number, text) in [(2014, "2014"), (-499, "-0499"), (0, "0000"), (33, "0033")] {
            assert_eq!(EventDate::from_yaml_integer(number).unwrap().text(), text);
        }
        let error = EventDate::from_yaml_integer(20_220_121).unwrap_err();
        assert_eq!(error.replacement.as_deref(), Some("2022-01-21"));
        assert!(EventDate::from_yaml_integer(i64::MIN).is_err());
    }

    #[test]
    fn lists_and_mappings_are_sets() {
        let items = |items: &[&str]| items.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            EventDate::text_of_yaml_list(&items(&["2022-01-13..2022-01-20"])),
            "[2022-01-13..2022-01-20]"
        );
        assert_eq!(
            EventDate::text_of_yaml_mapping(&items(&["1960", "-499", "1961-12"])),
            "{1960,-0499,1961-12}"
        );
    }
}
