//! JSON documents of the types of this folder, compact.

use serde::Serialize;
use serde_json::value::RawValue;

/// A document as JSON. The types that are written have strings as keys and finite numbers, and so nothing can fail.
pub(super) fn bytes(document: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(document).expect("keys are strings and memory takes what is written")
}

/// The same, for a document of which it is known that it has about so many bytes: what has to grow is copied.
pub(super) fn bytes_of(size: usize, document: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size);
    serde_json::to_writer(&mut bytes, document)
        .expect("keys are strings and memory takes what is written");
    bytes
}

/// A part of a document as JSON that is written into it as it is.
pub(super) fn raw(part: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(part)
        .expect("keys are strings and memory takes what is written")
}
