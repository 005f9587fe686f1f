//! What fills the holes of a text: links to records, citations, addresses and pictures.

use crate::content::{Body, Event, Filling};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath, suggest};
use crate::graph::names::{Meaning, Names};
use crate::graph::sources::Sources;
use crate::graph::{Citation, Filled, Target, TextLinks};
use crate::site::SourceId;

/// What the holes of texts can be filled with.
pub(crate) struct Fillings<'a> {
    pub(crate) names: &'a Names,
    pub(crate) sources: &'a Sources,
    /// Whether a file lies in the site, by its path from the root.
    pub(crate) is_asset: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Fillings<'_> {
    /// Fills the holes of one text. `citations` are those that the record has already.
    pub(crate) fn fill(
        &self,
        file: &SitePath,
        body: &Body,
        citations: Vec<Citation>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> TextLinks {
        let mut links = TextLinks {
            citations,
            ..TextLinks::default()
        };
        for hole in &body.holes {
            let place = || Place::bytes(file, hole.range.clone());
            let filled = match &hole.filling {
                Filling::Wikilink { target, label } => {
                    let link = (target.as_str(), label.as_deref());
                    self.wikilink(link, body, place, diagnostics)
                }
                Filling::Citation { id, .. } => {
                    self.cite(id, &mut links.citations, place, diagnostics)
                }
                Filling::Href(href) => self.href(href, file, body, place, diagnostics),
                Filling::Image { file, .. } => self.image(file, place, diagnostics),
            };
            links.holes.push(filled);
        }
        links
    }

    fn wikilink(
        &self,
        (target, label): (&str, Option<&str>),
        body: &Body,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Filled> {
        let (name, fragment) = split_fragment(target);
        if name.is_empty() {
            return fragment.map(|fragment| own_fragment(fragment, body, place, diagnostics));
        }
        let record = match self.names.meaning(name) {
            Meaning::One(record) => record,
            Meaning::Several(records) => {
                diagnostics.push(
                    Diagnostic::new(Code::AmbiguousName, format!("`{name}` fits {} pages", records.len()))
                        .at(place(), "the first of them is taken: an event before a term, a term before a source")
                        .help("write the address, such as `[[actors/nato]]`"),
                );
                records[0]
            }
            Meaning::Nothing if self.names.may_be_unread(name) => return None,
            Meaning::Nothing => {
                let diagnostic = Diagnostic::new(
                    Code::BrokenLink,
                    format!("`[[{target}]]` leads to no page"),
                )
                .at(
                    place(),
                    "expected the slug, title or alias of an event, a term, a source or a page",
                );
                diagnostics.push(match suggest(name, self.names.all()) {
                    Some(near) => diagnostic
                        .help(format!("did you mean `{near}`?"))
                        .replace_with(wikilink_text(near, fragment, label)),
                    None => diagnostic.help("write the page first, or take the brackets away"),
                });
                return None;
            }
        };
        Some(Filled::Record(record, fragment.map(str::to_owned)))
    }

    fn cite(
        &self,
        id: &str,
        citations: &mut Vec<Citation>,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Filled> {
        let Some(source) = self.sources.find(id) else {
            let fault = self.sources.unknown(id, place());
            diagnostics.extend(fault.map(|mut fault| {
                // The place is the sign and the id.
                fault.replacement = fault.replacement.map(|near| format!("@{near}"));
                fault
            }));
            return None;
        };
        let index = citations
            .iter()
            .position(|citation| citation.source == source)
            .unwrap_or_else(|| {
                citations.push(Citation {
                    source,
                    says: None,
                    note: None,
                    marks: 0,
                });
                citations.len() - 1
            });
        citations[index].marks += 1;
        Some(Filled::Citation(index, citations[index].marks))
    }

    fn href(
        &self,
        href: &str,
        file: &SitePath,
        body: &Body,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Filled> {
        let (path, fragment) = split_fragment(href);
        let path = path.split('?').next().unwrap_or_default();
        let owned = |fragment: Option<&str>| fragment.map(str::to_owned);
        if path.is_empty() {
            return fragment.map(|fragment| own_fragment(fragment, body, place, diagnostics));
        }
        if let Some(address) = path.strip_prefix('/') {
            if let Some(record) = self.names.at_address(address) {
                return Some(Filled::Record(record, owned(fragment)));
            }
            // Whether the address exists is known when all pages are planned.
            return Some(Filled::Route {
                address: address.to_owned(),
                fragment: owned(fragment),
            });
        }
        let beside = resolve(file, path);
        if let Some(record) = beside.as_deref().and_then(|path| self.names.of_file(path)) {
            return Some(Filled::Record(record, owned(fragment)));
        }
        if let Some(asset) = beside.filter(|path| (self.is_asset)(path)) {
            return Some(Filled::Asset(asset.into()));
        }
        diagnostics.push(
            Diagnostic::new(
                Code::BrokenLink,
                format!("`{href}` leads to no page or file of the site"),
            )
            .at(
                place(),
                "expected a file beside this one, or an address that begins with `/`",
            )
            .help("link to an event or a term with `[[its-slug]]`"),
        );
        None
    }

    fn image(
        &self,
        path: &SitePath,
        place: impl Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Filled> {
        if (self.is_asset)(path) {
            return Some(Filled::Asset(path.clone()));
        }
        diagnostics.push(missing_image(path).at(place(), "expected a picture beside this file"));
        None
    }
}

impl Fillings<'_> {
    /// The sources of each account of an event. They support the account, not the event.
    pub(crate) fn accounts(
        &self,
        event: &Event,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Vec<SourceId>> {
        let mut accounts = Vec::with_capacity(event.accounts.len());
        for (index, account) in event.accounts.iter().enumerate() {
            let path = FieldPath::key("accounts")
                .then_index(index)
                .then_key("sources");
            let mut sources = Vec::with_capacity(account.sources.len());
            for (index, name) in account.sources.iter().enumerate() {
                if let Some(source) = self.sources.find(name) {
                    sources.push(source);
                } else {
                    let place = Place::at_value(&event.file, path.then_index(index));
                    diagnostics.extend(self.sources.unknown(name, place));
                }
            }
            accounts.push(sources);
        }
        accounts
    }
}

/// The diagnostic for a picture that is not there, without its place.
pub(crate) fn missing_image(path: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingImage, format!("there is no picture `{path}`"))
        .help("put the picture there, or mend its name; upper and lower case differ")
}

/// The records that a text links to, without the record itself.
pub(crate) fn mentions(links: &TextLinks, own: Target) -> impl Iterator<Item = Target> + '_ {
    links.holes.iter().filter_map(move |filled| match filled {
        Some(Filled::Record(target, _)) if *target != own => Some(*target),
        _ => None,
    })
}

/// A link as it is written in a text.
fn wikilink_text(name: &str, fragment: Option<&str>, label: Option<&str>) -> String {
    let fragment = fragment.map(|it| format!("#{it}")).unwrap_or_default();
    let label = label.map(|it| format!("|{it}")).unwrap_or_default();
    format!("[[{name}{fragment}{label}]]")
}

fn split_fragment(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((name, fragment)) if !fragment.is_empty() => (name, Some(fragment)),
        Some((name, _)) => (name, None),
        None => (target, None),
    }
}

fn own_fragment(
    fragment: &str,
    body: &Body,
    place: impl Fn() -> Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Filled {
    let is_note = fragment.starts_with("fn-") || fragment.starts_with("cite-");
    if !is_note && !body.headings.iter().any(|heading| heading.id == fragment) {
        diagnostics.push(broken_fragment(fragment, body, place()));
    }
    Filled::Fragment(fragment.to_owned())
}

/// The diagnostic for a fragment that no heading of the text has.
pub(crate) fn broken_fragment(fragment: &str, body: &Body, place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BrokenFragment,
        format!("no heading there has the fragment `{fragment}`"),
    )
    .at(place, "the page opens at its top instead");
    match suggest(
        fragment,
        body.headings.iter().map(|heading| heading.id.as_str()),
    ) {
        Some(near) => diagnostic.help(format!("did you mean `#{near}`?")),
        None => diagnostic.help("give the heading this fragment: `## Words {#fragment}`"),
    }
}

/// A path beside a file, from the site's root; `None` where it leads out of the site.
fn resolve(file: &str, path: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_are_resolved_beside_the_file() {
        let check = |file, path, expected: Option<&str>| {
            assert_eq!(
                resolve(file, path).as_deref(),
                expected,
                "{path} beside {file}"
            );
        };
        check(
            "content/events/a.md",
            "hall.jpg",
            Some("content/events/hall.jpg"),
        );
        check(
            "content/events/a.md",
            "./x/../hall.jpg",
            Some("content/events/hall.jpg"),
        );
        check(
            "content/events/a.md",
            "../actors/nato.md",
            Some("content/actors/nato.md"),
        );
        check("content/events/a.md", "../../../etc/passwd", None);
    }
}
