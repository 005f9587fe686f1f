//! From a folder to a renderer that holds the compiled site, its plan and its theme, and to what is wrong.
//!
//! `build`, `check` and `serve` all begin here; they differ in what they do with the result.

use crate::check;
use crate::compile::{Compiled, Options, compile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::THEME;
use crate::folder::Folder;
use crate::plan::Plan;
use crate::render::{Renderer, Theme};
use crate::settings::Urls;

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
    prepare_as(folder, options, None)
}

/// As [`prepare`], with a form of addresses instead of the settings'.
#[must_use]
pub fn prepare_as(folder: &Folder, options: &Options, urls: Option<Urls>) -> Prepared {
    let Compiled {
        site,
        mut diagnostics,
    } = compile(folder, options);
    let Some(mut site) = site else {
        return Prepared {
            renderer: None,
            diagnostics,
        };
    };
    site.settings.urls = urls.unwrap_or(site.settings.urls);
    let (theme, faults) = Theme::load(THEME, &folder.templates, &site.language);
    diagnostics.extend(faults);
    let plan = Plan::of(&site, &theme.asset_names(), &mut diagnostics);
    diagnostics.extend(check::check(&site, &plan));
    Prepared {
        renderer: Some(Renderer::new(site, plan, theme)),
        diagnostics,
    }
}

/// Whether nothing may be published: there is an error, or a warning and the user is strict.
#[must_use]
pub fn is_refused(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| strict || diagnostic.severity == Severity::Error)
}
