//! Tables of a person's own making (CSV, JSON Lines): which column says what, guessed from its heading or told with
//! `--map title=Headline`, and rows as events.

mod row;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Place, suggest};
use crate::exchange::cells::folded;
use crate::exchange::date::DayOrder;
use crate::exchange::{Imported, Incoming, plain};
use row::RowReader;

/// The columns that mean something whatever the taxonomies are, with the headings that are taken for them: folded to
/// lowercase letters and digits, the likeliest first.
const FIELDS: [(&str, &[&str]); 17] = [
    (
        "title",
        &[
            "title",
            "headline",
            "event",
            "eventname",
            "name",
            "subject",
            "what",
        ],
    ),
    (
        "date",
        &[
            "date",
            "when",
            "startdate",
            "start",
            "begin",
            "begins",
            "from",
            "eventdate",
            "day",
            "datum",
            "year",
        ],
    ),
    ("end", &["enddate", "end", "ends", "until", "to", "dateend"]),
    ("time", &["time", "starttime", "hour", "localtime"]),
    ("end_time", &["endtime"]),
    ("timezone", &["timezone", "tz", "zone"]),
    ("daypart", &["daypart", "partofday"]),
    (
        "summary",
        &[
            "summary",
            "abstract",
            "standfirst",
            "lead",
            "shortdescription",
            "teaser",
        ],
    ),
    (
        "text",
        &[
            "text",
            "description",
            "body",
            "details",
            "content",
            "notes",
            "note",
            "comment",
            "comments",
        ],
    ),
    ("status", &["status"]),
    ("id", &["id", "uid", "uniqueid", "identifier", "key"]),
    ("slug", &["slug"]),
    (
        "source",
        &["source", "sources", "reference", "references", "citation"],
    ),
    (
        "url",
        &["url", "link", "sourceurl", "sourcelink", "href", "address"],
    ),
    (
        "publisher",
        &["publisher", "outlet", "newspaper", "publication", "medium"],
    ),
    (
        "published",
        &["published", "publicationdate", "datepublished"],
    ),
    ("media", &["media", "image", "picture", "photo", "video"]),
];

/// The headings that are taken for the built-in taxonomies, besides their own names.
const TAXONOMIES: [(&str, &[&str]); 4] = [
    (
        "actors",
        &[
            "actor",
            "people",
            "person",
            "persons",
            "who",
            "participants",
            "participant",
            "organisations",
            "organizations",
        ],
    ),
    (
        "places",
        &[
            "place",
            "location",
            "locations",
            "where",
            "city",
            "venue",
            "country",
        ],
    ),
    (
        "topics",
        &[
            "topic",
            "tags",
            "tag",
            "keywords",
            "keyword",
            "category",
            "categories",
            "theme",
            "subjectarea",
            "type",
        ],
    ),
    (
        "threads",
        &["thread", "group", "series", "story", "strand", "track"],
    ),
];

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

/// What a column is taken for, by its index.
struct Plan {
    fields: Vec<Option<String>>,
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
    imported
}

impl Plan {
    fn of(table: &Rows, incoming: &Incoming) -> Result<Self, Diagnostic> {
        let (mapping, settings) = (incoming.mapping, &incoming.site.settings);
        let headings: Vec<String> = table
            .headings
            .iter()
            .map(|heading| folded(heading))
            .collect();
        let mut plan = Self {
            fields: vec![None; headings.len()],
        };
        let known = || FIELDS.iter().map(|(field, _)| *field).chain(["skip"]);
        let taxonomies = || {
            settings
                .taxonomies
                .iter()
                .map(|taxonomy| taxonomy.key.as_str())
        };
        for (field, heading) in &mapping.given {
            if !known().chain(taxonomies()).any(|name| name == field) {
                return Err(unknown("field", field, known().chain(taxonomies())));
            }
            let column = headings.iter().position(|name| *name == folded(heading));
            let Some(column) = column else {
                return Err(unknown(
                    "column",
                    heading,
                    table.headings.iter().map(String::as_str),
                ));
            };
            plan.fields[column] = Some(field.clone());
        }
        for (field, names) in FIELDS {
            plan.guess(field, names, &headings);
        }
        for key in taxonomies() {
            let names = TAXONOMIES.iter().find(|(taxonomy, _)| *taxonomy == key);
            let own = folded(key);
            plan.guess(key, &[own.as_str()], &headings);
            plan.guess(key, names.map_or(&[][..], |(_, names)| names), &headings);
        }
        for (field, what) in [("title", "the headline"), ("date", "when it happened")] {
            if plan.column(field).is_none() {
                return Err(missing(field, what, table));
            }
        }
        Ok(plan)
    }

    /// Takes the likeliest column that means nothing else yet; a field that has a column keeps it.
    fn guess(&mut self, field: &str, names: &[&str], headings: &[String]) {
        if self.column(field).is_some() {
            return;
        }
        let free = |name: &&&str| headings.iter().position(|heading| heading == **name);
        let column = names
            .iter()
            .find_map(|name| free(&name).filter(|column| self.fields[*column].is_none()));
        if let Some(column) = column {
            self.fields[column] = Some(field.to_owned());
        }
    }

    fn column(&self, field: &str) -> Option<usize> {
        self.fields
            .iter()
            .position(|known| known.as_deref() == Some(field))
    }

    /// The mapping, for a person to judge.
    fn told(&self, headings: &[String]) -> Vec<String> {
        let columns = self.fields.iter().zip(headings);
        columns
            .map(|(field, heading)| match field.as_deref() {
                Some("skip") => format!("`{heading}` is left out"),
                Some(field) => format!("{field} = `{heading}`"),
                None => format!("`{heading}` goes to `extra`"),
            })
            .collect()
    }
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::WrongValue,
        format!("`--map` names a {what} `{name}` that is not there"),
    );
    diagnostic.help(match suggest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", known.collect::<Vec<_>>().join(", ")),
    })
}

fn missing(field: &str, what: &str, table: &Rows) -> Diagnostic {
    let message = format!("no column is known to hold {what}");
    let headings: Vec<String> = table
        .headings
        .iter()
        .map(|heading| format!("`{heading}`"))
        .collect();
    Diagnostic::new(Code::MissingField, message).help(format!(
        "say which with `--map {field}=HEADING`; the headings are {}",
        headings.join(", ")
    ))
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

/// Whether a text is an address of the web that a content file takes.
pub(super) fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_clean = !text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{}|".contains(c));
    is_clean && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
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
