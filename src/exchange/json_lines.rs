//! JSON Lines, in: one object a line, or one list of objects; its keys are the columns.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::{Map, Value};

use super::arrange::fault;
use super::cells::MOST_ROWS;
use super::columns::{self, Rows};
use super::json_text::{self, Part, syntax};
use super::{Imported, Incoming};
use crate::diagnostic::{Code, Diagnostic, Place, SitePath};

/// How a fault of a whole document begins.
const NOT_JSON: &str = "the file is not JSON: ";

/// The most keys that the objects of a file have together.
const MOST_KEYS: usize = 1_000;

/// Objects as events. A line that is no object is told and left out.
pub(super) fn import(incoming: &Incoming) -> Imported {
    let (file, text) = (incoming.file, incoming.text);
    let mut diagnostics = Vec::new();
    let objects = if text.trim_start().starts_with('[') {
        one_list(file, text, &mut diagnostics)
    } else {
        by_line(file, text, &mut diagnostics)
    };
    let headings = match headings(&objects) {
        Ok(headings) => headings,
        Err(object) => {
            let message = format!(
                "row {}: there are more than {MOST_KEYS} keys",
                object.number
            );
            let place = Place::bytes(file, object.span.clone());
            diagnostics.push(fault(Code::ImportSyntax, message, place));
            return Imported {
                diagnostics,
                ..Imported::default()
            };
        }
    };
    if let Err(message) = columns::within_limits(headings.len(), objects.len()) {
        diagnostics.push(fault(Code::ImportSyntax, message, Place::file(file)));
        return Imported {
            diagnostics,
            ..Imported::default()
        };
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
        place: &|row, column| {
            let span = objects[row].span.clone();
            Place::bytes(file, json_text::nearest(text, span, &[&headings[column]]))
        },
    };
    let mut imported = if objects.is_empty() {
        Imported::default()
    } else {
        columns::events(&rows, incoming)
    };
    imported.diagnostics.splice(0..0, diagnostics);
    imported
}

/// The keys of all objects, in the order in which they first come up; else the object with one too many.
fn headings(objects: &[Object]) -> Result<Vec<String>, &Object> {
    let mut headings: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for object in objects {
        for key in object.fields.keys() {
            if known.insert(key) {
                headings.push(key.clone());
            }
        }
        if headings.len() > MOST_KEYS {
            return Err(object);
        }
    }
    Ok(headings)
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
        let indent = line.len() - line.trim_start().len();
        let span = at + indent.min(line.trim_end().len())..at + line.trim_end().len();
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
        match serde_json::from_str(&text[span.clone()]) {
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
                let part = Part {
                    start: span.start,
                    line: index + 1,
                };
                diagnostics.push(syntax(file, text, part, "", &error));
            }
        }
    }
    objects
}

fn one_list(file: &SitePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Object> {
    let values: Vec<Value> = match serde_json::from_str(text) {
        Ok(values) => values,
        Err(error) => {
            diagnostics.push(syntax(file, text, Part::WHOLE, NOT_JSON, &error));
            return Vec::new();
        }
    };
    let spans = json_text::items(text, 0..text.len());
    if let Some(first_left_out) = spans.get(MOST_ROWS) {
        diagnostics.push(fault(
            Code::ImportSyntax,
            format!("the list has more than {MOST_ROWS} items"),
            Place::bytes(file, first_left_out.start..first_left_out.start),
        ));
    }
    let mut objects = Vec::new();
    for (index, (value, span)) in values.into_iter().zip(spans).enumerate().take(MOST_ROWS) {
        let number = index + 1;
        if let Value::Object(fields) = value {
            objects.push(Object {
                fields,
                number,
                span,
            });
        } else {
            let message = format!("item {number} of the list is no JSON object");
            diagnostics.push(fault(Code::ImportSyntax, message, Place::bytes(file, span)));
        }
    }
    objects
}

/// The one JSON document that a text is; what is wrong with it goes to the diagnostics.
pub(super) fn document(incoming: &Incoming, imported: &mut Imported) -> Option<Value> {
    match serde_json::from_str(incoming.text) {
        Ok(document) => Some(document),
        Err(error) => {
            let fault = syntax(incoming.file, incoming.text, Part::WHOLE, NOT_JSON, &error);
            imported.diagnostics.push(fault);
            None
        }
    }
}
