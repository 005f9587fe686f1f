//! `dateline export`: the content in a format of other programs, to standard output or to a new file.

use std::io::ErrorKind;
use std::path::Path;

use crate::cli::{ExportArgs, ZIP};
use crate::command::Stop;
use crate::command::import::say;
use crate::command::report::{self, Report};
use crate::compile::Options;
use crate::exchange::{EXPORTERS, Exported, Outgoing, website};
use crate::host::HostError;
use crate::host::create::create_file;
use crate::host::exchange::{is_folder, read_file, write_out};
use crate::host::terminal::Terminal;
use crate::prepare::{is_refused, prepare};
use crate::render::Renderer;
use crate::settings::Urls;

pub(super) fn run(site: &Path, args: &ExportArgs, terminal: &Terminal) -> Result<(), Stop> {
    let folder = report::read(site)?;
    let is_zip = args.format == ZIP;
    let options = Options {
        urls: is_zip.then_some(Urls::File),
        ..report::options(&args.source)?
    };
    let prepared = prepare(&folder, &options);
    Report::new(&folder, terminal).print(&prepared.diagnostics);
    let Some(renderer) = prepared.renderer else {
        return Err(report::without_settings());
    };
    if is_refused(&prepared.diagnostics, false) {
        return Err(Stop::content());
    }
    if is_zip {
        return zip(
            site,
            &renderer,
            args,
            &Report::new(&folder, terminal),
            terminal,
        );
    }
    let format = EXPORTERS.iter().find(|format| format.name == args.format);
    let format = format.ok_or_else(|| Stop::usage("the format is not known"))?;
    let exported = (format.write)(&Outgoing::new(&renderer, &folder));
    deliver(&exported, args, terminal)
}

/// The website as an archive; nothing is written unless all of it could be rendered.
fn zip(
    site: &Path,
    renderer: &Renderer,
    args: &ExportArgs,
    report: &Report,
    terminal: &Terminal,
) -> Result<(), Stop> {
    let mut refused = None;
    let read = |path: &str| {
        let file = path
            .split('/')
            .fold(site.to_owned(), |file, part| file.join(part));
        read_file(&file, u64::MAX)
            .map_err(|error| refused = Some(error))
            .ok()
    };
    let bytes = website(renderer, read);
    if let Some(error) = refused {
        return Err(error.into());
    }
    let bytes = bytes.map_err(|fault| {
        report.print(&[*fault]);
        Stop::content()
    })?;
    deliver(
        &Exported {
            bytes,
            ..Exported::default()
        },
        args,
        terminal,
    )
}

fn deliver(exported: &Exported, args: &ExportArgs, terminal: &Terminal) -> Result<(), Stop> {
    match &args.out {
        Some(path) => {
            create_file(path, &exported.bytes).map_err(|error| not_written(path, error))?;
        }
        // No text has a NUL, and every archive has.
        None if terminal.stdout_is_terminal && exported.bytes.contains(&0) => {
            return Err(Stop::usage(format!(
                "`{}` is no text that a terminal could show; write it to a file with `--out FILE`",
                args.format
            )));
        }
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

/// Why the file was not written, with what to do about it.
fn not_written(path: &Path, error: HostError) -> Stop {
    let advice = match error.cause.kind() {
        ErrorKind::AlreadyExists if is_folder(path) => "is a folder; name a new file in it",
        ErrorKind::AlreadyExists => {
            "is there already, and an export overwrites nothing; give another name, or move it away first"
        }
        _ => return error.into(),
    };
    Stop {
        message: format!("`{}` {advice}", path.display()),
        code: HostError::EXIT_CODE,
    }
}
