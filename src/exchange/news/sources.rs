//! The sources that reports become: their ids, their publishers, and those that the site has already.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Report;
use super::header::Header;
use super::timestamp::Published;
use crate::content::{Slug, Source};
use crate::exchange::address::host;
use crate::exchange::{Imported, NewSource};
use crate::site::Site;

/// What a site's sources say about new ones.
pub(super) struct Sources<'a> {
    site: &'a [Arc<Source>],
    /// Publishers by the host of their address.
    publishers: HashMap<String, &'a str>,
    taken: HashSet<String>,
}

impl<'a> Sources<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        let publishers = site.sources.iter().filter_map(|source| {
            let host = host(source.url.as_deref()?);
            Some((host.to_owned(), source.publisher.as_deref()?))
        });
        Self {
            site: &site.sources,
            publishers: publishers.collect(),
            taken: HashSet::new(),
        }
    }

    /// The id of a report's source: the site's own where it has it, else outlet and day.
    pub(super) fn name(&mut self, header: &Header, published: &Published) -> String {
        if let Some(known) = self.known(header, published) {
            return known.id.to_string();
        }
        let outlet = match (&header.url, &header.publisher) {
            (Some(url), _) => stem(host(url)),
            (None, Some(name)) => name,
            (None, None) => "report",
        };
        let wanted = Slug::from_name(&format!("{outlet} {}", published.day));
        let wanted =
            wanted.unwrap_or_else(|| Slug::from_name("report").expect("letters make a slug"));
        let is_taken = self.taken.contains(wanted.as_str())
            || self.site.iter().any(|source| source.id == wanted);
        let id = if is_taken {
            wanted.with_suffix(header.url.as_deref().unwrap_or(&header.title))
        } else {
            wanted
        };
        self.taken.insert(id.to_string());
        id.to_string()
    }

    fn known(&self, header: &Header, published: &Published) -> Option<&'a Source> {
        let plain = |url: &str| url.trim_end_matches('/').to_owned();
        let has_address = |source: &&Source| match (&source.url, &header.url) {
            (Some(one), Some(other)) => plain(one) == plain(other),
            _ => false,
        };
        let has_headline = |source: &&Source| {
            let day = source
                .published
                .as_ref()
                .and_then(|date| date.earliest().day());
            let is_same = source.title == header.title && day == Some(published.day);
            is_same && (source.url.is_none() || header.url.is_none())
        };
        let all = || self.site.iter().map(AsRef::as_ref);
        let of_address = all().find(has_address);
        of_address.or_else(|| all().find(has_headline))
    }

    /// Adds the source of a report that the site does not have.
    pub(super) fn add(&self, report: &Report, imported: &mut Imported) {
        let header = &report.header;
        let host = header.url.as_deref().map(host);
        let publisher = header.publisher.as_deref().or_else(|| {
            let host = host?;
            Some(self.publishers.get(host).copied().unwrap_or(host))
        });
        let mut fields = Map::new();
        let mut add = |key: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                fields.insert(key.to_owned(), value.into());
            }
        };
        add("title", Some(&header.title));
        add("publisher", publisher);
        add(
            "agency",
            header
                .agency
                .as_deref()
                .filter(|agency| publisher != Some(agency)),
        );
        add("published", Some(&report.published.text));
        add("url", header.url.as_deref());
        add("language", Some(header.language.as_deref().unwrap_or("en")));
        add("kind", Some("news report"));
        let authors: Vec<Value> = header
            .authors
            .iter()
            .map(|name| name.as_str().into())
            .collect();
        fields.insert("authors".to_owned(), authors.into());
        imported.sources.push(NewSource {
            id: report.source.clone(),
            fields,
            place: Some(report.place(&(0..0))),
        });
    }
}

/// The part of a host that names its owner: `news.example.co.uk` gives `example`.
fn stem(host: &str) -> &str {
    let labels: Vec<&str> = host.split('.').collect();
    let is_second_level =
        |label: &&str| ["co", "com", "org", "net", "gov", "ac", "gob", "or"].contains(label);
    match labels.as_slice() {
        [.., owner, second, _] if is_second_level(second) => owner,
        [.., owner, _] => owner,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_name_their_owners() {
        let check = |url: &str, expected: (&str, &str)| {
            assert_eq!((host(url), stem(host(url))), expected, "{url}");
        };
        check("https://www.geo.tv/latest/1", ("geo.tv", "geo"));
        check(
            "https://news.example.co.uk:8080/a",
            ("news.example.co.uk", "example"),
        );
        check("http://localhost/a", ("localhost", "localhost"));
    }
}
