//! `dateline new`: writes a content file that `check` accepts, and prints its path. It never overwrites one. What the
//! command line leaves out is asked for on a terminal, and never where the program is part of a pipe.

use std::io::Write;
use std::path::Path;

use crate::cli::{NewEventArgs, NewKind, NewPageArgs, NewSourceArgs, NewTermArgs};
use crate::command::Stop;
use crate::command::report::{self, Report};
use crate::compile::{Options, compile};
use crate::content::{Draft, Slug};
use crate::diagnostic::Severity;
use crate::edtf::EventDate;
use crate::folder::TextFile;
use crate::host::clock;
use crate::host::create::create_file;
use crate::host::terminal::{Terminal, Verbosity};
use crate::settings::SETTINGS_FILE;

pub(super) fn run(site: &Path, kind: NewKind, terminal: &Terminal) -> Result<(), Stop> {
    if !site.join(SETTINGS_FILE).is_file() {
        return Err(Stop::usage(format!(
            "there is no `{SETTINGS_FILE}` here; make a site with `dateline init`, or name one with `--site`"
        )));
    }
    let questions = Questions::new(terminal);
    let (path, text) = match kind {
        NewKind::Event(args) => event(args, &questions)?,
        NewKind::Source(args) => source(args, &questions)?,
        NewKind::Actor(args) => term("actors", args, &questions)?,
        NewKind::Place(args) => term("places", args, &questions)?,
        NewKind::Topic(args) => term("topics", args, &questions)?,
        NewKind::Thread(args) => term("threads", args, &questions)?,
        NewKind::Page(args) => page(args, &questions)?,
    };
    let file = site.join(&path);
    if file.symlink_metadata().is_ok() {
        let is_source = path.starts_with("content/sources/");
        let advice = if is_source {
            "choose another title, or give `--id`"
        } else {
            "choose another title"
        };
        return Err(Stop::usage(format!(
            "`{}` is there already, and nothing is overwritten; {advice}",
            file.display()
        )));
    }
    let draft = TextFile {
        path: path.as_str().into(),
        bytes: text.as_bytes().into(),
    };
    is_accepted(site, draft, terminal)?;
    create_file(&file, text.as_bytes())?;
    let _ = writeln!(terminal.stdout(), "{}", file.display());
    Ok(())
}

/// Refuses, before anything is written, what `check` would have an error to tell of: a source without a record, say.
fn is_accepted(site: &Path, draft: TextFile, terminal: &Terminal) -> Result<(), Stop> {
    let mut folder = report::read(site)?;
    let path = draft.path.clone();
    let at = folder.content.partition_point(|file| file.path < path);
    folder.content.insert(at, draft);
    let mut faults = compile(&folder, &Options::default()).diagnostics;
    faults.retain(|fault| {
        let others = fault.related.iter().map(|(place, _)| place);
        let is_here = fault.place.iter().chain(others).any(|it| it.file == path);
        is_here && fault.severity == Severity::Error
    });
    if faults.is_empty() {
        return Ok(());
    }
    Report::new(&folder, terminal).print(&faults);
    Err(Stop::usage("nothing was written"))
}

fn event(args: NewEventArgs, questions: &Questions<'_>) -> Result<(String, String), Stop> {
    if let Some(date) = &args.date {
        parse_date("--date", date)?;
    }
    let title = questions.required(args.title, "TITLE", "Title?", is_name)?;
    let slug = slug_of(&title)?;
    let today = clock::today().to_string();
    let date = questions.optional(args.date, &format!("Date? [{today}]"), is_date)?;
    let actors = questions.list(args.actors, "Actors, separated by commas?")?;
    let places = questions.list(args.places, "Places, separated by commas?")?;
    let sources = questions.list(args.sources, "Ids of sources, separated by commas?")?;
    let summary = questions.optional(args.summary, "Summary?", is_anything)?;
    let text = Draft::default()
        .field("title", &title)
        .field("date", &date.unwrap_or(today))
        .optional("summary", summary.as_deref())
        .list("actors", &actors)
        .list("places", &places)
        .list("topics", &args.topics)
        .list("threads", &args.threads)
        .list("sources", &sources)
        .finish();
    Ok((format!("content/events/{slug}.md"), text))
}

fn source(args: NewSourceArgs, questions: &Questions<'_>) -> Result<(String, String), Stop> {
    if let Some(published) = &args.published {
        parse_date("--published", published)?;
    }
    let url = questions.required(args.url, "URL", "Address on the web, or title?", is_name)?;
    let is_address = url.contains("://");
    let made = if is_address {
        title_of_address(&url)
    } else {
        url.clone()
    };
    let headline = if is_address {
        questions.optional(args.title, &format!("Title? [{made}]"), is_name)?
    } else {
        args.title
    };
    let headline = headline.unwrap_or(made);
    let outlet = questions.optional(args.publisher, "Publisher?", is_anything)?;
    let published = questions.optional(args.published, "Published on?", is_date)?;
    let id = match (&args.id, &outlet, &published) {
        (Some(id), ..) => Slug::parse(id).map_err(|fault| Stop::usage(format!("--id: {fault}")))?,
        (None, Some(outlet), Some(date)) => slug_of(&format!("{outlet} {date}"))?,
        _ => slug_of(&headline)?,
    };
    let text = Draft::default()
        .field("title", &headline)
        .optional("publisher", outlet.as_deref())
        .optional("agency", args.agency.as_deref())
        .optional("published", published.as_deref())
        .optional("url", is_address.then_some(url.as_str()))
        .finish();
    Ok((format!("content/sources/{id}.md"), text))
}

