//! From a folder to a renderer that holds the compiled site, its plan and its theme, and to what is wrong.
//!
//! `build`, `check` and `serve` all begin here; they differ in what they do with the result.

use std::collections::HashSet;

use crate::check;
use crate::compile::{Compiled, Options, compile_with};
use crate::content::ParseCache;
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::THEME;
use crate::folder::Folder;
use crate::plan::{Plan, Show};
use crate::render::{Renderer, Theme};

/// A site that can be rendered, and what is wrong with it.
#[derive(Debug)]
pub struct Prepared {
    /// What can be rendered; `None` where the settings could not be read.
    pub renderer: Option<Renderer>,
    /// What is wrong, from every stage.
    pub diagnostics: Vec<Diagnostic>,
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
    let Compiled {
        site,
        mut diagnostics,
    } = compile_with(folder, options, cache);
    let Some(site) = site else {
        return Prepared {
            renderer: None,
            diagnostics,
        };
    };
    let (theme, faults) = Theme::load(THEME, &folder.templates, &site.language);
    diagnostics.extend(faults);
    let plan = Plan::of(&site, &theme.asset_names(), &mut diagnostics);
    diagnostics.extend(check::check(&site, &plan));
    Prepared {
        renderer: Some(Renderer::new(site, plan, theme)),
        diagnostics,
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
