//! The documents held against the program: what they name exists, what exists they name, and what they show runs.

mod commands;
mod dates;
mod keys;
mod layers;
mod links;
mod readme;
mod reference;
mod signatures;
mod templates;

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
fn text_of(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files below a folder of the repository whose names end so, by path from the repository's root, sorted.
fn files_below(folder: &str, ending: &str) -> Vec<String> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&repository().join(folder), &mut found);
    let mut names: Vec<String> = found
        .iter()
        .map(|path| path.strip_prefix(repository()).unwrap())
        .map(|path| path.to_str().unwrap().replace('\\', "/"))
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    names
}

/// The cells of the rows of every Markdown table in a text, heads and rules left out.
fn table_rows(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<&str> = text.lines().collect();
    let is_rule = |line: &str| line.starts_with("| ---");
    (lines.iter().enumerate())
        .filter(|(number, line)| {
            let is_head = lines.get(number + 1).is_some_and(|next| is_rule(next));
            line.starts_with("| ") && !is_rule(line) && !is_head
        })
        .map(|(_, line)| {
            let inner = line.trim_matches('|');
            inner
                .split(" | ")
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// The texts between backticks of a line.
fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}
