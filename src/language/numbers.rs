//! Numbers in a language: grouped digits, plural and ordinal categories, Roman numerals.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// What a language does with numbers.
#[derive(Debug)]
pub(super) struct Numbers {
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
    cardinal: PluralRules,
    ordinal: PluralRules,
}

impl Numbers {
    /// The numbers of a locale.
    pub(super) fn new(locale: &Locale) -> Self {
        const ROOT: &str = "the root locale stands in for every other";
        let decimals = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new(locale.into(), options).expect(ROOT)
        };
        let plurals = |options| PluralRules::try_new(locale.into(), options).expect(ROOT);
        Self {
            grouped: decimals(GroupingStrategy::Auto),
            plain: decimals(GroupingStrategy::Never),
            cardinal: plurals(PluralRulesOptions::default()),
            ordinal: plurals(
                PluralRulesOptions::default().with_type(icu_plurals::PluralRuleType::Ordinal),
            ),
        }
    }

    /// With separators between thousands.
    pub(super) fn grouped(&self, n: u64) -> String {
        self.grouped.format(&Decimal::from(n)).to_string()
    }

    /// Without separators, as years are written.
    pub(super) fn plain(&self, n: u64) -> String {
        self.plain.format(&Decimal::from(n)).to_string()
    }

    /// The plural category of a number: `one`, `few`, `many`, `other`, …
    pub(super) fn category(&self, n: u64) -> &'static str {
        name(self.cardinal.category_for(n))
    }

    /// The category of a number as an ordinal: in English `one` for 1st, `two` for 2nd.
    pub(super) fn ordinal_category(&self, n: u64) -> &'static str {
        name(self.ordinal.category_for(n))
    }

    /// Every plural category that the language has.
    #[cfg(test)]
    pub(super) fn categories(&self) -> impl Iterator<Item = &'static str> {
        self.cardinal.categories().map(name)
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// A number from 1 to 3,999 in Roman numerals, as many languages count centuries; larger ones in digits.
pub(super) fn roman(mut n: u64) -> String {
    const NUMERALS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3_999 {
        return n.to_string();
    }
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while n >= value {
            text.push_str(numeral);
            n -= value;
        }
    }
    text
}

/// A number in raised digits, for powers of ten.
pub(super) fn superscript(n: u32) -> String {
    let raised = |digit: char| match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' => '⁰',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    };
    n.to_string().chars().map(raised).collect()
}
