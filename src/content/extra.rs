//! `extra` in the cache: as JSON text, since the cache's format cannot hold a value of unknown type.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::{Map, Value};

/// Such a mapping where it stands for itself in a digest.
pub(crate) struct Text<'a>(pub(crate) &'a Map<String, Value>);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

pub(super) fn serialize<S: Serializer>(
    map: &Map<String, Value>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = if map.is_empty() {
        String::new()
    } else {
        serde_json::to_string(map).map_err(ser::Error::custom)?
    };
    text.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Map<String, Value>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        Ok(Map::new())
    } else {
        serde_json::from_str(&text).map_err(de::Error::custom)
    }
}
