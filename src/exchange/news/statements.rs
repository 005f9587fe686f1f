//! The statements of reports: sentences with an expression of time, and which of them tell of one thing. An index of their
//! words finds those that are worth comparing.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::Report;
use super::expressions::{Expression, expressions};
use super::names::Names;
use super::sentences::sentences;
use crate::content::Term;
use crate::exchange::Notes;

/// The bytes of a sentence at most: what is longer is none.
const MOST_BYTES: usize = 4_000;
/// From this many statements on, the rest of a text is no report.
const MOST_STATEMENTS: usize = 2_000;
/// A word that stands in more statements of a date does not lead to the rest of them.
const MOST_HOLDERS: usize = 32;

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

/// What a report tells.
#[derive(Default)]
pub(super) struct Telling<'a> {
    /// In the order of the text.
    pub(super) statements: Vec<Statement<'a>>,
    /// Which sentences are left out.
    pub(super) notes: Notes,
}

impl<'a> Telling<'a> {
    pub(super) fn of(index: usize, report: &Report<'a>, names: &Names<'a>) -> Self {
        let mut telling = Self::default();
        let mut told = Vec::new();
        let (text, body) = (report.text, &report.header.body);
        for range in sentences(&text[body.clone()]) {
            let start = body.start + range.start;
            let sentence = &text[start..body.start + range.end];
            if sentence.len() > MOST_BYTES {
                telling.notes.add(&format!(
                    "`{}`, line {}: a sentence of more than {MOST_BYTES} bytes is left out",
                    report.file,
                    report.line_of(start),
                ));
                continue;
            }
            let dated = expressions(sentence, report.published.day, &mut told);
            if telling.statements.len() + dated.len() > MOST_STATEMENTS {
                telling.notes.add(&format!(
                    "`{}`, from line {} on: what follows {MOST_STATEMENTS} statements is left out",
                    report.file,
                    report.line_of(start),
                ));
                break;
            }
            if !dated.is_empty() {
                telling.add(index, &report.source, (start, sentence), dated, names);
            }
        }
        telling
    }

    /// Adds the statements of a sentence, which begins at a byte of the file.
    fn add(
        &mut self,
        report: usize,
        source: &str,
        (start, sentence): (usize, &'a str),
        dated: Vec<Expression>,
        names: &Names<'a>,
    ) {
        let (terms, words) = (names.of_sentence(sentence), content_words(sentence));
        for expression in dated {
            let at = &expression.range;
            let what = format!("{sentence}\n{}", at.start);
            let hash = blake3::hash(what.as_bytes()).to_hex();
            self.statements.push(Statement {
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
}

/// Statements of one date that tell of one thing, together, in the order of the first of each.
pub(super) fn grouped(statements: Vec<Statement>) -> Vec<Vec<Statement>> {
    let mut groups: Vec<Vec<Statement>> = Vec::new();
    // Where a word stands in statements of a date: the group and the place in it.
    let mut index: HashMap<(String, String), Vec<(usize, usize)>> = HashMap::new();
    for statement in statements {
        let date = &statement.expression.when.edtf;
        let keys: Vec<(String, String)> = statement
            .words
            .iter()
            .map(|word| (date.clone(), word.clone()))
            .collect();
        let near: BTreeSet<(usize, usize)> = keys
            .iter()
            .filter_map(|key| index.get(key))
            .flatten()
            .copied()
            .collect();
        let same = near
            .iter()
            .find(|(group, at)| tells_of_same(&statement, &groups[*group][*at]));
        let group = same.map_or(groups.len(), |(group, _)| *group);
        if group == groups.len() {
            groups.push(Vec::new());
        }
        for key in keys {
            let holders = index.entry(key).or_default();
            if holders.len() < MOST_HOLDERS {
                holders.push((group, groups[group].len()));
            }
        }
        groups[group].push(statement);
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
