//! `dateline build`: survey, read, prepare, report, publish; and nothing of it where nothing changed.

mod memory;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::cache::State;
use crate::cli::BuildArgs;
use crate::command::report::{self, Report, Stages};
use crate::command::{Stop, files};
use crate::compile::Options;
use crate::content::ParseCache;
use crate::diagnostic::{Diagnostic, SitePath};
use crate::digest::Digest;
use crate::folder::Content;
use crate::host::changes;
use crate::host::interrupt::Interrupt;
use crate::host::publish::{self, Bytes, Planned, PublishError, Stage, Summary};
use crate::host::read::Survey;
use crate::host::terminal::{Terminal, Verbosity};
use crate::plan::{Output, Share, Show};
use crate::prepare::{Prepared, is_refused, prepare_with};
use crate::render::{Fingerprints, Rendered, Renderer};
use crate::settings::Limits;
use memory::{Before, Hashes, InputsBefore, Made, Memory, bundles_of};

pub(super) fn run(site: &Path, args: &BuildArgs, terminal: &Terminal) -> Result<(), Stop> {
    let started = Instant::now();
    let build = Build::new(site, args, terminal)?;
    let Built { summary, rest } = build.run()?;
    // The process ends soon: taking the site apart piece by piece would only delay that.
    std::mem::forget(rest);
    if let Some(folder) = &args.changes {
        changes::write(folder, &summary)?;
    }
    tell(&summary, &build.out, started, terminal);
    Ok(())
}

/// Builds a site and says what is wrong with it, but not what was done.
pub(super) fn build(site: &Path, args: &BuildArgs, terminal: &Terminal) -> Result<Summary, Stop> {
    Ok(Build::new(site, args, terminal)?.run()?.summary)
}

/// What came of a build.
struct Built {
    summary: Summary,
    /// What it was made with, where something had to be made.
    rest: Option<Rest>,
}

/// All that takes long to be freed.
type Rest = (Box<Renderer>, ParseCache, Survey, Option<State>);

/// One build.
struct Build<'a> {
    site: &'a Path,
    args: &'a BuildArgs,
    terminal: &'a Terminal,
    out: PathBuf,
    options: Options,
    memory: Option<Memory>,
}

impl<'a> Build<'a> {
    fn new(site: &'a Path, args: &'a BuildArgs, terminal: &'a Terminal) -> Result<Self, Stop> {
        report::is_no_part_of_a_site(site)?;
        let out = args.out.clone().unwrap_or_else(|| site.join("public"));
        let real = publish::check_location(site, &out).map_err(Stop::usage)?;
        if let Some(lists) = &args.changes {
            publish::check_lists(site, &out, lists).map_err(Stop::usage)?;
        }
        let options = report::options(&args.source)?;
        // The output of a share is laid over others, and is built once.
        let is_remembered = !args.no_cache && args.partition.is_none();
        let memory = is_remembered.then(|| Memory::of(site, &real, &options));
        Ok(Self {
            site,
            args,
            terminal,
            out,
            options,
            memory,
        })
    }

    fn run(&self) -> Result<Built, Stop> {
        let mut stages = Stages::new(self.terminal);
        let (before, survey) = rayon::join(
            || self.memory.as_ref().and_then(Memory::state),
            || Survey::of(self.site, self.memory.is_some()),
        );
        let survey = survey?;
        stages.done("surveyed", survey.len(), "files");
        if let Some(before) = &before
            && survey.is_as(&before.inputs, before.looked)
            && publish::stands(&self.out, before)
        {
            let summary = self.say_again(&survey, before)?;
            return Ok(Built {
                summary,
                rest: None,
            });
        }
        let (hashes, parsed, mut prepared) = self.read_and_prepare(&survey, before.as_ref())?;
        let planned = prepared.renderer.as_ref().map(|r| r.plan().outputs.len());
        stages.done("read, compiled, planned", planned.unwrap_or(0), "files");
        self.report(&survey, &prepared.diagnostics);
        let Some(renderer) = prepared.renderer.take() else {
            return Err(report::without_settings());
        };
        if is_refused(&prepared.diagnostics, self.args.strict) {
            return Err(report::refused(&prepared.diagnostics));
        }
        let prints = (self.memory.as_ref())
            .map(|_| renderer.fingerprints(|path| copied(&survey, before.as_ref(), path)));
        if prints.is_some() {
            stages.done("compared", planned.unwrap_or(0), "files");
        }
        let files = Files::of(&renderer, prints, before.as_ref(), self.args.partition);
        let planned = files.planned(before.as_ref());
        let summary = self
            .publish(&renderer, &planned)
            .map_err(|error| match error {
                PublishError::Produce(faults) => {
                    self.report(&survey, &faults);
                    Stop::content()
                }
                error => Stop {
                    code: error.exit_code(),
                    message: error.to_string(),
                },
            })?;
        stages.done("rendered, published", summary.written.len(), "files");
        if let Some(memory) = &self.memory {
            let state = hashes.inputs(&survey, &parsed).and_then(|inputs| {
                let diagnostics = &prepared.diagnostics;
                memory.state_of(inputs, diagnostics, &planned, &files.made, &summary)
            });
            self.keep(memory, &parsed, state);
            stages.done("kept", parsed.len(), "files");
        }
        Ok(Built {
            summary,
            rest: Some((Box::new(renderer), parsed, survey, before)),
        })
    }

