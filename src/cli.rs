//! What can be written on the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::exchange::{EXPORTERS, IMPORTERS};
use crate::plan::Share;

/// Turns a folder of dated, sourced Markdown notes into a permanent, linked static website: a timeline.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// The site's folder.
    #[arg(long, short, global = true, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,

    /// Say nothing but errors.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Also say what each stage did and how long it took.
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// Told at the end of `--help`.
const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 the content has errors, 2 usage or settings, 3 the disk or the network refused, 130 interrupted.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site with a small starter.
    Init(InitArgs),
    /// Write a new content file and print its path.
    New(NewArgs),
    /// Turn the content into the website.
    Build(BuildArgs),
    /// Make one website of the shares that several machines built (see `build --partition`).
    Join(JoinArgs),
    /// Show the site in a browser while it is written, always as the files are now.
    Serve(ServeArgs),
    /// Report everything that is wrong with the content, without building.
    Check(CheckArgs),
    /// Print a JSON Schema of the front matter or of the settings, for editors.
    Schema {
        /// Which files it describes; all kinds in one object where it is not given.
        #[arg(value_enum)]
        kind: Option<SchemaKind>,
    },
    /// Help an editor to write the content: a language server on standard input and output.
    Lsp {
        /// What some editors add by themselves; there is no other way.
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Make content files of what another program wrote.
    Import(ImportArgs),
    /// Write the content in a format of other programs.
    Export(ExportArgs),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the new site, made where it does not exist [default: that of `--site`, else this one].
    pub dir: Option<PathBuf>,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What to write.
    #[command(subcommand)]
    pub kind: NewKind,
}

/// What `new` can write.
#[derive(Debug, Subcommand)]
pub enum NewKind {
    /// An event.
    Event(NewEventArgs),
    /// A source.
    Source(NewSourceArgs),
    /// An actor: a person, an organisation, a state.
    Actor(NewTermArgs),
    /// A place.
    Place(NewTermArgs),
    /// A topic.
    Topic(NewTermArgs),
    /// A thread: a course that events belong to.
    Thread(NewTermArgs),
    /// A free page, such as a note on method.
    Page(NewPageArgs),
}

/// Arguments of `new event`.
#[derive(Debug, Args)]
pub struct NewEventArgs {
    /// The headline. On a terminal, what is not given is asked for.
    pub title: Option<String>,
    /// When: EDTF, a local time, or a range of them. Today, where it is not given.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// Who takes part; may be given several times.
    #[arg(long = "actor", value_name = "NAME")]
    pub actors: Vec<String>,
    /// Where; may be given several times.
    #[arg(long = "place", value_name = "NAME")]
    pub places: Vec<String>,
    /// What it is about; may be given several times.
    #[arg(long = "topic", value_name = "NAME")]
    pub topics: Vec<String>,
    /// The course that it belongs to; may be given several times.
    #[arg(long = "thread", value_name = "NAME")]
    pub threads: Vec<String>,
    /// The id of a source; may be given several times.
    #[arg(long = "source", value_name = "ID")]
    pub sources: Vec<String>,
    /// One or two sentences.
    #[arg(long)]
    pub summary: Option<String>,
}

/// Arguments of `new source`.
#[derive(Debug, Args)]
pub struct NewSourceArgs {
    /// Its address on the web, or its title where it has none. On a terminal, what is not given is asked for.
    #[arg(value_name = "URL")]
    pub url: Option<String>,
    /// Its headline; made from the address where it is not given.
    #[arg(long)]
    pub title: Option<String>,
    /// Who published it.
    #[arg(long)]
    pub publisher: Option<String>,
    /// Where the copy comes from, where that is not the publisher.
    #[arg(long)]
    pub agency: Option<String>,
    /// When it was published.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Its id; made from the publisher and the date, or from the title, where it is not given.
    #[arg(long)]
    pub id: Option<String>,
}

/// Arguments of `new actor`, `new place`, `new topic` and `new thread`.
#[derive(Debug, Args)]
pub struct NewTermArgs {
    /// Its name. On a terminal, what is not given is asked for.
    pub name: Option<String>,
    /// One or two sentences.
    #[arg(long)]
    pub summary: Option<String>,
    /// The larger term that it is part of.
    #[arg(long, value_name = "NAME")]
    pub part_of: Option<String>,
}

