//! Fields that hold a list, or its one item by itself.

use serde_json::Value;

use super::{Reading, Trail, line};

/// Reads each item of a list with its index; a value that is no list counts as its only item. Commas separate nothing:
/// `Blinken, Antony` is one name.
pub(crate) fn items(value: Value, trail: &Trail, mut read: impl FnMut(Value, &Trail, usize)) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (index, item) in items.into_iter().enumerate() {
                read(item, &Trail::Index(trail, index), index);
            }
        }
        single => read(single, trail, 0),
    }
}

/// The lines of a list of texts, each with its index in the list as written.
pub(crate) fn lines(reading: &Reading, value: Value, trail: &Trail) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    items(value, trail, |item, trail, index| {
        lines.extend(line(reading, item, trail).map(|text| (index, text)));
    });
    lines
}
