//! People, bodies and places that a site knows already, found in sentences by their names.

use std::collections::HashMap;

use crate::content::Term;
use crate::site::Site;

/// The taxonomies whose terms are looked for.
pub(super) const TAXONOMIES: [&str; 2] = ["actors", "places"];

/// The names of a site's terms, by the first word of each.
pub(super) struct Names<'a> {
    by_first: HashMap<String, Vec<(Vec<String>, &'a Term)>>,
}

impl<'a> Names<'a> {
    /// The names of a site: titles, other names, and a person's last name where nobody else has it.
    pub(super) fn of(site: &'a Site) -> Self {
        let terms = || {
            let is_wanted = |term: &&Term| TAXONOMIES.contains(&term.taxonomy.as_str());
            site.terms.iter().filter(is_wanted)
        };
        let mut by_words: HashMap<Vec<String>, &Term> = HashMap::new();
        for term in terms() {
            for name in std::iter::once(&term.title).chain(&term.also) {
                by_words.entry(words(name).collect()).or_insert(term);
            }
        }
        let mut by_last: HashMap<String, Vec<&Term>> = HashMap::new();
        for term in terms().filter(|term| term.kind.as_deref() == Some("person")) {
            if let Some(last) = words(&term.title).skip(1).last() {
                by_last.entry(last).or_default().push(term);
            }
        }
        for (last, people) in by_last {
            if let [person] = people.as_slice() {
                by_words.entry(vec![last]).or_insert(person);
            }
        }
        let mut names = Self {
            by_first: HashMap::new(),
        };
        for (words, term) in by_words {
            if let Some(first) = words.first() {
                names
                    .by_first
                    .entry(first.clone())
                    .or_default()
                    .push((words, term));
            }
        }
        for names in names.by_first.values_mut() {
            names.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        names
    }

    /// The terms that a sentence names, in its order: of two names at one place, the longer.
    pub(super) fn of_sentence(&self, sentence: &str) -> Vec<&'a Term> {
        let words: Vec<String> = words(sentence).collect();
        let mut found: Vec<&Term> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let named = self.by_first.get(&words[at]).into_iter().flatten();
            let longest = named
                .into_iter()
                .find(|(name, _)| words[at..].starts_with(name));
            at += longest.map_or(1, |(name, _)| name.len());
            if let Some((_, term)) = longest
                && !found.iter().any(|known| std::ptr::eq(*known, *term))
            {
                found.push(term);
            }
        }
        found
    }
}

/// Letters and digits in a row. Case counts: `US` is not `us`.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned)
}