    /// Reads and compiles the site; what the cache knows is neither read nor parsed.
    fn read_and_prepare(
        &self,
        survey: &Survey,
        before: Option<&State>,
    ) -> Result<(Hashes, ParseCache, Prepared), Stop> {
        let limits = report::limits(self.site)?;
        let (mut parsed, (known, folder)) = rayon::join(
            || self.memory.as_ref().map(Memory::records),
            || (InputsBefore::of(before, survey), survey.read_frame(&limits)),
        );
        let files = survey.content(|path, stamp| {
            let hash = known.hash(path, stamp)?;
            (parsed.as_ref()?.hash_of(path) == Some(hash)).then_some(hash)
        });
        let read = |path: &SitePath| survey.read(path, &limits);
        let content = Content::Unread { files, read: &read };
        let prepared = prepare_with(&folder, content, &self.options, parsed.as_mut());
        Ok((Hashes::of(&folder), parsed.unwrap_or_default(), prepared))
    }

    /// What the last build said, where nothing changed since.
    fn say_again(&self, survey: &Survey, before: &State) -> Result<Summary, Stop> {
        self.report(survey, &before.diagnostics);
        if is_refused(&before.diagnostics, self.args.strict) {
            return Err(report::refused(&before.diagnostics));
        }
        Ok(Summary {
            unchanged: before.outputs.len(),
            ..Summary::default()
        })
    }

    /// Shows what is wrong, with the texts that it is about.
    fn report(&self, survey: &Survey, diagnostics: &[Diagnostic]) {
        let diagnostics = report::shown(diagnostics, self.terminal);
        if !diagnostics.is_empty() {
            // What was refused for its size is not read to be shown either.
            let limits = report::limits(self.site).unwrap_or_else(|_| Limits::default());
            let folder = survey.read_about(&diagnostics, &limits);
            Report::new(&folder, self.terminal).print(&diagnostics);
        }
    }

    fn publish(
        &self,
        renderer: &Renderer,
        planned: &[Planned],
    ) -> Result<Summary, PublishError<Diagnostic>> {
        let plan = renderer.plan();
        let progress = self.terminal.progress("rendering", planned.len());
        let options = publish::Options {
            site: self.site,
            interrupt: &Interrupt::on_signal(),
            progress: &progress,
            is_remembered: self.memory.is_some(),
            share: self.args.partition,
        };
        let produce = |index: usize| {
            let path = planned[index].path;
            let Some(output) = plan.of_file(path) else {
                let bundle = renderer.bundles().get(path);
                return Ok(Bytes::Made(bundle.cloned().unwrap_or_default()));
            };
            Ok(match renderer.render(output)? {
                Rendered::Bytes(bytes) => Bytes::Made(bytes),
                Rendered::CopyOf(path) => Bytes::Copied(self.site.join(&*path)),
            })
        };
        publish::publish(&self.out, planned, produce, &options)
    }

    /// Keeps what is known for the next build, which only takes longer without it.
    fn keep(&self, memory: &Memory, parsed: &ParseCache, state: Option<State>) {
        if let Err(error) = memory.keep(parsed, state)
            && self.terminal.verbosity == Verbosity::Verbose
        {
            let _ = writeln!(self.terminal.stderr(), "nothing is kept: {error}");
        }
    }
}

/// What stands for a file that is copied: its stamp, unless it may have been written since without a sign of it.
fn copied(survey: &Survey, before: Option<&State>, path: &SitePath) -> Option<Digest> {
    let stamp = survey.stamp(path)?;
    let is_racy = before.is_some_and(|before| stamp.is_racy(before.looked));
    (!is_racy).then(|| Digest::of(&(path, stamp)))
}

