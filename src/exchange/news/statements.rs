//! The statements of reports: sentences with an expression of time, and which of them tell of one thing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::expressions::{Expression, expressions};
use super::names::Names;
use super::sentences::sentences;
use crate::content::Term;
use crate::edtf::Day;

/// The bytes of a sentence at most: what is longer is none.
const MOST_BYTES: usize = 4_000;
/// From this many statements on, the rest of a text is no report.
const MOST_STATEMENTS: usize = 2_000;

/// A sentence that dates something. A sentence with two dates makes two statements.
#[derive(Debug, Clone)]
pub(super) struct Statement<'a> {
    /// The index of its report.
    pub(super) report: usize,
    pub(super) sentence: &'a str,
    /// The bytes of its expression of time in the file.
    pub(super) span: Range<usize>,
    pub(super) expression: Expression,
    /// Whom and what it names of those that the site knows.
    pub(super) terms: Vec<&'a Term>,
    /// What names it in every import of this report.
    pub(super) key: String,
    /// Its words, by which it is compared with others.
    words: HashSet<String>,
}

/// The statements of one report, in the order of its text.
pub(super) fn statements<'a>(
    report: usize,
    source: &str,
    text: &'a str,
    body: &Range<usize>,
    published: Day,
    names: &Names<'a>,
) -> Vec<Statement<'a>> {
    let mut told = Vec::new();
    let mut found = Vec::new();
    for range in sentences(&text[body.clone()]) {
        let start = body.start + range.start;
        let sentence = &text[start..body.start + range.end];
        if sentence.len() > MOST_BYTES || found.len() > MOST_STATEMENTS {
            continue;
        }
        let dated = expressions(sentence, published, &mut told);
        if dated.is_empty() {
            continue;
        }
        let (terms, words) = (names.of_sentence(sentence), content_words(sentence));
        for expression in dated {
            let at = &expression.range;
            let what = format!("{sentence}\n{}", at.start);
            let hash = blake3::hash(what.as_bytes()).to_hex();
            found.push(Statement {
                report,
                sentence,
                span: start + at.start..start + at.end,
                terms: terms.clone(),
                key: format!("{source}#{}", &hash[..12]),
                words: words.clone(),
                expression,
            });
        }
    }
    found
}

/// Statements of one date that tell of one thing, together, in the order of the first of each.
pub(super) fn grouped(statements: Vec<Statement>) -> Vec<Vec<Statement>> {
    let mut groups: Vec<Vec<Statement>> = Vec::new();
    let mut by_date: HashMap<String, Vec<usize>> = HashMap::new();
    for statement in statements {
        let of_date = by_date
            .entry(statement.expression.when.edtf.clone())
            .or_default();
        let is_same = |group: &&usize| {
            groups[**group]
                .iter()
                .any(|other| tells_of_same(&statement, other))
        };
        if let Some(group) = of_date.iter().find(is_same) {
            groups[*group].push(statement);
        } else {
            of_date.push(groups.len());
            groups.push(vec![statement]);
        }
    }
    groups
}

/// Whether two statements of one date have most of their words in common; two of one report nearly all.
fn tells_of_same(one: &Statement, other: &Statement) -> bool {
    let parts = (one.expression.when.daypart, other.expression.when.daypart);
    if matches!(parts, (Some(a), Some(b)) if a != b) {
        return false;
    }
    let shared = one.words.intersection(&other.words).count();
    let fewer = one.words.len().min(other.words.len());
    let needed = if one.report == other.report { 9 } else { 5 };
    shared >= 3 && shared * 10 >= fewer * needed
}

/// The words of a sentence that tell what it is about, without their endings.
fn content_words(sentence: &str) -> HashSet<String> {
    const EMPTY: &[&str] = &[
        "the",
        "and",
        "that",
        "with",
        "from",
        "into",
        "for",
        "was",
        "were",
        "has",
        "had",
        "have",
        "will",
        "would",
        "said",
        "says",
        "told",
        "its",
        "his",
        "her",
        "their",
        "they",
        "which",
        "who",
        "when",
        "after",
        "before",
        "more",
        "than",
        "this",
        "last",
        "next",
        "been",
        "are",
        "but",
        "not",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "morning",
        "evening",
        "afternoon",
        "night",
        "week",
        "month",
        "year",
        "day",
        "since",
        "until",
        "over",
        "about",
        "also",
        "there",
        "could",
        "one",
        "two",
    ];
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    words
        .filter(|word| word.chars().count() > 2 && !EMPTY.contains(&word.as_str()))
        .map(|word| word.chars().take(6).collect())
        .collect()
}
