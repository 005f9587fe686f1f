//! The map of a page: which places stand on it.

use super::Contexts;
use crate::content::Location;
use crate::graph::Target;
use crate::plan::{List, Show};
use crate::render::map::{self, Dot, Map, Place, Side};
use crate::site::TermId;
use crate::view::{DotView, MapView};

/// The width of the map of all places.
const WIDE: i32 = 900;
/// The width of the same on a phone.
const SMALL: i32 = 360;
/// The width of the map beside one place's events.
const NARROW: i32 = 340;
/// The space between a dot and its label, and from the middle of a line of text to its foot.
const SPACE: i32 = 5;

impl Contexts<'_> {
    /// The map of the places that a page is about; `None` for pages without one.
    pub(crate) fn map(&self, show: &Show) -> Option<MapView> {
        match show {
            Show::Taxonomy(id, 1) => {
                self.map_of(&self.site.terms_of(*id).collect::<Vec<_>>(), WIDE)
            }
            Show::List(List::Term(id), 1) => self.map_of(&self.located(*id), NARROW),
            _ => None,
        }
    }

    /// The map of all places for a phone, which would show a part of the other and perhaps nothing but sea.
    pub(crate) fn small_map(&self, show: &Show) -> Option<MapView> {
        match show {
            Show::Taxonomy(id, 1) => {
                self.map_of(&self.site.terms_of(*id).collect::<Vec<_>>(), SMALL)
            }
            _ => None,
        }
    }

    fn map_of(&self, subjects: &[TermId], width: i32) -> Option<MapView> {
        let taxonomy = &self.site.terms[subjects.first()?.index()].taxonomy;
        let mut is_subject = vec![false; self.site.terms.len()];
        for id in subjects {
            is_subject[id.index()] = true;
        }
        let places: Vec<Place> = self
            .site
            .terms
            .iter()
            .enumerate()
            .filter(|(_, term)| term.taxonomy == *taxonomy)
            .filter_map(|(index, term)| self.place(index, is_subject[index], term.location?))
            .collect();
        map::draw(&places, width).map(|map| self.map_view(&map))
    }

    /// A term where it is located, else those of its parts that are.
    fn located(&self, id: TermId) -> Vec<TermId> {
        if self.site.terms[id.index()].location.is_some() {
            return vec![id];
        }
        let parts = self.site.terms.iter().enumerate();
        parts
            .map(|(index, term)| (TermId::new(index), term))
            .filter(|(part, term)| {
                let ancestors = &self.site.graph.terms[part.index()].ancestors;
                term.location.is_some() && ancestors.contains(&id)
            })
            .map(|(part, _)| part)
            .collect()
    }

    fn place(&self, index: usize, is_subject: bool, location: Location) -> Option<Place> {
        let weight = self.site.graph.terms[index].events.len();
        let is_on_earth = location.lat.abs() <= 90.0 && location.lon.abs() <= 180.0;
        (is_on_earth && (weight > 0 || is_subject)).then(|| Place {
            key: index,
            lon: location.lon,
            lat: location.lat,
            label: self.site.terms[index].title.clone(),
            weight,
            is_subject,
        })
    }

    fn map_view(&self, map: &Map) -> MapView {
        MapView {
            width: map.width,
            height: map.height,
            name: self.language().word("map_of_places").to_owned(),
            land: map.land.clone(),
            dots: map.dots.iter().map(|dot| self.dot_view(dot)).collect(),
        }
    }

    fn dot_view(&self, dot: &Dot) -> DotView {
        let name = |key: &usize| {
            let events = self.site.graph.terms[*key].events.len() as u64;
            let told = match events {
                0 => self.language().word("mentioned_only").to_owned(),
                _ => self.language().count("events", events),
            };
            self.language()
                .labelled(&self.site.terms[*key].title, &told)
        };
        let names: Vec<String> = dot.keys.iter().map(name).collect();
        let reach = dot.radius + SPACE;
        let side = dot.label.as_ref().map_or(Side::Right, |(_, side)| *side);
        let (label_x, label_y, anchor) = match side {
            Side::Right => (dot.x + reach, dot.y + SPACE, "start"),
            Side::Left => (dot.x - reach, dot.y + SPACE, "end"),
            Side::Above => (dot.x, dot.y - reach - SPACE, "middle"),
            Side::Below => (dot.x, dot.y + reach + 2 * SPACE, "middle"),
        };
        DotView {
            url: self.target_url(Target::Term(TermId::new(dot.keys[0]))),
            name: names.join("; "),
            subject: dot.is_subject,
            x: dot.x,
            y: dot.y,
            radius: dot.radius,
            label: dot.label.as_ref().map(|(label, _)| label.clone()),
            label_x,
            label_y,
            label_anchor: anchor.to_owned(),
        }
    }
}