/// The files of the output.
struct Files {
    paths: Vec<Arc<str>>,
    stages: Vec<Stage>,
    made: Made,
}

impl Files {
    /// Those of the plan, or of a share of it.
    fn of(
        renderer: &Renderer,
        prints: Option<Fingerprints>,
        before: Option<&State>,
        share: Option<Share>,
    ) -> Self {
        let plan = renderer.plan();
        let stages = plan.outputs.iter().map(stage);
        let files = plan.files().iter().cloned().zip(stages);
        let is_own = |path: &str| share.is_none_or(|share| share.has(path));
        let (mut paths, mut stages): (Vec<Arc<str>>, Vec<Stage>) =
            files.filter(|(path, _)| is_own(path)).unzip();
        let first_bundle = paths.len();
        let (mut prints, of_bundles) = prints
            .map(|prints| (prints.outputs, prints.bundles))
            .unzip();
        let known = before.zip(of_bundles);
        let bundles = known.and_then(|(before, print)| bundles_of(before, print));
        if share.is_none_or(Share::has_bundles) {
            let made = || renderer.bundles().keys().map(|path| path.as_str().into());
            paths.extend(bundles.unwrap_or_else(|| made().collect()));
        }
        stages.resize(paths.len(), Stage::Front);
        if let Some(prints) = &mut prints {
            prints.resize(paths.len(), of_bundles);
        }
        Self {
            paths,
            stages,
            made: Made {
                prints: prints.unwrap_or_default(),
                first_bundle,
            },
        }
    }

    fn planned(&self, before: Option<&State>) -> Vec<Planned<'_>> {
        let before = before.map(Before::of);
        let known = |index, path: &str| {
            let print = self.made.prints.get(index).copied().flatten()?;
            before.as_ref()?.known(index, path, print).map(Box::new)
        };
        (self.paths.iter().zip(&self.stages).enumerate())
            .map(|(index, (path, stage))| Planned {
                path,
                stage: *stage,
                keep: known(index, path),
            })
            .collect()
    }
}

/// When a file comes into place: what is linked before what links to it.
fn stage(output: &Output) -> Stage {
    match output.show {
        Show::ThemeAsset(_) | Show::SiteAsset(_) | Show::ThemeColours | Show::Card(_) => {
            Stage::Leaf
        }
        Show::Event(_) | Show::Page(_) | Show::NotFound | Show::Embed(_) => Stage::Page,
        Show::List(..) | Show::Lanes(_) | Show::Taxonomy(..) | Show::Sources(_) | Show::Search => {
            Stage::List
        }
        Show::Redirect(_) | Show::Front | Show::Feed(..) | Show::Data(_) | Show::OEmbed(_) => {
            Stage::Front
        }
    }
}

/// Says what was done, on standard output.
fn tell(summary: &Summary, out: &Path, started: Instant, terminal: &Terminal) {
    if terminal.verbosity == Verbosity::Quiet {
        return;
    }
    let (written, removed) = (summary.written.len(), summary.removed.len());
    let total = written + summary.unchanged;
    let took = started.elapsed().as_secs_f64();
    let mut stdout = terminal.stdout();
    let what = if summary.is_unchanged() {
        format!(
            "nothing changed: {total} files in `{}` are as they should be",
            out.display()
        )
    } else if summary.unchanged == 0 && removed == 0 {
        format!("{} written to `{}`", files(written), out.display())
    } else {
        format!(
            "{} written, {} unchanged, {removed} removed in `{}`",
            files(written),
            summary.unchanged,
            out.display()
        )
    };
    // A reader that went away, as in `dateline build | head`, is no failure of the build.
    let _ = writeln!(stdout, "{what} ({took:.2} s)");
    for path in &summary.kept_foreign {
        let _ = writeln!(
            terminal.stderr(),
            "warning: `{path}` is no longer part of the site, but was changed by somebody else, and stays"
        );
    }
    if summary.manifest_rebuilt {
        let _ = writeln!(
            terminal.stderr(),
            "warning: the manifest in `{}` was damaged, or another version's, and was made anew",
            out.display()
        );
    }
    if let Some(error) = &summary.left_over {
        let _ = writeln!(
            terminal.stderr(),
            "warning: {error}; the next build tries again"
        );
    }
}
