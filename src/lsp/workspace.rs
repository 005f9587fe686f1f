//! A site while it is edited: what the disk holds, the open documents over it, and what the compiler made of both.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::index::Index;
use crate::compile::Options;
use crate::content::{decode, decode_lossy};
use crate::diagnostic::{Diagnostic, SitePath};
use crate::folder::{Folder, are_same, is_text};
use crate::plan::{Output, Route};
use crate::prepare::{Kept, prepare, prepare_again, template_faults};
use crate::render::Renderer;
use crate::settings::{Limits, SETTINGS_FILE};
use crate::site::Site;

/// A document that is open in the editor.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// The text as the editor has it.
    pub(super) text: String,
    /// The number that the editor gave this state of it.
    pub(super) version: i32,
}

/// A site while it is edited.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    disk: Folder,
    open: BTreeMap<SitePath, Document>,
    kept: Kept,
    state: State,
    is_stale: bool,
    revision: u64,
    /// What rendering a page of each kind told; it is tried again when a template or the settings changed.
    of_templates: Option<Vec<Diagnostic>>,
}

/// What was compiled last.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The disk's files with the open documents in their places.
    pub(super) folder: Folder,
    pub(super) diagnostics: Vec<Diagnostic>,
    compiled: Option<Renderer>,
    /// Whether `compiled` was made of `folder`; while the settings are broken it is older.
    is_of_folder: bool,
    /// Made when it is first asked for.
    index: OnceLock<Index>,
}

impl Workspace {
    pub(super) fn new(disk: Folder) -> Self {
        Self {
            disk,
            is_stale: true,
            revision: 1,
            ..Self::default()
        }
    }

    /// What the disk holds.
    pub(super) fn disk(&self) -> &Folder {
        &self.disk
    }

    /// Takes what the disk holds now.
    pub(super) fn set_disk(&mut self, disk: Folder) {
        let before = &self.disk;
        let settings = |folder: &Folder| folder.settings.as_ref().map(|file| file.bytes.clone());
        let themes_stay =
            are_same(&before.templates, &disk.templates) && settings(before) == settings(&disk);
        let is_same = themes_stay
            && are_same(&before.content, &disk.content)
            && before.assets == disk.assets
            && before.diagnostics == disk.diagnostics;
        if !themes_stay {
            self.of_templates = None;
        }
        if !is_same {
            self.change();
        }
        self.disk = disk;
    }

    pub(super) fn document(&self, path: &str) -> Option<&Document> {
        self.open.get(path)
    }

    /// Takes the state of an open document.
    pub(super) fn open(&mut self, path: SitePath, document: Document) {
        self.touch(&path);
        self.open.insert(path, document);
    }

    /// From now on the file on the disk counts.
    pub(super) fn close(&mut self, path: &str) {
        self.touch(path);
        self.open.remove(path);
    }

    fn touch(&mut self, path: &str) {
        if is_read(path) {
            self.change();
        }
        if path == SETTINGS_FILE || path.starts_with("templates/") {
            self.of_templates = None;
        }
    }

    fn change(&mut self) {
        self.is_stale = true;
        self.revision += 1;
    }

    /// A number that grows with every change.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// What was compiled last; it may be older than the open documents.
    pub(super) fn last(&self) -> &State {
        &self.state
    }

    /// The site as it is now, compiled where something changed.
    pub(super) fn now(&mut self) -> &State {
        if self.is_stale {
            self.compile();
        }
        &self.state
    }

    fn compile(&mut self) {
        let mut folder = self.disk.clone();
        for (path, document) in &self.open {
            if is_read(path) {
                folder.insert(path, document.text.as_bytes());
            }
        }
        let options = Options {
            drafts: true,
            ..Options::default()
        };
        let mut prepared = prepare_again(&folder, &options, &mut self.kept);
        self.state.diagnostics = std::mem::take(&mut prepared.diagnostics);
        self.is_stale = false;
        self.state.is_of_folder = prepared.renderer.is_some();
        // While the settings are broken, the site as it was before answers what is asked; at first, one without any.
        if prepared.renderer.is_none() && self.state.compiled.is_none() {
            let mut without = folder.clone();
            without.insert(SETTINGS_FILE, b"title: Untitled");
            self.state.compiled = prepare(&without, &options).renderer;
        }
        self.state.folder = folder;
        if let Some(renderer) = prepared.renderer {
            let faults = self
                .of_templates
                .get_or_insert_with(|| template_faults(&renderer, |_| true));
            self.state.diagnostics.extend_from_slice(faults);
            self.state.compiled = Some(renderer);
            self.state.index = OnceLock::new();
        }
    }

    /// The text of a file as it is now, with LF at the ends of its lines.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        match self.open.get(path) {
            Some(document) => Some(text_of(path, document.text.as_bytes())),
            None => bytes_of(&self.disk, path).map(|bytes| text_of(path, bytes)),
        }
    }
}

impl State {
    /// The site with the names of its records; `None` where the settings could never be read.
    pub(super) fn site(&self) -> Option<(&Site, &Index)> {
        let site = self.compiled.as_ref()?.site();
        Some((site, self.index.get_or_init(|| Index::of(site))))
    }

    /// Whether the places that the site knows are places in the texts of `folder`.
    pub(super) fn is_of_one_compile(&self) -> bool {
        self.is_of_folder
    }

    /// What the output has at an address.
    pub(super) fn planned(&self, route: &Route) -> Option<&Output> {
        let plan = self.compiled.as_ref()?.plan();
        plan.of_file(&route.file(plan.urls()))
    }

    /// The text of a file that was compiled, with LF at the ends of its lines.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        bytes_of(&self.folder, path).map(|bytes| text_of(path, bytes))
    }

    /// Whether the site has a file of this path.
    pub(super) fn has_file(&self, path: &str) -> bool {
        let assets = &self.folder.assets;
        bytes_of(&self.folder, path).is_some()
            || assets.binary_search_by(|it| (*it.path).cmp(path)).is_ok()
    }
}

/// Whether the compiler reads the text of a file.
fn is_read(path: &str) -> bool {
    path == SETTINGS_FILE
        || path.starts_with("templates/")
        || (path.starts_with("content/") && is_text(path))
}

fn bytes_of<'f>(folder: &'f Folder, path: &str) -> Option<&'f [u8]> {
    if path == SETTINGS_FILE {
        return folder.settings.as_ref().map(|file| &*file.bytes);
    }
    let files = if path.starts_with("templates/") {
        &folder.templates
    } else {
        &folder.content
    };
    let index = files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
    Some(&files[index].bytes)
}

fn text_of(path: &str, bytes: &[u8]) -> String {
    // What was read was small enough, and what is written in the editor is taken as it is.
    decode(&path.into(), bytes, &Limits::unlimited()).unwrap_or_else(|_| decode_lossy(bytes))
}
