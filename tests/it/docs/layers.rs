//! The rules of `ARCHITECTURE.md` that a text search can hold: the core is pure, the layers point one way, and each
//! outside crate has the home that the document gives it.

use std::collections::BTreeMap;

use super::{code_spans, files_below, table_rows, text_of};

/// Modules that have side effects or start what has: everything else is the core.
const RIM: [&str; 4] = ["host", "command", "main", "build"];

/// What the core does not touch.
const SIDE_EFFECTS: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "SystemTime",
    "Local::now",
    "Utc::now",
    "crate::host",
    "crate::command",
];

/// Modules and those that they do not know, since they come later or stand apart.
const UNKNOWN_TO: [(&str, &[&str]); 9] = [
    (
        "edtf",
        &["content", "diagnostic", "language", "settings", "site"],
    ),
    (
        "diagnostic",
        &[
            "settings", "compile", "graph", "timeline", "site", "plan", "render",
        ],
    ),
    (
        "language",
        &[
            "settings", "compile", "graph", "timeline", "site", "plan", "render", "view",
        ],
    ),
    (
        "content",
        &[
            "compile", "graph", "timeline", "site", "plan", "check", "render", "view", "language",
        ],
    ),
    (
        "settings",
        &[
            "compile", "graph", "timeline", "site", "plan", "check", "render", "view", "language",
        ],
    ),
    ("timeline", &["plan", "check", "render", "view"]),
    ("graph", &["plan", "check", "render", "view"]),
    ("plan", &["check", "render", "view"]),
    (
        "view",
        &[
            "content",
            "diagnostic",
            "edtf",
            "graph",
            "plan",
            "render",
            "settings",
            "site",
            "timeline",
        ],
    ),
];

/// The home of a crate that is there for a feature that it turns on in another.
const FEATURE: &str = "Cargo.toml";

/// The program's files without their tests, and without comments.
fn sources() -> BTreeMap<String, String> {
    files_below("src", ".rs")
        .into_iter()
        .filter(|file| !file.contains("/tests/") && !file.ends_with("/tests.rs"))
        .map(|file| {
            let text = text_of(&file);
            let (program, _) = text
                .split_once("#[cfg(test)]\nmod tests {")
                .unwrap_or((&text, ""));
            let is_code = |line: &&str| !line.trim_start().starts_with("//");
            let code: Vec<&str> = program.lines().filter(is_code).collect();
            (file, code.join("\n"))
        })
        .collect()
}

/// The stage that a file belongs to: `edtf` for `src/edtf/parse.rs`.
fn module_of(file: &str) -> &str {
    let path = file.strip_prefix("src/").unwrap_or(file);
    path.split(['/', '.']).next().unwrap_or(path)
}

#[test]
fn the_core_is_pure() {
    for (file, code) in sources() {
        if RIM.contains(&module_of(&file)) {
            continue;
        }
        for effect in SIDE_EFFECTS {
            assert!(
                !code.contains(effect),
                "{file} is of the core and uses {effect}"
            );
        }
    }
}

#[test]
fn the_layers_point_one_way() {
    for (file, code) in sources() {
        let module = module_of(&file);
        let Some((_, unknown)) = UNKNOWN_TO.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for other in *unknown {
            let uses = code
                .match_indices(&format!("crate::{other}"))
                .any(|(at, path)| !continues(&code[at + path.len()..]));
            assert!(!uses, "{file} uses {other}, which {module} does not know");
        }
    }
}

/// Whether a name goes on here.
fn continues(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[test]
fn each_crate_has_the_home_that_the_architecture_gives_it() {
    let document = text_of("ARCHITECTURE.md");
    let homes: BTreeMap<String, Vec<String>> = table_rows(&document)
        .into_iter()
        .filter(|row| {
            row.len() == 3
                && code_spans(&row[1]).any(|home| home.starts_with("src") || home == FEATURE)
        })
        .flat_map(|row| {
            let homes: Vec<String> = code_spans(&row[1]).map(str::to_owned).collect();
            let names: Vec<String> = code_spans(&row[0]).map(str::to_owned).collect();
            names.into_iter().map(move |name| (name, homes.clone()))
        })
        .collect();
    let dependencies = dependencies();
    let named: Vec<&String> = homes.keys().collect();
    assert_eq!(
        dependencies.iter().collect::<Vec<_>>(),
        named,
        "the tables of Cargo.toml and ARCHITECTURE.md"
    );
    let sources = sources();
    for (name, homes) in homes {
        let path = format!("{}::", name.replace('-', "_"));
        let mut is_used = false;
        for (file, code) in &sources {
            if !code
                .match_indices(&path)
                .any(|(at, _)| !is_tail(&code[..at]))
            {
                continue;
            }
            is_used = true;
            let is_home = homes.iter().any(|home| file.starts_with(home.as_str()));
            assert!(is_home, "{file} uses {name}, whose home is {homes:?}");
        }
        let is_feature = homes.iter().any(|home| home == FEATURE);
        assert!(is_used != is_feature, "nothing uses {name}");
    }
}

/// Whether a path that follows is the end of a longer name.
fn is_tail(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
}

/// The crates of `[dependencies]` in `Cargo.toml`.
fn dependencies() -> Vec<String> {
    let manifest = text_of("Cargo.toml");
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let (section, _) = rest.split_once("\n[").unwrap();
    let mut names: Vec<String> = section
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.to_owned())
        .collect();
    names.sort();
    names
}
