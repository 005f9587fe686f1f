//! The parts of a page that tell of the site: what its head says of the site, the menu, the foot and the keys.
//!
//! Pages of one depth that stand in one section and lead to the feeds of the whole have the same ones, and so each is
//! rendered once. A list with feeds of its own has its own head and foot. They are components, which see nothing of the
//! page but what they are given here.

use std::collections::{BTreeMap, HashMap};
use std::sync::RwLock;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::{List, Output, Route, Show};
use crate::render::context::Contexts;
use crate::render::theme::Theme;

/// The parts and the components that make them.
const PARTS: [(&str, &str); 4] = [
    ("head", "site_head"),
    ("foot", "site_foot"),
    ("menu", "site_menu"),
    ("keys", "site_keys"),
];

/// How many of them show feeds: the first ones.
const WITH_FEEDS: usize = 2;

/// The components that make the parts.
pub(super) fn components() -> impl Iterator<Item = &'static str> {
    PARTS.into_iter().map(|(_, component)| component)
}

/// What decides how the parts look, besides the feeds.
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

impl Key {
    /// Whether one page alone has such parts: the one that the menu leads to.
    fn is_of_one_page(&self) -> bool {
        self.entry.is_some() && !self.within
    }
}

/// The parts of a page as HTML.
#[derive(Clone)]
struct Parts {
    /// In the order of [`PARTS`].
    parts: [Value; PARTS.len()],
    /// By their names, as a template is given them.
    by_name: Value,
}

/// Parts by their names.
fn by_name(parts: [Value; PARTS.len()]) -> Value {
    let names = PARTS.map(|(name, _)| name);
    let by_name: BTreeMap<&str, Value> = names.into_iter().zip(parts).collect();
    Value::from(by_name)
}

/// The parts that were asked for.
pub(super) struct Shared {
    /// Where the entries of the menu lead.
    menu: Vec<Route>,
    made: RwLock<HashMap<Key, Parts>>,
}

impl Shared {
    pub(super) fn of(contexts: &Contexts<'_>) -> Self {
        Self {
            menu: contexts.menu().map(|(_, _, route)| route).collect(),
            made: RwLock::default(),
        }
    }

    /// The parts of a page by their names, with this way back to the site's root.
    pub(super) fn get(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        output: &Output,
        root: &str,
    ) -> Result<Value, Diagnostic> {
        let key = self.key(output, root);
        let feeds = contexts.feeds_list(&output.show);
        let own = (feeds != List::All).then(|| self.given(contexts, feeds, &key));
        let all = self.with_all_feeds(contexts, theme, key)?;
        let Some(given) = own else {
            return Ok(all.by_name);
        };
        let mut parts = all.parts;
        for (part, (_, component)) in parts.iter_mut().zip(PARTS).take(WITH_FEEDS) {
            *part = render(theme, component, &given)?;
        }
        Ok(by_name(parts))
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
            zooms: matches!(output.show, Show::List(List::All, 1) | Show::Lanes(_)),
        }
    }

    /// The parts with the feeds of the whole timeline.
    fn with_all_feeds(
        &self,
        contexts: &Contexts<'_>,
        theme: &Theme,
        key: Key,
    ) -> Result<Parts, Diagnostic> {
        const INTACT: &str = "no thread panics while it holds the parts";
        if let Some(parts) = self.made.read().expect(INTACT).get(&key) {
            return Ok(parts.clone());
        }
        let given = self.given(contexts, List::All, &key);
        let [head, foot, menu, keys] = PARTS.map(|(_, component)| render(theme, component, &given));
        let parts = [head?, foot?, menu?, keys?];
        let parts = Parts {
            by_name: by_name(parts.clone()),
            parts,
        };
        if key.is_of_one_page() {
            return Ok(parts);
        }
        let mut made = self.made.write().expect(INTACT);
        Ok(made.entry(key).or_insert(parts).clone())
    }

    /// What the components may take of a page that leads to these feeds.
    fn given(&self, contexts: &Contexts<'_>, feeds: List, key: &Key) -> Context {
        let current = key.entry.map(|entry| contexts.url(&self.menu[entry]));
        let mut given = Context::new();
        given.insert("root", &key.root);
        given.insert("feeds", &contexts.feeds(feeds));
        given.insert("current", &current.unwrap_or_default());
        given.insert("within", &key.within);
        given.insert("zooms", &key.zooms);
        given
    }
}

