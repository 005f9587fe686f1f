//! Renaming a record: its file or its `slug`, every place that names it by the old one, and an alias for those outside.

mod own_file;

use std::ops::Range;

use lsp_types::TextEdit;

use super::edit::Changes;
use super::mention::{self, Mention, Places, Written};
use super::navigation::{Ground, file_of};
use super::position::Lines;
use crate::content::{Part, Slug, yaml_text};
use crate::diagnostic::SitePath;
use crate::graph::Target;
use crate::plan::{Route, Show, target_route};
use own_file::OwnFile;

/// The bytes of the name that is to be changed at a byte, and the slug that it stands for.
///
/// # Errors
/// What cannot be renamed, in one sentence.
pub(super) fn prepare(
    ground: &Ground<'_>,
    file: &str,
    text: &str,
    byte: usize,
) -> Result<(Target, Range<usize>, String), String> {
    let target = ground.target_at(file, text, byte).ok_or(
        "nothing here has an address; put the cursor on the name of an event, a term or a source, or on a title",
    )?;
    let own = file_of(ground.site, target);
    if ground.index.of_file(own) != Some(target) {
        return Err(
            "it has no file of its own, and takes its address from the name that events use"
                .to_owned(),
        );
    }
    let named = mention::at(ground.site, ground.index, file, text, byte);
    let bytes = if let Some((mention, bytes)) = named {
        name_within(text, &mention, bytes)
    } else {
        let mut places = Places::of(file, text);
        let positions = places.positions();
        let found = positions.at(byte);
        let value = found.and_then(|(path, _)| positions.find(path, Part::Value));
        value.unwrap_or(byte..byte)
    };
    let (_, slug) = address(&target_route(ground.site, target));
    Ok((target, bytes, slug))
}

/// What changes when a record gets another slug. Where `renames_files` is not given, or the file's name cannot say the
/// slug, the front matter does.
///
/// # Errors
/// Why it cannot get it, in one sentence.
pub(super) fn rename(
    ground: &Ground<'_>,
    target: Target,
    new: &str,
    renames_files: bool,
) -> Result<Changes, String> {
    let new = Slug::parse(new.trim())?;
    let old_route = target_route(ground.site, target);
    let (folder, old) = address(&old_route);
    if new.as_str() == old {
        return Ok(Changes::default());
    }
    let new_route = Route::new(format!("{folder}{new}/"));
    if let Some(taken) = ground.state.planned(&new_route)
        && !matches!(&taken.show, Show::Redirect(to) if *to == old_route)
    {
        return Err(format!("`/{new_route}` is the address of another page"));
    }
    let file = file_of(ground.site, target).clone();
    let text = ground
        .state
        .text(&file)
        .ok_or("its file is not there any more")?;
    let mut own = OwnFile::of(&file, &text, ground);
    let mut changes = Changes::default();
    let new_file = renames_files
        .then(|| own.renamed(target, &old, &new))
        .flatten();
    match new_file {
        Some(new_file) if ground.state.has_file(&new_file) => {
            return Err(format!("there is a file `{new_file}` already"));
        }
        Some(new_file) => changes.renamed = Some((file.clone(), new_file.into())),
        None => own.set_slug(&new),
    }
    let urls = ground.site.settings.urls;
    let alias = |route: &Route| format!("/{}", route.url(urls));
    own.add_alias(
        aliases(ground, target),
        &alias(&old_route),
        &alias(&new_route),
    );
    changes
        .edits
        .insert(file.clone(), std::mem::take(&mut own.edits));
    let renaming = Renaming {
        ground,
        target,
        old: &old,
        new: &new,
        folder: &folder,
    };
    for (file, edit) in renaming.references() {
        changes.edits.entry(file).or_default().push(edit);
    }
    Ok(changes)
}

/// The folder of a record's address, with `/` at its end where there is one, and its slug.
fn address(route: &Route) -> (String, String) {
    let address = route.as_str().trim_end_matches('/');
    match address.rsplit_once('/') {
        Some((folder, slug)) => (format!("{folder}/"), slug.to_owned()),
        None => (String::new(), address.to_owned()),
    }
}

fn aliases<'g>(ground: &'g Ground<'_>, target: Target) -> &'g [String] {
    let site = ground.site;
    match target {
        Target::Event(id) => &site.events[id.index()].aliases,
        Target::Term(id) => &site.terms[id.index()].aliases,
        Target::Source(id) => &site.sources[id.index()].aliases,
        Target::Page(id) => &site.pages[id.index()].aliases,
    }
}

