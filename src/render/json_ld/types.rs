//! The Schema.org types that pages are told with, as the JSON that search engines read. An article's data are a sixth of
//! what its page costs when they are put together as maps; fields of a type are written straight away.

use serde::Serialize;

/// An article about an event.
#[derive(Serialize)]
pub(super) struct Article<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) headline: String,
    pub(super) url: String,
    #[serde(rename = "inLanguage")]
    pub(super) language: &'a str,
    pub(super) about: Happening,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "license", skip_serializing_if = "Option::is_none")]
    pub(super) licence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Thing>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<Thing>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) mentions: Vec<Thing>,
    #[serde(rename = "citation", skip_serializing_if = "Vec::is_empty")]
    pub(super) citations: Vec<Work>,
    #[serde(rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub(super) corrections: Vec<Comment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<Image>,
}

/// The event itself.
#[derive(Serialize)]
pub(super) struct Happening {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<String>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<String>,
    #[serde(rename = "eventStatus", skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<&'static str>,
    #[serde(rename = "location", skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<Thing>,
}

/// A person, an organisation, a place or anything else.
#[derive(Serialize)]
pub(super) struct Thing {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(rename = "sameAs", skip_serializing_if = "Option::is_none")]
    pub(super) same_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geo: Option<Geo>,
}

/// A point on the earth, in degrees.
#[derive(Serialize)]
pub(super) struct Geo {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
}

/// A source.
#[derive(Serialize)]
pub(super) struct Work {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Thing>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<Thing>,
}

/// What was corrected.
#[derive(Serialize)]
pub(super) struct Comment {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) text: String,
    #[serde(rename = "dateCreated", skip_serializing_if = "Option::is_none")]
    pub(super) created: Option<String>,
}

/// The picture of an event.
#[derive(Serialize)]
pub(super) struct Image {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "contentUrl")]
    pub(super) url: String,
    pub(super) description: String,
    #[serde(rename = "creditText", skip_serializing_if = "Option::is_none")]
    pub(super) credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<String>,
}
