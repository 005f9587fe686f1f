//! `/timeline.json`: the events as `TimelineJS` 3 reads them. Its dates have no more parts than the event's precision
//! supports, and what it shows as the date is the sentence; events without a beginning are left out and counted.

use serde::Serialize;

use super::Partial;
use super::characters::{line, text};
use super::entry::{Entry, ends};
use super::json;
use super::links::Links;
use crate::content::Image;
use crate::edtf::{ClockTime, Day, EventDate, Period};
use crate::site::Site;

#[derive(Serialize)]
struct Document {
    title: Slide,
    events: Vec<EventSlide>,
}

#[derive(Serialize)]
struct Slide {
    text: Text,
}

#[derive(Serialize)]
struct EventSlide {
    unique_id: String,
    start_date: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Stamp>,
    display_date: String,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
}

/// Both fields are HTML.
#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

/// All fields but the address are HTML.
#[derive(Serialize)]
struct Media {
    url: String,
    alt: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
}

/// A date of `TimelineJS`: without a month it is a year, without a day a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Stamp {
    /// There is no year 0: −500 is 500 BCE, which is −0499 in EDTF.
    pub(crate) year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hour: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) minute: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) second: Option<u8>,
}

/// The site as a timeline of `TimelineJS`.
#[must_use]
pub fn render(site: &Site, links: &Links) -> Partial {
    let mut left_out = Vec::new();
    let mut events = Vec::new();
    for entry in Entry::all(site) {
        match span(&entry.event.date) {
            Some((start, end)) => events.push(slide(entry, links, start, end)),
            None => left_out.push(entry.id),
        }
    }
    let settings = &site.settings;
    let description = settings.description.as_ref().or(settings.subtitle.as_ref());
    let document = Document {
        title: Slide {
            text: Text {
                headline: escaped(&settings.title),
                text: description.map(|text| paragraph(text)).unwrap_or_default(),
            },
        },
        events,
    };
    Partial {
        bytes: json::bytes(&document),
        left_out,
    }
}

fn slide(entry: Entry, links: &Links, start: Stamp, end: Option<Stamp>) -> EventSlide {
    let event = entry.event;
    let summary = event.summary.as_deref().map(paragraph).unwrap_or_default();
    let page = escaped(&links.record(entry.target()));
    let site = escaped(&entry.site.settings.title);
    let group = entry.terms_of("threads").next();
    EventSlide {
        unique_id: event.slug.to_string(),
        start_date: start,
        end_date: end,
        display_date: escaped(&entry.sentence()),
        text: Text {
            headline: escaped(&event.title),
            text: format!("{summary}<p><a href=\"{page}\">{site}</a></p>"),
        },
        group: group.map(|(_, thread)| escaped(&thread.title)),
        media: event.image.as_ref().map(|image| media(image, links)),
    }
}

fn media(image: &Image, links: &Links) -> Media {
    Media {
        url: links.asset(&image.file),
        alt: escaped(&image.alt),
        credit: image.credit.as_deref().map(escaped),
        caption: image.caption.as_deref().map(escaped),
    }
}

/// The beginning and the end of a date; `None` where it has no known beginning.
pub(crate) fn span(date: &EventDate) -> Option<(Stamp, Option<Stamp>)> {
    if let Some((start, end)) = ends(date) {
        let (start, implied) = span(&start?)?;
        // An end that is itself inexact ends with the last of what it can mean.
        let end = end.and_then(|end| span(&end));
        return Some((
            start,
            end.map_or(implied, |(from, to)| Some(to.unwrap_or(from))),
        ));
    }
    let (earliest, latest) = (date.earliest().day()?, date.latest().day()?);
    if let Some(stamp) = narrowest(date, earliest, latest) {
        return Some((with_time(stamp, date.start_time()), None));
    }
    let (first, last) = (year(earliest.ymd().0), year(latest.ymd().0));
    Some((first, (first != last).then_some(last)))
}

/// The narrowest of the date's periods that holds all of it, where that is a year or narrower.
fn narrowest(date: &EventDate, earliest: Day, latest: Day) -> Option<Stamp> {
    let holds_all = |period: &&Period| {
        let (first, last) = period.days();
        first <= earliest && latest <= last
    };
    let periods = date.periods();
    let width = |period: &&Period| {
        let (first, last) = period.days();
        last.0.saturating_sub(first.0)
    };
    let (year, month, day) = match *periods.iter().filter(holds_all).min_by_key(width)? {
        Period::Day(day) => {
            let (year, month, day) = day.ymd();
            (year, Some(month), Some(day))
        }
        Period::Month(year, month) => (year, Some(month), None),
        Period::Year(year) => (year, None, None),
        Period::Decade(_) | Period::Century(_) => return None,
    };
    Some(Stamp {
        month,
        day,
        ..self::year(year)
    })
}

fn with_time(stamp: Stamp, time: Option<ClockTime>) -> Stamp {
    match time {
        Some(time) if stamp.day.is_some() => Stamp {
            hour: Some(time.hour),
            minute: Some(time.minute),
            second: time.second,
            ..stamp
        },
        _ => stamp,
    }
}

fn year(edtf: i64) -> Stamp {
    Stamp {
        year: if edtf <= 0 {
            edtf.saturating_sub(1)
        } else {
            edtf
        },
        ..Stamp::default()
    }
}

fn paragraph(plain: &str) -> String {
    format!(
        "<p>{}</p>",
        text(&escaped_html(plain)).replace('\n', "<br>")
    )
}

fn escaped(plain: &str) -> String {
    line(&escaped_html(plain))
}

/// Text as HTML: `TimelineJS` puts what it reads into the page as it is.
fn escaped_html(plain: &str) -> String {
    let mut html = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn written(stamp: Stamp) -> String {
        serde_json::to_string(&stamp)
            .unwrap()
            .replace(['"', '{', '}'], "")
    }

    #[test]
    fn dates_have_the_parts_that_their_precision_supports() {
        let check = |edtf: &str, start: &str, end: &str| {
            let (from, to) = span(&EventDate::parse(edtf).unwrap()).unwrap();
            assert_eq!(written(from), start, "{edtf}");
            assert_eq!(to.map(written).unwrap_or_default(), end, "{edtf}");
        };
        check("2022", "year:2022", "");
        check("2022-01", "year:2022,month:1", "");
        check("2022-01-21", "year:2022,month:1,day:21", "");
        check(
            "2022-01-21T11:05",
            "year:2022,month:1,day:21,hour:11,minute:5",
            "",
        );
        check("-0499", "year:-500", "");
        check("0000", "year:-1", "");
        check("2014/..", "year:2014", "");
        check("2014/", "year:2014", "");
        check(
            "2022-01/2022-02-03",
            "year:2022,month:1",
            "year:2022,month:2,day:3",
        );
        check("199X", "year:1990", "year:1999");
        check("199X/2003", "year:1990", "year:2003");
        check("1850~", "year:1850", "");
        check("2022-01-09~", "year:2022,month:1", "");
        check("[2022-01-13..2022-01-20]", "year:2022,month:1", "");
        check("{1960,1961-12}", "year:1960", "year:1961");
        check("{2022,2022-01-05}", "year:2022", "");
        check("2001-21", "year:2001", "");
        check("156X-12-25", "year:1560", "year:1569");
    }

    #[test]
    fn a_date_without_a_beginning_is_left_out() {
        for edtf in ["../1985", "/1985"] {
            assert_eq!(span(&EventDate::parse(edtf).unwrap()), None, "{edtf}");
        }
    }
}
