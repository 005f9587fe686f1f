//! The names of periods, each made once: every event names the day, month and year that it stands in, and they repeat.

use std::collections::HashMap;
use std::sync::RwLock;

use crate::edtf::Period;
use crate::language::Language;

/// The names of the periods that were asked for.
#[derive(Default)]
pub(super) struct PeriodTitles {
    made: RwLock<HashMap<Period, String>>,
}

impl PeriodTitles {
    /// The name of a period in a language, which is the same at every call.
    pub(super) fn of(&self, period: Period, language: &Language) -> String {
        const INTACT: &str = "no thread panics while it holds the names";
        if let Some(title) = self.made.read().expect(INTACT).get(&period) {
            return title.clone();
        }
        let title = language.period(&period);
        let mut made = self.made.write().expect(INTACT);
        made.entry(period).or_insert(title).clone()
    }
}
