//! From a folder to everything that rendering needs: the compiled site, the theme, the plan, and what is wrong.
//!
//! `build`, `check` and `serve` all begin here; they differ in what they do with the result.

use crate::check;
use crate::compile::{Compiled, Options, compile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::THEME;
use crate::folder::Folder;
use crate::plan::Plan;
use crate::render::Theme;
use crate::site::Site;

/// A site that can be rendered, and what is wrong with it.
#[derive(Debug)]
pub struct Prepared {
    /// What can be rendered; `None` where the settings could not be read.
    pub ready: Option<Ready>,
    /// What is wrong, from every stage.
    pub diagnostics: Vec<Diagnostic>,
}

/// Everything that rendering needs.
#[derive(Debug)]
pub struct Ready {
    /// The site.
    pub site: Site,
    /// The files of the output.
    pub plan: Plan,
    /// The templates.
    pub theme: Theme,
}

/// Compiles a folder, loads its theme, plans its output and checks it.
#[must_use]
pub fn prepare(folder: &Folder, options: &Options) -> Prepared {
    let Compiled {
        site,
        mut diagnostics,
    } = compile(folder, options);
    let Some(site) = site else {
        return Prepared {
            ready: None,
            diagnostics,
        };
    };
    let (theme, faults) = Theme::load(THEME, &folder.templates, &site.language);
    diagnostics.extend(faults);
    let plan = Plan::of(&site, &theme.asset_names(), &mut diagnostics);
    diagnostics.extend(check::check(&site, &plan));
    Prepared {
        ready: Some(Ready { site, plan, theme }),
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
