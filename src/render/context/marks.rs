//! What a script needs to draw the whole timeline at any scale: the strip over which a span is chosen, and the file of all
//! marks, where each event stands in time to the second and in which lanes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::Contexts;
use super::filters::FILTERED_FROM;
use super::is_told;
use super::lanes::Lane;
use super::picture::WIDE;
use crate::edtf::{Day, Period};
use crate::graph::Target;
use crate::language::DateForms;
use crate::plan::{DataFile, List, Route, lane_routes, list_route, pages};
use crate::render::json;
use crate::render::picture::{Occasion, Piece, Scale, count, pixels};
use crate::settings::Urls;
use crate::site::{EventId, TaxonomyId};
use crate::view::ZoomView;

/// The most pages of a list that the script of filters fetches.
const MOST_FETCHED: usize = 40;
/// The height of the strip.
const STRIP: i32 = 44;
/// The width of its bars.
const STRIP_BAR: usize = 5;
/// The name of the arrangement without lanes.
const ALL: &str = "all";
/// A second, in parts of a day: what times are rounded to.
const SECONDS: f64 = 86_400.0;

/// The farthest day from 1970-01-01 that a script can place: 270,000 million years away. Beyond, seconds leave the range of
/// their integers, and soon a script's numbers are too coarse for single days.
const FARTHEST: f64 = 1e14;

/// The file.
#[derive(Serialize)]
struct Marks<'a> {
    /// The days that have pages, in days since 1970-01-01, each as the distance from the one before.
    days: Vec<i64>,
    forms: DateForms,
    /// The statuses that are told beside a title, by their keys.
    statuses: BTreeMap<String, String>,
    events: Events<'a>,
    arrangements: BTreeMap<&'a str, Arranged>,
}

/// The events as columns, which a packer makes smaller than rows. Times are seconds since 1970-01-01, local to the event.
#[derive(Default, Serialize)]
struct Events<'a> {
    url: Vec<String>,
    title: Vec<&'a str>,
    when: Vec<String>,
    /// Where it begins; none where that is open.
    from: Vec<Option<i64>>,
    /// How long it is; none where its end is open.
    length: Vec<Option<i64>>,
    /// How long its beginning is, or its end where the beginning is open: what is vaguer than a period is not counted in it.
    vague: Vec<i64>,
    edge: Vec<&'static str>,
    status: Vec<&'a str>,
    lead: Vec<u8>,
}

/// An arrangement in lanes.
#[derive(Serialize)]
struct Arranged {
    /// The pieces of the scale: from, to (seconds), left, right (pixels), the length of the shortest event, whether it is a break.
    pieces: Vec<(f64, f64, f64, f64, Option<f64>, u8)>,
    lanes: Vec<ArrangedLane>,
}

#[derive(Serialize)]
struct ArrangedLane {
    title: Option<String>,
    url: Option<String>,
    /// The places of its events in the columns, each as the distance from the one before.
    events: Vec<i64>,
}

