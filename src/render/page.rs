//! A page through its template: what the page is about becomes the template's context.

use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::plan::{List, Output, Show, list_events};
use crate::render::context::Contexts;
use crate::render::named::Named;
use crate::render::theme::Names;
use crate::render::{EVERY_NAME, Renderer, fingerprint, rows};
use crate::site::{EventId, SourceId};

impl Renderer {
    /// Renders a page through its template, which is given what it names. Where it fails with that it is given everything:
    /// the message for a field that there is not tells which there are.
    pub(super) fn page(&self, output: &Output) -> Result<Vec<u8>, Diagnostic> {
        let template = fingerprint::template_of(&output.show).unwrap_or("404.html");
        let names = self.theme.uses().names(template).unwrap_or(&EVERY_NAME);
        self.page_with(output, template, names)
            .or_else(|_| self.page_with(output, template, &EVERY_NAME))
    }

    fn page_with(
        &self,
        output: &Output,
        template: &str,
        names: &Names,
    ) -> Result<Vec<u8>, Diagnostic> {
        let contexts = &self.contexts_for(names);
        let root = self.root(output);
        let mut context = Context::new();
        context.insert("page", &Named(&contexts.page_view(output), names));
        context.insert("root", &root);
        if names.has("shared") {
            let shared = (self.shared).get(&self.contexts(), &self.theme, output, &root)?;
            context.insert_value("shared", shared);
        }
        // Each lookup of a name goes along the names that there are.
        if names.has("picture") {
            context.insert("picture", &Named(&contexts.picture(&output.show), names));
        }
        if names.has("small_picture") {
            let small = contexts.small_picture(&output.show);
            context.insert("small_picture", &Named(&small, names));
        }
        if names.has("map") {
            context.insert("map", &Named(&contexts.map(&output.show), names));
        }
        if names.has("small_map") {
            let small = contexts.small_map(&output.show);
            context.insert("small_map", &Named(&small, names));
        }
        self.insert_subject(contexts, output, &root, &mut context)?;
        let page = self.theme.render(template, &context)?;
        Ok(match output.show {
            Show::Front | Show::List(..) => rows::with_root(&page, &root),
            _ => page,
        })
    }

    /// The way back to the site's root. The page for missing addresses is shown at any address, and so needs a full one.
    fn root(&self, output: &Output) -> String {
        if output.show == Show::NotFound {
            let base = self.site.settings.base_url.as_deref();
            return base.map_or("/", path_of).to_owned();
        }
        output.route.root(self.plan.urls())
    }

    /// Puts what a page is about into its context.
    fn insert_subject(
        &self,
        contexts: &Contexts<'_>,
        output: &Output,
        root: &str,
        context: &mut Context,
    ) -> Result<(), Diagnostic> {
        let names = contexts.names;
        match &output.show {
            Show::Front => {
                context.insert("front", &Named(&contexts.front(), names));
                let leads = contexts.leads();
                let leads = self.lead_rows.get(contexts, &self.theme, &leads)?;
                context.insert_value("lead_rows", leads);
                self.insert_list(contexts, List::All, contexts.newest(), context)?;
            }
            Show::List(list, number) => {
                let shown = contexts.page_of(list_events(contexts.site, *list), *number);
                self.insert_list(contexts, *list, shown, context)?;
                insert_listed(contexts, *list, root, context);
            }
            Show::Event(id) => {
                context.insert("event", &Named(&contexts.event(*id, root), names));
            }
            Show::Embed(target) => {
                context.insert("embedded", &Named(&contexts.embedded(*target), names));
            }
            Show::Taxonomy(id, number) => {
                let taxonomy = contexts.taxonomy(*id, *number);
                context.insert("taxonomy", &Named(&taxonomy, names));
            }
            Show::Sources(number) => {
                let size = contexts.site.settings.page_size;
                let ids = (0..contexts.site.sources.len())
                    .skip((number - 1) * size)
                    .take(size);
                let sources: Vec<_> = ids
                    .map(|index| contexts.source(SourceId::new(index), None))
                    .collect();
                context.insert("sources", &Named(&sources, names));
            }
            Show::Page(id) => {
                context.insert("free_page", &Named(&contexts.free_page(*id, root), names));
            }
            Show::Redirect(to) => {
                context.insert("target", &contexts.url(to));
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts a list and its rendered rows into a context.
    fn insert_list(
        &self,
        contexts: &Contexts<'_>,
        list: List,
        shown: &[EventId],
        context: &mut Context,
    ) -> Result<(), Diagnostic> {
        let view = contexts.list(list, shown);
        context.insert("list", &Named(&view, contexts.names));
        context.insert_value("rows", self.rows.get(contexts, &self.theme, shown)?);
        Ok(())
    }
}

/// Puts what a list is of into a context.
fn insert_listed(contexts: &Contexts<'_>, list: List, root: &str, context: &mut Context) {
    let names = contexts.names;
    match list {
        List::All => {}
        List::Period(period) => context.insert("period", &Named(&contexts.period(period), names)),
        List::Term(id) => context.insert("term", &Named(&contexts.term(id, root), names)),
        List::Source(id) => {
            context.insert("source", &Named(&contexts.source(id, Some(root)), names));
        }
        List::View(id) => context.insert("view", &Named(&contexts.view(id), names)),
    }
}

/// The path of a full address: `/timeline/` of `https://example.org/timeline/`.
pub(super) fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme
        .find('/')
        .map_or("/", |start| &after_scheme[start..])
}
