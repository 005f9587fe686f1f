//! `docs/diagnostics.md` against the program: it has every code and no other, and each example there brings what it
//! shows. `UPDATE_DOCS=1` writes what is shown anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use dateline::compile::Options;
use dateline::content::decode_lossy;
use dateline::diagnostic::{Code, Diagnostic, Look, Texts, human};
use dateline::folder::Folder;
use dateline::host::read::read_folder;
use dateline::prepare::prepare;
use dateline::settings::Limits;

use super::output::repository;

/// The settings of an example that has none of its own.
const SETTINGS: &str = "-- dateline.yaml --\ntitle: Example\n";

/// The entry of a code: what stands between its heading and the next.
struct Entry<'a> {
    code: &'a str,
    text: &'a str,
}

fn page() -> PathBuf {
    repository().join("docs/diagnostics.md")
}

fn entries(page: &str) -> Vec<Entry<'_>> {
    let of_section = |section: &&str| section.starts_with(|c: char| c.is_ascii_lowercase());
    page.split("\n### ")
        .skip(1)
        .map(|section| section.split("\n## ").next().unwrap())
        .filter(of_section)
        .map(|section| {
            let (code, text) = section.split_once('\n').unwrap();
            Entry { code, text }
        })
        .collect()
}

/// The text of the first block of a language.
fn block<'a>(entry: &'a str, language: &str) -> Option<&'a str> {
    let (_, rest) = entry.split_once(&format!("```{language}\n"))?;
    Some(&rest[..rest.find("```")?])
}

#[test]
fn the_page_has_every_code_and_no_other() {
    let page = fs::read_to_string(page()).unwrap();
    let listed: Vec<(&str, &str)> = entries(&page)
        .iter()
        .map(|entry| (entry.code, entry.text.trim().lines().next().unwrap()))
        .collect();
    let sentences: Vec<String> = (Code::ALL.iter())
        .map(|code| {
            let severity = match code.severity().as_str() {
                "error" => "Error",
                _ => "Warning",
            };
            format!("**{severity}.** {}", code.meaning())
        })
        .collect();
    let expected = Code::ALL.iter().zip(&sentences);
    let expected: Vec<(&str, &str)> = expected.map(|(c, text)| (c.as_str(), &**text)).collect();
    assert_eq!(listed, expected);
    for code in Code::ALL {
        let link = format!("[`{0}`](#{0})", code.as_str());
        assert!(page.contains(&link), "the contents do not name {link}");
    }
}

#[cfg(unix)]
#[test]
fn each_example_brings_what_the_page_shows() {
    let page_text = fs::read_to_string(page()).unwrap();
    let mut wrong = BTreeMap::new();
    let mut updated = page_text.clone();
    for entry in entries(&page_text) {
        let shown = block(entry.text, "console").unwrap();
        let found = if let Some(lines) = block(entry.text, "jsonl") {
            let imported = crate::exchange::read("jsonl", lines, &[], None);
            frames(&imported.diagnostics, &|_| Some(lines.to_owned()))
        } else if let Some(folder) = example(entry.text) {
            shown_for(entry.code, &folder)
        } else {
            continue;
        };
        assert!(!found.is_empty(), "{} is not brought about", entry.code);
        if found != shown {
            let (old, new) = (
                format!("```console\n{shown}```"),
                format!("```console\n{found}```"),
            );
            let section = entry.text.replacen(&old, &new, 1);
            updated = updated.replacen(
                &format!("### {}\n{}", entry.code, entry.text),
                &format!("### {}\n{section}", entry.code),
                1,
            );
            wrong.insert(entry.code, found);
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page(), updated).unwrap();
    } else {
        assert!(
            wrong.is_empty(),
            "`UPDATE_DOCS=1 cargo test` mends the page: {wrong:#?}"
        );
    }
}

