//! From a tag and files of phrases to a [`Language`], and what is wrong with either.

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale::Locale;
use icu_locale::{LocaleDirectionality, locale};

use super::calendar::Calendar;
use super::memo::Memo;
use super::numbers::Numbers;
use super::phrases::Phrases;
use super::{Direction, Language};
use crate::diagnostic::{Code, Diagnostic, Place};

/// The folder of the phrases, from the site's root. A site's file of the same name is laid over the theme's.
pub const FOLDER: &str = "templates/languages/";

/// The language that lends what another lacks.
const FALLBACK: &str = "en";

/// The stem of a file of phrases: `de` for `templates/languages/de.yaml`.
#[must_use]
pub fn stem_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?;
    name.strip_suffix(".yaml")
        .filter(|stem| !stem.contains('/'))
}

impl Language {
    /// A language by its tag (BCP 47), from files of phrases given as stem and text.
    ///
    /// Phrases come from the most specific file first: `pt-BR`, then `pt`, then `en`. Of two files of one stem the later
    /// is laid over the earlier, so that a site's own need only hold what it changes. Where ICU has no data for the
    /// language, dates are formatted as in English; that, a missing file, and a file that is not YAML are told.
    #[must_use]
    pub fn load(tag: &str, phrases: &[(&str, &str)]) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let wanted = Locale::try_from_str(tag).ok();
        if wanted.is_none() {
            diagnostics.push(unknown(
                tag,
                &format!("`{tag}` is not a language tag"),
                phrases,
            ));
        }
        let canonical = wanted.as_ref().map_or_else(String::new, Locale::to_string);
        let (phrases, found) = layered(&canonical, phrases, &mut diagnostics);
        if wanted.is_some() && !found {
            let message = format!("there are no phrases for the language `{tag}`");
            diagnostics.push(unknown(tag, &message, &[]).help(format!(
                "add `{FOLDER}{tag}.yaml`; until then the theme's words are English"
            )));
        }
        let locale = with_data(wanted, tag, &mut diagnostics);
        let language = Self {
            tag: if canonical.is_empty() {
                FALLBACK.to_owned()
            } else {
                canonical
            },
            direction: direction(&locale),
            calendar: Calendar::new(&locale, phrases.find("dates", "hour_cycle")),
            numbers: Numbers::new(&locale),
            collator: CollatorBorrowed::try_new((&locale).into(), CollatorOptions::default())
                .expect("the root collation stands in for every locale"),
            days: Memo::default(),
            periods: Memo::default(),
            counts: (phrases.group("counts"))
                .filter_map(|(key, _)| key.rsplit_once('.'))
                .map(|(key, _)| (key.to_owned(), Memo::default()))
                .collect(),
            phrases,
        };
        (language, diagnostics)
    }
}

/// The phrases of a tag's files, and whether there was one besides the fallback's.
fn layered(
    tag: &str,
    files: &[(&str, &str)],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Phrases, bool) {
    let mut merged = Phrases::default();
    let mut found = false;
    for stem in chain(tag) {
        let same = |other: &&(&str, &str)| other.0.eq_ignore_ascii_case(&stem);
        let is_own = tag == stem || tag.starts_with(&format!("{stem}-"));
        for (_, text) in files.iter().filter(same) {
            found |= is_own;
            if let Err(error) = merged.lay_over(text) {
                let path = format!("{FOLDER}{stem}.yaml").into();
                let place = error.place(&path);
                let diagnostic = Diagnostic::new(Code::YamlSyntax, error.message);
                diagnostics.push(diagnostic.at(place, "expected phrases as YAML"));
            }
        }
    }
    (merged, found)
}

/// The stems to lay over each other: from the fallback to the most specific.
fn chain(tag: &str) -> Vec<String> {
    let mut stems = vec![tag.to_owned()];
    while let Some((shorter, _)) = stems.last().and_then(|stem| stem.rsplit_once('-')) {
        stems.push(shorter.to_owned());
    }
    stems.retain(|stem| stem != FALLBACK && !stem.is_empty());
    stems.push(FALLBACK.to_owned());
    stems.reverse();
    stems
}

/// The locale to format with: the one that is wanted if ICU has data for it.
fn with_data(wanted: Option<Locale>, tag: &str, diagnostics: &mut Vec<Diagnostic>) -> Locale {
    match wanted {
        Some(locale) if Calendar::has_data(&locale) => locale,
        Some(_) => {
            let message = format!("no dates are known in the language `{tag}`");
            diagnostics.push(
                Diagnostic::new(Code::UnknownLanguage, message)
                    .help("dates are written as in English; check the tag, as in `de` or `pt-BR`"),
            );
            locale!("en")
        }
        None => locale!("en"),
    }
}

fn direction(locale: &Locale) -> Direction {
    if LocaleDirectionality::new_common().is_right_to_left(&locale.id) {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

fn unknown(tag: &str, message: &str, phrases: &[(&str, &str)]) -> Diagnostic {
    let near = phrases
        .iter()
        .map(|(stem, _)| (strsim::jaro_winkler(stem, tag), stem))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let diagnostic = Diagnostic::new(Code::UnknownLanguage, message);
    match near {
        Some((_, stem)) => diagnostic.help(format!("did you mean `{stem}`?")),
        None => diagnostic.help("a language is written as in `de` or `pt-BR`"),
    }
}

impl super::phrases::PhraseError {
    fn place(&self, path: &crate::diagnostic::SitePath) -> Place {
        match self.offset {
            Some(offset) => Place::bytes(path, offset..offset),
            None => Place::file(path),
        }
    }
}
