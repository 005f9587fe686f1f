//! The search index, read as its documentation says.

use std::sync::Arc;

use dateline::content::Event;
use std::collections::BTreeMap;

use dateline::render::search_index::{INDEX_FILE, render};
use dateline::site::Site;
use serde_json::{Value, json};

use super::hostile::{HOSTILE, talks_saying};
use super::site::{push, site_of, site_on, talks, with_links};

type Files = BTreeMap<String, Vec<u8>>;

fn files(site: &Site) -> Files {
    with_links(site, "search/", render).into_iter().collect()
}

fn load(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}

/// What loading the first result for a folded word costs in bytes, and the titles of all results, best first.
fn search(files: &Files, word: &str) -> (usize, Vec<String>) {
    let index = load(files, INDEX_FILE);
    let firsts = index["words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|first| first.as_str().unwrap());
    let first = firsts.take_while(|first| *first <= word).last().unwrap();
    let hex = first
        .bytes()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let name = format!("search/words/w{hex}.json");
    let lists = &load(files, &name)[word];
    let mut results: Vec<u64> = Vec::new();
    for list in lists
        .as_array()
        .into_iter()
        .flatten()
        .take(2)
        .filter_map(Value::as_array)
    {
        let mut number = 0;
        for distance in list {
            number += distance.as_u64().unwrap();
            results.push(number);
        }
    }
    let chunk = index["chunk"].as_u64().unwrap();
    let record_file = |number: u64| format!("search/records/{}.json", number / chunk);
    let title = |number: &u64| {
        let place = usize::try_from(number % chunk).unwrap();
        load(files, &record_file(*number))[place][2]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let cost = files[INDEX_FILE].len()
        + files[&name].len()
        + results
            .first()
            .map_or(0, |&number| files[&record_file(number)].len());
    (cost, results.iter().take(50).map(title).collect())
}

/// Many events with titles and summaries out of a large vocabulary.
fn large(count: usize) -> Site {
    let mut state = 1u32;
    let mut word = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Few words are frequent, most are rare, as in a language.
        let rank = (state >> 8) % 30_000 * ((state >> 3) % 1_000) / 1_000;
        format!(
            "{}{rank:x}",
            ["ta", "ger", "mo", "sé", "ru"][rank as usize % 5]
        )
    };
    let mut words = |count: usize| (0..count).map(|_| word()).collect::<Vec<_>>().join(" ");
    let texts = (0..count).map(|index| {
        let title = match index {
            index if index == count / 2 => "Генерал Лавров у 北京市".to_owned(),
            index if index == count - 1 => "Café in Łódź".to_owned(),
            _ => words(7),
        };
        (title, words(25))
    });
    site_of(texts)
}

#[test]
fn a_small_site_has_one_file() {
    let files = files(&talks());
    assert_eq!(files.len(), 1);
    let index = load(&files, INDEX_FILE);
    assert_eq!(index["version"], 2);
    assert_eq!(
        index["kinds"],
        json!(["event", "source", "page", "actors", "places", "threads"])
    );
    let all = index["all"].as_array().unwrap();
    assert_eq!(index["count"], all.len());
    assert_eq!(all.len(), 1 + 4 + 2 + 7);
    let page = json!([
        2,
        "about/",
        "About",
        "",
        "How the chronology is made.",
        [],
        ""
    ]);
    assert_eq!(all[0], page);
    let actor = json!([
        3,
        "actors/sergei-lavrov/",
        "Sergei Lavrov",
        "",
        "",
        [],
        "Сергей Лавров"
    ]);
    assert_eq!(all[1], actor);
    let meeting = all.last().unwrap();
    assert_eq!(meeting[1], "events/ministers-meet/");
    assert_eq!(meeting[4], "They talk for an hour and a half.");
    assert_eq!(meeting[5][0], "Sergei Lavrov");
}

#[test]
fn the_first_result_of_ten_thousand_events_is_cheap() {
    let files = files(&large(10_000));
    let check = |word: &str, expected: &str| {
        let (cost, titles) = search(&files, word);
        assert!(cost < 100_000, "{word} costs {cost} bytes");
        assert!(
            titles.iter().any(|title| title == expected),
            "{word}: {titles:?}"
        );
    };
    check("cafe", "Café in Łódź");
    check("lodz", "Café in Łódź");
    check("лавров", "Генерал Лавров у 北京市");
    check("北京", "Генерал Лавров у 北京市");
    check("京市", "Генерал Лавров у 北京市");
    for name in files.keys() {
        assert!(name.bytes().all(|byte| byte.is_ascii_graphic()), "{name}");
        assert!(name.len() < 200, "{name}");
    }
    for word in ["ta0", "2022", "ru4"] {
        assert!(search(&files, word).0 < 100_000);
    }
}

#[test]
fn a_new_event_at_the_end_leaves_most_files_as_they_are() {
    let before = files(&large(3_000));
    let mut site = large(3_000);
    let mut last = Event::clone(&site_on("2022-01-22").events.remove(0));
    last.title = "One more event".to_owned();
    push(&mut site, last);
    let after = files(&site);
    let changed = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(bytes));
    let changed: Vec<&String> = changed.map(|(name, _)| name).collect();
    assert!(
        changed.len() <= 9,
        "{} of {}: {changed:?}",
        changed.len(),
        after.len()
    );
}

#[test]
fn no_text_breaks_the_index() {
    for text in HOSTILE {
        let mut site = talks_saying(text);
        let index = load(&files(&site), INDEX_FILE);
        assert_eq!(index["all"].as_array().unwrap().len(), 14, "{text:?}");
        // Past the size of one file the words are written by hand.
        for _ in 0..1_000 {
            let event = Event::clone(&site.events[0]);
            push(&mut site, event);
        }
        Arc::make_mut(&mut site.events[0]).summary = Some(text.repeat(40));
        Arc::make_mut(&mut site.events[1]).title = "x ".repeat(30_000);
        for (name, bytes) in files(&site) {
            assert!(
                serde_json::from_slice::<Value>(&bytes).is_ok(),
                "{text:?} in {name}"
            );
        }
    }
}