/// The folder of an example; `None` for one that this user cannot make.
fn example(entry: &str) -> Option<Folder> {
    if let Some(literal) = block(entry, "text") {
        return Some(Folder::from_literal(
            &if literal.contains("-- dateline.yaml --") {
                literal.to_owned()
            } else {
                format!("{SETTINGS}{literal}")
            },
        ));
    }
    let script = block(entry, "sh").unwrap();
    let site = tempfile::tempdir().unwrap();
    for folder in ["events", "sources"] {
        fs::create_dir_all(site.path().join("content").join(folder)).unwrap();
    }
    fs::write(site.path().join("dateline.yaml"), "title: Example\n").unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-ec", script]).current_dir(site.path());
    assert!(shell.status().unwrap().success(), "{script}");
    // The superuser reads what nobody may read.
    let forbidden = site.path().join("content/sources/gazette.yaml");
    if script.contains("chmod") && fs::read(forbidden).is_ok() {
        return None;
    }
    Some(read_folder(site.path(), &Limits::default()).unwrap())
}

/// What people are shown of one code, without the line that counts; a template shows its faults when it is used.
fn shown_for(code: &str, folder: &Folder) -> String {
    let mut prepared = prepare(folder, &Options::default());
    let mut diagnostics = std::mem::take(&mut prepared.diagnostics);
    if let Some(renderer) = prepared.renderer {
        let outputs = renderer.plan().outputs.iter();
        diagnostics.extend(outputs.filter_map(|output| renderer.render(output).err()));
        diagnostics.dedup();
    }
    diagnostics.retain(|diagnostic| diagnostic.code.as_str() == code);
    frames(&diagnostics, &|path| text_of(folder, path))
}

/// What people are shown of diagnostics, without the line that counts.
fn frames(diagnostics: &[Diagnostic], texts: &Texts) -> String {
    let text = human(diagnostics, texts, Look::default());
    let frames: Vec<&str> = text.trim_end().lines().collect();
    let Some((_count, frames)) = frames.split_last() else {
        return String::new();
    };
    let lines: Vec<&str> = frames.iter().map(|line| line.trim_end()).collect();
    format!("{}\n", lines.join("\n").trim_end())
}

fn text_of(folder: &Folder, path: &str) -> Option<String> {
    let texts = folder
        .settings
        .iter()
        .chain(&folder.content)
        .chain(&folder.templates);
    let mut texts = texts.filter(|file| &*file.path == path);
    texts.next().map(|file| decode_lossy(&file.bytes))
}

/// What looks like a mistake and is none.
#[test]
fn no_false_alarm() {
    for literal in [
        // A source that only an account cites is used.
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2022\nsources: [b]\naccounts:\n  - { claim: C, sources: [c] }\n---\n\
         -- content/sources/b.md --\n---\ntitle: B\n---\n-- content/sources/c.md --\n---\ntitle: C\n---\n",
        // A report on the day of the event, and one that announced it.
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2022-01-21\nsources: [b, { id: c, says: announced }]\n---\n\
         -- content/sources/b.md --\n---\ntitle: B\npublished: 2022-01-21\n---\n\
         -- content/sources/c.md --\n---\ntitle: C\npublished: 2021\n---\n",
        // An event that follows one of the same month, whose day is not known.
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2022-01-05\nrelations: { follows: b }\nsources: [{ title: S }]\n---\n\
         -- content/events/b.md --\n---\ntitle: B\ndate: 2022-01\nsources: [{ title: S }]\n---\n",
        // A source that is cited in the text alone.
        "-- content/events/a.md --\n---\ntitle: A\ndate: 2022\n---\nIt was so [@b, p. 3].\n\
         -- content/sources/b.md --\n---\ntitle: B\n---\n",
    ] {
        let folder = Folder::from_literal(&format!("{SETTINGS}{literal}"));
        let prepared = prepare(&folder, &Options::default());
        assert_eq!(prepared.diagnostics, [], "{literal}");
    }
}
