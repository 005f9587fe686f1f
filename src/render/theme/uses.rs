//! What each template uses: the templates that it extends, includes or takes components from, and the parts of the
//! site's frame (`site.…`) that any of them names.
//!
//! It is read off the texts, and takes too much rather than too little: a name that merely stands in a text counts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::names::Names;
use crate::digest::{Digest, Digester};

/// What stands before the name of a component where it is defined.
const DEFINES: &str = "component ";

/// What a template uses, with all that it leads to.
#[derive(Debug, Clone)]
pub(crate) struct Used {
    /// Stands for the texts.
    pub(crate) texts: Digest,
    /// The parts of the frame; `None` where a text takes the frame as a whole.
    pub(crate) frame: Option<BTreeSet<String>>,
    /// The names in their tags.
    pub(crate) names: Names,
}

/// What the templates of a theme use, by their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Uses {
    templates: BTreeMap<String, Used>,
    /// The templates that define components, by the components' names.
    components: BTreeMap<String, Vec<String>>,
}

impl Uses {
    /// Reads it off the templates' texts.
    pub(crate) fn of(templates: &BTreeMap<String, Cow<'_, str>>) -> Self {
        let mut components: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, text) in templates {
            for component in components_of(text) {
                let definers = components.entry(component.to_owned()).or_default();
                definers.push(name.clone());
            }
        }
        let next: BTreeMap<&str, BTreeSet<&str>> = templates
            .iter()
            .map(|(name, text)| (name.as_str(), named_in(text, templates, &components)))
            .collect();
        let read: BTreeMap<&str, Read> = (templates.iter())
            .map(|(name, text)| (name.as_str(), Read::of(name, text)))
            .collect();
        let used = |name: &String| (name.clone(), summed(&closure(name, &next), &read));
        Self {
            templates: templates.keys().map(used).collect(),
            components,
        }
    }

    /// What a template uses; `None` where there is none of that name.
    pub(crate) fn template(&self, name: &str) -> Option<&Used> {
        self.templates.get(name)
    }

    /// The names that a page may ask for; `None` where there is no template of that name.
    pub(crate) fn names(&self, template: &str) -> Option<&Names> {
        self.template(template).map(|used| &used.names)
    }

    /// The names that a component may ask for, wherever it is defined.
    pub(crate) fn names_of_component(&self, name: &str) -> Names {
        self.component(name).fold(Names::none(), |mut names, used| {
            names.add(&used.names);
            names
        })
    }

    /// What a component uses, one entry for each template that defines it.
    pub(crate) fn component(&self, name: &str) -> impl Iterator<Item = &Used> {
        let definers = self.components.get(name).into_iter().flatten();
        definers.filter_map(|definer| self.templates.get(definer))
    }
}

/// The components that a text defines.
fn components_of(text: &str) -> impl Iterator<Item = &str> {
    let after = text
        .match_indices("{%")
        .map(|(at, tag)| &text[at + tag.len()..]);
    after.filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        let rest = tag.strip_prefix(DEFINES)?.trim_start();
        let end = rest.find(|c: char| !is_of_name(c) && c != '.');
        Some(&rest[..end.unwrap_or(rest.len())])
    })
}

/// The templates that a text names, by their own names or by those of their components.
fn named_in<'t>(
    text: &str,
    templates: &'t BTreeMap<String, Cow<'_, str>>,
    components: &'t BTreeMap<String, Vec<String>>,
) -> BTreeSet<&'t str> {
    if includes_by_expression(text) {
        return templates.keys().map(String::as_str).collect();
    }
    // A text is split once, not searched for each of the names.
    let with_dots = templates.keys().all(|name| name.contains('.'));
    let words = text.split(|c| !is_of_path(c));
    let words: HashSet<&str> = words
        .filter(|word| !with_dots || word.contains('.'))
        .collect();
    let is_in = |name: &String| {
        words.contains(name.as_str()) || (!name.chars().all(is_of_path) && text.contains(name))
    };
    let by_name = templates.keys().filter(|name| is_in(name));
    let called = text.split('<').skip(1).map(|rest| {
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !is_of_name(c) && c != '.');
        &rest[..end.unwrap_or(rest.len())]
    });
    let by_component = called.filter_map(|name| components.get(name)).flatten();
    by_name.chain(by_component).map(String::as_str).collect()
}

