//! The search index: what a script in the browser needs to search titles, names, dates and summaries as one types.
//!
//! `search/index.json` is always there and loaded first:
//!
//! | key | holds |
//! | --- | --- |
//! | `version` | 2; a script that knows another number searches nothing |
//! | `kinds` | what records can be: `event`, `source`, `page`, then the keys of the taxonomies |
//! | `kind_titles` | what each kind is called in the site's language |
//! | `found` | how a number of results is told, by the plural categories of the language (CLDR), with `{n}` for the number |
//! | `fold` | the rules by which text is made comparable: see below |
//! | `count` | how many records there are |
//! | `all` | small sites: the records themselves, and nothing else to load |
//! | `chunk` | larger sites: records in each file `search/records/K.json`; record N is in K = ⌊N ÷ chunk⌋ |
//! | `words` | larger sites: the first word (or a beginning of it) of each file of words, sorted by code point |
//!
//! A **record** is `[kind, url, title, date sentence, summary, [names of terms], more]`: `kind` an index into `kinds`,
//! `url` an address from the site's root, `more` words that are searched and not shown. Events come last, in the order of
//! the timeline, so that a new event at its end leaves the other files as they are.
//!
//! A **file of words** is an object: word → `[strong, weak, all, short]`. The first two are ascending lists of record
//! numbers, each number but the first given as its distance from the one before; records of the strong list have the word in
//! their title or among their names. `all`, the number of all records with the word, says that a list holds only the last
//! of them: such a word ranks and does not exclude; 0 says nothing. `short` has up to four lists: the last 500 records
//! whose titles have one word, two, three and four, this among them. Whose title has the N words that are asked, in any
//! order, stands in the list of N words for each of them. What has nothing to say at the end is left out. The file that begins with F is `search/words/wH.json`, where H is F as
//! UTF-8 in lowercase hexadecimal digits. A word stands in the file of the last F that is not after it; the words that begin
//! with what is typed stand there and in the files that follow, as long as their F begins with it.
//!
//! **Folding**: NFKD; drop what `fold.marks` holds; NFC; lowercase; replace the `fold.letters`. **Words** are runs of
//! letters, digits and marks, cut after `fold.word_chars` characters; a part of a run whose characters are in
//! `fold.unspaced` gives each pair of neighbours instead (or itself, when it is one character).

mod fold;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use serde::Serialize;

use self::fold::Rules;
use self::words::Words;
use super::characters::line;
use super::entry::Entry;
use super::json;
use super::links::Links;
use crate::content::{FreePage, Source, Term};
use crate::graph::Target;
use crate::site::{EventId, PageId, Site, SourceId, TermId};

/// The file that is loaded first, from the site's root.
pub const INDEX_FILE: &str = "search/index.json";

/// An index whose records have so many bytes is one file.
const WHOLE_BYTES: usize = 48 << 10;

/// Records in one file: few, since a result needs the whole file.
const CHUNK: usize = 20;

/// The longest title, summary and list of names that a record shows, in characters. All of their words are searched.
const TITLE_CHARS: usize = 160;
const SUMMARY_CHARS: usize = 200;
const NAMES_CHARS: usize = 160;

/// The records whose words are taken apart before they are put into the index.
const FOLDED_AT_ONCE: usize = 1_024;

#[derive(Serialize)]
struct Index<'a> {
    version: u32,
    kinds: Vec<&'a str>,
    kind_titles: Vec<&'a str>,
    found: BTreeMap<&'a str, &'a str>,
    fold: Rules,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Record>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chunk: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Vec<String>>,
}

/// What is known of one page, before it is shortened.
#[derive(Default)]
struct Searched {
    kind: usize,
    url: String,
    title: String,
    when: String,
    summary: String,
    names: Vec<String>,
    more: Vec<String>,
}

/// Kind, address, title, date sentence, summary, names of terms, words that are not shown.
#[derive(Serialize)]
struct Record(usize, String, String, String, String, Vec<String>, String);

const EVENT: usize = 0;
const SOURCE: usize = 1;
const PAGE: usize = 2;
const FIRST_TAXONOMY: usize = 3;

/// The files of the index by their addresses from the site's root; `search/index.json` is the first.
#[must_use]
pub fn render(site: &Site, links: &Links) -> Vec<(String, Vec<u8>)> {
    let searched: Vec<Searched> = searched(site, links).collect();
    let records: Vec<Record> = searched.par_iter().map(Searched::record).collect();
    let chunks: Vec<Vec<u8>> = (records.par_chunks(CHUNK))
        .map(|chunk| json::bytes(&chunk))
        .collect();
    let taxonomies = site.settings.taxonomies.iter();
    let kinds = ["event", "source", "page"].into_iter();
    let mut index = Index {
        version: 2,
        kinds: kinds.chain(taxonomies.map(|t| t.key.as_str())).collect(),
        kind_titles: kind_titles(site),
        found: site.language.count_forms("results").collect(),
        fold: Rules::new(),
        count: records.len(),
        all: None,
        chunk: None,
        words: None,
    };
    if chunks.iter().map(Vec::len).sum::<usize>() <= WHOLE_BYTES {
        index.all = Some(records);
        return vec![(INDEX_FILE.to_owned(), json::bytes(&index))];
    }
    let mut words = Words::default();
    // To take the words apart is most of the work; all of them at once would be much memory.
    let mut numbers = 0..;
    for searched in searched.chunks(FOLDED_AT_ONCE) {
        let folded: Vec<_> = searched
            .par_iter()
            .map(|searched| (searched.strong(), searched.weak()))
            .collect();
        for (((title, strong), weak), number) in folded.into_iter().zip(numbers.by_ref()) {
            words.add(number, title, strong, weak);
        }
    }
    let shards = words.shards();
    index.chunk = Some(CHUNK);
    index.words = Some(shards.iter().map(|shard| shard.first.clone()).collect());
    let mut files = vec![(INDEX_FILE.to_owned(), json::bytes(&index))];
    for (number, chunk) in chunks.into_iter().enumerate() {
        files.push((format!("search/records/{number}.json"), chunk));
    }
    for shard in shards {
        files.push((words_file(&shard.first), shard.json.into_bytes()));
    }
    files
}

