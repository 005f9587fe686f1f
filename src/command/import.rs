//! `dateline import`: content files of what another program wrote. Nothing is overwritten, and what was imported before
//! is not imported again.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{DateOrder, ImportArgs, ImportForm};
use crate::command::report::{self, Report};
use crate::command::{Stop, files};
use crate::compile::{Options, compile};
use crate::content::decode;
use crate::diagnostic::{Diagnostic, Severity};
use crate::exchange::{
    Arranged, DayOrder, IMPORTERS, Imported, Importer, Incoming, MOST_BYTES, Mapping, Notes,
    arrange,
};
use crate::folder::TextFile;
use crate::host::create::create_file;
use crate::host::exchange::{files_of, is_folder, read_file, write_out};
use crate::host::terminal::{Terminal, Verbosity};
use crate::settings::Limits;
use crate::site::Site;

/// The lines below one heading; a table of ten thousand columns would hide its faults.
const MOST_LINES: usize = 100;

pub(super) fn run(site: &Path, args: &ImportArgs, terminal: &Terminal) -> Result<(), Stop> {
    let format = IMPORTERS.iter().find(|format| format.name == args.format);
    let format = format.ok_or_else(|| Stop::usage("the format is not known"))?;
    let into = args.into.as_deref().map(folder_below).transpose()?;
    let mapping = mapping(args)?;
    let folder = report::read(site)?;
    let files = texts(format, args)?;
    // The imported texts stand beside the site's files, so that diagnostics can show them.
    let mut shown = folder.clone();
    shown.content.splice(0..0, files.iter().cloned());
    let report = Report::new(&shown, terminal);

    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let compiled = compile(&folder, &options).site;
    let compiled = compiled.ok_or_else(report::without_settings)?;
    let imported = read(format, &files, &mapping, &compiled).map_err(|fault| {
        report.print(&[*fault]);
        Stop::content()
    })?;
    tell(&imported.guesses, "read as", terminal);
    let mut arranged = arrange(&imported, format.name, &compiled, &folder, into.as_deref());
    let mut faults = imported.diagnostics.clone();
    faults.append(&mut arranged.diagnostics);
    report.print(&faults);
    tell_notes(&imported.notes, &arranged.notes, terminal);
    tell(&imported.settings, "for `dateline.yaml`", terminal);
    let is_wrong = faults.iter().any(|fault| fault.severity == Severity::Error);
    finish(site, args, &imported, &arranged, is_wrong, terminal)?;
    if is_wrong {
        return Err(Stop::content());
    }
    Ok(())
}

/// Writes what was arranged, or says what would be written.
fn finish(
    site: &Path,
    args: &ImportArgs,
    imported: &Imported,
    arranged: &Arranged,
    is_wrong: bool,
    terminal: &Terminal,
) -> Result<(), Stop> {
    if args.form == ImportForm::Json {
        let mut text = for_programs(imported, arranged).to_string();
        text.push('\n');
        return Ok(write_out(text.as_bytes())?);
    }
    if is_wrong && !args.partial {
        say(
            terminal,
            "nothing was written; mend the file, or take what could be read with `--partial`",
        );
        return Ok(());
    }
    if args.dry_run {
        list(arranged, terminal);
        return Ok(());
    }
    let is_guess = !imported.guesses.is_empty() && !args.yes && !arranged.files.is_empty();
    if is_guess && !terminal.confirm(&format!("write {}?", files(arranged.files.len()))) {
        return Err(Stop::usage(
            "nothing was written; say which columns are meant with `--map`",
        ));
    }
    write(site, arranged, terminal)
}

/// The files that are to be imported, with their bytes.
fn texts(format: &Importer, args: &ImportArgs) -> Result<Vec<TextFile>, Stop> {
    let several = format.takes_several();
    if args.files.len() > 1 && !several {
        let message = format!("`{}` takes one file at a time", format.name);
        return Err(Stop::usage(message));
    }
    let folder = args.files.iter().find(|path| !several && is_folder(path));
    if let Some(folder) = folder {
        return Err(Stop::usage(format!(
            "`{}` is a folder, and `{}` reads one file: name a file in it",
            folder.display(),
            format.name
        )));
    }
    let paths = if several {
        files_of(&args.files)?
    } else {
        args.files.clone()
    };
    if paths.is_empty() {
        return Err(Stop::usage("there is no text file in the folder"));
    }
    let mut room = MOST_BYTES;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = read_file(&path, room)?;
        room = room.saturating_sub(bytes.len() as u64);
        files.push(TextFile {
            path: path.display().to_string().into(),
            bytes: bytes.into(),
        });
    }
    Ok(files)
}

fn read(
    format: &Importer,
    files: &[TextFile],
    mapping: &Mapping,
    site: &Site,
) -> Result<Imported, Box<Diagnostic>> {
    let limits = Limits {
        file_bytes: MOST_BYTES,
        ..Limits::default()
    };
    let decoded = |file: &TextFile| decode(&file.path, &file.bytes, &limits);
    let texts: Vec<String> = files
        .iter()
        .map(decoded)
        .collect::<Result<_, Diagnostic>>()
        .map_err(Box::new)?;
    let incoming = files.iter().zip(&texts).map(|(file, text)| Incoming {
        file: &file.path,
        text,
        mapping,
        site,
    });
    Ok(format.read(&incoming.collect::<Vec<_>>()))
}

/// What would be written, and what it rests on: see `docs/exchange.md`.
fn for_programs(imported: &Imported, arranged: &Arranged) -> Value {
    let files: Vec<Value> = arranged
        .files
        .iter()
        .map(|file| json!({ "path": file.path, "text": file.text }))
        .collect();
    let notes: Vec<String> = imported
        .notes
        .lines()
        .chain(arranged.notes.lines())
        .collect();
    json!({
        "version": 1,
        "files": files,
        "known": arranged.known,
        "guesses": imported.guesses,
        "notes": notes,
        "settings": imported.settings,
        "statements": imported.details,
    })
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
    if lines.is_empty() {
        return;
    }
    let mut told = lines[..lines.len().min(MOST_LINES)].join("\n  ");
    if let Some(more @ 1..) = lines.len().checked_sub(MOST_LINES) {
        let _ = write!(told, "\n  and {more} more");
    }
    say(terminal, &format!("{heading}:\n  {told}"));
}

/// Says something to a person: results alone go to standard output.
pub(super) fn say(terminal: &Terminal, what: &str) {
    if terminal.verbosity > Verbosity::Quiet {
        // Where standard error is closed nobody hears it.
        let _ = writeln!(terminal.stderr(), "{what}");
    }
}
