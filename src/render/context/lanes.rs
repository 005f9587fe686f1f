//! The whole timeline in lanes: which terms have one, which events are in it, and which other ways there are.

use super::Contexts;
use crate::graph::Target;
use crate::plan::{Route, lane_routes};
use crate::site::{EventId, TaxonomyId, TermId};
use crate::view::WayView;

/// The most lanes: more are a list, and have a page.
const MOST_LANES: usize = 12;
/// The most marks of a drawing. A mark takes about 120 bytes of a compressed page and five nodes of a browser's tree.
const MOST_MARKS: usize = 160;
/// The most marks of one lane.
pub(super) const MOST_IN_LANE: usize = 40;

/// A lane before it is drawn.
pub(super) struct Lane {
    /// What stands at its head.
    pub(super) words: Option<String>,
    /// The page of what its events share.
    pub(super) url: Option<String>,
    /// The events, in order.
    pub(super) events: Vec<EventId>,
}

/// The whole timeline in lanes.
pub(super) struct Arrangement {
    /// The lanes, from top to bottom.
    pub(super) lanes: Vec<Lane>,
    /// The most events of a lane that are drawn one by one.
    pub(super) most_marks: usize,
    /// The lanes that there was no room for.
    pub(super) left_out: usize,
}

impl Contexts<'_> {
    /// The lanes of a taxonomy's largest terms, of the rest, and of the lead events where the others only count; without
    /// a taxonomy one lane of all events.
    pub(super) fn arrangement(&self, taxonomy: Option<TaxonomyId>) -> Arrangement {
        let Some(taxonomy) = taxonomy else {
            let lane = Lane {
                words: None,
                url: None,
                events: self.site.timeline.all.clone(),
            };
            return Arrangement {
                lanes: vec![lane],
                most_marks: MOST_IN_LANE,
                left_out: 0,
            };
        };
        let graph = &self.site.graph.terms;
        // Parts are in the lane of what they are part of.
        let is_whole = |id: &TermId| {
            let links = &graph[id.index()];
            links.ancestors.is_empty() && !links.events.is_empty()
        };
        let mut terms: Vec<TermId> = self.site.terms_of(taxonomy).filter(is_whole).collect();
        let all = terms.len();
        terms.sort_by_key(|id| std::cmp::Reverse(graph[id.index()].events.len()));
        terms.truncate(MOST_LANES);
        let mut lanes: Vec<Lane> = terms
            .iter()
            .map(|&id| Lane {
                words: Some(self.title(Target::Term(id)).to_owned()),
                url: Some(self.target_url(Target::Term(id))),
                events: graph[id.index()].events.clone(),
            })
            .collect();
        lanes.extend(self.rest(&lanes));
        let most_marks = most_in_lane(lanes.len());
        if lanes.iter().any(|lane| lane.events.len() > most_marks) {
            lanes.splice(0..0, self.lead_lane());
        }
        Arrangement {
            lanes,
            most_marks,
            left_out: all - terms.len(),
        }
    }

    /// The events of no lane, as a lane of their own.
    fn rest(&self, lanes: &[Lane]) -> Option<Lane> {
        let mut is_shown = vec![false; self.site.events.len()];
        for id in lanes.iter().flat_map(|lane| &lane.events) {
            is_shown[id.index()] = true;
        }
        let all = self.site.timeline.all.iter().copied();
        let events: Vec<EventId> = all.filter(|id| !is_shown[id.index()]).collect();
        (!events.is_empty()).then(|| Lane {
            url: None,
            words: Some(self.language().word("other_events").to_owned()),
            events,
        })
    }

    /// The lead events, told one by one where the lanes below only count.
    fn lead_lane(&self) -> Option<Lane> {
        let events = self.leads();
        (1..=MOST_IN_LANE).contains(&events.len()).then(|| Lane {
            url: None,
            words: Some(self.language().word("key_events").to_owned()),
            events,
        })
    }

    /// The ways to arrange the timeline in lanes.
    pub(super) fn ways(&self, shown: Option<TaxonomyId>) -> Vec<WayView> {
        let way = |(id, route): (TaxonomyId, Route)| WayView {
            title: self
                .taxonomy_title(&self.site.settings.taxonomies[id.index()])
                .to_owned(),
            url: self.url(&route),
            current: Some(id) == shown,
        };
        lane_routes(self.site).into_iter().map(way).collect()
    }
}

/// The most marks of one lane of so many: all share what a drawing can hold.
fn most_in_lane(lanes: usize) -> usize {
    (MOST_MARKS / lanes.max(1)).clamp(12, MOST_IN_LANE)
}