/// Arguments of `new page`.
#[derive(Debug, Args)]
pub struct NewPageArgs {
    /// Its headline. On a terminal, it is asked for where it is not given.
    pub title: Option<String>,
}

/// What a build, a check and a preview can all be told.
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// Show drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The address that the site is published at, instead of the settings'.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Where the website goes; `public` in the site's folder where it is not given.
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is built.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Treat warnings as errors.
    #[arg(long)]
    pub strict: bool,
    /// Build everything anew, and neither read nor write what is kept between builds in `.dateline/`.
    #[arg(long)]
    pub no_cache: bool,
    /// Also write which files changed: `written.txt` and `removed.txt` in this folder, one path a line.
    #[arg(long, value_name = "DIR")]
    pub changes: Option<PathBuf>,
    /// Build one share of the website, for several machines: `2/7` is the second of seven.
    #[arg(long, value_name = "K/N")]
    pub partition: Option<Share>,
}

/// Arguments of `join`.
#[derive(Debug, Args)]
pub struct JoinArgs {
    /// The folder that all shares were copied into.
    #[arg(value_name = "DIR")]
    pub out: PathBuf,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The port of 127.0.0.1; 0 takes any that is free.
    #[arg(long, short, value_name = "PORT", default_value_t = 4000)]
    pub port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// Show drafts.
    #[arg(long)]
    pub drafts: bool,
}

/// The kinds of files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// Files of `content/events/`.
    Event,
    /// Files of `content/sources/`.
    Source,
    /// Files of a taxonomy: actors, places, topics, threads and a site's own.
    Term,
    /// Files of `content/pages/`.
    Page,
    /// `dateline.yaml`.
    Settings,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// How the report is written; it goes to standard output unless it is for people.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// What is checked.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Treat warnings as errors.
    #[arg(long)]
    pub strict: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Messages with excerpts, for people.
    Human,
    /// One JSON object, for programs.
    Json,
    /// Workflow commands, for GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The format of the file.
    #[arg(value_parser = importers(), hide_possible_values = false)]
    pub format: String,
    /// The file; `-` is standard input. News reports may be several files, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What goes to standard output. With `json` nothing is written.
    #[arg(long = "format", value_enum, value_name = "FORM", default_value_t)]
    pub form: ImportForm,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// A folder below `content/events` and `content/sources` for the new files; made where it does not exist.
    #[arg(long, value_name = "DIR")]
    pub into: Option<String>,
    /// Which columns say what, for tables: `title=Headline,date=When`; `skip=Notes` leaves one out.
    #[arg(long, value_name = "FIELD=COLUMN", value_delimiter = ',')]
    pub map: Vec<String>,
    /// Which number of dates such as 3/4/2022 is the day.
    #[arg(long, value_enum, value_name = "ORDER")]
    pub dates: Option<DateOrder>,
    /// Write what could be understood even where other parts of the file are wrong.
    #[arg(long)]
    pub partial: bool,
    /// Do not ask, on a terminal, whether a guess is right.
    #[arg(long)]
    pub yes: bool,
}

/// What an import says on standard output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ImportForm {
    /// The paths of the new files.
    #[default]
    Human,
    /// What would be written, and what it rests on, for programs.
    Json,
}

/// Which number of a date such as 3/4/2022 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format to write.
    #[arg(value_parser = exporters())]
    pub format: String,
    /// Where to write it; standard output where it is not given. An existing file is not overwritten.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What is exported.
    #[command(flatten)]
    pub source: SourceArgs,
}

fn importers() -> PossibleValuesParser {
    let formats = IMPORTERS.iter();
    formats
        .map(|format| PossibleValue::new(format.name).help(format.what))
        .into()
}

fn exporters() -> PossibleValuesParser {
    let formats = EXPORTERS.iter();
    let values = formats.map(|format| PossibleValue::new(format.name).help(format.what));
    let zip =
        PossibleValue::new(ZIP).help("the website as a ZIP archive, to be opened from a disk");
    values.chain([zip]).into()
}

/// The name of the format that is the website itself.
pub const ZIP: &str = "zip";
