//! A site as the edits know it: events with their fields, and every other file as its bytes.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::edits::Edits;

/// An event, by the stem of its file.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    pub(super) title: String,
    pub(super) date: String,
    pub(super) summary: Option<String>,
    pub(super) lists: BTreeMap<&'static str, Vec<String>>,
    pub(super) sources: Vec<String>,
    pub(super) follows: Option<String>,
    pub(super) more: BTreeMap<&'static str, String>,
    pub(super) body: String,
}

/// A site before it is written.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) events: BTreeMap<String, Event>,
    /// The settings, by key, each as YAML.
    pub(super) settings: BTreeMap<&'static str, String>,
    /// Every other file, by path.
    pub(super) others: BTreeMap<String, Vec<u8>>,
}

impl Event {
    fn text(&self) -> String {
        let mut text = format!("---\ntitle: {:?}\ndate: {:?}\n", self.title, self.date);
        if let Some(summary) = &self.summary {
            writeln!(text, "summary: {summary:?}").unwrap();
        }
        for (key, names) in &self.lists {
            writeln!(text, "{key}: {names:?}").unwrap();
        }
        if !self.sources.is_empty() {
            writeln!(text, "sources: {:?}", self.sources).unwrap();
        }
        if let Some(other) = &self.follows {
            writeln!(text, "relations: {{follows: {other}}}").unwrap();
        }
        for (key, value) in &self.more {
            writeln!(text, "{key}: {value}").unwrap();
        }
        write!(text, "---\n{}\n", self.body).unwrap();
        text
    }
}

impl Model {
    /// A site of 10 to 40 events, with a few files of every kind.
    pub(super) fn new(edits: &mut Edits) -> Self {
        let settings = [
            ("title", "Test"),
            ("sources", "{implied: true}"),
            ("page_size", "10"),
            ("base_url", "https://example.org/t/"),
        ];
        let mut model = Self {
            events: BTreeMap::new(),
            settings: settings.map(|(key, value)| (key, value.to_owned())).into(),
            others: BTreeMap::new(),
        };
        for number in 0..edits.below(31) + 10 {
            let event = edits.event(&model);
            model.events.insert(format!("first-{number}"), event);
        }
        for source in ["gazette", "herald"] {
            model.put(
                &format!("content/sources/{source}.md"),
                &format!("---\ntitle: The {source}\npublisher: {source}\n---\nText\n"),
            );
        }
        model.put(
            "content/places/hall.md",
            "---\ntitle: The hall\npart_of: Town\nlat: 46.2\nlon: 6.1\n---\nA hall\n",
        );
        model.put(
            "content/pages/about.md",
            "---\ntitle: About\n---\nText [[hall]]\n",
        );
        model.put("static/robots-more.txt", "one");
        model
    }

    pub(super) fn put(&mut self, path: &str, text: &str) {
        self.others.insert(path.to_owned(), text.into());
    }

    /// Every file, by its path.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.others.clone();
        for (stem, event) in &self.events {
            files.insert(format!("content/events/{stem}.md"), event.text().into());
        }
        let mut settings = String::new();
        for (key, value) in &self.settings {
            writeln!(settings, "{key}: {value}").unwrap();
        }
        files.insert("dateline.yaml".to_owned(), settings.into());
        files
    }
}
