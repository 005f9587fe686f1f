//! Which column of a table says what: told by a person, else guessed from its heading.

use super::Rows;
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::exchange::Incoming;
use crate::exchange::cells::folded;

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

/// What a column is taken for, by its index.
pub(super) struct Plan {
    /// The field of each column; `None` where it is none that is known.
    pub(super) fields: Vec<Option<String>>,
}

impl Plan {
    /// The columns as a person says they are, and for the rest as their headings say.
    pub(super) fn of(table: &Rows, incoming: &Incoming) -> Result<Self, Diagnostic> {
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

    pub(super) fn column(&self, field: &str) -> Option<usize> {
        self.fields
            .iter()
            .position(|known| known.as_deref() == Some(field))
    }

    /// The mapping, for a person to judge.
    pub(super) fn told(&self, headings: &[String]) -> Vec<String> {
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
