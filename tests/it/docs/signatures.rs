//! What a template file says of itself: its first comment, and the components that it defines.

/// A component as its definition gives it.
pub(super) struct Signature {
    pub(super) name: String,
    /// `label: string`, `keys: bool = false`, `@root`.
    pub(super) arguments: Vec<String>,
    /// The comment right above it, where that is not also the file's first.
    pub(super) comment: Option<String>,
}

/// The first comment of a template, on one line.
pub(super) fn first_comment(text: &str) -> String {
    let comment = text
        .strip_prefix("{#-")
        .and_then(|rest| rest.split_once("#}"));
    let (comment, _) = comment.expect("a template begins with a comment that says what it makes");
    one_line(comment)
}

/// The components that a file defines, in its order.
pub(super) fn signatures(text: &str) -> Vec<Signature> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut is_first_comment = true;
    while let Some((before, after)) = rest.split_once("{% component ") {
        let (definition, remaining) = after.split_once("%}").expect("the tag is closed");
        let (name, arguments) = definition
            .split_once('(')
            .expect("a component has arguments");
        let arguments = arguments.trim_end().trim_end_matches('-').trim_end();
        let arguments = arguments
            .strip_suffix(')')
            .expect("the arguments are closed");
        let comments = before.matches("{#-").count();
        let above = before
            .rsplit_once("{#-")
            .and_then(|(_, it)| it.split_once("#}"));
        let comment = above
            .filter(|(_, between)| between.trim().is_empty())
            .filter(|_| !is_first_comment || comments > 1)
            .map(|(comment, _)| one_line(comment));
        is_first_comment = false;
        found.push(Signature {
            name: name.to_owned(),
            arguments: arguments.split(", ").map(str::to_owned).collect(),
            comment,
        });
        rest = remaining;
    }
    found
}

fn one_line(comment: &str) -> String {
    let words: Vec<&str> = comment.trim_end_matches('-').split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}
