//! JSON Lines, in: one object a line, or one list of objects; its keys are the columns.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::{Map, Value};

use super::arrange::fault;
use super::cells::MOST_ROWS;
use super::columns::{self, Rows};
use super::{Imported, Incoming};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};

/// Objects as events. A line that is no object is told and left out.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let (file, text) = (incoming.file, incoming.text);
    let mut diagnostics = Vec::new();
    let objects = if text.trim_start().starts_with('[') {
        one_list(file, text, &mut diagnostics)
    } else {
        by_line(file, text, &mut diagnostics)
    };
    let mut headings: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for key in objects.iter().flat_map(|object| object.fields.keys()) {
        if known.insert(key) {
            headings.push(key.clone());
        }
    }
    if objects.is_empty() && diagnostics.is_empty() {
        diagnostics.push(fault(
            Code::ImportSyntax,
            "there is no object in the file",
            Place::file(file),
        ));
    }
    let cells = |object: &Object| -> Vec<Value> {
        let cell = |heading: &String| object.fields.get(heading).cloned().unwrap_or_default();
        headings.iter().map(cell).collect()
    };
    let rows = Rows {
        headings: headings.clone(),
        rows: objects.iter().map(cells).collect(),
        number: &|row| objects[row].number,
        place: &|row, _| Place::bytes(file, objects[row].span.clone()),
    };
    let mut imported = if objects.is_empty() {
        Imported::default()
    } else {
        columns::events(&rows, incoming)
    };
    imported.diagnostics.splice(0..0, diagnostics);
    imported
}

struct Object {
    fields: Map<String, Value>,
    /// The line, or the place in the list, from 1.
    number: usize,
    span: Range<usize>,
}

fn by_line(file: &SitePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Object> {
    let mut objects = Vec::new();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let span = at..at + line.trim_end().len();
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        if index >= MOST_ROWS {
            diagnostics.push(fault(
                Code::ImportSyntax,
                "the file has too many lines",
                Place::bytes(file, span),
            ));
            break;
        }
        match serde_json::from_str(line) {
            Ok(Value::Object(fields)) => objects.push(Object {
                fields,
                number: index + 1,
                span,
            }),
            Ok(_) => {
                let message = format!("line {} is no JSON object", index + 1);
                diagnostics.push(fault(Code::ImportSyntax, message, Place::bytes(file, span)));
            }
            Err(error) => {
                let column = span.start + error.column().saturating_sub(1).min(span.len());
                let message = format!("line {}, column {}: {error}", index + 1, error.column());
                let place = Place::bytes(
                    file,
                    boundary(text, column)..span.end.max(boundary(text, column)),
                );
                diagnostics.push(fault(Code::ImportSyntax, message, place));
            }
        }
    }
    objects
}

fn one_list(file: &SitePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Object> {
    let values: Vec<Value> = match serde_json::from_str(text) {
        Ok(values) => values,
        Err(error) => {
            diagnostics.push(syntax(file, text, &error));
            return Vec::new();
        }
    };
    let mut objects = Vec::new();
    for (index, value) in values.into_iter().enumerate().take(MOST_ROWS) {
        if let Value::Object(fields) = value {
            let number = index + 1;
            objects.push(Object {
                fields,
                number,
                span: 0..0,
            });
        } else {
            let message = format!("item {} of the list is no JSON object", index + 1);
            diagnostics.push(fault(Code::ImportSyntax, message, Place::file(file)));
        }
    }
    objects
}

/// The one JSON document that a text is; what is wrong with it goes to the diagnostics.
pub(super) fn document(incoming: &Incoming, imported: &mut Imported) -> Option<Value> {
    match serde_json::from_str(incoming.text) {
        Ok(document) => Some(document),
        Err(error) => {
            let fault = syntax(incoming.file, incoming.text, &error);
            imported.diagnostics.push(fault);
            None
        }
    }
}

/// What is wrong with a text that should be JSON, at the line and column that the parser names.
fn syntax(file: &SitePath, text: &str, error: &serde_json::Error) -> Diagnostic {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let at = boundary(text, line_start + error.column().saturating_sub(1));
    let message = format!("the file is not JSON: {error}");
    fault(Code::ImportSyntax, message, Place::bytes(file, at..at))
}

/// The nearest place at or before a byte at which a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
