//! Random edits of a site, of its output and of the cache, each with the words that tell of it.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::model::{Event, Model};
use super::site::{Site, files_below};

const WORDS: [&str; 8] = [
    "Council", "Railway", "Minister", "Harbour", "Signed", "Report", "Winter", "Witness",
];

const DATES: [&str; 12] = [
    "2022-01-21",
    "2022-01-21T11:00",
    "2022-01",
    "2022-02-03",
    "2021",
    "2021-12-31",
    "199X",
    "1994~",
    "-0044-03-15",
    "2022-01-19/2022-02-02",
    "2020-05/..",
    "[2022-01-13..2022-01-20]",
];

const NAMES: [(&str, [&str; 4]); 4] = [
    ("actors", ["Anna", "Boris", "Carla", "Dmitri"]),
    ("places", ["hall", "Town", "Station", "Harbour"]),
    ("topics", ["Trade", "Peace", "Rail", "Budget"]),
    ("threads", ["Talks", "Strike", "Talks", "Election"]),
];

const SOURCES: [&str; 4] = ["gazette", "herald", "Evening News 7", "Morning Post 9"];

/// What may be overridden of the theme.
const TEMPLATES: [&str; 8] = [
    "base.html",
    "event.html",
    "term.html",
    "front.html",
    "components/site_foot.html",
    "components/event_row.html",
    "components/when.html",
    "404.html",
];

const SETTINGS: [(&str, &[&str]); 10] = [
    ("title", &["Test", "Another title"]),
    ("language", &["en", "de", "ar"]),
    ("page_size", &["10", "12", "60"]),
    ("feed_size", &["3", "50"]),
    ("theme", &["{accent: '#123456'}", "{accent: '#654321'}"]),
    (
        "taxonomies",
        &["{lanes: {title: Lanes}}", "{actors: {title: People}}"],
    ),
    (
        "views",
        &[
            "{peace: {title: Peace, topics: [Peace]}}",
            "{old: {title: Old, dates: 1990/1999}, peace: {title: Talks, threads: [Talks]}}",
        ],
    ),
    ("urls", &["directory", "file"]),
    ("embeds", &["true"]),
    ("description", &["What it is about", "Something else"]),
];

/// A file of one pixel: the first bytes of a GIF are all that is read.
fn picture(width: u8) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend([width, 0, 1, 0, 0, 0, 0, b';']);
    bytes
}

/// The source of random edits.
pub(super) struct Edits {
    state: u64,
    count: usize,
}

