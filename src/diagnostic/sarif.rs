//! Diagnostics as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::located::{Located, Spotted, Texts, locate_all};
use super::{Code, Diagnostic};

/// All diagnostics as one SARIF log with one run, indented, with a line feed at its end.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], texts: &Texts) -> String {
    let located = locate_all(diagnostics, texts);
    let codes: BTreeSet<Code> = diagnostics.iter().map(|item| item.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dateline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|&code| rule(code)).collect::<Vec<_>>(),
            }},
            // SARIF 3.14.17: columns count characters, not UTF-16 code units.
            "columnKind": "unicodeCodePoints",
            "results": located.iter().map(|item| result(item, &codes)).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.meaning() },
        "defaultConfiguration": { "level": code.severity().as_str() },
    })
}

fn result(item: &Located, codes: &[Code]) -> Value {
    let diagnostic = item.diagnostic;
    let mut result = Map::new();
    result.insert("ruleId".into(), diagnostic.code.as_str().into());
    let index = codes.iter().position(|&code| code == diagnostic.code);
    result.insert("ruleIndex".into(), index.into());
    result.insert("level".into(), diagnostic.severity.as_str().into());
    result.insert("message".into(), json!({ "text": message(diagnostic) }));
    if let Some(place) = &item.place {
        result.insert("locations".into(), json!([location(place)]));
    }
    if !item.related.is_empty() {
        let related: Vec<Value> = item.related.iter().map(related).collect();
        result.insert("relatedLocations".into(), related.into());
    }
    if let Some(fix) = fix(item) {
        result.insert("fixes".into(), json!([fix]));
    }
    Value::Object(result)
}

fn message(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

fn location(place: &Spotted) -> Value {
    json!({ "physicalLocation": physical(place) })
}

fn related((place, label): &(Spotted, &str)) -> Value {
    json!({ "physicalLocation": physical(place), "message": { "text": label } })
}

fn physical(place: &Spotted) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), artifact(place));
    if let Some(region) = region(place) {
        physical.insert("region".into(), region);
    }
    Value::Object(physical)
}

fn region(place: &Spotted) -> Option<Value> {
    place.span.as_ref().map(|span| {
        json!({
            "startLine": span.start.line,
            "startColumn": span.start.column,
            "endLine": span.end.line,
            "endColumn": span.end.column,
        })
    })
}

fn artifact(place: &Spotted) -> Value {
    json!({ "uri": uri(&place.file) })
}

fn fix(item: &Located) -> Option<Value> {
    let text = item.diagnostic.replacement.as_deref()?;
    let place = item.place.as_ref()?;
    let region = region(place)?;
    Some(json!({
        "artifactChanges": [{
            "artifactLocation": artifact(place),
            "replacements": [{
                "deletedRegion": region,
                "insertedContent": { "text": text },
            }],
        }],
    }))
}

/// A path as a relative URI reference: what RFC 3986 (3.3) does not allow in a path is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(byte.into());
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
