//! From a folder to a site: every file parsed by itself, then all of them joined.

mod again;
mod join;

pub use again::{Kept, compile_again};
use join::{Joined, join};

use std::collections::HashSet;
use std::sync::Arc;

use crate::content::{
    self, Event, FreePage, ParseCache, Parsed, Record, Slug, Source, Term, markdown,
};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};
use crate::embedded::THEME;
use crate::folder::{Content, Folder, TextFile};
use crate::language::{self, Language};
use crate::settings::{SETTINGS_FILE, Settings, Urls};
use crate::site::Site;

/// What a build may choose, and what does not stand in the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The address that the site is published at, instead of the settings'.
    pub base_url: Option<String>,
    /// The form of addresses, instead of the settings'.
    pub urls: Option<Urls>,
}

/// A site, as far as it was understood, and everything that is wrong with it.
#[derive(Debug)]
pub struct Compiled {
    /// The site; `None` where the settings could not be read.
    pub site: Option<Site>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles a folder: reads its settings, parses its files and joins them.
#[must_use]
pub fn compile(folder: &Folder, options: &Options) -> Compiled {
    let content = Content::Read(folder.content.clone());
    compile_with(folder, content, options, None)
}

/// Compiles a folder with this content in the place of its own, and parses only those files that the cache does not know;
/// afterwards the cache knows exactly these. A text is let go of as soon as it is parsed.
#[must_use]
pub fn compile_with(
    folder: &Folder,
    content: Content,
    options: &Options,
    cache: Option<&mut ParseCache>,
) -> Compiled {
    match Basis::of(folder, options) {
        Ok(basis) => basis.compile(folder, content, options, cache),
        Err(diagnostics) => Compiled {
            site: None,
            diagnostics,
        },
    }
}

/// What a site's files are parsed with.
#[derive(Debug)]
pub struct Basis {
    settings: Settings,
    /// The site's language, with the phrases of the theme and over them those of the site.
    pub language: Arc<Language>,
    /// What is wrong so far.
    diagnostics: Vec<Diagnostic>,
}

/// What a site is joined from, besides its assets.
struct Material {
    settings: Settings,
    language: Arc<Language>,
    records: Records,
}

impl Basis {
    /// Reads a folder's settings and phrases.
    ///
    /// # Errors
    /// What is wrong, where the settings could not be read.
    pub fn of(folder: &Folder, options: &Options) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = folder.diagnostics.clone();
        let (settings, faults) = Settings::parse(folder.settings.as_ref());
        diagnostics.extend(faults);
        let Some(mut settings) = settings else {
            return Err(diagnostics);
        };
        if let Some(base_url) = &options.base_url {
            settings.base_url = Some(base_url.clone());
        }
        settings.urls = options.urls.unwrap_or(settings.urls);
        let (language, faults) = language_of(&settings, folder);
        diagnostics.extend(faults);
        Ok(Self {
            settings,
            language,
            diagnostics,
        })
    }

    /// Parses the content, as [`compile_with`] does, and joins it.
    #[must_use]
    pub fn compile(
        self,
        folder: &Folder,
        content: Content,
        options: &Options,
        cache: Option<&mut ParseCache>,
    ) -> Compiled {
        let (material, mut diagnostics) = self.parse(folder, content, options, cache);
        let joined = join(material, Arc::new(folder.assets.clone()));
        diagnostics.extend(joined.diagnostics().cloned());
        Compiled {
            site: Some(joined.site),
            diagnostics,
        }
    }

    /// Parses the content; what is wrong so far comes with the records.
    fn parse(
        self,
        folder: &Folder,
        content: Content,
        options: &Options,
        cache: Option<&mut ParseCache>,
    ) -> (Material, Vec<Diagnostic>) {
        let Self {
            settings,
            language,
            mut diagnostics,
        } = self;
        let markdown = markdown_options(&settings, &language);
        let parse = |file: &TextFile| content::parse_file(file, &settings, &markdown);
        let parsed: Vec<(SitePath, Parsed)> = match cache {
            Some(cache) => {
                let basis = ParseCache::basis(folder.settings.as_ref(), &markdown);
                cache.parse_all(content, basis, parse)
            }
            None => content.map(|text| match text.file() {
                Ok(file) => parse(&file),
                Err(fault) => Parsed::refused(fault),
            }),
        };
        let mut records = Records::default();
        let mut unread = HashSet::new();
        for (path, parsed) in parsed {
            if parsed.record.is_none() {
                unread.extend(content::slugs_of_name(&path));
            }
            diagnostics.extend(parsed.diagnostics);
            records.extend(parsed.record, options);
        }
        records.unread = Arc::new(unread);
        let material = Material {
            settings,
            language,
            records,
        };
        (material, diagnostics)
    }
}

/// The site's language, with the phrases of the theme and over them those of the site.
fn language_of(settings: &Settings, folder: &Folder) -> (Arc<Language>, Vec<Diagnostic>) {
    let builtin = THEME
        .iter()
        .map(|(path, bytes)| (format!("templates/{path}"), *bytes));
    let own = folder
        .templates
        .iter()
        .map(|file| (file.path.to_string(), &*file.bytes));
    let files: Vec<(String, &str)> = builtin
        .chain(own)
        .filter_map(|(path, bytes)| {
            let stem = language::stem_of(&path)?.to_owned();
            Some((stem, std::str::from_utf8(bytes).ok()?))
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(stem, text)| (stem.as_str(), *text))
        .collect();
    let (language, diagnostics) = Language::load(&settings.language, &files);
    let placed = |fault: Diagnostic| match fault.code {
        Code::UnknownLanguage => {
            let place = Place::at_value(&SETTINGS_FILE.into(), FieldPath::key("language"));
            fault.at(place, "not known here")
        }
        _ => fault,
    };
    (
        Arc::new(language),
        diagnostics.into_iter().map(placed).collect(),
    )
}

/// What the settings and the language say about texts.
fn markdown_options(settings: &Settings, language: &Language) -> markdown::Options {
    markdown::Options {
        raw_html: settings.raw_html,
        smart_punctuation: settings.smart_punctuation,
        nesting: settings.limits.nesting,
        ..language.text_options()
    }
}

/// The records of all files, by kind, in the order of their paths.
#[derive(Debug, Clone, Default)]
struct Records {
    events: Vec<Arc<Event>>,
    sources: Vec<Arc<Source>>,
    terms: Vec<Arc<Term>>,
    pages: Vec<Arc<FreePage>>,
    /// The slugs of files that could not be read, by their names: links to them are not broken, the files are.
    unread: Arc<HashSet<Slug>>,
}

impl Records {
    fn extend(&mut self, record: Option<Record>, options: &Options) {
        match record {
            Some(Record::Event(event)) if event.draft && !options.drafts => {}
            Some(Record::Page(page)) if page.draft && !options.drafts => {}
            Some(Record::Event(event)) => self.events.push(event),
            Some(Record::Source(source)) => self.sources.push(source),
            Some(Record::Term(term)) => self.terms.push(term),
            Some(Record::Page(page)) => self.pages.push(page),
            None => {}
        }
    }
}
