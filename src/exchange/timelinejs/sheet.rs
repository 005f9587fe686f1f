//! The sheet of `TimelineJS` as CSV: columns by name, in any order.

use super::fault::Fault;
use super::slide::Slide;
use super::stamp::RawStamp;
use super::write;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::exchange::arrange::fault;
use crate::exchange::cells::{NoTable, Row, Table};
use crate::exchange::csv::no_table;
use crate::exchange::{Exported, Imported, Incoming, Media, Notes, Outgoing};
use crate::render::events_csv::defused;

/// The columns, as the template of `TimelineJS` has them, and two of our own, which it does not read.
const COLUMNS: [&str; 21] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
    "Unique ID",
    "EDTF",
];

pub(super) fn import(incoming: &Incoming) -> Imported {
    let table = match Table::read(incoming.text) {
        Ok(table) => table,
        Err(NoTable(message, bytes)) => return no_table(incoming.file, message, bytes),
    };
    let mut imported = Imported::default();
    if table.column("Headline").is_none()
        || (table.column("Year").or(table.column("Start Date"))).is_none()
    {
        let message = "the sheet has no columns `Headline` and `Year`";
        let place = Place::bytes(incoming.file, 0..0);
        imported.diagnostics.push(
            fault(Code::ImportSyntax, message, place)
                .help("a table of another form is imported with `dateline import csv`"),
        );
        return imported;
    }
    for row in &table.rows {
        let slide = slide(&table, row);
        match slide.add_to(&mut imported) {
            Ok(None) => {}
            Ok(Some(mut event)) => {
                let column = table.column("Headline").unwrap_or(0);
                event.place = Some(Place::bytes(incoming.file, table.span(row, column)));
                imported.events.push(event);
            }
            Err(fault) => imported
                .diagnostics
                .push(located(incoming, &table, row, &fault)),
        }
    }
    let known = |heading: &&String| {
        let more = ["Start Date", "End Date", "Tag"];
        COLUMNS
            .iter()
            .chain(&more)
            .any(|column| column.eq_ignore_ascii_case(heading.trim()))
    };
    for heading in table
        .headings
        .iter()
        .filter(|heading| !known(heading) && !heading.is_empty())
    {
        imported
            .notes
            .add(&format!("the column `{heading}` is left out"));
    }
    imported
}

fn slide(table: &Table, row: &Row) -> Slide {
    let cell = |name: &str| {
        let cell = table.column(name).and_then(|column| row.cells.get(column));
        cell.cloned().unwrap_or_default()
    };
    let stamp = |prefix: &str, whole: &str| RawStamp {
        year: cell(&format!("{prefix}Year")),
        month: cell(&format!("{prefix}Month")),
        day: cell(&format!("{prefix}Day")),
        time: cell(&format!("{prefix}Time")),
        whole: cell(whole),
    };
    let group = cell("Group");
    Slide {
        id: cell("Unique ID"),
        start: stamp("", "Start Date"),
        end: stamp("End ", "End Date"),
        display: cell("Display Date"),
        headline: cell("Headline"),
        text: cell("Text"),
        media: Media {
            url: cell("Media"),
            credit: cell("Media Credit"),
            caption: cell("Media Caption"),
            alt: cell("Alt Text"),
            thumbnail: cell("Media Thumbnail"),
        },
        group: if group.is_empty() { cell("Tag") } else { group },
        kind: cell("Type"),
        edtf: cell("EDTF"),
        background: !cell("Background").is_empty(),
    }
}

fn located(incoming: &Incoming, table: &Table, row: &Row, wrong: &Fault) -> Diagnostic {
    let column = table.column(wrong.field);
    let message = format!(
        "row {}, column `{}`: {}",
        row.number, wrong.field, wrong.message
    );
    let span = table.span(row, column.unwrap_or(usize::MAX));
    let diagnostic = fault(wrong.code, message, Place::bytes(incoming.file, span));
    match &wrong.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// A site as a sheet.
pub(in crate::exchange) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut put = |cells: &[String]| {
        writer
            .write_record(cells)
            .expect("every row has the same number of cells, and memory takes them");
    };
    put(&COLUMNS.map(str::to_owned));
    for slide in write::slides(outgoing, &mut notes) {
        put(&cells(slide));
    }
    let bytes = writer
        .into_inner()
        .expect("flushing to memory does not fail");
    Exported { bytes, notes }
}

fn cells(slide: Slide) -> [String; 21] {
    let Slide {
        id,
        edtf,
        start,
        end,
        display,
        headline,
        text,
        media,
        group,
        kind,
        ..
    } = slide;
    // Numbers are no formulas, and `TimelineJS` wants them bare.
    let numbers = [
        start.year,
        start.month,
        start.day,
        start.time,
        end.year,
        end.month,
        end.day,
        end.time,
    ];
    let texts = [
        display,
        headline,
        text,
        media.url,
        media.credit,
        media.caption,
        media.thumbnail,
        media.alt,
        kind,
        group,
        String::new(),
        id,
        edtf,
    ];
    let mut cells = numbers
        .into_iter()
        .chain(texts.iter().map(|text| defused(text)));
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}