impl Edits {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            state: seed,
            count: 0,
        }
    }

    /// A number below a limit (`SplitMix64`).
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn any<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }

    fn words(&mut self, most: usize) -> String {
        let count = self.below(most) + 1;
        let words: Vec<&str> = (0..count).map(|_| self.any(&WORDS)).collect();
        words.join(" ")
    }

    fn stem(&mut self, model: &Model) -> Option<String> {
        let count = model.events.len();
        (count > 0).then(|| model.events.keys().nth(self.below(count)).unwrap().clone())
    }

    /// An event that no other names, so that it can go without leaving a broken link.
    fn loose_stem(&mut self, model: &Model) -> Option<String> {
        let stem = self.stem(model)?;
        let names = |text: &str| text.contains(&stem);
        let is_named = model
            .events
            .values()
            .any(|event| names(&event.body) || event.follows.as_deref().is_some_and(names));
        let mut others = model.others.values();
        let is_named = is_named || others.any(|bytes| names(&String::from_utf8_lossy(bytes)));
        (!is_named).then_some(stem)
    }

    /// An event that may link to others of the site.
    pub(super) fn event(&mut self, model: &Model) -> Event {
        let mut event = Event {
            title: self.words(4),
            date: self.any(&DATES).to_owned(),
            body: self.body(model),
            ..Event::default()
        };
        for (key, names) in NAMES {
            if self.below(2) == 0 {
                event.lists.insert(key, vec![self.any(&names).to_owned()]);
            }
        }
        for _ in 0..self.below(3) {
            let source = self.any(&SOURCES).to_owned();
            if !event.sources.contains(&source) {
                event.sources.push(source);
            }
        }
        event
    }

    fn body(&mut self, model: &Model) -> String {
        let words = self.words(12);
        match (self.below(6), self.stem(model)) {
            (0, Some(other)) => format!("{words} [[{other}]]"),
            (1, Some(other)) => format!("{words} [there](/events/{other}/)"),
            (2, _) => format!("{words} [[hall|the hall]] [@gazette, p. 2]"),
            (3, _) => format!("## {words}\n\n{words}[^1]\n\n[^1]: A note"),
            _ => words,
        }
    }

    /// Makes one edit and tells it.
    pub(super) fn apply(&mut self, model: &mut Model, site: &Site) -> String {
        self.count += 1;
        let kind = self.below(34);
        let stem = match kind {
            2 | 3 | 8 => self.loose_stem(model),
            _ => self.stem(model),
        };
        match (kind, stem) {
            (0 | 1, _) | (_, None) => {
                let (stem, event) = (format!("added-{}", self.count), self.event(model));
                let told = format!("add {stem} {event:?}");
                model.events.insert(stem, event);
                told
            }
            (2, Some(stem)) => {
                model.events.remove(&stem);
                format!("delete {stem}")
            }
            (3, Some(stem)) => {
                let (to, event) = (
                    format!("renamed-{}", self.count),
                    model.events.remove(&stem).unwrap(),
                );
                model.events.insert(to.clone(), event);
                format!("rename {stem} {to}")
            }
            (kind @ 4..=17, Some(stem)) => self.edit_event(kind, &stem, model),
            (kind @ 18..=26, _) => self.edit_file(kind, model),
            (27, _) => edit_output(self, site),
            (28, Some(stem)) => touch(self, &site.file(&format!("content/events/{stem}.md"))),
            (29, _) => edit_cache(self, site),
            (30, Some(stem)) => Self::edit_without_a_sign(&stem, model, site),
            (31, Some(stem)) => self.build_something_else(&stem, model, site),
            _ => {
                let (key, values) = SETTINGS[self.below(SETTINGS.len())];
                if self.below(3) == 0 && key != "title" {
                    model.settings.remove(key);
                    return format!("unset {key}");
                }
                let value = self.any(values).to_owned();
                let told = format!("set {key} {value}");
                model.settings.insert(key, value);
                told
            }
        }
    }

    /// Makes one edit of the content alone, and tells it.
    pub(super) fn apply_in_memory(&mut self, model: &mut Model) -> String {
        self.count += 1;
        match (self.below(34), self.stem(model)) {
            (0..4, _) | (_, None) => {
                let (stem, event) = (format!("added-{}", self.count), self.event(model));
                let told = format!("add {stem} {event:?}");
                model.events.insert(stem, event);
                told
            }
            (4 | 5, Some(stem)) => {
                model.events.remove(&stem);
                format!("delete {stem}")
            }
            (kind @ 6..=18, Some(stem)) => self.edit_event(kind - 1, &stem, model),
            (kind @ 19..=27, _) => self.edit_file(kind - 1, model),
            _ => {
                let (key, values) = SETTINGS[self.below(SETTINGS.len())];
                let value = self.any(values).to_owned();
                let told = format!("set {key} {value}");
                model.settings.insert(key, value);
                told
            }
        }
    }

    fn edit_event(&mut self, kind: usize, stem: &str, model: &mut Model) -> String {
        let other = self.stem(model).unwrap();
        let (title, summary, body) = (self.words(4), self.words(8), self.body(model));
        let event = model.events.get_mut(stem).unwrap();
        match kind {
            4 => {
                let told = format!("retitle {stem} {title}");
                event.title = title;
                told
            }
            5 => {
                self.any(&DATES).clone_into(&mut event.date);
                format!("redate {stem} {}", event.date)
            }
            6 | 7 => {
                let (key, names) = NAMES[self.below(NAMES.len())];
                let names: Vec<String> = (0..self.below(3))
                    .map(|_| self.any(&names).to_owned())
                    .collect();
                let told = format!("re-term {stem} {key} {names:?}");
                event.lists.insert(key, names);
                told
            }
            8 => toggle(event, "draft", "true", stem),
            9 => toggle(event, "lead", "true", stem),
            10 => {
                let told = format!("body {stem} {body}");
                event.body = body;
                told
            }
            11 => {
                event.summary = (self.below(3) > 0).then_some(summary);
                format!("summary {stem} {:?}", event.summary)
            }
            12 => {
                event.follows = (other != stem).then_some(other);
                format!("relation {stem} {:?}", event.follows)
            }
            13 => {
                event.sources = vec![self.any(&SOURCES).to_owned()];
                format!("cite {stem} {:?}", event.sources)
            }
            14 => {
                let path = format!("content/events/{stem}.gif");
                let width = u8::try_from(self.below(3)).unwrap() + 1;
                model.others.insert(path, picture(width));
                let image = format!("{{file: {stem}.gif, alt: {title}}}");
                model
                    .events
                    .get_mut(stem)
                    .unwrap()
                    .more
                    .insert("image", image);
                format!("picture {stem} {width}")
            }
            15 => toggle(event, "status", "disputed", stem),
            16 => toggle(
                event,
                "corrections",
                "[{date: 2022-02-01, note: The hour was wrong}]",
                stem,
            ),
            _ => toggle(
                event,
                "aliases",
                &format!("[/was/{}/]", self.below(3)),
                stem,
            ),
        }
    }

    fn edit_file(&mut self, kind: usize, model: &mut Model) -> String {
        let words = self.words(3);
        let body = self.body(model);
        let (path, text) = match kind {
            18 => (
                "content/sources/gazette.md",
                format!(
                    "---\ntitle: {words}\npublisher: P\nagency: Agency\npublished: 2022-01-22\n---\n{body}\n"
                ),
            ),
            19 => (
                "content/sources/herald.md",
                format!("---\ntitle: H\nagency: {words}\n---\n"),
            ),
            20 => (
                "content/places/hall.md",
                format!(
                    "---\ntitle: {words}\nalso: [Hall]\npart_of: Town\nlat: {}\nlon: 6\ntimezone: Asia/Tokyo\n---\n{body}\n",
                    self.below(9)
                ),
            ),
            21 => (
                "content/actors/anna.md",
                format!(
                    "---\ntitle: Anna\nrole: {words}\nkind: person\nsummary: {words}\n---\n{body}\n"
                ),
            ),
            22 => (
                "content/pages/about.md",
                format!(
                    "---\ntitle: {words}\nmenu: {}\n---\n{body}\n",
                    self.below(2) == 0
                ),
            ),
            23 => ("static/custom.css", format!("p {{ color: {words} }}")),
            24 => ("static/robots-more.txt", words.clone()),
            25 => (
                "templates/languages/en.yaml",
                format!("timeline: {words}\nsources: Documents\n"),
            ),
            _ => return self.edit_template(model),
        };
        let is_there = model.others.contains_key(path);
        if is_there && self.below(4) == 0 {
            model.others.remove(path);
            return format!("remove {path}");
        }
        model.put(path, &text);
        format!("write {path} {text:?}")
    }

    fn edit_template(&mut self, model: &mut Model) -> String {
        let name = self.any(&TEMPLATES);
        let path = format!("templates/{name}");
        if self.below(3) == 0 && model.others.remove(&path).is_some() {
            return format!("restore {name}");
        }
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        let text = fs::read_to_string(own).unwrap();
        let (from, mark) = (
            ["</h1>", "</p>", "</li>"],
            format!("<i>{}</i>", self.below(9)),
        );
        let changed = from
            .iter()
            .fold(text, |text, end| text.replace(end, &format!("{mark}{end}")));
        model.put(&path, &changed);
        format!("override {name} {mark}")
    }

    /// Another body of the same size, with the time of the one before.
    fn edit_without_a_sign(stem: &str, model: &mut Model, site: &Site) -> String {
        let event = model.events.get_mut(stem).unwrap();
        let body = event.body.replace('e', "o");
        let path = site.file(&format!("content/events/{stem}.md"));
        let modified = path.metadata().unwrap().modified().unwrap();
        event.body = body;
        site.bring_to(model);
        set_modified(&path, modified);
        format!("hide {stem}")
    }

    /// A build of another site into the same output, which the cache does not hear of.
    fn build_something_else(&mut self, stem: &str, model: &mut Model, site: &Site) -> String {
        let mut other = model.clone();
        let title = &mut other.events.get_mut(stem).unwrap().title;
        "Unheard of".clone_into(title);
        site.bring_to(&other);
        let _ = site.build_with(&site.out(), &["--no-cache"]);
        if self.below(2) == 0 {
            site.bring_to(model);
            touch(self, &site.file(&format!("content/events/{stem}.md")));
        }
        format!("elsewhere {stem}")
    }
}

