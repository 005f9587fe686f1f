//! CSV of a person's own making, in: one row an event, the first row its headings.

use serde_json::Value;

use super::arrange::fault;
use super::cells::{NoTable, Table};
use super::columns::{self, Rows};
use super::{Imported, Incoming};
use crate::diagnostic::{Code, Place, SitePath};

/// Rows as events.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let file = incoming.file;
    let table = match Table::read(incoming.text) {
        Ok(table) => table,
        Err(NoTable(message, bytes)) => return no_table(file, message, bytes),
    };
    let width = table.headings.len();
    if let Err(message) = columns::within_limits(width, table.rows.len()) {
        return no_table(file, message, 0..0);
    }
    let mut too_long = 0;
    let cells = |row: &super::cells::Row| -> Vec<Value> {
        let cells = row.cells.iter().map(|cell| Value::from(cell.as_str()));
        cells
            .chain(std::iter::repeat(Value::Null))
            .take(width)
            .collect()
    };
    let rows = table.rows.iter().map(|row| {
        too_long += usize::from(row.cells.len() > width);
        cells(row)
    });
    let rows = Rows {
        headings: table.headings.clone(),
        rows: rows.collect(),
        number: &|row| table.rows[row].number,
        place: &|row, column| Place::bytes(file, table.span(&table.rows[row], column)),
    };
    let mut imported = columns::events(&rows, incoming);
    imported.notes.add_times(
        "a row has more cells than there are headings; the last ones are left out",
        too_long,
    );
    imported
}

pub(super) fn no_table(
    file: &SitePath,
    message: String,
    bytes: std::ops::Range<usize>,
) -> Imported {
    Imported {
        diagnostics: vec![fault(
            Code::ImportSyntax,
            message,
            Place::bytes(file, bytes),
        )],
        ..Imported::default()
    }
}
