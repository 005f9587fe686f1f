//! The theme: the built-in templates and assets with the site's own in their place. The one home of Tera.

mod names;
mod reports;
mod uses;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, Value};

use crate::diagnostic::{Code, Diagnostic, Place, SitePath, suggest};
use crate::digest::{Digest, Digester};
use crate::folder::TextFile;
use crate::language::Language;

pub(crate) use names::Names;
pub(crate) use uses::{Used, Uses};

/// The folder of the site's own templates.
const FOLDER: &str = "templates/";
/// The folder of files that are copied to `assets/`, below the templates.
const ASSETS: &str = "assets/";
/// The folder of the languages' phrases, below the templates.
const LANGUAGES: &str = "languages/";

/// Templates and assets, ready to render.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    /// By path below `templates/assets/`.
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    uses: Uses,
    /// Stands for the site's own phrases.
    language: Digest,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("assets", &self.assets.keys())
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// Puts the site's own templates in the place of the built-in ones. A template with a mistake is left out, so that
    /// every mistake of every template is found in one run.
    ///
    /// `builtin` holds paths below `templates/`.
    #[must_use]
    pub fn load(
        builtin: &[(&'static str, &'static [u8])],
        own: &[TextFile],
        language: &Arc<Language>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut assets: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
        let mut templates: BTreeMap<String, Cow<'_, str>> = BTreeMap::new();
        let mut originals: BTreeMap<&str, &'static str> = BTreeMap::new();
        let mut phrases = Digester::default();
        for &(path, bytes) in builtin {
            if let Some(name) = path.strip_prefix(ASSETS) {
                assets.insert(name.to_owned(), bytes.into());
            } else if !path.starts_with(LANGUAGES) {
                let text = std::str::from_utf8(bytes).expect("the built-in templates are UTF-8");
                originals.insert(path, text);
                templates.insert(path.to_owned(), text.into());
            }
        }
        for file in own {
            let path = file.path.strip_prefix(FOLDER).unwrap_or(&file.path);
            if let Some(name) = path.strip_prefix(ASSETS) {
                assets.insert(name.to_owned(), file.bytes.to_vec().into());
            } else if path.starts_with(LANGUAGES) {
                phrases.value(&(path, &*file.bytes));
            } else {
                match std::str::from_utf8(&file.bytes) {
                    Ok(text) => drop(templates.insert(path.to_owned(), text.into())),
                    Err(_) => diagnostics.push(not_utf8(&file.path)),
                }
            }
        }
        diagnostics.extend(unknown(&originals, &templates));
        let (tera, uses) = parse(templates, &originals, language, &mut diagnostics);
        let theme = Self {
            tera,
            assets,
            uses,
            language: phrases.finish(),
        };
        (theme, diagnostics)
    }

    /// What each template uses.
    pub(crate) fn uses(&self) -> &Uses {
        &self.uses
    }

    /// What stands for the site's own phrases.
    pub(crate) fn language(&self) -> Digest {
        self.language
    }

    /// The paths of the assets, below `assets/`.
    #[must_use]
    pub fn asset_names(&self) -> Vec<String> {
        self.assets.keys().cloned().collect()
    }

    /// The bytes of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&[u8]> {
        self.assets.get(name).map(AsRef::as_ref)
    }

    /// Makes a value visible to every template, and to every component that takes it with `@`.
    pub(crate) fn share(&mut self, name: &'static str, value: Value) {
        self.tera.global_context().insert_value(name, value);
    }

    /// Renders a template.
    pub(crate) fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Diagnostic> {
        // Most pages fit: what has to grow is copied.
        let mut out = Vec::with_capacity(96 << 10);
        self.tera
            .render_to(template, context, &mut out)
            .map_err(|error| fault(&error, Code::TemplateRender))?;
        Ok(out)
    }

    /// Renders a component with its arguments and what it takes implicitly.
    pub(crate) fn component(
        &self,
        name: &str,
        arguments: &Context,
        implicit: &Context,
    ) -> Result<String, Diagnostic> {
        self.tera
            .render_component_with_implicits(name, arguments, implicit, None, true)
            .map_err(|error| fault(&error, Code::TemplateRender))
    }
}

