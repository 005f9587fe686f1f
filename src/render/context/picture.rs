//! The drawing of a timeline: which events in which lanes, and the words on it.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Contexts;
use super::axis::{LeadsTo, Mirror};
use super::lanes::{Arrangement, Lane, MOST_IN_LANE};
use crate::edtf::Period;
use crate::graph::Target;
use crate::language::Direction;
use crate::plan::{List, Route, Show, lane_routes, list_events, list_route};
use crate::render::picture::{
    self, Bar, Frame, Item, LANE_FOOT, LanePicture, Mark, Occasion, Picture,
};
use crate::settings::Urls;
use crate::site::{EventId, TaxonomyId};
use crate::view::{BarView, BreakView, LaneView, Link, MarkView, PictureView};

/// The width of a drawing that has a page's whole width.
pub(super) const WIDE: i32 = 1_120;
/// The width of the drawing beside the front page's standfirst.
const NARROW: i32 = 540;
/// The width of the drawing on a phone.
const SMALL: i32 = 328;
/// How far a tick reaches over the lower edge of the axis.
const TICK: i32 = 8;
/// The most rows of one lane.
const MOST_ROWS: usize = 14;
/// The most events that are named because no bar counts them.
const MOST_NAMED: usize = 4;

impl Contexts<'_> {
    /// The drawing of what a page shows; `None` for pages without one, and where nothing has a date that can be drawn.
    pub(crate) fn picture(&self, show: &Show) -> Option<PictureView> {
        match show {
            // Without a standfirst it has the whole width.
            Show::Front if self.site.settings.description.is_none() => {
                self.strip(List::All, &frame(WIDE, 0))
            }
            Show::Front => self.strip(List::All, &frame(NARROW, 0)),
            Show::List(List::All, 1) => self.whole(),
            Show::Lanes(taxonomy) => self.lanes(*taxonomy),
            Show::List(List::Period(Period::Day(_)) | List::Source(_), _) => None,
            Show::List(list, 1) => self.strip(*list, &frame(WIDE, MOST_IN_LANE)),
            _ => None,
        }
    }

    /// The same for a phone, where nothing but how many events begin when has room.
    pub(crate) fn small_picture(&self, show: &Show) -> Option<PictureView> {
        match show {
            Show::Front | Show::List(List::All, 1) | Show::Lanes(_) => {
                self.strip(List::All, &frame(SMALL, 0))
            }
            Show::List(List::Period(Period::Day(_)) | List::Source(_), _) => None,
            Show::List(list, 1) => self.strip(*list, &frame(SMALL, 0)),
            _ => None,
        }
    }

    /// The whole timeline on its own page: in lanes where the list below is short, else counted.
    fn whole(&self) -> Option<PictureView> {
        let timeline = list_route(self.site, List::All);
        let own = lane_routes(self.site)
            .into_iter()
            .find(|(_, route)| *route == timeline);
        if let Some((taxonomy, _)) = own {
            return self.lanes(taxonomy);
        }
        let zoomed = Frame {
            is_zoomed: true,
            ..frame(WIDE, MOST_IN_LANE)
        };
        let mut view = self.strip(List::All, &zoomed)?;
        view.ways = self.ways(None);
        view.zoom = self.zoom(None);
        view.on_disk = self.urls() == Urls::File;
        Some(view)
    }

    /// One lane without a title; `None` for fewer than three events, which a list shows better.
    fn strip(&self, list: List, frame: &Frame) -> Option<PictureView> {
        let events = list_events(self.site, list);
        if events.len() < 3 {
            return None;
        }
        let lane = Lane {
            words: None,
            url: None,
            events: events.to_vec(),
        };
        self.draw(vec![lane], frame, LeadsTo::on(list))
    }

    /// The whole timeline with a lane for each of the largest terms of a taxonomy.
    fn lanes(&self, taxonomy: TaxonomyId) -> Option<PictureView> {
        let Arrangement {
            lanes,
            most_marks,
            left_out,
        } = self.arrangement(Some(taxonomy));
        let frame = Frame {
            is_zoomed: true,
            ..frame(WIDE, most_marks)
        };
        let mut view = self.draw(lanes, &frame, LeadsTo::All)?;
        let slug = &self.site.settings.taxonomies[taxonomy.index()].slug;
        view.more_lanes = left_out;
        view.more_url = Some(self.url(&Route::new(format!("{slug}/"))));
        view.ways = self.ways(Some(taxonomy));
        view.zoom = self.zoom(Some(taxonomy));
        view.on_disk = self.urls() == Urls::File;
        Some(view)
    }

    fn draw(&self, lanes: Vec<Lane>, frame: &Frame, to: LeadsTo) -> Option<PictureView> {
        let items: Vec<picture::Lane> = lanes
            .iter()
            .map(|lane| picture::Lane {
                title: lane.words.clone(),
                items: lane
                    .events
                    .iter()
                    .filter_map(|id| self.item(*id, lane.events.len() <= frame.most_marks))
                    .collect(),
            })
            .collect();
        let picture = picture::draw(&items, frame, &|tick| self.tick_words(tick))?;
        let mirror = Mirror {
            width: frame.width,
            is_on: self.language().direction() == Direction::Rtl,
        };
        Some(self.picture_view(&picture, lanes, mirror, to))
    }

    /// An event to be drawn; without its label where it is only counted.
    fn item(&self, id: EventId, labelled: bool) -> Option<Item> {
        let event = &self.site.events[id.index()];
        Some(Item {
            key: id.index(),
            occasion: (*self.kept.occasions.get(id, || Occasion::of(&event.date)))?,
            label: if labelled {
                event.title.clone()
            } else {
                String::new()
            },
            lead: event.lead,
        })
    }

    fn picture_view(
        &self,
        picture: &Picture,
        lanes: Vec<Lane>,
        mirror: Mirror,
        to: LeadsTo,
    ) -> PictureView {
        let pieces = picture.scale.pieces();
        let left = |x: f64| picture::pixels(x);
        let breaks = pieces.iter().filter(|piece| piece.is_break);
        let seams = pieces
            .windows(2)
            .filter(|pair| !pair[0].is_break && !pair[1].is_break)
            .map(|pair| mirror.point(left(pair[1].left)));
        let count: usize = lanes.iter().map(|lane| lane.events.len()).sum();
        let vague: BTreeSet<usize> = (picture.lanes.iter())
            .flat_map(|lane| lane.bars.vague.iter().copied())
            .collect();
        PictureView {
            width: mirror.width,
            height: picture.height,
            mirrored: mirror.is_on,
            axis: picture.axis_height,
            grid: grid(picture, mirror),
            labels: self.axis_labels(picture, mirror, to),
            breaks: breaks
                .map(|piece| {
                    let width = left(piece.right) - left(piece.left);
                    BreakView {
                        x: mirror.rectangle(left(piece.left), width),
                        width,
                    }
                })
                .collect(),
            seams: seams.collect(),
            more_lanes: 0,
            more_url: None,
            ways: Vec::new(),
            zoom: None,
            on_disk: false,
            has_bars: picture
                .lanes
                .iter()
                .any(|lane| !lane.bars.periods.is_empty()),
            has_marks: picture.lanes.iter().any(|lane| !lane.marks.is_empty()),
            unit: unit(picture),
            vague: vague.len(),
            vague_events: self.vague_events(&vague),
            has_lasting: picture.lanes.iter().any(|lane| lane.bars.has_lasting),
            has_repeated: has_repeated(&lanes),
            name: self.language().labelled(
                self.language().word("timeline"),
                &self.language().count("events", count as u64),
            ),
            lanes: lanes
                .into_iter()
                .zip(&picture.lanes)
                .map(|(lane, drawn)| self.lane_view(lane, drawn, mirror))
                .collect(),
        }
    }

    fn lane_view(&self, lane: Lane, drawn: &LanePicture, mirror: Mirror) -> LaneView {
        LaneView {
            count: lane.events.len(),
            title: drawn.title.clone(),
            url: lane.url,
            top: drawn.top,
            bottom: drawn.bottom,
            title_x: mirror.point(0),
            title_left: mirror.rectangle(0, drawn.title_width),
            title_width: drawn.title_width,
            marks: drawn
                .marks
                .iter()
                .map(|mark| self.mark_view(mark, mirror))
                .collect(),
            columns: columns(drawn, mirror),
            bars: drawn
                .bars
                .periods
                .iter()
                .map(|bar| self.bar_view(bar, mirror))
                .collect(),
        }
    }

    fn mark_view(&self, mark: &Mark, mirror: Mirror) -> MarkView {
        let id = EventId::new(mark.key);
        let event = &self.site.events[mark.key];
        let status = self.status(&self.site.graph.events[mark.key].status);
        let told = if status.told {
            format!(" ({})", status.title)
        } else {
            String::new()
        };
        let (from, to) = mark.reach();
        MarkView {
            url: self.target_url(Target::Event(id)),
            label: mark.label.clone(),
            name: self
                .language()
                .labelled(&self.moment_words(id), &format!("{}{told}", event.title)),
            edge: mark.edge.as_str().to_owned(),
            status: status.key,
            lead: event.lead,
            x: mirror.rectangle(mark.x, mark.width),
            y: mark.y,
            width: mark.width,
            text_x: mirror.point(if mark.ends {
                mark.text_x + mark.text_width
            } else {
                mark.text_x
            }),
            text_ends: mark.ends,
            reach_x: mirror.rectangle(from, to - from),
            reach_width: to - from,
        }
    }

    /// The events that no bar counts, in their order; none where they are too many to be named.
    fn vague_events(&self, vague: &BTreeSet<usize>) -> Vec<Link> {
        if vague.len() > MOST_NAMED {
            return Vec::new();
        }
        let all = self.site.timeline.all.iter();
        all.filter(|id| vague.contains(&id.index()))
            .map(|id| self.link(Target::Event(*id)))
            .collect()
    }

    /// When an event happened, with its local time.
    pub(crate) fn moment_words(&self, id: EventId) -> String {
        let told = self.told(id);
        match &told.local_time {
            Some(time) => format!("{}, {time}", told.text),
            None => told.text.clone(),
        }
    }

    fn bar_view(&self, bar: &Bar, mirror: Mirror) -> BarView {
        let count = self.language().count("events", bar.count as u64);
        BarView {
            name: self
                .language()
                .labelled(&self.period_title(bar.period), &count),
            url: self.period_url(bar.period),
            x: mirror.rectangle(bar.x, bar.width),
            width: bar.width,
        }
    }
}

