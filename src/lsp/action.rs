//! Code actions: what a diagnostic suggests as an edit, and files that are named and not there.

use std::ops::Range;

use lsp_types::{CodeAction, CodeActionKind, TextEdit};

use super::edit::{Abilities, Changes};
use super::mention::{self, Places};
use super::navigation::{Ground, file_of};
use super::position::Lines;
use super::problems;
use crate::content::{Draft, Slug, yaml_text};
use crate::diagnostic::{Code, Diagnostic, SitePath, Spot};
use crate::graph::Target;

/// Something that can be done.
struct Offer<'d> {
    title: String,
    changes: Changes,
    /// What it mends and where that is, where it mends something.
    mends: Option<(&'d Diagnostic, lsp_types::Range)>,
}

/// What can be done at a range of bytes of a file.
pub(super) fn actions(
    ground: &Ground<'_>,
    file: &SitePath,
    text: &str,
    range: &Range<usize>,
    abilities: Abilities,
    version: impl Fn(&str) -> Option<i32>,
) -> Vec<CodeAction> {
    let mut offers = fixes(ground, file, text, range);
    offers.extend(file_for_term(ground, file, text, range.start));
    offers.retain(|offer| offer.changes.new.is_empty() || abilities.creates);
    let action = |offer: Offer<'_>| CodeAction {
        title: offer.title,
        kind: Some(match offer.mends {
            Some(_) => CodeActionKind::QUICKFIX,
            None => CodeActionKind::REFACTOR,
        }),
        is_preferred: offer.mends.map(|_| !offer.changes.edits.is_empty()),
        diagnostics: offer.mends.map(|(it, range)| {
            let at = (file, range);
            vec![problems::of_one(
                ground.state,
                ground.root,
                ground.encoding,
                at,
                it,
            )]
        }),
        edit: Some(
            offer
                .changes
                .to_workspace_edit(ground.root, abilities, &version),
        ),
        ..CodeAction::default()
    };
    offers.into_iter().map(action).collect()
}

/// What mends the diagnostics that touch a range.
fn fixes<'d>(
    ground: &Ground<'d>,
    file: &SitePath,
    text: &str,
    range: &Range<usize>,
) -> Vec<Offer<'d>> {
    let lines = Lines::of(text, ground.encoding);
    let mut places = Places::of(file, text);
    let mut offers = Vec::new();
    for diagnostic in &ground.state.diagnostics {
        let place = diagnostic.place.as_ref();
        let Some(place) = place.filter(|place| place.file == *file) else {
            continue;
        };
        let bytes = places.bytes(&place.spot);
        if bytes.end < range.start || range.end < bytes.start {
            continue;
        }
        let at = lines.range(bytes.clone());
        if let Some(replacement) = &diagnostic.replacement {
            let new = replacement_text(diagnostic, replacement);
            let mut changes = Changes::default();
            let edit = TextEdit::new(at, new);
            changes.edits.insert(file.clone(), vec![edit]);
            offers.push(Offer {
                title: format!("Change to `{replacement}`"),
                changes,
                mends: Some((diagnostic, at)),
            });
        }
        if diagnostic.code == Code::UnknownSource {
            let name = text[bytes].trim_matches(['@', '"', '\'']);
            offers.extend(new_file(ground, "sources", name).map(|changes| Offer {
                title: format!("Make the source `{name}`"),
                changes,
                mends: Some((diagnostic, at)),
            }));
        }
    }
    offers
}

/// A file for the term that is named at a byte and has none. A site of older texts does not tell what stands there.
fn file_for_term(
    ground: &Ground<'_>,
    file: &SitePath,
    text: &str,
    byte: usize,
) -> Option<Offer<'static>> {
    if !ground.state.is_of_one_compile() {
        return None;
    }
    let (mention, _) = mention::at(ground.site, ground.index, file, text, byte)?;
    let Target::Term(id) = mention.target else {
        return None;
    };
    if ground.index.of_file(file_of(ground.site, mention.target)) == Some(mention.target) {
        return None;
    }
    let term = &ground.site.terms[id.index()];
    Some(Offer {
        title: format!("Make a file for `{}`", term.title),
        changes: new_file(ground, &term.taxonomy, &term.title)?,
        mends: None,
    })
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
