//! The documents lead to each other: every relative link of a document leads to a file, every fragment to a heading.

use super::{files_below, repository, text_of};

#[test]
fn every_link_between_documents_lands() {
    let mut documents = files_below("docs", ".md");
    documents.extend(
        [
            "README.md",
            "ARCHITECTURE.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
        ]
        .map(str::to_owned),
    );
    let mut lost = Vec::new();
    for document in &documents {
        let text = text_of(document);
        for target in targets(&text) {
            if !lands(document, target) {
                lost.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(lost.is_empty(), "links that lead nowhere: {lost:#?}");
}

/// The targets of the links outside code.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("\n```").step_by(2);
    prose
        .flat_map(|part| part.split('`').step_by(2))
        .flat_map(|part| part.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .filter(|target| !target.contains("://"))
}

fn lands(document: &str, target: &str) -> bool {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = match path {
        "" => document.to_owned(),
        path => format!("{folder}/{path}")
            .trim_start_matches('/')
            .to_owned(),
    };
    if !repository().join(&file).is_file() {
        return false;
    }
    fragment.is_empty()
        || text_of(&file)
            .lines()
            .any(|line| anchor(line).as_deref() == Some(fragment))
}

/// The fragment that code hosts give a heading.
fn anchor(line: &str) -> Option<String> {
    let heading = line
        .strip_prefix('#')?
        .trim_start_matches('#')
        .strip_prefix(' ')?;
    let kept = heading.to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    Some(kept.map(|c| if c == ' ' { '-' } else { c }).collect())
}
