//! The lines of an iCalendar file: escaping of text (RFC 5545, section 3.3.11) and folding (section 3.1).

use super::characters::{self, is_plain};

/// The octets of a line before its break. A character that does not fit goes whole into the next line.
const LINE_OCTETS: usize = 75;

/// Content lines, each ending in CR LF.
#[derive(Default)]
pub(super) struct ContentLines(String);

impl ContentLines {
    /// A property with a text, which is escaped.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.raw(name, &escaped(text));
    }

    /// A property with several texts.
    pub(super) fn texts(&mut self, name: &str, texts: &[String]) {
        if !texts.is_empty() {
            let escaped: Vec<String> = texts.iter().map(|text| escaped(text)).collect();
            self.raw(name, &escaped.join(","));
        }
    }

    /// A property with a value of another type than text. No control gets through: it could begin a line of its own.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        if is_plain(name) && is_plain(value) {
            return self.plain(&[name, ":", value]);
        }
        let mut room = LINE_OCTETS;
        let value = value.chars().filter(|c| !c.is_control());
        for c in name.chars().chain([':']).chain(value) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE_OCTETS - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }

    /// A line of printable ASCII characters, each of them one octet.
    fn plain(&mut self, parts: &[&str]) {
        let mut room = LINE_OCTETS;
        for mut part in parts.iter().copied() {
            while part.len() > room {
                let (fitting, rest) = part.split_at(room);
                self.0.extend([fitting, "\r\n "]);
                room = LINE_OCTETS - 1;
                part = rest;
            }
            self.0.push_str(part);
            room -= part.len();
        }
        self.0.push_str("\r\n");
    }

    /// Lines that were written and folded already.
    pub(super) fn folded(&mut self, lines: &str) {
        self.0.push_str(lines);
    }

    /// Makes room for so many bytes.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

fn escaped(text: &str) -> String {
    let text = characters::text(text);
    if !text.contains(['\n', '\t', '\\', ';', ',']) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        let mut lines = ContentLines::default();
        lines.text("SUMMARY", text);
        lines.0
    }

    #[test]
    fn texts_are_escaped() {
        let check = |text: &str, expected: &str| {
            assert_eq!(lines(text), format!("SUMMARY:{expected}\r\n"), "{text:?}");
        };
        check("plain: \"text\"", "plain: \"text\"");
        check(r"a;b,c\d", r"a\;b\,c\\d");
        check("a\r\nb\rc\nd", r"a\nb\nc\nd");
        check("x\r\nEND:VEVENT", r"x\nEND:VEVENT");
        check("\u{0}\u{7}bell", "bell");
    }

    #[test]
    fn lines_are_folded_without_cutting_a_character() {
        for filler in ["a", "é", "日", "🕯"] {
            for shift in 0..4 {
                let text = "x".repeat(shift) + &filler.repeat(100);
                let folded = lines(&text);
                for line in folded.split("\r\n") {
                    assert!(line.len() <= 75, "{line:?}");
                }
                let unfolded = folded.replace("\r\n ", "");
                assert_eq!(unfolded, format!("SUMMARY:{text}\r\n"));
            }
        }
    }
}
