//! What `docs/exchange.md` says is kept comes back: import, export, import, of files of every field that it names.

use chrono::{Days, NaiveDate};
use dateline::exchange::NewEvent;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{add, export, read, round_trip, site_of};

/// An event without where it stands, its terms in order.
pub(super) fn kept(event: &NewEvent) -> NewEvent {
    let mut terms = event.terms.clone();
    terms.retain(|(_, names)| !names.is_empty());
    for (_, names) in &mut terms {
        names.sort();
    }
    terms.sort();
    NewEvent {
        place: None,
        terms,
        ..event.clone()
    }
}

fn all_kept(events: &[NewEvent]) -> Vec<NewEvent> {
    events.iter().map(kept).collect()
}

fn words() -> impl Strategy<Value = String> {
    "[A-Z][a-zA-Z,'?&-]{0,8}( [a-zäöü0-9]{1,8}){0,3}[a-z]"
}

fn name() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?"
}

/// A day and perhaps a time.
type Moment = (i64, u8, u8, Option<(u8, u8)>);

fn moment() -> impl Strategy<Value = Moment> {
    let time = prop::option::of((0u8..24, 0u8..60));
    (1i64..3000, 1u8..13, 1u8..29, time)
}

/// Texts of one kind, one for each of some records, with their numbers.
fn numbered<T: std::fmt::Debug>(
    record: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<(usize, T)>> {
    prop::collection::vec(record, 1..4)
        .prop_map(|records| records.into_iter().enumerate().collect())
}

/// An entry of Markwhen with every property that is kept.
fn entry() -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec![
        "announced",
        "reported",
        "confirmed",
        "disputed",
        "cancelled",
    ]);
    let zone = prop::sample::select(vec!["Europe/Zurich", "Asia/Tokyo", "America/New_York"]);
    let span = (moment(), 1u8..10, any::<bool>());
    let lists = (prop::collection::vec(name(), 1..3), name(), words());
    (span, words(), status, zone, lists, prop::option::of(words())).prop_map(
        |(((year, month, day, time), length, is_range), title, status, zone, (actors, place, text), summary)| {
            let date = match (time, is_range) {
                (Some((hour, minute)), _) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
                (None, true) => format!("{year:04}-{month:02}-{day:02}/{:04}-{month:02}", year + i64::from(length)),
                (None, false) => format!("{year:04}-{month:02}-{day:02}"),
            };
            let actors = Value::from(actors);
            let summary = summary.map(|words| format!("summary: {words}\n")).unwrap_or_default();
            format!("{date}: {title}\nstatus: {status}\ntimezone: {zone}\nactors: {actors}\nlocation: {place}\n{summary}\nThe *{text}*.\n\n- {text}\n\n")
        },
    )
}

/// A slide with an id, an end and all of its media that is kept.
fn slide() -> impl Strategy<Value = Value> {
    (moment(), 1i64..9, words(), words(), name(), "[a-z]{3,6}").prop_map(|((year, month, day, time), length, headline, text, group, file)| {
        let mut start = json!({"year": year, "month": month, "day": day});
        let mut end = json!({"year": year + length});
        if let Some((hour, minute)) = time {
            start["hour"] = hour.into();
            start["minute"] = minute.into();
            end = start.clone();
            end["year"] = (year + length).into();
        }
        json!({
            "start_date": start, "end_date": end, "group": group, "text": {"headline": headline, "text": format!("<p>{text}</p>")},
            "media": {"url": format!("https://example.org/{file}.jpg"), "caption": headline, "credit": group, "alt": text},
        })
    })
}

/// An event of a timemap, with a source and two associations of its own.
fn mapped() -> impl Strategy<Value = (Value, Value, [String; 2])> {
    let degrees = (-80i32..80, -170i32..170);
    (moment(), words(), words(), name(), degrees, [name(), name()]).prop_map(
        |((year, month, day, time), title, text, place, (lat, lon), names)| {
            let time = time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")).unwrap_or_default();
            let event = json!({
                "title": title, "description": text, "date": format!("{month}/{day}/{year:04}"), "time": time, "location": place,
                "latitude": format!("{lat}.5"), "longitude": format!("{lon}.25"),
            });
            let source = json!({
                "title": title, "url": "https://example.org/a", "author": place, "date": format!("{month}/{day}/{year:04}"),
                "type": "Video", "description": text,
            });
            (event, source, names)
        },
    )
}

