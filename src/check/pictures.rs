//! Pictures of records: each is there, and described for those who do not see it.

use crate::content::Image;
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place, SitePath};
use crate::graph::texts::missing_image;
use crate::plan::Plan;
use crate::site::Site;

/// Pictures that a record names and that do not lie in the site.
pub(super) fn exist(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    let is_there = |path: &str| {
        site.assets
            .binary_search_by(|asset| (*asset.path).cmp(path))
            .is_ok()
    };
    images(site)
        .filter(|(_, image)| !is_there(&image.file))
        .map(|(file, image)| {
            missing_image(&image.file).at(place(file), "expected a picture beside this file")
        })
        .collect()
}

/// Pictures of records without alternative text (WCAG 2.2, 1.1.1).
pub(super) fn are_described(site: &Site, _: &Plan) -> Vec<Diagnostic> {
    images(site)
        .filter(|(_, image)| image.alt.trim().is_empty())
        .map(|(file, image)| {
            Diagnostic::new(
                Code::MissingAlt,
                format!("the picture `{}` has no alternative text", image.file),
            )
            .at(place(file), "expected what it shows, in words")
            .help("add `alt:` to the image")
        })
        .collect()
}

fn images(site: &Site) -> impl Iterator<Item = (&SitePath, &Image)> {
    let events = site
        .events
        .iter()
        .filter_map(|event| Some((&event.file, event.image.as_ref()?)));
    let terms = site
        .terms
        .iter()
        .filter_map(|term| Some((&term.file, term.image.as_ref()?)));
    events.chain(terms)
}

fn place(file: &SitePath) -> Place {
    Place::at_value(file, FieldPath::key("image"))
}
