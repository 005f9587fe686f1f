//! The names that stand in the tags of templates. A field of a view that none of them names is not worked out.
//!
//! It is read off the texts, and takes too much rather than too little: a name in a text counts, and what may be any
//! name counts as all of them.

use super::uses::is_of_name;

/// How many bits tell of names.
const BITS: usize = 4096;

/// Words of tags that may ask for fields by names that do not stand there.
const SUSPECTS: [&str; 6] = [
    "__tera_context",
    "keys",
    "values",
    "pairs",
    "attribute",
    "key",
];

/// A set of names. It may hold a few that nobody put into it, which costs time and changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names(Box<[u64]>);

impl Names {
    /// No names.
    pub(crate) fn none() -> Self {
        Self(vec![0; BITS / 64].into())
    }

    /// Every name.
    pub(crate) fn all() -> Self {
        Self(vec![u64::MAX; BITS / 64].into())
    }

    /// Adds those that stand in a tag of a template. One that may ask for a name that does not stand in it, or for
    /// every field of a value, takes all.
    pub(crate) fn add_tag(&mut self, tag: &str) {
        let mut may_ask = tag.contains(['[', ',']) || tag.contains("...");
        for name in tag.split(|c| !is_of_name(c)) {
            may_ask |= SUSPECTS.contains(&name);
            let (word, bit) = place(name);
            self.0[word] |= bit;
        }
        if may_ask && asks_for_any(tag) {
            *self = Self::all();
        }
    }

    /// Adds those of another set.
    pub(crate) fn add(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Whether a name is among them.
    pub(crate) fn has(&self, name: &str) -> bool {
        let (word, bit) = place(name);
        self.0[word] & bit != 0
    }
}

/// The word and the bit of a name: its length and three of its letters tell it from most others, and this is asked for
/// each field of each view.
fn place(name: &str) -> (usize, u64) {
    let letters = name.as_bytes();
    let letter = |at: usize| letters.get(at).copied().map_or(0, usize::from);
    let (middle, last) = (letters.len() / 2, letters.len().wrapping_sub(1));
    let mixed = (letters.len() * 31 + letter(0)) * 31 + letter(middle);
    let bit = (mixed * 31 + letter(last)) % BITS;
    (bit / 64, 1 << (bit % 64))
}

/// Whether a tag takes a value apart by names that do not stand in it.
fn asks_for_any(tag: &str) -> bool {
    has_two_loop_variables(tag)
        || takes_all_fields(tag)
        || tag.match_indices('[').any(|(at, _)| {
            tag[..at].ends_with(|c| is_of_name(c) || matches!(c, ']' | ')'))
                && !is_known_index(&tag[at + 1..])
        })
}

/// Whether a tag asks for all fields of a value, or for one by a name that is worked out.
fn takes_all_fields(tag: &str) -> bool {
    let close: String = tag.split_whitespace().collect();
    let all_fields = ["__tera_context", "...", "|keys", "|values", "|pairs"];
    let one_field = ["(attribute=", ",attribute=", "(key=", ",key="];
    all_fields.iter().any(|words| close.contains(words))
        || one_field.iter().any(|argument| {
            let mut arguments = close.match_indices(argument);
            arguments.any(|(at, _)| !close[at + argument.len()..].starts_with(['"', '\'', '`']))
        })
}

/// `for key, value in map`
fn has_two_loop_variables(tag: &str) -> bool {
    let tag = tag.trim_start_matches('-').trim_start();
    let head = tag
        .strip_prefix("for ")
        .and_then(|rest| rest.split_once(" in "));
    head.is_some_and(|(variables, _)| variables.contains(','))
}

/// Whether an index is a number, a part of a list, the place in a loop, or one name in quotes.
fn is_known_index(rest: &str) -> bool {
    let Some((index, _)) = rest.split_once(']') else {
        return false;
    };
    let index = index.trim();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | ' ');
    let name = index.strip_prefix(['"', '\'', '`']);
    index.chars().all(is_number)
        || matches!(index, "loop.index" | "loop.index0")
        || name.is_some_and(|name| {
            name.trim_end_matches(['"', '\'', '`'])
                .chars()
                .all(is_of_name)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, there: &[&str], others: &[&str]) {
        let mut names = Names::none();
        names.add_tag(tag);
        assert!(there.iter().all(|name| names.has(name)), "{tag}");
        assert!(!others.iter().any(|name| names.has(name)), "{tag}");
    }

    #[test]
    fn the_names_in_a_tag_are_found() {
        let others = &["body", "title_of"][..];
        check(" event.when.text ", &["event", "when", "text"], others);
        check("<when when={event.when} />", &["when"], others);
        check("- for row in list[1:3] ", &["row", "list"], others);
        check("event[\"title\"]", &["title"], others);
        check(
            "rows[0].url ~ month.same_day[loop.index0]",
            &["url"],
            others,
        );
        check("[a, b] | join(sep='x')", &["a", "join"], others);
        check("terms | group_by(attribute=\"kind\")", &["kind"], others);
    }

    #[test]
    fn what_may_be_any_name_is_all() {
        let check = |tag: &str| check(tag, &["body", "title"], &[]);
        check("__tera_context");
        check("event[name]");
        check("event[\"ti\" ~ rest]");
        check("rows[0][name]");
        check("for key, value in event");
        check("event | pairs");
        check("terms | group_by(attribute=name)");
        check("event | get(key = name)");
        check("<row {...event} />");
    }
}
