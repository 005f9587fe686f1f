//! `/events.csv`: one row an event, for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula has an
//! apostrophe before it; several values of one cell are joined with `; `.

use super::characters;
use super::entry::{Entry, iso_day, key, precision_word};
use super::events_json::{local_time, utc_time};
use super::links::Links;
use crate::edtf::Bound;
use crate::site::Site;

/// The columns before those of the taxonomies, which are named by their keys.
const FIRST_COLUMNS: [&str; 12] = [
    "slug",
    "title",
    "date",
    "earliest",
    "latest",
    "precision",
    "when",
    "local_time",
    "utc_time",
    "status",
    "lead",
    "summary",
];

/// The columns after those of the taxonomies.
const LAST_COLUMNS: [&str; 4] = ["sources", "origins", "relations", "url"];

/// All events as CSV with a line of headings; lines end in CR LF.
///
/// # Panics
/// Never: every row has as many cells as there are headings.
#[must_use]
pub fn render(site: &Site, links: &Links) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut write = |row: Vec<String>| {
        let cells = row.iter().map(|cell| defused(cell));
        writer
            .write_record(cells)
            .expect("every row has the same number of cells, and memory takes them");
    };
    write(headings(site));
    for entry in Entry::all(site) {
        write(row(entry, links));
    }
    writer
        .into_inner()
        .expect("flushing to memory does not fail")
}

fn headings(site: &Site) -> Vec<String> {
    let taxonomies = site.settings.taxonomies.iter();
    let columns = FIRST_COLUMNS
        .into_iter()
        .chain(taxonomies.map(|taxonomy| taxonomy.key.as_str()))
        .chain(LAST_COLUMNS);
    columns.map(str::to_owned).collect()
}

fn row(entry: Entry, links: &Links) -> Vec<String> {
    let event = entry.event;
    let day = |bound: Bound| bound.day().map(iso_day).unwrap_or_default();
    let mut row = vec![
        event.slug.to_string(),
        event.title.clone(),
        event.date.text().to_owned(),
        day(event.date.earliest()),
        day(event.date.latest()),
        precision_word(&event.date).to_owned(),
        entry.sentence(),
        entry.moment().map(local_time).unwrap_or_default(),
        entry.moment().map(utc_time).unwrap_or_default(),
        entry.links.status.clone(),
        event.lead.to_string(),
        event.summary.clone().unwrap_or_default(),
    ];
    for taxonomy in &entry.site.settings.taxonomies {
        let terms = entry.terms_of(&taxonomy.key);
        row.push(joined(terms.map(|(_, term)| term.title.clone())));
    }
    row.push(joined(
        entry.sources().map(|(_, source)| source.id.to_string()),
    ));
    row.push(joined(
        entry.links.origins.iter().map(|origin| origin.name.clone()),
    ));
    row.push(joined(relations(entry)));
    row.push(links.record(entry.target()));
    row
}

/// The relations that this event states itself: `follows deputy-talks`.
fn relations(entry: Entry<'_>) -> impl Iterator<Item = String> {
    let stated = entry.links.relations.iter().filter(|r| !r.inverse);
    stated.map(move |relation| {
        let other = &entry.site.events[relation.event.index()];
        format!("{} {}", key(relation.kind), other.slug)
    })
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// A cell that no spreadsheet takes for a formula. Full-width signs count too: some programs fold them.
pub(crate) fn defused(cell: &str) -> String {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = characters::text(cell);
    if is_formula || text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        let check = |cell: &str, expected: &str| assert_eq!(defused(cell), expected, "{cell:?}");
        check("plain", "plain");
        check("a = b", "a = b");
        check("=cmd()", "'=cmd()");
        check("+1", "'+1");
        check("-0499", "'-0499");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "'\n=1");
        check("\u{0}=1", "'=1");
        check("＝1", "'＝1");
    }
}