/// What the kinds are called: as the settings say, else the language.
fn kind_titles(site: &Site) -> Vec<&str> {
    let word = |key| site.language.word(key);
    let taxonomies = site.settings.taxonomies.iter().map(|taxonomy| {
        let own = taxonomy.singular.as_deref().or(taxonomy.title.as_deref());
        let word = format!("taxonomy_terms.{}", taxonomy.key);
        own.unwrap_or_else(|| site.language.word_or(&word, &taxonomy.key))
    });
    let own = [word("kinds.event"), word("source"), word("kinds.page")];
    own.into_iter().chain(taxonomies).collect()
}

fn words_file(first: &str) -> String {
    let mut name = "search/words/w".to_owned();
    for byte in first.bytes() {
        write!(name, "{byte:02x}").expect("writing to a string does not fail");
    }
    name + ".json"
}

/// Everything that is searched: what changes seldom first, events last.
fn searched<'a>(site: &'a Site, links: &'a Links) -> impl Iterator<Item = Searched> + 'a {
    let pages = site.pages.iter().enumerate().map(|(index, page)| {
        let target = Target::Page(PageId::new(index));
        free_page(page, links.plain_record(target))
    });
    let terms = site.terms.iter().enumerate().map(|(index, term)| {
        let target = Target::Term(TermId::new(index));
        self::term(site, term, links.plain_record(target))
    });
    let sources = site.sources.iter().enumerate().map(|(index, source)| {
        let target = Target::Source(SourceId::new(index));
        self::source(site, source, links.plain_record(target))
    });
    let records = pages.chain(terms).chain(sources);
    let events = (0..site.events.len()).into_par_iter().map(|index| {
        let entry = Entry::new(site, EventId::new(index));
        event(entry, links.plain_record(entry.target()))
    });
    records.chain(events.collect::<Vec<_>>())
}

fn free_page(page: &FreePage, url: String) -> Searched {
    Searched {
        kind: PAGE,
        url,
        title: line(&page.title),
        summary: plain(page.summary.as_ref()),
        ..Searched::default()
    }
}

fn term(site: &Site, term: &Term, url: String) -> Searched {
    let mut taxonomies = site.settings.taxonomies.iter();
    let taxonomy = taxonomies.position(|taxonomy| taxonomy.key == term.taxonomy);
    let more = term.also.iter().chain(&term.role);
    Searched {
        // Every term is of a taxonomy of the settings; a page is the kind that says least.
        kind: taxonomy.map_or(PAGE, |index| FIRST_TAXONOMY + index),
        url,
        title: line(&term.title),
        summary: plain(term.summary.as_ref()),
        more: more.map(|name| line(name)).collect(),
        ..Searched::default()
    }
}

fn source(site: &Site, source: &Source, url: String) -> Searched {
    let outlets = source.publisher.iter().chain(&source.agency);
    let published = source.published.as_ref();
    Searched {
        kind: SOURCE,
        url,
        title: line(&source.title),
        when: published
            .map(|date| site.language.date(date))
            .unwrap_or_default(),
        summary: plain(source.note.as_ref()),
        names: outlets.map(|name| line(name)).collect(),
        more: source.authors.iter().map(|name| line(name)).collect(),
    }
}

fn event(entry: Entry, url: String) -> Searched {
    Searched {
        kind: EVENT,
        url,
        title: line(&entry.event.title),
        when: entry.sentence(),
        summary: plain(entry.event.summary.as_ref()),
        names: entry.terms().map(|(_, term)| line(&term.title)).collect(),
        more: Vec::new(),
    }
}

fn plain(text: Option<&String>) -> String {
    text.map(|text| line(text)).unwrap_or_default()
}

impl Searched {
    fn record(&self) -> Record {
        let mut room = NAMES_CHARS;
        let names = self.names.iter().map_while(|name| {
            room = room.checked_sub(name.chars().count())?;
            Some(name.clone())
        });
        Record(
            self.kind,
            self.url.clone(),
            shortened(&self.title, TITLE_CHARS),
            self.when.clone(),
            shortened(&self.summary, SUMMARY_CHARS),
            names.collect(),
            shortened(&self.more.join(" "), NAMES_CHARS),
        )
    }

    /// The words of the title and of the names, and how many of them are the title's.
    fn strong(&self) -> (usize, Vec<String>) {
        let mut words = fold::words(&self.title);
        let title = words.len();
        words.extend(self.more.iter().flat_map(|name| fold::words(name)));
        (title, words)
    }

    fn weak(&self) -> Vec<String> {
        let names = self.names.iter().map(String::as_str);
        let texts = names.chain([self.summary.as_str(), self.when.as_str()]);
        texts.flat_map(fold::words).collect()
    }
}

/// A text of at most so many characters, cut between words where it has any.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let cut = text[..end].rfind(' ').filter(|&space| space > end / 2);
    format!("{}…", text[..cut.unwrap_or(end)].trim_end())
}
