//! `dateline export`: the content in a format of other programs, to standard output or to a new file.

use std::path::Path;

use crate::cli::ExportArgs;
use crate::command::Stop;
use crate::command::import::say;
use crate::command::report::{self, Report};
use crate::exchange::{EXPORTERS, Exported, Outgoing};
use crate::host::create::create_file;
use crate::host::exchange::write_out;
use crate::host::terminal::Terminal;
use crate::prepare::{is_refused, prepare};

pub(super) fn run(site: &Path, args: &ExportArgs, terminal: &Terminal) -> Result<(), Stop> {
    let folder = report::read(site)?;
    let options = report::options(&args.source)?;
    let prepared = prepare(&folder, &options);
    Report::new(&folder, terminal).print(&prepared.diagnostics);
    let Some(renderer) = prepared.renderer else {
        return Err(report::without_settings(&folder));
    };
    if is_refused(&prepared.diagnostics, false) {
        return Err(Stop::content());
    }
    let exporter = EXPORTERS
        .iter()
        .find(|exporter| exporter.name == args.format);
    let exporter = exporter.ok_or_else(|| Stop::usage("the format is not known"))?;
    let exported = (exporter.write)(&Outgoing::new(&renderer, &folder));
    deliver(&exported, args, terminal)
}

fn deliver(exported: &Exported, args: &ExportArgs, terminal: &Terminal) -> Result<(), Stop> {
    match &args.out {
        Some(path) => create_file(path, &exported.bytes)?,
        None => write_out(&exported.bytes)?,
    }
    let notes: Vec<String> = exported.notes.lines().collect();
    if !notes.is_empty() {
        say(
            terminal,
            &format!("not carried over as it was:\n  {}", notes.join("\n  ")),
        );
    }
    Ok(())
}
