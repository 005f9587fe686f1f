//! JSON-LD: what it says, and that it stays within its `<script>`.

use dateline::render::json_ld::{self, ListItems};
use dateline::site::{EventId, Site};
use dateline::view::Link;
use serde_json::{Value, json};

use super::hostile::{HOSTILE, talks_saying};
use super::site::{talks, with_links};

fn crumbs() -> [Link; 2] {
    let link = |title: &str, url: &str| Link {
        title: title.to_owned(),
        url: url.to_owned(),
    };
    [link("Timeline", "timeline/"), link("2022", "2022/")]
}

fn of_event(site: &Site, event: u32) -> String {
    with_links(site, "events/x/", |site, links| {
        json_ld::event(site, links, EventId(event), &crumbs())
    })
}

fn graph(script: &str) -> Value {
    let value: Value = serde_json::from_str(script).unwrap();
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].clone()
}

#[test]
fn an_event_is_an_article_about_an_event() {
    let graph = graph(&of_event(&talks(), 6));
    let check = |pointer: &str, expected: Value| {
        assert_eq!(graph.pointer(pointer), Some(&expected), "{pointer}");
    };
    check("/0/@type", json!("NewsArticle"));
    check("/0/headline", json!("Ministers meet"));
    check("/0/about/@type", json!("Event"));
    check("/0/about/startDate", json!("2022-01-21T11:00+01:00"));
    check("/0/about/location/1/geo/latitude", json!(46.215));
    check("/0/mentions/0/@type", json!("Person"));
    check(
        "/0/mentions/0/sameAs",
        json!("https://www.wikidata.org/entity/Q58217"),
    );
    check("/0/citation/0/publisher/name", json!("One"));
    check("/1/@type", json!("BreadcrumbList"));
    check(
        "/1/itemListElement/1/item",
        json!("https://example.org/talks/2022/"),
    );
    check(
        "/1/itemListElement/2",
        json!({ "@type": "ListItem", "name": "Ministers meet", "position": 3 }),
    );
}

#[test]
fn dates_are_no_more_precise_than_the_source() {
    let check = |event: u32, start: Value, end: Value| {
        let graph = graph(&of_event(&talks(), event));
        let about = &graph[0]["about"];
        let date = |key: &str| about.get(key).cloned().unwrap_or(Value::Null);
        assert_eq!((date("startDate"), date("endDate")), (start, end));
    };
    check(0, Value::Null, json!("1985"));
    check(1, Value::Null, Value::Null);
    check(2, json!("2014"), Value::Null);
    check(3, json!("2022-01-10"), json!("2022-01-13"));
    check(4, Value::Null, Value::Null);
    check(5, json!("2022-01-21"), Value::Null);
}

#[test]
fn a_list_counts_from_where_its_page_begins() {
    let script = with_links(&talks(), "timeline/2/", |site, links| {
        json_ld::list(
            site,
            links,
            "Timeline",
            &[EventId(5), EventId(6)],
            101,
            &[],
            &ListItems::for_events(7),
        )
    });
    let graph = graph(&script);
    assert_eq!(graph[0]["url"], "https://example.org/talks/timeline/2/");
    assert_eq!(
        graph[0]["itemListElement"][1],
        json!({
            "@type": "ListItem",
            "position": 102,
            "name": "Ministers meet",
            "url": "https://example.org/talks/events/ministers-meet/",
        })
    );
}

#[test]
fn no_text_ends_the_script() {
    for text in HOSTILE {
        let script = of_event(&talks_saying(text), 6);
        assert!(
            !script.contains(['<', '>', '&', '\n', '\u{2028}', '\u{2029}']),
            "{script}"
        );
        let graph = graph(&script);
        assert_eq!(graph[0]["author"].as_array().unwrap().len(), 1);
    }
    let graph = graph(&of_event(&talks_saying(HOSTILE[4]), 6));
    assert_eq!(graph[0]["headline"], HOSTILE[4]);
}