/// An entry of a calendar: with a time in a zone or in UTC, or of whole days.
fn calendar_entry() -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec![
        "STATUS:CONFIRMED\r\n",
        "STATUS:CANCELLED\r\n",
        "STATUS:TENTATIVE\r\n",
        "",
    ]);
    let lead = prop::sample::select(vec!["", ";TZID=Europe/Zurich"]);
    (
        0u64..47_000,
        prop::option::of(0u8..24),
        1u64..3,
        words(),
        name(),
        status,
        lead,
    )
        .prop_map(|(since_1970, hour, length, title, place, status, zone)| {
            let title = title.replace(',', "\\,");
            let first = NaiveDate::default() + Days::new(since_1970);
            let day_after = |days: u64| (first + Days::new(days)).format("%Y%m%d");
            let dates = match hour {
                Some(hour) => format!(
                    "DTSTART{zone}:{0}T{hour:02}0500\r\nDTEND{zone}:{0}T{hour:02}4500\r\n",
                    day_after(0)
                ),
                None => format!(
                    "DTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}\r\n",
                    day_after(0),
                    day_after(length)
                ),
            };
            format!("{dates}SUMMARY:{title}\r\nLOCATION:{place}\r\n{status}")
        })
}

/// What a calendar says when it comes back: moments in UTC, title, place, status.
fn moments(events: &[NewEvent]) -> Vec<(String, String, Vec<String>, Option<String>)> {
    let mut found: Vec<_> = events
        .iter()
        .map(|event| {
            let places = event.terms.iter().find(|(key, _)| key == "places");
            let places = places.map(|(_, names)| names.clone()).unwrap_or_default();
            let zone = event.timezone.as_deref().unwrap_or("UTC");
            let file = format!(
                "---\ntitle: A\ndate: {}\ntimezone: {zone}\n---\n",
                event.date
            );
            let is_local = event.date.contains('T') && !event.date.contains('Z');
            let date = if is_local {
                in_utc(&file)
            } else {
                event.date.clone()
            };
            (date, event.title.clone(), places, event.status.clone())
        })
        .collect();
    found.sort();
    found
}