/// How a drawing is made that stays as it is.
fn frame(width: i32, most_marks: usize) -> Frame {
    Frame {
        width,
        most_marks,
        most_rows: MOST_ROWS,
        is_zoomed: false,
    }
}

/// Whether an event stands in more than one lane.
fn has_repeated(lanes: &[Lane]) -> bool {
    if lanes.len() < 2 {
        return false;
    }
    let mut seen = BTreeSet::new();
    let events = lanes.iter().flat_map(|lane| &lane.events);
    events.into_iter().any(|id| !seen.insert(id.index()))
}

/// The ticks through all lanes as one path.
fn grid(picture: &Picture, mirror: Mirror) -> String {
    let mut path = String::new();
    for tick in &picture.axis.ticks {
        let (x, top) = (mirror.point(tick.x), picture.axis_height - TICK);
        write!(path, "M{x}.5 {top}V{}", picture.height).expect("writing to a string does not fail");
    }
    path
}

/// The columns of a lane as one path.
fn columns(lane: &LanePicture, mirror: Mirror) -> String {
    let foot = lane.bottom - LANE_FOOT;
    let mut path = String::new();
    for column in &lane.bars.columns {
        let (height, width) = (column.height, column.width);
        let x = if mirror.is_on {
            f64::from(mirror.width) - column.x - width
        } else {
            column.x
        };
        write!(path, "M{x:.1} {foot}v-{height}h{width:.1}v{height}z")
            .expect("writing to a string does not fail");
    }
    path
}

/// What every column of a picture counts; `None` where they count different things, and without bars.
fn unit(picture: &Picture) -> Option<String> {
    let columns = || picture.lanes.iter().flat_map(|lane| &lane.bars.columns);
    let first = columns().next()?.period;
    columns()
        .all(|column| column.period.rank() == first.rank())
        .then(|| first.kind().to_owned())
}
