//! The values that are made only for templates that name them: each of these costs more to make than a plain page.

/// One of those values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Costly {
    /// `page.json_ld`
    JsonLd,
    /// `event.cite`
    Cite,
    /// `picture`
    Picture,
    /// `when.periods`
    Periods,
    /// `when.short`
    Short,
    /// `when.weekday`
    Weekday,
    /// `terms` of a row
    Terms,
    /// `cited` of a row
    Cited,
}

impl Costly {
    /// Every one, with the name that it has in templates.
    const ALL: [(&'static str, Self); 8] = [
        ("json_ld", Self::JsonLd),
        ("cite", Self::Cite),
        ("picture", Self::Picture),
        ("periods", Self::Periods),
        ("short", Self::Short),
        ("weekday", Self::Weekday),
        ("terms", Self::Terms),
        ("cited", Self::Cited),
    ];

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// A choice among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wants(u16);

impl Wants {
    /// All of them.
    pub(crate) const ALL: Self = Self(u16::MAX);
    /// None of them.
    pub(crate) const NONE: Self = Self(0);

    /// Those whose names stand in a tag of a template. One that writes out its whole context wants all.
    pub(crate) fn of_tag(tag: &str) -> Self {
        if tag.contains("__tera_context") {
            return Self::ALL;
        }
        let named = Costly::ALL
            .into_iter()
            .filter(|(name, _)| tag.contains(name));
        Self(named.fold(0, |bits, (_, value)| bits | value.bit()))
    }

    /// What either wants.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a value is among them.
    pub(crate) fn has(self, value: Costly) -> bool {
        self.0 & value.bit() != 0
    }
}
