//! `dateline build`: read, prepare, report, publish.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use crate::cli::BuildArgs;
use crate::command::Stop;
use crate::command::report::{self, Report, Stages};
use crate::diagnostic::Diagnostic;
use crate::host::interrupt::Interrupt;
use crate::host::publish::{self, Bytes, Planned, PublishError, Stage, Summary};
use crate::host::terminal::{Terminal, Verbosity};
use crate::plan::{Output, Show};
use crate::prepare::{is_refused, prepare};
use crate::render::{Rendered, Renderer};

pub(super) fn run(site: &Path, args: &BuildArgs, terminal: &Terminal) -> Result<(), Stop> {
    let started = Instant::now();
    let out = args.out.clone().unwrap_or_else(|| site.join("public"));
    publish::check_location(site, &out).map_err(Stop::usage)?;
    let options = report::options(&args.source)?;
    let mut stages = Stages::new(terminal);
    let folder = report::read(site)?;
    stages.done("read", folder.content.len(), "files");
    let mut prepared = prepare(&folder, &options);
    let planned = prepared.renderer.as_ref().map(|r| r.plan().outputs.len());
    stages.done("compiled, planned", planned.unwrap_or(0), "files");
    let report = Report::new(&folder, terminal);
    report.print(&prepared.diagnostics);
    let Some(renderer) = prepared.renderer.take() else {
        return Err(report::without_settings());
    };
    if is_refused(&prepared.diagnostics, args.strict) {
        return Err(report::refused(&prepared.diagnostics));
    }
    let summary = publish(site, &out, &renderer, terminal).map_err(|error| match error {
        PublishError::Produce(faults) => {
            report.print(&faults);
            Stop::content()
        }
        error => Stop {
            code: error.exit_code(),
            message: error.to_string(),
        },
    })?;
    stages.done("rendered, published", summary.written.len(), "files");
    tell(&summary, &out, started, terminal);
    Ok(())
}

fn publish(
    site: &Path,
    out: &Path,
    renderer: &Renderer,
    terminal: &Terminal,
) -> Result<Summary, PublishError<Diagnostic>> {
    let plan = renderer.plan();
    let urls = plan.urls();
    let paths: Vec<String> = plan
        .outputs
        .iter()
        .map(|output| output.route.file(urls))
        .collect();
    let bundled: Vec<(&String, &Vec<u8>)> = renderer.bundles().iter().collect();
    let planned: Vec<Planned> = (plan.outputs.iter().zip(&paths))
        .map(|(output, path)| planned(path, stage(output)))
        .chain(bundled.iter().map(|(path, _)| planned(path, Stage::Front)))
        .collect();
    let progress = terminal.progress("rendering", planned.len());
    let options = publish::Options {
        site,
        interrupt: &Interrupt::on_signal(),
        progress: &progress,
    };
    let produce = |index: usize| match plan.outputs.get(index) {
        Some(output) => Ok(match renderer.render(output)? {
            Rendered::Bytes(bytes) => Bytes::Made(bytes),
            Rendered::CopyOf(path) => Bytes::Copied(site.join(&*path)),
        }),
        None => Ok(Bytes::Made(bundled[index - plan.outputs.len()].1.clone())),
    };
    publish::publish(out, &planned, produce, &options)
}

fn planned(path: &str, stage: Stage) -> Planned<'_> {
    Planned {
        path,
        stage,
        keep: false,
    }
}

/// When a file comes into place: what is linked before what links to it.
fn stage(output: &Output) -> Stage {
    match output.show {
        Show::ThemeAsset(_) | Show::SiteAsset(_) | Show::ThemeColours => Stage::Leaf,
        Show::Event(_) | Show::Page(_) | Show::NotFound => Stage::Page,
        Show::List(..) | Show::Lanes(_) | Show::Taxonomy(..) | Show::Sources(_) | Show::Search => {
            Stage::List
        }
        Show::Redirect(_) | Show::Front | Show::Feed(..) | Show::Data(_) => Stage::Front,
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
        format!("{written} files written to `{}`", out.display())
    } else {
        format!(
            "{written} files written, {} unchanged, {removed} removed in `{}`",
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
            "warning: the manifest in `{}` was damaged and was made anew",
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