/// Parses the templates; each round leaves out, or puts back to the built-in one, the template that has a mistake.
fn parse(
    mut templates: BTreeMap<String, Cow<'_, str>>,
    originals: &BTreeMap<&str, &'static str>,
    language: &Arc<Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Tera, Uses) {
    loop {
        let mut tera = Tera::new();
        register(&mut tera, language);
        let texts = templates.iter();
        let texts = texts.map(|(name, text)| (name.as_str(), text.as_ref()));
        let (added, uses) = rayon::join(|| tera.add_raw_templates(texts), || Uses::of(&templates));
        let Err(error) = added else {
            return (tera, uses);
        };
        let faults = match error.kind() {
            ErrorKind::Msg(message) => reports::read(message, &templates),
            _ => Vec::new(),
        };
        let names: Vec<String> = if faults.is_empty() {
            diagnostics.push(fault(&error, Code::TemplateSyntax));
            template_of(&error).into_iter().collect()
        } else {
            faults
                .into_iter()
                .map(|(name, fault)| {
                    diagnostics.push(fault);
                    name
                })
                .collect()
        };
        if !put_back(&mut templates, originals, &names) {
            return (tera, uses);
        }
    }
}

/// Puts the built-in templates in the place of those that have a mistake, or leaves these out; whether that changes any.
fn put_back(
    templates: &mut BTreeMap<String, Cow<'_, str>>,
    originals: &BTreeMap<&str, &'static str>,
    names: &[String],
) -> bool {
    let mut changed = false;
    for name in names {
        let Some(text) = templates.get(name) else {
            continue;
        };
        changed = true;
        match originals.get(name.as_str()) {
            Some(original) if text != original => {
                templates.insert(name.clone(), (*original).into());
            }
            _ => drop(templates.remove(name)),
        }
    }
    changed
}

/// The filters that templates have besides Tera's own: `word` gives a key's text, with its arguments in the
/// `{placeholders}`; `count` gives a number of things.
fn register(tera: &mut Tera, language: &Arc<Language>) {
    tera.autoescape_on(vec![".html", ".xml"]);
    let own = Arc::clone(language);
    // Most words have nothing to fill in, and a page has fifty of them.
    let words: HashMap<String, Value> = (language.words())
        .map(|(key, text)| (key.to_owned(), Value::from(text)))
        .collect();
    tera.register_filter("word", move |key: &str, kwargs: Kwargs, _: &State| {
        if let (None, Some(word)) = (kwargs.iter().next(), words.get(key)) {
            return word.clone();
        }
        let values: Vec<(String, String)> = kwargs
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (&**n, &**v)).collect();
        Value::from(own.phrase(key, &values))
    });
    let own = Arc::clone(language);
    tera.register_filter(
        "count",
        move |count: u64, kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
            Ok(own.count(kwargs.must_get::<&str>("of")?, count))
        },
    );
}

/// The file that an error is about.
fn template_of(error: &tera::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(report.filename().to_owned())
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        _ => None,
    }
}

/// An error of the template engine at its place in the template.
fn fault(error: &tera::Error, code: Code) -> Diagnostic {
    let file = |name: &str| -> SitePath { format!("{FOLDER}{name}").into() };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at(report, code, &file(report.filename()))
        }
        kind => {
            let diagnostic = Diagnostic::new(code, lowercase(&kind.to_string()));
            match template_of(error) {
                Some(name) => diagnostic.at(Place::file(&file(&name)), ""),
                None => diagnostic,
            }
        }
    }
}

fn at(report: &ReportError, code: Code, file: &SitePath) -> Diagnostic {
    Diagnostic::new(code, lowercase(report.message()))
        .at(Place::bytes(file, report.span().range.clone()), "here")
        .help("`docs/templates.md` lists what each template is given")
}

/// Messages begin in lower case here, and in upper case in the template engine.
fn lowercase(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

fn not_utf8(file: &SitePath) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, "a template is not UTF-8")
        .at(Place::file(file), "expected UTF-8 text")
        .help("save the file as UTF-8")
}

/// Warnings for files that replace no template of the theme and that no template names.
fn unknown(
    originals: &BTreeMap<&str, &'static str>,
    templates: &BTreeMap<String, Cow<'_, str>>,
) -> Vec<Diagnostic> {
    let is_named = |name: &str| {
        templates
            .iter()
            .any(|(other, text)| other != name && text.contains(name))
    };
    let has_component = |name: &str| templates[name].contains("{% component");
    templates
        .keys()
        .filter(|name| {
            !originals.contains_key(name.as_str()) && !is_named(name) && !has_component(name)
        })
        .map(|name| {
            let file: SitePath = format!("{FOLDER}{name}").into();
            let diagnostic = Diagnostic::new(
                Code::TemplateUnknown,
                format!("no template is called `{name}`"),
            )
            .at(
                Place::file(&file),
                "it replaces none and is included by none",
            );
            match suggest(name, originals.keys().copied()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("`docs/templates.md` lists the templates"),
            }
        })
        .collect()
}
