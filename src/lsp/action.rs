//! Code actions: what a diagnostic suggests as an edit, and files that are named and not there.

use lsp_types::{CodeAction, CodeActionKind, TextEdit};

use super::edit::{Abilities, Changes};
use super::mention::{self, Places};
use super::navigation::{Ground, file_of};
use super::position::Lines;
use super::problems;
use crate::content::{Draft, Slug, yaml_text};
use crate::diagnostic::{Code, Diagnostic, SitePath, Spot};
use crate::graph::Target;

/// What can be done at a range of bytes of a file.
pub(super) fn actions(
    ground: &Ground<'_>,
    file: &SitePath,
    text: &str,
    range: &std::ops::Range<usize>,
    abilities: Abilities,
    version: impl Fn(&str) -> Option<i32>,
) -> Vec<CodeAction> {
    let lines = Lines::of(text, ground.encoding);
    let mut places = Places::of(file, text);
    let mut found = Vec::new();
    for diagnostic in &ground.state.diagnostics {
        let Some(place) = diagnostic
            .place
            .as_ref()
            .filter(|place| place.file == *file)
        else {
            continue;
        };
        let bytes = places.bytes(&place.spot);
        if bytes.end < range.start || range.end < bytes.start {
            continue;
        }
        if let Some(replacement) = &diagnostic.replacement {
            let new = replacement_text(diagnostic, replacement);
            let mut changes = Changes::default();
            let edit = TextEdit::new(lines.range(bytes.clone()), new);
            changes.edits.insert(file.clone(), vec![edit]);
            found.push((
                format!("Change to `{replacement}`"),
                changes,
                Some(diagnostic),
            ));
        }
        if diagnostic.code == Code::UnknownSource {
            let name = text[bytes].trim_matches(['@', '"', '\'']);
            if let Some(changes) = new_file(ground, "sources", name) {
                found.push((
                    format!("Make the source `{name}`"),
                    changes,
                    Some(diagnostic),
                ));
            }
        }
    }
    if let Some((mention, _)) = mention::at(ground.site, ground.index, file, text, range.start)
        && let Target::Term(id) = mention.target
        && ground.index.of_file(file_of(ground.site, mention.target)) != Some(mention.target)
    {
        let term = &ground.site.terms[id.index()];
        if let Some(changes) = new_file(ground, &term.taxonomy, &term.title) {
            found.push((format!("Make a file for `{}`", term.title), changes, None));
        }
    }
    found
        .into_iter()
        .filter(|(_, changes, _)| changes.new.is_empty() || abilities.creates)
        .map(|(title, changes, diagnostic)| CodeAction {
            title,
            kind: Some(match diagnostic {
                Some(_) => CodeActionKind::QUICKFIX,
                None => CodeActionKind::REFACTOR,
            }),
            is_preferred: diagnostic.map(|_| !changes.edits.is_empty()),
            diagnostics: diagnostic.map(|it| {
                problems::of_file(ground.state, ground.root, ground.encoding, file, &[it])
            }),
            edit: Some(changes.to_workspace_edit(ground.root, abilities, &version)),
            ..CodeAction::default()
        })
        .collect()
}

/// The text of a suggestion; a name in YAML may need quotes.
fn replacement_text(diagnostic: &Diagnostic, replacement: &str) -> String {
    let is_value = matches!(
        diagnostic.place.as_ref().map(|it| &it.spot),
        Some(Spot::Value(_))
    );
    if is_value && diagnostic.code == Code::MergedTerms {
        yaml_text(replacement)
    } else {
        replacement.to_owned()
    }
}

/// A new file with a title; `None` where no path can be made from it, or one of that path is there.
fn new_file(ground: &Ground<'_>, folder: &str, title: &str) -> Option<Changes> {
    let slug = Slug::from_name(title)?;
    let path = format!("content/{folder}/{slug}.md");
    let text = Draft::default().field("title", title).finish();
    (!ground.state.has_file(&path)).then(|| Changes {
        new: vec![(path.into(), text)],
        ..Changes::default()
    })
}
