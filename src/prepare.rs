//! From a folder to a renderer that holds the compiled site, its plan and its theme, and to what is wrong.
//!
//! `build`, `check` and `serve` all begin here; they differ in what they do with the result.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check;
use crate::compile::{self, Basis, Compiled, Options, compile_again};
use crate::content::ParseCache;
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::THEME;
use crate::folder::{Content, Folder, TextFile, are_same};
use crate::plan::{Outline, Plan, Show};
use crate::render::{Renderer, Theme};
use crate::site::Site;
use crate::timeline::Timeline;

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
    compiled: compile::Kept,
    theme: Option<KeptTheme>,
    plan: Option<KeptPlan>,
}

/// A theme as it was loaded, and what it was loaded from.
#[derive(Debug)]
struct KeptTheme {
    templates: Vec<TextFile>,
    language: String,
    theme: Theme,
    faults: Vec<Diagnostic>,
}

/// A plan, what it was made of, and what was found wrong with it.
#[derive(Debug)]
struct KeptPlan {
    timeline: Arc<Timeline>,
    outline: Outline,
    plan: Arc<Plan>,
    faults: Vec<Diagnostic>,
}

/// Compiles a folder, loads its theme, plans its output and checks it.
#[must_use]
pub fn prepare(folder: &Folder, options: &Options) -> Prepared {
    let content = Content::Read(folder.content.clone());
    prepare_with(folder, content, options, None)
}

/// The same with this content in the place of the folder's, parsing only those files that the cache does not know and letting
/// go of each text (see [`compile_with`](crate::compile::compile_with)).
#[must_use]
pub fn prepare_with(
    folder: &Folder,
    content: Content,
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
        || basis.compile(folder, content, options, cache),
        || Theme::load(THEME, &folder.templates, &language),
    );
    finish(
        compiled,
        |_| theme,
        |site, assets| {
            let mut faults = Vec::new();
            let plan = Plan::of(site, assets, &mut faults);
            (Arc::new(plan), faults)
        },
    )
}

/// The same once more: only what changed since the time before is parsed and linked (see [`compile_again`]), the theme is
/// loaded again only where a template or the language is another, and the plan is made again only where it would be
/// another.
#[must_use]
pub fn prepare_again(folder: &Folder, options: &Options, kept: &mut Kept) -> Prepared {
    let Kept {
        compiled,
        theme,
        plan,
    } = kept;
    let compiled = compile_again(folder, options, compiled);
    finish(
        compiled,
        |site| {
            let loaded = match theme.take() {
                Some(before) if before.is_of(folder, site) => before,
                _ => KeptTheme::load(folder, site),
            };
            let loaded = theme.insert(loaded);
            (loaded.theme.clone(), loaded.faults.clone())
        },
        |site, assets| {
            let planned = KeptPlan::again(plan.take(), site, assets);
            let planned = plan.insert(planned);
            (Arc::clone(&planned.plan), planned.faults.clone())
        },
    )
}

/// Plans and checks what was compiled.
fn finish(
    compiled: Compiled,
    theme_of: impl FnOnce(&Site) -> (Theme, Vec<Diagnostic>),
    plan_of: impl FnOnce(&Site, &[String]) -> (Arc<Plan>, Vec<Diagnostic>),
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
    let (plan, faults) = plan_of(&site, &theme.asset_names());
    diagnostics.extend(faults);
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
        self.language == site.settings.language && are_same(&self.templates, &folder.templates)
    }
}

impl KeptPlan {
    /// The plan of a site: the one before, where it would be the same.
    fn again(before: Option<Self>, site: &Site, theme_assets: &[String]) -> Self {
        let outline = Outline::of(site, theme_assets);
        let is_same = |it: &Self| site.shares_frame_with(&it.timeline) && it.outline == outline;
        before.filter(is_same).unwrap_or_else(|| {
            let mut faults = Vec::new();
            let plan = Arc::new(Plan::of(site, theme_assets, &mut faults));
            Self {
                timeline: Arc::clone(&site.timeline),
                outline,
                plan,
                faults,
            }
        })
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
