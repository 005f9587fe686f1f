//! One file of content → its record: the file's folder tells which kind it is, its front matter and name what it says.

mod event;
mod name;
mod page;
mod source;
mod term;
mod title;

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{line, slug};
use super::front_matter::{self, FrontMatter};
use super::markdown::{self, Options};
use super::{
    Body, Fields, Parsed, Reading, Record, Slug, Trail, decode, is_yaml, parse_yaml, whole,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::folder::TextFile;
use crate::settings::{Settings, Taxonomy};
use name::FileName;
use title::{Heading, leading_heading};

/// Every key of every kind of record, besides the taxonomies'.
pub fn known_keys<'a>() -> impl Iterator<Item = &'a str> + Clone {
    [
        &event::KEYS[..],
        &source::KEYS,
        &source::KEYS_IN_PLACE,
        &term::KEYS,
        &page::KEYS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Parses one file below `content/`. Pure: the same bytes, settings and language give the same record.
#[must_use]
pub fn parse_file(file: &TextFile, settings: &Settings, markdown: &Options) -> Parsed {
    let Some(kind) = Kind::of(&file.path, settings) else {
        return Parsed::refused(stray(file, settings));
    };
    let text = match decode(&file.path, &file.bytes, &settings.limits) {
        Ok(text) => text,
        Err(diagnostic) => return Parsed::refused(diagnostic),
    };
    let (front_matter, mut diagnostics) = front_matter_of(file, &text, settings);
    let Some(front_matter) = front_matter else {
        diagnostics.extend(faults_of_text(file, &text, markdown));
        return Parsed {
            record: None,
            diagnostics,
        };
    };
    let reading = Reading::new(&file.path, &text, &settings.limits);
    let record = record(kind, front_matter, &reading, settings, markdown);
    diagnostics.extend(reading.into_diagnostics());
    Parsed {
        record,
        diagnostics,
    }
}

/// The slugs that a file's name would give its record: what others mean that link to it while it cannot be read.
pub(crate) fn slugs_of_name(path: &str) -> impl Iterator<Item = Slug> + use<> {
    let name = FileName::of(path);
    [name.event_slug(), name.slug()].into_iter().flatten()
}

/// The Markdown of a file's decoded text: what stands below the front matter and below the heading that is its title.
#[must_use]
pub fn markdown_text<'a>(text: &'a str, title: &str) -> &'a str {
    let start = match front_matter::split(text) {
        Ok(Some(parts)) => parts.body,
        _ => 0,
    };
    let heading = leading_heading(text, start).filter(|heading| heading.text == title);
    &text[heading.map_or(start, |heading| heading.end)..]
}

/// What is wrong with the Markdown below a front matter that cannot be read: one run should tell it too.
fn faults_of_text(file: &TextFile, text: &str, options: &Options) -> Vec<Diagnostic> {
    match front_matter::split(text) {
        Ok(Some(parts)) => {
            markdown::to_body(&file.path, &text[parts.body..], parts.body, options).1
        }
        _ => Vec::new(),
    }
}

/// What a file's folder says that it is.
#[derive(Clone, Copy)]
enum Kind<'s> {
    Event,
    Source,
    Term(&'s Taxonomy),
    Page,
}

impl<'s> Kind<'s> {
    /// Sub-folders mean nothing.
    fn of(path: &str, settings: &'s Settings) -> Option<Self> {
        let (folder, _) = path.strip_prefix("content/")?.split_once('/')?;
        match folder {
            "events" => Some(Self::Event),
            "sources" => Some(Self::Source),
            "pages" => Some(Self::Page),
            _ => settings
                .taxonomies
                .iter()
                .find(|taxonomy| taxonomy.key == folder)
                .map(Self::Term),
        }
    }
}

fn stray(file: &TextFile, settings: &Settings) -> Diagnostic {
    let taxonomies = settings.taxonomies.iter().map(|it| it.key.as_str());
    let folders: Vec<String> = ["events", "sources"]
        .into_iter()
        .chain(taxonomies)
        .chain(["pages"])
        .map(|folder| format!("`content/{folder}/`"))
        .collect();
    Diagnostic::new(
        Code::StrayFile,
        "this file is of no kind that Dateline knows, and is left out",
    )
    .at(Place::file(&file.path), "")
    .help(format!("content belongs in one of {}", folders.join(", ")))
}

fn front_matter_of(
    file: &TextFile,
    text: &str,
    settings: &Settings,
) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    if is_yaml(&file.path) {
        let (fields, diagnostics) = parse_yaml(&file.path, text, whole(text), &settings.limits);
        let front_matter = fields.map(|fields| FrontMatter {
            fields: (!fields.is_empty()).then_some(fields),
            body: text.len(),
        });
        (front_matter, diagnostics)
    } else {
        front_matter::read(&file.path, text, &settings.limits)
    }
}

