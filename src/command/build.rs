//! `dateline build`: read, prepare, report, publish.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use crate::cli::BuildArgs;
use crate::command::Stop;
use crate::command::report::{self, Report};
use crate::diagnostic::Diagnostic;
use crate::host::interrupt::Interrupt;
use crate::host::publish::{self, Bytes, Planned, PublishError, Stage, Summary};
use crate::host::terminal::{Terminal, Verbosity};
use crate::plan::{Output, Show};
use crate::prepare::{Ready, is_refused, prepare};
use crate::render::{Rendered, Renderer};

pub(super) fn run(site: &Path, args: &BuildArgs, terminal: &Terminal) -> Result<(), Stop> {
    let started = Instant::now();
    let out = args.out.clone().unwrap_or_else(|| site.join("public"));
    publish::check_location(site, &out).map_err(Stop::usage)?;
    let folder = report::read(site)?;
    let options = report::options(&args.source)?;
    let mut prepared = prepare(&folder, &options);
    let report = Report::new(&folder, terminal);
    report.print(&prepared.diagnostics);
    let Some(ready) = prepared.ready.take() else {
        return Err(report::without_settings(&folder));
    };
    if is_refused(&prepared.diagnostics, args.strict) {
        return Err(Stop::content());
    }
    let summary = publish(site, &out, ready, terminal).map_err(|error| match error {
        PublishError::Produce(faults) => {
            report.print(&faults);
            Stop::content()
        }
        error => Stop {
            code: error.exit_code(),
            message: error.to_string(),
        },
    })?;
    tell(&summary, &out, started, terminal);
    Ok(())
}

fn publish(
    site: &Path,
    out: &Path,
    ready: Ready,
    terminal: &Terminal,
) -> Result<Summary, PublishError<Diagnostic>> {
    let Ready {
        site: compiled,
        plan,
        theme,
    } = ready;
    let renderer = Renderer::new(&compiled, &plan, theme);
    let urls = plan.urls();
    let paths: Vec<String> = plan
        .outputs
        .iter()
        .map(|output| output.route.file(urls))
        .collect();
    let planned: Vec<Planned> = plan
        .outputs
        .iter()
        .zip(&paths)
        .map(|(output, path)| Planned {
            path,
            stage: stage(output),
            keep: false,
        })
        .collect();
    let progress = terminal.progress("rendering", planned.len());
    let options = publish::Options {
        site,
        interrupt: &Interrupt::on_signal(),
        progress: &progress,
    };
    let produce = |index: usize| match renderer.render(&plan.outputs[index])? {
        Rendered::Bytes(bytes) => Ok(Bytes::Made(bytes)),
        Rendered::CopyOf(path) => Ok(Bytes::Copied(site.join(&*path))),
    };
    publish::publish(out, &planned, produce, &options)
}

/// When a file comes into place: what is linked before what links to it.
fn stage(output: &Output) -> Stage {
    match output.show {
        Show::ThemeAsset(_) | Show::SiteAsset(_) | Show::ThemeColours => Stage::Leaf,
        Show::Event(_) | Show::Page(_) | Show::NotFound => Stage::Page,
        Show::List(..) | Show::Taxonomy(..) | Show::Sources(_) | Show::Search => Stage::List,
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
