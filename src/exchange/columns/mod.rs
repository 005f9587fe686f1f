//! Tables of a person's own making (CSV, JSON Lines): which column says what, guessed from its heading or told with
//! `--map title=Headline`, and rows as events.

mod plan;
mod row;

use serde_json::Value;

use crate::diagnostic::Place;
use crate::exchange::address::is_address;
use crate::exchange::date::DayOrder;
use crate::exchange::{Imported, Incoming, Notes, plain};
use plan::Plan;
use row::RowReader;

/// What a person says about a table.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// Field and heading, as `--map` has them.
    pub given: Vec<(String, String)>,
    /// Which number of `3/4/2022` is the day.
    pub dates: Option<DayOrder>,
}

/// A table with values of any kind.
#[allow(clippy::struct_field_names, reason = "a table has rows")]
pub(super) struct Rows<'a> {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<Value>>,
    /// The number of a row, as a person counts it.
    pub(super) number: &'a dyn Fn(usize) -> usize,
    /// The place of a cell, by row and column.
    pub(super) place: &'a dyn Fn(usize, usize) -> Place,
}

/// The most cells of a table, the empty ones included.
const MOST_CELLS: usize = 10_000_000;

/// Whether a table is small enough; else what is said of it. A short row takes as much as a long one.
pub(super) fn within_limits(columns: usize, rows: usize) -> Result<(), String> {
    if columns.saturating_mul(rows) <= MOST_CELLS {
        return Ok(());
    }
    Err(format!(
        "the table has {rows} rows of {columns} columns: more than {MOST_CELLS} cells"
    ))
}

/// Rows as events.
pub(super) fn events(table: &Rows, incoming: &Incoming) -> Imported {
    let mut imported = Imported::default();
    let plan = match Plan::of(table, incoming) {
        Ok(plan) => plan,
        Err(diagnostic) => {
            imported.diagnostics.push(diagnostic);
            return imported;
        }
    };
    imported.guesses = plan.told(&table.headings);
    let dates = plan
        .column("date")
        .map(|column| table.rows.iter().map(move |row| text(&row[column])));
    let dates: Vec<String> = dates.into_iter().flatten().collect();
    let order = incoming
        .mapping
        .dates
        .or_else(|| DayOrder::of(dates.iter().map(String::as_str)));
    for row in 0..table.rows.len() {
        let reader = RowReader {
            table,
            plan: &plan,
            row,
            order,
            incoming,
        };
        match reader.event(&mut imported) {
            Ok(event) => imported.events.push(event),
            Err(diagnostic) => imported.diagnostics.push(diagnostic),
        }
    }
    for taxonomy in &incoming.site.settings.taxonomies {
        if let Some(column) = plan.column(&taxonomy.key) {
            hint_at_commas(table, column, &mut imported.notes);
        }
    }
    imported
}

/// Says that a comma parts no names, where the cells of a column may mean that it does.
fn hint_at_commas(table: &Rows, column: usize, notes: &mut Notes) {
    let is_list = |cell: &&str| cell.contains(", ") && !cell.contains([';', '|', '\n']);
    let mut cells = table
        .rows
        .iter()
        .filter_map(|row| row.get(column)?.as_str())
        .filter(is_list);
    let Some(first) = cells.next() else { return };
    let hint = format!(
        "in `{}`, {} is one name: write `{}` if more are meant",
        plain::line(&table.headings[column]),
        format_args!("`{}`", shown(first)),
        shown(&first.replace(", ", "; ")),
    );
    notes.add_times(&hint, 1 + cells.count());
}

/// A cell as text: several values are parted by `; `.
fn text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// The values of a cell: the items of a list, else what `;`, `|` and line breaks part. A comma parts nothing, since
/// names have commas.
fn names(cell: &Value) -> Vec<String> {
    let texts: Vec<String> = match cell {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::String(text) if is_address(text.trim()) && !text.contains("; ") => {
            vec![text.clone()]
        }
        other => text(other)
            .split([';', '|', '\n'])
            .map(str::to_owned)
            .collect(),
    };
    let lines = texts.iter().map(|name| plain::line(name));
    lines.filter(|name| !name.is_empty()).collect()
}

/// The beginning of a text, for a message.
pub(super) fn shown(text: &str) -> String {
    let head: String = plain::line(text).chars().take(60).collect();
    if head.chars().count() < 60 {
        head
    } else {
        format!("{head}…")
    }
}