fn record(
    kind: Kind,
    front_matter: FrontMatter,
    reading: &Reading,
    settings: &Settings,
    markdown: &Options,
) -> Option<Record> {
    let mut draft = Draft {
        reading,
        settings,
        markdown,
        name: FileName::of(reading.file),
        heading: leading_heading(reading.text, front_matter.body),
        body: front_matter.body,
    };
    let fields = match front_matter.fields {
        Some(fields) => fields,
        None if draft.stands_alone(kind) => Map::new(),
        None => {
            reading.report(missing_front_matter(reading));
            return None;
        }
    };
    match kind {
        Kind::Event => event::read(&mut draft, fields).map(|it| Record::Event(Arc::new(it))),
        Kind::Source => source::read(&mut draft, fields).map(|it| Record::Source(Arc::new(it))),
        Kind::Term(taxonomy) => {
            term::read(&mut draft, fields, &taxonomy.key).map(|it| Record::Term(Arc::new(it)))
        }
        Kind::Page => page::read(&mut draft, fields).map(|it| Record::Page(Arc::new(it))),
    }
}

fn missing_front_matter(reading: &Reading) -> Diagnostic {
    let help = if reading.text.starts_with("+++") {
        "the front matter between `+++` is TOML; Dateline reads YAML between two lines `---`"
    } else {
        "begin the file with a line `---`, then `title:` and the other fields, then another line `---`"
    };
    let message = if reading.text.trim().is_empty() {
        "the file is empty"
    } else {
        "the file has no front matter"
    };
    let end = reading.text.find('\n').unwrap_or(reading.text.len());
    Diagnostic::new(Code::FrontMatterMissing, message)
        .at(Place::bytes(reading.file, 0..end), "expected `---`")
        .help(help)
}

/// What becomes of a key that no record knows.
const KEPT: &str = "templates find it under `extra`; if it stands for a key of Dateline, or should stay without this \
                    warning, say so under `fields:` in dateline.yaml";

/// A record that is being made: what every kind of it needs.
struct Draft<'a> {
    reading: &'a Reading<'a>,
    settings: &'a Settings,
    markdown: &'a Options,
    name: FileName<'a>,
    /// The heading that the text begins with.
    heading: Option<Heading>,
    /// Where the Markdown begins.
    body: usize,
}

impl Draft<'_> {
    /// Whether the file's name and first heading say all that its kind requires.
    fn stands_alone(&self, kind: Kind) -> bool {
        self.heading.is_some() && (!matches!(kind, Kind::Event) || self.name.date.is_some())
    }

    /// The title; where it is missing or wrong, which is reported, the file's name stands in for it.
    fn title(&mut self, fields: &mut Fields, help: &str) -> String {
        let written = self.written_title(fields, help);
        written.unwrap_or_else(|| self.name.stem.to_owned())
    }

    /// The field, else the heading that the text begins with, which then is no part of the text. A heading that only
    /// repeats the field's words is left out too, since every page shows its title.
    fn written_title(&mut self, fields: &mut Fields, help: &str) -> Option<String> {
        let heading = self.heading.take();
        if fields.has("title") {
            let title = fields.take("title", line)?;
            if let Some(heading) = heading.filter(|heading| heading.text == title) {
                self.body = heading.end;
            }
            return Some(title);
        }
        let Some(heading) = heading else {
            fields.missing("title", help);
            return None;
        };
        self.body = heading.end;
        let trail = Trail::Key(&Trail::Top, "title");
        line(self.reading, Value::String(heading.text), &trail)
    }

    /// The slug: the field, else what the file's name gives, else what the title gives. A field that is wrong, which is
    /// reported, is passed over.
    fn slug(&self, fields: &mut Fields, named: Option<Slug>, title: &str) -> Option<Slug> {
        let is_written = fields.has("slug");
        let written = is_written.then(|| fields.take("slug", slug)).flatten();
        let slug = written.or(named).or_else(|| Slug::from_name(title));
        if slug.is_none() && !is_written {
            let message = "neither the file's name nor its title gives an address";
            self.reading.report(
                Diagnostic::new(Code::BadSlug, message)
                    .at(Place::file(self.reading.file), "")
                    .help("write `slug: …` with lowercase letters, digits and hyphens"),
            );
        }
        slug
    }

    fn body(&self) -> Body {
        let text = &self.reading.text[self.body..];
        if text.trim().is_empty() {
            return Body::default();
        }
        let (body, diagnostics) =
            markdown::to_body(self.reading.file, text, self.body, self.markdown);
        for diagnostic in diagnostics {
            self.reading.report(diagnostic);
        }
        body
    }
}
