//! The files of one compiled site: each is rendered when it is first asked for and kept as long as the site.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;

use super::media_type::media_type;
use crate::diagnostic::{Diagnostic, SitePath};
use crate::digest::Digest;
use crate::plan::{List, Output, Route, Show};
use crate::render::{Rendered, Renderer};

/// A compiled site and what was rendered of it.
pub struct Pages {
    renderer: Renderer,
    site: PathBuf,
    made: Mutex<HashMap<String, Slot>>,
}

type Slot = Arc<OnceLock<Result<File, Diagnostic>>>;

/// What stands at an address.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// A file.
    File(File),
    /// The page is at this address, from the root.
    Moved(String),
    /// Nothing; the page for missing addresses, where it can be rendered.
    Missing(File),
}

/// A file of the output.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) media_type: &'static str,
    pub(super) content: Content,
}

/// What stands in a file.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// A page, with the mark of its bytes and the file of the site that it is written in.
    Page(Bytes, String, Option<SitePath>),
    /// Other bytes.
    Bytes(Bytes),
    /// A copy of this file of the disk.
    Copy(PathBuf),
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("renderer", &self.renderer)
            .finish_non_exhaustive()
    }
}

impl Pages {
    /// The pages of a compiled site that lies in this folder; nothing is rendered yet.
    #[must_use]
    pub fn new(renderer: Renderer, site: &Path) -> Self {
        Self {
            renderer,
            site: site.to_owned(),
            made: Mutex::new(HashMap::new()),
        }
    }

    /// The compiled site.
    #[must_use]
    pub fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// What stands at an address: decoded, from the site's root, without a leading `/`.
    pub(super) fn at(&self, address: &str) -> Result<Found, Diagnostic> {
        let plan = self.renderer.plan();
        let as_page = |address: &str| plan.of_file(&Route::new(address).file(plan.urls()));
        let is_page = address.is_empty() || address.ends_with('/');
        if let Some(output) = plan
            .of_file(address)
            .or_else(|| as_page(address).filter(|_| is_page))
        {
            return self.file(address, output).map(Found::File);
        }
        let slashed = format!("{address}/");
        if !is_page && as_page(&slashed).is_some() {
            return Ok(Found::Moved(slashed));
        }
        // The bundles cost a look at every event, so that only their own addresses ask for them.
        if !is_page && let Some(bytes) = self.renderer.bundles().get(address) {
            return Ok(Found::File(File {
                media_type: media_type(address),
                content: Content::Bytes(bytes.clone().into()),
            }));
        }
        let missing = plan
            .outputs
            .iter()
            .rev()
            .find(|output| output.show == Show::NotFound);
        let missing = missing.expect("every plan has a page for missing addresses");
        self.file("404.html", missing).map(Found::Missing)
    }

    fn file(&self, address: &str, output: &Output) -> Result<File, Diagnostic> {
        let slot = {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(made.entry(address.to_owned()).or_default())
        };
        slot.get_or_init(|| self.render(output)).clone()
    }

    fn render(&self, output: &Output) -> Result<File, Diagnostic> {
        let media_type = media_type(&output.route.file(self.renderer.plan().urls()));
        let content = match self.renderer.render(output)? {
            Rendered::CopyOf(path) => Content::Copy(self.site.join(&*path)),
            Rendered::Bytes(bytes) if media_type.starts_with("text/html") => {
                let mark = Digest::of_bytes(&bytes).to_string();
                Content::Page(bytes.into(), mark, self.written_in(&output.show))
            }
            Rendered::Bytes(bytes) => Content::Bytes(bytes.into()),
        };
        Ok(File {
            media_type,
            content,
        })
    }

    /// The file of the site that a page's own text is written in.
    fn written_in(&self, show: &Show) -> Option<SitePath> {
        let site = self.renderer.site();
        let file = match show {
            Show::Event(id) => &site.events[id.index()].file,
            Show::Page(id) => &site.pages[id.index()].file,
            Show::List(List::Source(id), _) => &site.sources[id.index()].file,
            // A term that events only name has the first such event's file, which is not its own.
            Show::List(List::Term(id), _) => {
                let term = &site.terms[id.index()];
                let folder = format!("content/{}/", term.taxonomy);
                return term.file.starts_with(&folder).then(|| term.file.clone());
            }
            _ => return None,
        };
        Some(file.clone())
    }
}
