//! The sections that an entry stands in: headings, which end where one of their level or above follows, and sections that
//! a word opens and another closes. Headings within the latter end with them.

/// The most sections that lie in each other: each entry names all that it stands in.
pub(super) const MOST_LEVELS: usize = 16;

/// The sections that are open, from the outermost.
#[derive(Default)]
pub(super) struct Sections(Vec<Section>);

struct Section {
    /// How many `#`; `None` for what is closed by a word.
    level: Option<usize>,
    title: String,
    tags: Vec<String>,
}

impl Sections {
    /// Opens a section, from whose title the tags are taken; false where it lies too deep.
    pub(super) fn open(&mut self, level: Option<usize>, title: &str) -> bool {
        if let Some(level) = level {
            let is_over = |section: &Section| section.level.is_some_and(|other| other >= level);
            while self.0.last().is_some_and(is_over) {
                self.0.pop();
            }
        }
        let (title, tags, _) = super::headline(title);
        self.0.push(Section { level, title, tags });
        self.0.len() <= MOST_LEVELS
    }

    /// Closes the last section that a word opened; false where there is none.
    pub(super) fn close(&mut self) -> bool {
        let opened = self.0.iter().rposition(|section| section.level.is_none());
        self.0.truncate(opened.unwrap_or(self.0.len()));
        opened.is_some()
    }

    pub(super) fn titles(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|section| section.title.clone())
    }

    pub(super) fn tags(&self) -> impl Iterator<Item = String> {
        self.0.iter().flat_map(|section| section.tags.clone())
    }
}
