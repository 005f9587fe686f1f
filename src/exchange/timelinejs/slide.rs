//! A slide as both forms of `TimelineJS` have it, and as an event.

use serde_json::Value;

use super::fault::Fault;
use super::stamp::{END, RawStamp, START};
use super::write;
use crate::content::Slug;
use crate::diagnostic::Code;
use crate::edtf::EventDate;
use crate::exchange::{Imported, Media, NewEvent, Notes, Text, date, html, plain};

/// Characters that a summary has at most: a first paragraph that is longer is a part of the text.
const SUMMARY: usize = 400;

/// A slide. Texts are HTML; what is not there is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Slide {
    pub(super) id: String,
    pub(super) start: RawStamp,
    pub(super) end: RawStamp,
    pub(super) display: String,
    pub(super) headline: String,
    pub(super) text: String,
    pub(super) media: Media,
    pub(super) group: String,
    /// `title`, `era`, or anything else.
    pub(super) kind: String,
    pub(super) background: bool,
    /// The date as Dateline exported it; `TimelineJS` does not read it.
    pub(super) edtf: String,
}

impl Slide {
    /// Adds the slide to what was imported: an event, or lines for the settings.
    pub(super) fn add_to(&self, imported: &mut Imported) -> Result<Option<NewEvent>, Fault> {
        match self.kind.trim().to_lowercase().as_str() {
            "title" => {
                self.title(imported);
                Ok(None)
            }
            "era" => self.era(imported).map(|()| None),
            _ => self.event(&mut imported.notes).map(Some),
        }
    }

    fn title(&self, imported: &mut Imported) {
        for (key, html) in [("title", &self.headline), ("description", &self.text)] {
            let words = html::words(html);
            if !words.is_empty() {
                imported
                    .settings
                    .push(format!("{key}: {}", Value::from(words)));
            }
        }
        if !self.media.url.is_empty() {
            imported
                .notes
                .add("the media of the title slide are left out");
        }
    }

    fn era(&self, imported: &mut Imported) -> Result<(), Fault> {
        let (Some(start), Some(end)) = (self.start.read(&START)?, self.end.read(&END)?) else {
            return Err(Fault::new(
                Code::MissingField,
                "End Year",
                "an era needs a beginning and an end",
            ));
        };
        let dates = date::range(&start, Some(&end))
            .map_err(|error| Fault::new(Code::BadDate, "End Year", error.message))?;
        let title = html::words(&self.headline);
        let slug = Slug::from_name(&title).or_else(|| Slug::from_name(&format!("era {dates}")));
        let Some(slug) = slug else { return Ok(()) };
        if !imported.settings.iter().any(|line| line == "views:") {
            imported.settings.push("views:".to_owned());
        }
        imported.settings.push(format!(
            "  {slug}: {{ title: {}, dates: \"{dates}\" }}",
            Value::from(title)
        ));
        Ok(())
    }

    fn event(&self, notes: &mut Notes) -> Result<NewEvent, Fault> {
        let Some(start) = self.start.read(&START)? else {
            return Err(Fault::new(
                Code::MissingField,
                START.year,
                "the slide has no date",
            ));
        };
        let end = self.end.read(&END)?;
        let date = date::range(&start, end.as_deref())
            .map_err(|error| Fault::new(Code::BadDate, END.year, error.message))?;
        let text = html::blocks(&self.text);
        let headline = html::words(&self.headline);
        let title = [
            headline,
            text.opening.clone().unwrap_or_default(),
            html::words(&self.media.caption),
        ]
        .into_iter()
        .find(|words| !words.is_empty())
        .ok_or_else(|| {
            Fault::new(
                Code::MissingField,
                "Headline",
                "the slide has neither a headline nor a text",
            )
        })?;
        let opening = text
            .opening
            .filter(|words| words.chars().count() <= SUMMARY);
        let (summary, body) = match opening {
            Some(opening) => (Some(opening), text.rest),
            None => (None, text.markdown),
        };
        let mut event = NewEvent {
            id: plain::line(&self.id),
            slug: plain::line(&self.id),
            title,
            summary,
            body: Text::Markdown(body),
            media: self.media(notes),
            ..NewEvent::default()
        };
        (event.date, event.extra) = match self.exported_date(&date) {
            Some(exported) => (exported, serde_json::Map::new()),
            None => self.shown_date(date),
        };
        event.add_terms("threads", [html::words(&self.group)]);
        if self.background {
            notes.add("a slide's background is left out");
        }
        Ok(event)
    }

    /// The date as it was exported, where the slide's parts still say what it became and it says more than they do.
    fn exported_date(&self, parts: &str) -> Option<String> {
        let exported = EventDate::parse(self.edtf.trim()).ok()?;
        let known = write::parts(&exported)?;
        (known == parts && exported.text() != parts).then(|| exported.text().to_owned())
    }

    /// The date with the doubt that its words tell, and the words where they tell something else.
    fn shown_date(&self, date: String) -> (String, serde_json::Map<String, Value>) {
        let mut extra = serde_json::Map::new();
        let words = html::words(&self.display);
        if words.is_empty() {
            return (date, extra);
        }
        let lower = words.to_lowercase();
        let about = [
            "about ",
            "circa ",
            "c. ",
            "ca. ",
            "c.",
            "approximately ",
            "around ",
        ];
        // Which end of a range is meant the words do not tell.
        let doubt = if date.contains('/') {
            None
        } else if about.iter().any(|word| lower.starts_with(word)) {
            Some(format!("{date}~"))
        } else if lower.starts_with("perhaps ")
            || lower.starts_with("possibly ")
            || lower.ends_with('?')
        {
            Some(format!("{date}?"))
        } else {
            None
        };
        if let Some(doubtful) = doubt.filter(|date| EventDate::parse(date).is_ok()) {
            (doubtful, extra)
        } else {
            extra.insert("display_date".to_owned(), words.into());
            (date, extra)
        }
    }

    fn media(&self, notes: &mut Notes) -> Option<Media> {
        // An embedded film is a whole element, of which the address is wanted.
        let url = self.media.url.trim();
        let url = if url.starts_with('<') {
            html::blocks(url)
                .markdown
                .split_once("](")
                .map(|(_, rest)| rest.trim_end_matches(')').to_owned())
        } else {
            Some(plain::line(url))
        };
        let url = url.filter(|url| !url.is_empty())?;
        let media = Media {
            url,
            credit: html::words(&self.media.credit),
            caption: html::words(&self.media.caption),
            alt: html::words(&self.media.alt),
            thumbnail: plain::line(&self.media.thumbnail),
        };
        if media.link().is_none() {
            notes.add("media without an address on the web are kept under `extra` alone");
        }
        Some(media)
    }
}
