//! Plain texts as pages set them: straight quotation marks and apostrophes become those of the site's language, as they do in
//! the texts of records. A summary goes in as it was written, and comes out with the same words.

use super::Contexts;

/// The apostrophe, in every language that the program knows.
const APOSTROPHE: &str = "’";

/// The marks of a language: opening and closing, then those that stand within others.
type Marks<'a> = [&'a str; 4];

impl Contexts<'_> {
    /// A summary, a note, a description: somebody's plain text, with typographic marks unless the settings want none.
    pub(crate) fn typeset(&self, text: &str) -> String {
        if !self.site.settings.smart_punctuation || !text.contains(['"', '\'']) {
            return text.to_owned();
        }
        let word = |key| self.language().word(key);
        let marks = [
            word("quotes.open"),
            word("quotes.close"),
            word("quotes.inner_open"),
            word("quotes.inner_close"),
        ];
        typeset(text, &marks)
    }

    /// The same for a text that there may be.
    pub(crate) fn typeset_some(&self, text: Option<&String>) -> Option<String> {
        text.map(|text| self.typeset(text))
    }
}

fn typeset(text: &str, marks: &Marks) -> String {
    let mut set = String::with_capacity(text.len() + 8);
    let mut inner_open = 0_usize;
    let mut before = ' ';
    let last_close = last_close(text);
    let mut rest = text.chars().peekable();
    let mut at = 0;
    while let Some(c) = rest.next() {
        at += c.len_utf8();
        let opens = can_open(before) && rest.peek().is_some_and(|next| can_begin(*next));
        let is_letter_next = rest.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '"' => set.push_str(marks[usize::from(!opens)]),
            // A year without its century has an apostrophe: '98.
            '\'' if opens
                && !rest.peek().is_some_and(char::is_ascii_digit)
                && last_close.is_some_and(|close| close > at) =>
            {
                inner_open += 1;
                set.push_str(marks[2]);
            }
            '\'' if inner_open > 0 && !(before.is_alphanumeric() && is_letter_next) => {
                inner_open -= 1;
                set.push_str(marks[3]);
            }
            '\'' => set.push_str(APOSTROPHE),
            c => set.push(c),
        }
        before = c;
    }
    set
}

/// Whether a mark after this character opens: at the beginning, after a space, a bracket, a dash or another mark.
fn can_open(before: char) -> bool {
    before.is_whitespace() || "([{–—-/\"'“„«‘‚".contains(before)
}

/// Whether a quoted text can begin with this character: what ends sentences closes instead.
fn can_begin(next: char) -> bool {
    !next.is_whitespace() && !",.;:!?)]}…".contains(next)
}

/// The byte of the last single mark that can close: one that follows a word, and that no letter follows.
fn last_close(text: &str) -> Option<usize> {
    let closes = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let next = text[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace()) && next.is_none_or(|c| !c.is_alphanumeric())
    };
    let mut marks = text.rmatch_indices('\'').map(|(at, _)| at);
    marks.find(closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_marks_become_those_of_the_language() {
        let check = |text: &str, english: &str, german: &str| {
            assert_eq!(typeset(text, &["“", "”", "‘", "’"]), english);
            assert_eq!(typeset(text, &["„", "“", "‚", "‘"]), german);
        };
        check("Russia's envoy", "Russia’s envoy", "Russia’s envoy");
        check(
            "He says \"no\" (\"not now\").",
            "He says “no” (“not now”).",
            "He says „no“ („not now“).",
        );
        check(
            "\"They call it 'the deal'\", he said",
            "“They call it ‘the deal’”, he said",
            "„They call it ‚the deal‘“, he said",
        );
        check(
            "the deputies' talks",
            "the deputies’ talks",
            "the deputies’ talks",
        );
        check(
            "in '98, rock 'n' roll",
            "in ’98, rock ‘n’ roll",
            "in ’98, rock ‚n‘ roll",
        );
        check("", "", "");
        check("\"", "”", "“");
    }
}
