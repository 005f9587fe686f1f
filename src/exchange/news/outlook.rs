//! Whether the words around an expression of time look ahead or back: the nearest verb decides, and what parts clauses
//! puts a word farther off.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Which way a clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// What happened.
    Back,
    /// What is to happen.
    Ahead,
    /// Nothing tells.
    Open,
}

/// Words that look ahead.
const AHEAD: &[&str] = &[
    // The verb belongs to it: "will be held".
    r"(?:will|won't|shall|'ll|would|could|might|may|can|must|should)(?: (?:not|also|then|now|only|first|have|be|[a-z]+ly)){0,3}(?: [a-z]+)?",
    r"(?:is|are|was|were|be|been) (?:also |now |then )?to (?:be )?[a-z]+",
    r"(?:is|are|be) (?:being )?(?:scheduled|planned|expected|slated|due|set)|due|scheduled|slated|planned",
    r"expected|expects?|expecting|hopes?|plans?|planning|intends?|aims?|forecasters?|poised",
    r"set (?:to|for)|ready to|(?:agreed|vowed|pledged|promised|threatened|wants?|decided|called) to",
    r"(?:asked|asks|ordered|urged|invited) (?:\w+ ){0,3}(?:to|for)",
    r"ahead of|to be followed|upcoming|forthcoming|coming|deadline|until|by|later",
    r"begins?|starts?|opens?|closes?|meets?|convenes?|resumes?|runs?|ends?|expires?|votes?|takes? place|comes? out|goes on",
    r"has to|have to|needs? to",
];

/// Words that look back.
const BACK: &[&str] = &[
    r"[a-z]{2,}(?:ed|ied)|says?|said|told|was|were|had|has|have|did|been|came|met|left|won|lost|fell|rose|grew|began",
    r"became|broke|brought|bought|built|caught|chose|cut|died|drew|drove|felt|flew|fought|found|gave|got|went|held",
    r"hit|hurt|kept|knew|laid|led|lay|lent|made|meant|paid|put|quit|ran|read|sank|sat|saw|sent|sold|shot|shut|spent",
    r"spoke|stood|stole|struck|swore|swept|took|taught|tore|thought|threw|understood|withdrew|wore|wrote|resumed|ago",
];

/// What parts clauses, and how many words it counts for.
const BARRIERS: &[(&str, usize)] = &[
    (r"[;:—–]", 12),
    (r",|\(|\)", 3),
    (r#"["“”]"#, 4),
    (
        r"\b(?:that|who|which|where|when|while|after|before|because|but|although|though|as|and)\b",
        3,
    ),
];

/// How many words apart a verb can stand and still tell.
const REACH: usize = 24;

static CUES: LazyLock<[(Outlook, Regex); 2]> = LazyLock::new(|| {
    [
        (Outlook::Ahead, any_of(AHEAD)),
        (Outlook::Back, any_of(BACK)),
    ]
});

static PARTED: LazyLock<Vec<(Regex, usize)>> = LazyLock::new(|| {
    let compiled = |(pattern, words): &(&str, usize)| {
        (Regex::new(pattern).expect("a constant pattern"), *words)
    };
    BARRIERS.iter().map(compiled).collect()
});

fn any_of(patterns: &[&str]) -> Regex {
    let pattern = format!(r"\b(?:{})\b", patterns.join("|"));
    Regex::new(&pattern.replace(' ', r"\s+")).expect("a constant pattern")
}

/// Which way a sentence looks at its bytes `at`.
pub(super) fn outlook(sentence: &str, at: &Range<usize>) -> Outlook {
    let [(_, ahead), (_, back)] = &*CUES;
    let ahead: Vec<Range<usize>> = ahead.find_iter(sentence).map(|cue| cue.range()).collect();
    // "was to meet", "had been due": what looks ahead takes the verb with it.
    let is_taken =
        |cue: &Range<usize>| ahead.iter().any(|a| a.start < cue.end && cue.start < a.end);
    let back = back
        .find_iter(sentence)
        .map(|cue| cue.range())
        .filter(|cue| !is_taken(cue));
    let cues = back
        .map(|cue| (Outlook::Back, cue))
        .chain(ahead.iter().map(|cue| (Outlook::Ahead, cue.clone())));
    let nearest = cues
        .filter_map(|(outlook, cue)| Some((distance(sentence, &cue, at)?, outlook)))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((distance, outlook)) if distance <= REACH => outlook,
        _ => Outlook::Open,
    }
}

/// How far a cue stands from an expression, in words; `None` where it is a part of it.
fn distance(sentence: &str, cue: &Range<usize>, at: &Range<usize>) -> Option<usize> {
    let (between, is_after) = if cue.end <= at.start {
        (&sentence[cue.end..at.start], false)
    } else if at.end <= cue.start {
        (&sentence[at.end..cue.start], true)
    } else {
        return None;
    };
    let parted: usize = PARTED
        .iter()
        .map(|(barrier, words)| barrier.find_iter(between).count() * words)
        .sum();
    // English dates a verb behind it rather than before.
    let behind = if is_after { 3 } else { 0 };
    Some(between.split_whitespace().count() + parted + behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_verb_decides() {
        let check = |marked: &str, expected: Outlook| {
            let (before, rest) = marked.split_once('<').expect("a mark");
            let (inside, after) = rest.split_once('>').expect("its end");
            let sentence = format!("{before}{inside}{after}");
            let at = before.len()..before.len() + inside.len();
            assert_eq!(outlook(&sentence, &at), expected, "{marked}");
        };
        check("The mill burned down on <Tuesday>.", Outlook::Back);
        check("The mill will open on <Tuesday>.", Outlook::Ahead);
        check("On <Friday>, ministers will meet in Oslo.", Outlook::Ahead);
        check(
            "He said on <Monday> that the mill will open on Friday.",
            Outlook::Back,
        );
        check(
            "He said on Monday that the mill will open on <Friday>.",
            Outlook::Ahead,
        );
        check(
            "The strike, which began on <Monday>, will end on Thursday.",
            Outlook::Back,
        );
        check(
            "The strike, which began on Monday, will end on <Thursday>.",
            Outlook::Ahead,
        );
        check(
            "Talks scheduled for <Monday> were called off on Friday.",
            Outlook::Ahead,
        );
        check(
            "Talks scheduled for Monday were called off on <Friday>.",
            Outlook::Back,
        );
        check("They spoke ahead of a vote on <Sunday>.", Outlook::Ahead);
        check("The two were to meet on <Sunday>.", Outlook::Ahead);
        check("<Monday>: rain.", Outlook::Open);
    }
}
