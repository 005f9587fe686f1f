//! One row of a table while it becomes an event.

use serde_json::{Map, Value, json};

use super::{Plan, Rows, names, shown, text};
use crate::diagnostic::{Code, Diagnostic};
use crate::edtf::EventDate;
use crate::edtf::zone::parse_zone;
use crate::exchange::address::{self, is_address};
use crate::exchange::arrange::fault;
use crate::exchange::date::{self, DayOrder};
use crate::exchange::{Imported, Incoming, Media, NewEvent, Text, plain};

/// One row while it becomes an event.
pub(super) struct RowReader<'a> {
    pub(super) table: &'a Rows<'a>,
    pub(super) plan: &'a Plan,
    pub(super) row: usize,
    pub(super) order: Option<DayOrder>,
    pub(super) incoming: &'a Incoming<'a>,
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

    pub(super) fn event(&self, imported: &mut Imported) -> Result<NewEvent, Diagnostic> {
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
        for taxonomy in &self.incoming.site.settings.taxonomies {
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
            if let Some((key, _)) = self.incoming.site.settings.statuses.iter().find(is_known) {
                event.status = Some(key.clone());
            } else {
                imported
                    .notes
                    .add("a status that the site does not know is kept under `extra`");
                event.extra.insert("status".to_owned(), status.into());
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
        if EventDate::parse(&whole).is_ok() {
            Ok(Some(whole))
        } else {
            let what = format!("a time needs a whole day, and `{date}` is none");
            Err(self.fault(Code::BadDate, time_field, &what))
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

    /// A source by its id, where that is all that is known; else as a record. An address goes by its publisher or its host.
    fn source(&self, title: &str, details: &Details) -> Value {
        if details.is_empty() && self.incoming.has_source(title) {
            return title.into();
        }
        let is_address = is_address(title);
        let url = details.url.as_deref().or(is_address.then_some(title));
        let title = match &details.publisher {
            Some(publisher) if is_address => publisher,
            None if is_address => address::host(title),
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