fn toggle(event: &mut Event, key: &'static str, value: &str, stem: &str) -> String {
    if event.more.remove(key).is_none() {
        event.more.insert(key, value.to_owned());
    }
    format!("{key} {stem} {:?}", event.more.get(key))
}

fn set_modified(file: &Path, time: SystemTime) {
    let file = fs::File::options().write(true).open(file).unwrap();
    file.set_modified(time).unwrap();
}

/// A new time, and sometimes one long ago or yet to come.
fn touch(edits: &mut Edits, file: &Path) -> String {
    let now = SystemTime::now();
    let times = [
        now,
        now + Duration::from_hours(48),
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000),
    ];
    let time = times[edits.below(times.len())];
    set_modified(file, time);
    format!("touch {}", file.display())
}

/// Damages or removes a file of the output.
fn edit_output(edits: &mut Edits, site: &Site) -> String {
    let files = files_below(&site.out());
    let Some((path, bytes)) = files.iter().nth(edits.below(files.len().max(1))) else {
        return "tamper nothing".to_owned();
    };
    let file = site.out().join(path);
    if path.starts_with(".dateline") || edits.below(2) == 0 {
        let mut changed = bytes.clone();
        match changed.first_mut() {
            Some(first) => *first ^= 1,
            None => changed.push(b'x'),
        }
        let modified = file.metadata().unwrap().modified().unwrap();
        fs::write(&file, changed).unwrap();
        set_modified(&file, modified);
        return format!("tamper {path}");
    }
    fs::remove_file(file).unwrap();
    format!("lose {path}")
}

/// Damages, cuts or removes a file of the cache, or all of it.
fn edit_cache(edits: &mut Edits, site: &Site) -> String {
    let folder = site.file(".dateline");
    let files = files_below(&folder);
    let Some((path, bytes)) = files.iter().nth(edits.below(files.len().max(1))) else {
        return "forget nothing".to_owned();
    };
    let file = folder.join(path);
    match edits.below(4) {
        0 => fs::remove_dir_all(folder).unwrap(),
        1 => fs::write(file, &bytes[..bytes.len() / 2]).unwrap(),
        2 => fs::write(file, b"dateline-cache 2\n").unwrap(),
        _ => {
            let mut changed = bytes.clone();
            let at = edits.below(changed.len().max(1));
            if let Some(byte) = changed.get_mut(at) {
                *byte = byte.wrapping_add(1);
            }
            fs::write(file, changed).unwrap();
        }
    }
    format!("forget {path}")
}
