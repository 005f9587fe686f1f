//! `dateline check`: read, prepare, report; every problem in one run, nothing written.

use std::io::Write;
use std::path::Path;

use crate::cli::{CheckArgs, Format};
use crate::command::Stop;
use crate::command::report::{self, Report};
use crate::diagnostic::{Diagnostic, github, json, sarif};
use crate::host::terminal::{Terminal, Verbosity};
use crate::prepare::{is_refused, prepare};

pub(super) fn run(site: &Path, args: &CheckArgs, terminal: &Terminal) -> Result<(), Stop> {
    let folder = report::read(site)?;
    let options = report::options(&args.source)?;
    let mut prepared = prepare(&folder, &options);
    let mut diagnostics = std::mem::take(&mut prepared.diagnostics);
    let report = Report::new(&folder, terminal);
    let is_settled = prepared.renderer.is_some();
    if let Some(renderer) = &prepared.renderer {
        diagnostics.extend(report::template_faults(renderer, |_| true));
    }
    match args.format {
        Format::Human => report.print(&diagnostics),
        format => write(format, &diagnostics, &report, terminal),
    }
    if !is_settled {
        return Err(report::without_settings());
    }
    if is_refused(&diagnostics, args.strict) {
        return Err(report::refused(&diagnostics));
    }
    if diagnostics.is_empty()
        && args.format == Format::Human
        && terminal.verbosity > Verbosity::Quiet
    {
        let _ = writeln!(
            terminal.stdout(),
            "no problems found in {} files",
            folder.content.len()
        );
    }
    Ok(())
}

fn write(format: Format, diagnostics: &[Diagnostic], report: &Report<'_>, terminal: &Terminal) {
    let texts = |path: &str| report.text(path);
    let text = match format {
        Format::Json => json(diagnostics, &texts),
        Format::Github => github(diagnostics, &texts),
        Format::Sarif | Format::Human => sarif(diagnostics, &texts),
    };
    // A reader that went away is no failure of the check.
    let _ = writeln!(terminal.stdout(), "{}", text.trim_end());
}
