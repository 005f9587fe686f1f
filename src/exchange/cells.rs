//! Tables of text (CSV, with commas, semicolons or tabs) as headings and rows that know where each cell stands.

use std::ops::Range;

/// The most rows that one import takes.
pub(super) const MOST_ROWS: usize = 200_000;

/// A table with a row of headings.
pub(super) struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row below the headings.
pub(super) struct Row {
    /// Its number as spreadsheets count: the headings are row 1.
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
    /// Its bytes in the text.
    span: Range<usize>,
}

/// Why a text is no table: a message and the bytes that it is about.
pub(super) struct NoTable(pub(super) String, pub(super) Range<usize>);

impl<'a> Table<'a> {
    /// Reads a table. Rows of empty cells are left out and counted; a row may be shorter than the headings.
    pub(super) fn read(text: &'a str) -> Result<Self, NoTable> {
        let delimiter = delimiter(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut headings: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        let mut number = 0;
        loop {
            let start = offset(reader.position());
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => return Err(NoTable(error.to_string(), start..start)),
            }
            number += 1;
            // Empty lines before the record belong to no row.
            let span = start..offset(reader.position());
            let empty = text[span.clone()].len()
                - text[span.clone()].trim_start_matches(['\n', '\r']).len();
            let span = span.start + empty..span.end;
            let cells: Vec<String> = record.iter().map(whole_cell).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            match &headings {
                None => headings = Some(cells),
                Some(_) => rows.push(Row {
                    number,
                    cells,
                    span,
                }),
            }
            if rows.len() > MOST_ROWS {
                let message = format!("the table has more than {MOST_ROWS} rows");
                return Err(NoTable(message, start..start));
            }
        }
        let headings = headings.ok_or_else(|| NoTable("the table is empty".to_owned(), 0..0))?;
        Ok(Self {
            text,
            delimiter,
            headings,
            rows,
        })
    }

    /// The index of the column of a heading, whatever its case and spacing.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let name = folded(name);
        self.headings
            .iter()
            .position(|heading| folded(heading) == name)
    }

    /// The bytes of a cell, without its line end; the row's where it has no such cell.
    pub(super) fn span(&self, row: &Row, column: usize) -> Range<usize> {
        let whole = &self.text[row.span.clone()];
        let whole = &whole[..whole.trim_end_matches(['\n', '\r']).len()];
        let (mut quoted, mut start, mut index) = (false, 0, 0);
        for (at, byte) in whole.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                byte if byte == self.delimiter && !quoted => {
                    if index == column {
                        return row.span.start + start..row.span.start + at;
                    }
                    (index, start) = (index + 1, at + 1);
                }
                _ => {}
            }
        }
        let start = if index == column { start } else { 0 };
        row.span.start + start..row.span.start + whole.len()
    }
}

/// A heading for comparing: its letters and digits in lowercase.
pub(super) fn folded(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A cell's text, without the apostrophe that keeps spreadsheets from taking it for a formula.
fn whole_cell(cell: &str) -> String {
    let cell = cell.trim();
    let is_defused = cell.strip_prefix('\'').is_some_and(|rest| {
        rest.starts_with(['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠'])
    });
    cell[usize::from(is_defused)..].trim().to_owned()
}

/// What parts the cells: of the three, the one that the first line has most often.
fn delimiter(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let mut best = b',';
    for delimiter in [b';', b'\t'] {
        if count(delimiter) > count(best) {
            best = delimiter;
        }
    }
    best
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_where_they_stand() {
        let text = "Title,Date\n\n\"A, \"\"b\"\"\",2022\nshort\n'=x,'-0499\n";
        let Ok(table) = Table::read(text) else {
            panic!("a table")
        };
        let cell = |row: usize, column| &text[table.span(&table.rows[row], column)];
        assert_eq!(table.headings, ["Title", "Date"]);
        assert_eq!(table.rows[0].cells, ["A, \"b\"", "2022"]);
        assert_eq!(cell(0, 0), "\"A, \"\"b\"\"\"");
        assert_eq!(cell(0, 1), "2022");
        assert_eq!(cell(1, 1), "short");
        assert_eq!(table.rows[2].cells, ["=x", "-0499"]);
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        for text in ["a;b, c;d\n1;2;3", "a\tb, c\td\n1\t2\t3"] {
            let Ok(table) = Table::read(text) else {
                panic!("a table")
            };
            assert_eq!(table.headings, ["a", "b, c", "d"]);
            assert_eq!(table.rows[0].cells, ["1", "2", "3"]);
        }
    }
}
