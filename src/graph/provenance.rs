//! Provenance: which independent origins an event rests on, and what its status is when it states none.

use std::sync::Arc;

use crate::content::{Says, Slug, Source};
use crate::graph::{Citation, Origin};

/// The independent origins of an event's sources, in the order of citation.
///
/// The origin of a source is the agency that its copy comes from, else its publisher, else itself: two outlets that
/// carry one agency's copy are two sources and one origin.
pub(crate) fn origins(citations: &[Citation], sources: &[Arc<Source>]) -> Vec<Origin> {
    // Most events rest on one source, whose name need not be compared with any.
    if let [citation] = citations {
        let name = origin_name(&sources[citation.source.index()]).to_owned();
        return vec![Origin {
            name,
            sources: vec![citation.source],
        }];
    }
    let mut origins: Vec<(String, Origin)> = Vec::new();
    for citation in citations {
        let name = origin_name(&sources[citation.source.index()]);
        let folded = Slug::from_name(name).map_or_else(|| name.to_owned(), |slug| slug.to_string());
        match origins.iter_mut().find(|(key, _)| *key == folded) {
            Some((_, origin)) => origin.sources.push(citation.source),
            None => origins.push((
                folded,
                Origin {
                    name: name.to_owned(),
                    sources: vec![citation.source],
                },
            )),
        }
    }
    origins.into_iter().map(|(_, origin)| origin).collect()
}

/// Where the copy of a source comes from.
pub(crate) fn origin_name(source: &Source) -> &str {
    source
        .agency
        .as_deref()
        .or(source.publisher.as_deref())
        .unwrap_or(&source.title)
}

/// The status of an event: as written; else `disputed` when a source disputes it, `announced` when every source that
/// says what it does announces, `reported` otherwise.
pub(crate) fn status(written: Option<&str>, citations: &[Citation]) -> String {
    if let Some(written) = written {
        return written.to_owned();
    }
    let mut said = citations
        .iter()
        .filter_map(|citation| citation.says)
        .peekable();
    if said.peek().is_none() {
        return "reported".to_owned();
    }
    let said: Vec<Says> = said.collect();
    if said.contains(&Says::Disputed) {
        "disputed".to_owned()
    } else if said.iter().all(|says| *says == Says::Announced) && said.len() == citations.len() {
        "announced".to_owned()
    } else {
        "reported".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::SourceId;

    fn check(written: Option<&str>, says: &[Option<Says>], expected: &str) {
        let citations: Vec<Citation> = says
            .iter()
            .map(|says| Citation {
                source: SourceId(0),
                says: *says,
                note: None,
                marks: 0,
            })
            .collect();
        assert_eq!(
            status(written, &citations),
            expected,
            "{written:?} {says:?}"
        );
    }

    #[test]
    fn the_status_is_as_written_or_what_the_sources_say() {
        check(Some("confirmed"), &[Some(Says::Announced)], "confirmed");
        check(None, &[], "reported");
        check(None, &[None], "reported");
        check(
            None,
            &[Some(Says::Announced), Some(Says::Announced)],
            "announced",
        );
        check(None, &[Some(Says::Announced), None], "reported");
        check(
            None,
            &[Some(Says::Announced), Some(Says::Reported)],
            "reported",
        );
        check(
            None,
            &[Some(Says::Reported), Some(Says::Disputed)],
            "disputed",
        );
    }
}