/// The moments of an event in UTC, as the published calendar has them.
fn in_utc(file: &str) -> String {
    let folder = super::added(&[("content/events/a.md", file)]);
    let calendar = String::from_utf8(export(&folder, "ics").bytes).unwrap();
    read("ics", &calendar, &[], None).events[0].date.clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn markwhen_keeps_ids_and_properties(entries in numbered(entry()), threads in prop::collection::vec("[A-Z][a-z]{3,9}", 2..4)) {
        let mut text = String::new();
        for (number, entry) in &entries {
            let (first, rest) = entry.split_once('\n').unwrap();
            let thread = &threads[number % threads.len()];
            let parts = [&format!("# {thread}\n\n{first} #tag{number}\nid: entry-{number}\n"), rest];
            text.extend(parts);
        }
        let (first, second) = round_trip("markwhen", "markwhen", &text);
        prop_assert_eq!(all_kept(&first), all_kept(&second));
    }

    #[test]
    fn slides_keep_ids_ends_and_media(slides in numbered(slide())) {
        let slides: Vec<Value> = slides.into_iter().map(|(number, mut slide)| {
            slide["unique_id"] = format!("slide-{number}").into();
            slide
        }).collect();
        let text = json!({"events": slides}).to_string();
        for format in ["timelinejs", "timelinejs-csv"] {
            let (first, second) = round_trip("timelinejs", format, &text);
            prop_assert_eq!(all_kept(&first), all_kept(&second));
        }
    }

    #[test]
    fn timemaps_keep_events_and_sources(records in numbered(mapped())) {
        let (mut events, mut sources, mut associations) = (Vec::new(), Map::new(), Vec::new());
        for (number, (mut event, mut source, [filter, narrative])) in records {
            event["id"] = format!("event-{number}").into();
            event["sources"] = json!([format!("s{number}")]);
            event["associations"] = json!([format!("f{number}"), format!("n{number}")]);
            source["id"] = format!("s{number}").into();
            source["url"] = format!("https://example.org/{number}").into();
            sources.insert(format!("s{number}"), source);
            let taxonomy = ["topics", "actors"][number % 2];
            associations.push(json!({"id": format!("f{number}"), "title": filter, "mode": "FILTER", "filter_paths": [taxonomy, filter]}));
            associations.push(json!({"id": format!("n{number}"), "title": narrative, "mode": "NARRATIVE"}));
            events.push(event);
        }
        let text = json!({"events": events, "sources": sources, "associations": associations}).to_string();
        let (folder, _) = site_of("timemap", &text);
        let sent = String::from_utf8(export(&folder, "timemap").bytes).unwrap();
        let (first, second) = (read("timemap", &text, &[], None), read("timemap", &sent, &[], None));
        prop_assert_eq!(&second.diagnostics, &[]);
        let of_sources = |imported: &dateline::exchange::Imported| {
            let mut sources: Vec<_> = imported.sources.iter().map(|source| (source.id.clone(), source.fields.clone())).collect();
            sources.sort_by(|a, b| a.0.cmp(&b.0));
            sources
        };
        prop_assert_eq!(of_sources(&first), of_sources(&second));
        let in_order = |events: &[NewEvent]| {
            let mut events = all_kept(events);
            events.sort_by(|a, b| (&a.title, &a.date).cmp(&(&b.title, &b.date)));
            // An event that was exported is known by its address.
            for event in &mut events {
                event.id.clear();
                event.slug.clear();
            }
            events
        };
        prop_assert_eq!(in_order(&first.events), in_order(&second.events));
    }

    #[test]
    fn calendars_keep_moments_titles_places_and_statuses(entries in numbered(calendar_entry())) {
        let entries: Vec<String> = entries
            .into_iter()
            .map(|(number, entry)| format!("BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTAMP:20220101T000000Z\r\n{entry}END:VEVENT\r\n"))
            .collect();
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n", entries.concat());
        let (folder, _) = site_of("ics", &text);
        let sent = String::from_utf8(export(&folder, "ics").bytes).unwrap();
        let (first, second) = (read("ics", &text, &[], None), read("ics", &sent, &[], None));
        prop_assert_eq!(&second.diagnostics, &[]);
        prop_assert_eq!(moments(&first.events), moments(&second.events));
    }

    #[test]
    fn tables_and_objects_say_the_same_and_come_in_once(rows in numbered((moment(), words(), words(), [name(), name()]))) {
        let (mut table, mut lines) = ("id,title,date,time,text,actors,url,publisher,published,other\n".to_owned(), String::new());
        for (number, ((year, month, day, time), title, text, [one, two])) in rows {
            let date = format!("{year:04}-{month:02}-{day:02}");
            let time = time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")).unwrap_or_default();
            let url = format!("https://example.org/{number}");
            let row = format!("r{number},\"{title}\",{date},{time},\"{text}\n{text}\",{one}; {two},{url},{one},{date},{two}\n");
            table.push_str(&row);
            let object = json!({
                "id": format!("r{number}"), "title": title, "date": date, "time": time, "text": format!("{text}\n{text}"), "actors": [one, two],
                "url": url, "publisher": one, "published": date, "other": two,
            });
            lines.extend([object.to_string(), "\n".to_owned()]);
        }
        let (from_table, from_lines) = (read("csv", &table, &[], None), read("jsonl", &lines, &[], None));
        prop_assert_eq!(all_kept(&from_table.events), all_kept(&from_lines.events));
        for (format, text) in [("csv", &table), ("jsonl", &lines)] {
            let (mut folder, prepared) = site_of(format, text);
            prop_assert_eq!(super::events(&prepared).len(), from_table.events.len());
            let (_, again) = add(&mut folder, format, text);
            prop_assert_eq!(again.files.len(), 0);
        }
    }
}
