//! News reports, in: each becomes a source, and its dated statements become drafts of events.
//!
//! The stages: head ([`mod@header`]) → sentences → expressions of time, by a table of rules ([`rules`], [`modifiers`]) →
//! dates, seen from the day of publication ([`resolve`]) → statements, those of one thing together → drafts. Reports
//! that are one agency's copy are told by their wording ([`copies`]). The language is English.

mod byline;
mod copies;
mod drafts;
mod expressions;
mod header;
mod meanings;
mod modifiers;
mod names;
mod outlook;
mod resolve;
mod rules;
mod sentences;
mod sources;
mod statements;
mod timestamp;
mod when;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use serde_json::{Value, json};

use self::copies::Shingles;
use self::header::{Header, header};
use self::names::Names;
use self::sources::Sources;
use self::statements::{Statement, grouped, statements};
use self::timestamp::Published;
use super::{Imported, Incoming};
use crate::diagnostic::{Place, SitePath};
use crate::site::Site;

/// A report whose head was read.
struct Report<'a> {
    file: &'a SitePath,
    text: &'a str,
    header: Header,
    published: Published,
    /// The id of its source.
    source: String,
}

impl Report<'_> {
    fn place(&self, span: &Range<usize>) -> Place {
        Place::bytes(self.file, span.clone())
    }

    /// From 1.
    fn line_of(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    fn body(&self) -> &str {
        &self.text[self.header.body.clone()]
    }
}

/// Reports as sources and drafts. What one tells is compared with what the others tell.
pub(super) fn import(texts: &[Incoming]) -> Imported {
    let mut imported = Imported::default();
    let Some(site) = texts.first().map(|incoming| incoming.site) else {
        return imported;
    };
    let mut reports = read(texts, &mut imported);
    propose_agencies(&mut reports, &mut imported);
    let mut sources = Sources::of(site);
    for report in &mut reports {
        report.source = sources.name(&report.header, &report.published);
    }
    for report in &reports {
        sources.add(report, &mut imported);
    }
    let names = Names::of(site);
    let told: Vec<Statement> = reports
        .iter()
        .enumerate()
        .flat_map(|(index, report)| {
            let (text, body) = (report.text, &report.header.body);
            statements(
                index,
                &report.source,
                text,
                body,
                report.published.day,
                &names,
            )
        })
        .collect();
    imported.details = told
        .iter()
        .map(|statement| detail(statement, &reports))
        .collect();
    // Those that were imported before do not draw new ones into their drafts.
    let known = imported_before(site);
    let (old, new): (Vec<_>, Vec<_>) = told
        .into_iter()
        .partition(|statement| known.contains(&statement.key));
    imported.known = old.len();
    for group in grouped(new) {
        imported.events.push(drafts::draft(&group, &reports));
    }
    imported
}

fn read<'a>(texts: &[Incoming<'a>], imported: &mut Imported) -> Vec<Report<'a>> {
    let mut reports = Vec::new();
    for incoming in texts {
        match header(incoming.file, incoming.text) {
            Err(faults) => imported.diagnostics.extend(faults),
            Ok(header) => {
                if !is_english(&incoming.text[header.body.clone()]) {
                    imported.notes.add(
                        "a report does not seem to be in English: the dates in its text are not understood",
                    );
                }
                let published = header
                    .published
                    .clone()
                    .expect("a head without a date is refused");
                reports.push(Report {
                    file: incoming.file,
                    text: incoming.text,
                    source: String::new(),
                    header,
                    published,
                });
            }
        }
    }
    reports
}

/// Whether the small words of English are among the words of a text, as they are in any longer one.
fn is_english(body: &str) -> bool {
    let words = || body.split_whitespace().take(400);
    let small = words().filter(|word| ["the", "of", "and", "to", "in", "on", "a"].contains(word));
    let count = words().count();
    count < 30 || small.count() * 12 >= count
}

/// Gives reports of one copy the agency that one of them names, and says so.
fn propose_agencies(reports: &mut [Report], imported: &mut Imported) {
    let shingles: Vec<Shingles> = reports
        .iter()
        .map(|report| Shingles::of(report.body()))
        .collect();
    for one in 0..reports.len() {
        for other in one + 1..reports.len() {
            let Some(share) = shingles[one].copy_of(&shingles[other]) else {
                continue;
            };
            let agency = |report: &Report| report.header.agency.clone();
            let agency = agency(&reports[one]).or_else(|| agency(&reports[other]));
            let (first, second) = (&reports[one].file, &reports[other].file);
            let percent = (share * 100.0).round();
            let origin = match &agency {
                Some(agency) => format!("the agency is taken to be {agency}"),
                None => "which agency's it is, neither says".to_owned(),
            };
            imported.guesses.push(format!(
                "`{first}` and `{second}` are one copy ({percent} % of the shorter): {origin}"
            ));
            for index in [one, other] {
                if reports[index].header.agency.is_none() {
                    reports[index].header.agency.clone_from(&agency);
                }
            }
        }
    }
}

/// The statements that stand in the site's events.
fn imported_before(site: &Site) -> HashSet<String> {
    let marks = site
        .events
        .iter()
        .filter_map(|event| event.extra.get("imported"));
    marks
        .flat_map(super::arrange::marks)
        .filter_map(|mark| mark.strip_prefix("news:").map(str::to_owned))
        .collect()
}

/// A statement for programs.
fn detail(statement: &Statement, reports: &[Report]) -> Value {
    let (report, expression) = (&reports[statement.report], &statement.expression);
    let terms: Vec<Value> = statement
        .terms
        .iter()
        .map(|term| json!({ "taxonomy": term.taxonomy, "title": term.title }))
        .collect();
    json!({
        "file": report.file,
        "line": report.line_of(statement.span.start),
        "bytes": [statement.span.start, statement.span.end],
        "source": report.source,
        "sentence": super::plain::line(statement.sentence),
        "expression": super::plain::line(&statement.sentence[expression.range.clone()]),
        "date": expression.when.edtf,
        "daypart": expression.when.daypart,
        "says": expression.says.as_str(),
        "rule": expression.rule,
        "terms": terms,
        "imported": format!("news:{}", statement.key),
    })
}
