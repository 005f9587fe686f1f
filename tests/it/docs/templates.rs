//! `docs/templates.md`: its generated parts are what the code gives, and each template is given what it says.
//! `UPDATE_DOCS=1 cargo test` writes the generated parts anew.

use std::fmt::Write;
use std::{env, fs};

use assert_cmd::Command;
use tempfile::tempdir;

use super::signatures::{Signature, first_comment, signatures};
use super::{files_below, reference, repository, text_of};

const DOCUMENT: &str = "docs/templates.md";

/// The variables that each page's template has besides `site`, `page` and `root`.
const VARIABLES: [(&str, &[&str]); 15] = [
    ("404.html", &[]),
    ("embed.html", &["embedded"]),
    ("event.html", &["event"]),
    (
        "front.html",
        &[
            "front",
            "lead_rows",
            "list",
            "rows",
            "picture",
            "small_picture",
        ],
    ),
    ("lanes.html", &["picture", "small_picture"]),
    ("page.html", &["free_page"]),
    (
        "period.html",
        &["period", "list", "rows", "picture", "small_picture"],
    ),
    ("redirect.html", &["target"]),
    ("search.html", &[]),
    ("source.html", &["source", "list", "rows"]),
    ("sources.html", &["sources"]),
    ("taxonomy.html", &["taxonomy", "map", "small_map"]),
    (
        "term.html",
        &["term", "list", "rows", "picture", "small_picture", "map"],
    ),
    (
        "timeline.html",
        &["list", "rows", "picture", "small_picture"],
    ),
    (
        "view.html",
        &["view", "list", "rows", "picture", "small_picture"],
    ),
];

#[test]
fn the_reference_is_what_the_code_gives() {
    let written = text_of(DOCUMENT);
    let mut document = written.clone();
    for (name, generated) in [
        ("pages", pages()),
        ("components", components()),
        ("partials", partials()),
        ("assets", assets()),
        ("views", reference::views()),
    ] {
        document = replaced(&document, name, &generated);
    }
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(repository().join(DOCUMENT), &document).unwrap();
    } else {
        assert!(
            document == written,
            "{DOCUMENT} is not what the code gives; run `UPDATE_DOCS=1 cargo test` and review it"
        );
    }
}

/// Puts a generated part between its marks.
fn replaced(document: &str, name: &str, generated: &str) -> String {
    let begin = format!("<!-- generated: {name} -->\n");
    let end = format!("<!-- end: {name} -->\n");
    let (before, rest) = document
        .split_once(&begin)
        .unwrap_or_else(|| panic!("no {begin}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
    format!("{before}{begin}\n{}\n\n{end}{after}", generated.trim())
}

fn pages() -> String {
    let mut table = "| template | makes | is given, besides `site`, `page` and `root` | blocks that it fills |\n\
                     | --- | --- | --- | --- |\n"
        .to_owned();
    for file in files_below("templates", ".html") {
        let name = file.strip_prefix("templates/").unwrap();
        if name.contains('/') || name == "base.html" {
            continue;
        }
        let (_, variables) = (VARIABLES.iter())
            .find(|(template, _)| *template == name)
            .unwrap_or_else(|| panic!("{file} is not in the table of this test"));
        let text = text_of(&file);
        writeln!(
            table,
            "| `{name}` | {} | {} | {} |",
            first_comment(&text),
            spans(variables.iter().copied()),
            spans(blocks(&text))
        )
        .unwrap();
    }
    table
}

fn components() -> String {
    let mut table = "| component | arguments | makes |\n| --- | --- | --- |\n".to_owned();
    for file in files_below("templates/components", ".html") {
        let name = file.strip_prefix("templates/").unwrap();
        let text = text_of(&file);
        let found = signatures(&text);
        assert!(!found.is_empty(), "{file} has no component");
        if found.iter().all(|one| one.comment.is_some()) {
            writeln!(table, "| **`{name}`** | | {} |", first_comment(&text)).unwrap();
        } else {
            writeln!(table, "| **`{name}`** | | |").unwrap();
        }
        for Signature {
            name,
            arguments,
            comment,
        } in found
        {
            let comment = comment.unwrap_or_else(|| first_comment(&text));
            let arguments = spans(arguments.iter().map(String::as_str));
            writeln!(table, "| `{name}` | {arguments} | {comment} |").unwrap();
        }
    }
    table
}

fn partials() -> String {
    let mut table = "| partial | makes |\n| --- | --- |\n".to_owned();
    for file in files_below("templates/partials", ".html") {
        let name = file.strip_prefix("templates/").unwrap();
        writeln!(table, "| `{name}` | {} |", first_comment(&text_of(&file))).unwrap();
    }
    table
}

fn assets() -> String {
    let names = files_below("templates/assets", "");
    let names = names
        .iter()
        .map(|file| file.strip_prefix("templates/").unwrap());
    format!("The theme's own assets are {}.", spans(names))
}

/// The blocks that a template opens.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%")
        .skip(1)
        .filter_map(|tag| {
            tag.trim_start_matches('-')
                .trim_start()
                .strip_prefix("block ")
        })
        .filter_map(|rest| rest.split_whitespace().next())
}

fn spans<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let spans: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    spans.join(", ")
}

/// Each variable of the table is there: a template that names one that is not makes the build fail.
#[test]
fn each_template_is_given_what_the_reference_says() {
    let site = tempdir().unwrap();
    let site = site.path();
    copy("starter", site);
    let settings = text_of("starter/dateline.yaml");
    let views = "views: { all: { title: All, dates: 1900/2000 } }\n";
    fs::write(site.join("dateline.yaml"), settings + views).unwrap();
    fs::create_dir(site.join("templates")).unwrap();
    for (template, variables) in VARIABLES {
        let mut text = String::new();
        for variable in ["site", "page", "root"].iter().chain(variables) {
            text.push_str(&demand(variable));
        }
        fs::write(site.join("templates").join(template), text).unwrap();
    }
    let build = || {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command.args(["build", "--site"]).arg(site).assert()
    };
    build().success();
    fs::write(site.join("templates/event.html"), demand("front")).unwrap();
    build().code(1);
}

/// A piece of a template that fails where a variable is not defined.
fn demand(variable: &str) -> String {
    format!("{{% if {variable} is not defined %}}{{{{ {variable} }}}}{{% endif %}}\n")
}

/// Copies a folder of the repository.
pub(super) fn copy(folder: &str, to: &std::path::Path) {
    for file in files_below(folder, "") {
        let target = to.join(file.strip_prefix(folder).unwrap().trim_start_matches('/'));
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(repository().join(&file), target).unwrap();
    }
}