/// The bytes of the name alone where a record is named: without brackets, label and fragment.
fn name_within(text: &str, mention: &Mention, bytes: Range<usize>) -> Range<usize> {
    let whole = &text[bytes.clone()];
    let within = |found: Option<usize>, length: usize| {
        let at = found?;
        Some(bytes.start + at..bytes.start + at + length)
    };
    let found = match &mention.written {
        Written::Name(_) => None,
        Written::Wikilink(target) => {
            let name = without_fragment(target);
            within(whole.find(name), name.len())
        }
        Written::Citation(id) => within(whole.find(id.as_str()), id.len()),
        Written::Href(address) => {
            let path = without_fragment(address);
            within(whole.rfind(path), path.len())
        }
    };
    found.unwrap_or(bytes)
}

fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

/// One slug in the place of another, wherever a record is named by it.
struct Renaming<'g> {
    ground: &'g Ground<'g>,
    target: Target,
    old: &'g str,
    new: &'g Slug,
    /// The folder of the record's address, with `/` at its end.
    folder: &'g str,
}

impl Renaming<'_> {
    fn references(&self) -> Vec<(SitePath, TextEdit)> {
        let Ground {
            state,
            site,
            index,
            encoding,
            ..
        } = *self.ground;
        let mentions = mention::of_target(site, index, self.target);
        let mut edits = Vec::new();
        for of_file in mentions.chunk_by(|(a, _), (b, _)| a == b) {
            let file = &of_file[0].0;
            let Some(text) = state.text(file) else {
                continue;
            };
            let lines = Lines::of(&text, encoding);
            let mut places = Places::of(file, &text);
            for (_, mention) in of_file {
                let bytes = places.bytes(&mention.spot);
                if let Some((bytes, new)) = self.rewritten(&text, mention, bytes) {
                    edits.push((file.clone(), TextEdit::new(lines.range(bytes), new)));
                }
            }
        }
        edits
    }

    /// What has to stand where the record is named; `None` where the name means it all the same.
    fn rewritten(
        &self,
        text: &str,
        mention: &Mention,
        bytes: Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let name = name_within(text, mention, bytes.clone());
        let new = match &mention.written {
            Written::Name(written) => yaml_text(&self.new_name(written)?),
            Written::Wikilink(target) => self.new_name(without_fragment(target))?,
            Written::Citation(id) => self.new_name(id)?,
            Written::Href(address) => {
                // The address of a link by reference stands elsewhere in the text; its alias leads on.
                if name == bytes {
                    return None;
                }
                self.new_href(without_fragment(address))?
            }
        };
        Some((name, new))
    }

    fn new_name(&self, written: &str) -> Option<String> {
        let name = written.trim();
        if name.contains('/') {
            return self.new_href(name);
        }
        let is_slug = name == self.old
            || (Slug::from_name(name).is_some_and(|slug| slug.as_str() == self.old)
                && !self.is_title(name));
        is_slug.then(|| self.new.to_string())
    }

    /// Whether a name is the record's title or one of its other names, however it is spelt.
    fn is_title(&self, name: &str) -> bool {
        let site = self.ground.site;
        let names: Vec<&String> = match self.target {
            Target::Event(id) => vec![&site.events[id.index()].title],
            Target::Source(id) => vec![&site.sources[id.index()].title],
            Target::Page(id) => vec![&site.pages[id.index()].title],
            Target::Term(id) => {
                let term = &site.terms[id.index()];
                std::iter::once(&term.title).chain(&term.also).collect()
            }
        };
        let folded = Slug::from_name(name);
        names
            .into_iter()
            .any(|title| Slug::from_name(title) == folded)
    }

    /// An address or a file's path with the new slug; `None` where it is another address of the record.
    fn new_href(&self, path: &str) -> Option<String> {
        let old_address = format!("{}{}", self.folder, self.old);
        let bare = path.trim_matches('/');
        if bare == old_address || bare.strip_suffix(".html") == Some(&old_address) {
            return Some(path.replace(&old_address, &format!("{}{}", self.folder, self.new)));
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, extension) = name.rsplit_once('.')?;
        let kept = stem.strip_suffix(self.old)?;
        let slash = if folder.is_empty() { "" } else { "/" };
        Some(format!("{folder}{slash}{kept}{}.{extension}", self.new))
    }
}
