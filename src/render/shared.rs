//! The parts of a page that tell of the site alone: what its head says of the site, the menu, the foot and the keys.
//!
//! Pages of one depth that stand in one section have the same ones, and so each is rendered once. They are components,
//! which see nothing of the page but what they are given here.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::{List, Output, Route, Show};
use crate::render::context::Contexts;
use crate::render::theme::Theme;

/// The components, by the names of the parts that they make.
const PARTS: [(&str, &str); 4] = [
    ("head", "site_head"),
    ("menu", "site_menu"),
    ("foot", "site_foot"),
    ("keys", "site_keys"),
];

/// The components that make the parts.
pub(super) fn components() -> impl Iterator<Item = &'static str> {
    PARTS.into_iter().map(|(_, component)| component)
}

/// What decides how the parts look.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    /// The way back to the site's root.
    root: String,
    /// The entry of the menu that is the page's, by its place.
    entry: Option<usize>,
    /// Whether the page is not the entry's own, but belongs to it.
    within: bool,
    /// Whether the page has a drawing that zooms.
    zooms: bool,
}

/// The parts that were asked for.
pub(super) struct Shared {
    /// Where the entries of the menu lead.
    menu: Vec<Route>,
    made: RwLock<HashMap<Key, Value>>,
}

impl Shared {
    pub(super) fn of(contexts: &Contexts<'_>) -> Self {
        Self {
            menu: contexts.menu().map(|(_, _, route)| route).collect(),
            made: RwLock::default(),
        }
    }

    /// The parts of a page, each as HTML, with this way back to the site's root.
    pub(super) fn get(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        output: &Output,
        root: &str,
    ) -> Result<Value, Diagnostic> {
        const INTACT: &str = "no thread panics while it holds the parts";
        let key = self.key(output, root);
        let feeds = contexts.feeds_list(&output.show);
        if feeds != List::All {
            // Few pages share these.
            return self.render(contexts, theme, &key, feeds);
        }
        if let Some(parts) = self.made.read().expect(INTACT).get(&key) {
            return Ok(parts.clone());
        }
        let parts = self.render(contexts, theme, &key, feeds)?;
        let mut made = self.made.write().expect(INTACT);
        Ok(made.entry(key).or_insert(parts).clone())
    }

    fn key(&self, output: &Output, root: &str) -> Key {
        let route = output.route.as_str();
        let leads_here = |entry: &&Route| route.starts_with(entry.as_str());
        let entry = self.menu.iter().filter(leads_here);
        let entry = entry.max_by_key(|entry| entry.as_str().len());
        Key {
            root: root.to_owned(),
            entry: entry.and_then(|entry| self.menu.iter().position(|other| other == entry)),
            within: entry.is_some_and(|entry| entry.as_str() != route),
            zooms: matches!(output.show, Show::List(List::All, _) | Show::Lanes(_)),
        }
    }

    fn render(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        key: &Key,
        feeds: List,
    ) -> Result<Value, Diagnostic> {
        let current = key.entry.map(|entry| contexts.url(&self.menu[entry]));
        let mut implicit = Context::new();
        implicit.insert("root", &key.root);
        implicit.insert("feeds", &contexts.feeds(feeds));
        implicit.insert("current", &current.unwrap_or_default());
        implicit.insert("within", &key.within);
        implicit.insert("zooms", &key.zooms);
        let parts = PARTS.into_iter().map(|(part, component)| {
            let html = theme.component(component, &Context::new(), &implicit)?;
            Ok((part, Value::safe_string(&html)))
        });
        let parts: Result<BTreeMap<&str, Value>, Diagnostic> = parts.collect();
        parts.map(Value::from)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::compile::Options;
    use crate::folder::Folder;
    use crate::prepare::prepare;
    use crate::render::Rendered;

    const SITE: &str = "-- content/events/talks.md --\n---\ntitle: Talks\ndate: 2022-01-21\nactors: [NATO, OSCE]\n---\n\
        -- content/pages/about.md --\n---\ntitle: About\nmenu: true\n---\nText\n\
        -- content/pages/method.md --\n---\ntitle: Method\nslug: about-method\nmenu: false\n---\nText\n";

    /// A page of the site with these files besides.
    fn page(more: &str, file: &str) -> String {
        let prepared = prepare(
            &Folder::from_literal(&[more, SITE].concat()),
            &Options::default(),
        );
        let renderer = prepared.renderer.unwrap();
        let output = renderer.plan().of_file(file).unwrap();
        let Rendered::Bytes(bytes) = renderer.render(output).unwrap() else {
            panic!("a page is no copy of a file");
        };
        String::from_utf8(bytes).unwrap()
    }

    /// The entry of the menu that a page marks, and how.
    fn current(page: &str) -> Option<(&str, &str)> {
        let menu = page.split("<nav class=\"menu\"").nth(1)?;
        let (before, after) = menu
            .split("</nav>")
            .next()?
            .split_once(" aria-current=\"")?;
        let kind = before.rsplit("data-kind=\"").next()?.split('"').next()?;
        Some((kind, after.split('"').next()?))
    }

    #[test]
    fn the_menu_marks_the_page_and_what_it_belongs_to() {
        let check = |settings: &str, file: &str, expected: Option<(&str, &str)>| {
            let settings = format!("-- dateline.yaml --\ntitle: T\n{settings}");
            assert_eq!(
                current(&page(&settings, file)),
                expected,
                "{settings} {file}"
            );
        };
        check("", "index.html", None);
        check("", "events/talks/index.html", None);
        check("", "timeline/index.html", Some(("timeline", "page")));
        check("", "actors/index.html", Some(("taxonomy", "page")));
        check("", "actors/nato/index.html", Some(("taxonomy", "true")));
        check("", "about/index.html", Some(("page", "page")));
        check("", "about-method/index.html", None);
        check("urls: file\n", "actors.html", Some(("taxonomy", "page")));
        check(
            "urls: file\n",
            "actors/nato.html",
            Some(("taxonomy", "true")),
        );
    }

    #[test]
    fn a_part_may_be_another_and_is_that_on_every_page() {
        let own = "-- dateline.yaml --\ntitle: T\n-- templates/components/site_foot.html --\n\
            {% component site_foot(@feeds, @root) %}<p>{{ feeds[0].url }} from {{ root }}</p>{% endcomponent site_foot %}\n";
        let check = |file: &str, expected: &str| {
            let page = page(own, file);
            assert!(page.contains(expected), "{file}: {page}");
            assert!(!page.contains("colophon-links"), "{file}");
        };
        check("index.html", "<p>atom.xml from ./</p>");
        check("events/talks/index.html", "<p>atom.xml from ../../</p>");
        check(
            "actors/nato/index.html",
            "<p>actors/nato/atom.xml from ../../</p>",
        );
        check(
            "actors/osce/index.html",
            "<p>actors/osce/atom.xml from ../../</p>",
        );
    }
}
