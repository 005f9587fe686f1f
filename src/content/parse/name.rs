//! What a file's name says: its slug, and for events a date.

use crate::content::Slug;
use crate::edtf::EventDate;

/// The parts of a file's name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileName<'a> {
    /// The name without folder and extension; the folder's name for `index.md`, as sites keep an event's pictures
    /// beside it.
    pub(super) stem: &'a str,
    /// The date that the name begins with, as text.
    pub(super) date: Option<&'a str>,
    /// The stem without that date.
    pub(super) rest: &'a str,
}

impl<'a> FileName<'a> {
    pub(super) fn of(path: &'a str) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // `content/events/index.md` has no folder of its own to be named after.
        let own_folder = folder
            .rsplit_once('/')
            .filter(|(above, _)| above.contains('/'));
        let stem = match own_folder {
            Some((_, folder)) if stem == "index" => folder,
            _ => stem,
        };
        let (date, rest) = split_date(stem);
        Self { stem, date, rest }
    }

    /// The slug of an event: the stem without its date.
    pub(super) fn event_slug(&self) -> Option<Slug> {
        Slug::from_name(self.rest).or_else(|| self.slug())
    }

    /// The slug of every other record: the whole stem.
    pub(super) fn slug(&self) -> Option<Slug> {
        Slug::from_name(self.stem)
    }
}

/// `2022-01-21-talks` → the date and `talks`; `2022-01-21` → the date and itself.
fn split_date(stem: &str) -> (Option<&str>, &str) {
    const SHAPE: &[u8] = b"0000-00-00";
    let bytes = stem.as_bytes();
    let fits = bytes.len() >= SHAPE.len()
        && SHAPE.iter().zip(bytes).all(|(shape, byte)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        });
    if !fits {
        return (None, stem);
    }
    let (date, rest) = stem.split_at(SHAPE.len());
    let rest = match rest.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => rest,
        _ if rest.is_empty() => stem,
        _ => return (None, stem),
    };
    if EventDate::parse(date).is_ok() {
        (Some(date), rest)
    } else {
        (None, stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_and_slugs_from_names() {
        for (path, date, rest) in [
            ("content/events/talks.md", None, "talks"),
            (
                "content/events/a/b/2022-01-21-talks.md",
                Some("2022-01-21"),
                "talks",
            ),
            (
                "content/events/2022-01-21.md",
                Some("2022-01-21"),
                "2022-01-21",
            ),
            ("content/events/2022-01-21x.md", None, "2022-01-21x"),
            ("content/events/2022-1-21-talks.md", None, "2022-1-21-talks"),
            ("content/events/talks/index.md", None, "talks"),
            (
                "content/events/2022-01-21-talks/index.md",
                Some("2022-01-21"),
                "talks",
            ),
            ("content/events/index.md", None, "index"),
            ("content/events/a.b.md", None, "a.b"),
        ] {
            let name = FileName::of(path);
            assert_eq!((name.date, name.rest), (date, rest), "{path}");
        }
    }
}
