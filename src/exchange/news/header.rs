//! The head of a report: headline, date of publication, address, byline and dateline, in the forms that people keep
//! reports in; and where its text begins and ends.

use std::ops::Range;

use serde_json::{Map, Value};

use super::byline::{self, Byline};
use super::credits;
use super::timestamp::{Published, compact, line as date_line};
use crate::content::{parse_yaml, split_front_matter};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};
use crate::exchange::arrange::fault;
use crate::settings::Limits;

/// The bytes of a report at most.
const MOST_BYTES: usize = 1 << 20;
/// How many lines a head has at most.
const MOST_LINES: usize = 12;

/// What is told about a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: String,
    pub(super) published: Option<Published>,
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) agency: Option<String>,
    pub(super) authors: Vec<String>,
    /// BCP 47.
    pub(super) language: Option<String>,
    /// Where the text stands, without dateline and credits.
    pub(super) body: Range<usize>,
}

/// Reads the head of a report.
///
/// # Errors
/// It has no headline, no date, a front matter that cannot be read, or more than 1 MiB.
pub(super) fn header(file: &SitePath, text: &str) -> Result<Header, Vec<Diagnostic>> {
    if text.len() > MOST_BYTES {
        let message = "a news report has at most 1 MiB";
        return Err(vec![fault(Code::ImportSyntax, message, Place::file(file))]);
    }
    let mut header = match split_front_matter(text) {
        Ok(Some(parts)) => {
            let (fields, faults) = parse_yaml(file, text, parts.yaml, &Limits::default());
            let Some(fields) = fields else {
                return Err(faults);
            };
            let mut header = of_fields(&fields);
            header.body = parts.body..text.len();
            header
        }
        _ => of_lines(text),
    };
    complete(&mut header, text);
    let missing = if header.title.is_empty() {
        "a headline is missing: the first line, or `title` in a front matter"
    } else if header.published.is_none() {
        "the day of publication is missing: a line below the headline such as `20220121` or `Friday, 21 January 2022 \
         10:37 GMT`, or `date` in a front matter"
    } else {
        return Ok(header);
    };
    let line = text.lines().next().unwrap_or_default().len();
    Err(vec![fault(
        Code::ImportSyntax,
        missing,
        Place::bytes(file, 0..line),
    )])
}

/// The head as front matter, by the names that collections of reports use.
fn of_fields(fields: &Map<String, Value>) -> Header {
    let text = |names: &[&str]| names.iter().find_map(|name| scalar(fields.get(*name)?));
    let date = text(&[
        "published",
        "date",
        "pubdate",
        "pub_date",
        "publication_date",
    ]);
    let mut authors = Vec::new();
    for name in ["authors", "author", "byline"] {
        match fields.get(name) {
            Some(Value::Array(names)) => authors.extend(names.iter().filter_map(scalar)),
            Some(Value::String(names)) => authors.extend(byline::read(names).authors),
            _ => {}
        }
    }
    Header {
        title: text(&["title", "headline"]).unwrap_or_default(),
        published: date.and_then(|date| date_line(&date).or_else(|| compact(&date))),
        url: text(&["url", "link", "source_url", "canonical"]).filter(|url| is_address(url)),
        publisher: text(&["publisher", "outlet", "site", "source"])
            .filter(|name| !is_address(name)),
        agency: text(&["agency"]),
        authors,
        language: text(&["language", "lang"]),
        body: 0..0,
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The head as the first lines: the headline, then what is known by its form, up to the first line of text.
fn of_lines(text: &str) -> Header {
    let mut header = Header::default();
    let mut at = 0;
    let mut lines = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim().trim_start_matches('#').trim();
        let is_head = words.is_empty() || (lines < MOST_LINES && take(&mut header, words));
        if !is_head {
            break;
        }
        lines += usize::from(!words.is_empty());
        at += line.len();
    }
    header.body = at..text.len();
    header
}

/// Takes a line into the head; `false` where it is the first one of the text.
fn take(header: &mut Header, line: &str) -> bool {
    let value = |key: &str| {
        let (name, value) = line.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case(key)
            .then(|| value.trim().to_owned())
    };
    if let Some(date) = compact(line).or_else(|| date_line(line)) {
        // The first of several is the day of publication; later ones are updates.
        header.published.get_or_insert(date);
    } else if is_address(line) {
        header.url.get_or_insert_with(|| line.to_owned());
    } else if let Some(url) = value("url").filter(|url| is_address(url)) {
        header.url.get_or_insert(url);
    } else if let Some(name) = value("publisher").or_else(|| value("source")) {
        header.publisher.get_or_insert(name);
    } else if let Some(language) = value("language") {
        header.language.get_or_insert(language);
    } else if header.title.is_empty() {
        line.clone_into(&mut header.title);
    } else if let Some(byline) = byline::of_line(line) {
        take_byline(header, byline);
    } else {
        return false;
    }
    true
}

fn take_byline(header: &mut Header, byline: Byline) {
    header.authors.extend(byline.authors);
    if let Some(outlet) = byline.outlet {
        // Beside an address the byline names whose copy it is.
        if header.url.is_none() && header.publisher.is_none() {
            header.publisher = Some(outlet);
        } else {
            header.agency.get_or_insert(outlet);
        }
    }
}

/// Adds what dateline and credits tell, and takes both out of the text.
fn complete(header: &mut Header, text: &str) {
    let body = &text[header.body.clone()];
    let start = body.len() - body.trim_start().len();
    let (length, agency) = credits::dateline(body.trim_start());
    header.body.start += start + length;
    let credits = credits::credits(&text[header.body.clone()]);
    header.body.end -= credits.length;
    for author in credits.authors {
        if !header.authors.contains(&author) {
            header.authors.push(author);
        }
    }
    if header.agency.is_none() {
        let agency = agency.or(credits.agency);
        header.agency = agency.filter(|agency| header.publisher.as_ref() != Some(agency));
    }
}

fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(char::is_whitespace)
}