impl Contexts<'_> {
    /// What a page needs for a drawing of any scale; `None` where there is nothing to choose from, where time reaches farther
    /// than a script can count, and for sites that are opened from a disk, where no script may fetch a file.
    pub(super) fn zoom(&self, taxonomy: Option<TaxonomyId>) -> Option<ZoomView> {
        let occasions = self.occasions(&self.site.timeline.all);
        if occasions.len() < 3 || self.urls() == Urls::File {
            return None;
        }
        let scale = self.scale(&self.arrangement(taxonomy).lanes)?;
        if !is_countable(&scale) {
            return None;
        }
        Some(ZoomView {
            marks: self.url(&Route::new(DataFile::Marks.file_name())),
            arrangement: self.arrangement_name(taxonomy).to_owned(),
            strip: strip(&occasions, &scale),
            strip_height: STRIP,
            list: self.filtered_list(),
        })
    }

    /// The page whose list can be filtered by days, as a whole.
    fn filtered_list(&self) -> Option<String> {
        let events = self.site.timeline.all.len();
        let is_fetched = pages(events, self.site) <= MOST_FETCHED;
        (events >= FILTERED_FROM && is_fetched).then(|| self.url(&list_route(self.site, List::All)))
    }

    /// The file of all marks.
    pub(crate) fn marks(&self) -> Vec<u8> {
        let all = &self.site.timeline.all;
        let places: BTreeMap<EventId, i64> = all.iter().copied().zip(0..).collect();
        let taxonomies = lane_routes(self.site).into_iter().map(|(id, _)| Some(id));
        let arrangements = taxonomies.chain([None]).filter_map(|taxonomy| {
            let lanes = self.arrangement(taxonomy).lanes;
            let pieces = self.scale(&lanes)?.pieces().iter().map(piece).collect();
            let lanes = lanes.into_iter().map(|lane| arranged(lane, &places));
            let arranged = Arranged {
                pieces,
                lanes: lanes.collect(),
            };
            Some((self.arrangement_name(taxonomy), arranged))
        });
        json::bytes(&Marks {
            days: self.day_pages(),
            forms: self.language().date_forms(),
            statuses: self.told_statuses(),
            events: self.columns(all),
            arrangements: arrangements.collect(),
        })
    }

    fn arrangement_name(&self, taxonomy: Option<TaxonomyId>) -> &str {
        taxonomy.map_or(ALL, |id| &self.site.settings.taxonomies[id.index()].key)
    }

    fn occasions(&self, events: &[EventId]) -> Vec<Occasion> {
        let date = |id: &EventId| Occasion::of(&self.site.events[id.index()].date);
        events.iter().filter_map(date).collect()
    }

    fn scale(&self, lanes: &[Lane]) -> Option<Scale> {
        let occasions = lanes.iter().flat_map(|lane| self.occasions(&lane.events));
        let occasions: Vec<Occasion> = occasions.collect();
        Scale::of(&occasions.iter().collect::<Vec<_>>(), WIDE)
    }

    fn columns(&self, all: &[EventId]) -> Events<'_> {
        let mut columns = Events::default();
        for &id in all {
            let event = &self.site.events[id.index()];
            // An event without any known date has its place in the columns, and is in no drawing.
            let occasion = Occasion::of(&event.date);
            let start = occasion.and_then(|occasion| occasion.start);
            let end = occasion.and_then(|occasion| occasion.end);
            let known = occasion.map_or((0.0, 0.0), |occasion| (occasion.at, occasion.until));
            columns.url.push(self.target_url(Target::Event(id)));
            columns.title.push(&event.title);
            columns.when.push(self.moment_words(id));
            columns.from.push(start.map(seconds));
            columns.length.push(match (start, end) {
                (Some(start), Some(end)) => Some(seconds(end) - seconds(start)),
                // Without a beginning there is nothing to count from: the end itself.
                (None, Some(end)) => Some(seconds(end)),
                (_, None) => None,
            });
            columns.vague.push(seconds(known.1) - seconds(known.0));
            columns
                .edge
                .push(occasion.map_or("", |occasion| occasion.edge.as_str()));
            columns
                .status
                .push(&self.site.graph.events[id.index()].status);
            columns.lead.push(u8::from(event.lead));
        }
        columns
    }

    fn day_pages(&self) -> Vec<i64> {
        let mut before = 0;
        let periods = self.site.timeline.periods.iter();
        let days = periods.filter_map(|(period, _)| match period {
            Period::Day(Day(day)) => Some(day),
            _ => None,
        });
        days.map(|day| day - std::mem::replace(&mut before, day))
            .collect()
    }

    fn told_statuses(&self) -> BTreeMap<String, String> {
        let statuses = self.site.graph.events.iter().map(|links| &links.status);
        statuses
            .filter(|status| is_told(status))
            .map(|status| (status.clone(), self.status(status).title))
            .collect()
    }
}

fn arranged(lane: Lane, places: &BTreeMap<EventId, i64>) -> ArrangedLane {
    let mut before = 0;
    let mut step = |id: &EventId| {
        let distance = places[id] - before;
        before = places[id];
        distance
    };
    ArrangedLane {
        events: lane.events.iter().map(&mut step).collect(),
        title: lane.words,
        url: lane.url,
    }
}

/// Whether a script can count the days of a scale.
fn is_countable(scale: &Scale) -> bool {
    let mut pieces = scale.pieces().iter();
    pieces.all(|piece| piece.from >= -FARTHEST && piece.to <= FARTHEST)
}

fn piece(piece: &Piece) -> (f64, f64, f64, f64, Option<f64>, u8) {
    let cents = |length: f64| (length * 100.0).round() / 100.0;
    (
        (piece.from * SECONDS).round(),
        (piece.to * SECONDS).round(),
        cents(piece.left),
        cents(piece.right),
        piece
            .finest
            .is_finite()
            .then(|| (piece.finest * SECONDS).round()),
        u8::from(piece.is_break),
    )
}

#[allow(clippy::cast_possible_truncation)] // A float past the range becomes its end: nothing is drawn there.
fn seconds(days: f64) -> i64 {
    (days * SECONDS).round() as i64
}

/// How many events begin where, as bars of one path.
fn strip(occasions: &[Occasion], scale: &Scale) -> String {
    let mut counts = vec![0_usize; WIDE.unsigned_abs() as usize / STRIP_BAR];
    for occasion in occasions {
        let place = pixels(scale.x(occasion.at)).clamp(0, WIDE - 1);
        counts[place.unsigned_abs() as usize / STRIP_BAR] += 1;
    }
    // The root keeps single events in sight beside a crowd; the strip shows where something is, not how much.
    let most = counts.iter().copied().max().unwrap_or_default().max(4);
    let mut path = String::new();
    for (place, number) in counts
        .into_iter()
        .enumerate()
        .filter(|(_, number)| *number > 0)
    {
        let height = pixels(f64::from(STRIP - 4) * (count(number) / count(most)).sqrt()).max(3);
        write!(
            path,
            "M{} {STRIP}v-{height}h{}v{height}z",
            place * STRIP_BAR,
            STRIP_BAR - 1
        )
        .expect("writing to a string does not fail");
    }
    path
}