fn term(
    folder: &str,
    args: NewTermArgs,
    questions: &Questions<'_>,
) -> Result<(String, String), Stop> {
    let name = questions.required(args.name, "NAME", "Name?", is_name)?;
    let slug = slug_of(&name)?;
    let summary = questions.optional(args.summary, "Summary?", is_anything)?;
    let text = Draft::default()
        .field("title", &name)
        .optional("summary", summary.as_deref())
        .optional("part_of", args.part_of.as_deref())
        .finish();
    Ok((format!("content/{folder}/{slug}.md"), text))
}

fn page(args: NewPageArgs, questions: &Questions<'_>) -> Result<(String, String), Stop> {
    let title = questions.required(args.title, "TITLE", "Title?", is_name)?;
    let slug = slug_of(&title)?;
    Ok((
        format!("content/pages/{slug}.md"),
        Draft::default().field("title", &title).finish(),
    ))
}

/// What is wrong with an answer, where something is.
type Fault = Option<String>;

fn is_anything(_: &str) -> Fault {
    None
}

fn is_name(name: &str) -> Fault {
    slug_of(name).err().map(|stop| stop.message)
}

fn is_date(text: &str) -> Fault {
    let fault = EventDate::parse(text).err()?;
    Some(format!("{}; {}", fault.message, fault.help))
}

/// What is asked for because the command line does not give it: on a terminal alone, and where the user wants to be told
/// anything at all.
struct Questions<'t> {
    terminal: &'t Terminal,
    are_asked: bool,
}

impl<'t> Questions<'t> {
    fn new(terminal: &'t Terminal) -> Self {
        Self {
            terminal,
            are_asked: terminal.can_ask() && terminal.verbosity > Verbosity::Quiet,
        }
    }

    /// What has to be given: asked for until it is.
    fn required(
        &self,
        given: Option<String>,
        argument: &str,
        question: &str,
        fault: fn(&str) -> Fault,
    ) -> Result<String, Stop> {
        if let Some(given) = given {
            return Ok(given);
        }
        if !self.are_asked {
            return Err(Stop::usage(format!(
                "{argument} is missing; it is asked for on a terminal alone"
            )));
        }
        loop {
            match self.answer(question, fault)? {
                Some(answer) => return Ok(answer),
                None => {
                    self.say("it cannot be left out; Ctrl-C ends this without writing anything");
                }
            }
        }
    }

    /// What may be left out, with an empty line.
    fn optional(
        &self,
        given: Option<String>,
        question: &str,
        fault: fn(&str) -> Fault,
    ) -> Result<Option<String>, Stop> {
        if given.is_some() || !self.are_asked {
            return Ok(given);
        }
        self.answer(question, fault)
    }

    /// Several, with commas between them.
    fn list(&self, given: Vec<String>, question: &str) -> Result<Vec<String>, Stop> {
        if !given.is_empty() || !self.are_asked {
            return Ok(given);
        }
        let answer = self.answer(question, is_anything)?.unwrap_or_default();
        let items = answer.split(',').map(str::trim);
        Ok(items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect())
    }

    /// An answer that is sound; `None` for an empty line.
    fn answer(&self, question: &str, fault: fn(&str) -> Fault) -> Result<Option<String>, Stop> {
        loop {
            let Some(answer) = self.terminal.ask(question) else {
                return Err(Stop::usage(
                    "the questions were not answered; nothing was written",
                ));
            };
            if answer.is_empty() {
                return Ok(None);
            }
            match fault(&answer) {
                Some(fault) => self.say(&fault),
                None => return Ok(Some(answer)),
            }
        }
    }

    fn say(&self, what: &str) {
        // Where standard error is closed nobody hears it.
        let _ = writeln!(self.terminal.stderr(), "{what}");
    }
}

fn slug_of(name: &str) -> Result<Slug, Stop> {
    Slug::from_name(name).ok_or_else(|| {
        Stop::usage(format!(
            "no file name can be made from `{name}`; add a letter"
        ))
    })
}

fn parse_date(flag: &str, text: &str) -> Result<EventDate, Stop> {
    EventDate::parse(text).map_err(|fault| {
        Stop::usage(format!(
            "{flag} `{text}`: {}; {}",
            fault.message, fault.help
        ))
    })
}

/// A first title from the last part of an address: `…/394503-no-breakthrough` makes "No breakthrough".
fn title_of_address(url: &str) -> String {
    let path = url
        .split(['?', '#'])
        .next()
        .unwrap_or(url)
        .trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(['-', '_'])
        .filter(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()))
        .collect();
    let title = words.join(" ");
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => url.to_owned(),
    }
}
