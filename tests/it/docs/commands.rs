//! The commands that the documents name are commands of the program, with options that it has.

use clap::CommandFactory;
use dateline::cli::Cli;

use super::{code_spans, files_below, text_of};

/// The contents of the blocks of a language in a Markdown text.
pub(super) fn blocks<'t>(text: &'t str, language: &'t str) -> impl Iterator<Item = &'t str> {
    text.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(move |block| {
            let (name, content) = block.split_once('\n')?;
            (name == language).then_some(content)
        })
}

/// A command line taken apart at its spaces, as a shell does; double quotes hold words together.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Commands that the documents tell of and that are not in every build of the program.
const OPTIONAL: [&str; 1] = ["serve"];

#[test]
fn the_commands_that_the_documents_name_exist() {
    let mut documents = files_below("docs", ".md");
    documents.extend(files_below("starter", ".md"));
    documents.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned));
    for document in documents {
        let text = text_of(&document);
        let lines = blocks(&text, "console").flat_map(str::lines);
        for span in code_spans(&text).chain(lines) {
            let Some(arguments) = span
                .strip_prefix("dateline ")
                .or_else(|| span.strip_prefix("cargo run -- "))
            else {
                continue;
            };
            if let Err(fault) = exists(arguments) {
                panic!("{document}: `{span}`: {fault}");
            }
        }
    }
}

fn exists(arguments: &str) -> Result<(), String> {
    let mut command = Cli::command();
    command.build();
    let mut command = &command;
    for word in words(arguments) {
        if let Some(option) = word.strip_prefix("--") {
            let known = (command.get_arguments()).any(|known| known.get_long() == Some(option));
            if !known {
                return Err(format!("there is no option --{option}"));
            }
        } else if let Some(below) = command.find_subcommand(&word) {
            command = below;
        } else if command.has_subcommands() && OPTIONAL.contains(&word.as_str()) {
            return Ok(());
        } else if command.has_subcommands() {
            return Err(format!("there is no command {word}"));
        }
    }
    Ok(())
}
