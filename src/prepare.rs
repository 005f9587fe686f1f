//! From a folder to a renderer that holds the compiled site, its plan and its theme, and to what is wrong.
//!
//! `build`, `check` and `serve` all begin here; they differ in what they do with the result.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check;
use crate::compile::{Basis, Compiled, Options, compile_with};
use crate::content::ParseCache;
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::THEME;
use crate::folder::{Folder, TextFile};
use crate::plan::{Plan, Show};
use crate::render::{Renderer, Theme};
use crate::site::Site;

/// A site that can be rendered, and what is wrong with it.
#[derive(Debug)]
pub struct Prepared {
    /// What can be rendered; `None` where the settings could not be read.
    pub renderer: Option<Renderer>,
    /// What is wrong, from every stage.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is kept from one preparation of a site for the next, so that an edit costs what it changed.
#[derive(Debug, Default)]
pub struct Kept {
    records: ParseCache,
    theme: Option<KeptTheme>,
}

/// A theme as it was loaded, and what it was loaded from.
#[derive(Debug)]
struct KeptTheme {
    templates: Vec<TextFile>,
    language: String,
    theme: Theme,
    faults: Vec<Diagnostic>,
}

/// Compiles a folder, loads its theme, plans its output and checks it.
#[must_use]
pub fn prepare(folder: &Folder, options: &Options) -> Prepared {
    prepare_with(folder, options, None)
}

/// The same, parsing only those files that the cache does not know (see [`compile_with`]).
#[must_use]
pub fn prepare_with(
    folder: &Folder,
    options: &Options,
    cache: Option<&mut ParseCache>,
) -> Prepared {
    let basis = match Basis::of(folder, options) {
        Ok(basis) => basis,
        Err(diagnostics) => {
            return Prepared {
                renderer: None,
                diagnostics,
            };
        }
    };
    // Of all that is compiled the theme needs the language alone.
    let language = Arc::clone(&basis.language);
    let (compiled, theme) = rayon::join(
        || basis.compile(folder, options, cache),
        || Theme::load(THEME, &folder.templates, &language),
    );
    finish(compiled, |_| theme)
}

/// The same once more: only those files are parsed that were not known the time before, and the theme is loaded again
/// only where a template or the language is another.
#[must_use]
pub fn prepare_again(folder: &Folder, options: &Options, kept: &mut Kept) -> Prepared {
    let compiled = compile_with(folder, options, Some(&mut kept.records));
    finish(compiled, |site| {
        let loaded = match kept.theme.take() {
            Some(before) if before.is_of(folder, site) => before,
            _ => KeptTheme::load(folder, site),
        };
        let loaded = kept.theme.insert(loaded);
        (loaded.theme.clone(), loaded.faults.clone())
    })
}

/// Plans and checks what was compiled.
fn finish(
    compiled: Compiled,
    theme_of: impl FnOnce(&Site) -> (Theme, Vec<Diagnostic>),
) -> Prepared {
    let Compiled {
        site,
        mut diagnostics,
    } = compiled;
    let Some(site) = site else {
        return Prepared {
            renderer: None,
            diagnostics,
        };
    };
    let (theme, faults) = theme_of(&site);
    diagnostics.extend(faults);
    let plan = Plan::of(&site, &theme.asset_names(), &mut diagnostics);
    diagnostics.extend(check::check(&site, &plan));
    Prepared {
        renderer: Some(Renderer::new(site, plan, theme)),
        diagnostics,
    }
}

impl KeptTheme {
    fn load(folder: &Folder, site: &Site) -> Self {
        let (theme, faults) = Theme::load(THEME, &folder.templates, &site.language);
        Self {
            templates: folder.templates.clone(),
            language: site.settings.language.clone(),
            theme,
            faults,
        }
    }

    /// Whether it would be loaded the same. The language's own phrases lie among the templates.
    fn is_of(&self, folder: &Folder, site: &Site) -> bool {
        let same = |(a, b): (&TextFile, &TextFile)| a.path == b.path && a.bytes == b.bytes;
        self.language == site.settings.language
            && self.templates.len() == folder.templates.len()
            && self.templates.iter().zip(&folder.templates).all(same)
    }
}

/// What only shows when a template is used: one file of each kind that is tried is rendered and thrown away.
#[must_use]
pub fn template_faults(renderer: &Renderer, is_tried: impl Fn(&Show) -> bool) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let one_of_each = renderer
        .plan()
        .outputs
        .iter()
        .filter(|output| is_tried(&output.show) && seen.insert(output.show.kind()));
    let mut faults: Vec<Diagnostic> = one_of_each
        .filter_map(|output| renderer.render(output).err())
        .collect();
    faults.dedup();
    faults
}

/// Whether nothing may be published: there is an error, or a warning and the user is strict.
#[must_use]
pub fn is_refused(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| strict || diagnostic.severity == Severity::Error)
}
