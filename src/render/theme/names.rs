//! The names that stand in the tags of templates. A field of a view that none of them names is not worked out.
//!
//! It is read off the texts, and takes too much rather than too little: a name in a text counts, and what may be any
//! name counts as all of them.

use super::uses::is_of_name;

/// How many bits tell of names.
const BITS: usize = 4096;

/// Words of Tera after which a `[` begins a list, not an index.
const BEFORE_LISTS: [&str; 8] = ["in", "and", "or", "not", "is", "if", "elif", "else"];

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
        let tokens = tokens(tag);
        if tag.contains("...") || (0..tokens.len()).any(|at| asks_for_any(&tokens, at)) {
            *self = Self::all();
        }
        for name in tokens.into_iter().filter(|token| is_name(token)) {
            let (word, bit) = place(name);
            self.0[word] |= bit;
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

/// The names and the signs of a tag, without the white space between them. A text in quotes is taken apart too.
fn tokens(tag: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = tag.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = if is_of_name(first) {
            rest.find(|c| !is_of_name(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        tokens.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    tokens
}

fn is_name(token: &str) -> bool {
    token.starts_with(is_of_name)
}

/// Whether a token takes a value apart by names that do not stand in the tag, or looks at the whole of it.
fn asks_for_any(tokens: &[&str], at: usize) -> bool {
    let (before, after) = (&tokens[..at], &tokens[at + 1..]);
    match tokens[at] {
        "__tera_context" => true,
        "keys" | "values" | "pairs" | "unique" => before.ends_with(&["|"]),
        "attribute" | "key" => matches!(before, [.., "(" | ","]) && is_worked_out(after),
        "pat" => before.ends_with(&["containing", "("]) && is_worked_out(after),
        "in" => !is_in_loop_or_path(before),
        "[" => is_indexed(before) && !is_known_index(after),
        _ => false,
    }
}

/// Whether the word `in` after this belongs to a loop over one variable (`for row in`) or to a path (`words.in`). Else it
/// asks for a field, or makes a loop over keys and values.
fn is_in_loop_or_path(before: &[&str]) -> bool {
    match before {
        [.., "."] => true,
        [.., "for", variable] => is_name(variable),
        _ => false,
    }
}

/// Whether a `[` after this is an index.
fn is_indexed(before: &[&str]) -> bool {
    match before {
        [value @ .., "?"] => is_indexed(value),
        [.., "]" | ")"] => true,
        [.., last] => is_name(last) && !BEFORE_LISTS.contains(last),
        [] => false,
    }
}

/// Whether an index is a number, a part of a list (what has names has no parts), the place in a loop, or one name in quotes.
fn is_known_index(rest: &[&str]) -> bool {
    let end = rest.iter().position(|token| *token == "]");
    let index = end.map_or(rest, |end| &rest[..end]);
    let is_number = |token: &&str| token.starts_with(|c: char| c.is_ascii_digit()) || *token == "-";
    let is_of_part = |token: &&str| is_name(token) || matches!(*token, "." | "-" | ":");
    let is_part = index.contains(&":") && index.iter().all(is_of_part);
    is_text(rest)
        || end.is_some() && (is_part || index.iter().all(is_number))
        || matches!(index, ["loop", ".", "index" | "index0"])
}

/// Whether an argument is given anything but one text in quotes.
fn is_worked_out(after: &[&str]) -> bool {
    matches!(after, ["=", value @ ..] if !is_text(value))
}

/// Whether a value is one text in quotes, without an escape, and ends with it.
fn is_text(value: &[&str]) -> bool {
    let Some((quote @ (&"\"" | &"'" | &"`"), text)) = value.split_first() else {
        return false;
    };
    let Some(end) = text.iter().position(|token| token == quote) else {
        return false;
    };
    !text[..end].contains(&"\\") && matches!(text[end + 1..], ["," | ")" | "]", ..])
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
        check("list[month.first:month.end]", &["month", "end"], others);
        check("event[\"title\"]", &["title"], others);
        check(
            "rows[0].url ~ month.same_day[loop.index0]",
            &["url"],
            others,
        );
        check("[a, b] | join(sep='x')", &["a", "join"], others);
        check("terms | group_by(attribute=\"kind\")", &["kind"], others);
        check("event | get(key=\"sum\", default='')", &["sum"], others);
        check("event?[ 'sum' ]", &["sum"], others);
        check("for\nrow in [event.url, 1]", &["row", "url"], others);
        check("[row.url for row in rows]", &["row", "url"], others);
        check("row.in | word", &["row"], others);
    }

    #[test]
    fn what_may_be_any_name_is_all() {
        let check = |tag: &str| check(tag, &["body", "title"], &[]);
        check("__tera_context");
        check("event[name]");
        check("event[\"ti\" ~ rest]");
        check("event[{\"a\": \"title\"}[\"a\"]]");
        check("rows[0][name]");
        check("for key, value in event");
        check("for key, value in\n event");
        check("for\nkey, value in event");
        check(" set all = [k for k, v in event] ");
        check("event?[name]");
        check("event [name]");
        check("event | get(key=\"sum\" ~ rest, default=\"\")");
        check("event[\"t\\/itle\"]");
        check("if name in event");
        check("if \"for\" in event");
        check("if event is containing(pat=name)");
        check("event.origins | unique | length");
        check("event | pairs");
        check("terms | group_by(attribute=name)");
        check("event | get(key = name)");
        check("<row {...event} />");
    }
}