/// Whether a character may stand in the paths that templates mostly have.
fn is_of_path(c: char) -> bool {
    is_of_name(c) || matches!(c, '.' | '/' | '-')
}

/// Whether a text includes a template whose name does not stand in it.
fn includes_by_expression(text: &str) -> bool {
    ["include ", "extends "].iter().any(|word| {
        text.match_indices("{%").any(|(at, tag)| {
            let tag = text[at + tag.len()..].trim_start_matches('-').trim_start();
            let argument = tag.strip_prefix(word).map(str::trim_start);
            argument.is_some_and(|rest| !rest.starts_with(['"', '\'', '`']))
        })
    })
}

/// All that a template leads to, itself included.
fn closure<'t>(name: &'t str, next: &BTreeMap<&'t str, BTreeSet<&'t str>>) -> BTreeSet<&'t str> {
    let mut all = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(name) = waiting.pop() {
        if all.insert(name) {
            waiting.extend(next.get(name).into_iter().flatten());
        }
    }
    all
}

/// What one text says by itself.
struct Read<'t> {
    digest: Digest,
    frame: Option<BTreeSet<&'t str>>,
    names: Names,
}

impl<'t> Read<'t> {
    fn of(name: &str, text: &'t str) -> Self {
        let mut digester = Digester::default();
        digester.value(&(name, text));
        let mut names = Names::none();
        tags(text).for_each(|tag| names.add_tag(tag));
        Self {
            digest: digester.finish(),
            frame: frame_of(text),
            names,
        }
    }
}

fn summed(names: &BTreeSet<&str>, read: &BTreeMap<&str, Read<'_>>) -> Used {
    let mut digester = Digester::default();
    let mut frame = Some(BTreeSet::new());
    let mut all_names = Names::none();
    for text in names.iter().map(|name| &read[name]) {
        digester.add(text.digest);
        all_names.add(&text.names);
        match (&text.frame, &mut frame) {
            (Some(parts), Some(all)) => all.extend(parts.iter().map(|part| (*part).to_owned())),
            _ => frame = None,
        }
    }
    Used {
        texts: digester.finish(),
        frame,
        names: all_names,
    }
}

/// The parts of the frame that the tags of a text name; `None` where it stands there as a whole.
fn frame_of(text: &str) -> Option<BTreeSet<&str>> {
    let mut parts = BTreeSet::new();
    for tag in tags(text) {
        if tag.contains("__tera_context") {
            return None;
        }
        for (at, word) in tag.match_indices("site") {
            let (before, after) = (&tag[..at], &tag[at + word.len()..]);
            // After `@` a component says that it takes the frame, not what of it.
            let continues = before.ends_with(|c: char| is_of_name(c) || matches!(c, '.' | '@'))
                || after.starts_with(is_of_name);
            if continues {
                continue;
            }
            let rest = after
                .strip_prefix('.')
                .or_else(|| after.strip_prefix("?."))?;
            let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            parts.insert(&rest[..end]);
        }
    }
    Some(parts)
}

/// What stands in the tags of a template: `{{ … }}` and `{% … %}`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices('{').map(|(at, _)| &text[at..]);
    starts.filter_map(|rest| {
        let end = match rest.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => return None,
        };
        Some(up_to(&rest[2..], end))
    })
}

/// A text up to its end mark, as far as that does not stand in quotes.
fn up_to<'t>(text: &'t str, end: &str) -> &'t str {
    let (mut quote, mut escapes) = (None, false);
    for (at, c) in text.char_indices() {
        let is_escaped = std::mem::replace(&mut escapes, false);
        match quote {
            Some(_) if is_escaped => {}
            Some(_) if c == '\\' => escapes = true,
            Some(open) if c == open => quote = None,
            None if text[at..].starts_with(end) => return &text[..at],
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            _ => {}
        }
    }
    text
}

pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
