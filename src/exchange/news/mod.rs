//! News reports, in: each becomes a source, and its dated statements become drafts of events.
//!
//! The stages: head ([`mod@header`]) → sentences → expressions of time, by a table of rules ([`rules`], [`modifiers`]) →
//! dates, seen from the day of publication ([`resolve`]) → statements, those of one thing together → drafts. Reports
//! that are one agency's copy are told by their wording ([`copies`], [`origins`]). The language is English.

mod agencies;
mod byline;
mod copies;
mod credits;
mod drafts;
mod expressions;
mod header;
mod meanings;
mod modifiers;
mod names;
mod origins;
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

use self::header::{Header, header};
use self::names::Names;
use self::sources::Sources;
use self::statements::{Statement, Telling, grouped};
use self::timestamp::Published;
use super::{Imported, Incoming};
use crate::diagnostic::{Place, SitePath};
use crate::site::Site;

/// A report whose head was read.
struct Report<'a> {
    file: &'a SitePath,
    text: &'a str,
    /// The byte at which each line begins.
    lines: Vec<usize>,
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
        self.lines.partition_point(|start| *start <= at)
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
    origins::propose(&mut reports, &mut imported);
    let mut sources = Sources::of(site);
    for report in &mut reports {
        report.source = sources.name(&report.header, &report.published);
    }
    for report in &reports {
        sources.add(report, &mut imported);
    }
    let names = Names::of(site);
    let mut told: Vec<Statement> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        let telling = Telling::of(index, report, &names);
        imported.notes.append(telling.notes);
        told.extend(telling.statements);
    }
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
                    lines: line_starts(incoming.text),
                    source: String::new(),
                    header,
                    published,
                });
            }
        }
    }
    reports
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).collect()
}

/// Whether the small words of English are among the words of a text, as they are in any longer one.
fn is_english(body: &str) -> bool {
    let words = || body.split_whitespace().take(400);
    let small = words().filter(|word| ["the", "of", "and", "to", "in", "on", "a"].contains(word));
    let count = words().count();
    count < 30 || small.count() * 12 >= count
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
