//! What lists are filtered by in the browser: the facets of a list, and for each row the pages that its choices lead to.

use super::Contexts;
use crate::graph::Target;
use crate::site::{EventId, TaxonomyId};
use crate::view::FacetView;

/// Shorter lists are read faster than they are filtered.
pub(super) const FILTERED_FROM: usize = 8;

impl Contexts<'_> {
    /// What an event can be found by, a line for each: its terms with the larger ones that they are part of (an event in a
    /// hotel is one of the hotel's town too), its sources, its status.
    pub(super) fn facets_of(&self, id: EventId) -> String {
        let links = &self.site.graph.events[id.index()];
        let mut targets: Vec<Target> = Vec::new();
        for term in &links.terms {
            let larger = &self.site.graph.terms[term.index()].ancestors;
            for id in std::iter::once(term).chain(larger) {
                if !targets.contains(&Target::Term(*id)) {
                    targets.push(Target::Term(*id));
                }
            }
        }
        let sources = links.text.citations.iter();
        targets.extend(sources.map(|citation| Target::Source(citation.source)));
        let mut text = String::with_capacity(48 * (targets.len() + 1));
        for target in targets {
            text.extend([&self.target_url(target), " ", self.title(target), "\n"]);
        }
        let status = self.status(&links.status);
        text.extend(["status/", &status.key, " ", &status.title]);
        text
    }

    /// What a list of so many events can be filtered by: the taxonomies that have terms, and the sources.
    pub(super) fn facets(&self, events: usize) -> Vec<FacetView> {
        if events < FILTERED_FROM {
            return Vec::new();
        }
        let taxonomies = self.site.settings.taxonomies.iter().enumerate();
        let mut facets: Vec<FacetView> = taxonomies
            .filter(|(index, _)| self.site.terms_of(TaxonomyId::new(*index)).len() > 0)
            .map(|(_, taxonomy)| FacetView {
                key: taxonomy.slug.to_string(),
                title: self.taxonomy_title(taxonomy).to_owned(),
            })
            .collect();
        if !self.site.sources.is_empty() {
            facets.push(FacetView {
                key: "sources".to_owned(),
                title: self.language().word("sources").to_owned(),
            });
        }
        facets
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fmt::Write;

    use crate::compile::Options;
    use crate::folder::Folder;
    use crate::prepare::prepare;
    use crate::render::Rendered;

    /// The timeline of a site of so many events in a hotel, which is part of a town.
    fn timeline(events: usize) -> String {
        let mut site = "-- dateline.yaml --\ntitle: T\n-- content/places/hotel.md --\n---\ntitle: Hotel \"A\"\npart_of: Town\n---\n"
            .to_owned();
        for number in 1..=events {
            write!(
                site,
                "-- content/events/e{number}.md --\n---\ntitle: E\ndate: 2022-01-0{number}\nplaces: [hotel]\nsources: [{{ title: S }}]\n---\n"
            )
            .unwrap();
        }
        let renderer = prepare(&Folder::from_literal(&site), &Options::default())
            .renderer
            .unwrap();
        let output = renderer.plan().of_file("timeline/index.html").unwrap();
        let Rendered::Bytes(bytes) = renderer.render(output).unwrap() else {
            panic!("the timeline is a page");
        };
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn rows_name_their_terms_with_the_larger_ones_their_sources_and_their_status() {
        let page = timeline(1);
        let facets = page.split("data-facets=\"").nth(1).unwrap();
        let lines: Vec<&str> = facets.split('"').next().unwrap().lines().collect();
        assert_eq!(lines[0], "places/hotel/ Hotel &quot;A&quot;");
        assert_eq!(lines[1], "places/town/ Town");
        assert!(lines[2].starts_with("sources/") && lines[2].ends_with("/ S"));
        assert_eq!(lines[3..], ["status/reported reported"]);
        assert!(page.contains("data-earliest=\"2022-01-01\" data-latest=\"2022-01-01\""));
    }

    #[test]
    fn only_long_lists_have_filters_and_only_those_that_choose() {
        assert!(!timeline(7).contains("id=\"filters-form\""));
        let page = timeline(8);
        for name in ["places", "sources", "status", "from", "to"] {
            assert!(page.contains(&format!(" name=\"{name}\"")), "{name}");
        }
        assert!(!page.contains("name=\"actors\""), "there are no actors");
    }
}
