//! `dateline new`: writes a content file that `check` accepts, and prints its path. It never overwrites one.

use std::io::Write;
use std::path::Path;

use crate::cli::{NewEventArgs, NewKind, NewPageArgs, NewSourceArgs, NewTermArgs};
use crate::command::Stop;
use crate::content::{Draft, Slug};
use crate::edtf::EventDate;
use crate::host::clock;
use crate::host::create::create_file;
use crate::host::terminal::Terminal;
use crate::settings::SETTINGS_FILE;

pub(super) fn run(site: &Path, kind: NewKind, terminal: &Terminal) -> Result<(), Stop> {
    if !site.join(SETTINGS_FILE).is_file() {
        return Err(Stop::usage(format!(
            "there is no `{SETTINGS_FILE}` here; make a site with `dateline init`, or name one with `--site`"
        )));
    }
    let (path, text) = match kind {
        NewKind::Event(args) => event(&args)?,
        NewKind::Source(args) => source(&args)?,
        NewKind::Actor(args) => term("actors", &args)?,
        NewKind::Place(args) => term("places", &args)?,
        NewKind::Topic(args) => term("topics", &args)?,
        NewKind::Thread(args) => term("threads", &args)?,
        NewKind::Page(args) => page(&args)?,
    };
    let file = site.join(path);
    if file.symlink_metadata().is_ok() {
        return Err(Stop::usage(format!(
            "`{}` is there already, and nothing is overwritten; choose another title",
            file.display()
        )));
    }
    create_file(&file, text.as_bytes())?;
    let _ = writeln!(terminal.stdout(), "{}", file.display());
    Ok(())
}

fn event(args: &NewEventArgs) -> Result<(String, String), Stop> {
    let date = match &args.date {
        Some(date) => parse_date("--date", date)?.text().to_owned(),
        None => clock::today().to_string(),
    };
    let slug = slug_of(&args.title)?;
    let text = Draft::default()
        .field("title", &args.title)
        .field("date", &date)
        .optional("summary", args.summary.as_deref())
        .list("actors", &args.actors)
        .list("places", &args.places)
        .list("topics", &args.topics)
        .list("threads", &args.threads)
        .list("sources", &args.sources)
        .finish();
    Ok((format!("content/events/{slug}.md"), text))
}

fn source(args: &NewSourceArgs) -> Result<(String, String), Stop> {
    let is_address = args.url.contains("://");
    let headline = match (&args.title, is_address) {
        (Some(title), _) => title.clone(),
        (None, true) => title_of_address(&args.url),
        (None, false) => args.url.clone(),
    };
    if let Some(published) = &args.published {
        parse_date("--published", published)?;
    }
    let id = match (&args.id, &args.publisher, &args.published) {
        (Some(id), ..) => Slug::parse(id).map_err(|fault| Stop::usage(format!("--id: {fault}")))?,
        (None, Some(publisher), Some(date)) => slug_of(&format!("{publisher} {date}"))?,
        _ => slug_of(&headline)?,
    };
    let text = Draft::default()
        .field("title", &headline)
        .optional("publisher", args.publisher.as_deref())
        .optional("agency", args.agency.as_deref())
        .optional("published", args.published.as_deref())
        .optional("url", is_address.then_some(args.url.as_str()))
        .finish();
    Ok((format!("content/sources/{id}.md"), text))
}

fn term(folder: &str, args: &NewTermArgs) -> Result<(String, String), Stop> {
    let slug = slug_of(&args.name)?;
    let text = Draft::default()
        .field("title", &args.name)
        .optional("summary", args.summary.as_deref())
        .optional("part_of", args.part_of.as_deref())
        .finish();
    Ok((format!("content/{folder}/{slug}.md"), text))
}

fn page(args: &NewPageArgs) -> Result<(String, String), Stop> {
    let slug = slug_of(&args.title)?;
    Ok((
        format!("content/pages/{slug}.md"),
        Draft::default().field("title", &args.title).finish(),
    ))
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
