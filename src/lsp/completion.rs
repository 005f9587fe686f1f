//! Completion: keys and their values, the names of terms, sources and events in front matter, links and citations.

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, TextEdit,
};

use super::context::{self, Context, Slot};
use super::describe;
use super::index::Index;
use super::keys::{self, Names, Shape, nameable};
use super::position::Lines;
use crate::content::{Slug, is_yaml, split_front_matter, yaml_text};
use crate::graph::Target;
use crate::settings::SETTINGS_FILE;
use crate::site::{PageId, Site};

/// How many choices are given at once; typing on asks again.
const MOST: usize = 100;

/// One choice.
struct Choice {
    label: String,
    insert: String,
    kind: CompletionItemKind,
    detail: Option<String>,
    documentation: Option<String>,
}

/// What may be written at a byte of a text.
pub(super) fn complete(
    site: &Site,
    index: &Index,
    file: &str,
    text: &str,
    byte: usize,
    lines: &Lines<'_>,
) -> Option<CompletionList> {
    let context = match yaml_at(file, text, byte) {
        Some(yaml) => context::in_yaml(text, yaml, byte)?,
        None if file.starts_with("content/") => context::in_markdown(text, byte)?,
        None => return None,
    };
    let (choices, is_incomplete) = match &context.slot {
        Slot::Key { path, is_new } => (keys_of(site, file, text, path, *is_new), false),
        Slot::Value(path) => values_of(site, file, path, &context),
        Slot::Item(path) => {
            let (mut choices, is_incomplete) = values_of(site, file, path, &context);
            choices.extend(keys_of(site, file, text, path, true));
            (choices, is_incomplete)
        }
        Slot::Wikilink { is_closed } => links_of(site, index, &context.typed, *is_closed),
        Slot::Citation { is_closed } => citations_of(site, &context.typed, *is_closed),
    };
    let range = lines.range(context.range.clone());
    let items = choices.into_iter().enumerate();
    let items = items.map(|(rank, choice)| CompletionItem {
        label: choice.label,
        kind: Some(choice.kind),
        detail: choice.detail,
        documentation: choice.documentation.map(markdown),
        sort_text: Some(format!("{rank:04}")),
        // The server has chosen already, also by what the label does not show.
        filter_text: is_incomplete
            .then(|| context.typed.clone())
            .filter(|it| !it.is_empty()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            range,
            choice.insert,
        ))),
        ..CompletionItem::default()
    });
    Some(CompletionList {
        is_incomplete,
        items: items.collect(),
    })
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    })
}

/// The bytes of the YAML that a byte stands in, closed or not; `None` where it stands in Markdown or a template.
pub(super) fn yaml_at(file: &str, text: &str, byte: usize) -> Option<Range<usize>> {
    if file == SETTINGS_FILE || (file.starts_with("content/") && is_yaml(file)) {
        return Some(0..text.len());
    }
    if !file.starts_with("content/") {
        return None;
    }
    match split_front_matter(text) {
        Ok(parts) => parts
            .map(|parts| parts.yaml)
            .filter(|yaml| yaml.contains(&byte)),
        // It is not closed yet: all of it is front matter.
        Err(opener) => {
            let start = opener.end + text[opener.end..].find('\n')? + 1;
            (start <= byte).then_some(start..text.len())
        }
    }
}

/// The keys of the mapping at a path that it does not have yet.
fn keys_of(site: &Site, file: &str, text: &str, path: &[String], is_new: bool) -> Vec<Choice> {
    let Some(schema) = keys::schema_of_file(file, &site.settings) else {
        return Vec::new();
    };
    let Some(shape) = Shape::of(&schema).below(path) else {
        return Vec::new();
    };
    // Deeper down, the text would have to be read to know what is there; it may be broken.
    let is_there = |key: &str| {
        let stands = |line: &str| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'))
        };
        is_new && path.is_empty() && text.lines().any(stands)
    };
    let mut choices: Vec<Choice> = Vec::new();
    for (key, below) in shape.keys() {
        if is_there(key) || choices.iter().any(|choice| choice.label == key) {
            continue;
        }
        choices.push(Choice {
            label: key.to_owned(),
            insert: if !is_new {
                key.to_owned()
            } else if below.is_mapping() {
                format!("{key}:")
            } else {
                format!("{key}: ")
            },
            kind: CompletionItemKind::FIELD,
            detail: None,
            documentation: below.description().map(str::to_owned),
        });
    }
    choices
}

/// The values of the field at a path, and whether there are more than are given.
fn values_of(site: &Site, file: &str, path: &[String], context: &Context) -> (Vec<Choice>, bool) {
    if let Some(names) = keys::names_of(file, path, &site.settings) {
        let mut targets = nameable(site, names);
        targets.retain(|target| !is_of_this_word_alone(site, *target, file, &context.typed));
        let named = |target| named_in_yaml(site, target, names);
        return (
            best(site, targets, &context.typed).map(named).collect(),
            true,
        );
    }
    if file == SETTINGS_FILE
        && matches!(path, [views, _, status] if views == "views" && status == "status")
    {
        let statuses = site.settings.statuses.iter();
        return (
            statuses
                .map(|(key, title)| word(key, title.as_deref()))
                .collect(),
            false,
        );
    }
    let Some(schema) = keys::schema_of_file(file, &site.settings) else {
        return (Vec::new(), false);
    };
    let shape = Shape::of(&schema).below(path);
    let values = shape.map(|shape| shape.values()).unwrap_or_default();
    let choices = values.iter().map(|(value, meaning)| word(value, *meaning));
    (choices.collect(), false)
}

