//! `dateline import`: content files of what another program wrote. Nothing is overwritten, and what was imported before
//! is not imported again.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use crate::cli::{DateOrder, ImportArgs};
use crate::command::Stop;
use crate::command::report::{self, Report};
use crate::compile::{Options, compile};
use crate::content::decode;
use crate::diagnostic::{Diagnostic, Severity, SitePath};
use crate::exchange::{
    Arranged, DayOrder, IMPORTERS, Imported, Importer, Incoming, MOST_BYTES, Mapping, Notes,
    arrange,
};
use crate::folder::{Folder, TextFile};
use crate::host::create::create_file;
use crate::host::exchange::read_file;
use crate::host::terminal::{Terminal, Verbosity};
use crate::settings::Limits;

pub(super) fn run(site: &Path, args: &ImportArgs, terminal: &Terminal) -> Result<(), Stop> {
    let format = IMPORTERS.iter().find(|format| format.name == args.format);
    let format = format.ok_or_else(|| Stop::usage("the format is not known"))?;
    let into = args.into.as_deref().map(folder_below).transpose()?;
    let mapping = mapping(args)?;
    let folder = report::read(site)?;
    let file: SitePath = args.file.display().to_string().into();
    let bytes = read_file(&args.file, MOST_BYTES)?;
    // The imported text stands beside the site's files, so that diagnostics can show it.
    let mut shown = folder.clone();
    shown.content.insert(
        0,
        TextFile {
            path: file.clone(),
            bytes: bytes.as_slice().into(),
        },
    );
    let report = Report::new(&shown, terminal);

    let imported = read(format, &file, &bytes, &mapping, &folder).map_err(|fault| {
        report.print(&[*fault]);
        Stop::content()
    })?;
    let imported = imported.ok_or_else(report::without_settings)?;
    tell(&imported.guesses, "read as", terminal);
    let mut arranged = arrange(&imported, format.name, &folder, into.as_deref());
    let mut faults = imported.diagnostics.clone();
    faults.append(&mut arranged.diagnostics);
    report.print(&faults);
    let is_wrong = faults.iter().any(|fault| fault.severity == Severity::Error);
    tell_notes(&imported.notes, &arranged.notes, terminal);
    tell(&imported.settings, "for `dateline.yaml`", terminal);
    if is_wrong && !args.partial {
        say(
            terminal,
            "nothing was written; mend the file, or take what could be read with `--partial`",
        );
        return Err(Stop::content());
    }
    if args.dry_run {
        list(&arranged, terminal);
        return Ok(());
    }
    let is_guess = !imported.guesses.is_empty() && !args.yes && !arranged.files.is_empty();
    if is_guess && !terminal.confirm(&format!("write {} files?", arranged.files.len())) {
        return Err(Stop::usage(
            "nothing was written; say which columns are meant with `--map`",
        ));
    }
    write(site, &arranged, terminal)?;
    if is_wrong {
        Err(Stop::content())
    } else {
        Ok(())
    }
}

/// Reads the text; `None` where the site's settings cannot be read.
fn read(
    format: &Importer,
    file: &SitePath,
    bytes: &[u8],
    mapping: &Mapping,
    folder: &Folder,
) -> Result<Option<Imported>, Box<Diagnostic>> {
    let limits = Limits {
        file_bytes: MOST_BYTES,
        ..Limits::default()
    };
    let text = decode(file, bytes, &limits)?;
    let Some(site) = compile(
        folder,
        &Options {
            drafts: true,
            ..Options::default()
        },
    )
    .site
    else {
        return Ok(None);
    };
    let sources: HashSet<String> = site
        .sources
        .iter()
        .map(|source| source.id.to_string())
        .collect();
    let settings = &site.settings;
    Ok(Some((format.read)(&Incoming {
        file,
        text: &text,
        mapping,
        settings,
        sources: &sources,
    })))
}

fn mapping(args: &ImportArgs) -> Result<Mapping, Stop> {
    let given = args.map.iter().map(|pair| {
        let parts = pair
            .split_once('=')
            .filter(|(field, column)| !field.is_empty() && !column.is_empty());
        let (field, column) = parts.ok_or_else(|| {
            Stop::usage(format!(
                "--map `{pair}`: expected a field and a column, as in `title=Headline`"
            ))
        })?;
        Ok((field.trim().to_owned(), column.trim().to_owned()))
    });
    Ok(Mapping {
        given: given.collect::<Result<_, Stop>>()?,
        dates: args.dates.map(|order| match order {
            DateOrder::Dmy => DayOrder::DayFirst,
            DateOrder::Mdy => DayOrder::MonthFirst,
        }),
    })
}

/// The folder that `--into` names: below the folders of content and nowhere else.
fn folder_below(dir: &str) -> Result<String, Stop> {
    let dir = dir.trim_matches('/');
    let is_name = |part: &str| {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
        !part.is_empty() && !part.starts_with('.') && part.len() <= 100 && part.chars().all(allowed)
    };
    if dir.split('/').all(is_name) {
        return Ok(dir.to_owned());
    }
    Err(Stop::usage(format!(
        "--into `{dir}`: expected a folder's name such as `imported`; it lies below `content/events`"
    )))
}

fn write(site: &Path, arranged: &Arranged, terminal: &Terminal) -> Result<(), Stop> {
    let progress = terminal.progress("writing", arranged.files.len());
    let mut out = terminal.stdout();
    for file in &arranged.files {
        let path = file
            .path
            .split('/')
            .fold(site.to_owned(), |path, part| path.join(part));
        create_file(&path, file.text.as_bytes())?;
        progress.advance();
        let _ = writeln!(out, "{}", path.display());
    }
    say(terminal, &summary(arranged, "written"));
    Ok(())
}

fn list(arranged: &Arranged, terminal: &Terminal) {
    let mut out = terminal.stdout();
    for file in &arranged.files {
        let _ = writeln!(out, "-- {} --\n{}", file.path, file.text);
    }
    say(terminal, &summary(arranged, "would be written"));
}

fn summary(arranged: &Arranged, done: &str) -> String {
    let files = match arranged.files.len() {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    match arranged.known {
        0 => format!("{files} {done}"),
        known => format!("{files} {done}; {known} imported before"),
    }
}

fn tell_notes(read: &Notes, arranged: &Notes, terminal: &Terminal) {
    let notes: Vec<String> = read.lines().chain(arranged.lines()).collect();
    tell(&notes, "not carried over as it was", terminal);
}

fn tell(lines: &[String], heading: &str, terminal: &Terminal) {
    if !lines.is_empty() {
        say(terminal, &format!("{heading}:\n  {}", lines.join("\n  ")));
    }
}

/// Says something to a person: results alone go to standard output.
pub(super) fn say(terminal: &Terminal, what: &str) {
    if terminal.verbosity > Verbosity::Quiet {
        // Where standard error is closed nobody hears it.
        let _ = writeln!(terminal.stderr(), "{what}");
    }
}