fn render(theme: &Theme, component: &str, given: &Context) -> Result<Value, Diagnostic> {
    let html = theme.component(component, &Context::new(), given)?;
    Ok(Value::safe_string(&html))
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

    /// Pages of the site with these files besides, by one renderer: each page may be given what was made for another.
    fn pages<const N: usize>(more: &str, files: [&str; N]) -> [String; N] {
        let prepared = prepare(
            &Folder::from_literal(&[more, SITE].concat()),
            &Options::default(),
        );
        let renderer = prepared.renderer.unwrap();
        files.map(|file| {
            let output = renderer.plan().of_file(file).unwrap();
            let Rendered::Bytes(bytes) = renderer.render(output).unwrap() else {
                panic!("a page is no copy of a file");
            };
            String::from_utf8(bytes).unwrap()
        })
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
        let check = |settings: &str, expected: &[(&str, Option<(&str, &str)>); 7]| {
            let settings = format!("-- dateline.yaml --\ntitle: T\n{settings}");
            let mut backwards = *expected;
            backwards.reverse();
            for order in [*expected, backwards] {
                let made = pages(&settings, order.map(|(file, _)| file));
                for ((file, expected), page) in order.iter().zip(&made) {
                    assert_eq!(current(page), *expected, "{settings} {file}");
                }
            }
        };
        let of = |kind, how| Some((kind, how));
        check(
            "",
            &[
                ("index.html", None),
                ("events/talks/index.html", None),
                ("timeline/index.html", of("timeline", "page")),
                ("actors/index.html", of("taxonomy", "page")),
                ("actors/nato/index.html", of("taxonomy", "true")),
                ("about/index.html", of("page", "page")),
                ("about-method/index.html", None),
            ],
        );
        check(
            "urls: file\n",
            &[
                ("index.html", None),
                ("events/talks.html", None),
                ("timeline.html", of("timeline", "page")),
                ("actors.html", of("taxonomy", "page")),
                ("actors/nato.html", of("taxonomy", "true")),
                ("about.html", of("page", "page")),
                ("about-method.html", None),
            ],
        );
    }

    #[test]
    fn the_keys_of_the_drawing_are_told_beside_a_drawing() {
        let settings = "-- dateline.yaml --\ntitle: T\n";
        let [timeline, actors] = pages(settings, ["timeline/index.html", "actors/index.html"]);
        assert!(timeline.contains("<kbd>+</kbd>"));
        assert!(actors.contains("<kbd>j</kbd>") && !actors.contains("<kbd>+</kbd>"));
    }

    #[test]
    fn a_replaced_part_stands_on_every_page() {
        let own = "-- dateline.yaml --\ntitle: T\n-- templates/components/site_foot.html --\n\
            {% component site_foot(@feeds, @root) %}<p>{{ feeds[0].url }} from {{ root }}</p>{% endcomponent site_foot %}\n";
        let expected = [
            ("index.html", "<p>atom.xml from ./</p>"),
            ("events/talks/index.html", "<p>atom.xml from ../../</p>"),
            (
                "actors/nato/index.html",
                "<p>actors/nato/atom.xml from ../../</p>",
            ),
            (
                "actors/osce/index.html",
                "<p>actors/osce/atom.xml from ../../</p>",
            ),
            ("2022/01/index.html", "<p>atom.xml from ../../</p>"),
        ];
        let made = pages(own, expected.map(|(file, _)| file));
        for ((file, expected), page) in expected.iter().zip(&made) {
            assert!(page.contains(expected), "{file}: {page}");
            assert!(!page.contains("colophon-links"), "{file}");
        }
    }
}