/// Whether a term is there only because a word that is being typed names it: half a name is a name too.
fn is_of_this_word_alone(site: &Site, target: Target, file: &str, typed: &str) -> bool {
    let Target::Term(id) = target else {
        return false;
    };
    let term = &site.terms[id.index()];
    let named_by = &site.graph.terms[id.index()].events;
    *term.file == *file && term.title == typed && named_by.len() <= 1
}

fn word(value: &str, meaning: Option<&str>) -> Choice {
    let is_word = matches!(value, "true" | "false");
    Choice {
        label: value.to_owned(),
        insert: if is_word {
            value.to_owned()
        } else {
            yaml_text(value)
        },
        kind: CompletionItemKind::ENUM_MEMBER,
        detail: meaning.map(str::to_owned),
        documentation: None,
    }
}

/// A record as front matter names it: a term by its title, which a reader of the file understands, others by slug.
fn named_in_yaml(site: &Site, target: Target, names: Names) -> Choice {
    let title = describe::title(site, target);
    let insert = match names {
        Names::Terms(_) => yaml_text(title),
        Names::Sources | Names::Events => slug(site, target).to_string(),
    };
    choice(site, target, insert)
}

fn choice(site: &Site, target: Target, insert: String) -> Choice {
    Choice {
        label: describe::title(site, target).to_owned(),
        insert,
        kind: match target {
            Target::Event(_) => CompletionItemKind::EVENT,
            Target::Source(_) => CompletionItemKind::REFERENCE,
            Target::Term(_) => CompletionItemKind::VALUE,
            Target::Page(_) => CompletionItemKind::FILE,
        },
        detail: Some(describe::detail(site, target)),
        documentation: Some(describe::record(site, target)),
    }
}

fn links_of(site: &Site, index: &Index, typed: &str, is_closed: bool) -> (Vec<Choice>, bool) {
    let sources = nameable(site, Names::Sources);
    let mut targets = nameable(site, Names::Events);
    for taxonomy in &site.settings.taxonomies {
        targets.extend(nameable(site, Names::Terms(&taxonomy.key)));
    }
    targets.extend((0..site.pages.len()).map(|at| Target::Page(PageId::new(at))));
    targets.extend(sources);
    let close = if is_closed { "" } else { "]]" };
    let link = |target| {
        let name = index.shortest_name(site, target);
        choice(site, target, format!("{name}{close}"))
    };
    (best(site, targets, typed).map(link).collect(), true)
}

fn citations_of(site: &Site, typed: &str, is_closed: bool) -> (Vec<Choice>, bool) {
    let close = if is_closed { "" } else { "]" };
    let targets = nameable(site, Names::Sources);
    let cite = |target| choice(site, target, format!("{}{close}", slug(site, target)));
    (best(site, targets, typed).map(cite).collect(), true)
}

fn slug(site: &Site, target: Target) -> &Slug {
    match target {
        Target::Event(id) => &site.events[id.index()].slug,
        Target::Source(id) => &site.sources[id.index()].id,
        Target::Term(id) => &site.terms[id.index()].slug,
        Target::Page(id) => &site.pages[id.index()].slug,
    }
}

/// The records that fit best what was typed, best first, and of equals in the order given.
fn best(site: &Site, targets: Vec<Target>, typed: &str) -> impl Iterator<Item = Target> {
    let typed = typed.trim().to_lowercase();
    let folded = Slug::from_name(&typed)
        .map(|slug| slug.to_string())
        .unwrap_or_default();
    let mut fitting: Vec<(u8, Target)> = targets
        .into_iter()
        .filter_map(|target| {
            let (slug, title) = (slug(site, target).as_str(), describe::title(site, target));
            fit(&typed, &folded, slug, title).map(|rank| (rank, target))
        })
        .collect();
    fitting.sort_by_key(|(rank, _)| *rank);
    fitting.into_iter().take(MOST).map(|(_, target)| target)
}

/// How well a record fits: 0 where its name begins so, 1 where a word of it does, 2 where it stands within.
fn fit(typed: &str, folded: &str, slug: &str, title: &str) -> Option<u8> {
    let title = title.to_lowercase();
    let is_folded = !folded.is_empty();
    if title.starts_with(typed) || (is_folded && slug.starts_with(folded)) {
        return Some(0);
    }
    let begins = |word: &str| word.starts_with(typed);
    let word_of_slug = || {
        slug.match_indices(folded)
            .any(|(at, _)| slug[..at].ends_with('-'))
    };
    if title.split(|c: char| !c.is_alphanumeric()).any(begins) || (is_folded && word_of_slug()) {
        return Some(1);
    }
    (title.contains(typed) || (is_folded && slug.contains(folded))).then_some(2)
}
