//! The words on the axis of a drawing and the pages that they lead to, and what turns a drawing round for languages that are
//! read from the right.

use super::Contexts;
use crate::edtf::Period;
use crate::plan::List;
use crate::render::picture::{AxisLabel, Picture, TickName};
use crate::view::AxisLabelView;

/// The upper edge of the names over the ticks.
const TOP_OF_WHOLES: i32 = 2;
/// How far the upper edge of the ticks' own names stands over the lower edge of the axis.
const NAMES_ABOVE_AXIS: i32 = 34;

/// The periods to whose pages the names on an axis lead.
#[derive(Clone, Copy)]
pub(super) enum LeadsTo {
    /// All that have one.
    All,
    /// Those within this one.
    Within(Period),
    /// None.
    None,
}

impl LeadsTo {
    /// On the drawing of a list. That of a term or a view has names alone: the pages of periods show all events, not the
    /// list's, and a link for each of forty years is much to tab through and to load. A date that reaches out of a period
    /// does not make its drawing lead out of it either.
    pub(super) fn on(list: List) -> Self {
        match list {
            List::All => Self::All,
            List::Period(period) => Self::Within(period),
            List::Term(_) | List::View(_) | List::Source(_) => Self::None,
        }
    }

    fn has(self, period: Period) -> bool {
        match self {
            Self::All => true,
            Self::Within(whole) => {
                let ((from, to), (first, last)) = (whole.days(), period.days());
                from <= first && last <= to
            }
            Self::None => false,
        }
    }
}

impl Contexts<'_> {
    /// The names on the axis: those over the ticks, then the ticks' own.
    pub(super) fn axis_labels(
        &self,
        picture: &Picture,
        mirror: Mirror,
        to: LeadsTo,
    ) -> Vec<AxisLabelView> {
        let own_top = picture.axis_height - NAMES_ABOVE_AXIS;
        let over = picture.axis.wholes.iter();
        let own = (picture.axis.ticks.iter()).filter_map(|tick| tick.label.as_ref());
        let over = over.map(|label| self.axis_label(label, true, TOP_OF_WHOLES, mirror, to));
        let own = own.map(|label| self.axis_label(label, false, own_top, mirror, to));
        over.chain(own).collect()
    }

    fn axis_label(
        &self,
        label: &AxisLabel,
        over: bool,
        y: i32,
        mirror: Mirror,
        to: LeadsTo,
    ) -> AxisLabelView {
        let period = match label.name {
            TickName::Hour(_) => None,
            TickName::Day(day) | TickName::WholeDay(day) => Some(Period::Day(day)),
            TickName::Month(year, month) | TickName::WholeMonth(year, month) => {
                Some(Period::Month(year, month))
            }
            TickName::Year(year) => Some(Period::Year(year)),
        };
        AxisLabelView {
            over,
            y,
            x: mirror.point(label.x),
            left: mirror.rectangle(label.x, label.width.max(24)),
            width: label.width.max(24),
            text: label.text.clone(),
            url: (period.filter(|period| to.has(*period)))
                .and_then(|period| self.period_url(period)),
        }
    }

    /// What a tick of the axis is called.
    pub(super) fn tick_words(&self, tick: TickName) -> String {
        let language = self.language();
        match tick {
            TickName::Hour(hour) => language.clock(hour, 0, None),
            TickName::Day(day) => language.number(u64::from(day.ymd().2)),
            TickName::WholeDay(day) => language.day(day),
            TickName::Month(_, month) => language.short_month_name(month),
            TickName::WholeMonth(year, month) => language.month(year, month),
            TickName::Year(year) => language.year(year),
        }
    }
}

/// Turns a drawing round for languages that are read from the right.
#[derive(Clone, Copy)]
pub(super) struct Mirror {
    /// The width of the drawing.
    pub(super) width: i32,
    /// Whether time runs from right to left.
    pub(super) is_on: bool,
}

impl Mirror {
    /// A point, or the beginning of a text: text that is read from the right begins at its right end.
    pub(super) fn point(self, x: i32) -> i32 {
        if self.is_on { self.width - x } else { x }
    }

    /// The left edge of a rectangle.
    pub(super) fn rectangle(self, x: i32, width: i32) -> i32 {
        if self.is_on {
            self.width - x - width
        } else {
            x
        }
    }
}
