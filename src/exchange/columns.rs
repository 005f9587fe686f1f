//! Tables of a person's own making (CSV, JSON Lines): which column says what, guessed from its heading or told with
//! `--map title=Headline`, and rows as events.

use serde_json::{Map, Value, json};

use super::arrange::fault;
use super::cells::folded;
use super::date::{self, DayOrder};
use super::{Imported, Incoming, Media, NewEvent, Text, plain};
use crate::diagnostic::{Code, Diagnostic, Place, suggest};
use crate::edtf::EventDate;
use crate::edtf::zone::parse_zone;

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
        let (mapping, settings) = (incoming.mapping, incoming.settings);
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

/// One row while it becomes an event.
struct RowReader<'a> {
    table: &'a Rows<'a>,
    plan: &'a Plan,
    row: usize,
    order: Option<DayOrder>,
    incoming: &'a Incoming<'a>,
}

impl RowReader<'_> {
    fn cell(&self, field: &str) -> Option<&Value> {
        self.table.rows[self.row].get(self.plan.column(field)?)
    }

    /// A cell's text; `None` where it is empty.
    fn text(&self, field: &str) -> Option<String> {
        self.cell(field)
            .map(text)
            .filter(|text| !text.trim().is_empty())
    }

    fn line(&self, field: &str) -> Option<String> {
        self.text(field)
            .map(|text| plain::line(&text))
            .filter(|line| !line.is_empty())
    }

    /// A fault of a cell, by the row and the column.
    fn fault(&self, code: Code, field: &str, what: &str) -> Diagnostic {
        let column = self.plan.column(field).unwrap_or(0);
        let heading = &self.table.headings[column];
        let number = (self.table.number)(self.row);
        let message = format!("row {number}, column `{heading}`: {what}");
        fault(code, message, (self.table.place)(self.row, column))
    }

    fn event(&self, imported: &mut Imported) -> Result<NewEvent, Diagnostic> {
        let Some(title) = self.line("title") else {
            return Err(self.fault(Code::MissingField, "title", "the headline is empty"));
        };
        let mut event = NewEvent {
            id: self
                .line("id")
                .or_else(|| self.line("slug"))
                .unwrap_or_default(),
            slug: self.line("slug").unwrap_or_default(),
            title,
            date: self.date()?,
            summary: self.line("summary"),
            body: Text::Plain(self.text("text").unwrap_or_default()),
            place: Some((self.table.place)(
                self.row,
                self.plan.column("title").unwrap_or(0),
            )),
            ..NewEvent::default()
        };
        self.choices(&mut event, imported)?;
        for taxonomy in &self.incoming.settings.taxonomies {
            let names = self.cell(&taxonomy.key).map(names).unwrap_or_default();
            event.add_terms(&taxonomy.key, names);
        }
        event.sources = self.cited(imported)?;
        if let Some(url) = self.line("media") {
            event.media = Some(Media {
                url,
                ..Media::default()
            });
        }
        self.rest(&mut event.extra);
        Ok(event)
    }

    /// Zone, part of the day and status: each has few values, and others are kept under `extra`.
    fn choices(&self, event: &mut NewEvent, imported: &mut Imported) -> Result<(), Diagnostic> {
        if let Some(name) = self.line("timezone") {
            let Some(zone) = parse_zone(&name) else {
                let what = format!("`{name}` is not a time zone of the IANA database");
                return Err(self.fault(Code::BadTimezone, "timezone", &what));
            };
            event.timezone = Some(zone.name().to_owned());
        }
        let part = self.line("daypart").map(|part| part.to_lowercase());
        let (known, other): (Option<String>, _) = match part {
            Some(part) if ["morning", "afternoon", "evening", "night"].contains(&part.as_str()) => {
                (Some(part), None)
            }
            other => (None, other),
        };
        event.daypart = known;
        if let Some(other) = other {
            event.extra.insert("daypart".to_owned(), other.into());
        }
        if let Some(status) = self.line("status") {
            let is_known = |(key, _): &&(String, Option<String>)| key.eq_ignore_ascii_case(&status);
            match self.incoming.settings.statuses.iter().find(is_known) {
                Some((key, _)) => event.status = Some(key.clone()),
                None => {
                    imported
                        .notes
                        .add("a status that the site does not know is kept under `extra`");
                    event.extra.insert("status".to_owned(), status.into());
                }
            }
        }
        Ok(())
    }

    fn date(&self) -> Result<String, Diagnostic> {
        let start = self.moment("date", "time")?;
        let Some(start) = start else {
            return Err(self.fault(Code::MissingField, "date", "the date is empty"));
        };
        let end = self.moment("end", "end_time")?;
        date::range(&start, end.as_deref()).map_err(|error| {
            let what = format!(
                "`{}` to `{}` is no range: {}",
                start,
                end.unwrap_or_default(),
                error.message
            );
            self.fault(Code::BadDate, "end", &what)
        })
    }

    /// A date with its time of day, from two columns.
    fn moment(&self, date_field: &str, time_field: &str) -> Result<Option<String>, Diagnostic> {
        let time = self.line(time_field);
        let Some(text) = self.line(date_field) else {
            return match time {
                Some(_) if self.plan.column(date_field).is_some() => {
                    Err(self.fault(Code::BadDate, time_field, "a time has no date"))
                }
                Some(_) => {
                    Err(self.fault(Code::BadDate, time_field, "a time has no column of dates"))
                }
                None => Ok(None),
            };
        };
        let date = date::loose(&text, self.order).map_err(|error| {
            let what = format!("`{}` is not a date: {}", shown(&text), error.message);
            self.fault(Code::BadDate, date_field, &what)
                .help(error.help)
        })?;
        let Some(time) = time else {
            return Ok(Some(date));
        };
        let Some((hour, minute, second)) = date::clock(&time) else {
            let what = format!("`{}` is not a time of day", shown(&time));
            return Err(self
                .fault(Code::BadDate, time_field, &what)
                .help("write 11:00 or 3:30 pm"));
        };
        let second = second
            .map(|second| format!(":{second:02}"))
            .unwrap_or_default();
        let whole = format!("{date}T{hour:02}:{minute:02}{second}");
        match EventDate::parse(&whole) {
            Ok(_) => Ok(Some(whole)),
            Err(_) => {
                let what = format!("a time needs a whole day, and `{date}` is none");
                Err(self.fault(Code::BadDate, time_field, &what))
            }
        }
    }

    /// The sources of a row: ids of the site's, addresses, or titles with what the other columns say.
    fn cited(&self, imported: &mut Imported) -> Result<Vec<Value>, Diagnostic> {
        let titles = self.cell("source").map(names).unwrap_or_default();
        let url = self.line("url");
        if let Some(url) = url.as_deref().filter(|url| !is_address(url)) {
            let what = format!("`{}` is not a whole address of the web", shown(url));
            return Err(self
                .fault(Code::BadUrl, "url", &what)
                .help("write `https://example.org/page`"));
        }
        let published = self.line("published").map(|text| {
            date::loose(&text, self.order).map_err(|error| {
                let what = format!("`{}` is not a date: {}", shown(&text), error.message);
                self.fault(Code::BadDate, "published", &what)
                    .help(error.help)
            })
        });
        let details = Details {
            url,
            publisher: self.line("publisher"),
            published: published.transpose()?,
        };
        if titles.len() > 1 && !details.is_empty() {
            imported.notes.add(
                "a row with several sources has one address or outlet, which is given to the first",
            );
        }
        if titles.is_empty() {
            let title = details.publisher.as_ref().or(details.url.as_ref());
            return Ok(title
                .map(|title| self.source(title, &details))
                .into_iter()
                .collect());
        }
        let nothing = Details::default();
        let details = std::iter::once(&details).chain(std::iter::repeat(&nothing));
        Ok(titles
            .iter()
            .zip(details)
            .map(|(title, details)| self.source(title, details))
            .collect())
    }

    /// A source by its id or its address, where that is all that is known; else as a record.
    fn source(&self, title: &str, details: &Details) -> Value {
        if details.is_empty() && (self.incoming.sources.contains(title) || is_address(title)) {
            return title.into();
        }
        let url = details
            .url
            .as_deref()
            .or_else(|| is_address(title).then_some(title));
        let title = match &details.publisher {
            Some(publisher) if is_address(title) => publisher,
            _ => title,
        };
        let fields = [
            ("title", Some(title)),
            ("url", url),
            ("publisher", details.publisher.as_deref()),
            ("published", details.published.as_deref()),
        ];
        let known = fields
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?.into())));
        Value::Object(known.collect())
    }

    /// The columns that mean nothing here, under their own headings.
    fn rest(&self, extra: &mut Map<String, Value>) {
        for (column, field) in self.plan.fields.iter().enumerate() {
            let cell = self.table.rows[self.row]
                .get(column)
                .unwrap_or(&Value::Null);
            let heading = plain::line(&self.table.headings[column]);
            if field.is_none() && !text(cell).trim().is_empty() && !heading.is_empty() {
                let value = match cell {
                    Value::String(text) => json!(plain::clean(text).trim()),
                    other => other.clone(),
                };
                extra.insert(heading, value);
            }
        }
    }
}

/// What the columns beside a source's title say of it.
#[derive(Default)]
struct Details {
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

impl Details {
    fn is_empty(&self) -> bool {
        self.url.is_none() && self.publisher.is_none() && self.published.is_none()
    }
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
