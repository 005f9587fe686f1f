//! The calendar that a site publishes, with the texts of its events besides: subscribers see what feeds show, a copy that
//! is taken out keeps all words.

use std::collections::HashMap;

use crate::exchange::{Exported, Notes, Outgoing};
use crate::render::event_uuid;

/// The octets of a line that goes on, less the space that it begins with (RFC 5545, section 3.1).
const ROOM: usize = 74;

/// The calendar of all events.
pub(in crate::exchange) fn export(outgoing: &Outgoing) -> Exported {
    let mut notes = Notes::default();
    let published = outgoing.published("timeline.ics");
    if published.is_empty() {
        notes.add("the calendar is empty, since the settings leave calendars out of the site");
    }
    let calendar = String::from_utf8_lossy(&published);
    let left_out = calendar
        .lines()
        .find_map(|line| line.strip_prefix("X-DATELINE-LEFT-OUT:")?.parse().ok());
    notes.add_times(
        "an event whose date is no day, time or range of them is left out",
        left_out.unwrap_or(0),
    );
    let settings = &outgoing.site.settings;
    let texts = outgoing.events().filter_map(|(_, event)| {
        let text = outgoing.markdown(event);
        (!text.is_empty()).then(|| (event_uuid(settings, event.slug.as_str()), text))
    });
    Exported {
        bytes: with_texts(&calendar, &texts.collect()).into_bytes(),
        notes,
    }
}

/// A calendar whose descriptions go on with the texts of their entries, which are known by their `UID`.
fn with_texts(calendar: &str, texts: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(calendar.len());
    let mut text = None;
    let mut is_description = false;
    for line in calendar.split_inclusive("\r\n") {
        if let Some(uid) = line.strip_prefix("UID:") {
            text = texts.get(uid.trim_end());
        }
        if is_description && !line.starts_with(' ') {
            is_description = false;
            if let Some(text) = text.take() {
                go_on(text, &mut out);
            }
        }
        // The description of the calendar itself stands before all entries.
        is_description |= text.is_some() && line.starts_with("DESCRIPTION:");
        out.push_str(line);
    }
    out
}

/// More text for the property that ends here, after an empty line.
fn go_on(text: &str, out: &mut String) {
    let mut room = 0;
    for c in format!("\\n\\n{}", escaped(text)).chars() {
        if c.len_utf8() > room {
            let is_first = out.is_empty() || out.ends_with('\n');
            out.push_str(if is_first { " " } else { "\r\n " });
            room = ROOM;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

/// Text as the value of a property (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_without_cutting_a_character() {
        let calendar = "DESCRIPTION:Of all\r\nUID:1\r\nDESCRIPTION:A\r\n b\r\nSTATUS:CONFIRMED\r\n";
        let long = "ü;\r\n".repeat(30);
        let texts = HashMap::from([("1".to_owned(), long.clone())]);
        let found = with_texts(calendar, &texts);
        assert!(found.starts_with("DESCRIPTION:Of all\r\nUID:1\r\nDESCRIPTION:A\r\n b\r\n \\n\\n"));
        assert!(found.ends_with("\r\nSTATUS:CONFIRMED\r\n"));
        assert!(found.lines().all(|line| line.len() <= 75), "{found}");
        let unfolded = found.replace("\r\n ", "");
        let expected = "ü\\;\\n".repeat(30);
        assert!(
            unfolded.contains(&format!("DESCRIPTION:Ab\\n\\n{expected}\r\n")),
            "{unfolded}"
        );
    }
}
